"""Deals of several reps: parts that add up to the row, each counting under its rep, the row once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.book.written import Rows, reading, told, written
from tests.rules import SOUND, TODAY
from xlsummary.book.shares import apart, people_named, shares_of
from xlsummary.compare.performance import By
from xlsummary.model import Bound, Measure, Text
from xlsummary.pipeline import Options, run

HEAD = ["日期", "人员", "销售额", "回款", "数量"]
PEOPLE: Rows = [["姓名", "团队", "工号"], ["张三", "一组", "A1"], ["李四", "二组", None], ["王五", "二组", None]]


def sold(*rows: Sequence[object]) -> dict[str, Rows]:
    return {**SOUND, "人员": PEOPLE, "实绩": [HEAD, *rows]}


def _is_known(name: str) -> bool:
    return name in {"张三", "李四", "王五"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("张三/李四", {"张三": "1/2", "李四": "1/2"}),
        ("张三、李四／王五", {"张三": "1/3", "李四": "1/3", "王五": "1/3"}),
        ("张三60%李四40%", {"张三": "3/5", "李四": "2/5"}),
        ("张三 60％， 李四：40%", {"张三": "3/5", "李四": "2/5"}),
        ("张三（60%）/李四（40%）", {"张三": "3/5", "李四": "2/5"}),
        ("张三(A012)33.3% 李四66.7%", {"张三(A012)": "333/1000", "李四": "667/1000"}),
        ("Ann Lee 50% + Bob Ray 50%", {"Ann Lee": "1/2", "Bob Ray": "1/2"}),
        ("张三100%", {"张三": "1"}),
        *((f"张三{mark}李四", {"张三": "1/2", "李四": "1/2"}) for mark in "/／、,，;；+＋&＆和与\n"),
        ("张三、李四和王五", {"张三": "1/3", "李四": "1/3", "王五": "1/3"}),
        ("张三60%和李四40%", {"张三": "3/5", "李四": "2/5"}),
        ("张三60%，和珅40%", {"张三": "3/5", "和珅": "2/5"}),
        ("张三0.6/李四0.4", {"张三": "3/5", "李四": "2/5"}),
        ("张三（60），李四（40）", {"张三": "3/5", "李四": "2/5"}),
        ("员1/员9", {"员1": "1/2", "员9": "1/2"}),
        ("张三；李四，王五", {"张三": "1/3", "李四": "1/3", "王五": "1/3"}),
        ("张三 + 李四", {"张三": "1/2", "李四": "1/2"}),
        ("张三与李四、王五", {"张三": "1/3", "李四": "1/3", "王五": "1/3"}),
        ("张三6：李四4", {"张三": "3/5", "李四": "2/5"}),
        ("张三6李四4", {"张三": "3/5", "李四": "2/5"}),
        *((f"张三{mark}李四", {"张三": "1/2", "李四": "1/2"}) for mark in ("|", "｜", "\\", "及", " ", " | ")),
        ("张三:60,李四:40", {"张三": "3/5", "李四": "2/5"}),
        ("张三0.6李四0.4", {"张三": "3/5", "李四": "2/5"}),
        ("张三（60%）李四（40%）", {"张三": "3/5", "李四": "2/5"}),
    ],
)
def test_shares_are_read_as_people_write_them(text: str, parts: dict[str, str]) -> None:
    read = shares_of(text, _is_known)
    assert read is not None
    assert not isinstance(read, Text)
    assert {share.name: share.part for share in read} == {name: Fraction(part) for name, part in parts.items()}


@pytest.mark.parametrize(
    "text",
    [
        "张三1/3李四2/3",
        *(f"张三{mark}李四" for mark in ("带", "→", "->", "-", "—", "·", "转给", "配合", "")),
        "张三60%李四30%",
        "张三60%/李四",
        "张三/李四40%",
        "张三/",
        "张三//李四",
        "张三/张 三",
        "60%40%",
        "张三100%李四0%",
        "%",
        "张三50%50%",
        "张三,赵六",
        "赵六，钱七",
        "张三和赵六",
        "张三6李四3",
        "张三:60,李四:30",
        "张三10李四0",
        "张三6/赵六4",
        "赵六6钱七4",
        "张三/李四6:4",
        "张三/李四（6:4）",
        "张三李四6比4",
        "张三,李四/赵六",
        "张三6李四5",
        "张三,陈七",
        "陈七，周八",
        "张三和陈七",
        "陈七6周八4",
        "张三:李四=6:4",
    ],
)
def test_shares_that_do_not_make_a_whole_are_refused(text: str) -> None:
    assert isinstance(shares_of(text, _is_known), Text)


@pytest.mark.parametrize(
    "text",
    [
        "张三",
        "陈七",
        "Smith, John",
        "R&D",
        "和平",
        "员01",
        "欧阳与非",
        "王和",
        "张和平",
        "张三(A1-2)",
        "张三丰",
        "王带弟",
        "赵-六",
    ],
)
def test_a_name_that_has_such_a_mark_in_it_stays_one_name(text: str) -> None:
    assert shares_of(text, _is_known) is None


def test_people_named_by_an_owner_cell() -> None:
    assert people_named("张三、李四，王五", _is_known) == ("张三", "李四", "王五")
    assert people_named("张三60%李四40%", _is_known) == ("张三", "李四")
    assert people_named("陈七，周八", _is_known) == ("陈七", "周八")
    assert people_named("", _is_known) == ()


@given(st.integers(-(10**15), 10**15), st.lists(st.integers(1, 10_000), min_size=1, max_size=6))
def test_parts_add_up_to_the_fen_and_none_is_a_fen_off(whole: int, weights: list[int]) -> None:
    parts = [Fraction(weight, sum(weights)) for weight in weights]
    shares = apart(whole, parts)
    assert sum(share or 0 for share in shares) == whole
    assert all(abs((share or 0) - whole * part) < 1 for share, part in zip(shares, parts, strict=True))
    assert apart(-whole, parts) == tuple(-(share or 0) for share in shares)
    assert apart(None, parts) == (None,) * len(parts)


def test_a_shared_row_is_an_entry_a_rep_and_one_row_in_the_control_totals(tmp_path: Path) -> None:
    rows = [["2026-03-30", "张三/李四", 100.01, None, 3], ["2026-03-31", "李四60%王五40%", "约-0.01", 10, None]]
    read = reading(tmp_path, sold(*rows, ["合计", None, 100, 10, 3]))
    assert told(read) == []
    actuals = read.book.actuals
    assert actuals.rows == (2, 2, 3, 3)
    assert actuals.texts["rep"] == ("张三", "李四", "李四", "王五")
    assert actuals.money["sales"] == (5001, 5000, -1, 0)
    assert actuals.money["collected"] == (None, None, 600, 400)
    assert actuals.quantity == (1500, 1500, None, None)
    assert [actuals.bound("sales", entry) for entry in actuals.entries()] == [Bound.EXACT] * 2 + [Bound.ABOUT] * 2
    assert [str(actuals.cell("sales", entry)) for entry in actuals.entries()] == ["'实绩'!C2"] * 2 + ["'实绩'!C3"] * 2
    control = next(each for each in read.book.controls if each.sheet == "实绩")
    assert (control.rows_found, control.rows_used) == (3, 2)
    assert control.sums == {"sales": Decimal("100.00"), "collections": Decimal(10), "quantity": Decimal(3)}


def test_each_part_counts_under_its_rep_and_team_and_the_whole_once(tmp_path: Path) -> None:
    rows = [["2026-03-30", "张三60%李四40%", 100.01, None, None], ["2026-03-31", "王五", 5, None, None]]
    comparison = run(written(tmp_path, sold(*rows)), Options(today=TODAY)).comparison
    by_name = {
        by: {row.name: row.actual.value for row in comparison.select(by, Measure.SALES)} for by in (By.COMPANY, By.TEAM, By.REP)
    }
    assert by_name[By.COMPANY] == {"": Decimal("105.01")}
    assert by_name[By.TEAM] == {"一组": Decimal("60.01"), "二组": Decimal("45.00")}
    assert by_name[By.REP] == {"张三": Decimal("60.01"), "李四": Decimal("40.00"), "王五": Decimal("5.00")}


def test_dated_parts_are_compared_with_the_total_of_their_rep(tmp_path: Path) -> None:
    rows = [
        ["2026-03-30", "张三/李四", 100, None, None],
        ["2026-03", "张三", 50, None, None],
        ["2026-03", "李四", 49, None, None],
    ]
    outcome = run(written(tmp_path, sold(*rows)), Options(today=TODAY))
    assert [str(problem.cell) for problem in outcome.checked.problems] == ["'实绩'!C4"]


def test_a_name_with_a_stroke_that_reps_lists_is_one_person(tmp_path: Path) -> None:
    people: Rows = [["姓名"], ["R/D"], ["张三"]]
    read = reading(tmp_path, {**SOUND, "人员": people, "实绩": [HEAD, ["2026-03-31", "R/D", 100, None, None]]})
    assert read.book.actuals.texts["rep"] == ("R/D",)


def test_parts_go_to_the_one_namesake_whose_code_is_written(tmp_path: Path) -> None:
    people: Rows = [["姓名", "工号"], ["张三", "A1"], ["张三", "A2"], ["李四", "B1"]]
    rows = ["2026-03-31", "张三（A2）/李四(B1)", 100, None, None]
    read = reading(tmp_path, {**SOUND, "人员": people, "实绩": [HEAD, rows]})
    assert read.book.actuals.texts["rep"] == ("张三(A2)", "李四")
    assert told(read) == []


def test_a_row_whose_shares_cannot_be_read_is_left_out_and_counted(tmp_path: Path) -> None:
    rows = [["2026-03-30", "张三60%李四30%", 100, None, None], ["2026-03-31", "王五", 5, None, None]]
    read = reading(tmp_path, sold(*rows))
    assert told(read) == [("rep-shares", "'实绩'!B2")]
    control = next(each for each in read.book.controls if each.sheet == "实绩")
    assert (control.rows_found, control.rows_used, control.sums["sales"]) == (2, 1, Decimal(5))


def test_a_mark_between_two_reps_makes_no_third_of_them(tmp_path: Path) -> None:
    deals = ("张三,李四", "张三；李四", "张三＋李四", "张三与李四", "张三6李四4")
    rows = [["2026-03-30", text, 100, None, None] for text in deals]
    read = reading(tmp_path, sold(*rows))
    assert told(read) == []
    assert read.book.actuals.texts["rep"] == ("张三", "李四") * 5
    assert read.book.actuals.money["sales"] == (*(5000,) * 8, 6000, 4000)


def test_without_reps_those_who_stand_alone_are_known(tmp_path: Path) -> None:
    rows = [["2026-03-30", text, 100, None, None] for text in ("张三", "李四", "张三,李四", "张三和李四", "张和平")]
    read = reading(tmp_path, {**sold(*rows, ["2026-03-30", "赵六,钱七", 1, None, None]), "人员": [["姓名"]]})
    assert [each for each in told(read) if each[0] == "rep-shares"] == [("rep-shares", "'实绩'!B7")]
    assert read.book.actuals.texts["rep"] == ("张三", "李四", "张三", "李四", "张三", "李四", "张和平")


def test_a_client_with_such_marks_stays_one(tmp_path: Path) -> None:
    head = ["日期", "人员", "客户", "销售额"]
    names = ("张三和李四商行", "Johnson & Johnson", "张三,李四", "张三/李四")
    rows = [["2026-03-30", "张三", name, 100] for name in names]
    read = reading(tmp_path, {**SOUND, "人员": PEOPLE, "实绩": [head, *rows]})
    assert told(read) == []
    assert read.book.actuals.texts["client"] == names


@pytest.mark.parametrize("text", ["张三带李四", "张三→李四", "张三-李四", "张三李四"])
def test_a_deal_that_two_listed_reps_may_have_is_an_error_at_its_cell(text: str, tmp_path: Path) -> None:
    read = reading(tmp_path, sold(["2026-03-30", text, 100, None, None]))
    assert told(read) == [("rep-shares", "'实绩'!B2")]
    assert len(read.book.actuals) == 0
