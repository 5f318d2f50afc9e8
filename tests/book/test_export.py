"""Exports of ERP and CRM systems as rows of our template; headings and forms as the systems write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.book.written import Rows, reading, written
from xlsummary.book.export import Export, carried, read_export
from xlsummary.book.read import Reading, read_book
from xlsummary.book.template import filled
from xlsummary.model import ActualKind, Grade, Lang, LeftOut, Recognition, Stage, TaxBasis
from xlsummary.problems import XlsummaryError

U8: Rows = [
    ["销售发票列表"],
    ["单位：华东分公司", None, "打印日期：2026-02-01"],
    [
        *("业务类型", "销售类型", "发票号", "开票日期", "客户编码", "客户简称", "业务员编码", "业务员", "销售部门"),
        *("存货编码", "存货名称", "规格型号", "主计量", "数量", "无税单价", "无税金额", "税额", "价税合计", "备注"),
    ],
    [
        *("普通销售", "经销", "0000000127", "2026-01-05", "0102", "宁波恒达", "007", "陈晓", "销售一部"),
        *("01001", "乳胶漆", "18L", "桶", 10, 100, 1000, 130, 1130, None),
    ],
    [
        *("普通销售", "直销", "0000000128", "2026-01-06", "0103", "绍兴明远", "008", "李默", "销售二部"),
        *("01002", "腻子粉", "20kg", "袋", 5, 20, 100, 13, 113, "急"),
    ],
    [
        *("销售退货", "经销", "0000000129", "2026-01-20", "0102", "宁波恒达", "007", "陈晓", "销售一部"),
        *("01001", "乳胶漆", "18L", "桶", -1, 100, -100, -13, -113, None),
    ],
    [None, None, "合计", *[None] * 10, 14, None, 1000, 130, 1130, None],
]
"""用友 U8: three header lines, codes with leading zeros, amounts with and without tax, a total row."""

K3 = (
    "日期,单据编号,单据类型,客户,销售部门,销售员,物料编码,物料名称,销售单位,销售数量,含税单价,金额,税额,价税合计,价税合计（本位币）,要货日期,单据状态\n"
    '2026/1/5 0:00:00,XSDD000001,标准销售订单,宁波恒达,销售一部,陈晓,="01001",乳胶漆,桶,10,113,'
    '"1,000.00",130,"1,130.00","1,130.00",2026/2/1,已审核\n'
    '2026/1/6 0:00:00,XSDD000002,标准销售订单,绍兴明远,销售二部,李默,="01002",腻子粉,袋,5,22.6,'
    "100.00,13,113.00,113.00,2026/2/1,已审核\n"
)
"""金蝶云星空: dates with midnight, grouped amounts in quotes, the same amount in the book's own currency."""

T_PLUS = (
    "单据日期\t单据编号\t客户\t业务员\t部门\t存货名称\t数量\t含税金额\t毛利\t地区\n"
    "2026-01-05\tSA-2026-01-0001\t宁波恒达\t陈晓\t销售一部\t乳胶漆\t10\t1,130.00\t300.00\t浙江\n"
)
"""用友 T+: tabs, GB18030."""

ORDERS: Rows = [
    ["销售订单编号", "客户名称", "下单日期", "销售订单金额(元)", "负责人", "负责人主属部门", "生命状态", "交货日期"],
    ["20260105-000012", "宁波恒达", "2026-01-05", "1,130.00", "陈晓", "销售一部", "正常", None],
    ["20260106-000001", "绍兴明远", "2026-01-06", "约113", "李默", "销售二部", "正常", "2026-02-01"],
]
CUSTOMERS: Rows = [
    ["客户名称", "客户级别", "一级行业", "成交状态", "负责人", "所在地区", "最后跟进时间", "备注"],
    ["宁波恒达", "A级", "涂料", "已成交", "陈晓", "宁波", "2026-01-20 10:30", None],
    ["温州新成", "重点客户", "建材", "未成交", "王芳", "温州", None, "介绍来的"],
]
"""纷享销客: orders and clients, owners called 负责人, an order date alone, numbers as texts."""


def imported(folder: Path, export: Export) -> Reading:
    path = folder / "new.xlsx"
    path.write_bytes(filled(export.rows, Lang.ZH, "small"))
    return read_book(path)


