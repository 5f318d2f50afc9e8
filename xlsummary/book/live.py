"""A workbook that is open in Excel, by xlwings: a file that holds what it holds now, and where it lies."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import xlwings as xw

from xlsummary.model import Text
from xlsummary.problems import XlsummaryError

_SUFFIX = ".xlsx"


def own_place(book: xw.Book) -> Path | None:
    """Where the workbook lies on this computer; None for one that was never saved or lies on a server."""
    with suppress(Exception):  # xlwings raises for an address of OneDrive or SharePoint that it cannot place
        path = Path(book.fullname)
        if path.is_absolute() and path.is_file():
            return path
    return None


def saved_copy(book: xw.Book, folder: Path, own: Path | None) -> Path:
    """A file in `folder`, of the workbook's own name, that holds what the workbook holds now, saved or not.

    Where the program cannot save a copy (Excel for Mac), the workbook's own file stands in, if nothing was changed since it was
    saved. Raises `XlsummaryError` where there is neither.
    """
    copy = folder / (Path(book.name).name if Path(book.name).suffix else f"{book.name}{_SUFFIX}")
    try:
        book.api.SaveCopyAs(str(copy))
    except Exception:
        copy.unlink(missing_ok=True)
    if copy.is_file():
        return copy
    if own is None or not _is_saved(book):
        raise _unsaved(book.name)
    shutil.copyfile(own, copy)
    return copy


def _is_saved(book: xw.Book) -> bool:
    """Whether nothing was changed since the workbook was saved, as far as its program tells."""
    for attribute in ("Saved", "saved"):
        with suppress(Exception):
            told = getattr(book.api, attribute)
            return bool(told.get() if hasattr(told, "get") else told)
    return False


def _unsaved(name: str) -> XlsummaryError:
    return XlsummaryError(
        "book-not-saved",
        Text(f"“{name}”还没有保存，Excel 又不能另存副本", f"{name} is not saved, and Excel can save no copy of it"),
        Text("请先保存工作簿，再按一次按钮", "Save the workbook and press the button again"),
    )
