"""Changes on the planning sheet: found by their keys, told from what was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.sheets.plans import FEBRUARY, book, horizon, plan, spread, tree
from tests.sheets.test_record import rows_of
from xlsummary.book.ours import Formula, OurSheet
from xlsummary.model import Lang, Line, Measure, Settings, WeekStart
from xlsummary.plan.quota import FixedPoint, Plan
from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.edits import Edits, edits_of
from xlsummary.sheets.planning import planning_layout
from xlsummary.sheets.record import record_layout, record_of

TEAMS = (("直销 组", ("张伟", "李娜")), ("渠道/组", ("王强",)))
TITLE = "计划分解"
Rows = list[list[object]]
Formulas = dict[str, Formula]


def _february(*fixed: FixedPoint) -> Plan:
    made = plan(tree(TEAMS), spread(FEBRUARY, 3, 9_677_420), FEBRUARY, Decimal(1), Line(measure=Measure.SALES))
    return replace(made, fixed=fixed)


def _edits(made: Plan, change: Callable[[Rows, Formulas], None]) -> Edits:
    """What is found after a change to the sheet's rows and its formulas' addresses."""
    layout = planning_layout(book(), [made], horizon(), (), Lang.ZH)
    record = record_of(rows_of(record_layout(book(), [layout])))
    rows: Rows = [[_read(cell.value) for cell in row.cells] for row in layout.rows]
    formulas = {
        (address := f"{letters_of(place)}{number}"): Formula(cell.formula.removeprefix("="), address)
        for number, row in enumerate(layout.rows, 1)
        for place, cell in enumerate(row.cells, 1)
        if cell.formula
    }
    change(rows, formulas)
    sheet = OurSheet(title=TITLE, marker=layout.marker, rows=rows, formulas=formulas)
    return edits_of(sheet, record, Settings())


def _read(value: object) -> object:
    """A cell as the reader gives it."""
    return float(value) if isinstance(value, int | Decimal) else ("" if value is None else value)


def _at(rows: Rows, row: str, column: str) -> tuple[int, int]:
    columns = next(each for each in rows if each and str(each[0]).startswith("sales/"))
    return next(number for number, each in enumerate(rows) if each and each[0] == row), columns.index(column)


def _type(row: str, column: str, value: object) -> Callable[[Rows, Formulas], None]:
    def change(rows: Rows, formulas: Formulas) -> None:
        number, place = _at(rows, row, column)
        rows[number][place] = value
        formulas.pop(f"{letters_of(place + 1)}{number + 1}", None)

    return change


def _points(edits: Edits) -> list[tuple[str, str, int]]:
    assert edits.problems == ()
    return [(each.node, each.period.start.isoformat(), int(each.amount)) for each in edits.points]


def test_an_untouched_sheet_has_none() -> None:
    assert _edits(_february(), lambda _rows, _formulas: None) == Edits()


def test_a_sum_typed_over_with_its_own_number_is_fixed() -> None:
    made = _february()
    place = [node.key for node in made.nodes].index("rep:张伟")
    own = float(made.quota(place))
    assert _points(_edits(made, _type("2026-02", "rep:张伟", own))) == [("rep:张伟", "2026-02-01", int(own))]


def test_a_sum_that_only_follows_a_changed_number_is_no_change() -> None:
    def change(rows: Rows, _formulas: Formulas) -> None:
        number, place = _at(rows, "2026-02-03", "rep:张伟")
        rows[number][place] = 5.0
        for each in ("team:直销 组", "company"):
            rows[number][_at(rows, "2026-02", each)[1]] = 123.0

    assert _points(_edits(_february(), change)) == [("rep:张伟", "2026-02-03", 5)]


@pytest.mark.parametrize(
    ("row", "column", "days"),
    [("2026-02", "team:渠道/组", 28), ("2026-02/2026-02-02", "company", 7), ("total", "rep:李娜", 28)],
)
def test_a_formula_that_was_typed_over_is_a_fixed_point(row: str, column: str, days: int) -> None:
    (point,) = _edits(_february(), _type(row, column, 300_000.5)).points
    assert (point.node, point.period.days, point.amount) == (column, days, Decimal("300000.5"))
    assert point.line == Line(measure=Measure.SALES)
    assert point.cell.sheet == TITLE


def test_a_sheet_whose_formulas_became_values_has_no_changes() -> None:
    assert _edits(_february(), lambda _rows, formulas: formulas.clear()) == Edits()


def test_moved_rows_and_columns_keep_their_quotas() -> None:
    def change(rows: Rows, formulas: Formulas) -> None:
        formulas.clear()
        _type("2026-02-04", "rep:王强", 77.0)(rows, formulas)
        first, second = _at(rows, "2026-02-03", "company")[0], _at(rows, "2026-02-12", "company")[0]
        rows[first], rows[second] = rows[second], rows[first]
        for row in rows:
            if len(row) > 8:
                row[6], row[8] = row[8], row[6]

    assert _points(_edits(_february(), change)) == [("rep:王强", "2026-02-04", 77)]


def test_a_line_of_the_list_is_fixed_again_and_a_deleted_one_is_released() -> None:
    (point,) = _edits(_february(), _type("2026-02", "rep:张伟", 500_000.0)).points
    made = _february(point)
    again = _edits(made, lambda _rows, _formulas: None)
    assert _points(again) == [("rep:张伟", "2026-02-01", 500_000)]

    def release(rows: Rows, _formulas: Formulas) -> None:
        del rows[next(number for number, row in enumerate(rows) if row and str(row[0]).startswith("fixed|"))]

    assert _edits(made, release) == Edits()


def test_a_line_of_the_list_called_after_another_period_than_its_key_is_an_error_at_that_name() -> None:
    (point,) = _edits(_february(), _type("2026-02", "rep:张伟", 500_000.0)).points
    for name, told in (("2月", 0), ("", 0), ("3月", 1), ("2", 1)):

        def rename(rows: Rows, _formulas: Formulas, name: str = name) -> None:
            next(row for row in rows if row and str(row[0]).startswith("fixed|"))[1] = name

        found = _edits(_february(point), rename).problems
        assert [(problem.rule.id, (str(problem.cell) or "").split("!")[1][0]) for problem in found] == [
            ("planning-keys", "B")
        ] * told


def test_a_line_that_was_written_under_the_list_by_hand_is_an_error_at_it() -> None:
    (point,) = _edits(_february(), _type("2026-02", "rep:张伟", 500_000.0)).points
    below: list[int] = []

    def add(rows: Rows, _formulas: Formulas) -> None:
        place = next(number for number, row in enumerate(rows) if row and str(row[0]).startswith("fixed|")) + 1
        assert not any(rows[place])
        rows[place] = ["", "3月", "张伟", "", "", 310_000.0]
        below.append(place + 1)

    (problem,) = _edits(_february(point), add).problems
    assert problem.cell is not None
    assert (problem.rule.id, problem.cell.ref) == ("planning-keys", f"B{below[0]}")


def test_a_line_of_the_list_may_be_changed_and_a_cell_and_its_line_may_not_differ() -> None:
    (point,) = _edits(_february(), _type("2026-02", "rep:张伟", 500_000.0)).points

    def change_line(rows: Rows, _formulas: Formulas) -> None:
        next(row for row in rows if row and str(row[0]).startswith("fixed|"))[5] = 400_000.0

    assert _points(_edits(_february(point), change_line)) == [("rep:张伟", "2026-02-01", 400_000)]

    def change_both(rows: Rows, formulas: Formulas) -> None:
        change_line(rows, formulas)
        _type("2026-02", "rep:张伟", 300_000.0)(rows, formulas)

    (problem,) = _edits(_february(point), change_both).problems
    assert (problem.rule.id, problem.value, problem.words["amount"]) == ("fixed-twice", "300,000", "400,000")


@pytest.mark.parametrize("value", ["", "三十万"])
def test_a_change_that_is_no_number_is_an_error_at_its_cell(value: str) -> None:
    (problem,) = _edits(_february(), _type("2026-02", "rep:张伟", value)).problems
    assert problem.rule.id == "planning-cell"
    assert problem.cell is not None
    assert problem.cell.sheet == TITLE


def test_rows_and_columns_that_are_gone_or_doubled_are_an_error() -> None:
    def delete(rows: Rows, formulas: Formulas) -> None:
        formulas.clear()
        del rows[_at(rows, "2026-02-03", "company")[0]]

    def double(rows: Rows, formulas: Formulas) -> None:
        formulas.clear()
        rows.append([*rows[_at(rows, "2026-02-03", "company")[0]]])

    def drop_column(rows: Rows, formulas: Formulas) -> None:
        formulas.clear()
        place = _at(rows, "2026-02", "rep:张伟")[1]
        for row in rows:
            del row[place : place + 1]

    told = [_edits(_february(), change).problems for change in (delete, double, drop_column)]
    assert [[(each.rule.id, each.message(Lang.ZH)) for each in found] for found in told] == [
        [("planning-keys", "少了行 2026-02-03，改动无法对应到配额")],
        [("planning-keys", "行 2026-02-03 有两份，改动无法对应到配额")],
        [("planning-keys", "少了列 rep:张伟，改动无法对应到配额")],
    ]


def test_a_week_that_is_cut_otherwise_since_is_an_error() -> None:
    layout = planning_layout(book(), [_february()], horizon(), (), Lang.ZH)
    record = record_of(rows_of(record_layout(book(), [layout])))
    rows: Rows = [[_read(cell.value) for cell in row.cells] for row in layout.rows]
    _type("2026-02/2026-02-02", "company", 5.0)(rows, {})
    sheet = OurSheet(title=TITLE, marker=layout.marker, rows=rows, formulas={})
    assert [point.period.days for point in edits_of(sheet, record, Settings()).points] == [7]
    found = edits_of(sheet, record, Settings(week_start=WeekStart.SUNDAY))
    assert (found.points, [each.rule.id for each in found.problems]) == ((), ["planning-keys"])


def test_a_finest_number_typed_as_a_formula_counts_as_what_it_gives() -> None:
    def change(rows: Rows, formulas: Formulas) -> None:
        number, place = _at(rows, "2026-02-03", "rep:张伟")
        rows[number][place] = 44.0
        address = f"{letters_of(place + 1)}{number + 1}"
        formulas[address] = Formula("40+4", address)

    assert _points(_edits(_february(), change)) == [("rep:张伟", "2026-02-03", 44)]


def test_a_line_twice_with_two_amounts_and_one_with_a_broken_key_are_errors() -> None:
    (point,) = _edits(_february(), _type("2026-02", "rep:张伟", 500_000.0)).points

    def double(rows: Rows, _formulas: Formulas) -> None:
        line = next(row for row in rows if row and str(row[0]).startswith("fixed|"))
        rows.append([*line[:5], 90_000.0, *line[6:]])

    def spoil(rows: Rows, _formulas: Formulas) -> None:
        line = next(row for row in rows if row and str(row[0]).startswith("fixed|"))
        line[0] = str(line[0]).replace("2026-02|rep", "2026-x|rep")

    told = [[each.rule.id for each in _edits(_february(point), change).problems] for change in (double, spoil)]
    assert told == [["fixed-twice"], ["planning-keys"]]


def test_a_number_beyond_any_quota_is_an_error_at_its_cell() -> None:
    (problem,) = _edits(_february(), _type("2026-02", "rep:张伟", 1e300)).problems
    assert problem.rule.id == "planning-cell"
