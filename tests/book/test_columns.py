"""Columns converted as a whole give what each cell read alone would give."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.book.forms import FORMS, Field, read_form
from xlsummary.book.actuals import read_actuals
from xlsummary.book.columns import plain_grains, read_alike
from xlsummary.book.findings import Findings
from xlsummary.book.headings import Sought, find_head
from xlsummary.book.names import Spellings
from xlsummary.book.rows import table_rows
from xlsummary.book.schema import sheet
from xlsummary.book.source import Grid
from xlsummary.book.values import CellValue, Customs, Read, read_amount, read_text
from xlsummary.model import Actuals, Bound
from xlsummary.problems import Severity

UNITS = (1, 1000, 10_000, 1_000_000, 100_000_000)

numbers = st.one_of(
    st.floats(),
    st.integers(-(10**13), 10**13).map(lambda fen: fen / 100),
    st.integers(-(10**9), 10**9).map(lambda fen: fen / 100 + 1e-12),
    st.decimals(-1000, 1000, places=7).map(float),
    st.sampled_from(["", "1,500.00", "1500万", "x", True, 5, 0.1 + 0.2, 1e300, -0.0]),
)


@given(st.lists(numbers), st.sampled_from(UNITS))
def test_a_plain_number_is_the_fen_that_reading_it_alone_gives(cells: list[CellValue], unit: int) -> None:
    for cell, grain in zip(cells, plain_grains(cells, unit * 100), strict=True):
        if grain is None:
            continue
        read = read_amount(cell, Decimal(unit))
        assert read.value is not None
        assert read.value.value * 100 == grain
        assert read.remarks == ()


@given(st.lists(st.integers(-(10**8), 10**8)))
def test_amounts_of_whole_fen_are_all_plain(fen: list[int]) -> None:
    assert plain_grains([each / 100 for each in fen], 100) == fen


def test_noise_of_binary_fractions_is_plain_and_a_tenth_of_a_fen_is_not() -> None:
    assert plain_grains([0.1 + 0.2, 1.005, 0.0049999999, 8.2 * 3, 1e14, float("nan")], 100) == [
        30,
        None,
        None,
        2460,
        None,
        None,
    ]


def test_equal_cells_are_read_once_and_a_number_is_not_a_text_or_a_truth() -> None:
    asked: list[CellValue] = []

    def reader(value: CellValue) -> Read[str]:
        asked.append(value)
        return read_text(value)

    keys, alike = read_alike(["张三", "张三", "", 1.0, True, 1.0, "1"], reader)
    assert [alike[key].value for key in keys] == ["张三", "张三", None, "1", "TRUE", "1", "1"]
    assert len(asked) == 4


_COLUMNS = {Field.AMOUNT: "sales", Field.IN_TEN_THOUSANDS: "sales", Field.COUNT: "quantity", Field.NAME: "document"}


@pytest.mark.parametrize("field", _COLUMNS, ids=lambda field: field.value)
def test_every_form_reads_in_a_column_as_it_does_alone(field: Field) -> None:
    name = _COLUMNS[field]
    cells = [cell for form in FORMS if form.field is field for cell in form.cells]
    heading = {"sales": "销售额", "quantity": "数量", "document": "单号"}[name]
    unit = "（万元）" if field is Field.IN_TEN_THOUSANDS else ""
    grid = Grid("实绩", [["日期", f"{heading}{unit}", "回款"], *(["2026-01-05", cell, 1.0] for cell in cells)], 1, 0)
    findings = Findings()
    head = find_head(grid, sheet("actuals"), Sought(), findings)
    assert head is not None
    actuals = read_actuals(table_rows(head, findings), Customs(), Spellings(findings), findings)
    found = {row: _shown_at(actuals, name, entry) for entry, row in enumerate(actuals.rows)}
    for row, cell in enumerate(cells, 2):
        alone, rules = read_form(field, cell)
        wrong = any(rule.severity is Severity.ERROR for rule in rules)
        assert found.get(row) == (None if wrong else alone), cell
        told = {problem.rule.id for problem in findings.problems}
        assert {rule.id for rule in rules} <= told


def _shown_at(actuals: Actuals, name: str, entry: int) -> str:
    if name == "document":
        return actuals.text("document", entry)
    grain = actuals.quantity[entry] if name == "quantity" else actuals.fen(name, entry)
    size = 1000 if name == "quantity" else 100
    bound = actuals.bounds.get((name, entry), Bound.EXACT)
    amount = "" if grain is None else f"{(Decimal(grain) / size).normalize():f}"
    return {Bound.EXACT: "", Bound.AT_LEAST: "≥ ", Bound.ABOUT: "≈ ", Bound.AT_MOST: "≤ "}[bound] + amount
