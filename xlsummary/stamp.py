"""How a file stood when it was read, to tell before it is replaced that nobody changed it since."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xlsummary.model import Text
from xlsummary.problems import XlsummaryError


@dataclass(frozen=True, slots=True)
class Stamp:
    """Size in bytes and time of the last change in nanoseconds."""

    size: int
    changed: int


def stamp_of(path: Path) -> Stamp | None:
    """How the file stands now, through links; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns)


def refuse_changed(path: Path, before: Stamp | None) -> None:
    """Raises `XlsummaryError` where the file is no longer as it stood."""
    if stamp_of(path) != before:
        raise XlsummaryError(
            "book-changed",
            Text(f"{path} 在处理的时候被别人改动了，没有写入", f"{path} was changed while it was worked on; left alone"),
            Text("等它保存好以后再运行一次", "Let it be saved and run again"),
            path=str(path),
        )
