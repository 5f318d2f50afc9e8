"""Files written each whole or not at all: complete beside their places first, then all put there, or none."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from xlsummary.model import Text
from xlsummary.problems import XlsummaryError
from xlsummary.stamp import Stamp, refuse_changed, stamp_of
from xlsummary.temporary import beside, complete, held, patiently, put, put_new, settle, sweep

_BLOCK = 1 << 20
_USUAL, _OWNERS = 0o666, 0o600
"""Mode bits of a new file, and of one that only its owner is to read."""
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class Streamed(Protocol):
    """A content too large to be held: it writes itself."""

    def write(self, stream: BinaryIO, /) -> None: ...


@dataclass(frozen=True, slots=True)
class FileCopy:
    """The content of another file, passed on block by block; what holds it gets that file's rights."""

    source: Path

    def write(self, stream: BinaryIO, /) -> None:
        with self.source.open("rb") as old:
            shutil.copyfileobj(old, stream, _BLOCK)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file complete beside its place, and how what lies there stood when it was begun (None: nothing does).

    `path` is what was asked for, `place` where it really lies. `is_same` tells that what lies there has that content already;
    `only_new` that nothing may lie there.
    """

    path: Path
    place: Path
    before: Stamp | None
    is_same: bool
    only_new: bool


def replace_file(path: Path, content: bytes | Streamed, source: Path | None = None) -> None:
    """Writes one file, whose content comes from `source`; it is old or new, whole. Raises `XlsummaryError`."""
    with ExitStack() as stack:
        file = prepared(path, content, stack, source=source)
        sweep_beside([file])
        if not file.is_same:
            put_all([file], stack)
    settle_all([file])


def prepared(
    path: Path,
    content: bytes | Streamed,
    stack: ExitStack,
    *,
    over: Stamp | None = None,
    only_new: bool = False,
    source: Path | None = None,
) -> Prepared:
    """Writes the content beside its place, where it stays as long as the stack; of a link, beside the file that it leads to.

    It has the rights of the file that it is to replace; a new one those of new files, but lets nobody read or write it who may
    not read or write its `source`. `over` is how that one stood when it was read, where that was earlier.
    Raises `XlsummaryError` where it cannot be written there, or another run is at it.
    """
    place = lasting_place(path)
    try:
        before = over or stamp_of(place)
        refuse_special(place)
        _refuse_protected(place)
        like = content.source if isinstance(content, FileCopy) else place
        stream = stack.enter_context(held(place, _OWNERS if like.exists() else _rights_of_new(source)))
        if isinstance(content, bytes):
            stream.write(content)
        else:
            content.write(stream)
        if like.exists():
            _take_rights(stream, like)
        complete(stream)
        return Prepared(path, place, before, is_same=holds_same(beside(place), place), only_new=only_new)
    except OSError as error:
        raise _unwritable(error, path) from error


def sweep_beside(files: Iterable[Prepared]) -> None:
    """Removes what killed runs left in the folders of these files, which stay."""
    places = {file.place for file in files}
    for folder in sorted({place.parent for place in places}):
        sweep(folder, [place for place in places if place.parent == folder])


def put_all(files: Sequence[Prepared], stack: ExitStack) -> None:
    """Puts every file in its place, in the order given; on a failure the places are as they were.

    Raises `XlsummaryError`, also where somebody changed a file meanwhile.
    """
    done: list[Prepared] = []
    for file in files:
        try:
            if file is not files[-1]:
                _keep_old(file, stack)
            refuse_changed(file.place, file.before)
            (put_new if file.only_new else put)(beside(file.place), file.place)
        except (OSError, XlsummaryError) as error:
            for earlier in reversed(done):
                _take_back(earlier)
            if isinstance(error, OSError):
                raise _unwritable(error, file.path) from error
            raise
        done.append(file)


def settle_all(files: Iterable[Prepared]) -> None:
    """Has what was put in its place on disk."""
    for folder in sorted({file.place.parent for file in files}):
        settle(folder)


def lasting_place(path: Path) -> Path:
    """Where a file really lies; for a link, the file that it leads to."""
    try:
        return path.resolve() if path.is_symlink() else path
    except (OSError, RuntimeError) as error:  # links that lead to each other
        raise _unwritable(OSError(errno.ELOOP, str(error)), path) from error


def holds_same(one: Path, other: Path) -> bool:
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


def refuse_special(place: Path) -> None:
    """Raises where a pipe, a device or the like has the name of a file to write; opening one may wait for ever."""
    if place.exists() and not place.is_file() and not place.is_dir():
        raise XlsummaryError(
            "not-a-file",
            Text(f"{place} 不是文件（是管道或设备），没有写入", f"{place} is no file but a pipe or a device; left alone"),
            Text("删去它或改名，或写到别的文件夹", "Delete or rename it, or write to another folder"),
            path=str(place),
        )


def _refuse_protected(place: Path) -> None:
    """Raises where a file is not to be written though a rename could replace it, or cannot be replaced."""
    if not place.exists():
        return
    if not place.stat().st_mode & _WRITABLE:
        raise _protected(place)
    patiently(lambda: place.open("r+b").close())


def _rights_of_new(source: Path | None) -> int:
    """The mode bits of a new file whose content comes from another one."""
    try:
        return _USUAL if source is None else _USUAL & (source.stat().st_mode | _OWNERS)
    except OSError:
        return _OWNERS


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


_OLD = ".old"


def _keep_old(file: Prepared, stack: ExitStack) -> None:
    """A second name for the file about to be replaced, until all are; a copy where the file system knows no links."""
    if file.before is None:
        return
    kept = beside(file.place, _OLD)
    kept.unlink(missing_ok=True)
    stack.callback(_forget, kept)
    try:
        os.link(file.place, kept)
    except OSError:
        shutil.copy2(file.place, kept)


def _take_back(file: Prepared) -> None:
    with suppress(OSError):
        if file.before is None:
            file.place.unlink()
        else:
            put(beside(file.place, _OLD), file.place)


def _forget(kept: Path) -> None:
    with suppress(OSError):
        kept.unlink(missing_ok=True)


# What is said -----------------------------------------------------------------------------------


def _unwritable(error: OSError, path: Path) -> XlsummaryError:
    said = error.strerror or str(error)
    reason, hint = _SAID.get(error.errno or 0, (Text(said, said), _CHECK))
    message = Text(f"写不了文件 {path}：{reason.zh}", f"cannot write {path}: {reason.en}")
    return XlsummaryError("output-not-written", message, _and_kept(hint), path=str(path))


def _and_kept(hint: Text) -> Text:
    return Text(f"{hint.zh}；原有文件没有改动", f"{hint.en}; the files there are as they were")


def _protected(path: Path) -> XlsummaryError:
    return XlsummaryError(
        "read-only-file",
        Text(f"{path} 是只读文件，没有改动", f"{path} is read-only; left alone"),
        Text("去掉它的只读属性，或写到别的文件夹", "Take its read-only mark away, or write to another folder"),
        path=str(path),
    )


_CHECK = Text(
    "检查文件夹是否可写、文件是否正被 Excel 或 WPS 打开",
    "Check that the folder can be written and the file is not open in Excel or WPS",
)
_DENIED = (
    Text("不允许写入", "access denied"),
    Text(
        "关闭 Excel 或 WPS 里的这个文件再运行；没有打开的话，检查这个文件夹是否允许写入",
        "Close the file in Excel or WPS and run again; if it is not open, check that you may write in this folder",
    ),
)
_NO_ROOM = Text("在这个磁盘上腾出空间，或写到别的磁盘", "Make room on this disk, or write to another one")
_SAID = {
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.ENOSPC: (Text("磁盘已满", "the disk is full"), _NO_ROOM),
    errno.EDQUOT: (Text("磁盘限额已用完", "your share of the disk is full"), _NO_ROOM),
    errno.EROFS: (Text("磁盘是只读的", "the disk is read-only"), Text("写到别的磁盘", "Write to another disk")),
    errno.EISDIR: (
        Text("那里已有一个同名的文件夹", "a folder of that name is there"),
        Text("把那个文件夹改名或移走，或写到别的文件夹", "Rename or move that folder, or write to another one"),
    ),
    errno.ENOTDIR: (
        Text("路径里有一段是文件，不是文件夹", "a file stands where the path needs a folder"),
        Text("把那个文件改名或移走，或写到别的文件夹", "Rename or move that file, or write to another folder"),
    ),
    errno.ENOENT: (
        Text("路径里有一段不在，或者是失效的链接", "a part of the path is not there, or is a link that leads nowhere"),
        Text("核对路径；删去失效的链接", "Check the path; delete links that lead nowhere"),
    ),
    errno.EEXIST: (
        Text("另一个程序刚刚在那里写了文件", "another program has just written a file there"),
        Text("再运行一次", "Run again"),
    ),
    errno.ELOOP: (
        Text("路径里的链接互相指来指去，到不了文件", "links in the path lead to each other, never to a file"),
        Text(
            "删去这些链接，或让它们指到真正的文件或文件夹", "Delete these links, or have them lead to the real file or folder"
        ),
    ),
    errno.ENAMETOOLONG: (
        Text("文件名太长", "the name is too long"),
        Text("把工作簿的文件名改短后再运行", "Give the workbook a shorter name and run again"),
    ),
}
"""What is wrong and what to do, by the system's own number of the error."""
