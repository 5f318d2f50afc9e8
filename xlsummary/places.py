"""Which files a command leaves, where, and what is said of those that are there already."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from xlsummary import assets
from xlsummary.book.export import Export
from xlsummary.book.maps import SUFFIX as MAP_SUFFIX
from xlsummary.book.parts import MARKER
from xlsummary.book.template import filled
from xlsummary.catalogue_writing import CHANGED_SINCE, OPEN_ELSEWHERE, OTHER_NAMES, REPLACED_OTHER
from xlsummary.excel.addin import with_button
from xlsummary.excel.copies import is_untouched
from xlsummary.model import Lang, Text
from xlsummary.output import Output
from xlsummary.package import CONTENT_TYPES, is_marked, part_of
from xlsummary.pipeline import Marked, Outcome
from xlsummary.problems import Problem, XlsummaryError
from xlsummary.reconciling import Reconciled
from xlsummary.replacing import lasting_place, refuse_special

_PLAN = "-plan"
_CHECKED = "-checked"
_RECONCILED = "-reconcile"
_BOOK_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam")


@dataclass(frozen=True, slots=True)
class Leaving:
    """The files to write, and what is to be said of what they replace."""

    files: tuple[Output, ...] = ()
    notices: tuple[Problem, ...] = ()


def plan_place(book: Path, folder: Path | None, *, in_place: bool = False) -> Path:
    """Where the sheets of a run go: into a copy, or into the book itself where that is asked for or it is a copy of ours."""
    return book if in_place else _place(book, folder, _PLAN)


def plans_of(book: Path, folder: Path | None) -> tuple[Path, ...]:
    """Where the copies of earlier runs may lie: beside the book, and in the folder that is asked for."""
    return tuple(dict.fromkeys(plan_place(book, each).absolute() for each in (None, folder)))


def marked_place(book: Path, folder: Path | None) -> Path:
    """Where the copy with the problems goes; a book that is such a copy is written to itself."""
    return _place(book, folder, _CHECKED)


def reconciled_place(book: Path, folder: Path | None) -> Path:
    """Where the copy with the reconciliation goes; a book that is such a copy is written to itself."""
    return _place(book, folder, _RECONCILED)


def is_itself(place: Path, book: Path) -> bool:
    """True where a file to write is the book that is read, by whatever name."""
    try:
        return place.samefile(book)
    except OSError:
        return False


def run_files(outcome: Outcome, folder: Path | None, *, in_place: bool = False, force: bool = False) -> Leaving:
    """The files of a run, beside the book or in `folder`: the Word file first, the book last; none for a book with errors.

    The map of a book that is not our template stands beside the book, where the next run finds it; in `folder` only where
    the book's own cannot be written. A workbook of another origin is never replaced without `force`.
    """
    if outcome.planning is None or outcome.document is None:
        return Leaving()
    book = outcome.checked.path
    place = plan_place(book, folder, in_place=in_place)
    name = book.stem if in_place else place.stem.removesuffix(_PLAN)
    folder = folder or book.parent
    plan, notices = _over(Output("plan", place, outcome.planning, source=book), outcome, force=force)
    files = [summary_output(outcome.document, folder, name, book), plan]
    if outcome.checked.new_map is not None:
        beside = book.parent if os.access(book.parent, os.W_OK) else folder
        files.insert(0, Output("map", beside / f"{name}{MAP_SUFFIX}", outcome.checked.new_map, source=book))
    return Leaving(tuple(files), (*outcome.notices, *notices, *_notices(files)))


def summary_output(document: bytes, folder: Path, name: str, book: Path) -> Output:
    """The Word summary of a book, in a folder and called by a name."""
    return Output("summary", folder / f"{name}-summary.docx", document, source=book)


def marked_files(marked: Marked, folder: Path | None, *, force: bool = False) -> Leaving:
    """The copy of a book with its problems, beside it or in `folder`; one of another origin is replaced only with `force`."""
    place = marked_place(marked.checked.path, folder)
    output, notices = _over(Output("marked", place, marked.content, source=marked.checked.path), marked, force=force)
    return Leaving((output,), (*marked.notices, *notices, *_notices([output])))


def reconciled_files(outcome: Reconciled, folder: Path | None, *, force: bool = False) -> Leaving:
    """The copy of a book with its reconciliation, beside it or in `folder`; none with errors in the book or the ledger."""
    if outcome.content is None:
        return Leaving(notices=outcome.notices)
    place = reconciled_place(outcome.checked.path, folder)
    output, notices = _over(Output("reconciliation", place, outcome.content, source=outcome.checked.path), outcome, force=force)
    return Leaving((output,), (*outcome.notices, *notices, *_notices([output])))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBook:
    """A workbook to be made at `path`: its size and language, over a file that is there, with a button on its first sheet."""

    path: Path
    size: str
    lang: Lang
    force: bool = False
    button: bool = False


def new_output(new: NewBook, example: str | None) -> Output:
    """The blank template of a size, or a shipped example by its name."""
    name = f"template-{new.size}.{new.lang.value}.xlsx" if example is None else _example_file(example, new.lang)
    return _new(new, assets.workbook(name).read_bytes())


def export_output(new: NewBook, export: Export) -> Output:
    """The template of a size with the rows of an export."""
    return _new(new, filled(export.rows, new.lang, new.size))


def _new(new: NewBook, content: bytes) -> Output:
    _must_be_free(new.path, force=new.force, suffix=".xlsm" if new.button else ".xlsx")
    return Output("book", new.path, with_button(content, new.lang) if new.button else content)


def template_copy(path: Path, content: bytes, *, force: bool) -> Output:
    """A copy of a Word template, to stand at `path`."""
    _must_be_free(path, force=force, suffix=".docx")
    return Output("template", path, content)


def checked_template(path: Path, folder: Path | None, content: bytes) -> Output:
    """The copy of a template with a comment at each wrong tag, beside it or in `folder`."""
    return Output(
        "marked", (folder or path.parent) / f"{path.stem.removesuffix(_CHECKED)}{_CHECKED}.docx", content, source=path
    )


def _place(book: Path, folder: Path | None, ending: str) -> Path:
    own = book.stem.endswith(ending) and _is_ours(book)
    name = book.stem if own else f"{book.stem}{ending}"
    return (folder or book.parent) / f"{name}{book.suffix if own else _suffix(book)}"


def _suffix(book: Path) -> str:
    """The book's own, where a copy of it is still that kind of file; a new book is .xlsx."""
    if book.suffix.lower() in _BOOK_SUFFIXES:
        return book.suffix.lower()
    return ".xlsm" if b"macroEnabled" in part_of(book, CONTENT_TYPES) else ".xlsx"


