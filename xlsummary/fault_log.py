"""An unforeseen fault: its details in a file, and one sentence that tells where."""

from __future__ import annotations

import tempfile
import traceback

from xlsummary.model import Text


def logged() -> Text:
    """Writes the traceback of the fault at hand to a file of its own; returns what is said of it."""
    with tempfile.NamedTemporaryFile("w", prefix="xlsummary-", suffix=".log", delete=False, encoding="utf-8") as log:
        log.write(traceback.format_exc())
    return Text(
        f"程序出错，停了下来。详情记在 {log.name}，请把它发给开发者",
        f"something went wrong inside the program and it stopped; the details are in {log.name}",
    )
