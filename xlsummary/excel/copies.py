"""Whether a workbook is nothing but a copy that a run made, so that nothing is lost with it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from xlsummary.package import ZIP_FAULTS, has_our_stamp

COPY = "_xlsummary:copy"
BOOK = "_xlsummary:book"
"""What a sheet of ours says of the file it was written for: a copy of the book, or the user's book itself."""

_OURS = "_xlsummary_"
_TELLING = ("_xlsummary_problems.xml", "_xlsummary_record.xml")
"""The parts that say so; the first of them that does counts."""


def is_untouched(path: Path) -> bool:
    """True for a package that we made, and no other program has saved since.

    A book with sheets of ours must be a copy. Another program that saves it renames our parts or dates them anew.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            ours = {base: each for each in entries if (base := each.filename.rpartition("/")[2]).startswith(_OURS)}
            for base in _TELLING:
                text = archive.read(ours[base]) if base in ours else b""
                if COPY.encode() in text or BOOK.encode() in text:
                    return BOOK.encode() not in text and all(map(has_our_stamp, ours.values()))
            return all(map(has_our_stamp, entries))
    except ZIP_FAULTS:
        return False
