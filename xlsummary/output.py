"""Files written each whole or not at all: complete beside their places first, then put there in order."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO, Protocol

from xlsummary.excel.copies import is_untouched
from xlsummary.model import Text
from xlsummary.problems import XlsummaryError
from xlsummary.stamp import Stamp, refuse_changed, stamp_of
from xlsummary.temporary import beside, complete, held, patiently, put, put_new, settle, sweep

_BLOCK = 1 << 20
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class Streamed(Protocol):
    """A content too large to be held: it writes itself."""

    def write(self, stream: BinaryIO, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Output:
    """One file to write; `role` as in the JSON (`plan`, `summary`, `backup`, ...).

    `keeps_old` asks for a backup in any case: the file is the user's book, or of another origin. `over` is how the book stood
    when it was read; a file that stands otherwise when its turn comes is left alone.
    """

    role: str
    path: Path
    content: bytes | Streamed
    keeps_old: bool = False
    over: Stamp | None = None


def write_all(outputs: Sequence[Output]) -> tuple[Output, ...]:
    """Writes the files so that each is old or new, whole; returns them with the backups kept.

    All contents are complete in temporary files beside their places before the first rename; renames go in the given order. A
    file that somebody worked on since is kept as `NAME.bak.EXT`; no backup is ever overwritten. Where a rename fails, those
    before it are taken back. Of a link the file is written that it leads to. Raises `XlsummaryError`.
    """
    with ExitStack() as stack:
        drafts = [_drafted(output, stack) for output in outputs]
        for folder in sorted({draft.place.parent for draft in drafts}):
            sweep(folder, [draft.place for draft in drafts if draft.place.parent == folder])
        backups = [_drafted(backup, stack) for draft in drafts if (backup := _backup(draft))]
        _put_all([*backups, *(draft for draft in drafts if not draft.is_same)], stack)
    for folder in sorted({draft.place.parent for draft in (*backups, *drafts)}):
        settle(folder)
    return (*(backup.output for backup in backups), *outputs)


def lasting_place(path: Path) -> Path:
    """Where a file really lies; for a link, the file that it leads to."""
    try:
        return path.resolve() if path.is_symlink() else path
    except (OSError, RuntimeError) as error:  # links that lead to each other
        raise _unwritable(OSError(errno.ELOOP, str(error)), path) from error


@dataclass(frozen=True, slots=True)
class _Draft:
    """A file complete beside its place, and how what lies there stood when it was begun."""

    output: Output
    place: Path
    before: Stamp | None
    is_same: bool

    @property
    def is_backup(self) -> bool:
        return isinstance(self.output.content, _Copy)


@dataclass(frozen=True, slots=True)
class _Copy:
    """The content of another file, passed on block by block."""

    source: Path

    def write(self, stream: BinaryIO, /) -> None:
        with self.source.open("rb") as old:
            shutil.copyfileobj(old, stream, _BLOCK)


def _drafted(output: Output, stack: ExitStack) -> _Draft:
    """Writes the content beside the place, with the rights of the file that it is to replace, or is a copy of."""
    place = lasting_place(output.path)
    try:
        before = output.over or stamp_of(place)
        _refuse_protected(place)
        stream = stack.enter_context(held(place))
        content = output.content
        if isinstance(content, bytes):
            stream.write(content)
        else:
            content.write(stream)
        like = content.source if isinstance(content, _Copy) else place
        if like.exists():
            _take_rights(stream, like)
        complete(stream)
        return _Draft(output, place, before, is_same=_holds_same(beside(place), place))
    except OSError as error:
        raise _unwritable(error, output.path) from error


def _refuse_protected(place: Path) -> None:
    """Raises where a file is not to be written though a rename could replace it, or cannot be replaced."""
    if not place.exists():
        return
    if not place.stat().st_mode & _WRITABLE:
        raise _protected(place)
    patiently(lambda: place.open("r+b").close())


def _take_rights(stream: BinaryIO, like: Path) -> None:
    """Owner, mode bits and, where the system has them, further attributes such as access lists."""
    if sys.platform == "win32":
        return
    descriptor, old = stream.fileno(), like.stat()
    with suppress(OSError):  # only root gives files away
        os.fchown(descriptor, old.st_uid, old.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    if sys.platform == "linux":
        with suppress(OSError):
            for name in os.listxattr(like):
                os.setxattr(descriptor, name, os.getxattr(like, name))


def _put_all(drafts: Sequence[_Draft], stack: ExitStack) -> None:
    """Puts every file in its place; on a failure the places are as they were."""
    done: list[_Draft] = []
    for draft in drafts:
        try:
            if draft is not drafts[-1]:
                _keep_old(draft, stack)
            refuse_changed(draft.place, draft.before)
            (put_new if draft.is_backup else put)(beside(draft.place), draft.place)
        except (OSError, XlsummaryError) as error:
            for earlier in reversed(done):
                _take_back(earlier)
            if isinstance(error, OSError):
                raise _unwritable(error, draft.output.path) from error
            raise
        done.append(draft)


def _keep_old(draft: _Draft, stack: ExitStack) -> None:
    """A second name for the file about to be replaced, until all are; a copy where the file system knows no links."""
    if draft.before is None:
        return
    kept = beside(draft.place, _OLD)
    kept.unlink(missing_ok=True)
    stack.callback(_forget, kept)
    try:
        os.link(draft.place, kept)
    except OSError:
        shutil.copy2(draft.place, kept)


def _take_back(draft: _Draft) -> None:
    with suppress(OSError):
        if draft.before is None:
            draft.place.unlink()
        else:
            put(beside(draft.place, _OLD), draft.place)


def _forget(kept: Path) -> None:
    with suppress(OSError):
        kept.unlink(missing_ok=True)


_OLD = ".old"


def _backup(draft: _Draft) -> Output | None:
    """What would be lost: a file about to change that another program has saved since, or that is the user's book."""
    old = draft.place
    if draft.before is None or draft.is_same or not (draft.output.keeps_old or not is_untouched(old)):
        return None
    place = _backup_place(draft.output.path, old)
    return None if place is None else Output("backup", place, _Copy(old))


