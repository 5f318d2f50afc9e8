"""Large books, written straight as XML, as a program writes them that does not keep them in memory."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from string import ascii_uppercase

_HEADINGS = ("日期", "人员", "客户", "市场", "产品", "销售额", "回款", "数量")
_TITLE = "TITLE"
_FIRST_DAY = 45_658
_BATCH = 5_000
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{_TYPE}package.'
    f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    f'ContentType="{_TYPE}officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" '
    f'ContentType="{_TYPE}officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
    f'ContentType="{_TYPE}officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="{_TITLE}" sheetId="1" r:id="r1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_OFFICE}/styles" '
    'Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>",
}


def actuals_book(path: Path, rows: int) -> Path:
    """A book with one sheet 实绩 of 8 columns: a day, four texts, two amounts, a count."""
    return table_book(path, "实绩", _HEADINGS, rows, _row)


def table_book(path: Path, title: str, headings: Sequence[str], rows: int, row: Callable[[int], str]) -> Path:
    """A book with one sheet of that title; `row` gives the XML of the cells of a row by its number."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in _PARTS.items():
            archive.writestr(name, part.replace(_TITLE, title))
        with archive.open("xl/worksheets/sheet1.xml", "w") as stream:
            last = f"{ascii_uppercase[len(headings) - 1]}{rows + 1}"
            stream.write(f'<worksheet xmlns="{_MAIN}"><dimension ref="A1:{last}"/><sheetData>'.encode())
            heads = "".join(text(letter, 1, heading) for letter, heading in zip(ascii_uppercase, headings, strict=False))
            stream.write(f'<row r="1">{heads}</row>'.encode())
            for first in range(2, rows + 2, _BATCH):
                numbers = range(first, min(first + _BATCH, rows + 2))
                stream.write("".join(f'<row r="{number}">{row(number)}</row>' for number in numbers).encode())
            stream.write(b"</sheetData></worksheet>")
    return path


def day(number: int, days: int) -> str:
    """The cell of a day so many days after the first, in column A."""
    return f'<c r="A{number}" s="1"><v>{_FIRST_DAY + days}</v></c>'


def amount(letter: str, number: int, value: str) -> str:
    return f'<c r="{letter}{number}"><v>{value}</v></c>'


def text(letter: str, number: int, value: str) -> str:
    return f'<c r="{letter}{number}" t="inlineStr"><is><t>{value}</t></is></c>'


def _row(number: int) -> str:
    texts = (f"员{number % 40}", f"客{number % 3000}", f"市{number % 20}", f"品{number % 50}")
    cells = "".join(text(letter, number, value) for letter, value in zip("BCDE", texts, strict=True))
    amounts = zip("FGH", (f"{number % 9973}.25", f"{number % 7919}.5", str(number % 100)), strict=True)
    return day(number, number % 330) + cells + "".join(amount(letter, number, value) for letter, value in amounts)
