"""The parts of a workbook's package changed as other programs write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from xlsummary.package import packed, unpacked

_STYLES = "xl/styles.xml"


@dataclass(frozen=True, slots=True)
class Cached:
    """The cached value of the formula in a cell, on the sheet of that number."""

    sheet: int
    ref: str
    value: str | float


@dataclass(frozen=True, slots=True)
class BuiltInFormat:
    """A built-in number format, which has a number and no code in the file."""

    sheet: int
    ref: str
    identity: int


Change = Cached | BuiltInFormat


def put(path: Path, change: Change) -> None:
    """Changes one cell of a workbook."""
    entries = unpacked(path.read_bytes())
    part = f"xl/worksheets/sheet{change.sheet}.xml"
    cell = re.compile(rf'<c r="{change.ref}"[^>]*?(?:/>|>.*?</c>)')
    text = entries[part].decode()
    found = cell.search(text)
    if found is None:
        raise LookupError(f"no cell {change.ref}")
    match change:
        case Cached(value=value):
            whole = _with_value(found[0], value)
        case BuiltInFormat(identity=identity):
            entries[_STYLES], style = _with_format(entries[_STYLES].decode(), identity)
            whole = re.sub(r'^<c (r="\w+")(?: s="\d+")?', rf'<c \1 s="{style}"', found[0])
    entries[part] = text.replace(found[0], whole).encode()
    path.write_bytes(packed(entries))


def put_dimension(path: Path, ref: str) -> None:
    """Has the first sheet say that it is as large as `ref`."""
    entries = unpacked(path.read_bytes())
    part = "xl/worksheets/sheet1.xml"
    entries[part] = re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{ref}"', entries[part].decode()).encode()
    path.write_bytes(packed(entries))


def _with_value(cell: str, value: str | float) -> str:
    without = re.sub(r"<v ?/>|<v></v>", "", cell)
    written = str(value).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    kind = re.sub(r'^(<c [^>]*?)(?: t="\w+")?>', r'\1 t="str">' if isinstance(value, str) else r"\1>", without)
    return kind.replace("</c>", f"<v>{written}</v></c>")


def _with_format(styles: str, identity: int) -> tuple[bytes, int]:
    """The styles with one more for cells, and its number."""
    found = re.search(r'<cellXfs count="(\d+)">', styles)
    if found is None:
        raise LookupError("no styles of cells")
    number = int(found[1])
    more = f'<xf numFmtId="{identity}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>'
    counted = styles.replace(found[0], f'<cellXfs count="{number + 1}">')
    return counted.replace("</cellXfs>", f"{more}</cellXfs>").encode(), number
