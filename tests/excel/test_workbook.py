from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook

from tests.excel.books import opened, small_layout, user_book, with_part
from xlsummary.catalogue import NO_WORKING_DAYS
from xlsummary.excel.cached import sheet_parts
from xlsummary.excel.workbook import with_sheets
from xlsummary.model import Lang
from xlsummary.package import packed, unpacked
from xlsummary.problems import Problem, XlsummaryError

DAY = date(2025, 12, 31)
MARKER = "_xlsummary_planning"


def test_our_sheet_comes_last_and_the_users_stay_with_the_open_one_open(tmp_path: Path) -> None:
    content = with_sheets(user_book(tmp_path / "a.xlsx"), [small_layout()], DAY)
    assert list(opened(content)) == ["目标", "实绩", "计划分解"]
    made = load_workbook(io.BytesIO(content))
    assert made.active is not None
    assert made.active.title == "实绩"
    assert [sheet.title for sheet in made.worksheets if sheet.sheet_view.tabSelected] == ["实绩"]


def test_the_marker_is_a_hidden_name_of_the_sheet_with_a_constant_text(tmp_path: Path) -> None:
    sheet = opened(with_sheets(user_book(tmp_path / "a.xlsx"), [small_layout()], DAY))["计划分解"]
    name = sheet.defined_names[MARKER]
    assert (name.hidden, name.value) == (True, '"计划分解"')


def test_a_second_run_replaces_our_sheet_where_it_stands_under_the_name_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(with_sheets(user_book(path), [small_layout()], DAY))
    made = load_workbook(path)
    made["计划分解"].title = "我的计划"
    made.move_sheet("我的计划", -1)
    made.active = 2
    made.save(path)
    content = with_sheets(path, [small_layout(total=1_000_000)], DAY)
    sheets = opened(content, values=True)
    assert list(sheets) == ["目标", "我的计划", "实绩"]
    assert sheets["我的计划"]["F7"].value == 1_000_000
    assert load_workbook(io.BytesIO(content)).active.title == "实绩"  # type: ignore[union-attr] # the book has sheets


def test_running_on_our_own_output_again_and_again_changes_nothing(tmp_path: Path) -> None:
    """No look is added that the book has already: wrapped lines, plain ones, headings, numbers."""
    warned = Problem(NO_WORKING_DAYS, None, words={"period": "2026"})
    layout = small_layout(problems=[warned] * 3)
    path = user_book(tmp_path / "a.xlsx")
    contents = []
    for _ in range(3):
        contents.append(with_sheets(path, [layout], DAY))
        path.write_bytes(contents[-1])
    assert contents[0] == contents[1] == contents[2]


