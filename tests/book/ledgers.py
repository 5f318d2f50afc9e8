"""Ledgers as 用友 and 金蝶 export them, made by code: one month of four vouchers in the shape of each program's form.

The month: a sale to 甲公司 of 1,130.00 with tax (记-0001, three lines), 500.00 received from it (记-0002), a sale to 乙公司 of
226.00 taken back in red (记-0003), and the closing of income to profit (转-0009).
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl

Row = Sequence[object]
JAN = tuple(date(2026, 1, day) for day in range(1, 32))
"""The days of the month; `JAN[4]` is the fifth."""

RECEIVABLES = {
    "days": ["2026-01-05", "2026-01-09", "2026-01-12"],
    "debits": [113_000, None, -22_600],
    "credits": [None, 50_000, None],
}
"""What 应收账款 has of the month, in fen."""


def workbook(path: Path, sheets: dict[str, Sequence[Row]], merges: Sequence[str] = ()) -> Path:
    """A workbook of such sheets; `merges` are ranges of the first."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    for span in merges:
        book.worksheets[0].merge_cells(span)
    book.save(path)
    return path


def text(path: Path, rows: Sequence[Row], encoding: str = "gb18030") -> Path:
    """A CSV as such a program writes it."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return path


def u8_journal() -> list[Row]:
    """用友 U8 序时账: one amount, and its side in words."""
    return [
        ("序时账",),
        ("单位：某某贸易有限公司", None, None, None, "2026.01-2026.01"),
        ("日期", "凭证号数", "科目编码", "科目名称", "摘要", "方向", "数量", "外币", "金额"),
        ("2026.01.05", "记-0001", "1122", "应收账款", "*销售 XS20260001_甲公司", "借", None, None, 1130),
        ("2026.01.05", "记-0001", "6001", "主营业务收入", "*销售 XS20260001", "贷", None, None, 1000),
        ("2026.01.05", "记-0001", "22210102", "销项税额", "*销售 XS20260001", "贷", None, None, 130),
        ("2026.01.09", "记-0002", "1002", "银行存款", "*收货款", "借", None, None, 500),
        ("2026.01.09", "记-0002", "1122", "应收账款", "*收货款_甲公司", "贷", None, None, 500),
        ("2026.01.12", "记-0003", "1122", "应收账款", "*红冲 XS20260002_乙公司", "借", None, None, -226),
        ("2026.01.12", "记-0003", "6001", "主营业务收入", "*红冲 XS20260002", "贷", None, None, -200),
        ("2026.01.12", "记-0003", "22210102", "销项税额", "*红冲 XS20260002", "贷", None, None, -26),
        ("2026.01.31", "转-0009", "6001", "主营业务收入", "期间损益结转", "借", None, None, 800),
        ("2026.01.31", "转-0009", "4103", "本年利润", "期间损益结转", "贷", None, None, 800),
        (None, None, None, None, "合计", "借", None, None, 2204),
        (None, None, None, None, "合计", "贷", None, None, 2204),
    ]


def t_plus_journal() -> list[Row]:
    """用友 T+ 序时账: date and voucher stand in a voucher's first line alone."""
    return [
        ("某某贸易有限公司",),
        ("期间：2026.01",),
        ("日期", "凭证字号", "摘要", "科目编码", "科目名称", "辅助项", "借方金额", "贷方金额"),
        (JAN[4], "记-0001", "销售 XS20260001", "1122", "应收账款", "甲公司", 1130, None),
        (None, None, "销售 XS20260001", "6001", "主营业务收入", None, None, 1000),
        (None, None, "销售 XS20260001", "22210102", "销项税额", None, None, 130),
        (JAN[8], "记-0002", "收货款", "1002", "银行存款", None, 500, None),
        (None, None, "收货款", "1122", "应收账款", "甲公司", None, 500),
        (JAN[11], "记-0003", "红冲 XS20260002", "1122", "应收账款", "乙公司", -226, None),
        (None, None, "红冲 XS20260002", "6001", "主营业务收入", None, None, -200),
        (None, None, "红冲 XS20260002", "22210102", "销项税额", None, None, -26),
        (JAN[30], "转-0009", "结转本期损益", "6001", "主营业务收入", None, 800, None),
        (None, None, None, "4103", "本年利润", None, None, 800),
        ("本月合计", None, None, None, None, None, 2204, 2204),
        ("本年累计", None, None, None, None, None, 2204, 2204),
    ]


