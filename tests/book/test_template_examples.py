"""The filled books: what the team example tells, and that the first four build on each other."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from xlsummary.book.examples import NAMES, example
from xlsummary.book.examples_first import one_target, with_names, with_notes, with_totals
from xlsummary.book.examples_team import team
from xlsummary.book.template import Row
from xlsummary.model import Measure, RepStatus, Section, Source, YesNo
from xlsummary.problems import XlsummaryError

TEAM = team()


def total(rows: Iterable[Row], name: str) -> Decimal:
    numbers = [row.get(name, 0) for row in rows]
    return sum((Decimal(number) for number in numbers if isinstance(number, int)), Decimal(0))


def day_of(row: Row, name: str) -> date:
    day = row[name]
    assert isinstance(day, date)
    return day


def test_210_visits_are_recorded_and_20_estimated_from_mid_october_to_mid_november() -> None:
    visits = [row for row in TEAM["activities"] if row["type"] == "拜访"]
    assert total(visits, "count") == 210
    assert total(visits, "unrecorded") == 20
    assert {row["period"] for row in visits} == {"2025-10-15~2025-10-31", "2025-11-01~2025-11-14"}
    assert len({row["rep"] for row in visits}) == 5
    assert any(row["outcome"] == "拒绝" and "follow_ups" in row for row in visits)


def test_directory_entries_and_letters_are_typed_as_at_least() -> None:
    counts = {row["type"]: row["count"] for row in TEAM["activities"]}
    assert (counts["黄页资料整理"], counts["资料寄送"]) == ("5000余", "3000余")


def test_fifteen_reps_in_two_teams_five_of_them_there_since_the_start() -> None:
    reps = TEAM["reps"]
    assert Counter(row["status"] for row in reps) == {RepStatus.ACTIVE: 5, RepStatus.TO_HIRE: 10}
    assert sorted(Counter(row["team"] for row in reps).values()) == [7, 8]
    assert len({row["name"] for row in reps}) == 15
    assert {row["joined"] for row in reps if row["status"] is RepStatus.ACTIVE} == {date(2025, 10, 15)}
    joining = [day_of(row, "joined") for row in reps if row["status"] is RepStatus.TO_HIRE]
    assert (min(joining), max(joining)) == (date(2026, 1, 4), date(2026, 3, 2))


def test_fifteen_million_is_the_own_target_of_2026_and_2025_has_none() -> None:
    targets = {row["measure"]: row for row in TEAM["targets"]}
    assert targets[Measure.SALES]["amount"] == 15_000_000
    assert {row["period"] for row in TEAM["targets"]} == {"2026"}
    assert {row["source"] for row in TEAM["targets"]} == {Source.OWN}


def test_october_sells_but_brings_no_cash_and_two_sales_come_back() -> None:
    actuals = TEAM["actuals"]
    sold = Counter(day_of(row, "day").month for row in actuals if "sales" in row)
    paid = Counter(day_of(row, "collected_on").month for row in actuals if "collected" in row)
    assert sorted(sold) == [10, 11, 12]
    assert sorted(paid) == [11, 12]
    returned = [row for row in actuals if total([row], "sales") < 0]
    assert len(returned) == 2
    assert 390_000 < total(actuals, "sales") < 410_000
    assert day_of(actuals[-1], "day") == date(2025, 12, 31)


def test_names_in_the_team_example_agree_between_its_sheets() -> None:
    reps = {row["name"] for row in TEAM["reps"]}
    clients = {row["name"]: row for row in TEAM["clients"]}
    markets = {row["name"] for row in TEAM["markets"]}
    for row in TEAM["actuals"]:
        client = clients[row["client"]]
        assert (row["rep"], row["market"]) == (client["rep"], client["market"])
        assert day_of(row, "day") >= day_of(client, "first_deal")
    assert {row["rep"] for row in (*TEAM["clients"], *TEAM["activities"]) if "rep" in row} <= reps
    assert {row["market"] for row in TEAM["clients"]} <= markets


def test_one_planned_item_is_the_breakthrough_and_each_names_its_owner_and_day() -> None:
    assert [row.get("breakthrough") for row in TEAM["plans"]].count(YesNo.YES) == 1
    for row in TEAM["plans"]:
        assert {"problem", "action", "owner", "due", "resource"} <= row.keys()


def test_every_problem_in_the_notes_has_its_remedy_owner_and_day() -> None:
    problems = [row for row in (*TEAM["notes"], *with_notes()["notes"]) if row["section"] is Section.PROBLEMS]
    assert len(problems) == 7
    assert all({"action", "owner", "due"} <= row.keys() for row in problems)


def test_the_first_four_books_each_add_one_thing() -> None:
    assert set(one_target()) == {"targets"}
    assert set(with_names()) - set(one_target()) == {"reps"}
    assert set(with_totals()) - set(with_names()) == {"actuals"}
    assert set(with_notes()) - set(with_totals()) == {"notes"}
    assert len(with_names()["reps"]) == 6
    assert [row["day"] for row in with_totals()["actuals"]] == [f"2025-{month:02d}" for month in range(1, 13)]


@pytest.mark.parametrize("name", NAMES)
def test_a_filled_book_opens_on_its_first_table(name: str) -> None:
    active = load_workbook(io.BytesIO(example(name))).active
    assert active is not None
    assert active.title == "目标"


def test_an_unknown_example_is_refused_with_the_known_names() -> None:
    with pytest.raises(XlsummaryError) as caught:
        example("example-nobody.zh")
    assert "example-team.zh" in caught.value.hint.en
