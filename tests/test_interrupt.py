"""Ctrl-C while loading or working ends with 130 and no traceback."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.readme import ROOT


@pytest.mark.skipif(os.name != "posix", reason="signals are sent to a process the POSIX way")
@pytest.mark.parametrize("moment", [0.05, 0.4, 0.8, 1.2])
def test_an_interruption_ends_with_130_and_leaves_no_half_file(moment: float, tmp_path: Path) -> None:
    words = ["run", str(ROOT / "workbook" / "example-team.zh.xlsx"), "-o", str(tmp_path)]
    start = "from xlsummary.__main__ import main; print('begun', flush=True); main()"
    process = subprocess.Popen(  # noqa: S603 (our own command, our own words)
        [sys.executable, "-c", start, *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    time.sleep(moment)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (130, 0), err.decode()
    assert b"Traceback" not in err
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
