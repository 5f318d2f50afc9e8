"""What headings and cells beside a table say of units, by the value that is read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.book.written import reading, told, written
from xlsummary.achieved import accounted
from xlsummary.book.export import read_export
from xlsummary.book.read import read_book
from xlsummary.check.rules import check_book
from xlsummary.model import Bound, TaxBasis, Text

TARGETS = [
    ("目标值（单位：万元）", "30000"),
    ("目标值(单位:万元)", "30000"),
    ("目标值\n（单位：万元）", "30000"),
    ("目标值（含税，单位万元）", "30000"),
    ("目标值（人民币万元）", "30000"),
    ("目标值（RMB 万元）", "30000"),
    ("目标值（万RMB）", "30000"),
    ("目标值（w）", "30000"),
    ("目标值（万元）（不含税）", "30000"),
    ("目标值【万】", "30000"),
    ("目标值（百元）", "300"),
    ("目标值（10万元）", "300000"),
    ("目标值（千万）", "30000000"),
    ("Target (10k yuan, without tax)", "30000"),
    ("Target (in 10k yuan)", "30000"),
    ("Target (RMB million)", "3000000"),
    ("目标值（人民币）", "3"),
    ("目标值（必填）", "3"),
    ("目标值（2026年，含13%税）", "3"),
]


@pytest.mark.parametrize(("heading", "yuan"), TARGETS)
def test_a_headings_unit_is_understood_however_it_is_written(tmp_path: Path, heading: str, yuan: str) -> None:
    read = reading(tmp_path, {"目标": [["期间", heading], [2026, 3]]})
    amounts = [each.amount.value for each in read.book.targets if each.amount]
    assert amounts == [Decimal(yuan)]


@pytest.mark.parametrize("heading", ["（万美元）", "（k$）", "（单位：美元）", "(USD)", "（万欧元）"])
def test_another_currency_in_a_heading_is_refused_with_or_without_a_unit(tmp_path: Path, heading: str) -> None:
    read = reading(tmp_path, {"目标": [["期间", f"目标值{heading}"], [2026, 3]]})
    assert ("heading-currency", "'目标'!B1") in told(read)
    assert [each.amount for each in read.book.targets] in ([], [None])


@pytest.mark.parametrize("unit", ["%", "元/吨", "元/万元", "万元/月", "担", "吨"])
def test_a_unit_of_amounts_that_is_not_understood_is_an_error(tmp_path: Path, unit: str) -> None:
    read = reading(tmp_path, {"实绩": [["日期", "销售额", f"回款（{unit}）"], ["2026-01-05", 1, 3]]})
    assert [(each.rule.id, str(each.cell), each.words["unit"]) for each in read.problems if each.severity.value == "error"] == [
        ("heading-unit", "'实绩'!C1", unit)
    ]
    assert "collections" not in read.book.controls[0].sums


@pytest.mark.parametrize(
    ("heading", "pieces"),
    [("数量（万件）", "30000"), ("数量（千件）", "3000"), ("数量（万）", "30000"), ("数量（件）", "3"), ("数量（千克）", "3")],
)
def test_quantities_are_scaled_by_their_headings_unit(tmp_path: Path, heading: str, pieces: str) -> None:
    read = reading(tmp_path, {"实绩": [["日期", heading], ["2026-01-05", 3], ["2026-01-06", "3"]]})
    assert read.book.controls[0].sums == {"quantity": 2 * Decimal(pieces)}


def test_a_target_of_money_in_a_column_of_pieces_is_an_error_and_one_of_quantity_is_scaled(tmp_path: Path) -> None:
    rows = [["期间", "目标值（万件）", "指标"], [2026, 3, "数量"], [2026, 3, "销售额"]]
    read = reading(tmp_path, {"目标": rows})
    assert [each.amount.value for each in read.book.targets if each.amount] == [30000]
    assert ("unreadable-amount", "'目标'!B3") in told(read)


@pytest.mark.parametrize(
    "rows",
    [
        [["2026 年目标", "单位：万元"], ["期间", "目标值"], [2026, 3]],
        [["2026 年目标（单位：万元）"], ["期间", "目标值"], [2026, 3]],
        [["2026 年目标（万元）"], ["期间", "目标值"], [2026, 3]],
        [["期间", "目标值"], [2026, 3], [], ["单位：万元"]],
        [["2026年度销售目标  万元"], ["期间", "目标值"], [2026, 3]],
        [["2026年1-12月销售目标，万元"], ["期间", "目标值"], [2026, 3]],
        [["2026年本表金额均以万元计"], ["期间", "目标值"], [2026, 3]],
        [["期间", "目标值"], [2026, 3], ["注：以万元计"]],
        [["期间", "目标值"], [2026, 3], [], ["注1：本表金额以万元为单位。"]],
        [["期间", "目标值"], [2026, 3], [], ["备注：单位：万元"]],
    ],
)
def test_a_unit_above_or_below_the_table_is_its_amounts_unit_and_said(tmp_path: Path, rows: list[list[object]]) -> None:
    read = reading(tmp_path, {"目标": rows})
    assert [each.amount.value for each in read.book.targets if each.amount] == [30000]
    assert "sheet-unit" in [rule for rule, _ in told(read)]


BARE = ["万元", "人民币万元", "单位万元", "金额：万元", "计量单位：万元", "本表金额均为万元", "以万元为单位", "单位(万元)"]


@pytest.mark.parametrize("text", BARE)
def test_a_unit_above_the_table_needs_no_colon_and_no_brackets(tmp_path: Path, text: str) -> None:
    read = reading(tmp_path, {"目标": [[text], ["期间", "目标值"], [2026, 3]]})
    assert [each.amount.value for each in read.book.targets if each.amount] == [30000]
    assert ("sheet-unit", "'目标'!A1") in told(read)


@pytest.mark.parametrize("title", ["目标（万元）", "目标_万元", "目标万元"])
def test_a_unit_in_the_sheets_name_is_its_amounts_unit_and_said(tmp_path: Path, title: str) -> None:
    read = reading(tmp_path, {title: [["期间", "目标值"], [2026, 3]]})
    assert [each.amount.value for each in read.book.targets if each.amount] == [30000]
    assert ("sheet-unit", f"'{title}'") in told(read)


@pytest.mark.parametrize("text", ["币种：美元", "币别：USD", "Currency: USD", "美元", "2026 年目标（美元）"])
def test_another_currency_above_the_table_is_an_error_however_it_is_written(tmp_path: Path, text: str) -> None:
    read = reading(tmp_path, {"目标": [[text], ["期间", "目标值"], [2026, 3]]})
    assert ("sheet-unit-differs", "'目标'!A1") in told(read)


def test_another_currency_in_the_sheets_name_is_an_error(tmp_path: Path) -> None:
    read = reading(tmp_path, {"目标（美元）": [["期间", "目标值"], [2026, 3]]})
    assert ("sheet-unit-differs", "'目标（美元）'") in told(read)


@pytest.mark.parametrize("unit", ["单位：万元", "（万元）", "金额单位：万元", "万元"])
def test_a_unit_at_the_end_of_the_heading_row_is_the_amounts_unit_unless_its_column_is_filled(
    tmp_path: Path, unit: str
) -> None:
    read = reading(tmp_path, {"目标": [["期间", "目标值", unit], [2026, 3]]})
    assert [each.amount.value for each in read.book.targets if each.amount] == [30000]
    assert told(read) == [("sheet-unit", "'目标'!C1")]
    filled = reading(tmp_path, {"目标": [["期间", "目标值", "累计（万元）"], [2026, 3]]})
    assert [each.amount.value for each in filled.book.targets if each.amount] == [3]


@pytest.mark.parametrize(
    "text",
    [
        "千",
        "W",
        "m",
        "金额：12万元",
        "2026 年",
        "目标 1500万元",
        "2026年目标 1500 万元",
        "2026年目标值 一百",
        "单位：某公司",
        "万元户客户",
        "目标",
        "单位：吨",
    ],
)
def test_a_text_above_the_table_that_says_no_unit_of_money_is_none(tmp_path: Path, text: str) -> None:
    read = reading(tmp_path, {"目标": [[text], ["期间", "目标值"], [2026, 3]]})
    assert [each.amount.value for each in read.book.targets if each.amount] == [3]
    assert not [rule for rule, _ in told(read) if rule.startswith("sheet-unit")]


def test_a_unit_beside_the_table_that_the_setting_contradicts_is_an_error(tmp_path: Path) -> None:
    rows = [["2026 年目标", "单位：千元"], ["期间", "目标值"], [2026, 3]]
    read = reading(tmp_path, {"目标": rows, "设置": [["项目", "值"], ["金额单位", "万元"]]})
    assert ("sheet-unit-differs", "'目标'!B1") in told(read)


def test_another_currency_beside_the_table_is_an_error(tmp_path: Path) -> None:
    read = reading(tmp_path, {"目标": [["2026 年目标", "单位：万美元"], ["期间", "目标值"], [2026, 3]]})
    assert ("sheet-unit-differs", "'目标'!B1") in told(read)


def test_a_unit_above_a_table_of_another_file_is_its_amounts_unit(tmp_path: Path) -> None:
    sales = tmp_path / "sales.csv"
    sales.write_text("单位：万元\n日期,人员,销售额\n2026-01-05,张三,15\n", encoding="utf-8")
    read = read_book(written(tmp_path, {"目标": [["期间", "目标值"], [2026, 3]]}), actuals=sales)
    assert read.book.actuals.fen("sales", 0) == 15_000_000
    assert [row["sales"] for row in read_export(sales).rows["actuals"]] == [150_000]


def test_rows_below_a_heading_of_another_unit_are_not_read(tmp_path: Path) -> None:
    rows = [["日期", "销售额（万元）"], ["2026-01-05", 3], ["日期", "销售额（元）"], ["2026-01-06", 5], ["2026-01-07", 6]]
    read = reading(tmp_path, {"实绩": rows})
    assert ("other-unit-below", "'实绩'!B3") in told(read)
    control = read.book.controls[0]
    assert (control.rows_found, control.rows_used, dict(control.sums)) == (4, 1, {"sales": Decimal(30000)})


def test_a_row_in_another_currency_is_an_error_at_its_cell_and_a_blank_is_none(tmp_path: Path) -> None:
    rows = [["日期", "销售额", "币别"], ["2026-01-05", 3, "RMB"], ["2026-01-06", 4, "美元"], ["2026-01-07", 5, None]]
    read = reading(tmp_path, {"实绩": rows})
    assert [each for each in told(read) if each[0] == "row-currency"] == [("row-currency", "'实绩'!C3")]


def test_quantities_of_products_of_several_units_have_no_sum_and_those_of_one_have(tmp_path: Path) -> None:
    rows = [["日期", "产品", "数量"], ["2026-01-05", "乳胶漆（吨）", 3], ["2026-01-06", "刷子（把）", 4]]
    read = reading(tmp_path, {"实绩": rows})
    assert (told(read), read.book.controls[0].sums) == ([], {})
    read = reading(tmp_path, {"实绩": [*rows[:2], ["2026-01-06", "腻子（吨）", 4]]})
    assert read.book.controls[0].sums == {"quantity": 7}


_BY_UNIT = [
    (["数量", "单位"], [(3, "吨"), (4, "kg"), (1.5, " 吨 "), (None, "台")], {"吨": "4.5", "kg": "4"}),
    (["数量", "计量单位"], [(3, "吨"), (4, None), (5, "-")], {"吨": "3", "": "9"}),
    (["产品", "数量"], [("漆（吨）", 3), ("刷（把）", 4), ("漆（吨）", 1)], {"吨": "4", "把": "4"}),
    (["产品", "数量"], [("漆（吨）", 3), ("刷（把）", 4), ("样品", 5)], {"吨": "3", "把": "4", "": "5"}),
    (["产品", "数量"], [("漆（吨）", 3), ("样品", 5)], {"吨": "3", "": "5"}),
    (["产品", "数量", "单位"], [("漆（吨）", 3, "桶"), ("刷（把）", 4, None)], {"桶": "3", "把": "4"}),
]


@pytest.mark.parametrize(("headings", "rows", "sums"), _BY_UNIT)
def test_quantities_in_several_units_are_summed_by_unit_and_have_no_sum(
    tmp_path: Path, headings: list[str], rows: list[tuple[object, ...]], sums: dict[str, str]
) -> None:
    table = [["日期", *headings], *(["2026-01-05", *row] for row in rows)]
    (control,) = reading(tmp_path, {"实绩": table}).book.controls
    assert control.sums == {}
    assert control.by_unit == {unit: Decimal(total) for unit, total in sums.items()}


def test_several_units_of_a_column_are_told_at_its_heading_with_those_that_are_not_said(tmp_path: Path) -> None:
    rows = [["日期", "数量", "单位"], ["2026-01-05", 3, "吨"], ["2026-01-06", 4, "kg"], ["2026-01-07", 1, None]]
    (problem,) = reading(tmp_path, {"实绩": rows}).problems
    assert (problem.rule.id, str(problem.cell)) == ("mixed-units", "'实绩'!C1")
    assert problem.words["units"] == Text("吨、kg、没写单位", "吨、kg、no unit")


def test_units_that_number_formats_show_are_summed_apart(tmp_path: Path) -> None:
    path = written(tmp_path, {"实绩": [["日期", "数量"], ["2026-01-05", 3], ["2026-01-06", 4], ["2026-01-07", 5]]})
    book = load_workbook(path)
    for cell, unit in (("B2", "吨"), ("B3", "桶")):
        book["实绩"][cell].number_format = f'0.00"{unit}"'
    book.save(path)
    (control,) = read_book(path).book.controls
    assert control.sums == {}
    assert control.by_unit == {"吨": 3, "桶": 4, "": 5}


def test_a_rows_unit_goes_with_each_part_of_a_shared_deal(tmp_path: Path) -> None:
    rows = [["日期", "人员", "数量", "单位"], ["2026-01-05", "张三60%李四40%", 10, "吨"], ["2026-01-06", "张三", 4, "kg"]]
    actuals = reading(tmp_path, {"实绩": rows, "人员": [["姓名", "团队"], ["张三", "一组"], ["李四", "一组"]]}).book.actuals
    assert (actuals.quantity, actuals.units) == ((6000, 4000, 4000), ("吨", "吨", "kg"))


def test_of_a_period_total_and_its_rows_one_counts_in_each_unit(tmp_path: Path) -> None:
    rows = [["日期", "数量", "单位"], ["2026-01", 3, "吨"], ["2026-01-06", 3, "吨"], ["2026-01", 8, "桶"]]
    book = reading(tmp_path, {"实绩": rows}).book
    assert accounted(book).controls[0].by_unit == {"吨": 3, "桶": 8}
    assert accounted(book).controls[0].rows_used == 2


def test_targets_for_products_of_several_units_have_no_sum_and_those_of_one_have(tmp_path: Path) -> None:
    head = ["期间", "目标值", "指标", "层级", "对象"]
    tons, tins = [2026, 300, "数量", "产品", "乳胶漆（吨）"], [2026, 900, "数量", "产品", "涂料（桶）"]
    sales = [2026, 1200, None, None, None]
    control = reading(tmp_path, {"目标": [head, sales, tons, tins]}).book.controls[0]
    assert control.sums == {"sales": 1200}
    assert control.by_unit == {"吨": 300, "桶": 900}
    alike = reading(tmp_path, {"目标": [head, sales, tons, [*tons[:4], "胶（吨）"]]})
    assert alike.book.controls[0].sums == {"quantity": 600, "sales": 1200}


def test_amounts_count_in_the_unit_that_stands_in_their_row(tmp_path: Path) -> None:
    rows = [["日期", "销售额", "回款", "单位"], ["2026-01-05", 3, 0.5, "万元"], ["2026-01-06", 500, None, "元"]]
    rows += [["2026-01-07", "约2", "1,500.5", "千元"], ["2026-01-08", "2万", "xx", "万元"], ["2026-01-09", None, None, None]]
    read = reading(tmp_path, {"实绩": rows})
    assert [read.book.actuals.fen("sales", entry) for entry in range(4)] == [3_000_000, 50_000, 200_000, 2_000_000]
    assert [read.book.actuals.fen("collected", entry) for entry in range(4)] == [500_000, None, 150_050_000, None]
    assert read.book.actuals.bound("sales", 2) is Bound.ABOUT
    assert [rule for rule, _ in told(read) if rule in ("unknown-column", "row-unit", "row-unit-missing")] == []


def test_targets_of_each_measure_count_in_the_unit_of_their_row(tmp_path: Path) -> None:
    head = ["期间", "目标值", "指标", "单位"]
    rows = [[2026, 1500, "销售额", "万元"], [2026, 30, "新客户", "家"], [2026, 3, "数量", "万件"], [2025, 9, "回款", "元"]]
    read = reading(tmp_path, {"目标": [head, *rows]})
    assert [each.amount.value for each in read.book.targets if each.amount] == [15_000_000, 30, 30_000, 9]


def test_rows_whose_unit_or_currency_is_not_clear_are_in_no_sum(tmp_path: Path) -> None:
    rows = [["日期", "销售额", "单位"], ["2026-01-05", 3, "万元"], ["2026-01-06", 5, "吨"], ["2026-01-07", 6, None]]
    rows += [["2026-01-08", 7, "美元"], ["2026-01-09", "三千", "万元"]]
    read = reading(tmp_path, {"实绩": rows})
    errors = [("row-unit", "C3"), ("row-unit-missing", "C4"), ("row-currency", "C5"), ("unreadable-amount", "B6")]
    assert [(each.rule.id, str(each.cell)) for each in read.problems if each.severity.value == "error"] == [
        (rule, f"'实绩'!{ref}") for rule, ref in errors
    ]
    control = read.book.controls[0]
    assert (control.rows_found, control.rows_used, dict(control.sums)) == (5, 1, {"sales": Decimal(30000)})


def test_a_unit_of_things_beside_quantities_leaves_the_amounts_alone(tmp_path: Path) -> None:
    rows = [["日期", "销售额", "数量", "单位"], ["2026-01-05", 100, 3, "吨"], ["2026-01-06", 50, 1, "元"]]
    control = reading(tmp_path, {"实绩": rows}).book.controls[0]
    assert control.sums == {"sales": Decimal(150)}
    assert control.by_unit == {"吨": Decimal(3), "元": Decimal(1)}


def test_a_unit_of_money_beside_quantities_is_that_of_the_amounts(tmp_path: Path) -> None:
    rows = [["日期", "销售额", "数量", "单位"], ["2026-01-05", 100, 3, "万元"], ["2026-01-06", 50, 1, "元"]]
    control = reading(tmp_path, {"实绩": rows}).book.controls[0]
    assert control.sums == {"sales": Decimal(1_000_050), "quantity": Decimal(4)}


def test_the_total_of_rows_in_one_unit_stands_in_it_too(tmp_path: Path) -> None:
    head = ["日期", "销售额", "单位"]
    rows = [["2026-01-05", 3, "万元"], ["2026-01-06", 2, "万元"]]
    assert told(reading(tmp_path, {"实绩": [head, *rows, ["合计", 5, None]]})) == []
    assert told(reading(tmp_path, {"实绩": [head, *rows, ["合计", 6, None]]})) == [("total-differs", "'实绩'!B4")]


def test_a_column_of_organisations_is_no_unit(tmp_path: Path) -> None:
    rows = [["日期", "销售额", "单位"], ["2026-01-05", 3, "华东分公司"], ["2026-01-06", 2, "华南分公司"]]
    read = reading(tmp_path, {"实绩": rows})
    assert told(read) == [("unknown-column", "'实绩'!C1")]
    assert read.book.controls[0].sums == {"sales": 5}


def test_an_exports_amounts_go_into_the_new_book_in_yuan_and_unclear_ones_with_their_unit(tmp_path: Path) -> None:
    sales = tmp_path / "sales.csv"
    sales.write_text("日期,人员,销售额,单位\n2026-01-05,张三,15,万元\n2026-01-06,张三,3,吨\n", encoding="utf-8")
    export = read_export(sales)
    assert [row["sales"] for row in export.rows["actuals"]] == [150_000, "3 吨"]
    assert [(each.rule.id, str(each.cell)) for each in export.problems] == [("row-unit", "'sales.csv'!D3")]


@pytest.mark.parametrize("local", ["Amount (converted)", "Amount in company currency", "价税合计（本位币）"])
def test_an_amount_in_the_books_own_currency_is_taken_whatever_the_documents_is(tmp_path: Path, local: str) -> None:
    foreign = "价税合计" if "价税" in local else "Amount"
    rows = [["日期", foreign, "币种", local], ["2026-01-05", 1000, "USD", 7200], ["2026-01-06", 50, "CNY", 50]]
    read = reading(tmp_path, {"实绩": rows})
    assert [rule for rule, _ in told(read)] == ["unknown-column"]
    assert read.book.controls[0].sums == {"sales": 7250}


def test_a_converted_amount_that_is_in_another_currency_is_an_error(tmp_path: Path) -> None:
    head = ["Date", "Amount (converted)", "Amount (converted) Currency", "Amount Currency"]
    read = reading(tmp_path, {"实绩": [head, ["2026-01-05", 1000, "USD", "EUR"]]})
    assert ("row-currency", "'实绩'!C2") in told(read)
    assert ("row-currency", "'实绩'!D2") not in told(read)


def test_one_unit_under_several_names_is_one(tmp_path: Path) -> None:
    rows = [["日期", "数量", "单位"], ["2026-01-05", 3, "kg"], ["2026-01-06", 4, "公斤"], ["2026-01-07", 5, "千克"]]
    read = reading(tmp_path, {"实绩": [*rows, ["2026-01-08", 1, "KG"]]})
    assert told(read) == []
    assert read.book.controls[0].sums == {"quantity": 13}
    assert read.book.actuals.unit == "公斤"


@pytest.mark.parametrize(
    ("target", "actual", "differs"),
    [
        ("目标值（吨）", "数量（桶）", True),
        ("目标值（吨）", "数量（t）", False),
        ("目标值（吨）", "数量", False),
        ("目标值（万件）", "数量（件）", False),
    ],
)
def test_a_target_in_another_unit_than_the_actuals_is_an_error(tmp_path: Path, target: str, actual: str, differs: bool) -> None:
    sheets = {"目标": [["期间", target, "指标"], [2026, 3, "数量"]], "实绩": [["日期", actual], ["2026-01-05", 3]]}
    found = [str(each.cell) for each in check_book(reading(tmp_path, sheets).book) if each.rule.id == "target-unit"]
    assert found == (["'目标'!B2"] if differs else [])


def test_the_target_of_a_product_not_sold_yet_has_a_unit_of_its_own(tmp_path: Path) -> None:
    targets = [["期间", "目标值", "指标", "层级", "对象"], [2026, 300, "数量", "产品", "涂料（桶）"]]
    sheets = {"目标": targets, "实绩": [["日期", "产品", "数量"], ["2026-01-05", "乳胶漆（吨）", 3]]}
    assert "target-unit" not in [each.rule.id for each in check_book(reading(tmp_path, sheets).book)]


OTHER = [
    "累计",
    "本年累计",
    "计划",
    "目标",
    "预计",
    "去年同期",
    "上年",
    "2025年",
    "2025",
    "毛利",
    "万元，累计",
    "ytd",
    "last year",
]


@pytest.mark.parametrize("bracket", OTHER)
def test_a_heading_whose_brackets_name_another_figure_is_not_read_as_the_actual(tmp_path: Path, bracket: str) -> None:
    rows = [["日期", f"销售额（{bracket}）", "回款"], ["2026-01", 100, 1], ["2026-02", 250, 2]]
    read = reading(tmp_path, {"实绩": rows})
    assert "sales" not in read.book.actuals.money
    assert ("heading-other-figure", "'实绩'!B1") in told(read)


@pytest.mark.parametrize("bracket", ["实际", "完成", "本年", "2026年", "不含上年结转", "本期", "元，2026年"])
def test_brackets_that_name_the_figure_itself_are_read(tmp_path: Path, bracket: str) -> None:
    read = reading(tmp_path, {"实绩": [["日期", f"销售额（{bracket}）"], ["2026-01", 100]]})
    assert read.book.actuals.fen("sales", 0) == 10000


def test_another_figure_beside_the_columns_own_is_a_column_not_used(tmp_path: Path) -> None:
    rows = [["日期", "销售额（去年同期）", "销售额", "销售额（累计）"], ["2026-01", 9, 100, 300]]
    read = reading(tmp_path, {"实绩": rows})
    assert read.book.actuals.fen("sales", 0) == 10000
    assert told(read) == [("unknown-column", "'实绩'!B1")]


@pytest.mark.parametrize("bracket", ["完成", "上年实际", "实际", "累计"])
def test_what_was_achieved_is_no_target(tmp_path: Path, bracket: str) -> None:
    read = reading(tmp_path, {"目标": [["期间", f"目标值（{bracket}）"], [2026, 3]]})
    assert not read.book.targets or read.book.targets[0].amount is None
    assert ("heading-other-figure", "'目标'!B1") in told(read)
    planned = reading(tmp_path, {"目标": [["期间", "目标值（计划完成）"], [2026, 3]]})
    assert [each.amount.value for each in planned.book.targets if each.amount] == [3]


@pytest.mark.parametrize("text", ["（不含税）", "以下金额均不含税", "单位：万元（不含税）", "All amounts excl. VAT"])
def test_a_tax_basis_above_the_table_is_its_amounts(tmp_path: Path, text: str) -> None:
    table = [["期间", "目标值"], [2026, 3]]
    assert reading(tmp_path, {"目标": [[text], *table]}).book.settings.tax_basis is TaxBasis.WITHOUT_TAX
    assert reading(tmp_path, {"目标": [*table, [], ["注：以上金额不含税"]]}).book.settings.tax_basis is TaxBasis.WITHOUT_TAX
    differs = reading(tmp_path, {"目标": [[text], *table], "设置": [["项目", "值"], ["含税", "含税"]]})
    assert ("tax-differs", "'目标'!B2") in told(differs)
    for plain in ("含税与不含税的说明见附件", "含税率"):
        assert reading(tmp_path, {"目标": [[plain], *table]}).book.settings.tax_basis is TaxBasis.WITH_TAX