def _is_ours(path: Path) -> bool:
    """True for a workbook that carries the marker of a sheet of ours."""
    return is_marked(path, MARKER)


def _over(output: Output, work: Outcome | Marked | Reconciled, *, force: bool) -> tuple[Output, tuple[Problem, ...]]:
    """The file with what holds of the one that it replaces, and what is said of it."""
    refuse_special(lasting_place(output.path))
    if is_itself(output.path, work.checked.path):
        return replace(output, keeps_old=True, over=work.before), ()
    if not output.path.exists() or _is_ours(output.path):
        return replace(output, keeps_old=output.path.resolve() in work.checked.others), ()
    if not force:
        raise _in_the_way(output.path)
    return replace(output, keeps_old=True), (Problem(REPLACED_OTHER, None, str(output.path)),)


def _notices(files: Iterable[Output]) -> Iterator[Problem]:
    """What is said of the files that are about to be replaced."""
    for output in files:
        path = lasting_place(output.path)
        locks = (lock for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")) if lock.exists())
        for lock in locks if path.exists() else ():
            yield Problem(OPEN_ELSEWHERE, None, str(output.path), {"lock": lock.name})
        if output.role in _KEPT and not output.keeps_old and path.is_file() and not is_untouched(path):
            kept, hint = _KEPT[output.role]
            yield Problem(CHANGED_SINCE, None, str(output.path), {"kept": kept, "hint": hint})
        if output.over and path.stat().st_nlink > 1:
            yield Problem(OTHER_NAMES, None, str(output.path), {"count": str(path.stat().st_nlink - 1)})


_NOT_KEPT = Text("改动没有带到新文件里", "no change is in the new file")
_TO_THE_BOOK = Text("要算数的内容填到原来的工作簿里，再运行", "Enter what should count in the workbook itself and run again")
_KEPT = {
    "plan": (
        Text(
            "只有计划表上的配额和固定值带到了新文件里，其他地方填的不算",
            "only quotas and fixed amounts of its planning sheets are in the new file; nothing else that was filled in counts",
        ),
        _TO_THE_BOOK,
    ),
    "marked": (_NOT_KEPT, _TO_THE_BOOK),
    "reconciliation": (_NOT_KEPT, _TO_THE_BOOK),
    "summary": (
        _NOT_KEPT,
        Text(
            "要保留的文字从备份抄过来；每次都要的，写进“素材”或 Word 模板",
            "Copy what is to stay from the backup; what is wanted each time goes into Notes or the Word template",
        ),
    ),
}
"""What becomes of changes in a file of a role, and what to do about it."""


def _example_file(example: str, lang: Lang) -> str:
    """`team` is example-team, `first-1-target` itself; in the language asked for."""
    ending = f".{lang.value}.xlsx"
    known = {
        name.removesuffix(ending).removeprefix("example-"): name
        for name in assets.names("workbook")
        if name.endswith(ending) and not name.startswith("template-")
    }
    if example not in known:
        there = "、".join(sorted(known)) or "-"
        raise XlsummaryError(
            "unknown-example",
            Text(f"没有名为 {example} 的例子", f"there is no example called {example}"),
            Text(f"可选：{there}", f"Choose one of: {', '.join(sorted(known)) or '-'}"),
        )
    return known[example]


def _must_be_free(path: Path, *, force: bool, suffix: str = ".xlsx") -> None:
    if path.suffix.lower() != suffix:
        is_book = suffix != ".docx"
        kind = Text("Excel 工作簿", "an Excel workbook") if is_book else Text("Word 文档", "a Word document")
        raise XlsummaryError(
            "not-a-workbook-name" if is_book else "not-a-document-name",
            Text(f"{path} 不是 {kind.zh}的文件名", f"{path} is not the name of {kind.en}"),
            Text(f"文件名以 {suffix} 结尾", f"End the name in {suffix}"),
            path=str(path),
        )
    if path.exists() and not force:
        raise XlsummaryError(
            "file-in-the-way",
            Text(f"{path} 已经存在，没有覆盖", f"{path} is there already; left alone"),
            Text("换一个文件名；确认可以覆盖时加 --force", "Choose another name, or add --force to replace it"),
            path=str(path),
        )


def _in_the_way(path: Path) -> XlsummaryError:
    return XlsummaryError(
        "file-in-the-way",
        Text(
            f"{path} 已经存在，不是本工具写的，没有覆盖",
            f"{path} is there already and was not written by this tool; left alone",
        ),
        Text("换一个文件名或文件夹；确认可以覆盖时加 --force", "Choose another name or folder, or add --force to replace it"),
        path=str(path),
    )
