"""What columns beside the amounts say of them: each row's currency, and the unit of its quantity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xlsummary import catalogue_units
from xlsummary.book.findings import Findings
from xlsummary.book.heading_units import unit_of_product
from xlsummary.book.headings import CURRENCY_HEADINGS, Head
from xlsummary.book.letters import letters_of
from xlsummary.book.values import CellValue, is_blank, shown
from xlsummary.model import Cell
from xlsummary.money import CURRENCY_WORDS, DASHES
from xlsummary.spelling import folded, heading_key, name_key

_UNIT_HEADINGS = frozenset({"单位", "计量单位", "主计量", "主计量单位", "销售单位", "数量单位", "unit", "uom", "unitofmeasure"})
_OWN = ("本币", "本位币")


def tell_beside(head: Head, cells: Sequence[Sequence[CellValue]], places: Sequence[int], findings: Findings) -> bool:
    """An error at each other currency, a warning of several units; True where quantities have several."""
    mixed = False
    for at in _columns(head):
        key = heading_key(str(_heading(head, at)))
        values = {cells[place][at] for place in places}
        if key in CURRENCY_HEADINGS:
            wrong = {value for value in values if _is_foreign(value, head.currency)}
            for place in [place for place in places if cells[place][at] in wrong] if wrong else ():
                findings.add(catalogue_units.ROW_CURRENCY, _cell(head, at, place), cells[place][at], currency=head.currency)
        elif key in _UNIT_HEADINGS and "quantity" in head.columns:
            units = dict.fromkeys(shown(cells[place][at]) for place in places if not is_blank(cells[place][at]))
            if len({name_key(unit) for unit in units}) > 1:
                cell = head.heading_at(head.grid.first_column + at)
                findings.add(catalogue_units.MIXED_UNITS, cell, str(_heading(head, at)), units="、".join(units))
                mixed = True
    return mixed or _units_of_products(head, cells, places) > 1


def foreign_currencies(head: Head, cells: Sequence[Sequence[CellValue]], places: Sequence[int]) -> Mapping[int, str]:
    """By the place of a row the other currency that a column beside its amounts says."""
    columns = [at for at in _columns(head) if heading_key(str(_heading(head, at))) in CURRENCY_HEADINGS]
    said = ((place, cells[place][at]) for at in columns for place in places)
    return {place: shown(value) for place, value in said if _is_foreign(value, head.currency)}


def units_beside_amounts(head: Head) -> int | None:
    """The place of the column that tells each row's unit; None where there is none."""
    return next((at for at in _columns(head) if heading_key(str(_heading(head, at))) in _UNIT_HEADINGS), None)


def _units_of_products(head: Head, cells: Sequence[Sequence[CellValue]], places: Sequence[int]) -> int:
    """How many units the products carry whose quantities stand beside them."""
    if not {"product", "quantity"} <= head.columns.keys():
        return 0
    at = head.columns["product"].position - head.grid.first_column
    return len({unit_of_product(name) for name in {cells[place][at] for place in places} if isinstance(name, str)} - {""})


def _heading(head: Head, at: int) -> str:
    return head.headings.texts[at]


def _columns(head: Head) -> Iterator[int]:
    """The places in the heading row that are no columns of ours."""
    own = {each.position - head.grid.first_column for each in head.columns.values()}
    yield from (at for at, text in enumerate(head.headings.texts) if at not in own and text)


def _cell(head: Head, at: int, place: int) -> Cell:
    return Cell(head.grid.name, f"{letters_of(head.grid.first_column + at)}{head.grid.first_row + place}")


def _is_foreign(value: CellValue, currency: str) -> bool:
    """True for what is neither blank nor the book's currency: its code, or one of its words, 元 for the yuan."""
    word = name_key(str(value))
    if not word or folded(word) in DASHES or word in _OWN:
        return False
    words = (currency.casefold(), *CURRENCY_WORDS.get(currency, ()), *(("元", "人民币元", "yuan") if currency == "CNY" else ()))
    return word not in words
