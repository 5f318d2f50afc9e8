"""Fifty books with faults: the button shows the problems of the command line, word for word, and writes nothing else."""

from importlib import import_module
from itertools import islice
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import tests
from tests.button.excel_engine import Engine, excel, opened
from tests.rules import TRIALS, Trial
from xlsummary import button
from xlsummary.cli import main
from xlsummary.problems import Severity

for module in sorted(Path(tests.__file__).parent.rglob("trials_*.py")):
    import_module(".".join(("tests", *module.relative_to(Path(tests.__file__).parent).with_suffix("").parts)))


def _serves(trial: Trial) -> bool:
    """A book by itself, with an error, that openpyxl reads as it is."""
    options = trial.options
    return (
        trial.rule.severity is Severity.ERROR
        and getattr(trial.breaks, "__name__", "") == "<lambda>"
        and not (options.actuals or options.earlier or options.as_of or options.map_file)
    )


FAULTY = dict(islice(((name, trial) for name, trial in TRIALS.items() if _serves(trial)), 50))


@pytest.fixture
def engine() -> Engine:
    return excel()


def shown(sheet: Worksheet) -> list[tuple[object, ...]]:
    """Each row of the sheet of problems, with the cell that it links to; not what it says of the file it was made for."""
    rows: list[tuple[object, ...]] = []
    for row in sheet.iter_rows():
        values = tuple(cell.value for cell in row if not str(cell.value).startswith("_xlsummary:"))
        links = tuple(cell.hyperlink.location for cell in row if cell.hyperlink)
        rows.append((*values, *links))
    return rows


def test_there_are_fifty() -> None:
    assert len(FAULTY) == 50


@pytest.mark.long
@pytest.mark.parametrize("name", FAULTY)
def test_the_problems_are_those_of_the_command_line(name: str, engine: Engine, tmp_path: Path) -> None:
    path = FAULTY[name].breaks(tmp_path)
    before = load_workbook(path).sheetnames
    book, own = opened(engine, path)
    button.press(book)
    ((mode, text),) = own.app._alerts
    assert mode == "critical"
    with pytest.raises(SystemExit) as done:
        main(["check", "--mark", str(path)])
    assert done.value.code == 1
    theirs = load_workbook(path.with_name(f"{path.stem}-checked.xlsx"))
    (sheet,) = (title for title in theirs.sheetnames if title not in before)
    assert own._formulas.sheetnames == [*before, sheet]
    assert shown(own._formulas[sheet]) == shown(theirs[sheet])
    assert sheet in text
    assert not list(tmp_path.glob("*.docx"))
