"""`run --open` shows what was written, each file by the program that the system has for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from xlsummary import assets


@pytest.mark.skipif(sys.platform != "linux", reason="other systems open files without a program of a known name")
def test_what_was_written_is_opened(tmp_path: Path) -> None:
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\necho "$1" >> {tmp_path}/opened\n', encoding="utf-8")
    opener.chmod(0o755)
    book = tmp_path / "我的 计划.xlsx"
    book.write_bytes(assets.workbook("first-1-target.zh.xlsx").read_bytes())
    command = [sys.executable, "-m", "xlsummary", "run", "--open", str(book)]
    environment = {**os.environ, "PATH": f"{opener.parent}:{os.environ['PATH']}"}
    subprocess.run(command, check=True, env=environment, capture_output=True)  # noqa: S603 (our own program)
    opened = (tmp_path / "opened").read_text(encoding="utf-8").splitlines()
    assert sorted(opened) == [str(tmp_path / "我的 计划-plan.xlsx"), str(tmp_path / "我的 计划-summary.docx")]
