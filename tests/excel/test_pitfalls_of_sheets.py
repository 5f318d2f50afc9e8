"""Pitfalls of whole books: macros, signatures, locks, and sheets of ours that other programs or people have changed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.excel import raw
from tests.excel.adding import Added, with_added
from tests.excel.corpus import corpus_file
from tests.excel.grafting import sound
from tests.excel.layouts import PLANNING, planning, problems, sheets
from tests.excel.packages import Book
from tests.excel.shown import TITLES, named, refused, shows_ours, values
from xlsummary.excel.graft import graft, grafted
from xlsummary.problems import XlsummaryError


def with_macros(book: raw.Parts) -> raw.Parts:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    made = raw.changed(
        book, "[Content_Types].xml", (main, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), ("</Types>", macro)
    )
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    relation = f'<Relationship Id="rId9" Type="{kind}" Target="vbaProject.bin"/>'
    made = raw.changed(made, "xl/_rels/workbook.xml.rels", ("</Relationships>", f"{relation}</Relationships>"))
    return {**made, "xl/vbaProject.bin": bytes(range(256)) * 40}


def test_macros_and_code_names_stay(tmp_path: Path) -> None:
    made = sound(raw.put(tmp_path / "a.xlsm", with_macros(raw.parts())))
    book = Book(made.content())
    assert book.read("xl/vbaproject.bin") == bytes(range(256)) * 40
    assert book.type_of("xl/workbook.xml") == "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    opened = load_workbook(io.BytesIO(made.content()))
    assert (opened.code_name, opened["目标"].sheet_properties.codeName) == ("ThisWorkbook", "Sheet1")
    assert [sheet.sheet_properties.codeName for sheet in opened.worksheets[2:]] == [None, None, None]


def signed(book: raw.Parts) -> raw.Parts:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
    origin, signature = Added("_xmlsignatures/origin.sigs", b"", "", "", f"{kind}/origin"), "_xmlsignatures/sig1.xml"
    return with_added(book, origin, Added(signature, "<Signature/>", "", origin.name, f"{kind}/signature"))


def test_a_signed_book_is_refused_unless_forced_and_the_cost_is_said(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", signed(raw.parts()))
    error = refused(path)
    assert error.rule == "signed-book"
    assert "--force" in error.hint.zh
    assert "签名" in error.hint.zh
    assert shows_ours(sound(path, force=True).content())


@pytest.mark.parametrize("lock", ["1", "true"])
def test_a_book_whose_structure_is_locked_is_refused_unless_forced(lock: str, tmp_path: Path) -> None:
    protection = f'<workbookProtection workbookAlgorithmName="SHA-512" lockStructure="{lock}"/>'
    book = raw.changed(raw.parts(), "xl/workbook.xml", ("<bookViews>", f"{protection}<bookViews>"))
    path = raw.put(tmp_path / "a.xlsx", book)
    error = refused(path)
    assert error.rule == "locked-structure"
    assert "--force" in error.hint.en
    made = sound(path, force=True)
    assert shows_ours(made.content())
    assert protection.encode()[:-2] in Book(made.content()).read("xl/workbook.xml")


def test_a_lock_of_the_windows_only_is_no_lock_of_the_structure(tmp_path: Path) -> None:
    protection = '<workbookProtection lockStructure="0" lockWindows="1"/>'
    book = raw.changed(raw.parts(), "xl/workbook.xml", ("<bookViews>", f"{protection}<bookViews>"))
    assert shows_ours(sound(raw.put(tmp_path / "a.xlsx", book)).content())


@pytest.mark.parametrize("theirs", ["计划分解", "PLAN"])
def test_a_users_sheet_with_our_name_is_left_alone_and_ours_takes_another(theirs: str, tmp_path: Path) -> None:
    book = raw.changed(raw.parts(), "xl/workbook.xml", ('name="目标"', f'name="{theirs}"'))
    path = raw.put(tmp_path / "a.xlsx", book)
    title = "Plan" if theirs == "PLAN" else theirs
    made = sound(path, [planning(title), problems()])
    assert set(made.renamed) == {PLANNING}
    ours, content = made.titles[PLANNING], made.content()
    assert ours.casefold() != theirs.casefold()
    assert values(content, theirs)[0][0] == "期间"
    opened = load_workbook(io.BytesIO(content))
    assert opened["问题"]["B1"].value in {f"='{ours}'!B5", f"={ours}!B5"}
    assert opened["问题"]["A1"].hyperlink.location in {f"'{ours}'!B5", f"{ours}!B5"}
    path.write_bytes(content)
    again = sound(path, [planning(title), problems()], older=[ours, "问题"])
    assert again.titles == made.titles
    assert named(again.content()) == named(content)


def test_a_long_name_that_is_taken_stays_within_31_characters(tmp_path: Path) -> None:
    title = "各" * 31
    book = raw.changed(raw.parts(), "xl/workbook.xml", ('name="目标"', f'name="{title}"'))
    made = sound(raw.put(tmp_path / "a.xlsx", book), [planning(title)])
    assert len(made.titles[PLANNING]) <= 31


def saved_with(content: bytes, change: Callable[[str], str]) -> bytes:
    """Our output with its workbook part changed, as a program that saves it would."""
    book = Book(content)
    entries = {entry.name: book.read(entry.key) for entry in book.entries}
    return raw.zipped({**entries, "xl/workbook.xml": change(entries["xl/workbook.xml"].decode()).encode()}.items())


def test_a_sheet_of_ours_that_the_user_named_anew_is_replaced_under_that_name(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    first = sound(path).content()
    path.write_bytes(
        saved_with(
            first, lambda text: text.replace('name="计划分解"', 'name="It\'s 我的"').replace("'计划分解'", "'It''s 我的'")
        )
    )
    made = sound(path, [planning(total=500), problems()], older=["It's 我的", "问题"])
    assert made.titles[PLANNING] == "It's 我的"
    assert PLANNING in made.replaced
    assert values(made.content(), "It's 我的")[4][1] == 500
    assert load_workbook(io.BytesIO(made.content()))["问题"]["B1"].value == "='It''s 我的'!B5"


def test_a_sheet_of_ours_that_was_moved_to_the_front_stays_there(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", raw.parts())

    def moved(text: str) -> str:
        found = re.search(r'<(\w+:)?sheet [^>]*name="计划分解"[^>]*/>', text)
        assert found is not None
        front = text.replace(found[0], "").replace("<sheets>", f"<sheets>{found[0]}")
        turned = {"0": "1", "1": "2", "2": "0"}
        return re.sub(r'localSheetId="([012])"', lambda match: f'localSheetId="{turned[match[1]]}"', front)

    path.write_bytes(saved_with(sound(path).content(), moved))
    made = sound(path, older=TITLES[2:])
    assert named(made.content()) == ["计划分解", "目标", "实绩", "问题", "_xlsummary"]
    opened = load_workbook(io.BytesIO(made.content()))
    assert opened["实绩"].print_area == "'实绩'!$A$1:$C$3"
    assert opened["计划分解"].print_area == "'计划分解'!$A$1:$B$7"


def test_a_hidden_name_of_ours_is_found_whatever_another_program_made_of_it(tmp_path: Path) -> None:
    """LibreOffice drops the hidden flag and may write the constant anew."""
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    path.write_bytes(saved_with(sound(path).content(), lambda text: text.replace(' hidden="1"', "")))
    made = sound(path, older=TITLES[2:])
    assert set(made.replaced) == set(made.titles)
    assert named(made.content()) == TITLES


def test_places_that_libreoffice_counts_with_its_scenarios_do_not_cost_the_user_a_sheet(tmp_path: Path) -> None:
    """A scenario of 目标 is a sheet to LibreOffice and none in the file it saves, so our marker names the place of 实绩."""
    path = raw.put(tmp_path / "a.xlsx", raw.parts())

    def counted(text: str) -> str:
        found = re.search(r'<sheet [^>]*name="计划分解"[^>]*/>', text)
        assert found is not None
        second = text.replace(found[0], "").replace('<sheet name="实绩"', f'{found[0]}<sheet name="实绩"')
        for name, number in (("目标", 1), ("计划分解", 3), ("实绩", 4), ("问题", 5), ("_xlsummary", 6)):
            second = re.sub(rf'(name="{name}" sheetId=")\d+', rf"\g<1>{number}", second)
        second = second.replace('appName="xl"', 'appName="Calc"')
        places = {"1": "3", "2": "2", "3": "4", "4": "5"}
        return re.sub(r'localSheetId="(\d)"', lambda match: f'localSheetId="{places[match[1]]}"', second)

    path.write_bytes(saved_with(sound(path).content(), counted))
    made = grafted(path, [planning(total=500), *sheets()[1:]])
    assert set(made.replaced) == set(made.titles)
    assert named(made.content()) == ["目标", "计划分解", "实绩", "问题", "_xlsummary"]
    assert values(made.content(), "实绩")[0][0] == "期间"
    assert values(made.content())[4][1] == 500


def copied(content: bytes, part: str) -> bytes:
    """Our output after Move or Copy of our sheet: a sheet 副本 before it, with its own marker, made of the same cells."""
    book = Book(content)
    entries = {entry.name: book.read(entry.key) for entry in book.entries}
    sheet = re.sub(rb"<drawing [^>]*/>", b"", entries[part])
    text = entries["xl/workbook.xml"].decode()
    text = re.sub(r'localSheetId="([2-9])"', lambda found: f'localSheetId="{int(found[1]) + 1}"', text)
    text = text.replace('<sheet name="计划分解"', '<sheet name="副本" sheetId="99" r:id="rId99"/><sheet name="计划分解"')
    marker = f'<definedName name="{PLANNING}" localSheetId="2" hidden="1">"计划分解"</definedName></definedNames>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    relation = f'<Relationship Id="rId99" Type="{raw.OFFICE}/worksheet" Target="worksheets/sheet99.xml"/>'
    changes = {
        "xl/workbook.xml": text.replace("</definedNames>", marker).encode(),
        "xl/worksheets/sheet99.xml": sheet,
        "xl/_rels/workbook.xml.rels": entries["xl/_rels/workbook.xml.rels"].replace(b"</Rel", f"{relation}</Rel".encode()),
        "[Content_Types].xml": entries["[Content_Types].xml"].replace(
            b"</Types>", f'<Override PartName="/xl/worksheets/sheet99.xml" ContentType="{kind}"/></Types>'.encode()
        ),
    }
    return raw.zipped({**entries, **changes}.items())


def test_of_two_sheets_with_our_marker_the_copy_is_the_users(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    first = sound(path).content()
    part = next(entry.name for entry in Book(first).entries if entry.key == Book(first).sheet("计划分解").part)
    path.write_bytes(copied(first, part))
    made = sound(path, [planning(total=500), *sheets()[1:]], older=["计划分解", "问题", "_xlsummary"])
    assert named(made.content()) == ["目标", "实绩", "副本", "计划分解", "问题", "_xlsummary"]
    assert values(made.content(), "副本")[4][1] == 300
    assert values(made.content())[4][1] == 500


def test_a_book_that_changes_between_reading_and_writing_is_not_mixed(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    made = grafted(path, sheets())
    path.write_bytes(raw.zipped({**raw.parts(), "docProps/app.xml": b"<Properties/>"}.items()))
    with pytest.raises(XlsummaryError) as error:
        made.content()
    assert error.value.rule == "book-changed"


# What is no package ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["poi--SimpleWithFormula.xls", "calamine--date.xlsb", "calamine--issues.ods"])
def test_other_formats_give_a_new_book_of_our_sheets_alone(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(corpus_file("other", name).read_bytes())
    target = tmp_path / "target.xlsx"
    graft(path, sheets(), target)
    assert shows_ours(target.read_bytes())
    assert named(target.read_bytes()) == TITLES[2:]
    again = tmp_path / "again.xlsx"
    graft(path, sheets(), again)
    assert target.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("name", ["poi--protect.xlsx", "poi--60320-protected.xlsx", "poi--protected_passtika.xlsx"])
def test_an_encrypted_book_is_refused_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    target = tmp_path / "target.xlsx"
    for force in (False, True):
        with pytest.raises(XlsummaryError) as error:
            graft(corpus_file("broken", name), sheets(), target, force=force)
        assert error.value.rule == "encrypted-book"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a,b\n1,2\n", raw.zipped([("word/document.xml", b"<document/>")])])
def test_what_is_no_workbook_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    refused(path)
