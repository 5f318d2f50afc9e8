"""What cells say besides their value: dashes, dates where names belong, codes of somebody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from tests.book.written import Rows, written
from tests.rules import SOUND, trial
from xlsummary import catalogue as rules
from xlsummary import catalogue_values

HEAD = ["日期", "人员", "客户编码", "客户", "销售额", "回款"]


def sold(*rows: list[object]) -> dict[str, Rows]:
    return {
        "实绩": [HEAD, *rows, ["2026-03-31", "张三", None, "甲公司", 1, None]],
        "客户": [["客户", "编号"], ["甲公司", "001"], ["乙公司", "1"]],
    }


trial(
    rules.DASH_AS_BLANK,
    "'实绩'!F2",
    breaks=sold(["2026-03-30", "张三", None, "甲公司", 100, "-"], ["2026-03-30", "张三", None, "甲公司", 200, "—"]),
    holds=sold(["2026-03-30", "张三", None, "甲公司", 100, None], ["2026-03-30", "张三", None, "甲公司", 200, " "]),
)
trial(
    rules.DATE_FOR_NAME,
    "'实绩'!C2",
    breaks=sold(["2026-03-30", "张三", date(2026, 1, 2), "甲公司", 100, None]),
    holds=sold(["2026-03-30", "张三", "1-2", "甲公司", 100, None]),
)
trial(
    rules.DATE_FOR_NAME,
    "'人员'!A2",
    breaks={"人员": [["姓名", "团队"], [date(2026, 1, 2), "一组"], ["张三", "一组"]]},
    holds={"人员": [["姓名", "团队"], ["1-2", "一组"], ["张三", "一组"]]},
)
trial(
    rules.CODE_DIFFERS,
    "'实绩'!C2",
    breaks=sold(["2026-03-30", "张三", "1", "甲公司", 100, None], ["2026-03-31", "张三", 1, "甲公司", 100, None]),
    holds=sold(["2026-03-30", "张三", "1", "乙公司", 100, None], ["2026-03-31", "张三", "009", "甲公司", 100, None]),
)
trial(
    rules.SEVERAL_CODES,
    "'实绩'!C3",
    breaks=sold(["2026-03-30", "张三", "007", "甲公司", 100, None], ["2026-03-31", "张三", "008", "甲公司", 100, None]),
    holds=sold(["2026-03-30", "张三", "007", "甲公司", 100, None], ["2026-03-31", "张三", "-", "甲公司", 100, None]),
)
trial(
    rules.CODE_OF_SEVERAL,
    "'实绩'!C3",
    breaks=sold(["2026-03-30", "张三", "007", "甲公司", 100, None], ["2026-03-31", "张三", "007", "乙公司", 100, None]),
    holds=sold(["2026-03-30", "张三", "007", "甲公司", 100, None], ["2026-03-31", "张三", "008", "乙公司", 100, None]),
)
trial(
    catalogue_values.DATE_NEEDS_YEAR,
    "'实绩'!A2",
    breaks=sold(["3月5日", "张三", None, "甲公司", 100, None]),
    holds=sold(["2026年3月5日", "张三", None, "甲公司", 100, None]),
)
trial(
    catalogue_values.OTHER_MEASURE_WORD,
    "'客户'!B2",
    breaks={"客户": [["客户", "账期"], ["甲公司", "1个月"]]},
    holds={"客户": [["客户", "账期"], ["甲公司", "月结30天"]]},
)
trial(
    catalogue_values.PERCENT_UNCLEAR,
    "'市场'!B2",
    breaks={"市场": [["市场", "市占率（%）"], ["华东", 0.35]]},
    holds={"市场": [["市场", "市占率（%）"], ["华东", 35]]},
)


def formatted(code: str, heading: str = "销售额") -> Callable[[Path], Path]:
    """The sound book with the sales of its row in a number format."""

    def write(folder: Path) -> Path:
        path = written(folder, SOUND)
        book = load_workbook(path)
        book["实绩"]["C1"] = heading
        book["实绩"]["C2"].number_format = code
        book.save(path)
        return path

    return write


trial(catalogue_values.FORMAT_UNIT, "'实绩'!C2", breaks=formatted('0.00"万元"'), holds=formatted('0!.0,"万元"'))
trial(catalogue_values.FORMAT_SMALLER, "'实绩'!C2", breaks=formatted("0!.0,"), holds=formatted('0!.0,"万"'))
trial(
    catalogue_values.FORMAT_SCALE,
    "'实绩'!C2",
    breaks=formatted("#,##0,", "销售额（万元）"),
    holds=formatted("0!.0,", "销售额（万元）"),
    beside=[catalogue_values.FORMAT_UNIT],
)
trial(catalogue_values.FORMAT_SIGN, "'实绩'!C2", breaks=formatted("-0"), holds=formatted("0;-0"))
trial(catalogue_values.FORMAT_WORDS, "'实绩'!C2", breaks=formatted('0"E"'), holds=formatted('0"元整"'))
trial(rules.UNREADABLE_AMOUNT, "'实绩'!C2", breaks=formatted("0%"), holds=formatted("0.00"))
