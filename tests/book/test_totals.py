"""Total rows: left out, and compared with the rows they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.book.written import reading, told
from tests.rules import SOUND
from xlsummary.model import Lang

HEAD = ["序号", "日期", "人员", "销售额", "数量"]


def sale(amount: float, name: str = "张三", quantity: int | None = None) -> list[object]:
    return [1, "2026-03-31", name, amount, quantity]


def total(word: str, amount: object, at: int = 2, quantity: object = None) -> list[object]:
    row: list[object] = [None, None, None, amount, quantity]
    row[at] = word
    return row


def problems(folder: Path, *rows: Sequence[object]) -> list[tuple[str, str]]:
    read = reading(folder, {**SOUND, "实绩": [HEAD, *rows]})
    return [each for each in told(read) if each[0] not in ("unknown-column", "rows-alike")]


def test_blocks_of_blocks_are_each_compared_with_their_own_rows(tmp_path: Path) -> None:
    rows = [
        *(sale(10), sale(20), total("小计", 30)),
        *(sale(1, "李四"), sale(2, "李四"), total("小计：", 3)),
        total("合计", 33),
        *(sale(100), total("小计", 100), total("合计", 100)),
        total("总 计", 133),
    ]
    assert problems(tmp_path, *rows) == []


@pytest.mark.parametrize("wrong", [0, 1, 2, 3])
def test_the_one_total_that_is_wrong_is_told(tmp_path: Path, wrong: int) -> None:
    amounts: list[float] = [30, 5, 35, 35.01]
    amounts = [each + 7 * (number == wrong) for number, each in enumerate(amounts)]
    rows = [
        *(sale(10), sale(20), total("小计", amounts[0])),
        *(sale(5), total("小计", amounts[1])),
        total("合计", amounts[2]),
        *(sale(0.01), total("总计", amounts[3])),
    ]
    row = {0: 4, 1: 6, 2: 7, 3: 9}[wrong]
    assert problems(tmp_path, *rows) == [("total-differs", f"'实绩'!D{row}")]


@pytest.mark.parametrize(("word", "sum_of_rows"), [("小计", "5"), ("李四小计", "5"), ("合计", "35"), ("总计", "35")])
def test_a_wrong_subtotal_should_be_its_own_rows_and_a_wrong_total_all(tmp_path: Path, word: str, sum_of_rows: str) -> None:
    rows = [sale(10), sale(20), total("小计", 30), sale(5, "李四"), total(word, 7)]
    read = reading(tmp_path, {**SOUND, "实绩": [HEAD, *rows]})
    (wrong,) = (each for each in read.problems if each.rule.id == "total-differs")
    assert (str(wrong.cell), wrong.words["typed"], wrong.words["sum"]) == ("'实绩'!D6", "7", sum_of_rows)


def test_a_total_above_its_rows_is_compared_with_those_below(tmp_path: Path) -> None:
    assert problems(tmp_path, total("合计", 30), sale(10), sale(20)) == []
    assert problems(tmp_path, total("合计", 31), sale(10), sale(20)) == [("total-differs", "'实绩'!D2")]
    assert problems(tmp_path, total("总计", 33), total("小计", 30), sale(10), sale(20), sale(3)) == [
        ("total-differs", "'实绩'!D3")
    ]


def test_a_total_word_in_a_column_of_numbers_that_is_not_ours_counts_too(tmp_path: Path) -> None:
    assert problems(tmp_path, sale(10), sale(20), total("合计", 30, at=0)) == []
    assert problems(tmp_path, sale(10), sale(20), total("合计", 29, at=0)) == [("total-differs", "'实绩'!D4")]


def test_quantities_are_compared_and_a_blank_total_is_not(tmp_path: Path) -> None:
    rows = [sale(10, quantity=2), sale(20, quantity=3)]
    assert problems(tmp_path, *rows, total("Total", None, quantity=5)) == []
    assert problems(tmp_path, *rows, total("Total", None, quantity=6)) == [("total-differs", "'实绩'!E4")]


@pytest.mark.parametrize("name", ["合计划公司", "总计量所", "Total Energies", "小计时", "共计"])
def test_only_the_whole_cell_makes_a_total_row(tmp_path: Path, name: str) -> None:
    read = reading(tmp_path, {**SOUND, "人员": [["姓名"]], "实绩": [HEAD, sale(10, name), sale(20)]})
    used = read.book.actuals.texts["rep"]
    assert used == (("张三",) if name == "共计" else (name, "张三"))


@pytest.mark.parametrize("word", ["合计金额", "本页合计", "1月合计", "第一季度小计", "全年总计："])
def test_a_total_of_a_page_or_month_is_a_total_row_and_no_unreadable_date(tmp_path: Path, word: str) -> None:
    assert problems(tmp_path, sale(10), sale(20), total(word, 30, at=1)) == []
    assert problems(tmp_path, sale(10), sale(20), total(word, 31, at=1)) == [("total-differs", "'实绩'!D4")]


def test_a_name_that_begins_like_a_total_is_a_name(tmp_path: Path) -> None:
    read = reading(tmp_path, {**SOUND, "客户": [["客户", "等级"], ["合计划公司", "A"], ["1月合计划公司", "B"]]})
    assert [client.name for client in read.book.clients] == ["合计划公司", "1月合计划公司"]


@pytest.mark.parametrize(
    "word",
    [
        *(
            "乙 小计",
            "李四合计",
            "总计（元）",
            "累计",
            "小 计",
            "合計",
            "本月累计",
            "Total:",
            "Subtotal 乙",
            "乙 Total",
            "张三 汇总",
        ),
        *(
            "合计（大写）",
            "合计（大写）：叁拾元整",
            "合计：30元",
            "共 2 笔",
            "一部小计：",
            "Ｔｏｔａｌ",
            "2026年3月合计",
            "Grand total",
        ),
    ],
)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_row_without_its_date_is_a_total_by_any_total_word(tmp_path: Path, word: str, at: int) -> None:
    read = reading(tmp_path, {**SOUND, "实绩": [HEAD, sale(10), sale(20), total(word, 30, at=at)]})
    assert [each for each in told(read) if each[0] != "unknown-column"] == []
    assert read.book.actuals.texts["rep"] == ("张三", "张三")
    (control,) = [each for each in read.book.controls if each.sheet == "实绩"]
    assert [(each.reason, each.rows) for each in control.left_out] == [("total-row", 1)]


@pytest.mark.parametrize(
    ("name", "is_total"),
    [
        *(("李四 小计", True), ("李四合计", True), ("Subtotal 李四", True), ("王小计", False), ("累计科技公司", False)),
        *(("欧阳总计", False), ("Total Energies", False), ("中国总公司", False), ("其中堂", False)),
    ],
)
def test_a_dated_row_is_a_total_only_of_a_name_that_stands_alone_too(tmp_path: Path, name: str, is_total: bool) -> None:
    read = reading(tmp_path, {**SOUND, "人员": [["姓名"]], "实绩": [HEAD, sale(10), sale(20, "李四"), sale(20, name)]})
    assert len(read.book.actuals.rows) == (2 if is_total else 3)


@pytest.mark.parametrize("word", ["其中：李四", "其中: 李四", "其中李四", "其中", "of which: 李四"])
def test_a_part_of_the_row_above_is_not_counted_twice_and_told(tmp_path: Path, word: str) -> None:
    rows = [HEAD, sale(10, "张三"), sale(20, "李四"), sale(5, word), total("合计", 30)]
    read = reading(tmp_path, {**SOUND, "实绩": rows})
    assert [each for each in told(read) if each[0] != "unknown-column"] == [("part-rows", "'实绩'!C4")]
    assert read.book.actuals.money["sales"] == (1000, 2000)
    (control,) = [each for each in read.book.controls if each.sheet == "实绩"]
    assert {each.reason: each.rows for each in control.left_out} == {"part-row": 1, "total-row": 1}


def test_totals_of_names_below_all_rows_are_compared_with_the_rows_of_the_name(tmp_path: Path) -> None:
    rows = [sale(10), sale(1, "李四"), sale(20), sale(2, "李四")]
    sound = [total("张三合计", 30), total("李四 小计", 3), total("总计", 33)]
    assert problems(tmp_path, *rows, *sound) == []
    assert problems(tmp_path, *rows, sound[0], total("李四 小计", 4), sound[2]) == [("total-differs", "'实绩'!D7")]


@pytest.mark.parametrize("sheet", ["客户", "人员"])
def test_totals_of_sheets_without_a_date_are_no_clients_or_reps(tmp_path: Path, sheet: str) -> None:
    heads = {"客户": ["客户", "期初应收"], "人员": ["姓名", "权重"]}[sheet]
    rows: list[list[object]] = [[*heads], ["甲", 1], ["小计时", 2], ["一部 小计", 3], ["合计（元）", 3]]
    read = reading(tmp_path, {**SOUND, sheet: rows})
    names = {"客户": [each.name for each in read.book.clients], "人员": [each.name for each in read.book.reps]}
    assert names[sheet] == ["甲", "小计时"]


TARGETS = ["期间", "目标值", "指标", "层级", "对象"]


def of_targets(folder: Path, *rows: Sequence[object], heading: str = "目标值") -> list[tuple[str, str]]:
    heads = [heading if each == "目标值" else each for each in TARGETS]
    read = reading(folder, {**SOUND, "目标": [heads, *rows]})
    return [each for each in told(read) if each[0].startswith("total")]


@pytest.mark.parametrize("typed", [1200, 3600])
def test_a_total_of_a_year_its_quarters_and_months_may_add_each_row_or_each_amount_once(tmp_path: Path, typed: int) -> None:
    quarters: list[list[object]] = [[f"2026Q{quarter}", 300] for quarter in (1, 2, 3, 4)]
    months: list[list[object]] = [[f"2026-{month:02d}", 100] for month in range(1, 13)]
    assert of_targets(tmp_path, [2026, 1200], *quarters, *months, ["合计", typed]) == []
    assert of_targets(tmp_path, [2026, 1200], *quarters, ["合计", typed + 1], *months) == [("total-differs", "'目标'!B7")]


def test_a_total_of_reps_beside_their_company_may_add_either(tmp_path: Path) -> None:
    reps = [[2026, 700, None, "人员", "张三"], [2026, 400, None, "人员", "李四"]]
    for typed in (1200, 1100, 2300):
        assert of_targets(tmp_path, [2026, 1200], *reps, ["合计", typed]) == []
    assert of_targets(tmp_path, [2026, 1200], *reps, ["合计", 1500]) == [("total-differs", "'目标'!B5")]


def test_a_total_of_two_measures_is_compared_with_each(tmp_path: Path) -> None:
    rows = [["2026-01", 100], ["2026-02", 100], ["2026-01", 80, "回款"], ["2026-02", 70, "回款"]]
    for total in (["合计", 200], ["合计", 150], ["合计", 150, "回款"], ["合计", 350]):
        assert of_targets(tmp_path, *rows, total) == []
    assert of_targets(tmp_path, *rows, ["合计", 200, "回款"]) == [("total-differs", "'目标'!B6")]
    assert of_targets(tmp_path, *rows, ["合计", 100]) == [("total-differs", "'目标'!B6")]


def test_what_a_total_says_and_should_be_have_one_unit(tmp_path: Path) -> None:
    read = reading(
        tmp_path, {**SOUND, "目标": [["期间", "目标值（万元）"], ["2026-01", 100], ["2026-02", 49.5], ["合计", 150]]}
    )
    (problem,) = read.problems
    assert problem.message(Lang.ZH).startswith("合计行写的是 150，各行之和是 149.5；")
    rows: list[list[object]] = [["2026-01", 1000], ["2026-01", 80, "回款"], ["合计", 7]]
    read = reading(tmp_path, {**SOUND, "目标": [["期间", "目标值", "指标"], *rows]})
    assert "合计行写的是 7，各行之和是 销售额 1,000、回款 80；" in read.problems[-1].message(Lang.ZH)


def test_a_total_with_void_rows_in_it_is_told_as_that(tmp_path: Path) -> None:
    head = ["日期", "人员", "销售额", "单据状态"]
    rows: list[list[object]] = [["2026-03-30", "张三", 5, "作废"], ["2026-03-31", "张三", 7, "已审核"], ["合计", None, 12]]
    read = reading(tmp_path, {**SOUND, "实绩": [head, *rows]})
    assert told(read) == [("void-rows", "'实绩'!D2"), ("total-with-void", "'实绩'!C4")]
    assert read.problems[0].message(Lang.ZH).endswith("没有计入：销售额 5")
    rows[2][2] = 7
    assert told(reading(tmp_path, {**SOUND, "实绩": [head, *rows]})) == [("void-rows", "'实绩'!D2")]
    rows[2][2] = 8
    wrong = told(reading(tmp_path, {**SOUND, "实绩": [head, *rows]}))
    assert wrong == [("void-rows", "'实绩'!D2"), ("total-differs", "'实绩'!C4")]
