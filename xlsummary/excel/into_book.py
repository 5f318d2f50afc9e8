"""Our sheets put into a user's book, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from xlsummary.catalogue_writing import NOT_ON_NEW_SHEET, TITLE_TAKEN, WRITTEN_BY_FORCE
from xlsummary.excel.graft import grafted
from xlsummary.excel.grafted import Grafted
from xlsummary.model import Cell, Text
from xlsummary.problems import Problem, XlsummaryError
from xlsummary.sheets.layout import Layout
from xlsummary.stamp import Stamp, refuse_changed

_COSTS = {
    "signed-book": Text("原来的数字签名从此无效", "its digital signature is void from now on"),
    "locked-structure": Text("受保护的工作簿结构里多了表", "sheets were added though its structure is protected"),
    "sheet-in-use": Text(
        "用到表上内容的公式、名称、切片器失效", "formulas, names and slicers that need what was on it are void"
    ),
}
"""What `--force` may go past, and what it costs."""


def put_in(
    book: Path, layouts: Sequence[Layout], before: Stamp | None, day: date | None = None, *, force: bool = False
) -> tuple[Grafted, tuple[Problem, ...]]:
    """The book with the sheets in it, not yet written, and what is to be said of it; `day` dates a new book.

    `before` is how the file stood when the layouts' numbers were read. Raises `XlsummaryError` where the book changed since,
    and for a signed book and one whose structure is locked, unless `force`.
    """
    forced: tuple[Problem, ...] = ()
    try:
        content = grafted(book, layouts, day=day)
    except XlsummaryError as refused:
        if not force or refused.rule not in _COSTS:
            raise
        content = grafted(book, layouts, day=day, force=True)
        words = {"reason": refused.message, "cost": _COSTS[refused.rule]}
        forced = (Problem(WRITTEN_BY_FORCE, None, book.name, words),)
    refuse_changed(book, before)
    return content, (*forced, *_left(content), *_taken(content, layouts))


def _left(content: Grafted) -> Iterator[Problem]:
    """One warning for each sheet on which a person had put something of their own."""
    for each in content.left:
        named = Text("、".join(one.zh for one in each.objects), ", ".join(one.en for one in each.objects))
        yield Problem(NOT_ON_NEW_SHEET, Cell(each.sheet), each.sheet, {"named": named})


def _taken(content: Grafted, layouts: Sequence[Layout]) -> Iterator[Problem]:
    """One note for each sheet whose name the user's book had already."""
    for layout in layouts:
        if layout.marker in content.renamed:
            title = content.titles[layout.marker]
            yield Problem(TITLE_TAKEN, Cell(title), title, {"wished": layout.title})


def not_in_place(book: Path) -> XlsummaryError:
    """What is said of a book of a format that takes no sheets of ours."""
    return XlsummaryError(
        "not-in-place",
        Text(f"{book.name} 的格式不能加表，没有写入", f"no sheet can be added to the format of {book.name}; left alone"),
        Text(
            "用 Excel 或 WPS 另存为 .xlsx 再运行；或去掉 --in-place，计划另写一本",
            "Save it as .xlsx in Excel or WPS and run again, or leave --in-place away: the plan goes into a book of its own",
        ),
        path=str(book),
    )
