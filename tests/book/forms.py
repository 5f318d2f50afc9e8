"""The forms a cell may take, listed once: README shows them, test_forms reads each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from xlsummary import catalogue, catalogue_values
from xlsummary.book.measure_words import COUNTED
from xlsummary.book.period_values import Era
from xlsummary.book.values import (
    CellValue,
    Customs,
    Read,
    read_amount,
    read_code,
    read_count,
    read_day,
    read_period,
    read_ratio,
    shown,
)
from xlsummary.model import Amount, Bound, Lang, Period, Text
from xlsummary.periods import key_of, months_from
from xlsummary.problems import Rule, Severity


class Field(Enum):
    """What a column holds."""

    AMOUNT = "amount"
    IN_TEN_THOUSANDS = "in-ten-thousands"
    COUNT = "count"
    DAYS = "days"
    RATIO = "ratio"
    DAY = "day"
    PERIOD = "period"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Form:
    """Cells that all give one value, or none; `rules` are told of each. `becomes` is '' where nothing is read."""

    field: Field
    cells: Sequence[CellValue]
    becomes: str = ""
    rules: tuple[Rule, ...] = ()


_A, _W, _C, _T, _R, _D, _P, _N = Field
_TEXT = (catalogue.NUMBER_AS_TEXT,)
_NO_AMOUNT, _NO_NUMBER = (catalogue.UNREADABLE_AMOUNT,), (catalogue.UNREADABLE_NUMBER,)
_NO_DAY, _NO_PERIOD = (catalogue.UNREADABLE_DATE,), (catalogue.UNREADABLE_PERIOD,)
_LATER, _DASH = (catalogue.PLACEHOLDER,), (catalogue.DASH_AS_BLANK,)

FORMS: tuple[Form, ...] = (
    Form(_A, (15000000.0, "1500万", "1500 万元", "0.15亿", "一千五百万", "壹仟伍佰万元整"), "15000000"),
    Form(_A, ("15,000,000", "１５００００００", "￥15,000,000.00", "15 000 000", "1.5E+07"), "15000000", _TEXT),
    Form(_A, ("1亿2000万", "一亿二千万"), "120000000"),
    Form(_A, ("人民币1500", "1,500元"), "1500"),
    Form(_A, (-1234.0, "负1234"), "-1234"),
    Form(_A, ("(1,234)", "1,234-", "−1234", "-￥1,234"), "-1234", _TEXT),
    Form(_A, ("110多万", "超过110万", "110万以上"), "≥ 1100000"),
    Form(_A, ("约110万", "110万左右"), "≈ 1100000"),
    Form(_A, ("近110万", "不到110万"), "≤ 1100000"),
    Form(_A, (2.345, 2.3451), "2.35", (catalogue.FINER_THAN_FEN,)),
    Form(_A, (" ", "　")),
    Form(_A, ("-", "—", "/"), "", _DASH),
    Form(_A, ("xx", "2xx", "20xx", "xx万", "__", "待定", "N/A", "无"), "", _LATER),
    Form(_A, ("60%", "十几万", "数百万", "百万", "100万-120万"), "", _NO_AMOUNT),
    Form(_A, ("1,50", "12,34,567", "13万2", "1.234.567"), "", _NO_AMOUNT),
    Form(_A, ("$500", "500美元", "CHF 500"), "", (catalogue.FOREIGN_AMOUNT,)),
    Form(_A, (date(2026, 1, 5), "2026-01-05", "3月"), "", (catalogue.DATED_AMOUNT,)),
    Form(_A, ("5桶", "15元/吨", "很多", True), "", _NO_AMOUNT),
    Form(_W, (1500.0, "1500万", "15000000元"), "15000000"),
    Form(_W, ("2千",), "", _NO_AMOUNT),
    Form(_C, (5000.0, "五千"), "5000"),
    Form(_C, ("5000", "5,000"), "5000", _TEXT),
    Form(_C, ("5000余", "5000多"), "≥ 5000"),
    Form(_C, ("5件", "3个月", "5000多件", "500元"), "", (catalogue_values.OTHER_MEASURE_WORD,)),
    Form(_T, (30.0, "30天", "月结30天", "30 days"), "30"),
    Form(_T, ("30多天",), "≥ 30"),
    Form(_T, ("1个月", "2周"), "", (catalogue_values.OTHER_MEASURE_WORD,)),
    Form(_C, (1.23456,), "1.235", (catalogue.FINER_THAN_THOUSANDTH,)),
    Form(_C, ("60%", "很多", "3-5"), "", _NO_NUMBER),
    Form(_R, (0.35, "35%", "３５％", "35.0%"), "0.35"),
    Form(_R, ("0.35",), "0.35", _TEXT),
    Form(_R, (35.0, "350%", -0.1), "", _NO_NUMBER),
    Form(_D, (date(2026, 1, 5), datetime(2026, 1, 5, 23, 59)), "2026-01-05"),  # noqa: DTZ001 - a cell has no time zone
    Form(_D, ("2026-1-5", "2026.1.5", "2026/01/05", "2026年1月5日", "20260105", 20260105.0), "2026-01-05"),
    Form(_D, ("２０２６-０１-０５", "2026-01-05 00:00:00", "2026-01-05T08:30:00"), "2026-01-05"),
    Form(_D, ("2026-01-05 08:30:00.000", "2026-01-05T08:30:00.000+08:00"), "2026-01-05"),
    Form(_D, ("2026-1-5（周一）", "2026年1月5日 星期一"), "2026-01-05"),
    Form(_D, ("5 Jan 2026", "Jan 5, 2026", "5-Jan-2026", "2026-1-5 下午3:30"), "2026-01-05"),
    Form(_D, (46027.0,), "2026-01-05", (catalogue.SERIAL_DATE,)),
    Form(_D, ("待定", "xx"), "", _LATER),
    Form(_D, ("-",), "", (catalogue.DASH_FOR_DAY,)),
    Form(_D, ("1/2/2026", "13/2/2026", "26.1.5"), "", (catalogue.DAY_ORDER,)),
    Form(_D, ("1月5日", "5/6", "1.5"), "", (catalogue_values.DATE_NEEDS_YEAR,)),
    Form(_D, ("2026-02-30", "2206-01-05", "昨天", "2026-01", 2026.1, 3.5, True), "", _NO_DAY),
    Form(_D, (date(1900, 1, 1),), "", _NO_DAY),
    Form(_P, (2026.0, "2026", "2026年", "2026年度", "FY2026", "全年"), "2026"),
    Form(_P, ("2026H1", "2026年上半年", "上半年"), "2026H1"),
    Form(_P, ("2026Q2", "2026年二季度", "第二季度", "Q2 2026"), "2026Q2"),
    Form(_P, ("2026-03", "2026.3", "202603", "2026年3月", "2026年三月", "3月", "Mar 2026", "March"), "2026-03"),
    Form(_P, ("1-2月", "2026年1-2月", "2026-01~2026-02", "2026年1月至2月"), "2026-01~2026-02"),
    Form(_P, ("2026W12", "2026年第12周"), "2026-03-16~2026-03-22"),
    Form(_P, ("2026-03-02~2026-03-08", "2026年3月2日至8日"), "2026-03-02~2026-03-08"),
    Form(_P, ("2026-03-01~2026-03-01",), "2026-03-01"),
    Form(_P, (date(2026, 3, 1),), "2026-03", (catalogue.MONTH_FROM_DATE,)),
    Form(_P, ("2026-13", "2026年13月", "2026H3", "明年", "1-2", 2026.1, True), "", _NO_PERIOD),
    Form(_N, ("张三", " 张三 ", "张三　"), "张三"),
    Form(_N, (1001.0, "1001", " 1001 ", "1001.0"), "1001"),
    Form(_N, ("001",), "001"),
    Form(_N, ("12E5",), "12E5"),
    Form(_N, (330102199001011234.0,), "330102199001011000", (catalogue.LONG_NUMBER,)),
    Form(_N, ("3.30102E+17",), "3.30102E+17", (catalogue.LONG_NUMBER,)),
    Form(_N, ("张\x0b三",), "张 三", (catalogue.CONTROL_CHARACTERS,)),
    Form(_N, (date(2026, 1, 2),), "", (catalogue.DATE_FOR_NAME,)),
)

_CUSTOMS = Customs(era=Era(around=months_from(2026, 1, 12)))
_BOUNDS = {Bound.EXACT: "", Bound.AT_LEAST: "≥ ", Bound.ABOUT: "≈ ", Bound.AT_MOST: "≤ "}


def read_form(field: Field, cell: CellValue) -> tuple[str, tuple[Rule, ...]]:
    """What the product reads from a cell of such a column, and the rules it tells."""
    read = _READERS[field](cell)
    return _as_text(read.value), tuple(remark.rule for remark in read.remarks)


def table(lang: Lang) -> str:
    """The forms as README's table."""
    heads = {Lang.EN: "| column of | in the cell | becomes |", Lang.ZH: "| 列 | 单元格里写 | 读作 |"}
    lines = [heads[lang], "|---|---|---|"]
    for form in FORMS:
        number = _NUMBER[lang] if form.field in (Field.DAY, Field.PERIOD) else ""
        numbers = (number if isinstance(cell, float) and not cell.is_integer() else "" for cell in form.cells)
        typed = (f"`{_typed(cell, lang)}`{said}" for cell, said in zip(form.cells, numbers, strict=True))
        cells = " ".join(dict.fromkeys(typed))
        lines.append(f"| {_FIELDS[form.field][lang]} | {cells} | {_outcome(form, lang)} |")
    return "\n".join(lines)


