"""The command line: exit codes, what is written, lines and JSON, in processes of its own where that matters."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.readme import ROOT, command
from xlsummary import assets
from xlsummary.book.template import Row, filled, rows_of
from xlsummary.cli import main
from xlsummary.model import Kind, Lang, RepStatus

SMALL_BOOKS = ("first-1-target", "first-2-names", "first-3-totals", "first-4-notes")


def _run(*words: str | Path, capture: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command run here."""
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    out, err = capture.readouterr()
    return int(ended.value.code or 0), out, err


def _document(*words: str | Path, capture: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    code, out, _ = _run(*words, "--format", "json", capture=capture)
    document: dict[str, Any] = json.loads(out)
    return code, document


def _book(path: Path, **sheets: Sequence[Row]) -> Path:
    path.write_bytes(filled(sheets, Lang.ZH, "full"))
    return path


def _faulty(path: Path) -> Path:
    targets = rows_of("period amount level name", ("2026", "十几万", "", ""), ("2026", 100, "人员", "无此人"))
    reps = rows_of("name", ("张三",), ("张三",))
    return _book(path, targets=targets, reps=reps)


def test_the_example_runs_and_foots(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, document = _document("run", assets.workbook("example-team.zh.xlsx"), "-o", tmp_path, capture=capsys)
    assert code == 0
    assert [(each["role"], Path(each["path"]).name) for each in document["outputs"]] == [
        ("summary", "example-team.zh-summary.docx"),
        ("plan", "example-team.zh-plan.xlsx"),
    ]
    plan = document["plans"][0]
    assert (plan["measure"], plan["source"], plan["total"]) == ("sales", "own", "15000000.00")
    assert plan["months"][1] == {"month": "2026-02", "amount": "967742.00"}
    assert plan["calendar"] == {"basis": "official", "working_days": [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]}
    _foots(plan)
    assert sum(node["level"] == "rep" for node in plan["nodes"]) == 15


def _foots(plan: dict[str, Any]) -> None:
    """Months, weeks and days of every node add up to its total; reps to teams, teams to the company."""
    for node in (plan, *plan["nodes"]):
        for spans in ("months", "weeks", "days"):
            assert sum(Decimal(each["amount"]) for each in node[spans]) == Decimal(node["total"])
    leaves = [node for node in plan["nodes"] if node["level"] in ("rep", "unassigned")]
    for place, day in enumerate(plan["days"] if leaves else ()):
        assert sum(Decimal(node["days"][place]["amount"]) for node in leaves) == Decimal(day["amount"])
    for team in (node for node in plan["nodes"] if node["level"] == "team"):
        own = [node for node in plan["nodes"] if node["path"] == [team["name"]]]
        assert sum(Decimal(node["total"]) for node in own) == Decimal(team["total"])


@pytest.mark.parametrize("name", SMALL_BOOKS)
def test_each_small_book_gives_both_files_and_no_error(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, document = _document("run", assets.workbook(f"{name}.zh.xlsx"), "-o", tmp_path, capture=capsys)
    assert code == 0
    assert [each["severity"] for each in document["problems"] if each["severity"] == "error"] == []
    assert len(document["plans"]) >= 1
    _foots(document["plans"][0])
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{name}.zh-plan.xlsx", f"{name}.zh-summary.docx"]


def test_the_small_book_with_totals_gives_the_attainment(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, document = _document("run", assets.workbook("first-3-totals.zh.xlsx"), "-o", tmp_path, capture=capsys)
    company = next(row for row in document["performance"] if row["by"] == "company" and row["measure"] == "sales")
    expected = Decimal(company["actual"]) / Decimal(company["target"])
    assert Decimal(company["attainment"]) == round(expected, 4)
    months = [row for row in document["performance"] if row["by"] == "month" and row["measure"] == "sales"]
    assert sum(Decimal(row["actual"]) for row in months) == Decimal(company["actual"])


def test_ten_hires_in_july_are_feasible_with_a_warning_and_exact(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = [(f"老员{place}", "一组", None, None) for place in range(5)]
    hires = [(f"新员{place}", "二组", RepStatus.TO_HIRE, date(2026, 7, 1)) for place in range(10)]
    path = _book(
        tmp_path / "july.xlsx",
        targets=rows_of("period amount", ("2026", 15_000_000)),
        reps=rows_of("name team status joined", *old, *hires),
    )
    code, document = _document("run", path, "-o", tmp_path / "out", capture=capsys)
    assert code == 0
    assert "heavy-month" in [each["rule"] for each in document["problems"] if each["severity"] == "warning"]
    _foots(document["plans"][0])


def test_with_errors_nothing_is_written_and_all_are_told_at_their_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _faulty(tmp_path / "bad.xlsx")
    code, document = _document("run", path, "-o", tmp_path / "out", capture=capsys)
    assert code == 1
    assert document["outputs"] == []
    assert not (tmp_path / "out").exists()
    errors = [(each["rule"], each["sheet"], each["ref"]) for each in document["problems"] if each["severity"] == "error"]
    assert [place for _, *place in errors] == [["目标", "B3"], ["目标", "E4"], ["人员", "A4"]]
    assert "unknown-rep" in [rule for rule, *_ in errors]
    assert all(each["message"] and each["hint"] for each in document["problems"])


def test_check_says_the_same_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _faulty(tmp_path / "bad.xlsx")
    _, ran = _document("run", path, capture=capsys)
    code, checked = _document("check", path, capture=capsys)
    assert code == 1
    assert checked["problems"] == ran["problems"]
    assert [each.name for each in tmp_path.iterdir()] == ["bad.xlsx"]


def test_of_several_books_the_highest_code_counts_and_one_bad_file_stops_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no.xlsx").write_text("not a workbook")
    good = assets.workbook("first-1-target.zh.xlsx")
    code, document = _document(
        "run", good, tmp_path / "no.xlsx", _faulty(tmp_path / "bad.xlsx"), "-o", tmp_path / "o", capture=capsys
    )
    assert code == 2
    first, second, third = document["books"]
    assert len(first["outputs"]) == 2
    assert second["error"]["rule"] == "not-a-workbook"
    assert third["outputs"] == []


@pytest.mark.parametrize(
    "words", [("run", "nowhere.xlsx"), ("check", "nowhere.xlsx"), ("run",), ("fly",), ("new", "a.xlsx", "--size", "huge")]
)
def test_what_cannot_run_ends_with_two(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = _run(*words, capture=capsys)
    assert code == 2
    assert err
    assert "Traceback" not in err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", ["small", "full"])
def test_new_writes_the_shipped_template_and_never_over_a_file(
    size: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "book.xlsx"
    assert _run("new", path, "--size", size, "--lang", lang, capture=capsys)[0] == 0
    assert path.read_bytes() == assets.workbook(f"template-{size}.{lang}.xlsx").read_bytes()
    path.write_bytes(b"mine now")
    assert _run("new", path, capture=capsys)[0] == 2
    assert path.read_bytes() == b"mine now"


def test_the_same_book_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    contents = []
    for seed in ("1", "77"):
        folder = tmp_path / seed
        done = subprocess.run(  # noqa: S603 (our own command, our own words)
            [sys.executable, "-m", "xlsummary", "run", "workbook/example-team.zh.xlsx", "-o", str(folder)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=120,
        )
        assert done.stderr == b""
        contents.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert contents[0] == contents[1]
    assert len(contents[0]) == 2


def test_json_is_utf_8_whatever_the_code_page(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 (our own command, our own words)
        [sys.executable, "-m", "xlsummary", "check", str(assets.workbook("first-1-target.zh.xlsx")), "--format", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "gbk"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert json.loads(done.stdout.decode("utf-8"))["controls"][0]["sheet"] == "目标"


def test_a_planning_book_of_ours_is_written_to_itself_with_a_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = assets.workbook("first-2-names.zh.xlsx")
    _run("run", book, "-o", tmp_path, capture=capsys)
    plan = tmp_path / "first-2-names.zh-plan.xlsx"
    code, document = _document("run", plan, "--as-of", "2026-03-31", capture=capsys)
    assert code == 0
    names = {Path(each["path"]).name for each in document["outputs"]}
    assert {"first-2-names.zh-plan.xlsx", "first-2-names.zh-plan.bak.xlsx", "first-2-names.zh-summary.docx"} <= names


def test_a_workbook_of_another_origin_is_never_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "first-1-target.zh-plan.xlsx"
    mine.write_bytes(assets.workbook("template-small.zh.xlsx").read_bytes())
    before = mine.read_bytes()
    code, document = _document("run", assets.workbook("first-1-target.zh.xlsx"), "-o", tmp_path, capture=capsys)
    assert code == 2
    assert document["error"]["rule"] == "file-in-the-way"
    assert [path.name for path in tmp_path.iterdir()] == [mine.name]
    assert mine.read_bytes() == before


def test_the_language_asked_for_is_the_language_of_all_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, document = _document("check", _faulty(tmp_path / "bad.xlsx"), "--lang", "en", capture=capsys)
    assert code == 1
    assert document["lang"] == "en"
    assert all(each["hint"].isascii() for each in document["problems"])


def test_the_module_is_the_command() -> None:
    done = command("--version")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("xlsummary, version ")


@pytest.mark.parametrize("words", [("new", "x.xlsx", "--size", "huge"), ("run", "x.xlsx", "--as-of", "2025/12/31"), ("fly",)])
def test_a_call_that_is_off_answers_with_json_where_that_was_asked(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code, document = _document(*words, capture=capsys)
    assert code == 2
    assert document["error"]["rule"] == "usage"
    assert document["error"]["message"]


def test_two_books_of_one_name_do_not_overwrite_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    books = []
    for folder in ("east", "west"):
        (tmp_path / folder).mkdir()
        books.append(_book(tmp_path / folder / "plan.xlsx", targets=rows_of("period amount", ("2026", 100))))
    code, document = _document("run", *books, "-o", tmp_path / "out", capture=capsys)
    assert code == 2
    first, second = document["books"]
    assert len(first["outputs"]) == 2
    assert (second["error"]["rule"], second["error"]["file"]) == ("same-output", str(books[1]))


def test_a_kind_that_is_yet_to_come_is_told_at_its_cell_by_check_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    targets, settings = rows_of("period amount", ("2026", 100)), rows_of("kind", (Kind.PERSONAL,))
    path = _book(tmp_path / "book.xlsx", targets=targets, settings=settings)
    code, document = _document("check", path, capture=capsys)
    assert code == 1
    assert [(each["rule"], each["sheet"]) for each in document["problems"] if each["severity"] == "error"] == [
        ("kind-later", "设置")
    ]


def test_an_english_book_is_told_in_english_that_its_template_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(filled({"targets": rows_of("period amount", ("2026", 100))}, Lang.EN, "small"))
    code, _, err = _run("run", path, "--template", tmp_path / "no.docx", capture=capsys)
    assert code == 2
    assert err.startswith("error  cannot open the Word template")
    assert not re.search("[\u4e00-\u9fff]", err)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_an_output_that_cannot_be_shown_is_told_and_the_files_are_written(tmp_path: Path) -> None:
    book = assets.workbook("first-1-target.zh.xlsx")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603 (our own command, our own words)
            [sys.executable, "-m", "xlsummary", "run", str(book), "-o", str(tmp_path)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert "文件已按要求写好" in done.stderr.decode()
    assert len(list(tmp_path.iterdir())) == 2


def test_with_errors_no_number_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _faulty(tmp_path / "bad.xlsx")
    _, document = _document("run", path, capture=capsys)
    assert (document["plans"], document["performance"]) == ([], [])
    _, out, _ = _run("run", path, capture=capsys)
    assert "计划  " not in out
