"""Files in the making: they lie beside their places, held by one run, until all are complete and take their places.

One name a place, so that no two runs write the same file at a time and a run finds what a killed one left.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

from xlsummary.model import Text
from xlsummary.problems import XlsummaryError

_ENDING = ".xlsummary-tmp"
_PAUSES = (0.2, 0.6)
"""Seconds before the second and the third try."""


def beside(place: Path, word: str = "") -> Path:
    """The file in the making of a place; with a word another one that belongs to it."""
    return place.with_name(f".{place.name}{word}{_ENDING}")


@contextmanager
def held(place: Path, rights: int = 0o600) -> Iterator[BinaryIO]:
    """A new empty file beside the place, written by nobody else; it is gone afterwards, unless it was put in its place.

    `rights` are its mode bits from the first moment, less what the system takes away from new files.
    Raises `XlsummaryError` where another run is writing to the place, OSError where nothing can be written.
    """
    _make(place.parent)
    temporary = beside(place)
    stream = _claimed(temporary, place, rights)
    number = os.fstat(stream.fileno()).st_ino
    try:
        yield stream
    finally:
        if sys.platform == "win32":
            _close(stream)
        with suppress(OSError):
            if temporary.lstat().st_ino == number:
                temporary.unlink()
        _close(stream)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        folder.stat()  # raises for a link that leads nowhere
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from error


def _close(stream: BinaryIO) -> None:
    with suppress(OSError):  # closing flushes, and a full disk has been told already
        stream.close()


def _claimed(temporary: Path, place: Path, rights: int) -> BinaryIO:
    while True:
        try:
            descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), rights)
        except FileExistsError:
            if not _removed(temporary, sure=False):
                raise _being_written(place) from None
            continue
        if _lock(descriptor) is not False and _is_still(descriptor, temporary):
            return os.fdopen(descriptor, "w+b")
        os.close(descriptor)


def _is_still(descriptor: int, path: Path) -> bool:
    """False where another run took the file for one that was left, in the moment before it was locked."""
    try:
        return path.lstat().st_ino == os.fstat(descriptor).st_ino
    except OSError:
        return False


def complete(stream: BinaryIO) -> None:
    """Has what was written on disk. On Windows the file is closed, since an open one cannot be renamed."""
    stream.flush()
    os.fsync(stream.fileno())
    if sys.platform == "win32":
        stream.close()


def sweep(folder: Path, places: Iterable[Path]) -> None:
    """Removes what killed runs left in a folder, as far as it is known that no run is at work on it."""
    own = {beside(place) for place in places}
    with suppress(OSError):
        for temporary in sorted({*folder.glob(f".*{_ENDING}")} - own):
            with suppress(OSError):
                _removed(temporary, sure=True)


def put(temporary: Path, place: Path) -> None:
    """Renames the file to its place, patiently."""
    patiently(lambda: temporary.replace(place))


def patiently(action: Callable[[], object]) -> None:
    """Does it; where that is denied, as while Excel or a virus scanner holds a file on Windows, tries twice more."""
    for pause in _PAUSES:
        try:
            action()
        except PermissionError:
            time.sleep(pause)
        else:
            return
    action()


def put_new(temporary: Path, place: Path) -> None:
    """The same for a place that must be free; raises FileExistsError where it is not."""
    try:
        os.link(temporary, place)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if place.exists():
            raise FileExistsError(place) from None
        put(temporary, place)


def settle(folder: Path) -> None:
    """Has the renames in a folder on disk where the system can; Windows cannot open a folder."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network folders know no fsync
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _removed(temporary: Path, *, sure: bool) -> bool:
    """Removes a file that no run holds; False where one does, or, with `sure`, where the system cannot tell."""
    if sys.platform == "win32":
        if sure:
            return False
        try:
            temporary.unlink(missing_ok=True)
        except PermissionError:  # Windows removes no file that is open
            return False
        return True
    try:
        descriptor = os.open(temporary, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return True
    try:
        free = _lock(descriptor)
        if free is False or (free is None and sure):
            return False
        if _is_still(descriptor, temporary):
            temporary.unlink()
        return True
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool | None:
    """Holds an open file as long as it is open, even where the run is killed; False where another run does.

    None where the file system knows no locks; on Windows, where an open file is held by itself.
    """
    if sys.platform == "win32":
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _being_written(place: Path) -> XlsummaryError:
    return XlsummaryError(
        "output-being-written",
        Text(f"另一次运行正在写 {place}", f"another run is writing {place} just now"),
        Text("等那次运行结束以后再运行", "Wait for it to end and run again"),
        path=str(place),
    )
