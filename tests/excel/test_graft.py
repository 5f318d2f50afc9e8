from __future__ import annotations

import hashlib
import io
import os
import random
import stat
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.excel import raw
from tests.excel.books import opened, small_layout, user_book
from tests.excel.layouts import PLANNING, planning, problems, sheets
from tests.excel.packages import Book
from tests.root import must_be_root
from xlsummary.catalogue import NO_WORKING_DAYS
from xlsummary.excel.graft import graft, grafted
from xlsummary.model import Lang
from xlsummary.package import packed, unpacked
from xlsummary.problems import Problem, XlsummaryError
from xlsummary.replacing import replace_file
from xlsummary.sheets.layout import Layout
from xlsummary.temporary import held

DAY = date(2025, 12, 31)
MARKER = "_xlsummary_planning"


def put_in(path: Path, layouts: Sequence[Layout]) -> bytes:
    return grafted(path, layouts).content()


def test_our_sheet_comes_last_and_the_users_stay_with_the_open_one_open(tmp_path: Path) -> None:
    content = put_in(user_book(tmp_path / "a.xlsx"), [small_layout()])
    assert list(opened(content)) == ["目标", "实绩", "计划分解"]
    made = load_workbook(io.BytesIO(content))
    assert made.active is not None
    assert made.active.title == "实绩"
    assert [sheet.title for sheet in made.worksheets if sheet.sheet_view.tabSelected] == ["实绩"]


def test_the_marker_is_a_hidden_name_of_the_sheet_with_a_constant_text(tmp_path: Path) -> None:
    sheet = opened(put_in(user_book(tmp_path / "a.xlsx"), [small_layout()]))["计划分解"]
    name = sheet.defined_names[MARKER]
    assert (name.hidden, name.value) == (True, '"计划分解"')


def test_a_second_run_replaces_our_sheet_where_it_stands_under_the_name_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(put_in(user_book(path), [small_layout()]))
    made = load_workbook(path)
    made["计划分解"].title = "我的计划"
    made.move_sheet("我的计划", -1)
    made.active = 2
    made.save(path)
    content = put_in(path, [small_layout(total=1_000_000)])
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
        contents.append(put_in(path, [layout]))
        path.write_bytes(contents[-1])
    assert contents[0] == contents[1] == contents[2]