def text_file(folder: Path, text: str, encoding: str = "utf-8", name: str = "export.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def rules(export: Export) -> list[tuple[str, str]]:
    return [(each.rule.id, str(each.cell)) for each in export.problems]


def test_orders_of_a_crm_make_a_book_whose_sales_count_when_ordered(tmp_path: Path) -> None:
    export = read_export(written(tmp_path, {"销售订单": ORDERS}))
    assert export.rows["settings"] == ({"recognition": Recognition.ORDER},)
    assert imported(tmp_path, export).book.settings.recognition is Recognition.ORDER


def test_an_invoice_list_of_u8_fills_actuals_clients_and_reps(tmp_path: Path) -> None:
    export = read_export(written(tmp_path, {"Sheet1": U8}))
    assert rules(export) == [("unknown-column", "'[book.xlsx]Sheet1'!B3"), ("mixed-units", "'[book.xlsx]Sheet1'!M3")]
    assert export.problems[0].words["columns"] == "销售类型、存货编码、规格型号、无税单价、无税金额、税额"
    first = export.rows["actuals"][0]
    assert first == {
        "kind": ActualKind.SALE,
        "document": "0000000127",
        "day": date(2026, 1, 5),
        "client": "宁波恒达",
        "rep": "陈晓",
        "product": "乳胶漆（桶）",
        "quantity": Decimal(10),
        "sales": Decimal(1130),
    }
    assert export.rows["clients"] == (
        {"name": "宁波恒达", "rep": "陈晓", "code": "0102"},
        {"name": "绍兴明远", "rep": "李默", "code": "0103"},
    )
    assert export.rows["reps"] == (
        {"name": "陈晓", "team": "销售一部", "code": "007"},
        {"name": "李默", "team": "销售二部", "code": "008"},
    )
    control = export.controls["actuals"]
    assert (control.rows_found, control.rows_used, control.left_out) == (4, 3, (LeftOut("total-row", 1),))
    assert control.sums["sales"] == Decimal(1130)


def test_the_new_book_reads_as_the_export_does(tmp_path: Path) -> None:
    reading = imported(tmp_path, read_export(written(tmp_path, {"Sheet1": U8})))
    assert reading.problems == ()
    assert reading.recognised == ()
    actuals = reading.book.actuals
    assert actuals.money["sales"] == (113000, 11300, -11300)
    assert actuals.kinds == (ActualKind.SALE, ActualKind.SALE, ActualKind.RETURN)
    assert actuals.text("document", 0) == "0000000127"
    assert [(each.name, each.team, each.code) for each in reading.book.reps] == [
        ("陈晓", "销售一部", "007"),
        ("李默", "销售二部", "008"),
    ]
    assert [(each.name, each.code) for each in reading.book.clients] == [("宁波恒达", "0102"), ("绍兴明远", "0103")]


def test_cells_of_the_new_book_are_typed(tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    path.write_bytes(filled(read_export(text_file(tmp_path, K3, "utf-8-sig")).rows, Lang.ZH, "small"))
    sheet = load_workbook(path)["实绩"]
    headings = [cell.value for cell in sheet[2]]
    cells = {heading: (cell.value, cell.data_type) for heading, cell in zip(headings, sheet[3], strict=True)}
    assert cells["日期"] == (datetime(2026, 1, 5), "d")  # noqa: DTZ001 - a spreadsheet knows no time zone
    assert cells["销售额"] == (1130, "n")
    assert cells["单号"] == ("XSDD000001", "s")


def test_an_order_list_of_kingdee_is_read_with_its_forms(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path, K3, "gb18030"))
    assert rules(export) == [("unknown-column", "'export.csv'!G1"), ("mixed-units", "'export.csv'!I1")]
    assert export.problems[0].words["columns"] == "物料编码、含税单价、金额、税额、价税合计"
    assert [row["sales"] for row in export.rows["actuals"]] == [Decimal(1130), Decimal(113)]
    assert [row["due"] for row in export.rows["actuals"]] == [date(2026, 2, 1)] * 2
    assert [row["team"] for row in export.rows["reps"]] == ["销售一部", "销售二部"]


def test_a_tab_separated_export_of_t_plus_is_read(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path, T_PLUS, "gb18030", "明细.xls"))
    assert rules(export) == []
    assert export.rows["actuals"][0]["profit"] == Decimal(300)
    assert export.rows["clients"] == ({"name": "宁波恒达", "rep": "陈晓", "market": "浙江"},)


