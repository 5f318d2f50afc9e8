"""The files of a command, written all or none; what somebody worked on since is kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from xlsummary.excel.copies import is_untouched
from xlsummary.replacing import FileCopy, Prepared, Streamed, holds_same, prepared, put_all, settle_all, sweep_beside
from xlsummary.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Output:
    """One file to write; `role` as in the JSON (`plan`, `summary`, `backup`, ...).

    `keeps_old` asks for a backup in any case: the file is the user's book, or of another origin. `over` is how the book stood
    when it was read; a file that stands otherwise when its turn comes is left alone. `source` is the file whose content it
    holds: a new file gives nobody a right that the source does not give.
    """

    role: str
    path: Path
    content: bytes | Streamed
    keeps_old: bool = False
    over: Stamp | None = None
    source: Path | None = None


def write_all(outputs: Sequence[Output]) -> tuple[Output, ...]:
    """Writes the files so that each is old or new, whole; returns them with the backups kept.

    All contents are complete in temporary files beside their places before the first rename; renames go in the given order. A
    file that somebody worked on since is kept as `NAME.bak.EXT`; no backup is ever overwritten. Where a rename fails, those
    before it are taken back. Of a link the file is written that it leads to. Raises `XlsummaryError`.
    """
    with ExitStack() as stack:
        files = [prepared(output.path, output.content, stack, over=output.over, source=output.source) for output in outputs]
        sweep_beside(files)
        kept = [backup for output, file in zip(outputs, files, strict=True) if (backup := _backup(output, file))]
        backups = [prepared(backup.path, backup.content, stack, only_new=True) for backup in kept]
        put_all([*backups, *(file for file in files if not file.is_same)], stack)
    settle_all([*backups, *files])
    return (*kept, *outputs)


def _backup(output: Output, file: Prepared) -> Output | None:
    """What would be lost: a file about to change that another program has saved since, or that is the user's book."""
    old = file.place
    if file.before is None or file.is_same or not (output.keeps_old or not is_untouched(old)):
        return None
    place = _backup_place(output.path, old)
    return None if place is None else Output("backup", place, FileCopy(old))


def _backup_place(path: Path, old: Path) -> Path | None:
    """`NAME.bak.EXT`, or the first number that is free (`NAME.bak2.EXT`); None where one holds the same already."""
    for number in count(1):
        place = path.with_suffix(f".bak{'' if number == 1 else number}{path.suffix}")
        if not place.exists() and not place.is_symlink():
            return place
        if place.is_file() and holds_same(place, old):
            return None
    return None
