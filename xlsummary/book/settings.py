"""The sheet 设置 as `Settings`: each value read by its kind, an unreadable one a problem at its cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from decimal import Decimal
from types import MappingProxyType

from xlsummary import catalogue
from xlsummary.book.as_shown import texts_shown
from xlsummary.book.choices import choice_named, choices_text
from xlsummary.book.codes import COUNTRIES, CURRENCIES
from xlsummary.book.faults import fault_in
from xlsummary.book.findings import Findings
from xlsummary.book.period_values import Era
from xlsummary.book.rows import TableRows
from xlsummary.book.schema import SETTING_LIST, UNITS, Setting, SettingKind
from xlsummary.book.values import (
    CellValue,
    Customs,
    Read,
    Remark,
    is_blank,
    read_amount,
    read_day,
    read_period,
    read_ratio,
    read_text,
)
from xlsummary.model import Cell, Control, LeftOut, Level, Origin, Period, Settings, Text, YesNo
from xlsummary.money import CURRENCY_WORDS, UNIT_WORDS, exact, is_placeholder
from xlsummary.problems import Severity
from xlsummary.spelling import folded, heading_key, name_key

_FIRST = ("year_start", "currency")
"""What the other settings are read by."""

_CYCLE = re.compile(r"([A-C])\s*(?:级|类)?\s*[:=]?\s*(\d{1,4})\s*[天日]?", re.IGNORECASE)
_POINTS = re.compile(r"([-+]?\d+(?:\.\d+)?)\s*(?:个百分点|百分点|个点|pp|points?)", re.IGNORECASE)
_LEVELS = re.compile(r"\s*(?:->|[>→/、,])\s*")
_COUNTRIES: Mapping[str, str] = MappingProxyType({"中国": "CN", "china": "CN", "中国大陆": "CN"})
_PERCENT = Decimal("0.01")


def read_settings(table: TableRows | None, findings: Findings, *, from_1904: bool) -> Settings:
    """The settings typed in the book; the defaults for the rest."""
    if table is None:
        return Settings()
    given = _given(table, findings)
    values: dict[str, object] = {}
    cells: dict[str, Cell] = {}
    order = sorted(given, key=lambda setting: setting.name not in _FIRST)
    for setting in order:
        origin, value = given[setting]
        customs = Customs(
            currency=str(values.get("currency", "CNY")),
            era=Era(int(str(values.get("year_start", 1)))),
            from_1904=from_1904,
        )
        read = read_setting(setting, value, customs)
        findings.add_all(read.remarks, origin.cell("value"), value)
        if read.value is not None:
            values[setting.name] = read.value
            cells[setting.name] = origin.cell("value")
    return Settings(**values, cells=MappingProxyType(cells))  # type: ignore[arg-type] # each kind's reader gives its field's type


def settings_control(table: TableRows, settings: Settings) -> Control:
    """Which rows of the sheet were used: every key with a value that could be read; blank ones stay at their default."""
    used = {cell.ref for cell in settings.cells.values()}
    left_out: Counter[str] = Counter(table.left_out)
    for place in table.places:
        letters = table.head.table.letters.get("value")
        if f"{letters}{table.number(place)}" in used:
            continue
        value = table.cells[place][table.offset("value")] if letters else ""
        known = heading_key(read_text(table.cells[place][table.offset("key")]).value or "") in _BY_WORD
        to_come = is_blank(value) or (isinstance(value, str) and is_placeholder(value))
        reason = "default" if to_come else "unreadable" if known else catalogue.UNKNOWN_SETTING.id
        left_out[reason] += 1
    reasons = tuple(LeftOut(reason, rows) for reason, rows in sorted(left_out.items()) if rows)
    rows_used = table.found - left_out.total()
    return Control(table.head.table.sheet, table.found, rows_used, reasons, MappingProxyType({}))


def _given(table: TableRows, findings: Findings) -> dict[Setting, tuple[Origin, CellValue]]:
    """Each filled setting with its row; unknown and repeated ones told."""
    given: dict[Setting, tuple[Origin, CellValue]] = {}
    texts = texts_shown(table, "value") if "value" in table.head.columns else {}
    for place in table.places:
        row = table.cells[place]
        origin = Origin(table.head.table, table.number(place))
        key = row[table.offset("key")]
        value: CellValue = row[table.offset("value")] if "value" in table.head.columns else ""
        setting = _BY_WORD.get(heading_key(read_text(key).value or ""))
        if is_blank(value):
            continue
        if setting is None:
            findings.add(catalogue.UNKNOWN_SETTING, origin.cell("key"), key)
        elif setting in given:
            findings.add(catalogue.REPEATED_SETTING, origin.cell("key"), key, other=str(given[setting][0].cell("key").ref))
        else:
            given[setting] = (origin, value if setting.kind is SettingKind.MONTH else texts.get(place, value))
    return given


_BY_WORD: Mapping[str, Setting] = MappingProxyType(
    {
        heading_key(word): setting
        for setting in SETTING_LIST
        for word in (*setting.synonyms, setting.heading.zh, setting.heading.en)
    }
)


def read_setting(setting: Setting, value: CellValue, customs: Customs) -> Read[object]:
    """The value as its field of `Settings` holds it; None for a blank, a placeholder or what cannot be read."""
    if isinstance(value, str) and is_placeholder(value):
        if setting.kind is SettingKind.CURRENCY and folded(value).isalpha() and folded(value).isascii():
            return Read(None, (_unreadable(setting),))  # XXX is the code of no currency, and a number nobody can wait for
        return Read(None, () if setting.kind is SettingKind.TEXT else (Remark(catalogue.PLACEHOLDER),))
    if fault_in(value):
        return Read(None, read_text(value).remarks)
    found = _value(setting, value, customs)
    if isinstance(found, Read):
        wrong = any(remark.rule.severity is Severity.ERROR for remark in found.remarks)
        return found if found.value is not None or wrong else Read(None, (_unreadable(setting),))
    return Read(found, () if found is not None else (_unreadable(setting),))


def _value(setting: Setting, value: CellValue, customs: Customs) -> object:  # noqa: C901, PLR0912 - one line a kind
    text = read_text(value).value or ""
    match setting.kind:
        case SettingKind.TEXT:
            return read_text(value)
        case SettingKind.PERIOD:
            return read_period(value, customs)
        case SettingKind.DATE:
            return read_day(value, customs)
        case SettingKind.CHOICE:
            return choice_named(text, setting.choices) if setting.choices else None
        case SettingKind.FLAG:
            answer = choice_named(text, YesNo)
            return None if answer is None else answer is YesNo.YES
        case SettingKind.MONTH:
            return _month(text)
        case SettingKind.UNIT:
            return _unit(text)
        case SettingKind.STEP:
            return _step(text, setting.steps)
        case SettingKind.RATE:
            return _rate(value, setting.steps)
        case SettingKind.PATH:
            return _path(text)
        case SettingKind.CYCLES:
            return _cycles(text)
        case SettingKind.CHANGE:
            return _change(value)
        case SettingKind.MONEY:
            amount = read_amount(value, Decimal(1), customs.currency).value
            return amount.value if amount and amount.value >= 0 else None
        case SettingKind.COUNTRY:
            return _code(text, COUNTRIES, _COUNTRIES)
        case SettingKind.CURRENCY:
            return _code(text, CURRENCIES, _CURRENCIES)


_CURRENCIES: Mapping[str, str] = MappingProxyType({word: code for code, words in CURRENCY_WORDS.items() for word in words})


def _unreadable(setting: Setting) -> Remark:
    return Remark(catalogue.UNREADABLE_SETTING, {"heading": setting.heading, "choices": _allowed(setting)})


_ALLOWED: Mapping[SettingKind, Text] = MappingProxyType(
    {
        SettingKind.PERIOD: Text("期间，如 2026、2026H1、2026-03", "a period such as 2026, 2026H1, 2026-03"),
        SettingKind.DATE: Text("日期，如 2026-03-31", "a date such as 2026-03-31"),
        SettingKind.MONTH: Text("1 到 12", "1 to 12"),
        SettingKind.FLAG: Text("是、否", "Yes, No"),
        SettingKind.PATH: Text("从公司往下的层级，如 公司>团队>人员", "levels from the company down: Company>Team>Rep"),
        SettingKind.CYCLES: Text("各等级的天数，如 A 15, B 30, C 60", "days by grade, such as A 15, B 30, C 60"),
        SettingKind.CHANGE: Text("百分比，如 -12%；或百分点", "a percentage such as -12%, or points"),
        SettingKind.MONEY: Text("不小于 0 的金额", "an amount not below 0"),
        SettingKind.COUNTRY: Text("两个字母的国家代码，如 CN", "a country code of two letters such as CN"),
        SettingKind.CURRENCY: Text("三个字母的货币代码，如 CNY", "a currency code of three letters such as CNY"),
    }
)


def _allowed(setting: Setting) -> Text:
    if setting.choices:
        return choices_text(setting.choices)
    if setting.steps:
        return Text("、".join(setting.steps), ", ".join(setting.steps))
    return _ALLOWED.get(setting.kind, Text("文字", "a text"))


def _month(text: str) -> int | None:
    digits = folded(text).removesuffix("月")
    return int(digits) if digits.isdecimal() and 1 <= int(digits) <= 12 else None


def _unit(text: str) -> Decimal | None:
    word = folded(text).casefold()
    size = UNITS.get(word)
    return Decimal(size) if size else UNIT_WORDS.get(word)


def _step(text: str, steps: tuple[str, ...]) -> Decimal | None:
    number = _number(text.removesuffix("元"))
    return number if number is not None and number in map(Decimal, steps) else None


def _rate(value: CellValue, steps: tuple[str, ...]) -> Decimal | None:
    """One of the listed rates, as 13%, 0.13 or 13."""
    ratio = read_ratio(value).value
    rates = [Decimal(step.removesuffix("%")) * _PERCENT for step in steps]
    if ratio is None:
        return None
    return next((rate for rate in rates if rate in (ratio.value, ratio.value * _PERCENT)), None)


def _path(text: str) -> tuple[Level, ...] | None:
    levels = [choice_named(word, Level) for word in _LEVELS.split(folded(text)) if word]
    path = tuple(level for level in levels if level is not None)
    if len(path) != len(levels) or len(set(path)) != len(path) or not path or _climbs(path):
        return None
    if Level.COMPANY in path:
        return path if path[0] is Level.COMPANY else None
    return (Level.COMPANY, *path)


def _climbs(path: Sequence[Level]) -> bool:
    """True where a team stands below its reps, or anything but a product below a client."""
    below = {level: {*path[place + 1 :]} for place, level in enumerate(path)}
    return Level.TEAM in below.get(Level.REP, ()) or bool(below.get(Level.CLIENT, set()) - {Level.PRODUCT})


def _cycles(text: str) -> Mapping[str, int] | None:
    plain = folded(text)
    cycles = {grade.upper(): int(days) for grade, days in _CYCLE.findall(plain)}
    rest = _CYCLE.sub("", plain).strip(" ,;，；、/")
    sound = cycles and not rest.strip(" ,;，；、/") and all(cycles.values())
    return MappingProxyType({"A": 15, "B": 30, "C": 60, **cycles}) if sound else None


def _change(value: CellValue) -> Decimal | None:
    """A change as a ratio: -12% is -0.12, 3个百分点 0.03; a bare number beyond 1 is unclear."""
    points = _POINTS.fullmatch(folded(value)) if isinstance(value, str) else None
    if points:
        return Decimal(points[1]) * _PERCENT
    ratio = read_ratio(value).value
    written = isinstance(value, str) and "%" in folded(value)
    return ratio.value if ratio and (written or abs(ratio.value) <= 1) else None


def _code(text: str, known: Set[str], words: Mapping[str, str]) -> str | None:
    plain = folded(text)
    code = words.get(name_key(plain), plain.upper())
    return code if code in known else None


def _number(text: str) -> Decimal | None:
    try:
        return exact(float(folded(text)))
    except (ValueError, OverflowError):
        return None


def year_lender(settings: Settings) -> tuple[Period | None, Period | None]:
    """The periods that lend their year to `3月`: in the targets' sheet none where report and plan period differ in it."""
    report, plan = settings.report_period, settings.plan_period
    same = report is None or plan is None or report.start.year == plan.start.year
    return report or plan, (report or plan) if same else None
