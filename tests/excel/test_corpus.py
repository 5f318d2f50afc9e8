"""Our sheets in every real book of the public corpus: nothing else changed, and opened again as well as the book was before."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineError, CalamineWorkbook

from tests.excel.checker import faults
from tests.excel.corpus import BOOKS, corpus_file
from tests.excel.grafting import sound
from tests.excel.layouts import NOTICE, PLANNING, sheets
from tests.excel.office import converted
from tests.excel.packages import Book
from xlsummary.excel.graft import graft, grafted
from xlsummary.excel.grafted import Grafted
from xlsummary.problems import XlsummaryError

LOCKED, SIGNED, DAMAGED = "locked-structure", "signed-book", "damaged-book"
REFUSED: Mapping[str, str] = {
    "ClosedXML--WorkbookProtection.xlsx": LOCKED,
    "ClosedXML--protectstructurewithoutpassword.xlsx": LOCKED,
    "PhpSpreadsheet--form_pass_print.xlsm": LOCKED,
    "poi--workbookProtection-workbook_password_user_range-2010.xlsx": LOCKED,
    "poi--hello-world-signed.xlsx": SIGNED,
    "poi--ms-office-2010-signed.xlsx": SIGNED,
    "calamine--issue252.xlsx": DAMAGED,
    "poi--clusterfuzz-testcase-minimized-POIFuzzer-5040805309710336.xlsx": DAMAGED,
    "poi--clusterfuzz-testcase-minimized-POIXSSFFuzzer-5265527465181184.xlsx": DAMAGED,
}
"""Why a book is refused; the three damaged ones have a part that says where their sheets are and cannot be read."""
GRAFTED = [path for path in BOOKS if path.name not in REFUSED]
CHUNK = 26
Seen = Mapping[str, object]
"""By sheet name, what a program shows there."""


def by_openpyxl(content: bytes) -> Seen | None:
    """Values, formulas and number formats; None where openpyxl cannot open the book or sees no sheet of it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it tells what it leaves out
            book = load_workbook(io.BytesIO(content))
    except Exception:
        return None
    return {sheet.title: _cells(sheet) for sheet in book.worksheets} or None


def _cells(sheet: Worksheet) -> str:
    rows = sheet.iter_rows(max_row=min(sheet.max_row, 300), max_col=min(sheet.max_column, 50))
    return repr([[(_plain(cell.value), cell.number_format) for cell in row] for row in rows])


def _plain(value: object) -> object:
    """A value, or what stands in one of openpyxl's own kinds (array formulas, data tables)."""
    return vars(value) if hasattr(value, "__dict__") else value


