"""`run --in-place`: the sheets in the book itself, which is the old one or the new one at every moment."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.book.written import written
from tests.excel.office import converted
from tests.readme import ROOT, command
from tests.rules import SOUND, TODAY
from xlsummary import assets, pipeline
from xlsummary.output import write_all
from xlsummary.package import CONTENT_TYPES, is_marked, packed, unpacked
from xlsummary.places import run_files
from xlsummary.problems import XlsummaryError
from xlsummary.temporary import beside

posix = pytest.mark.skipif(os.name != "posix", reason="signals, mode bits and links are those of POSIX")
KILLS = 24
MACRO_BOOK = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
BOOK = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def ran(*words: str | Path, cwd: Path, code: int = 0) -> dict[str, Any]:
    """The document of `run` in a process of its own."""
    done = command("run", *map(str, words), "--as-of", f"{TODAY}", "--format", "json", cwd=cwd)
    assert done.returncode == code, done.stderr.decode()
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def roles(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["role"], Path(each["path"]).name) for each in document["outputs"]]


def told(document: dict[str, Any]) -> list[str]:
    return [each["rule"] for each in document["problems"]]


def small(folder: Path, name: str = "book.xlsx") -> Path:
    """The smallest book, as another program saved it."""
    path = written(folder, SOUND)
    return path.rename(folder / name)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_sheets_stand_in_the_book_and_its_old_content_beside_it(tmp_path: Path) -> None:
    book = small(tmp_path)
    before = book.read_bytes()
    document = ran(book, "--in-place", cwd=tmp_path)
    assert roles(document) == [("backup", "book.bak.xlsx"), ("summary", "book-summary.docx"), ("plan", "book.xlsx")]
    assert names(tmp_path) == ["book-summary.docx", "book.bak.xlsx", "book.xlsx"]
    assert (tmp_path / "book.bak.xlsx").read_bytes() == before
    opened = load_workbook(book)
    assert opened.sheetnames == [*SOUND, "计划分解", "周例会", "目标对实绩", "_xlsummary"]
    assert [opened[name].sheet_state for name in opened.sheetnames[-2:]] == ["visible", "veryHidden"]


def test_the_same_again_changes_nothing_and_keeps_no_second_backup(tmp_path: Path) -> None:
    book = small(tmp_path)
    ran(book, "--in-place", cwd=tmp_path)
    first = book.read_bytes()
    document = ran(book, "--in-place", cwd=tmp_path)
    assert roles(document) == [("summary", "book-summary.docx"), ("plan", "book.xlsx")]
    assert book.read_bytes() == first
    assert names(tmp_path) == ["book-summary.docx", "book.bak.xlsx", "book.xlsx"]


def test_backups_are_numbered(tmp_path: Path) -> None:
    book = small(tmp_path)
    contents = []
    for amount in (1, 2, 3):
        opened = load_workbook(book)
        opened["目标"]["B2"] = amount
        opened.save(book)
        contents.append(book.read_bytes())
        ran(book, "--in-place", cwd=tmp_path)
    kept = [(tmp_path / f"book.bak{number}.xlsx").read_bytes() for number in ("", 2, 3)]
    assert kept == contents


def test_a_macro_book_keeps_its_kind_and_the_backup_has_its_suffix(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsm"
    entries = unpacked(small(tmp_path).read_bytes())
    book.write_bytes(packed({**entries, CONTENT_TYPES: entries[CONTENT_TYPES].replace(BOOK, MACRO_BOOK)}))
    assert roles(ran(book, cwd=tmp_path))[-1] == ("plan", "book-plan.xlsm")
    assert roles(ran(book, "--in-place", cwd=tmp_path))[0] == ("backup", "book.bak.xlsm")
    for name in ("book-plan.xlsm", "book.xlsm"):
        assert MACRO_BOOK in unpacked((tmp_path / name).read_bytes())[CONTENT_TYPES]


def test_the_word_file_goes_where_it_is_told_to(tmp_path: Path) -> None:
    book = small(tmp_path)
    ran(book, "--in-place", "-o", "out", cwd=tmp_path)
    assert names(tmp_path / "out") == ["book-summary.docx"]
    assert is_marked(book, "_xlsummary_planning")


def test_a_book_with_errors_is_left_alone(tmp_path: Path) -> None:
    book = written(tmp_path, {"目标": [["期间", "目标值"], [2026, "十几万"]]})
    before = book.read_bytes()
    assert ran(book, "--in-place", cwd=tmp_path, code=1)["outputs"] == []
    assert (names(tmp_path), book.read_bytes()) == (["book.xlsx"], before)


def test_problems_have_a_sheet_as_long_as_there_are_any_and_then_it_says_that_there_are_none(tmp_path: Path) -> None:
    book = written(tmp_path, {**SOUND, "实绩": [*SOUND["实绩"], ["2026-04-01", "张三", "十几万"]]})
    ran(book, "--in-place", "--draft", "--lang", "en", cwd=tmp_path, code=1)
    opened = load_workbook(book)
    assert opened.sheetnames == [*SOUND, "Planning", "Weekly", "Performance", "Problems", "_xlsummary"]
    assert opened["Problems"]["B5"].value == "'实绩'!C3"
    assert opened["Problems"]["B5"].hyperlink.location == "'实绩'!C3"
    opened["实绩"].delete_rows(3)
    opened.save(book)
    assert told(ran(book, "--in-place", "--lang", "en", cwd=tmp_path)) == []
    opened = load_workbook(book)
    assert opened.sheetnames == [*SOUND, "Planning", "Weekly", "Performance", "Problems", "_xlsummary"]
    assert "No problems" in str(opened["Problems"]["A2"].value)


@pytest.mark.parametrize("lock", ["~$book.xlsx", ".~lock.book.xlsx#"])
@pytest.mark.parametrize("words", [("--in-place",), ()])
def test_a_lock_file_is_a_warning_where_the_file_is_replaced(lock: str, words: tuple[str, ...], tmp_path: Path) -> None:
    """A crash leaves lock files behind, so they alone stop nothing."""
    book = small(tmp_path)
    (tmp_path / lock).write_bytes(b"")
    document = ran(book, *words, cwd=tmp_path)
    assert told(document) == (["open-elsewhere"] if words else [])
    if words:
        (notice,) = document["problems"]
        assert (notice["severity"], notice["value"]) == ("warning", str(book))
        assert lock in notice["message"]
        assert roles(document)[-1] == ("plan", "book.xlsx")


@posix
def test_other_names_of_the_book_are_told_since_they_keep_the_old_content(tmp_path: Path) -> None:
    book = small(tmp_path)
    before = book.read_bytes()
    os.link(book, tmp_path / "other.xlsx")
    document = ran(book, "--in-place", cwd=tmp_path)
    assert told(document) == ["other-names"]
    assert (tmp_path / "other.xlsx").read_bytes() == before
    assert told(ran(book, "--in-place", cwd=tmp_path)) == []


@posix
def test_of_a_link_the_book_is_written_with_its_mode_bits(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    book, link = small(tmp_path / "share"), tmp_path / "link.xlsx"
    book.chmod(0o640)
    link.symlink_to("share/book.xlsx")
    ran(link, "--in-place", cwd=tmp_path)
    assert link.is_symlink()
    assert is_marked(book, "_xlsummary_planning")
    assert book.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["link-summary.docx", "link.bak.xlsx", "link.xlsx", "share"]


@posix
def test_a_read_only_book_is_left_alone(tmp_path: Path) -> None:
    book = small(tmp_path)
    before = book.read_bytes()
    book.chmod(0o444)
    document = ran(book, "--in-place", cwd=tmp_path, code=2)
    assert (document["error"]["rule"], document["error"]["file"]) == ("read-only-file", str(book))
    assert (names(tmp_path), book.read_bytes()) == (["book.xlsx"], before)


def test_a_book_that_is_saved_while_we_work_is_left_alone(tmp_path: Path) -> None:
    book = small(tmp_path)
    options = pipeline.Options(today=TODAY, itself=True)
    leaving = run_files(pipeline.run(book, options), None, in_place=True)
    saved = load_workbook(book)
    saved["目标"]["B2"] = 7
    saved.save(book)
    after = book.read_bytes()
    with pytest.raises(XlsummaryError) as caught:
        write_all(leaving.files)
    assert caught.value.rule == "book-changed"
    assert (names(tmp_path), book.read_bytes()) == (["book.xlsx"], after)


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_a_format_that_takes_no_sheets_is_left_alone_and_otherwise_gets_a_book_of_its_own(form: str, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    book = next(iter(converted([small(tmp_path)], form, tmp_path / "made").values()))
    shutil.copy(book, tmp_path)
    document = ran(f"book.{form}", "--in-place", "-o", "out", cwd=tmp_path, code=2)
    assert document["error"]["rule"] == "not-in-place"
    assert not (tmp_path / "out").exists()
    document = ran(f"book.{form}", "-o", "out", cwd=tmp_path)
    assert roles(document)[-1] == ("plan", "book-plan.xlsx")
    assert "plan-book-apart" in told(document)
    opened = load_workbook(tmp_path / "out" / "book-plan.xlsx")
    assert [name for name in opened.sheetnames if name in SOUND] == []


# What nobody may change -----------------------------------------------------------------------


def locked(folder: Path) -> Path:
    """A book whose structure its maker protected."""
    opened = load_workbook(small(folder))
    opened.security.lockStructure = True
    opened.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def signed(folder: Path) -> Path:
    """A book with the parts of a digital signature."""
    book = small(folder)
    entries = unpacked(book.read_bytes())
    origin = b"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    relation = b'<Relationship Id="sig" Type="' + origin + b'" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    entries["_rels/.rels"] = entries["_rels/.rels"].replace(b"</Relationships>", relation)
    kind = b'<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/></Types>'
    entries[CONTENT_TYPES] = entries[CONTENT_TYPES].replace(b"</Types>", kind)
    book.write_bytes(packed({**entries, "_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": b"<Signature/>"}))
    return book


@pytest.mark.parametrize(("make", "rule"), [(locked, "locked-structure"), (signed, "signed-book")])
@pytest.mark.parametrize("words", [(), ("--in-place",)])
def test_a_guarded_book_is_written_only_by_force_and_what_it_costs_is_told(
    make: Any, rule: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    book = make(tmp_path)
    before = book.read_bytes()
    refused = ran(book, *words, cwd=tmp_path, code=2)["error"]
    assert refused["rule"] == rule
    assert "--force" in refused["hint"]
    assert (names(tmp_path), book.read_bytes()) == (["book.xlsx"], before)
    document = ran(book, *words, "--force", cwd=tmp_path)
    assert told(document) == ["written-by-force"]
    assert document["problems"][0]["severity"] == "warning"
    assert is_marked(tmp_path / roles(document)[-1][1], "_xlsummary_planning")


def test_a_sheet_of_the_users_that_has_our_name_is_left_alone_and_told(tmp_path: Path) -> None:
    book = small(tmp_path)
    opened = load_workbook(book)
    opened.create_sheet("计划分解").append(["我的表"])
    opened.save(book)
    document = ran(book, "--in-place", cwd=tmp_path)
    taken = next(each for each in document["problems"] if each["rule"] == "title-taken")
    assert taken["severity"] == "note"
    assert taken["sheet"] != "计划分解"
    after = load_workbook(book)
    assert after["计划分解"]["A1"].value == "我的表"
    assert taken["sheet"] in after.sheetnames


def test_a_sheet_of_the_users_that_is_only_called_like_ours_takes_no_name(tmp_path: Path) -> None:
    book = small(tmp_path)
    opened = load_workbook(book)
    opened.create_sheet("计划分解表").append(["我的表"])
    opened.save(book)
    document = ran(book, "--in-place", cwd=tmp_path)
    assert "title-taken" not in told(document)
    assert "计划分解" in load_workbook(book).sheetnames


def test_force_tells_nothing_where_nothing_stands_in_the_way(tmp_path: Path) -> None:
    """Neither replaced-other nor written-by-force, and no changed-since for what is still as it was written."""
    book = small(tmp_path)
    for words in ((), (), ("--in-place",), ("--in-place",)):
        assert told(ran(book, *words, "--force", cwd=tmp_path)) == []


def test_what_the_user_has_on_sheets_of_their_own_stays_and_is_not_told(tmp_path: Path) -> None:
    """Neither not-on-new-sheet nor typed-on-sheet."""
    book = small(tmp_path)
    ran(book, "--in-place", cwd=tmp_path)
    opened = load_workbook(book)
    mine = opened.create_sheet("我的")
    mine["A1"], mine["A2"] = "金额", "=SUM(实绩!C2:C2)"
    opened.save(book)
    assert told(ran(book, "--in-place", cwd=tmp_path)) in ([], ["other-sheet"])
    assert load_workbook(book)["我的"]["A2"].value == "=SUM(实绩!C2:C2)"


# What a copy replaces -------------------------------------------------------------------------


def test_a_copy_that_nobody_touched_is_replaced_without_a_backup_one_that_was_saved_with_one(tmp_path: Path) -> None:
    book = small(tmp_path)
    ran(book, cwd=tmp_path)
    _type(book, 5)
    assert roles(ran(book, cwd=tmp_path)) == [("summary", "book-summary.docx"), ("plan", "book-plan.xlsx")]
    _type(tmp_path / "book-plan.xlsx", 6)
    saved = (tmp_path / "book-plan.xlsx").read_bytes()
    _type(book, 7)
    assert roles(ran(book, cwd=tmp_path))[0] == ("backup", "book-plan.bak.xlsx")
    assert (tmp_path / "book-plan.bak.xlsx").read_bytes() == saved


def test_a_book_written_in_place_is_kept_when_the_copy_of_another_is_called_like_it(tmp_path: Path) -> None:
    """2026-plan.xlsx may be somebody's book, and 2026.xlsx another."""
    (tmp_path / "a").mkdir()
    theirs = small(tmp_path / "a").rename(tmp_path / "2026-plan.xlsx")
    ran(theirs, "--in-place", "-o", "out", cwd=tmp_path)
    (tmp_path / "2026-plan.bak.xlsx").unlink()
    mine, content = small(tmp_path, "2026.xlsx"), theirs.read_bytes()
    _type(mine, 5)
    assert roles(ran(mine, cwd=tmp_path))[0] == ("backup", "2026-plan.bak.xlsx")
    assert (tmp_path / "2026-plan.bak.xlsx").read_bytes() == content


