"""Numbers whose format shows another value count as people see them, or are refused as the text shown would be."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.book.written import told
from xlsummary.book.number_formats import Shown, number_format
from xlsummary.book.read import Reading, read_book
from xlsummary.model import Bound, Lang


def _read(folder: Path, heading: str, number: float, code: str, *settings: tuple[str, object]) -> Reading:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "实绩"
    sheet.append(["日期", "人员", heading])
    sheet.append(["2026-01-05", "张三", number])
    sheet.append(["2026-01-06", "张三", 7])
    sheet["C2"].number_format = code
    if settings:
        other = book.create_sheet("设置")
        for row in (("项目", "值"), *settings):
            other.append(row)
    path = folder / "book.xlsx"
    book.save(path)
    return read_book(path)


@pytest.mark.parametrize("code", ["0%", "0.00%", '0"%"', r"0\%", "0.0%;-0.0%"])
def test_a_percentage_in_a_column_of_money_is_an_error_whether_text_or_format(tmp_path: Path, code: str) -> None:
    read = _read(tmp_path, "销售额", 0.6, code)
    assert ("unreadable-amount", "'实绩'!C2") in told(read)
    assert len(read.book.actuals) == 1


def test_a_zero_is_a_zero_whatever_its_format(tmp_path: Path) -> None:
    assert "unreadable-amount" not in dict(told(_read(tmp_path, "销售额", 0, "0%")))


@pytest.mark.parametrize(
    "code", ['"$"#,##0.00', r"\$0", "[$$-409]#,##0", "[$€-2] #,##0.00", "[$USD] 0", '"US$"0', "[$CHF] 0", "[$¥-411]0"]
)
def test_a_foreign_currency_shown_by_a_format_is_an_error(tmp_path: Path, code: str) -> None:
    assert ("unreadable-amount", "'实绩'!C2") in told(_read(tmp_path, "销售额", 500, code))


@pytest.mark.parametrize(
    "code", ["¥#,##0.00", '"¥"0', "[$¥-804]#,##0.00", "[$-804]0.00", '_ "¥"* #,##0.00_ ', "#,##0.00;[Red]-#,##0.00", '0.00"元"']
)
def test_the_books_own_currency_and_plain_formats_change_nothing(tmp_path: Path, code: str) -> None:
    read = _read(tmp_path, "销售额", 500, code)
    assert read.book.actuals.fen("sales", 0) == 50000
    assert not {"format-unit", "unreadable-amount"} & {rule for rule, _ in told(read)}


def test_a_dollar_format_is_the_own_currency_of_a_book_in_dollars(tmp_path: Path) -> None:
    read = _read(tmp_path, "销售额", 500, '"$"0', ("币种", "USD"))
    assert read.book.actuals.fen("sales", 0) == 50000


@pytest.mark.parametrize(
    ("heading", "number", "code", "yuan"),
    [
        ("销售额", 15, '0.00"万元"', 150000),
        ("销售额", 150000, '0!.0,"万"', 150000),
        ("销售额", 150000, '0!.0000"万"', 150000),
        ("销售额", 150000, '#,##0.0,"千"', 150000),
        ("销售额", 2000000, '0.0,,"M"', 2000000),
        ("销售额", 150, '0"K"', 150000),
        ("销售额（万元）", 15, '0.00"万元"', 150000),
        ("销售额（万元）", 150000, '0!.0,"万"', 150000),
        ("销售额（万元）", 15, "¥0.00", 150000),
    ],
)
def test_a_number_counts_as_its_format_shows_it(tmp_path: Path, heading: str, number: float, code: str, yuan: int) -> None:
    read = _read(tmp_path, heading, number, code)
    assert read.book.actuals.fen("sales", 0) == yuan * 100
    unit = 10000 if "（" in heading else 1
    assert (("format-unit", "'实绩'!C2") in told(read)) == (number * unit != yuan)


def test_a_share_shown_as_a_percentage_is_not_divided_twice(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "市场"
    for row in (["市场", "市占率（%）"], ["华东", 0.35], ["华南", 35], ["华北", 0.35]):
        sheet.append(row)
    sheet["B2"].number_format = "0.0%"
    book.create_sheet("目标").append(["期间", "目标值"])
    book["目标"].append([2026, 1200])
    book.save(tmp_path / "book.xlsx")
    read = read_book(tmp_path / "book.xlsx")
    shares = [market.share.value for market in read.book.markets if market.share]
    assert shares == [Decimal("0.35"), Decimal("0.35"), Decimal("0.0035")]
    assert [cell for rule, cell in told(read) if rule == "percent-unclear"] == ["'市场'!B4"]


@pytest.mark.parametrize(
    ("heading", "number", "code", "yuan", "rule"),
    [
        ("销售额", 15000, "#,##0,", 15000, "format-smaller"),
        ("销售额（元）", 150000, "0!.0,", 150000, "format-smaller"),
        ("销售额（千元）", 15000, "#,##0,", 15000, "format-unit"),
        ("销售额（万元）", 150000, "0!.0,", 150000, "format-unit"),
        ("销售额（万元）", 15000, "#,##0,", None, "format-scale"),
        ("销售额（百万元）", 15000, "0!.0,", None, "format-scale"),
    ],
)
def test_a_number_shown_smaller_without_a_unit_is_what_fits_the_columns_unit_or_refused(
    tmp_path: Path, heading: str, number: float, code: str, yuan: int | None, rule: str
) -> None:
    read = _read(tmp_path, heading, number, code)
    assert [each for each in told(read) if each[0].startswith("format-")] == [(rule, "'实绩'!C2")]
    assert len(read.book.actuals) == (1 if yuan is None else 2)
    if yuan is not None:
        assert read.book.actuals.fen("sales", 0) == yuan * 100


@pytest.mark.parametrize(
    ("heading", "number", "yuan", "rules"),
    [
        ("销售额", 150000, 150000, []),
        ("销售额", 500, 500, []),
        ("销售额（万元）", 150000, 150000, ["format-unit"]),
        ("销售额（万元）", 500, 500, ["format-unit"]),
    ],
)
def test_each_number_is_shown_by_the_section_whose_condition_it_meets(
    tmp_path: Path, heading: str, number: float, yuan: int, rules: list[str]
) -> None:
    read = _read(tmp_path, heading, number, '[>=10000]0!.0,"万";0')
    assert read.book.actuals.fen("sales", 0) == yuan * 100
    assert [rule for rule, _ in told(read) if rule.startswith("format-")] == rules


@pytest.mark.parametrize("code", ['"¥"0.0"万"', '0"万元(含税)"', '"约"0.0"万"', '0.0"万";-0.0"万";"-"'])
def test_a_unit_is_seen_beside_other_words(tmp_path: Path, code: str) -> None:
    read = _read(tmp_path, "销售额", 15, code)
    assert read.book.actuals.fen("sales", 0) == 15_000_000
    assert ("format-unit", "'实绩'!C2") in told(read)


def test_a_negative_number_is_told_as_it_is_shown(tmp_path: Path) -> None:
    read = _read(tmp_path, "销售额", -15, '0.0"万";-0.0"万"')
    assert "显示为 -15万，" in next(each for each in read.problems if each.rule.id == "format-unit").message(Lang.ZH)


@pytest.mark.parametrize("code", ['0"桶"', '0" kg"', '0"元/吨"', '0"分"', '"约"0"台"'])
def test_things_and_prices_in_a_column_of_money_are_an_error(tmp_path: Path, code: str) -> None:
    read = _read(tmp_path, "销售额", 15, code)
    problem = next(each for each in read.problems if each.rule.id == "unreadable-amount")
    assert (str(problem.cell), len(read.book.actuals)) == ("'实绩'!C2", 1)
    assert "单位" in problem.message(Lang.ZH)


@pytest.mark.parametrize(("heading", "code"), [("销售额", '0"E"'), ("数量", '0"元"'), ("数量", '"$"0')])
def test_words_that_are_no_unit_of_the_column_are_told(tmp_path: Path, heading: str, code: str) -> None:
    read = _read(tmp_path, heading, 15, code)
    assert [each for each in told(read) if each[0].startswith("format-")] == [("format-words", "'实绩'!C2")]
    assert len(read.book.actuals) == 2


@pytest.mark.parametrize(
    ("heading", "number", "code", "pieces", "rule"),
    [
        ("数量", 15, '0"件"', 15, None),
        ("数量（件）", 15, '0"件"', 15, None),
        ("数量（箱）", 15, '0"件"', None, "other-measure-word"),
        ("数量", 1500, '0.0,"千件"', 1500, None),
        ("数量", 1.5, '0.0"千件"', 1500, "format-unit"),
        ("数量（千件）", 1500, "#,##0,", 1500, "format-unit"),
    ],
)
def test_quantities_are_of_the_unit_their_format_shows(
    tmp_path: Path, heading: str, number: float, code: str, pieces: int | None, rule: str | None
) -> None:
    read = _read(tmp_path, heading, number, code)
    assert read.book.actuals.quantity[0] == (7000 if pieces is None else pieces * 1000)
    assert [each for each in told(read) if each[0].startswith(("format-", "other-"))] == ([(rule, "'实绩'!C2")] if rule else [])


def test_quantities_whose_formats_show_several_units_have_no_sum(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "实绩"
    for row in (["日期", "数量"], ["2026-01-05", 3], ["2026-01-06", 4]):
        sheet.append(row)
    sheet["B2"].number_format, sheet["B3"].number_format = '0"吨"', '0"箱"'
    book.save(tmp_path / "book.xlsx")
    read = read_book(tmp_path / "book.xlsx")
    assert ("mixed-units", "'实绩'!B1") in told(read)
    assert read.book.controls[0].sums == {}


def test_a_target_shown_in_things_is_one_where_its_measure_counts_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "目标"
    for row in (["期间", "目标值", "指标"], [2026, 300, "数量"], [2026, 300, "销售额"]):
        sheet.append(row)
    sheet["B2"].number_format = sheet["B3"].number_format = '0"桶"'
    book.save(tmp_path / "book.xlsx")
    read = read_book(tmp_path / "book.xlsx")
    assert told(read) == [("unreadable-amount", "'目标'!B3")]
    assert len(read.book.targets) == 1


@pytest.mark.parametrize(
    ("code", "number", "document"),
    [
        ('"KH"0000', 12, "KH0012"),
        ("000-000", 12, "000-012"),
        ("000-000", 1234567, "1234-567"),
        ('0"号"', 4, "4号"),
        ('"KH"0000', 1.5, "KH1.5"),
        ("#,##0,", 1500, "1500"),
    ],
)
def test_a_code_is_what_its_format_shows(tmp_path: Path, code: str, number: float, document: str) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "实绩"
    for row in (["日期", "单号", "销售额"], ["2026-01-05", number, 1]):
        sheet.append(row)
    sheet["B2"].number_format = code
    book.save(tmp_path / "book.xlsx")
    read = read_book(tmp_path / "book.xlsx")
    assert (read.book.actuals.text("document", 0), told(read)) == (document, [])


def test_a_number_that_its_format_shows_as_nothing_counts_and_is_noted(tmp_path: Path) -> None:
    read = _read(tmp_path, "销售额", 500, ";;;")
    assert read.book.actuals.fen("sales", 0) == 50000
    note = next(each for each in read.problems if each.rule.id == "hidden-rows")
    assert (str(note.cell), "1 number that the format" in note.message(Lang.EN)) == ("'实绩'!C2", True)


@pytest.mark.parametrize(
    ("key", "number", "code", "name", "value"),
    [
        ("税率", 13, '0"%"', "tax_rate", Decimal("0.13")),
        ("单价同比", 0.5, '0"%"', "price_growth", Decimal("0.005")),
        ("单价同比", -0.12, "0.0%", "price_growth", Decimal("-0.12")),
        ("对账容差", 5, '0.0"万"', "tolerance", Decimal(50000)),
        ("财年首月", 4, '0"月"', "year_start", 4),
    ],
)
def test_a_setting_is_what_its_format_shows(
    tmp_path: Path, key: str, number: float, code: str, name: str, value: object
) -> None:
    assert getattr(_set(tmp_path, key, number, code).book.settings, name) == value


def test_a_setting_of_money_shown_in_another_currency_or_as_a_percentage_is_an_error(tmp_path: Path) -> None:
    for code in ('"$"0', "0%"):
        assert told(_set(tmp_path, "对账容差", 5, code)) == [("unreadable-setting", "'设置'!B2")]


def _set(folder: Path, key: str, number: float, code: str) -> Reading:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "目标"
    for row in (["期间", "目标值"], [2026, 100]):
        sheet.append(row)
    other = book.create_sheet("设置")
    other.append(["项目", "值"])
    other.append([key, number])
    other["B2"].number_format = code
    book.save(folder / "book.xlsx")
    return read_book(folder / "book.xlsx")


@pytest.mark.parametrize(
    "code",
    [
        *("General", "0.00", "yyyy-mm-dd", "@", "", '"-"', "# ?/?", "0.00E+00", "0;-0;;@", "[h]:mm", "#,##0_);[Red](#,##0)"),
        *('_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', "[DBNum1][$-804]General", "#!,####"),
    ],
)
def test_formats_that_show_the_number_itself_are_left_alone(code: str) -> None:
    assert number_format(code) is None


def test_the_unit_and_the_places_that_a_format_takes_away_are_told() -> None:
    for code, shown in (
        ('0!.0,"万元"', Shown(after="万元", divisor=Decimal(10000))),
        ('0.0,"万"', Shown(after="万", divisor=Decimal(1000))),
        ("0.0,,", Shown(divisor=Decimal(1000000))),
        ('G/通用格式"元"', Shown(after="元")),
    ):
        found = number_format(code)
        assert found is not None
        assert found.of(1) == shown


@pytest.mark.parametrize("code", ["-#,##0", "(0)", "[Red]-0;0", '"-"0.00', r"\(0\)", "0-", "¥-0"])
def test_a_number_above_0_that_its_format_shows_as_one_below_is_an_error(tmp_path: Path, code: str) -> None:
    assert ("format-sign", "'实绩'!C2") in told(_read(tmp_path, "销售额", 500, code))


@pytest.mark.parametrize("code", ["0;-0", "#,##0_);(#,##0)", "0.00_ ;[Red]-0.00 ", "0_);[Red](0)", '_-* 0_-;-* 0_-;_-* "-"_-'])
def test_the_sign_of_numbers_below_0_is_theirs_alone(tmp_path: Path, code: str) -> None:
    for number, fen in ((500, 50000), (-500, -50000)):
        assert _read(tmp_path, "销售额", number, code).book.actuals.fen("sales", 0) == fen


@pytest.mark.parametrize(("code", "bound"), [('"约"0', Bound.ABOUT), ('0"多"', Bound.AT_LEAST), ('0"以上"', Bound.AT_LEAST)])
def test_a_bound_that_the_format_shows_is_the_numbers(tmp_path: Path, code: str, bound: Bound) -> None:
    actuals = _read(tmp_path, "销售额", 500, code).book.actuals
    assert (actuals.fen("sales", 0), actuals.bounds["sales", 0]) == (50000, bound)


@pytest.mark.parametrize("code", ['"待定"', '[<600]"无";0', '"万元"'])
def test_words_that_a_format_shows_instead_of_the_number_are_told(tmp_path: Path, code: str) -> None:
    read = _read(tmp_path, "销售额", 500, code)
    assert (read.book.actuals.fen("sales", 0), ("format-words", "'实绩'!C2") in told(read)) == (50000, True)