def kis_journal() -> list[Row]:
    """金蝶 KIS 会计分录序时簿: codes with dots, leaf names, the line's number, amounts in the original currency beside."""
    head = (
        "日期",
        "会计期间",
        "凭证字号",
        "分录号",
        "摘要",
        "科目代码",
        "科目名称",
        "币别",
        "原币金额",
        "借方",
        "贷方",
        "制单人",
    )
    return [
        ("会计分录序时簿",),
        head,
        (JAN[4], 1, "记 - 1", 1, "销售 XS20260001", "1122.01", "甲公司", "人民币", 1130, 1130, 0, "李会计"),
        (JAN[4], 1, "记 - 1", 2, "销售 XS20260001", "6001.01", "内销", "人民币", 1000, 0, 1000, "李会计"),
        (JAN[4], 1, "记 - 1", 3, "销售 XS20260001", "2221.01.05", "销项税额", "人民币", 130, 0, 130, "李会计"),
        (JAN[8], 1, "记 - 2", 1, "收货款", "1002.01", "工行", "人民币", 500, 500, 0, "李会计"),
        (JAN[8], 1, "记 - 2", 2, "收货款", "1122.01", "甲公司", "人民币", 500, 0, 500, "李会计"),
        (JAN[11], 1, "记 - 3", 1, "红冲 XS20260002", "1122.02", "乙公司", "人民币", -226, -226, 0, "李会计"),
        (JAN[11], 1, "记 - 3", 2, "红冲 XS20260002", "6001.01", "内销", "人民币", -200, 0, -200, "李会计"),
        (JAN[11], 1, "记 - 3", 3, "红冲 XS20260002", "2221.01.05", "销项税额", "人民币", -26, 0, -26, "李会计"),
        (JAN[30], 1, "转 - 9", 1, "月末结账", "6001.01", "内销", "人民币", 800, 800, 0, "李会计"),
        (JAN[30], 1, "转 - 9", 2, "月末结账", "4103", "本年利润", "人民币", 800, 0, 800, "李会计"),
        (None, None, None, None, None, None, "合计：", None, None, 2204, 2204, None),
    ]


def cloud_entries() -> list[Row]:
    """金蝶云星空: word and number of the voucher apart, the client in 核算维度 with its code, text numbers."""
    head = (
        "日期",
        "会计年度",
        "期间",
        "凭证字",
        "凭证号",
        "摘要",
        "科目编码",
        "科目全名",
        "核算维度",
        "币别",
        "借方金额",
        "贷方金额",
    )
    client = ("客户:C001/甲公司", "客户:C002/乙公司")
    return [
        head,
        ("2026/1/5", 2026, 1, "记", 1, "销售 XS20260001", "1122", "应收账款", client[0], "人民币", "1,130.00", None),
        ("2026/1/5", 2026, 1, "记", 1, "销售 XS20260001", "6001", "主营业务收入", None, "人民币", None, "1,000.00"),
        ("2026/1/5", 2026, 1, "记", 1, "销售 XS20260001", "2221", "应交税费", None, "人民币", None, "130.00"),
        ("2026/1/9", 2026, 1, "记", 2, "收货款", "1002", "银行存款", None, "人民币", "500.00", None),
        ("2026/1/9", 2026, 1, "记", 2, "收货款", "1122", "应收账款", client[0], "人民币", None, "500.00"),
        ("2026/1/12", 2026, 1, "记", 3, "红冲 XS20260002", "1122", "应收账款", client[1], "人民币", "(226.00)", None),
        ("2026/1/12", 2026, 1, "记", 3, "红冲 XS20260002", "6001", "主营业务收入", None, "人民币", None, "(200.00)"),
        ("2026/1/12", 2026, 1, "记", 3, "红冲 XS20260002", "2221", "应交税费", None, "人民币", None, "(26.00)"),
        ("2026/1/31", 2026, 1, "转", 9, "结转本期损益", "6001", "主营业务收入", None, "人民币", "800.00", None),
        ("2026/1/31", 2026, 1, "转", 9, "结转本期损益", "4103", "本年利润", None, "人民币", None, "800.00"),
    ]


