"""Files on the command line: actuals of another file, maps kept and used, exports, and every wrong file its one message."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.book.written import Rows, Sheets, written
from tests.readme import command
from xlsummary import assets

TARGETS: Rows = [["年度", "业务员", "目标金额"], [2026, "张三", 1200], [2026, "李四", 800]]
ACTUALS: Rows = [
    ["单据日期", "客户名称", "业务员", "价税合计"],
    [date(2026, 1, 5), "甲公司", "张三", 1130],
]
FOREIGN: Sheets = {"Sheet1": TARGETS, "Sheet2": ACTUALS}
CSV = "日期,人员,客户,销售额\n2025-12-30,周宁,甲公司,100\n2025-12-31,周宁,乙公司,20.5\n"


def ran(*words: str | Path, cwd: Path, code: int = 0) -> dict[str, Any]:
    """The document of a command in a process of its own."""
    done = command(*map(str, words), "--format", "json", cwd=cwd)
    assert done.returncode == code, done.stderr.decode()
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_a_foreign_book_is_recognised_its_map_kept_and_used_again(tmp_path: Path) -> None:
    written(tmp_path, FOREIGN)
    first = ran("run", "book.xlsx", "-o", "one", cwd=tmp_path)
    assert first["outputs"][0] == {"role": "map", "path": "book-map.txt"}
    assert first["recognised"] == [
        {
            "sheet": "targets",
            "name": "Sheet1",
            "columns": {"period": "年度", "name": "业务员", "amount": "目标金额"},
            "unused": [],
        },
        {
            "sheet": "actuals",
            "name": "Sheet2",
            "columns": {"day": "单据日期", "client": "客户名称", "rep": "业务员", "sales": "价税合计"},
            "unused": [],
        },
    ]
    kept = (tmp_path / "book-map.txt").read_bytes()
    second = ran("run", "book.xlsx", "-o", "two", cwd=tmp_path)
    assert [each["role"] for each in second["outputs"]] == ["summary", "plan"]
    assert (tmp_path / "book-map.txt").read_bytes() == kept
    for key in ("problems", "controls", "plans", "performance", "figures", "recognised"):
        assert second[key] == first[key], key
    for name in ("book-plan.xlsx", "book-summary.docx"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_check_prints_what_was_recognised_and_writes_nothing(tmp_path: Path) -> None:
    written(tmp_path, FOREIGN)
    done = command("check", "book.xlsx", cwd=tmp_path)
    assert done.returncode == 0
    assert "认作  目标 = Sheet1（期间 = 年度，目标值 = 目标金额，对象 = 业务员）" in done.stdout.decode()
    english = command("check", "book.xlsx", "--lang", "en", cwd=tmp_path).stdout.decode()
    assert "taken  Targets = Sheet1 (Period = 年度, Target = 目标金额, Name = 业务员)" in english
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


def test_an_edited_map_decides_and_a_given_one_goes_before_it(tmp_path: Path) -> None:
    written(tmp_path, {"甲": TARGETS, "乙": [["年度", "目标金额"], [2026, 7]]})
    assert ran("check", "book.xlsx", cwd=tmp_path, code=1)["problems"][0]["rule"] == "ambiguous-sheets"
    (tmp_path / "book-map.txt").write_text("[目标] = 乙\n", encoding="utf-8")
    assert ran("run", "book.xlsx", cwd=tmp_path)["plans"][0]["total"] == "7.00"
    (tmp_path / "other.txt").write_bytes("[目标] = 甲\n".encode("gb18030"))
    document = ran("run", "book.xlsx", "--map", "other.txt", cwd=tmp_path)
    assert document["controls"][0]["sums"] == {"sales": "2000.00"}
    assert "map" not in [each["role"] for each in document["outputs"]]


def test_a_map_that_is_wrong_stops_the_run_at_its_line(tmp_path: Path) -> None:
    written(tmp_path, FOREIGN)
    (tmp_path / "book-map.txt").write_text("[目标] = Sheet7\n", encoding="utf-8")
    document = ran("run", "book.xlsx", cwd=tmp_path, code=1)
    assert document["outputs"] == []
    assert [(each["sheet"], each["ref"]) for each in document["problems"] if each["severity"] == "error"] == [
        ("book-map.txt", "A1")
    ]


def test_a_map_that_is_not_there_is_told(tmp_path: Path) -> None:
    written(tmp_path, FOREIGN)
    document = ran("run", "book.xlsx", "--map", "missing.txt", cwd=tmp_path, code=2)
    assert (document["error"]["rule"], document["error"]["file"]) == ("no-such-file", "missing.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_actuals_of_a_csv_stand_instead_of_the_books_own(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "sales.csv").write_bytes(CSV.encode(encoding))
    document = ran("run", assets.workbook("example-team.zh.xlsx"), "--actuals", "sales.csv", "-o", "out", cwd=tmp_path)
    controls = {each["sheet"]: each for each in document["controls"]}
    assert controls["sales.csv"]["sums"] == {"sales": "120.50"}
    assert controls["实绩"]["rows_used"] == 0
    assert controls["实绩"]["left_out"] == [{"reason": "other-file", "rows": controls["实绩"]["rows_found"]}]
    notes = [each for each in document["problems"] if each["rule"] == "actuals-from-file"]
    assert [(each["sheet"], each["severity"]) for each in notes] == [("实绩", "note")]
    sales = next(each for each in document["performance"] if each["by"] == "company" and each["measure"] == "sales")
    assert sales["actual"] == "120.50"


def test_a_broken_file_of_actuals_is_told_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "sales.csv").write_bytes(b"")
    document = ran("check", assets.workbook("first-1-target.zh.xlsx"), "--actuals", "sales.csv", cwd=tmp_path, code=2)
    assert (document["error"]["rule"], document["error"]["file"]) == ("empty-file", "sales.csv")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty-file"),
        (b"<html><table></table></html>", "not-a-workbook"),
        (CSV.encode("gb18030"), "not-a-workbook"),
        (b"PK\x03\x04" + b"\0" * 50, "damaged-book"),
    ],
)
def test_each_wrong_file_gives_one_clear_message_and_exit_2(content: bytes, rule: str, tmp_path: Path) -> None:
    (tmp_path / "book.xls").write_bytes(content)
    done = command("run", "book.xls", "--lang", "zh", cwd=tmp_path)
    assert done.returncode == 2
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("错误  book.xls：")
    assert ran("run", "book.xls", cwd=tmp_path, code=2)["error"]["rule"] == rule
    assert [path.name for path in tmp_path.iterdir()] == ["book.xls"]


def test_an_export_becomes_a_book_that_runs_once_a_target_is_typed(tmp_path: Path) -> None:
    text = (
        "单据日期,单据编号,客户编码,客户,业务员,部门,存货名称,数量,价税合计\n"
        '2026-01-05,SA-1,="001",宁波恒达,陈晓,销售一部,乳胶漆,10,"1,130.00"\n'
        "2026-01-06,SA-2,002,绍兴明远,李默,销售二部,腻子粉,5,113.00\n"
    )
    (tmp_path / "export.csv").write_bytes(text.encode("gb18030"))
    document = ran("new", "plan.xlsx", "--from", "export.csv", cwd=tmp_path)
    assert document["outputs"] == [{"role": "book", "path": "plan.xlsx"}]
    assert document["problems"] == []
    assert document["recognised"][0]["columns"]["sales"] == "价税合计"
    assert document["controls"][0]["sums"] == {"quantity": "15", "sales": "1243.00"}
    book = load_workbook(tmp_path / "plan.xlsx")
    book["目标"]["A3"], book["目标"]["B3"] = "2026", 120000
    book.save(tmp_path / "plan.xlsx")
    ran_on = ran("run", "plan.xlsx", "--as-of", "2026-01-06", cwd=tmp_path)
    assert ran_on["problems"] == []
    assert ran_on["plans"][0]["total"] == "120000.00"
    assert sorted(node["name"] for node in ran_on["plans"][0]["nodes"] if node["level"] == "rep") == ["李默", "陈晓"]
    assert [path.name for path in sorted(tmp_path.glob("*-map.txt"))] == []


def test_an_export_says_cell_by_cell_what_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text("单据日期,客户,金额\n1/2/2026,甲,十几万\n", encoding="utf-8")
    done = command("new", "plan.xlsx", "--from", "export.csv", cwd=tmp_path)
    assert done.returncode == 1
    lines = done.stdout.decode()
    assert "'export.csv'!A2 [day-order]" in lines
    assert "'export.csv'!C2 [unreadable-amount]" in lines
    assert "写出  plan.xlsx" in lines
    assert "新书检查：" in lines
    assert "'实绩'!A3 [day-order]" in lines


def test_the_sums_of_an_export_and_the_new_book_are_printed(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text("单据日期,客户,业务员,金额\n2026-01-05,甲,张三,1234.5\n", encoding="utf-8")
    done = command("new", "plan.xlsx", "--from", "export.csv", cwd=tmp_path)
    assert done.returncode == 0
    assert "核对  实绩 销售额：导出 1,234.5 元，新书 1,234.5 元，差额 0 元" in done.stdout.decode().splitlines()


def test_an_export_of_nothing_we_know_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert ran("new", "plan.xlsx", "--from", "export.csv", cwd=tmp_path, code=2)["error"]["rule"] == "unknown-export"
    assert not (tmp_path / "plan.xlsx").exists()


def test_new_never_overwrites_without_force(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_bytes(CSV.encode())
    (tmp_path / "plan.xlsx").write_bytes(b"mine")
    assert ran("new", "plan.xlsx", "--from", "export.csv", cwd=tmp_path, code=2)["error"]["rule"] == "file-in-the-way"
    assert (tmp_path / "plan.xlsx").read_bytes() == b"mine"
    ran("new", "plan.xlsx", "--from", "export.csv", "--force", cwd=tmp_path)
    assert (tmp_path / "plan.bak.xlsx").read_bytes() == b"mine"


def test_the_same_export_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_bytes(CSV.encode())
    for name in ("a.xlsx", "b.xlsx"):
        ran("new", name, "--from", "export.csv", cwd=tmp_path)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_help_tells_of_the_files() -> None:
    assert {"--actuals FILE", "--map FILE"} <= set(_options("run")) & set(_options("check"))
    assert "--from EXPORT" in _options("new")


def _options(name: str) -> list[str]:
    lines = command(name, "--help").stdout.decode().splitlines()
    return [" ".join(line.split()[:2]) for line in lines if line.startswith("  --")]