def test_orders_and_clients_of_a_crm_come_together(tmp_path: Path) -> None:
    export = read_export(written(tmp_path, {"订单": ORDERS, "客户": CUSTOMERS}))
    assert rules(export) == [
        ("date-stands-in", "'[book.xlsx]订单'!C1"),
        ("unknown-choice", "'[book.xlsx]客户'!B3"),
        ("unknown-choice", "'[book.xlsx]客户'!D3"),
    ]
    assert export.rows["actuals"][0]["day"] == date(2026, 1, 5)
    assert export.rows["actuals"][1]["sales"] == "约113"
    clients = {str(row["name"]): row for row in export.rows["clients"]}
    assert list(clients) == ["宁波恒达", "温州新成", "绍兴明远"]
    assert (clients["宁波恒达"]["grade"], clients["宁波恒达"]["stage"]) == (Grade.A, Stage.WON)
    assert clients["宁波恒达"]["last_contact"] == date(2026, 1, 20)
    assert clients["温州新成"]["note"] == "介绍来的；客户级别：重点客户；成交状态：未成交"
    assert [row["name"] for row in export.rows["reps"]] == ["陈晓", "李默", "王芳"]
    reading = imported(tmp_path, export)
    assert reading.problems == ()
    assert reading.book.actuals.money["sales"] == (113000, 11300)


def test_what_cannot_be_read_stays_as_it_is_and_is_named_in_both_books(tmp_path: Path) -> None:
    text = "单据日期,客户,金额\n1/2/2026,甲,100\n2026-01-05,乙,十几万\n,丙,5\n"
    export = read_export(text_file(tmp_path, text))
    assert rules(export) == [
        ("day-order", "'export.csv'!A2"),
        ("unreadable-amount", "'export.csv'!C3"),
        ("missing-value", "'export.csv'!A4"),
    ]
    assert export.rows["actuals"][0]["day"] == "1/2/2026"
    assert export.rows["actuals"][1]["sales"] == "十几万"
    reading = imported(tmp_path, export)
    assert [(each.rule.id, str(each.cell)) for each in reading.problems] == [
        ("day-order", "'实绩'!A3"),
        ("unreadable-amount", "'实绩'!D4"),
        ("missing-value", "'实绩'!A5"),
    ]


def test_an_export_without_tax_says_so_in_the_new_book(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path, "单据日期,客户,无税金额\n2026-01-05,甲,100\n"))
    assert imported(tmp_path, export).book.settings.tax_basis is TaxBasis.WITHOUT_TAX


def test_amounts_of_a_heading_with_a_unit_become_yuan(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path, "单据日期,客户,金额(万元)\n2026-01-05,甲,1.5\n"))
    assert export.rows["actuals"][0]["sales"] == Decimal(15000)


def test_a_client_of_two_reps_gets_neither(tmp_path: Path) -> None:
    text = "日期,客户,业务员,金额\n2026-01-05,甲,张三,1\n2026-01-06, 甲 ,李四,1\n"
    assert read_export(text_file(tmp_path, text)).rows["clients"] == ({"name": "甲"},)


def test_two_reps_of_one_name_and_two_codes_stay_two(tmp_path: Path) -> None:
    text = (
        "日期,业务员编码,业务员,部门,金额\n2026-01-05,007,张三,一部,1\n2026-01-06,008,张三,二部,2\n2026-01-06,009,李四,二部,2\n"
    )
    export = read_export(text_file(tmp_path, text))
    assert [row["rep"] for row in export.rows["actuals"]] == ["张三(007)", "张三(008)", "李四"]
    assert export.rows["reps"] == (
        {"name": "张三", "team": "一部", "code": "007"},
        {"name": "张三", "team": "二部", "code": "008"},
        {"name": "李四", "team": "二部", "code": "009"},
    )
    assert imported(tmp_path, export).problems == ()


def test_two_clients_of_one_name_and_two_codes_stay_two(tmp_path: Path) -> None:
    text = "日期,客户编码,客户,金额\n2026-01-05,001,甲公司,1\n2026-01-06,002,甲公司,2\n2026-01-07,001,甲公司,3\n"
    export = read_export(text_file(tmp_path, text))
    assert [row["client"] for row in export.rows["actuals"]] == ["甲公司(001)", "甲公司(002)", "甲公司(001)"]
    assert [(row["name"], row["code"]) for row in export.rows["clients"]] == [("甲公司(001)", "001"), ("甲公司(002)", "002")]
    assert imported(tmp_path, export).problems == ()


