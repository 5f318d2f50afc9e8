"""LibreOffice with a person at the keyboard: what is typed and deleted in a workbook there, and how it saves it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

Typed = Mapping[str, Mapping[str, Sequence[str]]]
"""By sheet and heading, what is typed below the heading."""

Cells = Mapping[str, Mapping[str, str]]
"""By sheet and address, what is typed into the cell."""


def by_hand(
    source: Path, folder: Path, *, typed: Typed | None = None, cells: Cells | None = None, rows: Mapping[str, int] | None = None
) -> Path:
    """The book as LibreOffice saves it once all is typed, and one row of some sheets deleted; `folder` is to be a new one."""
    python = _office_python()
    book, saved = folder / "book.xlsx", folder / "saved.xlsx"
    book.write_bytes(source.read_bytes())
    pipe = f"typist{os.getpid()}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp"]
    order: dict[str, object] = {"book": book.as_uri(), "saved": saved.as_uri(), "pipe": pipe}
    order |= {"typed": typed or {}, "cells": cells or {}, "rows": rows or {}}
    quiet = subprocess.DEVNULL
    office = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    try:
        script = Path(__file__).with_name("typist.py")
        subprocess.run([python, script], input=json.dumps(order).encode(), check=True, timeout=180)  # noqa: S603
        office.wait(timeout=60)
    finally:
        with suppress(ProcessLookupError):  # the launcher and the office it has started
            os.killpg(office.pid, signal.SIGKILL)
        office.wait()
    return saved


def _office_python() -> Path:
    """The system's Python with LibreOffice's `uno`."""
    python = Path("/usr/bin/python3")
    here = shutil.which("soffice") and python.exists()
    if not here or subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode:  # noqa: S603
        if os.environ.get("CI"):
            pytest.fail("CI needs LibreOffice and its Python bridge")
        pytest.skip("LibreOffice with its Python bridge is not installed")
    return python
