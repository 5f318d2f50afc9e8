"""Sums of 目标 that finance is not misled by: rows that lie in others are not added to them, lines not to each other."""

from __future__ import annotations

from pathlib import Path

from tests.book.written import Rows, reading

HEAD = ["期间", "目标值", "指标", "层级", "对象", "档位"]
REPS: Rows = [["姓名", "团队"], ["张三", "一组"], ["李四", "二组"]]


def sums(folder: Path, *rows: list[object]) -> tuple[dict[str, int], list[tuple[str, str, str, int]]]:
    """The sums of whole columns, and those of the outermost rows: measure, tier, level, amount."""
    control = next(
        each for each in reading(folder, {"目标": [HEAD, *rows], "人员": REPS}).book.controls if each.sheet == "目标"
    )
    outer = [(each.line.measure.value, each.line.tier.value, each.level.value, int(each.amount)) for each in control.outermost]
    return {name: int(amount) for name, amount in control.sums.items()}, outer


def test_a_year_its_quarter_and_its_reps_are_added_once(tmp_path: Path) -> None:
    rows: list[list[object]] = [[2026, 1200], ["2026Q1", 300], ["2026-01", 100], [2026, 700, None, "人员", "张三"]]
    rows += [["2026-02", 50, None, "市场", "北区"], [2027, 9]]
    assert sums(tmp_path, *rows) == ({"sales": 2359}, [("sales", "committed", "company", 1209)])


def test_a_team_holds_its_own_reps_only(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [2026, 600, None, "团队", "一组"],
        [2026, 400, None, "人员", "张三"],
        [2026, 9, None, "人员", "李四"],
    ]
    assert sums(tmp_path, *rows) == (
        {"sales": 1009},
        [("sales", "committed", "team", 600), ("sales", "committed", "rep", 9)],
    )


def test_tiers_stand_apart(tmp_path: Path) -> None:
    rows: list[list[object]] = [[2026, 100, None, None, None, "保底"], [2026, 150, None, None, None, "冲刺"]]
    assert sums(tmp_path, *rows) == (
        {"sales": 250},
        [("sales", "floor", "company", 100), ("sales", "stretch", "company", 150)],
    )


def test_rows_that_may_all_be_added_have_one_sum(tmp_path: Path) -> None:
    rows: list[list[object]] = [["2026-01", 100], ["2026-02", 150], ["2026-01", 7, "回款"], ["2026-03", None]]
    assert sums(tmp_path, *rows) == ({"sales": 250, "collections": 7}, [])
