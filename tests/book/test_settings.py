from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.book.written import reading, told
from xlsummary.book.schema import SETTING_LIST
from xlsummary.model import Kind, Lang, Level, Phasing, Settings, TaxBasis, WeekStart
from xlsummary.periods import months_from

TARGETS = [["期间", "目标值"], [2026, 1]]

READ: tuple[tuple[str, object, str, object], ...] = (
    ("公司", "德行公司", "company", "德行公司"),
    ("Company", "Virtue Ltd", "company", "Virtue Ltd"),
    ("公司", "待补", "company", None),
    ("报告期", 2025, "report_period", months_from(2025, 1, 12)),
    ("计划期", "2026H1", "plan_period", months_from(2026, 1, 6)),
    ("总结类型", "部门总结", "kind", Kind.TEAM),
    ("Kind", "Overview", "kind", Kind.OVERVIEW),
    ("财年首月", "4月", "year_start", 4),
    ("金额单位", "万元", "amount_unit", Decimal(10000)),
    ("币种", "人民币", "currency", "CNY"),
    ("币种", "usd", "currency", "USD"),
    ("含税", "不含税", "tax_basis", TaxBasis.WITHOUT_TAX),
    ("税率", 0.13, "tax_rate", Decimal("0.13")),
    ("税率", "9%", "tax_rate", Decimal("0.09")),
    ("税率", 6, "tax_rate", Decimal("0.06")),
    ("取整单位", 0.01, "rounding_unit", Decimal("0.01")),
    ("取整单位", "100元", "rounding_unit", Decimal(100)),
    ("分解路径", "公司>团队>人员", "path", (Level.COMPANY, Level.TEAM, Level.REP)),
    ("Path", "Market > Rep", "path", (Level.COMPANY, Level.MARKET, Level.REP)),
    ("分解路径", "公司>市场>团队>人员>产品", "path", (Level.COMPANY, Level.MARKET, Level.TEAM, Level.REP, Level.PRODUCT)),
    ("国家", "hk", "country", "HK"),
    ("月度分解", "人力", "phasing", Phasing.HEADCOUNT),
    ("承兑计入回款", "否", "acceptance_counts", False),
    ("目标责任书", True, "letters", True),
    ("默认回访周期", "A 10，B20天", "visit_cycles", {"A": 10, "B": 20, "C": 60}),
    ("单价同比", "-10%", "price_growth", Decimal("-0.1")),
    ("销售额同比", -0.12, "sales_growth", Decimal("-0.12")),
    ("回款率同比", "3个百分点", "rate_change", Decimal("0.03")),
    ("对账容差", "1,000", "tolerance", Decimal(1000)),
    ("国家", "中国", "country", "CN"),
    ("每周首日", "周日", "week_start", WeekStart.SUNDAY),
    ("语言", "en", "lang", Lang.EN),
)

REFUSED: tuple[tuple[str, object, str], ...] = (
    ("报告期", "哪年", "unreadable-period"),
    ("截止日", "1/2/2026", "day-order"),
    ("总结类型", "散文", "unreadable-setting"),
    ("财年首月", 13, "unreadable-setting"),
    ("金额单位", "斤", "unreadable-setting"),
    ("币种", "¤", "unreadable-setting"),
    ("税率", "14%", "unreadable-setting"),
    ("取整单位", 7, "unreadable-setting"),
    ("币种", "ABC", "unreadable-setting"),
    ("币种", "XXX", "unreadable-setting"),
    ("国家", "ZZ", "unreadable-setting"),
    ("分解路径", "公司>团队>团队", "unreadable-setting"),
    ("分解路径", "人员>团队", "unreadable-setting"),
    ("分解路径", "公司>客户>人员", "unreadable-setting"),
    ("期初日", "待定", "placeholder"),
    ("币种", "待补", "placeholder"),
    ("分解路径", "团队>公司", "unreadable-setting"),
    ("默认回访周期", "每月", "unreadable-setting"),
    ("单价同比", 12, "unreadable-setting"),
    ("对账容差", -1, "unreadable-setting"),
    ("承兑计入回款", "也许", "unreadable-setting"),
)


@pytest.mark.parametrize(("key", "value", "name", "expected"), READ)
def test_a_setting_reads_in_its_own_way(tmp_path: Path, key: str, value: object, name: str, expected: object) -> None:
    read = reading(tmp_path, {"目标": TARGETS, "设置": [["项目", "值"], [key, value]]})
    assert told(read) == []
    assert getattr(read.book.settings, name) == expected
    assert (name in read.book.settings.cells) == (expected is not None)


@pytest.mark.parametrize(("key", "value", "rule"), REFUSED)
def test_a_setting_that_cannot_be_used_is_named_at_its_cell(tmp_path: Path, key: str, value: object, rule: str) -> None:
    read = reading(tmp_path, {"目标": TARGETS, "设置": [["项目", "值"], [key, value]]}, at="B2")
    assert told(read) == [(rule, "'设置'!C3")]


def test_a_blank_setting_is_its_default(tmp_path: Path) -> None:
    rows = [["项目", "值"], *([setting.heading.zh, None] for setting in SETTING_LIST)]
    assert reading(tmp_path, {"目标": TARGETS, "设置": rows}).book.settings == Settings()


def test_an_unknown_setting_is_a_warning_and_a_repeated_one_an_error_naming_both(tmp_path: Path) -> None:
    rows = [["项目", "值"], ["天气", "晴"], ["公司", "甲"], ["Company", "乙"]]
    read = reading(tmp_path, {"目标": TARGETS, "设置": rows})
    assert told(read) == [("unknown-setting", "'设置'!A2"), ("repeated-setting", "'设置'!A4")]
    assert read.problems[1].words["other"] == "A3"


def test_the_financial_year_shifts_the_periods_of_the_whole_book(tmp_path: Path) -> None:
    rows = [["项目", "值"], ["报告期", 2026], ["财年首月", 4]]
    book = reading(tmp_path, {"目标": TARGETS, "设置": rows}).book
    assert book.settings.report_period == months_from(2026, 4, 12)
    assert book.targets[0].period == months_from(2026, 4, 12)


def test_the_language_is_that_of_the_headings_unless_set(tmp_path: Path) -> None:
    english = {"Targets": [["Period", "Target"], [2026, 1]]}
    assert reading(tmp_path, english).book.lang is Lang.EN
    assert reading(tmp_path, {**english, "Settings": [["Key", "Value"], ["语言", "zh"]]}).book.lang is Lang.ZH
