"""What stands beside a table, or in the sheet's name, and tells of its amounts: unit, currency and tax basis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsummary.book.heading_rows import Headings
from xlsummary.book.heading_units import HeadingUnit, unit_named
from xlsummary.book.letters import letters_of
from xlsummary.book.source import Grid
from xlsummary.model import Cell, TaxBasis
from xlsummary.money import UNIT_WORDS
from xlsummary.spelling import bracketed, folded


def sheet_unit(text: str, *, below: bool = False) -> HeadingUnit | None:
    """What a cell above or below a table says of its amounts: `单位：万元`, `2026 年目标（万元）`; None where nothing.

    A unit of money may also be all it says, or its end: `万元`, `2026 年目标 万元`, `金额均为万元`; a figure is none. Below a
    table only a cell that begins with `单位：` does, or `注：以万元计`.
    """
    plain = _NOTE.sub("", folded(text)) if below else folded(text)
    labelled = _LABELLED.match(plain) if below else _LABELLED.search(plain)
    parts: tuple[str, ...] = () if below else bracketed(text)
    if labelled and labelled["unit"].strip() and not (labelled["amount"] and _has_digits(labelled["unit"])):
        parts = (labelled["unit"], labelled["unit"].split()[0], *parts)
    undated = _TIME.sub("", plain)
    bare = () if below or _has_digits(undated) else (plain, *_groups(_TAIL.search(plain)))
    bare += () if _has_digits(undated) else _groups(_STATED.fullmatch(undated))
    for part in (*parts, *(each for each in bare if not _LETTER.fullmatch(each))):
        said = unit_named(part)
        known = not said.unknown and not said.goods and (part in parts or said.money)
        if known and (said.unit is not None or said.currency):
            return said
    return None


def _groups(found: re.Match[str] | None) -> tuple[str, ...]:
    return tuple(filter(None, found.groups())) if found else ()


def _has_digits(text: str) -> bool:
    return any(map(str.isdecimal, text))


_ROWS_BELOW = 10


def units_beside(grid: Grid, headings: Headings) -> Iterator[tuple[Cell, str, HeadingUnit]]:
    """What tells a unit of a table's amounts: the sheet's name, the cells above, those in the last rows below its heading.

    And the headings of columns without a cell that are nothing but a unit.
    """
    place = headings.first
    named = sheet_unit(grid.name)
    if named:
        yield Cell(grid.name), grid.name.strip(), named
    last = max(headings.last + 1, len(grid.rows) - _ROWS_BELOW)
    for number in (*range(place), *range(last, len(grid.rows))):
        for at, text in enumerate(grid.rows[number]):
            said = sheet_unit(text, below=number > place) if isinstance(text, str) and text else None
            if said:
                yield Cell(grid.name, f"{letters_of(grid.first_column + at)}{grid.first_row + number}"), text.strip(), said
    for at, text in enumerate(headings.texts):
        said = unit_heading(grid, headings, at)
        if said:
            yield (
                Cell(grid.name, f"{letters_of(grid.first_column + at)}{grid.first_row + headings.places[at]}"),
                text.strip(),
                said,
            )


def tax_beside(grid: Grid, headings: Headings) -> TaxBasis | None:
    """The tax basis that the sheet's name, or a short text above the table or below it, says of the amounts; None where none
    does or two differ.
    """
    last = max(headings.last + 1, len(grid.rows) - _ROWS_BELOW)
    above = [cell for row in grid.rows[: headings.first] for cell in row]
    below = [cell for row in grid.rows[last:] for cell in row if isinstance(cell, str) and _REMARK.match(folded(cell))]
    said = {_tax_in(cell) for cell in (grid.name, *above, *below) if isinstance(cell, str)} - {None}
    return said.pop() if len(said) == 1 else None


def _tax_in(text: str) -> TaxBasis | None:
    plain = folded(text).casefold()
    if len(plain) > _LONGEST_REMARK:
        return None
    if _WITHOUT.search(plain):
        return None if _WITH.search(_WITHOUT.sub("", plain)) else TaxBasis.WITHOUT_TAX
    return TaxBasis.WITH_TAX if _WITH.search(plain) else None


def unit_heading(grid: Grid, headings: Headings, at: int) -> HeadingUnit | None:
    """What a heading says that is but a unit, `单位：万元` or `（万元）`, over a column without a cell; None for all others."""
    text = folded(headings.texts[at])
    is_word = text.casefold() in UNIT_WORDS and not _LETTER.fullmatch(text)
    said = sheet_unit(text) if is_word or _UNIT_ALONE.fullmatch(text) else None
    return said if said and all(row[at] == "" for row in grid.rows[headings.last + 1 :]) else None


_LABELLED = re.compile(
    r"(?:^|[\s(\[【,，;；|])(?:(?:金额|货币|计量)?单位|(?P<amount>金额)|币种|币别|currency|(?:amount\s+)?units?)"
    r"\s*(?:[:=]|(?<=单位)[为是]?)\s*(?P<unit>[^()\]】;；|]{1,20})",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:[\s_,;、|/-]|金额均?[为以按])\s*([^\s_-]{1,6})$")
_STATED = re.compile(
    r"(?:(?:本表|表中|表内|上表|以上|上述)?(?:金额|数字|数据|款项)?(?:单位)?(?:一律|统一|均|都)?)?(?:[以按为]|单位为)\s*([^_-]{1,6}?)\s*"
    r"(?:为单位|为计量单位|计算?|列示|表示|填[写列报]?)?[。.;]?"
)
"""The whole of a sentence that says the unit: `以万元为单位`, `金额均以万元计`, `按万元填写`."""
_NOTE = re.compile(r"^(?:备注|附注|注意?|说明|notes?)\s*\d*\s*[:.、]?\s*", re.IGNORECASE)
_TIME = re.compile(r"(?:20\d\d|\d\d(?=年))(?:\s*年度?)?|\d{1,2}(?:[-~至]\d{1,2})?\s*月份?|第?\d季度?|[qh][1-4]", re.IGNORECASE)
"""A year, a month and so on, whose figures are no amount."""
_LETTER = re.compile(r"[A-Za-z]")
_UNIT_ALONE = re.compile(
    r"[(\[【][^()\[\]【】]+[)\]】]|(?:(?:金额|货币)?单位|币种|币别|currency|(?:amount\s+)?units?)\s*[:=].*", re.IGNORECASE
)
_VAT = r"(?:tax|vat)"
_WITHOUT = re.compile(rf"不含(?:\d+%)?(?:增值)?税(?!率)|未税|(?:without|excl\.?|excluding)\s*{_VAT}")
_WITH = re.compile(rf"含(?:\d+%)?(?:增值)?税(?!率)|价税合计|(?:with|incl\.?|including)\s*{_VAT}")
_REMARK = re.compile(r"[(\[【]?(?:注|备注|说明|以上|上述|单位|金额|本表|notes?\b|all amounts)", re.IGNORECASE)
_LONGEST_REMARK = 40
