"""Workbooks whose sheets' XML is written by hand, as other programs write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.book.written import Sheets, written
from xlsummary.package import packed, unpacked

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def rewritten(path: Path, change: Callable[[bytes], bytes], part: str = SHEET) -> Path:
    """The package with one part changed, in place."""
    entries = unpacked(path.read_bytes())
    path.write_bytes(packed({**entries, part: change(entries[part])}))
    return path


def with_rows(folder: Path, rows: str, *, before: str = "", after: str = "", others: Sheets | None = None) -> Path:
    """A workbook whose sheet 实绩 holds the given row elements; style 1 is a date."""
    path = written(folder, {"实绩": [[]], **(others or {})})
    xml = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return rewritten(path, lambda _: xml.encode())


def text(ref: str, words: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{words}</t></is></c>'


def number(ref: str, value: str) -> str:
    return f'<c r="{ref}"><v>{value}</v></c>'


def row(place: int, *cells: str, **attributes: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<row r="{place}"{said}>{"".join(cells)}</row>'


HEAD = row(1, text("A1", "日期"), text("B1", "人员"), text("C1", "销售额"))


def sale(place: int, amount: str, **attributes: str) -> str:
    """A row of a sale on a day of its own, whose amount is the given cell element."""
    return row(place, text(f"A{place}", f"2026-03-{place:02d}"), text(f"B{place}", "张三"), amount, **attributes)


def replaced(changes: Mapping[str, str]) -> Callable[[bytes], bytes]:
    """A change of some words of a part."""

    def change(content: bytes) -> bytes:
        for old, new in changes.items():
            assert old.encode() in content
            content = content.replace(old.encode(), new.encode())
        return content

    return change