def test_of_two_sheets_with_the_marker_the_copy_is_the_users(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(put_in(user_book(path), [small_layout()]))
    made = load_workbook(path)
    copied = made.copy_worksheet(made["计划分解"])
    copied.title = "备份"
    copied.defined_names[MARKER] = made["计划分解"].defined_names[MARKER]
    made.move_sheet("备份", -2)
    made.save(path)
    sheets = opened(put_in(path, [small_layout(total=5)]))
    assert set(sheets) == {"目标", "备份", "实绩", "计划分解"}
    assert sheets["备份"]["B1"].value == "示例公司 2026年2月计划分解"


def test_a_users_sheet_of_our_name_is_left_alone_and_ours_takes_another(tmp_path: Path) -> None:
    sheets = opened(put_in(user_book(tmp_path / "a.xlsx", ("计划分解", "计划分解(2)")), [small_layout()]))
    assert list(sheets) == ["计划分解", "计划分解(2)", "计划分解(3)"]
    assert sheets["计划分解"]["A1"].value == "期间"


def test_names_that_differ_in_case_only_count_as_one(tmp_path: Path) -> None:
    sheets = opened(put_in(user_book(tmp_path / "a.xlsx", ("PLANNING",)), [small_layout(Lang.EN)]))
    assert list(sheets) == ["PLANNING", "Planning(2)"]


@pytest.mark.parametrize("name", ["3/4月计划", "计划*?[草]:甲", "a\\b", "计" * 40, "'引'号"])
def test_our_sheet_under_a_name_that_only_other_programs_give_is_replaced_under_it(name: str, tmp_path: Path) -> None:
    """With its print titles, its chart and the formulas of other sheets of ours."""
    path = tmp_path / "a.xlsx"
    graft(raw.put(path, raw.parts()), sheets(), path)
    entries = unpacked(path.read_bytes())
    quoted = name.replace("'", "''")
    entries["xl/workbook.xml"] = (
        entries["xl/workbook.xml"]
        .replace('name="计划分解"'.encode(), f'name="{name}"'.encode())
        .replace("'计划分解'!".encode(), f"'{quoted}'!".encode())
    )
    path.write_bytes(packed(entries))
    made = grafted(path, sheets())
    assert made.titles[PLANNING] == name
    assert PLANNING in made.replaced
    book = Book(made.content())
    assert [sheet.name for sheet in book.sheets] == ["目标", "实绩", name, "问题", "_xlsummary"]
    names = [each.text for each in book.tree(book.workbook).iter("{*}definedName")]
    assert f"'{quoted}'!$1:$2" in names
    assert f"'{quoted}'!B5".encode() in book.read(book.sheet("问题").part)


def test_every_formula_of_ours_has_its_cached_value(tmp_path: Path) -> None:
    layout = small_layout()
    content = put_in(user_book(tmp_path / "a.xlsx"), [layout])
    values, formulas = opened(content, values=True)["计划分解"], opened(content)["计划分解"]
    count = 0
    for number, row in enumerate(layout.rows, 1):
        for place, cell in enumerate(row.cells, 1):
            if cell.formula is not None:
                count += 1
                assert values.cell(number, place).value == cell.value
                assert formulas.cell(number, place).value == cell.formula
    assert count > 100


def test_a_users_dates_and_author_stay_as_they_are(tmp_path: Path) -> None:
    path = user_book(tmp_path / "a.xlsx")
    entries = unpacked(path.read_bytes())
    content = put_in(path, [small_layout()])
    assert unpacked(content)["docProps/core.xml"] == entries["docProps/core.xml"]


def test_the_same_book_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    path = user_book(tmp_path / "a.xlsx")
    here = hashlib.sha256(put_in(path, [small_layout()])).hexdigest()
    script = (
        "import hashlib, sys; from pathlib import Path;"
        "from tests.excel.books import small_layout; from xlsummary.excel.graft import grafted;"
        "print(hashlib.sha256(grafted(Path(sys.argv[1]), [small_layout()]).content()).hexdigest())"
    )
    root = str(Path(__file__).parents[2])
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root}
        command = [sys.executable, "-c", script, str(path)]
        run = subprocess.run(command, env=environment, cwd=root, check=True, capture_output=True, text=True, timeout=60)  # noqa: S603 (this interpreter, our own script)
        assert run.stdout.strip() == here


