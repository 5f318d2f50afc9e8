from __future__ import annotations

from dataclasses import replace

import pytest

from tests.sheets.plans import book
from xlsummary.model import Cell, Lang, SalesBook, Text
from xlsummary.problems import Problem, Rule, Severity
from xlsummary.sheets.layout import Layout, LayoutCell, LayoutRow, Style
from xlsummary.sheets.problems import problems_layout


def rule(severity: Severity) -> Rule:
    message = Text("“{value}”不是数字", "'{value}' is not a number")
    return Rule(f"test-{severity.value}", severity, Text("读不懂", "not read"), message, Text("写成一个数", "Write a number"))


def problem(severity: Severity = Severity.ERROR, cell: Cell | None = Cell("目标", "B4"), value: str = "三千") -> Problem:  # noqa: B008 (frozen)
    return Problem(rule(severity), cell, value)


def of_book() -> SalesBook:
    return book(sheets=("目标", "O'Neil 的表"))


def layout_of(*problems: Problem, lang: Lang = Lang.ZH) -> Layout:
    return problems_layout(of_book(), problems, lang)


def listed(layout: Layout) -> list[LayoutRow]:
    assert layout.repeat_rows is not None
    return [row for row in layout.rows[layout.repeat_rows[1] :] if not row.hidden]


def texts(row: LayoutRow) -> list[object]:
    return [cell.value for cell in row.cells]


def test_every_problem_is_a_line_with_severity_cell_rule_value_message_and_hint() -> None:
    (row,) = listed(layout_of(problem()))
    assert texts(row) == ["● 错误", "'目标'!B4", "读不懂\ntest-error", "三千", "“三千”不是数字", "写成一个数"]
    (row,) = listed(layout_of(problem(), lang=Lang.EN))
    assert texts(row) == ["● Error", "'目标'!B4", "not read\ntest-error", "三千", "'三千' is not a number", "Write a number"]


def test_severities_differ_by_symbol_word_and_look() -> None:
    rows = listed(layout_of(*map(problem, Severity)))
    assert [row.cells[0].value for row in rows] == ["● 错误", "▲ 警告", "○ 提示"]
    assert [row.cells[0].style for row in rows] == [Style.ALERT, Style.CAUTION, Style.TEXT]


@pytest.mark.parametrize(
    ("cell", "link"),
    [
        (Cell("目标", "B4"), "'目标'!B4"),
        (Cell("O'Neil 的表", "C5:C9"), "'O''Neil 的表'!C5:C9"),
        (Cell("目标"), "'目标'!A1"),
        (Cell("[sales.xlsx]Sheet1", "A2"), None),
        (Cell("没有的表"), None),
        (None, None),
    ],
)
def test_the_cell_is_a_link_to_its_place_in_the_book_if_it_has_one_there(cell: Cell | None, link: str | None) -> None:
    (row,) = listed(layout_of(problem(cell=cell)))
    assert row.cells[1] == LayoutCell(str(cell) if cell else None, style=Style.TEXT, link=link)


def test_the_head_counts_the_severities_and_names_the_book() -> None:
    shown = [problem(), problem(), problem(Severity.NOTE)]
    assert texts(layout_of(*shown).rows[0]) == ["示例公司 问题"]
    assert texts(layout_of(*shown).rows[1]) == ["工作簿 plan.xlsx：● 错误 2，○ 提示 1"]
    assert texts(layout_of(*shown, lang=Lang.EN).rows[1]) == ["Workbook plan.xlsx: ● Error 2, ○ Note 1"]


@pytest.mark.parametrize(("lang", "words"), [(Lang.ZH, "没有问题"), (Lang.EN, "No problems")])
def test_a_book_without_problems_says_so_and_has_no_table(lang: Lang, words: str) -> None:
    layout = layout_of(lang=lang)
    assert words in str(layout.rows[1].cells[0].value)
    assert [row for row in layout.rows if not row.hidden] == list(layout.rows[:2])
    assert (layout.freeze, layout.repeat_rows, layout.print_area) == (None, None, "A1:F2")


def test_where_there_is_nothing_wrong_it_can_be_asked_for_only_in_place_of_an_older_one() -> None:
    assert problems_layout(of_book(), (), Lang.ZH, only_replaces=True).only_replaces
    assert not layout_of(problem()).only_replaces


def test_headings_stay_in_view_and_on_every_page_which_is_one_sheet_wide() -> None:
    layout = layout_of(problem(), problem())
    assert texts(layout.rows[3]) == ["级别", "位置", "规则", "格内的值", "问题", "怎么改"]
    assert (layout.freeze, layout.repeat_rows, layout.print_area) == ("A5", (4, 4), "A1:F6")
    assert (layout.landscape, layout.fit_width) == (True, True)


def test_a_long_value_is_cut_and_its_row_is_tall_enough_but_not_taller_than_excel_takes() -> None:
    short, long = listed(layout_of(problem(), problem(value="很长" * 5_000)))
    assert str(long.cells[3].value) == ("很长" * 40)[:79] + "…"
    assert long.height is not None
    assert short.height is not None
    assert short.height < long.height <= 409


def test_the_writers_own_word_stands_in_a_hidden_row_outside_the_print() -> None:
    layout = problems_layout(of_book(), [problem()], Lang.ZH, place="_xlsummary:copy")
    assert texts(layout.rows[-1]) == ["_xlsummary:copy"]
    assert layout.rows[-1].hidden
    assert layout.print_area == f"A1:F{len(layout.rows) - 1}"


def test_without_a_company_the_title_is_the_sheets_name() -> None:
    nameless = replace(of_book(), settings=replace(of_book().settings, company=""))
    assert texts(problems_layout(nameless, (), Lang.ZH).rows[0]) == ["问题"]
    assert texts(problems_layout(nameless, (), Lang.EN).rows[0]) == ["Problems"]