def test_cash_paid_by_acceptances_is_one(tmp_path: Path) -> None:
    text = "单据日期,客户,结算方式,收款金额\n2026-01-05,甲,银行承兑汇票,1\n2026-01-06,甲,电汇,2\n"
    export = read_export(text_file(tmp_path, text))
    assert [row.get("kind") for row in export.rows["actuals"]] == [ActualKind.ACCEPTANCE, None]
    kinds = imported(tmp_path, export).book.actuals.kinds
    assert list(kinds) == [ActualKind.ACCEPTANCE, ActualKind.COLLECTION]
    rows: Rows = [["日期", "客户", "回款", "结算方式"], ["2026-01-05", "甲", 1, "商业承兑"], ["2026-01-06", "甲", 2, "现金"]]
    assert list(reading(tmp_path, {"实绩": rows}).book.actuals.kinds) == [ActualKind.ACCEPTANCE, ActualKind.COLLECTION]


def test_text_that_begins_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path, "日期,客户,金额\n2026-01-05,=cmd()|'/c calc'!A1,1\n"))
    path = tmp_path / "new.xlsx"
    path.write_bytes(filled(export.rows, Lang.ZH, "small"))
    cell = load_workbook(path)["实绩"]["C3"]
    assert (cell.value, cell.data_type) == ("=cmd()|'/c calc'!A1", "s")
    assert read_book(path).problems == ()


def test_what_no_workbook_can_hold_is_replaced(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path, f"日期,客户,金额,备注\n2026-01-05,甲\uffff乙,1,{'长' * 40000}\n"))
    actuals = imported(tmp_path, export).book.actuals
    assert actuals.text("client", 0) == "甲\ufffd乙"
    assert len(actuals.text("note", 0)) == 32767


def test_two_sheets_of_one_kind_are_not_guessed_between(tmp_path: Path) -> None:
    export = read_export(written(tmp_path, {"一月": U8, "二月": U8, "客户": CUSTOMERS}))
    assert ("ambiguous-sheets", "'[book.xlsx]一月'") in rules(export)
    assert "actuals" not in export.rows


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "日期,客户\n2026-01-05,甲\n", "单据日期,金额\n"])
def test_an_export_of_nothing_we_know_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError) as refused:
        read_export(text_file(tmp_path, text))
    assert refused.value.rule == "unknown-export"
    assert "export.csv" in refused.value.message.en


@pytest.mark.parametrize(
    ("headings", "cell"),
    [("日期,客户,收款金额,实收金额", "D1"), ("日期,客户,销售额（万元）,销售额（元）", "D1")],
)
def test_a_table_refused_for_its_headings_is_told_so_at_the_cell(headings: str, cell: str, tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError) as refused:
        read_export(text_file(tmp_path, f"{headings}\n2026-03-31,甲公司,1,2\n"))
    assert refused.value.rule == "repeated-heading"
    assert f"'export.csv'!{cell}：" in refused.value.message.zh


def test_amounts_in_another_currency_keep_it_and_are_told(tmp_path: Path) -> None:
    text = "日期,客户,币种,金额,回款金额\n2026-01-05,甲,CNY,100,1\n2026-01-06,乙,USD,500,50\n2026-01-07,丙,人民币,US$7,2\n"
    export = read_export(text_file(tmp_path, text))
    assert rules(export) == [("row-currency", "'export.csv'!C3"), ("unreadable-amount", "'export.csv'!D4")]
    assert [row["sales"] for row in export.rows["actuals"]] == [Decimal(100), "500 USD", "US$7"]
    assert export.controls["actuals"].sums == {"sales": Decimal(100), "collections": Decimal(3)}
    told = [(each.rule.id, str(each.cell)) for each in imported(tmp_path, export).problems]
    assert told == [("unreadable-amount", "'实绩'!D4"), ("unreadable-amount", "'实绩'!E4"), ("unreadable-amount", "'实绩'!D5")]


@pytest.mark.parametrize(
    ("heading", "rule", "kept"),
    [("金额（USD）", "heading-currency", "100 USD"), ("金额（担）", "heading-unit", "100 担")],
)
def test_a_column_that_is_refused_keeps_its_words_in_the_new_book(heading: str, rule: str, kept: str, tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path, f"日期,客户,{heading},回款金额\n2026-01-05,甲,100,7\n2026-01-05,甲,,7\n"))
    assert rules(export) == [(rule, "'export.csv'!C1")]
    assert [row.get("sales") for row in export.rows["actuals"]] == [kept, None]
    reading = imported(tmp_path, export)
    assert [(each.rule.id, str(each.cell)) for each in reading.problems] == [("unreadable-amount", "'实绩'!D3")]


