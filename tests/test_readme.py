"""README tells the truth: its commands run, its transcript and tables are what the program gives."""

import re
from pathlib import Path

import pytest

from tests.readme import EXAMPLE, README, blocks, command, filled
from xlsummary.cli import commands

TEXT = README.read_text(encoding="utf-8")


def test_the_made_parts_are_what_the_program_gives(tmp_path: Path) -> None:
    assert filled(TEXT, blocks(tmp_path)) == TEXT, "run `python -m tests.readme`"


def test_the_first_command_is_install_and_run() -> None:
    assert f"pip install . && xlsummary run {EXAMPLE} -o out\n" in TEXT
    assert "pip install '.[test]' && pytest\n" in TEXT


def test_the_first_commands_run_writes_the_two_files(tmp_path: Path) -> None:
    done = command("run", EXAMPLE, "-o", str(tmp_path))
    assert done.returncode == 0, done.stderr.decode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["example-team.zh-plan.xlsx", "example-team.zh-summary.docx"]


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_stands_in_readme(name: str) -> None:
    assert re.search(rf"`(xlsummary )?{name}\b", TEXT), name


def test_every_command_readme_shows_runs(tmp_path: Path) -> None:
    """Lines of the `sh` blocks beginning with xlsummary, in order, in a folder of their own."""
    lines = [
        line.split("#")[0].split()[1:]
        for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
        for line in block.splitlines()
        if line.startswith("xlsummary ")
    ]
    assert lines
    for words in lines:
        done = command(*words, cwd=tmp_path)
        assert done.returncode == 0, (words, done.stdout.decode(), done.stderr.decode())