def u8_account() -> list[Row]:
    """用友 U8 明细账 of one account: the year over month and day, opening balance, red entries, totals, running balance."""
    return [
        ("应收账款明细账",),
        ("科目：1122 应收账款", None, None, None, None, None, None, "月份：2026.01-2026.01"),
        ("2026年", None, "凭证号数", "摘要", "借方", "贷方", "方向", "余额"),
        ("月", "日", None, None, None, None, None, None),
        (None, None, None, "上年结转", None, None, "借", "2,000.00"),
        ("01", "05", "记-0001", "销售 XS20260001_甲公司", "1,130.00", None, "借", "3,130.00"),
        ("01", "09", "记-0002", "收货款_甲公司", None, "500.00", "借", "2,630.00"),
        ("01", "12", "记-0003", "红冲 XS20260002_乙公司", "-226.00", None, "借", "2,404.00"),
        ("01", None, None, "当前合计", "904.00", "500.00", "借", "2,404.00"),
        ("01", None, None, "当前累计", "904.00", "500.00", "借", "2,404.00"),
        (None, None, None, "结转下年", None, None, "借", "2,404.00"),
    ]


def stacked_accounts() -> list[Row]:
    """三栏明细账 of several clients one below the other on pages: the account's line and the headings come again."""
    head = ("日期", "凭证字号", "摘要", "借方", "贷方", "方向", "余额")
    return [
        ("某某贸易有限公司",),
        ("科目：1122.01 应收账款-甲公司",),
        head,
        (None, None, "期初余额", None, None, "借", 1500),
        (JAN[4], "记-0001", "销售 XS20260001", 1130, None, "借", 2630),
        (None, None, "过次页", 1130, None, "借", 2630),
        ("第 1 页 共 2 页",),
        head,
        (None, None, "承前页", 1130, None, "借", 2630),
        (JAN[8], "记-0002", "收货款", None, 500, "借", 2130),
        (None, None, "本月合计", 1130, 500, "借", 2130),
        ("科目：1122.02 应收账款-乙公司",),
        head,
        (None, None, "期初余额", None, None, "借", 500),
        (JAN[11], "记-0003", "红冲 XS20260002", -226, None, "借", 274),
        (None, None, "本月合计", -226, None, "借", 274),
        ("制表：李会计", None, None, "打印日期：2026-02-01"),
    ]


def quantity_account() -> list[Row]:
    """数量金额式明细账: 借方 and 贷方 stand over quantity, price and money."""
    return [
        ("应收账款明细账（数量金额式）",),
        ("科目：1122 应收账款",),
        ("日期", "凭证字号", "摘要", "借方", None, None, "贷方", None, None, "余额"),
        (None, None, None, "数量", "单价", "金额", "数量", "单价", "金额", "金额"),
        (JAN[4], "记-0001", "销售 XS20260001", 10, 113, 1130, None, None, None, 1130),
        (JAN[8], "记-0002", "收货款", None, None, None, None, None, 500, 630),
        (JAN[11], "记-0003", "红冲 XS20260002", -2, 113, -226, None, None, None, 404),
    ]


def foreign_account() -> list[Row]:
    """外币金额式: 原币 and 本位币 each with both sides."""
    return [
        ("科目：1122 应收账款",),
        ("日期", "凭证字号", "摘要", "原币", None, "本位币", None),
        (None, None, None, "借方", "贷方", "借方", "贷方"),
        (JAN[4], "记-0001", "销售 XS20260001", 161.43, None, 1130, None),
        (JAN[8], "记-0002", "收货款", None, 71.43, None, 500),
        (JAN[11], "记-0003", "红冲 XS20260002", -32.29, None, -226, None),
    ]


def named_accounts() -> list[Row]:
    """A journal without codes: an account by its name and its sub-account's, amounts in 万元, month and day alone."""
    return [
        ("某某贸易有限公司 2026年度 序时账", None, None, None, None, "单位：万元"),
        ("日期", "凭证", "摘要", "科目", "借方", "贷方"),
        ("01-05", "记1", "销售 XS20260001", "应收账款-甲公司", 0.113, None),
        ("01-05", "记1", "销售 XS20260001", "主营业务收入", None, 0.1),
        ("1月9日", "记2", "收货款", "应收账款-甲公司", None, 0.05),
        ("1.12", "记3", "红冲 XS20260002", "应收账款-乙公司", -0.0226, None),
    ]


def many_columns() -> list[Row]:
    """多栏账: 借方 stands over a column a client, and none of them is the whole."""
    return [
        ("应收账款多栏明细账",),
        ("日期", "凭证字号", "摘要", "借方", None, "贷方", "余额"),
        (None, None, None, "甲公司", "乙公司", None, None),
        (JAN[4], "记-0001", "销售", 1130, None, None, 1130),
        (JAN[11], "记-0003", "红冲", None, -226, None, 904),
    ]