def _as_text(value: object) -> str:
    match value:
        case None:
            return ""
        case Amount():
            return f"{_BOUNDS[value.bound]}{value.value.normalize():f}"
        case Period():
            return key_of(value, 1)
        case _:
            return str(value)


_READERS: MappingProxyType[Field, Callable[[CellValue], Read[Amount] | Read[date] | Read[Period] | Read[str]]] = (
    MappingProxyType(
        {
            Field.AMOUNT: lambda cell: read_amount(cell, Decimal(1)),
            Field.IN_TEN_THOUSANDS: lambda cell: read_amount(cell, Decimal(10000)),
            Field.COUNT: read_count,
            Field.DAYS: lambda cell: read_count(cell, counted=COUNTED["terms"]),
            Field.RATIO: lambda cell: read_ratio(cell, share=True),
            Field.DAY: lambda cell: read_day(cell, _CUSTOMS),
            Field.PERIOD: lambda cell: read_period(cell, _CUSTOMS),
            Field.NAME: read_code,
        }
    )
)
_FIELDS = {
    Field.AMOUNT: Text("金额", "amounts"),
    Field.IN_TEN_THOUSANDS: Text("金额（万元）", "amounts, heading （万元）"),
    Field.COUNT: Text("数量", "counts"),
    Field.DAYS: Text("天数（账期）", "counts of days (Terms)"),
    Field.RATIO: Text("比例", "shares"),
    Field.DAY: Text("日期", "dates"),
    Field.PERIOD: Text("期间（2026 年的书）", "periods, in a book of 2026"),
    Field.NAME: Text("名字、编号", "names and codes"),
}
_SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("提示", "note"),
}
_DATE_CELL = Text("日期 ", "date ")
_NUMBER = Text("（数字）", " (a number)")
_BLANK = Text("空白", "blank")


def _typed(cell: CellValue, lang: Lang) -> str:
    """The cell as typed: blanks and control characters made visible, true dates named."""
    if isinstance(cell, (date, datetime)):
        return f"{_DATE_CELL[lang]}{shown(cell)}"
    text = cell if isinstance(cell, str) else shown(cell)
    return text.replace("\x0b", "␋").replace(" ", "␣").replace("　", "␣") if text.strip() != text or "\x0b" in text else text


def _outcome(form: Form, lang: Lang) -> str:
    told = "; ".join(f"{_SEVERITIES[rule.severity][lang]} `{rule.id}`" for rule in form.rules)
    if form.becomes:
        return f"**{form.becomes}**" + (f" ({told})" if told else "")
    return told or _BLANK[lang]
