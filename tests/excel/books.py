"""User books made by openpyxl, and looks into finished packages."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.excel.packages import Book
from tests.sheets.plans import FEBRUARY, book, horizon, plan, spread, tree
from xlsummary.model import Control, Lang, Period
from xlsummary.package import packed, unpacked
from xlsummary.problems import Problem
from xlsummary.sheets.layout import Layout
from xlsummary.sheets.planning import planning_layout


def small_layout(
    lang: Lang = Lang.ZH, total: int = 967_742, problems: Sequence[Problem] = (), period: Period = FEBRUARY
) -> Layout:
    """A planning sheet of one month, two teams and everything else a plan has; `period` is the plan period."""
    nodes = tree((("直销组", ("张伟", "李娜", "-")), ("渠道组", ("王强",)), ("-", ())))
    controls = (Control("目标", 1, 1, (), {}),)
    shown = plan(nodes, spread(FEBRUARY, 5, total), FEBRUARY)
    return planning_layout(book(controls=controls), [shown], horizon(period), problems, lang)


def user_book(path: Path, titles: tuple[str, ...] = ("目标", "实绩")) -> Path:
    """A book of the user's own; the second sheet is the one open."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title in titles:
        made.create_sheet(title).append(["期间", "目标值"])
    made.active = len(titles) - 1
    made.worksheets[-1].sheet_view.tabSelected = True
    made.save(path)
    return path


def with_part(path: Path, title: str, cells: str) -> Path:
    """The book with the rows of one sheet replaced by raw XML."""
    entries = unpacked(path.read_bytes())
    part = Book(path.read_bytes()).sheet(title).part
    rows = f"<sheetData>{cells}</sheetData>".encode()
    entries[part] = re.sub(rb"<sheetData>.*</sheetData>|<sheetData ?/>", lambda _: rows, entries[part], flags=re.DOTALL)
    path.write_bytes(packed(entries))
    return path


def opened(content: bytes, *, values: bool = False) -> dict[str, Worksheet]:
    """The worksheets by name, with formulas or with their cached values."""
    made = load_workbook(io.BytesIO(content), data_only=values)
    return {sheet.title: sheet for sheet in made.worksheets}
