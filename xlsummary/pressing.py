"""What a press of the button gives, whichever program holds the workbook open: sheets to take over, files, and what to say.

The workbook is read from a copy that its program saved, by the same pipeline as the command line, so that both give the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from xlsummary import pipeline
from xlsummary.book.maps import map_beside
from xlsummary.excel.grafted import Grafted
from xlsummary.excel.pages import Pages, pages_of
from xlsummary.excel.pointing import Pointing, pointing
from xlsummary.model import Lang, Text
from xlsummary.output import Output
from xlsummary.pipeline import Marked, Options, Outcome
from xlsummary.places import plans_of, summary_output
from xlsummary.problems import Problem, Severity
from xlsummary.sheets.layout import Layout, Visibility

_DONE = Text("已写入：{sheets}", "Written: {sheets}")
_WORD = Text("Word 总结：{path}", "Word summary: {path}")
_ERRORS = Text(
    "有 {count} 个错误，计划和总结没有写。\n请看工作表“{sheet}”，点单元格链接即可改，改好再按一次。",
    "There are {count} errors, so neither plan nor summary was written.\n"
    "See the sheet {sheet}: each links to its cell. Mend them and press again.",
)
_TOLD = Text("另有 {count} 条警告和提示，见工作表“{sheet}”。", "{count} warnings and notes are on the sheet {sheet}.")
_ELSEWHERE = Text(
    "工作簿不在本机文件夹里，文件放在了“文档”。", "The workbook is in no folder of this computer, so the file is in Documents."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What is to be done in the open workbook, the files to write beside it, and what to say of it."""

    pages: Pages
    points: Pointing
    files: tuple[Output, ...]
    message: str
    is_sound: bool
    lang: Lang


def pressed(copy: Path, own: Path | None, documents: Path, today: date) -> Pressed:
    """What the button gives for a workbook of which `copy` holds what it is now.

    `own` is where the workbook itself lies, None where it was never saved or lies on a server; then files go to `documents`.
    Raises `XlsummaryError` as the command line does.
    """
    options = _options(copy, own, today)
    outcome = pipeline.run(copy, options)
    if outcome.planning is None or outcome.document is None:
        marked = pipeline.mark(copy, options)
        return _told(outcome, marked, marked.layouts, marked.content, ())
    folder = own.parent if own else documents
    files = (summary_output(outcome.document, folder, (own or copy).stem, own or copy),)
    return _told(outcome, None, outcome.layouts, outcome.planning, files, elsewhere=own is None)


def _options(copy: Path, own: Path | None, today: date) -> Options:
    options = Options(today=today, itself=True)
    if own is None:
        return options
    return replace(options, map_file=map_beside(own), earlier=plans_of(own, None), target=copy)


def _told(
    outcome: Outcome,
    marked: Marked | None,
    layouts: Sequence[Layout],
    placed: Grafted,
    files: tuple[Output, ...],
    *,
    elsewhere: bool = False,
) -> Pressed:
    lang, day = outcome.checked.lang, outcome.horizon.as_of
    pages = pages_of(layouts, placed, day)
    titles = [page.title for page in pages.sheets if page.replaces]
    problems = next((placed.titles[marker] for marker in placed.titles if marker.endswith("problems")), "")
    if marked is not None:
        count = sum(each.severity is Severity.ERROR for each in marked.checked.problems)
        lines = [_ERRORS[lang].format(count=count, sheet=problems)]
    else:
        lines = _done(outcome.checked.problems, pages, files, problems, lang)
        lines += [_ELSEWHERE[lang]] if elsewhere else []
    return Pressed(
        pages=pages,
        points=pointing(outcome.checked.path, titles),
        files=files,
        message="\n".join(lines),
        is_sound=marked is None,
        lang=lang,
    )


def _done(problems: Sequence[Problem], pages: Pages, files: Sequence[Output], sheet: str, lang: Lang) -> list[str]:
    shown = [page.title for page in pages.sheets if page.visibility is Visibility.VISIBLE]
    lines = [_DONE[lang].format(sheets=("、" if lang is Lang.ZH else ", ").join(shown))]
    lines += [_WORD[lang].format(path=each.path) for each in files]
    return [*lines, _TOLD[lang].format(count=len(problems), sheet=sheet)] if problems and sheet else lines
