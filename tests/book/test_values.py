from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsummary.book.choices import choice_named
from xlsummary.book.measure_words import COUNTED, PIECES
from xlsummary.book.values import (
    CellValue,
    Customs,
    Read,
    read_amount,
    read_choice,
    read_count,
    read_day,
    read_period,
    read_ratio,
    read_text,
)
from xlsummary.model import Amount, Bound, Level, Measure, Text
from xlsummary.periods import months_from, single_day
from xlsummary.problems import Severity
from xlsummary.wording import LABELS

T = TypeVar("T")

ONE = Decimal(1)


def rules(read: Read[T]) -> list[str]:
    return [remark.rule.id for remark in read.remarks]


DAYS: tuple[tuple[CellValue, str, list[str]], ...] = (
    (date(2026, 1, 5), "2026-01-05", []),
    (datetime(2026, 1, 5, 10, 20), "2026-01-05", []),  # noqa: DTZ001 - a spreadsheet knows no time zone
    (20260105.0, "2026-01-05", []),
    (46027.0, "2026-01-05", ["serial-date"]),
    (46027.5, "2026-01-05", ["serial-date"]),
    (46027.999, "2026-01-05", ["serial-date"]),
    ("2026-1-5", "2026-01-05", []),
    ("2026.1.5", "2026-01-05", []),
    ("2026/1/5", "2026-01-05", []),
    ("2026年1月5日", "2026-01-05", []),
    ("20260105", "2026-01-05", []),
)


@pytest.mark.parametrize(("value", "day", "remarked"), DAYS)
def test_a_day_reads_in_each_of_its_forms(value: CellValue, day: str, remarked: list[str]) -> None:
    read = read_day(value, Customs())
    assert read.value == date.fromisoformat(day)
    assert rules(read) == remarked


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("1/2/2026", "day-order"),
        ("5.1.26", "day-order"),
        ("2026-02-30", "unreadable-date"),
        ("昨天", "unreadable-date"),
        (3.5, "unreadable-date"),
        (20260105.5, "unreadable-date"),
        (12.0, "unreadable-date"),
        (True, "unreadable-date"),
        (time(3, 4), "unreadable-date"),
        (timedelta(days=1), "unreadable-date"),
        ("待定", "placeholder"),
    ],
)
def test_what_is_no_day_is_told(value: CellValue, rule: str) -> None:
    read = read_day(value, Customs())
    assert read.value is None
    assert rules(read) == [rule]


def test_serials_count_from_1904_in_a_book_that_does() -> None:
    assert read_day(44565.0, Customs(from_1904=True)).value == date(2026, 1, 5)


def test_the_first_of_a_month_is_the_month_where_periods_are_meant_and_a_day_where_days_are() -> None:
    first = date(2026, 3, 1)
    assert read_period(first, Customs()).value == months_from(2026, 3, 1)
    assert read_period(first, Customs(), days=True).value == single_day(first)


def test_a_year_typed_as_a_number_is_a_period() -> None:
    assert read_period(2026.0, Customs()).value == months_from(2026, 1, 12)
    assert read_period(2026.1, Customs()).value is None


def test_numbers_are_exact_and_multiplied_by_the_columns_unit() -> None:
    assert read_amount(0.1 + 0.2, ONE).value == Amount(Decimal("0.3"))
    assert read_amount(1500.0, Decimal(10000)).value == Amount(Decimal(15000000))
    assert read_amount(123.4567, Decimal(10000)).value == Amount(Decimal(1234567))


@pytest.mark.parametrize(
    ("number", "fen", "difference"),
    [(2.345, "2.35", "0.005"), (-2.345, "-2.35", "-0.005"), (100 / 3, "33.33", "-0.0033333333333")],
)
def test_finer_than_a_fen_is_rounded_half_up_and_told(number: float, fen: str, difference: str) -> None:
    read = read_amount(number, ONE)
    assert read.value == Amount(Decimal(fen))
    assert rules(read) == ["finer-than-fen"]
    assert read.remarks[0].words["difference"] == difference


def test_a_number_stored_as_text_is_noted_and_one_in_words_is_not() -> None:
    assert rules(read_amount("1,500.00", ONE)) == ["number-as-text"]
    assert rules(read_amount("1500万", ONE)) == []


@pytest.mark.parametrize("value", [True, date(2026, 1, 5), time(3, 4), "60%", "张三", "$5", float("inf"), float("nan"), 1e18])
def test_what_is_no_amount_is_an_error(value: CellValue) -> None:
    read = read_amount(value, ONE)
    assert read.value is None
    assert rules(read) == ["unreadable-amount"]


@pytest.mark.parametrize("value", ["", " ", "\u200b"])
def test_nothing_visible_is_blank(value: CellValue) -> None:
    assert read_amount(value, ONE) == Read()


@pytest.mark.parametrize("value", ["-", "—", "/"])
def test_a_dash_is_blank_and_noted(value: CellValue) -> None:
    assert rules(read_amount(value, ONE)) == rules(read_count(value)) == ["dash-as-blank"]
    assert rules(read_day(value, Customs())) == ["dash-as-blank"]
    assert read_amount(value, ONE).value is None
    assert read_day(value, Customs()).value is None


