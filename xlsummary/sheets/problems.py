"""The sheet 问题: every problem in a line, its cell a link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from xlsummary.model import Lang, SalesBook, Text
from xlsummary.problems import Problem, Severity
from xlsummary.sheets.layout import Layout, LayoutCell, LayoutColumn, LayoutRow, Style
from xlsummary.sheets.measuring import LINE_HEIGHT, lines_of
from xlsummary.sheets.words import PAGES, PROBLEMS

MARKER = "_xlsummary_problems"

_SEVERITIES: Mapping[Severity, tuple[str, Text, Style]] = MappingProxyType(
    {
        Severity.ERROR: ("●", Text("错误", "Error"), Style.ALERT),
        Severity.WARNING: ("▲", Text("警告", "Warning"), Style.CAUTION),
        Severity.NOTE: ("○", Text("提示", "Note"), Style.TEXT),
    }
)
"""Symbol, word and look, so that it is seen in black and white too."""

_HEADINGS: tuple[tuple[Text, float], ...] = (
    (Text("级别", "Severity"), 11.0),
    (Text("位置", "Cell"), 17.0),
    (Text("规则", "Rule"), 28.0),
    (Text("格内的值", "Value"), 16.0),
    (Text("问题", "Problem"), 42.0),
    (Text("怎么改", "What to do"), 38.0),
)
_HEAD_ROW = 4
_LONGEST_VALUE = 80
_TALLEST = 400.0
"""Points; a row takes 409."""

_CLEAN = Text("没有问题", "No problems")
_COUNTS = Text("工作簿 {book}：{counts}", "Workbook {book}: {counts}")
_HOW = Text(
    "点“位置”跳到单元格；改好后再运行一次，本表会重写",
    "Click a cell to go there; mend it and run again, and this sheet is written anew",
)


def problems_layout(
    book: SalesBook,
    problems: Sequence[Problem],
    lang: Lang,
    *,
    only_replaces: bool = False,
    place: str = "",
    staying: Collection[str] = (),
) -> Layout:
    """The sheet of all problems, or one that says that there are none.

    `only_replaces` asks for it only where an older one stands; `place` is a word of the writer's own, kept in a hidden row.
    `staying` are sheets of ours that stay as they are, so that a click may lead there as to the book's own.
    """
    sheets = frozenset((*book.sheets, *staying))
    rows = (*_head(book, problems, lang), *(_row(problem, sheets, lang) for problem in problems))
    of_writer = (LayoutRow((LayoutCell(place, style=Style.KEY),), hidden=True),) if place else ()
    return Layout(
        title=PROBLEMS[lang],
        marker=MARKER,
        columns=tuple(LayoutColumn(width) for _, width in _HEADINGS),
        rows=(*rows, *of_writer),
        freeze=f"A{_HEAD_ROW + 1}" if problems else None,
        repeat_rows=(_HEAD_ROW, _HEAD_ROW) if problems else None,
        print_area=f"A1:F{len(rows)}",
        footer=PAGES[lang],
        only_replaces=only_replaces,
    )


def _head(book: SalesBook, problems: Sequence[Problem], lang: Lang) -> Iterator[LayoutRow]:
    """Title, counts, how to use it, headings; without problems only the first two."""
    yield LayoutRow((LayoutCell(_title(book, lang), style=Style.TITLE),), height=26.0)
    counts = _COUNTS[lang].format(book=book.name, counts=_counts(problems, lang))
    yield LayoutRow((LayoutCell(counts, style=Style.LABEL),), height=20.0)
    if problems:
        yield LayoutRow((LayoutCell(_HOW[lang], style=Style.NOTE),), height=20.0)
        yield LayoutRow(tuple(LayoutCell(name[lang], style=Style.HEAD) for name, _ in _HEADINGS), height=LINE_HEIGHT + 6)


def _title(book: SalesBook, lang: Lang) -> str:
    owner = book.settings.company
    if lang is Lang.ZH:
        return f"{owner or ''} {PROBLEMS.zh}".strip()
    return f"{owner}: problems" if owner else PROBLEMS.en


def _counts(problems: Sequence[Problem], lang: Lang) -> str:
    """`● 错误 2，▲ 警告 1`; 没有问题."""
    counts = Counter(problem.severity for problem in problems)
    told = [f"{symbol} {word[lang]} {counts[each]}" for each, (symbol, word, _) in _SEVERITIES.items() if counts[each]]
    return Text("，", ", ")[lang].join(told) or _CLEAN[lang]


def _row(problem: Problem, sheets: Collection[str], lang: Lang) -> LayoutRow:
    symbol, word, style = _SEVERITIES[problem.severity]
    value = problem.value if len(problem.value) <= _LONGEST_VALUE else problem.value[: _LONGEST_VALUE - 1] + "…"
    texts = (
        f"{symbol} {word[lang]}",
        "" if problem.cell is None else str(problem.cell),
        f"{problem.rule.title[lang]}\n{problem.rule.id}",
        value,
        problem.message(lang),
        problem.hint(lang),
    )
    cells = [LayoutCell(text or None, style=Style.TEXT) for text in texts]
    cells[0] = LayoutCell(texts[0], style=style)
    cells[1] = LayoutCell(texts[1] or None, style=Style.TEXT, link=_link(problem, sheets))
    lines = max(_lines(text, width) for text, (_, width) in zip(texts, _HEADINGS, strict=True))
    return LayoutRow(tuple(cells), height=min(LINE_HEIGHT * lines + 4, _TALLEST))


def _lines(text: str, width: float) -> int:
    """Lines as they are typed, each wrapped; a little of the column stays blank at its edges."""
    return sum(lines_of(line, width - 1) for line in text.split("\n"))


def _link(problem: Problem, sheets: Collection[str]) -> str | None:
    """Where a click leads; nowhere for a cell of another file, or of a sheet that is missing or written anew."""
    cell = problem.cell
    if cell is None or cell.sheet not in sheets:
        return None
    return str(cell) if cell.ref else f"{cell}!A1"
