"""`explain`: a figure, its formula and its cells, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.readme import command
from xlsummary import assets

BOOK = str(assets.workbook("example-team.zh.xlsx"))


def test_a_figure_is_told_with_its_formula_and_its_cells() -> None:
    done = command("explain", BOOK, "拜访.人均每天")
    assert done.returncode == 0, done.stderr.decode()
    lines = done.stdout.decode().splitlines()
    assert lines[1:3] == ["拜访.人均每天  2.00", "  算法：（有记录＋未记录估计）÷115人日"]
    assert lines[3] == "  单元格：'活动'!C3:C25, 拜访"


def test_a_cell_of_a_table_has_its_name_too() -> None:
    told = json.loads(command("explain", BOOK, "2026年销售额目标.电话行销组", "--format", "json").stdout)
    assert [(each["value"], each["text"]) for each in told["figures"]] == [("6922639", "6,922,639")]
    assert told["figures"][0]["cells"] == ["'目标'!B3"]


def test_without_a_name_every_figure_of_the_summary_is_listed(tmp_path: Path) -> None:
    told = json.loads(command("explain", BOOK, "--format", "json").stdout)
    ran = json.loads(command("run", BOOK, "-o", str(tmp_path), "--format", "json").stdout)
    assert told["figures"] == ran["figures"]
    assert set(told) == {"version", "book", "lang", "problems", "figures"}


def test_the_options_of_run_count() -> None:
    done = command("explain", BOOK, "Sales", "--lang", "en", "--as-of", "2025-11-30")
    assert done.stdout.decode().splitlines()[1] == "Sales  RMB 129,700"


def test_a_name_that_no_figure_has_is_answered_with_the_nearest() -> None:
    done = command("explain", BOOK, "拜访.人天", "--format", "json")
    assert done.returncode == 2
    error = json.loads(done.stdout)["error"]
    assert error["rule"] == "figure-unknown"
    assert "拜访.人均每天" in error["hint"]


def test_a_book_with_errors_has_no_figures(tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text("日期,人员,销售额\n不知道,张三,100\n", encoding="utf-8")
    done = command("explain", BOOK, "--actuals", str(path), "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["figures"] == []
