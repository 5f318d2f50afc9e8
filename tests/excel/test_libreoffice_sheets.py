"""Our sheets that lead to each other, reckoned by LibreOffice from falsified values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests import books
from tests.books import client, target
from tests.compare.rows import Sold, actuals
from tests.compare.test_scores import TARGETS as SIGNED_TARGETS
from tests.compare.test_scores import scored
from tests.compare.test_scores import the_book as signed_book
from tests.compare.test_weekly import page, the_book
from tests.excel.office import recalculated
from tests.excel.packages import Book
from tests.sheets import test_receivables_sheet as receivables_sheet
from tests.sheets.plans import book, horizon, plan, spread, tree
from xlsummary.compare.attainment import compare
from xlsummary.excel.author import authored
from xlsummary.model import Amount, CarryOver, Control, Lang, Line, Measure, RateBasis, Settings, TaxBasis, Tier
from xlsummary.package import packed, unpacked
from xlsummary.periods import months_from
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import horizon as run_horizon
from xlsummary.sheets.layout import Layout, Style
from xlsummary.sheets.performance import performance_layout
from xlsummary.sheets.planning import planning_layouts
from xlsummary.sheets.weekly import weekly_layout

YEAR = months_from(2026, 1, 12)


def falsified(layouts: Sequence[Layout]) -> bytes:
    """The sheets with every number that a formula gave replaced, so that a right one can only come from reckoning."""
    content = packed(authored(layouts, {layout.marker: layout.title for layout in layouts}))
    entries = dict(unpacked(content))
    for layout in layouts:
        part = Book(content).sheet(layout.title).part
        entries[part] = re.sub(rb"</f><v>[^<]*</v>", b"</f><v>77</v>", entries[part])
    return packed(entries)


def check_reckoned(layouts: Sequence[Layout], folder: Path) -> int:
    """Asserts that each formula gives its cached value and each check 0; returns how many there were."""
    made = load_workbook(recalculated(falsified(layouts), folder), data_only=True)
    count = 0
    for layout in layouts:
        for number, row in enumerate(layout.rows, 1):
            for place, cell in enumerate(row.cells, 1):
                if cell.formula is not None:
                    count += 1
                    found = made[layout.title].cell(number, place).value
                    if cell.value == "":
                        assert found in (None, ""), f"{layout.title} {number}, {place}: {cell.formula}"
                        continue
                    reckoned, wanted = Decimal(str(found)), Decimal(str(cell.value))
                    assert abs(reckoned - wanted) < Decimal("0.0000005"), f"{layout.title} {number}, {place}: {cell.formula}"
                    assert cell.style is not Style.CHECK or reckoned == 0
    return count


@pytest.mark.parametrize(("teams", "reps"), [(3, 7), (15, 20)])
def test_libreoffice_reckons_the_planning_sheet_and_that_of_the_reps_to_our_values(
    tmp_path: Path, teams: int, reps: int
) -> None:
    nodes = tree(tuple((f"{team}组", tuple(f"员工{team}-{rep}" for rep in range(reps))) for team in range(teams)))
    sales = plan(nodes, spread(YEAR, teams * reps, 15_000_000), YEAR)
    cash = plan(nodes, spread(YEAR, teams * reps, 999_999_999), YEAR, Decimal("0.01"), Line(measure=Measure.COLLECTIONS))
    layouts = planning_layouts(book(), [sales, cash], horizon(YEAR), (), Lang.ZH)
    assert check_reckoned(layouts, tmp_path) > 2 * (teams + 1) * 12


def test_a_changed_month_of_a_rep_shows_in_the_checks_of_both_sheets(tmp_path: Path) -> None:
    nodes = tree((("一组", tuple(f"员工{rep}" for rep in range(21))),))
    made = plan(nodes, spread(YEAR, 21, 15_000_000), YEAR)
    layouts = planning_layouts(book(), [made], horizon(YEAR), (), Lang.ZH)
    content = packed(authored(layouts, {layout.marker: layout.title for layout in layouts}))
    entries = dict(unpacked(content))
    part = Book(content).sheet("人员分解").part
    january = str(made.quota(2, made.months[0])).encode()
    changed = entries[part].replace(b"<v>" + january + b"</v>", b"<v>1</v>", 1)
    assert changed != entries[part]
    saved = load_workbook(recalculated(packed({**entries, part: changed}), tmp_path), data_only=True)
    planning, people = saved["计划分解"], saved["人员分解"]
    there = next(row for row in range(1, planning.max_row + 1) if planning.cell(row, 1).value == "check")
    here = next(row for row in range(1, people.max_row + 1) if people.cell(row, 1).value == "check")
    team = next(row for row in range(1, people.max_row + 1) if people.cell(row, 1).value == "team:一组")
    assert planning.cell(there, 7).value != 0
    assert people.cell(here, 4).value != 0
    assert people.cell(team, 17).value != 0


@pytest.mark.parametrize("as_of", [date(2026, 3, 13), date(2026, 3, 31)])
def test_libreoffice_reckons_the_weekly_page_to_our_values(tmp_path: Path, as_of: date) -> None:
    given = the_book()
    layout = weekly_layout(given, page(given, as_of), Lang.ZH)
    assert check_reckoned([layout], tmp_path) == 60


def test_libreoffice_reckons_the_receivables_to_our_values(tmp_path: Path) -> None:
    layout = receivables_sheet.layout_of()
    assert check_reckoned([layout], tmp_path) == 126


@pytest.mark.parametrize("carry", CarryOver)
def test_libreoffice_reckons_what_is_to_be_caught_up_beside_more_reps_than_have_columns(
    tmp_path: Path, carry: CarryOver
) -> None:
    """Two teams of twelve, each with its own catch-up of sales and of cash, and the sheet of the reps tied to both blocks."""
    reps = tuple(books.rep(f"员工{number:02d}", "东区" if number % 2 else "西区", row=number + 2) for number in range(24))
    targets = (books.target(2_480_000), books.target("1234567.89", row=3, measure=Measure.COLLECTIONS))
    sold = [
        Sold(when=date(2026, 1, 5 + number), sales=f"{number * 1000}.5", collected="99.9", rep=rep.name)
        for number, rep in enumerate(reps)
    ]
    given = books.book(targets, reps, Settings(carry_over=carry), actuals=actuals(*sold))
    plans, days = break_down(given).plans, run_horizon(given, date(2026, 12, 31), date(2026, 3, 17))
    comparison, _ = compare(given, plans, days)
    layouts = planning_layouts(given, plans, days, (), Lang.ZH, comparison=comparison)
    assert not layouts[1].only_replaces
    heads = [str(cell.value) for row in layouts[0].rows for cell in row.cells if str(cell.value).endswith("追赶")]
    assert heads == ["公司追赶", "东区追赶", "西区追赶"]
    assert check_reckoned(layouts, tmp_path) > 1_000


@pytest.mark.parametrize(
    ("settings", "count"),
    [(Settings(), 618), (Settings(rate_basis=RateBasis.RECEIVABLE, tax_basis=TaxBasis.WITHOUT_TAX), 622)],
)
def test_libreoffice_reckons_what_finance_signs_to_our_values(tmp_path: Path, settings: Settings, count: int) -> None:
    targets = (*SIGNED_TARGETS, target(49_600, row=4, tier=Tier.HOPED))
    control = Control(sheet="实绩", rows_found=8, rows_used=8, left_out=(), sums={"sales": Decimal(1_469)})
    client_owing = replace(client("A", "甲"), opening=Amount(Decimal(650)))
    given = replace(signed_book(targets=targets, settings=settings), clients=(client_owing,), controls=(control,))
    layout = performance_layout(given, scored(given), break_down(given).plans, Lang.ZH)
    assert check_reckoned([layout], tmp_path) == count
