"""What a run leaves: files, each written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from xlsummary import assets
from xlsummary.book.export import Export
from xlsummary.book.maps import SUFFIX as MAP_SUFFIX
from xlsummary.book.template import filled
from xlsummary.model import Lang, Text
from xlsummary.package import is_as_packed, is_marked
from xlsummary.pipeline import Outcome
from xlsummary.problems import XlsummaryError

_TEMPORARY = ".xlsummary-tmp"
_PLAN_SUFFIX = "-plan"
_BOOK_SUFFIXES = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Output:
    """One file to write; `role` as in the JSON (`plan`, `summary`, `backup`, ...).

    `keeps_old` asks for a backup in any case: the file is the user's book.
    """

    role: str
    path: Path
    content: bytes
    keeps_old: bool = False


def run_outputs(outcome: Outcome, folder: Path | None, *, force: bool) -> tuple[Output, ...]:
    """The files of a run, beside the book or in `folder`: the Word file first, the book last; none for a book with errors.

    The map of a book that is not our template stands beside the book, where the next run finds it; in `folder` only where
    the book's own cannot be written.

    A book of ours named `*-plan` is written to itself. A workbook that is not ours is never replaced without `force`.
    """
    if outcome.planning is None or outcome.document is None:
        return ()
    book = outcome.checked.path
    folder = folder or book.parent
    own = book.stem.endswith(_PLAN_SUFFIX) and _is_ours(book)
    name = book.stem.removesuffix(_PLAN_SUFFIX) if own else book.stem
    suffix = book.suffix.lower() if book.suffix.lower() in _BOOK_SUFFIXES else ".xlsx"
    planning = folder / f"{name}{_PLAN_SUFFIX}{suffix}"
    if planning.exists() and not force and not _is_ours(planning):
        raise _in_the_way(planning)
    document = folder / f"{name}-summary.docx"
    files = Output("summary", document, outcome.document), Output("plan", planning, outcome.planning, keeps_old=own)
    new_map = outcome.checked.new_map
    if new_map is None:
        return files
    beside = book.parent if os.access(book.parent, os.W_OK) else folder
    return (Output("map", beside / f"{name}{MAP_SUFFIX}", new_map), *files)


def new_output(path: Path, example: str | None, size: str, lang: Lang, *, force: bool) -> Output:
    """The blank template of a size, or a shipped example by its name, to stand at `path`."""
    _must_be_free(path, force=force)
    name = f"template-{size}.{lang.value}.xlsx" if example is None else _example_file(example, lang)
    return Output("book", path, assets.workbook(name).read_bytes())


def export_output(path: Path, export: Export, size: str, lang: Lang, *, force: bool) -> Output:
    """The template of a size with the rows of an export, to stand at `path`."""
    _must_be_free(path, force=force)
    return Output("book", path, filled(export.rows, lang, size))


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


def _is_ours(path: Path) -> bool:
    """True for a workbook that carries the marker of our planning sheet."""
    return is_marked(path, "_xlsummary_planning")


def _must_be_free(path: Path, *, force: bool) -> None:
    if path.suffix.lower() != ".xlsx":
        raise XlsummaryError(
            "not-a-workbook-name",
            Text(f"{path} 不是 Excel 工作簿的文件名", f"{path} is not the name of an Excel workbook"),
            Text("文件名以 .xlsx 结尾", "End the name in .xlsx"),
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


def write_all(outputs: Sequence[Output]) -> tuple[Output, ...]:
    """Writes the files so that each is old or new, whole; returns them with the backups kept.

    All contents are complete in temporary files beside their targets before the first rename; renames go in the given order. A
    file that somebody worked on since is kept as `NAME.bak.EXT`; no backup is ever overwritten. Where a rename fails, those
    before it are taken back.
    """
    every = (*_backups(outputs), *outputs)
    try:
        for output in every:
            _write(output)
        _rename(every)
    finally:
        for output in every:
            with suppress(OSError):
                _beside(output.path).unlink(missing_ok=True)
    for folder in sorted({output.path.parent for output in every}):
        _settle(folder)
    return every


def _rename(outputs: Sequence[Output]) -> None:
    """Puts every temporary file in its place; on a failure the places are as they were."""
    done: list[tuple[Output, bytes | None]] = []
    for output in outputs:
        try:
            old = output.path.read_bytes() if output.path.is_file() else None
            _beside(output.path).replace(output.path)
        except OSError as error:
            for earlier, content in reversed(done):
                _restore(earlier, content)
            raise _unwritable(error, output.path) from error
        done.append((output, old))


def _restore(output: Output, content: bytes | None) -> None:
    with suppress(OSError):
        if content is None:
            output.path.unlink()
        else:
            _write(Output(output.role, output.path, content))
            _beside(output.path).replace(output.path)


def _beside(path: Path) -> Path:
    """The temporary file of a target: one name a target, so that the next run removes what a killed one left."""
    return path.with_name(f".{path.name}{_TEMPORARY}")


def _backups(outputs: Iterable[Output]) -> list[Output]:
    """What would be lost: files about to change that another program has saved since, or that are the user's book."""
    backups = []
    for output in outputs:
        old = output.path.read_bytes() if output.path.is_file() else output.content
        if old != output.content and (output.keeps_old or not is_as_packed(old)):
            place = _backup_place(output.path, old)
            if place is not None:
                backups.append(Output("backup", place, old))
    return backups


def _backup_place(path: Path, old: bytes) -> Path | None:
    """`NAME.bak.EXT`, or the first number that is free (`NAME.bak2.EXT`); None where one holds the same already."""
    for number in count(1):
        place = path.with_suffix(f".bak{'' if number == 1 else number}{path.suffix}")
        if not place.exists():
            return place
        if place.is_file() and place.read_bytes() == old:
            return None
    return None


def _write(output: Output) -> None:
    try:
        output.path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(output.path).open("wb") as stream:
            stream.write(output.content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise _unwritable(error, output.path) from error


def _settle(folder: Path) -> None:
    """Has the renames on disk where the system can; Windows cannot open a folder."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(error: OSError, path: Path) -> XlsummaryError:
    reason = error.strerror or str(error)
    return XlsummaryError(
        "output-not-written",
        Text(f"写不了文件 {path}：{reason}", f"cannot write {path}: {reason}"),
        Text(
            "检查文件夹是否可写、磁盘是否已满、文件是否正被 Excel 或 WPS 打开（关闭后再运行）；原有文件没有改动",
            "Check that the folder can be written, the disk has room and the file is not open in Excel or WPS (close it and "
            "run again); the files there are as they were",
        ),
        path=str(path),
    )
