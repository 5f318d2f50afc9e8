from __future__ import annotations

import random
import re
from string import Formatter

import pytest

from xlsummary import catalogue
from xlsummary.catalogue import RULES
from xlsummary.catalogue_checking import UNLISTED_REP
from xlsummary.model import Actuals, Cell, Lang, SalesBook, Settings
from xlsummary.problems import Problem, Rule, in_order
from xlsummary.wording import counted

BOOK = SalesBook(name="book", lang=Lang.ZH, settings=Settings(), actuals=Actuals(), sheets=("目标", "实绩"))


def at(sheet: str, ref: str | None, rule: Rule = catalogue.UNREADABLE_DATE) -> Problem:
    return Problem(rule, Cell(sheet, ref))


def test_problems_stand_by_sheet_row_and_column_whatever_their_order() -> None:
    expected = [
        Problem(catalogue.EMPTY_BOOK, None),
        *(at("目标", ref) for ref in (None, "B2", "Z2", "AA2", "A10")),
        at("实绩", "A1"),
        at("别的", "A1"),
    ]
    mixed = expected.copy()
    random.Random(7).shuffle(mixed)  # noqa: S311 - a fixed shuffle, not a secret
    assert in_order(mixed, BOOK) == tuple(expected)


@pytest.mark.parametrize(("cells", "told"), [(100, 100), (101, 101), (150, 101)])
def test_a_rule_lists_a_hundred_cells_of_a_column_and_the_rest_in_one_line(cells: int, told: int) -> None:
    ordered = in_order((at("目标", f"B{row}") for row in range(1, cells + 1)), BOOK)
    assert len(ordered) == told
    assert ordered[-1].more == max(0, cells - 100)
    assert sum(problem.more or 1 for problem in ordered) == cells
    assert in_order(ordered, BOOK) == ordered


def test_a_rule_told_once_a_column_counts_its_cells_and_sums_its_differences() -> None:
    fault = {"count": "1", "difference": "0.004"}
    problems = [Problem(catalogue.FINER_THAN_FEN, Cell("实绩", f"D{row}"), "", fault) for row in range(2, 12)]
    ordered = in_order(problems, BOOK)
    assert [(str(each.cell), each.words) for each in ordered] == [("'实绩'!D2", {"count": "10", "difference": "0.040"})]
    assert in_order(ordered, BOOK) == ordered


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_speaks_both_languages_with_the_same_words_to_fill_in(rule: Rule) -> None:
    for text in (rule.message, rule.hint):
        assert text.zh
        assert text.en
        chinese, english = ({name for _, name, _, _ in Formatter().parse(each) if name} for each in (text.zh, text.en))
        assert chinese == english


def test_rule_ids_are_permanent_kebab_case_and_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert all(each == each.lower() and set(each) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for each in ids)


def test_nouns_and_verbs_agree_with_their_number() -> None:
    assert "1 row counts under" in _said(UNLISTED_REP, "1")
    assert "2 rows count under" in _said(UNLISTED_REP, "2")
    assert "1 dash (-) in" in _said(catalogue.DASH_AS_BLANK, "1")
    assert "3 dashes (-) in" in _said(catalogue.DASH_AS_BLANK, "3")
    assert (counted(1, "month"), counted(12, "month"), counted(0, "day off", "days off")) == (
        "1 month",
        "12 months",
        "0 days off",
    )


def _said(rule: Rule, count: str) -> str:
    return Problem(rule, None, "-", {"count": count}).message(Lang.EN)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_says_the_1_rows(rule: Rule) -> None:
    """A number stands before a noun only where the two agree."""
    assert not re.search(r"\{count\} [a-z]+s\b", rule.message.en), rule.message.en