def test_a_book_of_another_format_gives_a_new_book_of_our_sheets_dated_by_the_run(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    made = grafted(path, [small_layout()], day=DAY)
    assert made.is_alone
    assert list(opened(made.content())) == ["计划分解"]
    assert unpacked(made.content())["docProps/core.xml"].count(b"2025-12-31T00:00:00Z") == 2


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
    made = unpacked(put_in(path, [small_layout()]))
    assert made["xl/vbaProject.bin"] == b"not really macros"
    assert macro in made["[Content_Types].xml"]


def test_a_book_of_one_hundred_sheets_is_not_renamed(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    made = Workbook()
    for number in range(99):
        made.create_sheet(f"表{number}")
    made.save(path)
    assert len(opened(put_in(path, [small_layout()]))) == 101


# Onto disk ------------------------------------------------------------------------------------


def test_the_target_is_what_was_grafted_and_the_book_stays(tmp_path: Path) -> None:
    path, target = raw.put(tmp_path / "a.xlsx", raw.parts()), tmp_path / "b.xlsx"
    before = path.read_bytes()
    made = graft(path, sheets(), target)
    assert target.read_bytes() == made.content()
    assert path.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} == {"a.xlsx", "b.xlsx"}


def test_the_target_may_be_the_book_itself(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    expected = put_in(path, sheets())
    graft(path, sheets(), path)
    assert path.read_bytes() == expected
    graft(path, sheets(), path)
    assert path.read_bytes() == expected


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    (tmp_path / "b.xlsx").mkdir()
    error = not_written(path, tmp_path / "b.xlsx")
    assert (error.rule, error.path) == ("output-not-written", str(tmp_path / "b.xlsx"))
    assert {each.name for each in tmp_path.iterdir()} == {"a.xlsx", "b.xlsx"}


def not_written(book: Path, target: Path) -> XlsummaryError:
    with pytest.raises(XlsummaryError) as error:
        graft(book, sheets(), target)
    return error.value


posix = pytest.mark.skipif(os.name != "posix", reason="mode bits, links and locks are those of POSIX")


@posix
@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_of_a_link_the_file_is_written_with_its_mode_bits_and_the_link_stays(mode: int, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = raw.put(tmp_path / "real" / "a.xlsx", raw.parts()), tmp_path / "link.xlsx"
    real.chmod(mode)
    link.symlink_to("real/a.xlsx")
    expected = put_in(real, sheets())
    for target in (link, real, link):
        graft(link, sheets(), target)
        assert real.read_bytes() == expected
        assert stat.S_IMODE(real.stat().st_mode) == mode
        assert link.readlink() == Path("real/a.xlsx")
    assert {each.name for each in tmp_path.rglob("*")} == {"real", "a.xlsx", "link.xlsx"}


@posix
def test_a_target_that_is_read_only_or_being_written_is_left_alone(tmp_path: Path) -> None:
    book, target = raw.put(tmp_path / "a.xlsx", raw.parts()), tmp_path / "b.xlsx"
    target.write_bytes(b"theirs")
    target.chmod(0o444)
    assert not_written(book, target).rule == "read-only-file"
    target.chmod(0o644)
    with held(target):
        assert not_written(book, target).rule == "output-being-written"
    assert target.read_bytes() == b"theirs"
    assert {each.name for each in tmp_path.iterdir()} == {"a.xlsx", "b.xlsx"}


@posix
def test_a_full_disk_leaves_the_target_as_it_was(tmp_path: Path) -> None:
    must_be_root()
    mount = tmp_path / "small"
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(mount)], check=True)  # noqa: S603, S607
    try:
        book = raw.put(mount / "a.xlsx", {**raw.parts(), "xl/media/a.png": random.Random(1).randbytes(36_000)})  # noqa: S311 (a content that packs badly)
        before = book.read_bytes()
        error = not_written(book, book)
        assert (error.rule, "磁盘已满" in error.message.zh) == ("output-not-written", True)
        assert book.read_bytes() == before
        assert [each.name for each in mount.iterdir()] == ["a.xlsx"]
    finally:
        subprocess.run(["umount", str(mount)], check=True)  # noqa: S603, S607


@posix
def test_a_book_that_is_saved_while_it_is_written_is_left_alone(tmp_path: Path) -> None:
    """The book has grown by the time the last of it is copied: the writing itself says so."""
    book = raw.put(tmp_path / "a.xlsx", raw.parts())
    made = grafted(book, sheets())
    book.write_bytes(book.read_bytes() + b"saved")
    with pytest.raises(XlsummaryError) as error:
        replace_file(book, made)
    assert error.value.rule == "book-changed"
    assert book.read_bytes().endswith(b"saved")
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]


# Which sheets ---------------------------------------------------------------------------------