def _backup_place(path: Path, old: Path) -> Path | None:
    """`NAME.bak.EXT`, or the first number that is free (`NAME.bak2.EXT`); None where one holds the same already."""
    for number in count(1):
        place = path.with_suffix(f".bak{'' if number == 1 else number}{path.suffix}")
        if not place.exists() and not place.is_symlink():
            return place
        if place.is_file() and _holds_same(place, old):
            return None
    return None


def _holds_same(one: Path, other: Path) -> bool:
    """True for two files of the same content, read block by block; False too where one cannot be read."""
    try:
        if not other.is_file() or one.stat().st_size != other.stat().st_size:
            return False
        with one.open("rb") as left, other.open("rb") as right:
            while block := left.read(_BLOCK):
                if block != right.read(_BLOCK):
                    return False
    except OSError:
        return False
    return True


def _unwritable(error: OSError, path: Path) -> XlsummaryError:
    said = error.strerror or str(error)
    reason = _REASONS.get(error.errno or 0, Text(said, said))
    hint = _HINTS.get(error.errno or 0, _CHECK)
    message = Text(f"写不了文件 {path}：{reason.zh}", f"cannot write {path}: {reason.en}")
    return XlsummaryError("output-not-written", message, _and_kept(hint), path=str(path))


def _and_kept(hint: Text) -> Text:
    return Text(f"{hint.zh}；原有文件没有改动", f"{hint.en}; the files there are as they were")


def _protected(path: Path) -> XlsummaryError:
    return XlsummaryError(
        "read-only-file",
        Text(f"{path} 是只读文件，没有改动", f"{path} is read-only; left alone"),
        Text("去掉它的只读属性，或用 -o 写到别的文件夹", "Take its read-only mark away, or write to another folder with -o"),
        path=str(path),
    )


_CHECK = Text(
    "检查文件夹是否可写、文件是否正被 Excel 或 WPS 打开",
    "Check that the folder can be written and the file is not open in Excel or WPS",
)
_DENIED = Text(
    "关闭 Excel 或 WPS 里的这个文件再运行；没有打开的话，检查这个文件夹是否允许写入",
    "Close the file in Excel or WPS and run again; if it is not open, check that you may write in this folder",
)
_NO_ROOM = Text("在这个磁盘上腾出空间，或用 -o 写到别的磁盘", "Make room on this disk, or write to another one with -o")
_REASONS = {
    errno.EACCES: Text("不允许写入", "access denied"),
    errno.EPERM: Text("不允许写入", "access denied"),
    errno.ENOSPC: Text("磁盘已满", "the disk is full"),
    errno.EDQUOT: Text("磁盘限额已用完", "your share of the disk is full"),
    errno.EROFS: Text("磁盘是只读的", "the disk is read-only"),
    errno.EISDIR: Text("那里是一个文件夹", "a folder is there"),
    errno.ENOTDIR: Text("路径中间有一个文件", "a file is in the way of a folder"),
    errno.ENAMETOOLONG: Text("文件名太长", "the name is too long"),
}
_HINTS = {errno.EACCES: _DENIED, errno.EPERM: _DENIED, errno.ENOSPC: _NO_ROOM, errno.EDQUOT: _NO_ROOM}