def test_counts_are_never_money() -> None:
    assert read_count("3000余").value == Amount(Decimal(3000), Bound.AT_LEAST)
    assert rules(read_count("60%")) == ["unreadable-number"]
    assert read_count(1.23456).value == Amount(Decimal("1.235"))


def test_ratios_are_percent_or_fractions_and_an_unclear_share_is_refused() -> None:
    assert read_ratio("35%").value == Amount(Decimal("0.35"))
    assert read_ratio(0.35, share=True).value == Amount(Decimal("0.35"))
    assert read_ratio(35.0, percent=True, share=True).value == Amount(Decimal("0.35"))
    assert rules(read_ratio(35.0, share=True)) == ["unreadable-number"]


@pytest.mark.parametrize("word", ["公司", "部门", "大区", "分公司", "company", " Company "])
def test_the_company_has_synonyms(word: str) -> None:
    assert choice_named(word, Level) is Level.COMPANY


@pytest.mark.parametrize("listed", sorted({type(each) for each in LABELS}, key=str))
def test_every_value_of_a_list_reads_in_both_languages(listed: type[Enum]) -> None:
    for each in listed:
        for word in (LABELS[each].zh, LABELS[each].en, each.value):
            assert choice_named(word, listed) is each


def test_a_word_that_is_not_in_the_list_is_an_error_that_names_the_list() -> None:
    read = read_choice("利率", Measure, Text("指标", "Measure"))
    assert read.value is None
    assert rules(read) == ["unknown-choice"]
    choices = read.remarks[0].words["choices"]
    assert isinstance(choices, Text)
    assert choices.zh.startswith("销售额、回款")


@pytest.mark.parametrize(
    ("value", "text"),
    [(1001.0, "1001"), ("001", "001"), ("12E5", "12E5"), (1.5, "1.5"), (" 张三 ", "张三"), ("一行\r\n二行", "一行\n二行")],
)
def test_a_text_is_as_shown(value: CellValue, text: str) -> None:
    assert read_text(value).value == text


def test_control_characters_and_codes_too_long_for_a_number_are_told() -> None:
    assert read_text("张\x0b三").value == "张 三"
    assert rules(read_text("张\x0b三")) == ["control-characters"]
    assert rules(read_text(4.4e17)) == ["long-number"]
    assert (rules(read_text(999_999_999_999_999.0)), rules(read_text(1e15)), rules(read_text(-1e15))) == (
        [],
        ["long-number"],
        ["long-number"],
    )


ANYTHING = st.one_of(
    st.text(max_size=12),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@given(ANYTHING)
@settings(deadline=None, derandomize=True, max_examples=500)
def test_any_cell_of_an_amount_column_is_an_amount_a_blank_or_a_problem(value: CellValue) -> None:
    read = read_amount(value, Decimal(10000))
    if read.value is None and read.remarks:
        assert {remark.rule.severity for remark in read.remarks} <= {Severity.ERROR, Severity.WARNING}
    elif read.value is None:
        assert isinstance(value, str)
    else:
        assert read.value.value == read.value.value.quantize(Decimal("0.01"))


@given(ANYTHING)
@settings(deadline=None, derandomize=True, max_examples=500)
def test_no_cell_makes_a_reader_fail(value: CellValue) -> None:
    customs = Customs()
    readers = (
        read_day(value, customs),
        read_period(value, customs),
        read_period(value, customs, days=True),
        read_count(value),
        read_ratio(value, share=True),
        read_text(value),
        read_choice(value, Measure, Text("指标", "Measure")),
    )
    assert all(isinstance(read, Read) for read in readers)


@pytest.mark.parametrize(
    ("field", "cell", "word", "said"),
    [
        ("terms", "3个月", "个月", "天数"),
        ("visit_cycle", "2周", "周", "天数"),
        ("quantity", "5件", "件", "表头的括号"),
        ("consumers", "20家", "家", "人数"),
    ],
)
def test_a_count_of_something_else_says_what_it_is_and_what_the_column_is(field: str, cell: str, word: str, said: str) -> None:
    read = read_count(cell, counted=COUNTED.get(field, PIECES))
    assert rules(read) == ["other-measure-word"]
    words = read.remarks[0].words
    assert words["word"] == word
    assert isinstance(words["expected"], Text)
    assert said in words["expected"].zh


@pytest.mark.parametrize(
    ("field", "cell", "count"),
    [
        ("count", "10多次", Amount(Decimal(10), Bound.AT_LEAST)),
        ("count", "约20家", Amount(Decimal(20), Bound.ABOUT)),
        ("count", "10次左右", Amount(Decimal(10), Bound.ABOUT)),
        ("terms", "月结30天", Amount(Decimal(30))),
        ("consumers", "3万人", Amount(Decimal(30000))),
        ("ramp_months", "3个月", Amount(Decimal(3))),
    ],
)
def test_a_count_with_its_own_measure_word_reads_without_a_remark(field: str, cell: str, count: Amount) -> None:
    assert read_count(cell, counted=COUNTED[field]) == Read(count)
