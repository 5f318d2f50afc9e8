"""Reads workbooks one by one, each in a process of its own with little time and memory: `python -m tests.book.limited PATH...`.

Prints one JSON line a book: `{"name": "poi--protect.xlsx", "gave": "message", "rule": "encrypted-book", ...}`; `gave` is
`book`, `message`, or the way the process ended.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path

from xlsummary.book.read import read_book
from xlsummary.check.rules import check_book
from xlsummary.model import Lang
from xlsummary.problems import XlsummaryError

ROOT = Path(__file__).parents[2]
SECONDS = 10
BYTES = 1 << 30
"""What a reading may take, beyond what its process had before it began."""


def _read(path: Path) -> dict[str, str]:
    try:
        if path.suffix == ".csv":
            check_book(read_book(ROOT / "workbook" / "first-1-target.zh.xlsx", actuals=path).book)
        else:
            check_book(read_book(path).book)
    except XlsummaryError as error:
        words = {lang.value: f"{error.message[lang]}\n{error.hint[lang]}" for lang in Lang}
        return {"gave": "message", "rule": error.rule, **words}
    return {"gave": "book"}


def _taken() -> int:
    """The address space of this process in bytes."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()


def in_limits(path: Path) -> dict[str, str]:
    """What reading a book gave, or a text file as the actuals of a shipped one; whatever becomes of the reading process."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        limit = _taken() + BYTES
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        signal.alarm(SECONDS)
        try:
            said = _read(path)
        except BaseException:  # whatever it is, the test is to see it
            said = {"gave": traceback.format_exc()}
        os.write(writer, json.dumps(said).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        answer = stream.read()
    _, status = os.waitpid(child, 0)
    return json.loads(answer) if answer else {"gave": f"ended with {status}"}


def main() -> None:
    for name in sys.argv[1:]:
        print(json.dumps({"name": Path(name).name, **in_limits(Path(name))}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