def test_a_workbook_of_another_origin_is_replaced_only_by_force_kept_and_told(tmp_path: Path) -> None:
    book, other = small(tmp_path), tmp_path / "book-plan.xlsx"
    Workbook().save(other)
    before = other.read_bytes()
    assert ran(book, cwd=tmp_path, code=2)["error"]["rule"] == "file-in-the-way"
    assert names(tmp_path) == ["book-plan.xlsx", "book.xlsx"]
    document = ran(book, "--force", cwd=tmp_path)
    assert told(document) == ["replaced-other"]
    assert roles(document)[0] == ("backup", "book-plan.bak.xlsx")
    assert (tmp_path / "book-plan.bak.xlsx").read_bytes() == before


def test_a_copy_is_written_to_itself_and_a_book_that_is_only_called_so_is_not(tmp_path: Path) -> None:
    called_so = small(tmp_path, "2026-plan.xlsx")
    assert roles(ran(called_so, cwd=tmp_path))[-1] == ("plan", "2026-plan-plan.xlsx")
    copy = tmp_path / "2026-plan-plan.xlsx"
    _type(copy, 9)
    typed = copy.read_bytes()
    written_to = [("backup", "2026-plan-plan.bak.xlsx"), ("summary", "2026-plan-summary.docx"), ("plan", copy.name)]
    assert roles(ran(copy, cwd=tmp_path)) == written_to
    assert (tmp_path / "2026-plan-plan.bak.xlsx").read_bytes() == typed
    assert load_workbook(copy)["目标"]["B2"].value == 9


