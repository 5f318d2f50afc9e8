"""Whole processes timed, with their peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_KIB = 1 << 10


@dataclass(frozen=True, slots=True)
class Run:
    """Wall and processor seconds of a process, and the most memory it held, in bytes."""

    wall: float
    processor: float
    peak: int


def timed(arguments: Sequence[str]) -> Run:
    """Runs Python with the arguments; raises CalledProcessError when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], cwd=_ROOT)  # noqa: S603 (our own programs)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)  # waited for here, not by subprocess
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(arguments))
    unit = 1 if sys.platform == "darwin" else _KIB
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


def best(arguments: Sequence[str], times: int) -> Run:
    """The quickest of several runs."""
    return min((timed(arguments) for _ in range(times)), key=lambda run: run.wall)
