"""Rows of 实绩 that say who, when and where, and no amount: left out, and told of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from xlsummary import catalogue, catalogue_structure
from xlsummary.book.findings import Findings
from xlsummary.book.rows import TableRows, table_cell
from xlsummary.book.values import CellValue, is_blank
from xlsummary.money import DASHES, is_placeholder
from xlsummary.spelling import folded

_AMOUNTS = ("sales", "collected", "profit", "quantity")


def without_amountless(table: TableRows, findings: Findings) -> TableRows:
    """The table without the rows that have no amount, each a warning: that it has none, or that one is still to come.

    Nothing is said where a column of amounts could not be read, which has been told.
    """
    if table.head.refused & {*_AMOUNTS}:
        return table
    columns = [table.offset(name) for name in _AMOUNTS if name in table.head.columns]
    places: Sequence[int] = table.places
    for at in columns:
        places = [place for place in places if isinstance(cell := table.cells[place][at], str) and _says_none(cell)]
    if not columns or not places:
        return table
    for place in places:
        awaited = [at for at in columns if is_placeholder(str(table.cells[place][at]))]
        for at in awaited:
            findings.add(catalogue.PLACEHOLDER, table_cell(table.head, at, place), table.cells[place][at])
        if not awaited:
            findings.add(
                catalogue_structure.NO_AMOUNT, table_cell(table.head, columns[0], place), table.cells[place][columns[0]]
            )
    left = set(places)
    kept = tuple(place for place in table.places if place not in left)
    return replace(table, places=kept, left_out={**table.left_out, "no-amount": len(places)})


@lru_cache(maxsize=1 << 12)
def _text_says_none(text: str) -> bool:
    return is_blank(text) or folded(text) in DASHES or is_placeholder(text)


def _says_none(cell: CellValue) -> bool:
    return cell == "" or (type(cell) is str and _text_says_none(cell))
