"""Reported cases of actuals set against targets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.cases.readings import told
from tests.cases.workbooks import Case, case, workbook
from xlsummary import pipeline
from xlsummary.compare.performance import By, Performance
from xlsummary.model import Lang
from xlsummary.pipeline import Options, Outcome


def _run(reported: Case, folder: Path) -> Outcome:
    as_of = reported.settings.get("as_of")
    options = Options(today=date(2025, 12, 31), as_of=date.fromisoformat(as_of) if as_of else None)
    return pipeline.run(workbook(reported, folder), options)


def _rows(found: Outcome, by: By) -> dict[str, Performance]:
    return {row.name: row for row in found.comparison.rows if row.by is by}


def _variances(found: Outcome) -> dict[str, Decimal | None]:
    return {name: row.variance for name, row in _rows(found, By.REP).items()}


def test_one_target_twice_and_two_rows_alike(tmp_path: Path) -> None:
    found = _run(case("RC-46"), tmp_path)
    problems = {problem.rule.id: problem for problem in found.checked.problems}
    assert str(problems["duplicate-target"].cell) == "'目标'!D3"
    assert str(problems["rows-alike"].cell) == "'实绩'!A3"
    assert "2" in problems["rows-alike"].message(Lang.ZH)
    assert _rows(found, By.COMPANY)[""].actual.value == 200


def test_the_same_month_of_two_years(tmp_path: Path) -> None:
    reported = case("RC-64")
    found = _run(reported, tmp_path)
    assert {name: row.actual.value for name, row in _rows(found, By.MONTH).items()} == reported.values["actual_by_month"]
    assert _rows(found, By.COMPANY)[""].actual.value == 600


def test_a_target_of_0_and_one_still_to_come(tmp_path: Path) -> None:
    found = _run(case("RC-68"), tmp_path)
    nothing, blank = _rows(found, By.REP)["张三"], _rows(found, By.REP)["李四"]
    assert [nothing.target, nothing.variance, nothing.attainment] == [Decimal(0), Decimal(500), None]
    assert (blank.target, blank.attainment) == (None, None)
    assert ("target-missing", "D3") in told(found.checked.problems)


def test_a_target_below_0(tmp_path: Path) -> None:
    reported = case("RC-69")
    found = _run(reported, tmp_path)
    rows = _rows(found, By.REP)
    assert _variances(found) == reported.values["variance"]
    assert (rows["张三"].attainment, rows["李四"].attainment) == (None, Decimal("-0.5"))
    assert ("negative-target", "D2") in told(found.checked.problems)


def test_returns_are_subtracted_and_one_above_0_is_told(tmp_path: Path) -> None:
    found = _run(case("RC-70"), tmp_path)
    assert ("sign-against-kind", "E4") in told(found.checked.problems)
    assert _rows(found, By.REP)["张三"].actual.value == 1000 - 300 + 50
    assert not found.has_errors


def test_targets_without_any_actual(tmp_path: Path) -> None:
    found = _run(case("RC-71"), tmp_path)
    quotas = {
        (node.name, month.start.month): int(plan.quota(place, month))
        for plan in found.plans
        for place, node in enumerate(plan.nodes)
        for month in plan.months
        if node.level.value == "rep"
    }
    assert quotas == {("张三", 1): 1000, ("张三", 2): 1000, ("新人", 1): 800}
    assert _rows(found, By.REP)["新人"].actual.value == 0
    months = _rows(found, By.MONTH).values()
    assert [[row.target, row.actual.value] for row in months] == [[Decimal(1800), Decimal(0)], [Decimal(1000), Decimal(100)]]


def test_a_variance_is_actual_less_target(tmp_path: Path) -> None:
    reported = case("RC-73")
    assert _variances(_run(reported, tmp_path)) == reported.values["variance"]


def test_the_year_to_date_beside_the_whole_year(tmp_path: Path) -> None:
    reported = case("RC-74")
    company = _rows(_run(reported, tmp_path), By.COMPANY)[""]
    assert company.to_date == reported.values["ytd_target"]
    assert company.attainment_to_date == Decimal(str(reported.values["ytd_rate"]))
    assert [company.actual.value, company.target] == [Decimal(3000), Decimal(78000)]


def test_rows_of_another_currency(tmp_path: Path) -> None:
    found = _run(case("RC-76"), tmp_path)
    assert {("row-currency", "F3"), ("unreadable-amount", "E4")} <= {*told(found.checked.problems)}
    assert found.has_errors
    assert _rows(found, By.COMPANY)[""].actual.value == 1000


def test_no_noise_of_binary_fractions(tmp_path: Path) -> None:
    reported = case("RC-77")
    found = _run(reported, tmp_path)
    assert {name: str(variance) for name, variance in _variances(found).items()} == {"张三": "0.00"}
    assert _rows(found, By.REP)["张三"].attainment == 1
