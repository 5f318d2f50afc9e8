"""What Excel's button calls. Whatever happens is said in one message box, and Excel is left as it was."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import xlwings as xw

from xlsummary.book.live import own_place, saved_copy
from xlsummary.excel.live import take_over, undisturbed
from xlsummary.fault_log import logged
from xlsummary.model import Lang
from xlsummary.output import write_all
from xlsummary.pressing import Pressed, pressed
from xlsummary.problems import XlsummaryError

_TITLE = "xlsummary"


def main() -> None:
    """Runs for the workbook that Excel called from; never raises."""
    press(_caller(sys.argv))


def press(book: xw.Book) -> None:
    """Writes our sheets into an open workbook and the Word summary beside it, and says so; never raises."""
    try:
        with tempfile.TemporaryDirectory(prefix="xlsummary-", ignore_cleanup_errors=True) as folder, undisturbed(book):
            done = _pressed(book, Path(folder))
        _say(book, done.message, is_sound=done.is_sound)
    except XlsummaryError as error:
        langs = (error.lang,) if error.lang else (Lang.ZH, Lang.EN)
        _say(book, "\n".join(f"{error.message[lang]}\n→ {error.hint[lang]}" for lang in langs), is_sound=False)
    except Exception:
        text = logged()
        _say(book, "\n".join(text[lang] for lang in Lang), is_sound=False)


def _pressed(book: xw.Book, folder: Path) -> Pressed:
    own = own_place(book)
    copy = saved_copy(book, folder, own)
    done = pressed(copy, own, _documents(), datetime.now().astimezone().date())
    take_over(book, done.pages, done.points, folder)
    write_all(done.files)
    return done


def _caller(arguments: Sequence[str]) -> xw.Book:
    """The workbook that Excel called from. xlwings cuts a name at its `=`, so that the name is read here where it has one."""
    book = next((each.removeprefix("--wb=") for each in arguments if each.startswith("--wb=")), "")
    return xw.books[book] if "=" in book else xw.Book.caller()


def _documents() -> Path:
    """The user's folder of documents, else the home itself."""
    home = Path.home()
    return next((place for place in (home / "Documents", home / "文档") if place.is_dir()), home)


def _say(book: xw.Book, text: str, *, is_sound: bool) -> None:
    book.app.alert(text, title=_TITLE, mode="info" if is_sound else "critical")
