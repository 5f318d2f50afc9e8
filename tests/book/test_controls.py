"""Control totals of every sheet: whatever a book holds, each filled row is used, or left out for a reason that is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book.written import Rows, written
from xlsummary.book import schema
from xlsummary.book.read import Reading, read_book
from xlsummary.book.schema import Column, Sheet, ValueKind
from xlsummary.book.values import is_blank
from xlsummary.model import Control, Origin
from xlsummary.problems import Severity
from xlsummary.wording import LABELS

_NAMES = st.sampled_from(
    ["张三", "李四", "张 三", "甲公司", "北区", "张三/李四", "张三60%李四40%", "张三60%李四30%", "合计划公司", "xx"]
)
_VALUES: Mapping[ValueKind, st.SearchStrategy[object]] = {
    ValueKind.TEXT: _NAMES,
    ValueKind.MONEY: st.one_of(st.integers(-999, 10**7), st.sampled_from(["1.5万", "十几万", "约200", "待定", "-", 0.125])),
    ValueKind.NUMBER: st.one_of(st.integers(-3, 12), st.sampled_from(["12", "35%", "几个", 0.0625])),
    ValueKind.DATE: st.one_of(
        st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.sampled_from(["2026-02-30", "1/2/2026", 46000])
    ),
    ValueKind.PERIOD: st.sampled_from([2026, "2026Q2", "2026-03", "3月", "五季度", "2026W12"]),
}
_JUNK = st.one_of(st.none(), st.none(), st.text("合计小 制表人：备注x%12", max_size=6), st.booleans())


def _cells(column: Column) -> st.SearchStrategy[object]:
    kind = column.kind
    if kind is ValueKind.CHOICE and column.choices:
        return st.one_of(st.sampled_from([LABELS[each].zh for each in column.choices]), _JUNK)
    if kind is ValueKind.MONEY_OR_NUMBER:
        return st.one_of(_VALUES[ValueKind.MONEY], _JUNK)
    if kind is ValueKind.DATE_OR_PERIOD:
        return st.one_of(_VALUES[ValueKind.DATE], _VALUES[ValueKind.PERIOD], _JUNK)
    return st.one_of(_VALUES[kind], _JUNK)


def _rows(spec: Sheet) -> st.SearchStrategy[list[list[object]]]:
    """Rows of records, blank ones, total rows, notes, headings again, and rows that fill an unknown column only."""
    width = len(spec.columns) + 1
    heads = [column.heading.zh for column in spec.columns]
    record = st.tuples(*(_cells(column) for column in spec.columns), st.sampled_from([None, None, "晴"])).map(list)
    full = st.tuples(*(_cells(column).filter(lambda cell: cell is not None) for column in spec.columns)).map(list)
    special = st.sampled_from(
        [
            [],
            ["  ", None],
            ["合计", *[None] * (width - 3), 100, None],
            ["小计："],
            ["制表人：张三", None, "审核："],
            ["备注：以上为初步数据"],
            ["以上数据未经审计"],
            [*heads, None],
            [*[None] * (width - 1), "晴"],
        ]
    )
    return st.lists(st.one_of(record, full, special), min_size=1, max_size=7)


def _filled(path: Path, title: str) -> int:
    """Rows below the heading with anything in them, as another library sees them."""
    sheet = openpyxl.load_workbook(path)[title]
    values = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(min_row=2, values_only=True)]
    return sum(any(not isinstance(cell, str) or not is_blank(cell) for cell in row) for row in values)


def _used_rows(read: Reading, key: str) -> set[int]:
    if key == "actuals":
        return set(read.book.actuals.rows)
    records: Sequence[object] = getattr(read.book, key)
    origins = [getattr(record, "origin") for record in records]  # noqa: B009 - records share no class
    return {origin.row for origin in origins if isinstance(origin, Origin)}


def _assert_accounted(read: Reading, control: Control, spec: Sheet) -> None:
    left_out = {each.reason: each.rows for each in control.left_out}
    assert control.rows_found == control.rows_used + sum(left_out.values())
    used = _used_rows(read, spec.key)
    assert control.rows_used + left_out.get("blank-target", 0) == len(used)
    wrong = {
        problem.cell.ref
        for problem in read.problems
        if problem.severity is Severity.ERROR and problem.cell and problem.cell.sheet == control.sheet
    }
    assert bool(left_out.get("unreadable", 0)) <= bool(wrong)
    notes = [problem for problem in read.problems if problem.rule.id == "text-below-table"]
    assert left_out.get("text-below-table", 0) == len(notes)


SPECS = [spec for spec in schema.SHEETS if spec.key != "settings"]


@pytest.mark.parametrize("spec", SPECS, ids=[spec.key for spec in SPECS])
@given(drawn=st.data())
@settings(deadline=None, derandomize=True, max_examples=15, suppress_health_check=list(HealthCheck))
def test_every_filled_row_of_every_sheet_is_accounted_for(tmp_path: Path, spec: Sheet, drawn: st.DataObject) -> None:
    rows = drawn.draw(_rows(spec))
    heads = [*(column.heading.zh for column in spec.columns), "天气"]
    path = written(tmp_path, {spec.title.zh: [heads, *rows]})
    read = read_book(path)
    (control,) = read.book.controls
    assert control.rows_found == _filled(path, spec.title.zh)
    _assert_accounted(read, control, spec)


_SETTING_ROWS = st.lists(
    st.tuples(
        st.sampled_from([*(setting.heading.zh for setting in schema.SETTING_LIST), "天气", None]),
        st.sampled_from([None, " ", "2026", "是", "工作日", "13%", "1", "万元", "待定", "合计", 5, True]),
    ),
    min_size=1,
    max_size=9,
)


@given(rows=_SETTING_ROWS)
@settings(deadline=None, derandomize=True, max_examples=60, suppress_health_check=list(HealthCheck))
def test_every_row_of_the_settings_is_used_or_at_its_default_or_told_of(
    tmp_path: Path, rows: list[tuple[object, object]]
) -> None:
    path = written(tmp_path, {"设置": [["项目", "值"], *rows]})
    read = read_book(path)
    (control,) = read.book.controls
    left_out = {each.reason: each.rows for each in control.left_out}
    assert control.rows_found == _filled(path, "设置") == control.rows_used + sum(left_out.values())
    assert control.rows_used == len(read.book.settings.cells)
    told = [problem for problem in read.problems if problem.cell and problem.cell.sheet == "设置"]
    assert left_out.get("unknown-setting", 0) == sum(problem.rule.id == "unknown-setting" for problem in told)
    assert left_out.get("unreadable", 0) == sum(problem.severity is Severity.ERROR for problem in told)


@given(rows=_rows(schema.ACTUALS))
@settings(deadline=None, derandomize=True, max_examples=30, suppress_health_check=list(HealthCheck))
def test_the_sums_of_the_actuals_are_those_of_the_rows_used(tmp_path: Path, rows: list[list[object]]) -> None:
    heads = [*(column.heading.zh for column in schema.ACTUALS.columns), "天气"]
    read = read_book(written(tmp_path, {"实绩": [heads, *rows]}))
    (control,) = read.book.controls
    for field, name in (("sales", "sales"), ("collected", "collections"), ("profit", "profit")):
        column = read.book.actuals.money.get(field, ())
        assert sum(fen or 0 for fen in column) == control.sums.get(name, Decimal(0)) * 100


@given(rows=_rows(schema.CLIENTS), out=st.sets(st.integers(2, 8)))
@settings(deadline=None, derandomize=True, max_examples=15, suppress_health_check=list(HealthCheck))
def test_rows_left_out_of_a_draft_are_counted_as_such(tmp_path: Path, rows: list[list[object]], out: set[int]) -> None:
    heads: Rows = [[*(column.heading.zh for column in schema.CLIENTS.columns), "天气"]]
    path = written(tmp_path, {"客户": [*heads, *rows]})
    read = read_book(path, leaving_out=frozenset(("客户", row) for row in out))
    (control,) = read.book.controls
    assert control.rows_found == control.rows_used + sum(each.rows for each in control.left_out) == _filled(path, "客户")
    assert not out & _used_rows(read, "clients")
