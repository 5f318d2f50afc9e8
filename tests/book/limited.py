"""Reads workbooks one by one, each in a process of its own with little time and memory: `python -m tests.book.limited PATH...`.

Prints one JSON line a book: `{"name": "poi--protect.xlsx", "gave": "message", "rule": "encrypted-book", ...}`; `gave` is
`book`, `message`, or the way the process ended.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import signal
import subprocess
import sys
import traceback
from functools import cache
from pathlib import Path

from xlsummary.book.read import read_book
from xlsummary.check.rules import check_book
from xlsummary.model import Lang
from xlsummary.problems import XlsummaryError

ROOT = Path(__file__).parents[2]
SECONDS = 10
BYTES = 1 << 30


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


@cache
def _reader() -> subprocess.Popen[str]:
    """A small process that reads what it is told to: one that has run tests may be larger than the limit itself."""
    command = [sys.executable, "-m", "tests.book.limited", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)  # noqa: S603 (ours)
    atexit.register(process.kill)
    return process


def in_limits(path: Path) -> dict[str, str]:
    """What reading a book gave, or a text file as the actuals of a shipped one; whatever becomes of the reading process."""
    process = _reader()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{json.dumps(str(path))}\n")
    process.stdin.flush()
    said: dict[str, str] = json.loads(process.stdout.readline())
    return said


def _in_limits(path: Path) -> dict[str, str]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
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
    if sys.argv[1:] == ["-"]:
        for line in sys.stdin:
            print(json.dumps(_in_limits(Path(json.loads(line)))), flush=True)  # noqa: T201
        return
    for name in sys.argv[1:]:
        print(json.dumps({"name": Path(name).name, **_in_limits(Path(name))}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