def _type(book: Path, amount: int) -> None:
    """Changes the first target, in another program."""
    opened = load_workbook(book)
    opened["目标"]["B2"] = amount
    opened.save(book)


# Again, after another program -----------------------------------------------------------------


def test_our_sheets_are_replaced_not_doubled_after_libreoffice_saved_the_book(tmp_path: Path) -> None:
    book = small(tmp_path)
    first = ran(book, "--in-place", cwd=tmp_path)
    sheets = load_workbook(book).sheetnames
    saved = converted([book], "xlsx", _folder(tmp_path / "saved"))[book]
    again = ran(saved, "--in-place", cwd=tmp_path)
    assert load_workbook(saved).sheetnames == sheets
    for key in ("plans", "performance", "figures", "controls", "problems"):
        assert again[key] == first[key]
    third = converted([saved], "xlsx", _folder(tmp_path / "again"))[saved]
    ran(third, "--in-place", cwd=tmp_path)
    assert load_workbook(third).sheetnames == sheets


def test_our_sheets_are_never_read_whatever_they_are_called_and_however_they_are_shown(tmp_path: Path) -> None:
    """A renamed planning sheet with headings of targets in it would be read, were it not for its marker."""
    book = small(tmp_path)
    first = ran(book, "--in-place", cwd=tmp_path)
    saved = converted([book], "xlsx", _folder(tmp_path / "saved"))[book]
    opened = load_workbook(saved)
    plan, record = opened["计划分解"], opened["_xlsummary"]
    plan.title, record.title = "销售目标明细", "实绩2"
    record.sheet_state = "visible"
    plan.insert_rows(1, 2)
    for place, heading in enumerate(("期间", "目标值", "指标", "对象"), 1):
        plan.cell(1, place).value = heading
    opened.save(saved)
    again = ran(saved, "--in-place", cwd=tmp_path)
    assert again["controls"] == first["controls"]
    told = [each for each in again["problems"] if each["rule"] != "typed-on-sheet"]  # the headings, which go
    assert told == first["problems"]
    assert len(told) == len(again["problems"]) - 1
    assert again["plans"] == first["plans"]
    assert len(load_workbook(saved).sheetnames) == len(SOUND) + 5  # three of ours, the record, and the problem told


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


