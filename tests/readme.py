"""The parts of README that are made, not typed: `python -m tests.readme` writes them, test_readme compares.

`python -m tests.readme --measure` also times the example's run in new processes and writes the figure.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from tests.book import forms
from tests.book.example_ledger import example_ledger
from xlsummary.book.schema import SHEETS
from xlsummary.catalogue import RULES
from xlsummary.model import Lang

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
EXAMPLE = "workbook/example-team.zh.xlsx"


def command(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own."""
    return subprocess.run(  # noqa: S603 (our own command, our own words)
        [sys.executable, "-m", "xlsummary", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=120,
    )


def blocks(folder: Path) -> dict[str, str]:
    """Every made part by its name; the example is run into `folder`, which is called `out` in what is shown."""
    shown = command("run", EXAMPLE, "-o", str(folder)).stdout.decode().replace(str(folder), "out")
    ledger = example_ledger(ROOT / EXAMPLE, folder / "ledger.csv")
    against = command("reconcile", EXAMPLE, "--ledger", str(ledger), "-o", str(folder)).stdout.decode()
    document = json.loads(command("run", EXAMPLE, "-o", str(folder), "--format", "json").stdout)
    plan = next(plan for plan in document["plans"] if plan["measure"] == "sales")
    return {
        "transcript": f"```text\n$ xlsummary run {EXAMPLE} -o out\n{shown}```",
        "reconcile": f"```text\n$ xlsummary reconcile {EXAMPLE} --ledger ledger.csv -o out\n"
        f"{against.replace(str(folder), 'out')}```",
        "months": _months(plan),
        "sheets": _sheets(Lang.EN),
        "sheets-zh": _sheets(Lang.ZH),
        "forms": forms.table(Lang.EN),
        "forms-zh": forms.table(Lang.ZH),
        "rules": _rules(Lang.EN),
        "rules-zh": _rules(Lang.ZH),
    }


def filled(text: str, parts: dict[str, str]) -> str:
    """README with each part between its markers."""
    for name, part in parts.items():
        marked = re.compile(rf"(<!-- {name}: made -->\n).*?(<!-- {name}: end -->)", re.DOTALL)
        if not marked.search(text):
            raise LookupError(f"README has no place for {name}")
        text = marked.sub(partial(_between, part), text)
    return text


def _between(part: str, found: re.Match[str]) -> str:
    return f"{found[1]}{part}\n{found[2]}"


def _months(plan: dict[str, Any]) -> str:
    """The plan by month: working days, the company, each team."""
    teams = [node for node in plan["nodes"] if node["level"] == "team"]
    names = ["月 Month", "工作日 Days", "公司 Company", *(team["name"] for team in teams)]
    lines = ["| " + " | ".join(names) + " |", "|---|" + "---:|" * (len(names) - 1)]
    for place, month in enumerate(plan["months"]):
        amounts = [month["amount"], *(team["months"][place]["amount"] for team in teams)]
        cells = [month["month"], str(plan["calendar"]["working_days"][place]), *(f"{Decimal(each):,.0f}" for each in amounts)]
        lines.append("| " + " | ".join(cells) + " |")
    totals = [plan["total"], *(team["total"] for team in teams)]
    sums = [str(sum(plan["calendar"]["working_days"])), *(f"**{Decimal(each):,.0f}**" for each in totals)]
    lines.append("| **合计 Total** | " + " | ".join(sums) + " |")
    return "\n".join(lines)


def _sheets(lang: Lang) -> str:
    heads = {
        Lang.EN: "| sheet | in the small template | columns (needed in bold) |",
        Lang.ZH: "| 表 | 小模板里有 | 列（加粗的必填） |",
    }
    lines = [heads[lang], "|---|---|---|"]
    for sheet in SHEETS:
        columns = ", " if lang is Lang.EN else "、"
        names = [f"**{each.heading[lang]}**" if each.required else each.heading[lang] for each in sheet.columns]
        small = {Lang.EN: ("yes", ""), Lang.ZH: ("有", "")}[lang][not sheet.small]
        lines.append(f"| {sheet.title[lang]} | {small} | {columns.join(names)} |")
    return "\n".join(lines)


def _rules(lang: Lang) -> str:
    heads = {Lang.EN: "| rule | severity | what it says |", Lang.ZH: "| 规则 | 级别 | 含义 |"}
    severities = {"error": "错误", "warning": "警告", "note": "提示"}
    lines = [heads[lang], "|---|---|---|"]
    for rule in RULES:
        severity = rule.severity.value if lang is Lang.EN else severities[rule.severity.value]
        lines.append(f"| `{rule.id}` | {severity} | {rule.title[lang]} |")
    return "\n".join(lines)


def _measured() -> dict[str, str]:
    """The example's run in a new process, best and median of seven."""
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for _ in range(7):
            start = time.perf_counter()
            command("run", EXAMPLE, "-o", folder)
            times.append(time.perf_counter() - start)
    times.sort()
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}"
    return {"time": f"{times[0]:.2f} s (median {times[3]:.2f} s of 7 new processes; {machine})"}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        parts = blocks(Path(folder))
    if "--measure" in sys.argv:
        parts |= _measured()
    README.write_text(filled(README.read_text(encoding="utf-8"), parts), encoding="utf-8")


if __name__ == "__main__":
    main()