def test_a_sheet_that_only_replaces_is_not_added(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    first = grafted(path, [planning(), replace(problems(), only_replaces=True)])
    assert dict(first.titles) == {PLANNING: "计划分解"}
    graft(path, [planning(), problems()], path)
    second = grafted(path, [replace(problems("别的"), only_replaces=True)])
    assert dict(second.titles) == {"_xlsummary_problems": "问题"}
    assert second.replaced == {"_xlsummary_problems"}
    assert list(opened(second.content())) == ["目标", "实绩", "计划分解", "问题"]


def test_nothing_to_put_in_leaves_the_book_as_it_is(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    made = grafted(path, [replace(problems(), only_replaces=True)])
    assert (dict(made.titles), made.content()) == ({}, path.read_bytes())


def changed(path: Path, part: str, *replacements: tuple[str, str]) -> None:
    """Changes a part of a book where it lies."""
    path.write_bytes(raw.zipped(raw.changed(unpacked(path.read_bytes()), part, *replacements).items()))


def test_a_sheet_of_ours_that_the_user_hid_stays_hidden_and_the_record_is_hidden_again(tmp_path: Path) -> None:
    """Programs other than Excel know no very hidden sheets."""
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    graft(path, sheets(), path)
    changed(
        path, "xl/workbook.xml", ('name="计划分解"', 'name="计划分解" state="hidden"'), ('state="veryHidden"', 'state="hidden"')
    )
    book = Book(put_in(path, sheets()))
    assert [sheet.state for sheet in book.sheets] == ["visible", "visible", "hidden", "visible", "veryHidden"]


def test_an_older_sheet_that_was_open_is_the_one_open(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    graft(path, sheets(), path)
    changed(path, "xl/workbook.xml", ('activeTab="1"', 'activeTab="2"'))
    changed(path, "xl/worksheets/sheet2.xml", ('tabSelected="1"', ""))
    changed(path, "xl/worksheets/_xlsummary_planning.xml", ("<sheetView ", '<sheetView tabSelected="1" '))
    made = load_workbook(io.BytesIO(put_in(path, sheets())))
    assert made.active is not None
    assert made.active.title == "计划分解"
    assert [sheet.title for sheet in made.worksheets if sheet.sheet_view.tabSelected] == ["计划分解"]


def test_names_that_the_user_gave_on_our_sheet_stay(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    graft(path, sheets(), path)
    mine = '<definedName name="全年" localSheetId="2">计划分解!$B$5</definedName>'
    changed(path, "xl/workbook.xml", ("</definedNames>", f"{mine}</definedNames>"))
    sheet = opened(put_in(path, sheets()))["计划分解"]
    assert set(sheet.defined_names) == {"全年", MARKER}
    assert sheet.print_area == "'计划分解'!$A$1:$B$7"


def test_what_only_our_older_sheet_used_goes_and_what_others_use_stays(tmp_path: Path) -> None:
    """The user put a picture of theirs on our sheet, which stands on their own sheet as well."""
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    graft(path, sheets(), path)
    relation = f'<Relationship Id="rId7" Type="{raw.OFFICE}/image" Target="/xl/media/logo.png"/></Relationships>'
    own = f'<Relationships xmlns="{raw.PACKAGE}"><Relationship Id="rId1" Type="{raw.OFFICE}/image" Target="../media/logo.png"/>'
    changed(path, "xl/worksheets/_rels/_xlsummary_planning.xml.rels", ("</Relationships>", relation))
    entries = unpacked(path.read_bytes())
    entries["xl/worksheets/_rels/sheet1.xml.rels"] = f"{own}</Relationships>".encode()
    entries |= {"xl/media/logo.png": b"theirs", "xl/media/other.png": b"listed by nobody"}
    path.write_bytes(raw.zipped(entries.items()))
    made = put_in(path, [replace(planning(), charts=()), *sheets()[1:]])
    names = {entry.name for entry in Book(made).entries}
    assert {"xl/media/logo.png", "xl/media/other.png"} <= names
    assert not [name for name in names if "_xlsummary" in name and ("drawing" in name or "chart" in name)]
    assert b"_xlsummary_planning.xml" not in Book(made).read("xl/worksheets/_rels/sheet1.xml.rels")