# Killed ---------------------------------------------------------------------------------------


@pytest.mark.long
@posix
def test_killed_at_any_moment_the_book_is_the_old_one_or_the_new_one_whole(tmp_path: Path) -> None:
    """Half of the moments are anywhere, half while files are being written."""
    book, old, new = tmp_path / "book.xlsx", *_old_and_new(tmp_path)
    moments = random.Random(4)  # noqa: S311 (moments, no secrets)
    reached = 0
    for turn in range(KILLS):
        book.write_bytes(old)
        begun = time.monotonic()
        process = _in_place(book)
        if turn % 2:
            while process.poll() is None and not beside(tmp_path / "book-summary.docx").exists():
                time.sleep(0.0002)
            time.sleep(moments.uniform(0, 0.03))
        else:
            time.sleep(moments.uniform(0, 1.5))
        process.send_signal(signal.SIGKILL)
        reached += process.wait() == -signal.SIGKILL
        content = book.read_bytes()
        assert content in (old, new), f"turn {turn}, after {time.monotonic() - begun:.3f} s"
        backup = tmp_path / "book.bak.xlsx"
        assert not backup.exists() or backup.read_bytes() == old
        assert content == old or backup.exists()
    assert reached > KILLS // 3
    assert _in_place(book).wait() == 0
    assert names(tmp_path) == ["book-summary.docx", "book.bak.xlsx", "book.xlsx"]
    assert book.read_bytes() == new
    assert load_workbook(book).sheetnames[-1] == "_xlsummary"


def _old_and_new(folder: Path) -> tuple[bytes, bytes]:
    """What the book is before and after a run that nobody kills."""
    aside = _folder(folder / "aside")
    book, old = aside / "book.xlsx", assets.workbook("first-2-names.zh.xlsx").read_bytes()
    book.write_bytes(old)
    assert _in_place(book).wait() == 0
    new = book.read_bytes()
    shutil.rmtree(aside)
    return old, new


def _in_place(book: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 (our own command)
        [sys.executable, "-m", "xlsummary", "run", str(book), "--in-place", "--as-of", "2026-01-01"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
