"""OpenDocument spreadsheets: number formats are judged as those of .xlsx are, and merged texts stand in each row."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.book.written import told
from xlsummary.book.read import Reading, read_book
from xlsummary.package import packed

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
    )
)
_WHOLE = '<number:number number:decimal-places="0" number:min-integer-digits="{}"{}/>'
_ONE = _WHOLE.format(1, "")
_FORMATS = {
    "percent": f'<number:percentage-style style:name="F">{_ONE}<number:text>%</number:text></number:percentage-style>',
    "literal-percent": f'<number:number-style style:name="F">{_ONE}<number:text>%</number:text></number:number-style>',
    "dollar": '<number:currency-style style:name="F"><number:currency-symbol number:country="US">$</number:currency-symbol>'
    f"{_ONE}</number:currency-style>",
    "yen": '<number:currency-style style:name="F"><number:currency-symbol number:country="JP">¥</number:currency-symbol>'
    f"{_ONE}</number:currency-style>",
    "yuan": '<number:currency-style style:name="F"><number:currency-symbol number:country="CN">¥</number:currency-symbol>'
    f"{_ONE}</number:currency-style>",
    "ten-thousand": f'<number:number-style style:name="F">{_ONE}<number:text>万</number:text></number:number-style>',
    "tins": f'<number:number-style style:name="F">{_ONE}<number:text>桶</number:text></number:number-style>',
    "thousandth": '<number:number-style style:name="F">'
    + _WHOLE.format(1, ' number:display-factor="1000"')
    + "</number:number-style>",
    "padded": f'<number:number-style style:name="F">{_WHOLE.format(6, "")}</number:number-style>',
    "coded": f'<number:number-style style:name="F"><number:text>KH</number:text>{_WHOLE.format(4, "")}</number:number-style>',
    "conditional": f'<number:number-style style:name="P">{_ONE}<number:text>万</number:text></number:number-style>'
    f'<number:number-style style:name="F">{_ONE}'
    '<style:map style:condition="value()&gt;=10" style:apply-style-name="P"/></number:number-style>',
}


def _text(word: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{word}</text:p></table:table-cell>'


def _number(value: float, attributes: str = "", kind: str = "float") -> str:
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}" {attributes}/>'


def _document(folder: Path, rows: str, columns: str = "", formats: str = "") -> Path:
    """A document with one table, 实绩, whose styles of cells S and T (by way of S) have the format F."""
    styles = (
        f"<office:automatic-styles>{formats}"
        '<style:style style:name="S" style:family="table-cell" style:data-style-name="F"/>'
        '<style:style style:name="T" style:family="table-cell" style:parent-style-name="S"/></office:automatic-styles>'
    )
    table = f'<table:table table:name="实绩">{columns}{rows}</table:table>'
    content = (
        f"<office:document-content {_SPACES}>{styles}<office:body><office:spreadsheet>{table}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    path = folder / "book.ods"
    path.write_bytes(packed({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content.encode()}))
    return path


def _row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def _told(read: Reading) -> list[tuple[str, str]]:
    return [each for each in told(read) if each[0] != "plan-book-apart"]


@pytest.mark.parametrize(
    ("name", "number", "rule", "yuan"),
    [
        ("percent", 0.6, "unreadable-amount", None),
        ("literal-percent", 60, "unreadable-amount", None),
        ("dollar", 500, "unreadable-amount", None),
        ("yen", 500, "unreadable-amount", None),
        ("yuan", 500, None, 500),
        ("ten-thousand", 15, "format-unit", 150_000),
        ("tins", 15, "unreadable-amount", None),
        ("thousandth", 15_000, "format-smaller", 15_000),
        ("conditional", 15, "format-unit", 150_000),
    ],
)
@pytest.mark.parametrize("style", ["S", "T"])
def test_a_format_is_judged_by_the_styles(
    tmp_path: Path, name: str, number: float, rule: str | None, yuan: int | None, style: str
) -> None:
    rows = _row(_text("日期"), _text("销售额")) + _row(_text("2026-03-01"), _number(number, f'table:style-name="{style}"'))
    read = read_book(_document(tmp_path, rows, formats=_FORMATS[name]))
    assert _told(read) == ([(rule, "'实绩'!B2")] if rule else [])
    if yuan is not None:
        assert read.book.actuals.fen("sales", 0) == yuan * 100


@pytest.mark.parametrize(
    ("columns", "attributes", "cell"),
    [
        ("", "", 'table:style-name="S"'),
        ("", 'table:default-cell-style-name="S"', ""),
        ('<table:table-column/><table:table-column table:default-cell-style-name="S"/>', "", ""),
        ('<table:table-column table:number-columns-repeated="2" table:default-cell-style-name="S"/>', "", ""),
    ],
)
def test_a_format_may_be_the_cells_its_rows_or_its_columns(tmp_path: Path, columns: str, attributes: str, cell: str) -> None:
    sale = _row(_text("2026-03-01"), _number(0.6, cell), attributes=f'{attributes} table:number-rows-repeated="2"')
    rows = _row(_text("日期"), _text("销售额")) + sale
    read = read_book(_document(tmp_path, rows, columns, _FORMATS["percent"]))
    assert _told(read) == [("unreadable-amount", "'实绩'!B2"), ("unreadable-amount", "'实绩'!B3")]


@pytest.mark.parametrize(("kind", "more"), [("percentage", ""), ("currency", 'office:currency="USD"')])
def test_the_type_of_a_number_tells_where_no_style_does(tmp_path: Path, kind: str, more: str) -> None:
    rows = _row(_text("日期"), _text("销售额")) + _row(_text("2026-03-01"), _number(0.6, more, kind))
    assert _told(read_book(_document(tmp_path, rows))) == [("unreadable-amount", "'实绩'!B2")]


@pytest.mark.parametrize(("name", "code"), [("padded", "001001"), ("coded", "KH1001")])
def test_a_code_is_what_its_format_shows(tmp_path: Path, name: str, code: str) -> None:
    rows = _row(_text("日期"), _text("单号"), _text("销售额"))
    rows += _row(_text("2026-03-01"), _number(1001, 'table:style-name="S"'), _number(5))
    read = read_book(_document(tmp_path, rows, formats=_FORMATS[name]))
    assert (read.book.actuals.text("document", 0), _told(read)) == (code, [])


def test_a_merged_text_stands_in_each_row_and_a_merged_amount_is_an_error(tmp_path: Path) -> None:
    covered = "<table:covered-table-cell/>"
    rows = _row(_text("日期"), _text("人员"), _text("销售额"))
    rows += _row(_text("2026-03-01"), _text("张三", 'table:number-rows-spanned="3"'), _number(1))
    rows += _row(_text("2026-03-02"), covered, _number(2, 'table:number-rows-spanned="2"'))
    rows += _row(_text("2026-03-03"), covered, covered)
    rows += _row(_text("2026-03-04"), _text("李四"), _number(4))
    read = read_book(_document(tmp_path, rows))
    assert read.book.actuals.texts["rep"] == ("张三", "李四")
    assert ("merged-amount", "'实绩'!C3:C4") in _told(read)


def test_what_libreoffice_saves_as_ods_reads_as_the_same_book_in_xlsx(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not there")
        pytest.skip("LibreOffice is not there")
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "实绩"
    sheet.append(["日期", "人员", "销售额", "单号", "数量"])
    codes = ("0%", '"$"0', "[$€-407]0.0", "#,##0,", '[>=10000]0.0,"千";0', '"¥"0.0"万"', '0"桶"', ";;;", "[$¥-804]0.00", "0.00")
    for number, code in enumerate(codes, 2):
        sheet.append([f"2026-01-{number:02d}", "张三" if number in (2, 8) else None, number * 1000, number, number])
        sheet.cell(number, 3).number_format = code
        sheet.cell(number, 4).number_format = '"KH"0000' if number % 2 else "000000"
        sheet.cell(number, 5).number_format = '0"件"'
    sheet.merge_cells("B2:B7")
    sheet.merge_cells("B8:B11")
    sheet.column_dimensions["E"].hidden = True
    book.save(tmp_path / "book.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(  # noqa: S603 - the program found above
        [office, profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), str(tmp_path / "book.xlsx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    there, here = read_book(tmp_path / "book.ods"), read_book(tmp_path / "book.xlsx")
    assert _told(there) == told(here)
    assert there.book.actuals == here.book.actuals
    assert {"unreadable-amount", "format-unit", "format-smaller", "hidden-rows"} <= {rule for rule, _ in told(here)}


def test_a_formula_that_came_to_a_text_without_signs_is_calculated(tmp_path: Path) -> None:
    head = _row(*map(_text, ("日期", "销售额", "备注")))
    came_to_nothing = '<table:table-cell table:formula="of:=IF(1;&quot;&quot;;2)"><text:p/></table:table-cell>'
    never = '<table:table-cell table:formula="of:=1+1"/>'
    rows = [_row(_text("2026-01-05"), _number(5), each) for each in (came_to_nothing, never)]
    assert _told(read_book(_document(tmp_path, head + "".join(rows)))) == [("uncalculated-formula", "'实绩'!C3")]
