"""LibreOffice, run without a window and with a profile of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def office() -> str:
    """LibreOffice's program; skips where there is none, fails where CI needs it."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs LibreOffice")
        pytest.skip("LibreOffice is not installed")
    return program


def converted(sources: Sequence[Path], form: str, folder: Path, seconds: float = 120, reader: str = "") -> dict[Path, Path]:
    """What LibreOffice makes of each file, in one call: by source, the file of that form in `folder`. `reader` names a filter.

    A source it could not open, or not in time, is missing. Names must be unique without their endings. The profile lies in
    `folder` and is used again by the next call.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').absolute().as_uri()}"
    reading = [f"--infilter={reader}"] if reader else []
    command = [office(), profile, "--headless", "--norestore", *reading, "--convert-to", form, "--outdir", str(folder)]
    process = subprocess.Popen(  # noqa: S603 (a fixed program and files of the tests)
        [*command, *map(str, sources)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    with suppress(ProcessLookupError):  # the launcher has gone, and with it what it started
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    made = {source: folder / f"{source.stem}.{form.partition(':')[0]}" for source in sources}
    return {source: target for source, target in made.items() if target.exists()}


def recalculated(content: bytes, folder: Path) -> Path:
    """The book as LibreOffice saves it after working out every formula."""
    program = office()
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE, "utf-8")
    source = folder / "source.xlsx"
    source.write_bytes(content)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(folder / "out"), str(source)], check=True, capture_output=True, timeout=120)  # noqa: S603 (a fixed program and our own file)
    return folder / "out" / "source.xlsx"
