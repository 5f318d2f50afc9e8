"""A press of the button on a stand-in for Excel: the same as the command line, and nothing else of the workbook changed."""

from pathlib import Path

import pytest
import xlwings as xw
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from tests.button.excel_engine import CALLS, Book, Engine, excel, opened
from xlsummary import assets, button
from xlsummary.cli import main

EXAMPLES = tuple(name for name in assets.names("workbook") if not name.startswith("template-"))
PLANNING = "计划分解"


@pytest.fixture
def engine() -> Engine:
    return excel()


def cells(workbook: Workbook, name: str) -> dict[str, object]:
    """What stands on a sheet; the record apart, which says for which file it was made."""
    return {cell.coordinate: cell.value for row in workbook[name].iter_rows() for cell in row if cell.value is not None}


def own_copy(name: str, tmp_path: Path) -> Path:
    path = tmp_path / name
    path.write_bytes(assets.workbook(name).read_bytes())
    return path


def in_place(path: Path) -> Workbook:
    """The workbook as the command line leaves it."""
    with pytest.raises(SystemExit) as done:
        main(["run", "--in-place", str(path)])
    assert done.value.code == 0
    return load_workbook(path)


def pressed(engine: Engine, path: Path) -> Book:
    book, own = opened(engine, path)
    button.press(book)
    return own


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_sheets_as_the_command_line_gives(name: str, engine: Engine, tmp_path: Path) -> None:
    own = pressed(engine, own_copy(name, tmp_path))
    (mode, text), *more = own.app._alerts
    assert (mode, more) == ("info", []), text
    (tmp_path / "other").mkdir()
    theirs = in_place(own_copy(name, tmp_path / "other"))
    assert own._formulas.sheetnames == theirs.sheetnames
    for sheet in theirs.sheetnames:
        assert cells(own._formulas, sheet) == cells(theirs, sheet), sheet
        assert own._formulas[sheet].sheet_state == theirs[sheet].sheet_state
    document = tmp_path / f"{Path(name).stem}-summary.docx"
    assert document.read_bytes() == (tmp_path / "other" / document.name).read_bytes()
    assert str(document) in text


def test_excel_is_asked_by_the_sheet_and_not_by_the_cell(engine: Engine, tmp_path: Path) -> None:
    pressed(engine, own_copy("example-team.zh.xlsx", tmp_path))
    assert CALLS.total < 100, CALLS.counts


def test_pressed_again_sheets_are_replaced_and_what_points_at_them_still_does(engine: Engine, tmp_path: Path) -> None:
    own = pressed(engine, own_copy("example-team.zh.xlsx", tmp_path))
    names = own._formulas.sheetnames
    before = cells(own._formulas, PLANNING)
    own._formulas["素材"]["K1"] = f"={PLANNING}!F12*2"
    own._values["素材"]["K1"] = 2
    own._formulas.defined_names["年计划"] = DefinedName("年计划", attr_text=f"{PLANNING}!$F$12")
    button.press(xw.Book(impl=own))
    assert own._formulas.sheetnames == names
    assert cells(own._formulas, PLANNING) == before
    assert own._formulas["素材"]["K1"].value == f"={PLANNING}!F12*2"
    assert own._formulas.defined_names["年计划"].attr_text == f"{PLANNING}!$F$12"


def test_what_was_changed_on_the_planning_sheet_stays(engine: Engine, tmp_path: Path) -> None:
    own = pressed(engine, own_copy("example-team.zh.xlsx", tmp_path))
    sheet = own._formulas[PLANNING]
    row = next(row for row in range(1, 60) if sheet.cell(row, 1).value == "2026-02")
    column = next(column for column in range(1, 30) if sheet.cell(row, column).data_type == "f")
    for workbook in (own._formulas, own._values):
        workbook[PLANNING].cell(row, column, 1_000_000)
    button.press(xw.Book(impl=own))
    again = own._formulas[PLANNING]
    assert any(str(again.cell(row, 2).value).startswith("固定值") for row in range(1, again.max_row + 1))
    assert own._values[PLANNING].cell(row, column).value == 1_000_000


def test_selection_sheet_and_switches_are_as_before(engine: Engine, tmp_path: Path) -> None:
    path = own_copy("example-team.zh.xlsx", tmp_path)
    book, own = opened(engine, path)
    own.app._selection = f"{path.name}|实绩|D7"
    own._formulas.active = own._formulas["实绩"]
    button.press(book)
    assert own._formulas.active == own._formulas["实绩"]
    assert own.app._selection == f"{path.name}|实绩|D7"
    assert own.app._switches == {
        "screen_updating": True,
        "display_alerts": True,
        "enable_events": True,
        "calculation": "automatic",
    }
    assert ("screen_updating", False) in own.app._history
    assert [each._name for each in own.app._books] == [path.name]


def test_with_errors_the_problems_come_as_a_sheet_and_nothing_else(engine: Engine, tmp_path: Path) -> None:
    path = own_copy("example-team.zh.xlsx", tmp_path)
    workbook = load_workbook(path)
    workbook["目标"]["B3"] = "十几万"
    workbook.save(path)
    before = workbook.sheetnames
    own = pressed(engine, path)
    assert own._formulas.sheetnames == [*before, "问题"]
    assert list(tmp_path.iterdir()) == [path]
    ((mode, text),) = own.app._alerts
    assert mode == "critical"
    assert "1 个错误" in text
    assert "问题" in text
    links = [cell.hyperlink.location for row in own._formulas["问题"].iter_rows() for cell in row if cell.hyperlink]
    assert "'目标'!B3" in links