def test_a_deal_of_two_makes_two_people_and_no_third(tmp_path: Path) -> None:
    rows = ("2026-01-05,甲,张三,一部,1", "2026-01-06,乙,李四/张三,二部,4", "2026-01-06,丙,张三60%王五40%,,5")
    text = "\n".join(("日期,客户,业务员,部门,金额", *rows))
    export = read_export(text_file(tmp_path, text))
    assert export.rows["reps"] == ({"name": "张三", "team": "一部"}, {"name": "李四"}, {"name": "王五"})
    assert export.rows["clients"] == ({"name": "甲", "rep": "张三"}, {"name": "乙"}, {"name": "丙"})
    actuals = imported(tmp_path, export).book.actuals
    assert [(actuals.text("rep", entry), actuals.money["sales"][entry]) for entry in range(5)] == [
        *(("张三", 100), ("李四", 200), ("张三", 200), ("张三", 300), ("王五", 200))
    ]


def test_a_deal_that_is_not_clear_makes_nobody_and_is_told_in_both(tmp_path: Path) -> None:
    text = "日期,客户,业务员,金额\n2026-01-05,甲,张三,1\n2026-01-06,乙,张三和小李,4\n2026-01-06,乙,待定,4\n"
    export = read_export(text_file(tmp_path, text))
    assert ("rep-shares", "'export.csv'!C3") in rules(export)
    assert export.rows["reps"] == ({"name": "张三"},)
    assert ("rep-shares", "'实绩'!B4") in [(each.rule.id, str(each.cell)) for each in imported(tmp_path, export).problems]


def test_every_sheet_and_column_that_is_not_taken_is_named(tmp_path: Path) -> None:
    sales: Rows = [["日期", "客户", "业务员", "归属部门", "行业", "金额"], ["2026-01-05", "甲", "张三", "一部", "涂料", 1]]
    sheets = {"明细": sales, "门店": [["门店", "面积"], ["一店", 30]], "分析": [["a"], [1]], "空": [[]]}
    export = read_export(written(tmp_path, sheets))
    assert [(each.rule.id, *each.words.values()) for each in export.problems] == [
        ("unknown-column", "行业"),
        ("other-sheet", "[book.xlsx]门店、[book.xlsx]分析"),
    ]
    assert export.rows["reps"] == ({"name": "张三", "team": "一部"},)


def test_the_sums_of_the_export_are_those_of_the_new_book(tmp_path: Path) -> None:
    export = read_export(written(tmp_path, {"Sheet1": U8}))
    sums = carried(export, imported(tmp_path, export).book)
    assert [(each.column.zh, each.exported, each.written, each.difference) for each in sums] == [
        ("销售额", Decimal(1130), Decimal(1130), Decimal(0))
    ]


def test_hidden_rows_of_an_export_are_told(tmp_path: Path) -> None:
    path = written(
        tmp_path, {"Sheet1": [["日期", "客户", "金额"], ["2026-01-05", "甲", 1], ["2026-01-06", "乙", 2], ["合计", None, 4]]}
    )
    book = load_workbook(path)
    book["Sheet1"].row_dimensions[3].hidden = True
    book.save(path)
    assert rules(read_export(path)) == [
        ("hidden-rows", "'[book.xlsx]Sheet1'!C3"),
    ]


SAP = (
    "Billing Date,Billing Document,Sold-to party,Material,Billed Quantity,Sales unit,Net Value,Doc. Currency,Sales Employee\n"
    '2026-01-05,90000001,Alpha,Paint,10,EA,"1,234.50",CNY,Zhang\n'
    "2026-01-06,90000002,Alpha,Paint,2-,EA,226.00-,CNY,Zhang\n"
)
"""SAP: minus signs behind the numbers, amounts without tax."""


def test_a_billing_list_of_sap_is_read_with_its_minus_signs_behind(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path, SAP, "utf-8-sig"))
    assert [row["sales"] for row in export.rows["actuals"]] == [Decimal("1234.5"), Decimal(-226)]
    assert [row["quantity"] for row in export.rows["actuals"]] == [Decimal(10), Decimal(-2)]
    assert [row["document"] for row in export.rows["actuals"]] == ["90000001", "90000002"]
    assert export.rows["settings"] == ({"tax_basis": TaxBasis.WITHOUT_TAX},)


def test_a_row_marked_as_deleted_is_left_out(tmp_path: Path) -> None:
    text = "日期,业务员,金额,删除标志\n2026-01-05,张三,300,0\n2026-01-06,张三,50,1\n"
    assert [row["sales"] for row in read_export(text_file(tmp_path, text, "utf-8-sig")).rows["actuals"]] == [300]