def by_calamine(content: bytes) -> Seen | None:
    """Values; None where python-calamine cannot open the book, or a sheet of it."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {name: repr(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}
    except (CalamineError, ValueError):
        return None


def test_the_corpus_is_the_whole_one() -> None:
    corpus_file("excel")
    assert len(BOOKS) == 308
    assert {path.name for path in BOOKS} >= set(REFUSED)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_refused_for_its_reason_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    path = corpus_file("excel", name)
    with pytest.raises(XlsummaryError) as error:
        graft(path, sheets(), tmp_path / name)
    assert error.value.rule == REFUSED[name]
    assert name in error.value.message.zh
    assert name in error.value.message.en
    assert ("--force" in error.value.hint.en) == (REFUSED[name] != DAMAGED)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [name for name, rule in REFUSED.items() if rule != DAMAGED])
def test_what_is_locked_or_signed_is_grafted_when_forced(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(corpus_file("excel", name).read_bytes())
    sound(path, force=True)


@pytest.mark.parametrize("path", GRAFTED, ids=lambda path: path.name)
def test_nothing_else_is_changed_and_calamine_opens_it_as_before(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    made = sound(copy)
    opened_as_before(by_calamine, path.read_bytes(), made)


@pytest.mark.long
@pytest.mark.parametrize("path", GRAFTED, ids=lambda path: path.name)
def test_openpyxl_opens_it_as_before(path: Path) -> None:
    opened_as_before(by_openpyxl, path.read_bytes(), grafted(path, sheets()))


def opened_as_before(seen: Callable[[bytes], Seen | None], content: bytes, made: Grafted) -> None:
    """What was seen of the book is seen again, and our sheets with it."""
    before = seen(content)
    if before is None:
        return
    after = seen(made.content())
    assert after is not None
    assert {name: after.get(name) for name in before} == before
    assert set(after) - set(before) == set(made.titles.values())
    assert repr(NOTICE) in str(after[made.titles[PLANNING]])


# LibreOffice -------------------------------------------------------------------------------------


UNOPENED = {"ClosedXML--SampleSparklines.xlsx", "calamine--issue_530.xlsx", "xlwings--quickstart_addin_ribbon.xlam"}
"""The books that LibreOffice itself does not open as they are: it crashes at the first, and does not load the others."""


def saved_by_office(paths: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """Each book that LibreOffice opens, as it saves it; those that stop a call half-way are tried again alone."""
    folder.mkdir()
    made = converted(paths, "xlsx", folder, 240)
    for path in paths:
        if path not in made:
            made |= converted([path], "xlsx", folder, 60)
    return made


@pytest.mark.long
@pytest.mark.parametrize("first", range(0, len(GRAFTED), CHUNK))
def test_libreoffice_opens_it_as_before_and_what_it_saved_has_our_sheets_replaced(first: int, tmp_path: Path) -> None:
    """Parts are renamed then, styles renumbered, very hidden sheets only hidden: our sheets are found by their markers."""
    chosen = GRAFTED[first : first + CHUNK]
    before = {path: tmp_path / f"before-{path.name}" for path in chosen}
    after = {path: tmp_path / f"after-{path.name}" for path in chosen}
    for path in chosen:
        before[path].write_bytes(path.read_bytes())
        graft(path, sheets(), after[path])
    saved = saved_by_office([*before.values(), *after.values()], tmp_path / "saved")
    opened = [path for path in chosen if before[path] in saved]
    assert {path.name for path in chosen if path not in opened} == UNOPENED & {path.name for path in chosen}
    assert [path.name for path in opened if after[path] not in saved] == []
    wrong = {path.name: told for path in opened if (told := _saved_wrong(path, saved[before[path]], saved[after[path]]))}
    assert wrong == {}


VOLATILE = {"ClosedXML--outputfile.xlsx", "PhpSpreadsheet--sheetsChartsTest.xlsx"}
"""Books of random numbers, which are others each time they are opened."""
MISCOUNTED = {"ClosedXML--tdf97598_scenarios.xlsx"}
"""LibreOffice counts scenarios where it writes the places of names, so that these are names of other sheets once saved."""


def _saved_wrong(path: Path, before: Path, after: Path) -> list[str]:
    """What is not as it should be in the saved book with our sheets, and once ours are replaced in it."""
    content = after.read_bytes()
    was, now = by_calamine(before.read_bytes()), by_calamine(content)
    if was is None or now is None:
        return ["it is not read"]
    made = grafted(after, sheets())
    own = list(was) if Book(path.read_bytes()).sheets else []  # LibreOffice adds one to a book of none
    wrong = [name for name in own if was[name] != now.get(name) and path.name not in VOLATILE]
    if set(now) - set(own) != set(made.titles.values()):
        wrong.append(f"{list(now)} are the sheets")
    names, again = [sheet.name for sheet in Book(content).sheets], made.content()
    if [sheet.name for sheet in Book(again).sheets] != names or set(made.replaced) != set(made.titles):
        wrong.append("our sheets are not replaced")
    found = faults(content, again, made.titles.values(), made.titles.values())
    return wrong + (found if path.name not in MISCOUNTED else [])