def test_of_two_sheets_with_the_marker_the_copy_is_the_users(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(with_sheets(user_book(path), [small_layout()], DAY))
    made = load_workbook(path)
    copied = made.copy_worksheet(made["计划分解"])
    copied.title = "备份"
    copied.defined_names[MARKER] = made["计划分解"].defined_names[MARKER]
    made.move_sheet("备份", -2)
    made.save(path)
    sheets = opened(with_sheets(path, [small_layout(total=5)], DAY))
    assert set(sheets) == {"目标", "备份", "实绩", "计划分解"}
    assert sheets["备份"]["B1"].value == "示例公司 2026年2月计划分解"


def test_a_users_sheet_of_our_name_is_left_alone_and_ours_takes_another(tmp_path: Path) -> None:
    sheets = opened(with_sheets(user_book(tmp_path / "a.xlsx", ("计划分解", "计划分解(2)")), [small_layout()], DAY))
    assert list(sheets) == ["计划分解", "计划分解(2)", "计划分解(3)"]
    assert sheets["计划分解"]["A1"].value == "期间"


def test_names_that_differ_in_case_only_count_as_one(tmp_path: Path) -> None:
    sheets = opened(with_sheets(user_book(tmp_path / "a.xlsx", ("PLANNING",)), [small_layout(Lang.EN)], DAY))
    assert list(sheets) == ["PLANNING", "Planning(2)"]


def test_every_formula_of_ours_has_its_cached_value(tmp_path: Path) -> None:
    layout = small_layout()
    content = with_sheets(user_book(tmp_path / "a.xlsx"), [layout], DAY)
    values, formulas = opened(content, values=True)["计划分解"], opened(content)["计划分解"]
    count = 0
    for number, row in enumerate(layout.rows, 1):
        for place, cell in enumerate(row.cells, 1):
            if cell.formula is not None:
                count += 1
                assert values.cell(number, place).value == cell.value
                assert formulas.cell(number, place).value == cell.formula
    assert count > 100


def test_the_users_own_formulas_keep_their_values_of_every_type(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>'
        '<c r="C1" t="b"><f>1=1</f><v>1</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1"><f>NOW()</f></c></row>'
        '<row r="2"><c r="A2"><f t="shared" ref="A2:B2" si="0">A1*2</f><v>4</v></c>'
        '<c r="B2" t="e"><f t="shared" si="0"/><v>#VALUE!</v></c></row>'
    )
    path = with_part(user_book(tmp_path / "a.xlsx"), "目标", cells)
    content = with_sheets(path, [small_layout()], DAY)
    entries = unpacked(content)
    part = etree.fromstring(entries[sheet_parts(entries)["目标"]])
    found = {cell.get("r"): (cell.get("t", "n"), cell.findtext("{*}v") or None) for cell in part.iter("{*}c")}
    assert found == {
        "A1": ("n", "2"),
        "B1": ("str", "ab"),
        "C1": ("b", "1"),
        "D1": ("e", "#DIV/0!"),
        "E1": ("n", None),
        "A2": ("n", "4"),
        "B2": ("e", "#VALUE!"),
    }
    assert opened(content)["目标"]["B2"].value == "=B1*2"


def test_text_that_begins_with_an_equals_sign_stays_text_in_both_sheets(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>=cmd()</t></is></c></row>'
    path = with_part(user_book(tmp_path / "a.xlsx"), "目标", cells)
    cell = opened(with_sheets(path, [small_layout()], DAY))["目标"]["A1"]
    assert (cell.value, cell.data_type) == ("=cmd()", "s")


def test_a_users_dates_and_author_stay_as_they_are(tmp_path: Path) -> None:
    path = user_book(tmp_path / "a.xlsx")
    entries = unpacked(path.read_bytes())
    content = with_sheets(path, [small_layout()], DAY)
    assert unpacked(content)["docProps/core.xml"] == entries["docProps/core.xml"]


def test_the_same_book_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    path = user_book(tmp_path / "a.xlsx")
    here = hashlib.sha256(with_sheets(path, [small_layout()], DAY)).hexdigest()
    script = (
        "import hashlib, sys; from datetime import date; from pathlib import Path;"
        "from tests.excel.books import small_layout; from xlsummary.excel.workbook import with_sheets;"
        "print(hashlib.sha256(with_sheets(Path(sys.argv[1]), [small_layout()], date(2025, 12, 31))).hexdigest())"
    )
    root = str(Path(__file__).parents[2])
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root}
        command = [sys.executable, "-c", script, str(path)]
        run = subprocess.run(command, env=environment, cwd=root, check=True, capture_output=True, text=True, timeout=60)  # noqa: S603 (this interpreter, our own script)
        assert run.stdout.strip() == here


def test_a_book_of_another_format_gives_a_new_book_of_our_sheets_dated_by_the_run(tmp_path: Path) -> None:
    ods = tmp_path / "a.ods"
    with zipfile.ZipFile(ods, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    xls = tmp_path / "a.xls"
    xls.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    for path in (ods, xls):
        content = with_sheets(path, [small_layout()], DAY)
        assert list(opened(content)) == ["计划分解"]
        core = unpacked(content)["docProps/core.xml"]
        assert core.count(b"2025-12-31T00:00:00Z") == 2


def test_a_macro_book_keeps_its_macros_and_its_kind(tmp_path: Path) -> None:
    path = user_book(tmp_path / "a.xlsm")
    entries = unpacked(path.read_bytes())
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    types = entries["[Content_Types].xml"].replace(plain, macro)
    vba = b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    entries["[Content_Types].xml"] = types.replace(b"</Types>", vba)
    entries["xl/vbaProject.bin"] = b"not really macros"
    path.write_bytes(packed(entries))
    made = unpacked(with_sheets(path, [small_layout()], DAY))
    assert made["xl/vbaProject.bin"] == b"not really macros"
    assert macro in made["[Content_Types].xml"]


def test_a_strict_book_whose_sheets_openpyxl_cannot_see_is_refused(tmp_path: Path) -> None:
    path = user_book(tmp_path / "strict.xlsx")
    entries = unpacked(path.read_bytes())
    transitional, strict = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    path.write_bytes(packed({name: part.replace(transitional, strict) for name, part in entries.items()}))
    with pytest.raises(XlsummaryError) as caught:
        with_sheets(path, [small_layout()], DAY)
    assert caught.value.rule == "book-not-copied"


def test_a_book_with_a_missing_part_is_a_clear_error_that_names_the_file(tmp_path: Path) -> None:
    path = user_book(tmp_path / "broken.xlsx")
    entries = unpacked(path.read_bytes())
    del entries["xl/worksheets/sheet1.xml"]
    path.write_bytes(packed(entries))
    with pytest.raises(XlsummaryError) as caught:
        with_sheets(path, [small_layout()], DAY)
    assert "broken.xlsx" in caught.value.message.zh
    assert caught.value.path == str(path)


def test_a_book_without_a_name_for_its_looks_loads_without_a_warning(tmp_path: Path) -> None:
    path = user_book(tmp_path / "a.xlsx")
    entries = unpacked(path.read_bytes())
    styles = etree.fromstring(entries["xl/styles.xml"])
    for named in styles.findall("{*}cellStyles"):
        styles.remove(named)
    path.write_bytes(packed({**entries, "xl/styles.xml": etree.tostring(styles)}))
    assert "计划分解" in opened(with_sheets(path, [small_layout()], DAY))


def test_a_book_of_one_hundred_sheets_is_not_renamed(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    made = Workbook()
    for number in range(99):
        made.create_sheet(f"表{number}")
    made.save(path)
    assert len(opened(with_sheets(path, [small_layout()], DAY))) == 101
