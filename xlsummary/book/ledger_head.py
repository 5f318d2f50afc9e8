"""Where a ledger's table begins, and what the lines above it say of the whole: account, client, year, unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from xlsummary.book.heading_units import HeadingUnit, heading_unit
from xlsummary.book.ledger_headings import AMOUNTS, COLUMNS, YEAR, HeadingRow, heading_row, meanings_with
from xlsummary.book.letters import letters_of
from xlsummary.book.schema import HEADING_ROWS
from xlsummary.book.sheet_units import sheet_unit
from xlsummary.book.source import Grid
from xlsummary.book.values import CellValue
from xlsummary.model import Cell, Text
from xlsummary.problems import XlsummaryError
from xlsummary.spelling import folded

NO_HEADINGS: Mapping[str, str] = MappingProxyType({})
"""No map of a ledger's headings."""

_ACCOUNT = re.compile(r"(?:会计)?科目(?:名称|编码|代码)?\s*:?\s*(?P<code>\d{4}[\d.\-]*)?[\s\-_/\\]*(?P<name>.*)")
_TITLE = re.compile(r"(?P<name>[^\d:]{2,20}?)(?:三栏|多栏|数量金额|外币金额)?(?:式)?明细(?:分类)?账")
_CLIENT = re.compile(r"(?:客户|往来单位|客商|核算项目|单位名称)(?:名称)?\s*:\s*(?P<name>.+)")
_CODED = re.compile(r"[(\[]?(?P<code>\d{4}(?:[.\-]?\d+)*)[)\]]?(?:[\s\-_/\\:]+(?P<name>.*))?")


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """Where a ledger's table begins: the last heading row's place in the grid, each known column's place in a row, and the
    yuan in one of each column's amounts. `texts` are the headings by place.

    `account`, `account_name` and `client` stand above the whole; `year` is the only one named there. `currency` is the ISO
    code of its amounts, '' where nothing is said.
    """

    grid: Grid
    place: int
    columns: Mapping[str, int]
    texts: Mapping[int, str]
    units: Mapping[str, Decimal]
    account: str = ""
    account_name: str = ""
    client: str = ""
    year: int | None = None
    currency: str = ""


def ledger_head(grid: Grid, headings: Mapping[str, str] = NO_HEADINGS) -> LedgerHead | None:
    """The heading row, or two rows, with the most known headings of those with a day and an amount; None where none has.

    Raises `XlsummaryError` where two columns could be one.
    """
    meanings = meanings_with(headings)
    rows = (heading_row(grid.rows, place, meanings) for place in range(min(len(grid.rows), HEADING_ROWS)))
    found = max((row for row in rows if row.is_ledger), key=lambda row: len(row.columns), default=None)
    if found is None:
        return None
    for name, places in found.doubtful.items():
        raise _doubtful(grid, found, name, places)
    above = [folded(cell) for row in grid.rows[: found.first] for cell in row if isinstance(cell, str) and folded(cell)]
    code, account = _account_above(above)
    columns = dict(found.columns)
    if columns.get("year") is not None and columns["year"] in (columns.get("month"), columns.get("day_of_month")):
        del columns["year"]  # a year over its months is a heading, and has no column
    return LedgerHead(
        grid=grid,
        place=found.last,
        columns=MappingProxyType(columns),
        texts=found.texts,
        units=MappingProxyType({name: _unit(found.texts[columns[name]], above) for name in AMOUNTS if name in columns}),
        account=code,
        account_name=account,
        client=next((name for text in above if (name := client_in(text))), ""),
        year=_year_above(grid.rows, found, above),
        currency=next((said.currency for said in _said(found, columns, above) if said.currency), ""),
    )


def account_in(text: str) -> tuple[str, str] | None:
    """Code and name of the account that a line by itself names, `科目：1122 应收账款`; None for any other."""
    found = _ACCOUNT.fullmatch(folded(text))
    return (found["code"] or "", found["name"].strip()) if found and (found["code"] or found["name"].strip()) else None


def client_in(text: str) -> str:
    """The client that a line by itself names, `客户：0101 甲公司`; '' for any other."""
    found = _CLIENT.fullmatch(folded(text))
    return found["name"].strip() if found else ""


def coded(text: str) -> tuple[str, str]:
    """Code and name of one cell, `1122 应收账款`, `(1122.01)应收账款-甲公司`; no code where it begins with none."""
    found = _CODED.fullmatch(folded(text))
    return (found["code"], (found["name"] or "").strip()) if found else ("", text)


def _account_above(above: Sequence[str]) -> tuple[str, str]:
    """The account of an account sheet (明细账), by its line above the table, else by its title."""
    for text in above:
        account = account_in(text)
        if account:
            return account
    titles = (_TITLE.fullmatch("".join(text.split())) for text in above)
    return "", next((found["name"] for found in titles if found), "")


def _year_above(rows: Sequence[Sequence[CellValue]], found: HeadingRow, above: Sequence[str]) -> int | None:
    """The year that a heading is (`2025年` over months and days), else the only one that the lines above name."""
    cells = (str(cell) for place in range(found.first, found.last + 1) for cell in rows[place] if isinstance(cell, str))
    headings = [text for text in map(folded, cells) if YEAR.fullmatch(text)]
    for texts in (headings, above):
        years = {int(year) for text in texts for year in YEAR.findall(folded(text))}
        if len(years) == 1:
            return years.pop()
        if years:
            return None
    return None


def _unit(heading: str, above: Sequence[str]) -> Decimal:
    """The yuan in one of a column's numbers, by its heading, else by what stands above the table."""
    said = (heading_unit(heading), *(said for text in above if (said := sheet_unit(text))))
    return next((each.unit for each in said if each.unit is not None), Decimal(1))


def _said(found: HeadingRow, columns: Mapping[str, int], above: Sequence[str]) -> Iterator[HeadingUnit]:
    """What the headings of the amounts say, then the lines above."""
    yield from (heading_unit(found.texts[columns[name]]) for name in AMOUNTS if name in columns)
    yield from (said for text in above if (said := sheet_unit(text)))


def _place(grid: Grid, found: HeadingRow, at: int) -> Cell:
    return Cell(grid.name, f"{letters_of(grid.first_column + at)}{grid.first_row + found.last}")


def _doubtful(grid: Grid, found: HeadingRow, name: str, places: Sequence[int]) -> XlsummaryError:
    cells = [str(_place(grid, found, at)) for at in places]
    ours = COLUMNS[name]
    english = next(word for word in ours if word.isascii())
    return XlsummaryError(
        "ledger-columns",
        Text(
            f"{'、'.join(cells)} 都可能是“{ours[0]}”，分不清该读哪一列",
            f"{', '.join(cells)} could each be {english}; which one to read cannot be told",
        ),
        Text(
            f"多栏账请改导序时账或三栏明细账；或用 --ledger-map 写明：{ours[0]} = 那一列的表头",
            f"Export a journal, or an account sheet of three columns; or tell with --ledger-map: {english} = its heading",
        ),
    )
