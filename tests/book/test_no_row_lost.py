"""No filled row of any sheet is lost without a word: it is in the book, or told of, or counted under a reason that says why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book.written import reading
from xlsummary.book import schema
from xlsummary.book.read import Reading
from xlsummary.book.schema import Column, Sheet, ValueKind
from xlsummary.model import Origin
from xlsummary.wording import LABELS

_PLAIN = {
    ValueKind.TEXT: "晴天",
    ValueKind.MONEY: 5,
    ValueKind.NUMBER: 5,
    ValueKind.DATE: "2026-03-05",
    ValueKind.PERIOD: "2026-03",
    ValueKind.DATE_OR_PERIOD: "2026-03",
    ValueKind.MONEY_OR_NUMBER: 5,
}
_ODD = ("-", "待定", "xx", "？", "合计", "0", 0, "无", "说明", "#N/A")
_SAID = {"total-row", "blank-target", "text-below-table", "page-line", "default", "no-amount", "heading-row", "other-columns"}
"""Reasons of controls that say by themselves why a row was not used."""
SPECS = [spec for spec in schema.SHEETS if spec.key != "settings"]
COLUMNS = [pytest.param(spec, column, id=f"{spec.key}-{column.name}") for spec in SPECS for column in spec.columns]


def _plain(column: Column) -> object:
    return LABELS[next(iter(column.choices))].zh if column.choices else _PLAIN[column.kind]


def _row(spec: Sheet, filled: dict[str, object]) -> list[object]:
    return [filled.get(column.name) for column in spec.columns]


def _used(read: Reading, spec: Sheet) -> set[int]:
    if spec.key == "actuals":
        return set(read.book.actuals.rows)
    records: Sequence[object] = getattr(read.book, spec.key)
    origins = [getattr(record, "origin") for record in records]  # noqa: B009 - records share no class
    return {origin.row for origin in origins if isinstance(origin, Origin)}


def _told(read: Reading, title: str) -> set[int]:
    """The rows that a problem stands at."""
    found: set[int] = set()
    for problem in read.problems:
        numbers = [int(number) for number in re.findall(r"\d+", (problem.cell.ref if problem.cell else None) or "")]
        if problem.cell and problem.cell.sheet == title and numbers:
            found.update(range(numbers[0], numbers[-1] + 1))
    return found


def _lost(folder: Path, spec: Sheet, row: dict[str, object]) -> bool:
    """True where the second row of a sheet is nowhere, and nothing says why."""
    first = {column.name: _plain(column) for column in spec.columns}
    heads = [column.heading.zh for column in spec.columns]
    read = reading(folder, {spec.title.zh: [heads, _row(spec, first), _row(spec, row)]})
    (control,) = read.book.controls
    reasons = {each.reason for each in control.left_out}
    assert control.rows_found == 2
    return not (3 in _used(read, spec) | _told(read, spec.title.zh) or reasons & _SAID)


@pytest.mark.parametrize(("spec", "column"), COLUMNS)
def test_a_row_with_one_column_filled_is_not_lost(tmp_path: Path, spec: Sheet, column: Column) -> None:
    for value in (_plain(column), *_ODD):
        if not _is_section_alone(spec, {column.name: value}):
            assert not _lost(tmp_path, spec, {column.name: value}), value


def _is_section_alone(spec: Sheet, row: dict[str, object]) -> bool:
    """A section of 素材 without anything: the template lists them all."""
    return spec.key == "notes" and row.keys() <= {"section"}


def _some_columns(spec: Sheet) -> st.SearchStrategy[dict[str, object]]:
    cells = {column.name: st.sampled_from((_plain(column), _plain(column), *_ODD)) for column in spec.columns}
    return st.sets(st.sampled_from([*cells]), min_size=1).flatmap(
        lambda names: st.fixed_dictionaries({name: cells[name] for name in names})
    )


@pytest.mark.parametrize("spec", SPECS, ids=[spec.key for spec in SPECS])
@given(drawn=st.data())
@settings(deadline=None, derandomize=True, max_examples=25, suppress_health_check=list(HealthCheck))
def test_a_row_with_some_columns_filled_is_not_lost(tmp_path: Path, spec: Sheet, drawn: st.DataObject) -> None:
    row = drawn.draw(_some_columns(spec))
    assert _is_section_alone(spec, row) or not _lost(tmp_path, spec, row)


@pytest.mark.parametrize("row", [["天气", "晴"], [None, "晴"], ["天气", None], ["公司", "-"], ["财年首月", "13"], ["-", "-"]])
def test_a_row_of_the_settings_is_not_lost(tmp_path: Path, row: list[object]) -> None:
    read = reading(tmp_path, {"设置": [["项目", "值"], ["公司", "甲公司"], row]})
    (control,) = read.book.controls
    assert 3 in _told(read, "设置") or {each.reason for each in control.left_out} & _SAID
