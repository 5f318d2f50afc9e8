"""Our sheets taken over into a workbook that is open in Excel, by xlwings, which hands on to Excel what is asked of it.

Each call is a way into another program, so nothing is done cell by cell: our sheets come in a workbook of their own, which
Excel opens, copies sheet by sheet, and closes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlwings as xw

from xlsummary.excel.pages import Page, Pages
from xlsummary.excel.pointing import Pointing
from xlsummary.model import Cell, Text
from xlsummary.problems import XlsummaryError
from xlsummary.sheets.layout import Visibility

_VERY_HIDDEN = 2
"""Excel's xlSheetVeryHidden."""
_PAGES = "xlsummary-sheets.xlsx"


@contextmanager
def undisturbed(book: xw.Book) -> Iterator[None]:
    """While our work lasts the screen stands still and nothing else is set off; then all is as before, whatever happened."""
    app = book.app
    active, selected = book.sheets.active, _selected(app)
    with app.properties(screen_updating=False, display_alerts=False, enable_events=False, calculation="manual"):
        try:
            yield
        finally:
            with suppress(Exception):  # the sheet may have been ours, and be gone
                active.activate()
                if selected is not None:
                    selected.select()


def take_over(book: xw.Book, pages: Pages, points: Pointing, folder: Path) -> None:
    """Puts the pages into the open workbook, in place of older ones or last; `folder` is for a file that is gone after it.

    Raises `XlsummaryError` where Excel does not let it; sheets taken over before stay.
    """
    kept = _kept(book, points)
    path = folder / _PAGES
    path.write_bytes(pages.content)
    try:
        _copy_all(book, pages, path)
        for page in pages.sheets:
            _enter_crossing(book.sheets[page.title], page)
    finally:
        _enter_kept(book, kept)


def _copy_all(book: xw.Book, pages: Pages, path: Path) -> None:
    source = book.app.books.open(path, update_links=False, read_only=True, add_to_mru=False)
    try:
        for page in pages.sheets:
            _take(book, source.sheets[page.title], page)
    finally:
        source.close()


def _selected(app: xw.App) -> xw.Range | None:
    """What is selected, where that is cells."""
    with suppress(Exception):  # a chart, or nothing at all
        return app.selection
    return None


def _take(book: xw.Book, source: xw.Sheet, page: Page) -> None:
    older = book.sheets[page.title] if page.replaces else None
    try:
        if page.visibility is not Visibility.VISIBLE:
            source.visible = True
        new = _copied(source, book, older)
        if older is not None:
            older.delete()
        new.name = page.title
        if page.visibility is not Visibility.VISIBLE:
            _hide(new, page.visibility)
    except XlsummaryError:
        raise
    except Exception as fault:  # whatever way Excel, by whichever bridge, says no
        raise _refused(page.title, fault) from fault


def _copied(source: xw.Sheet, book: xw.Book, older: xw.Sheet | None) -> xw.Sheet:
    """The copy behind the older sheet, or last. (`Sheet.copy` asks for the name of every sheet, twice.)"""
    source.impl.copy(before=None, after=(older or book.sheets[-1]).impl)
    return book.sheets[-1] if older is None else book.sheets[older.index]


def _hide(sheet: xw.Sheet, visibility: Visibility) -> None:
    sheet.visible = False
    if visibility is Visibility.VERY_HIDDEN:
        with suppress(Exception):  # a host that knows hidden sheets only
            sheet.api.Visible = _VERY_HIDDEN


def _enter_crossing(sheet: xw.Sheet, page: Page) -> None:
    for run in page.crossing:
        first = sheet.range(run.at)
        last = sheet.range((first.row, first.column + len(run.formulas) - 1))
        sheet.range(first, last).formula = [list(run.formulas)]


@dataclass(frozen=True, slots=True)
class _Kept:
    """Formulas of the user's that point at sheets of ours, as Excel has them."""

    cells: Sequence[tuple[Cell, str]]
    names: Sequence[tuple[str, str]]


def _kept(book: xw.Book, points: Pointing) -> _Kept:
    return _Kept(
        cells=[(cell, str(book.sheets[cell.sheet].range(cell.ref).formula)) for cell in points.cells if cell.ref],
        names=[(name, str(book.names[name].refers_to)) for name in points.names],
    )


def _enter_kept(book: xw.Book, kept: _Kept) -> None:
    for cell, formula in kept.cells:
        book.sheets[cell.sheet].range(cell.ref or "A1").formula = [[formula]]
    for name, target in kept.names:
        book.names[name].refers_to = target


def _refused(title: str, fault: Any) -> XlsummaryError:
    return XlsummaryError(
        "excel-refused",
        Text(f"Excel 不让写入工作表“{title}”：{fault}", f"Excel did not let the sheet {title} be written: {fault}"),
        Text(
            "请取消工作簿和工作表的保护，退出正在编辑的单元格，再按一次按钮",
            "Unprotect the workbook and its sheets, leave the cell that is being edited, and press the button again",
        ),
    )
