"""What the reader library hides, in the forms in which programs write it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.book.rawly import HEAD, MAIN, SHEET, number, replaced, rewritten, row, sale, text, with_rows
from tests.book.written import told, written
from xlsummary.book.faults import UNCALCULATED, Fault
from xlsummary.book.findings import Findings
from xlsummary.book.formats import Format
from xlsummary.book.hidden import Hidden, hidden_in
from xlsummary.book.parts import sheet_parts
from xlsummary.book.read import Reading, read_book
from xlsummary.book.source import Grid
from xlsummary.book.unseen import tell_unseen
from xlsummary.model import Lang
from xlsummary.package import Package, packed, unpacked
from xlsummary.problems import Severity

Marks = set[tuple[int, int, Fault | str]]

PLAIN = sale(2, number("C2", "100"))


def found(folder: Path, *rows: str) -> Reading:
    return read_book(with_rows(folder, HEAD + "".join(rows)))


def marks(path: Path) -> Marks:
    package = Package(path.read_bytes())
    hidden = hidden_in(package, next(iter(sheet_parts(package).values())))
    assert hidden is not None
    return {*hidden.cells()}


@pytest.mark.parametrize(
    "value", ["7<!-- x -->00", "<![CDATA[700]]>", "7<![CDATA[00]]>", "7<?x y?>00", "7&#48;0", "<!---->700", "7&#x30;0"]
)
@pytest.mark.parametrize("tag", ["c", "c\t"])
def test_a_number_in_pieces_is_read_whole(value: str, tag: str, tmp_path: Path) -> None:
    reading = found(tmp_path, PLAIN, sale(3, f'<{tag} r="C3"><v>{value}</v></c>'))
    assert (told(reading), [reading.book.actuals.fen("sales", entry) for entry in (0, 1)]) == ([], [10_000, 70_000])


def test_a_day_in_pieces_is_read_whole_and_a_text_stays(tmp_path: Path) -> None:
    day = '<c r="A3" s="1"><v>460<!-- -->84</v></c>'
    reading = found(tmp_path, PLAIN, row(3, day, text("B3", "张<!-- -->&#19977;"), number("C3", "5")))
    assert date.fromordinal(reading.book.actuals.starts[1]) == date(2026, 3, 3)
    assert reading.book.actuals.texts["rep"][1] == "张三"


@pytest.mark.parametrize("code", ["#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"])
def test_an_error_value_is_told_at_its_cell_with_what_it_shows(code: str, tmp_path: Path) -> None:
    reading = found(tmp_path, PLAIN, sale(3, f'<c r="C3" t="e"><f>1/0</f><v>{code}</v></c>'))
    assert [(problem.rule.id, str(problem.cell), problem.value) for problem in reading.problems] == [
        ("error-cell", "'实绩'!C3", code)
    ]
    assert reading.book.controls[0].rows_used == 1
    assert [(each.reason, each.rows) for each in reading.book.controls[0].left_out] == [("unreadable", 1)]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="C3"><f>500*2</f></c>',
        '<c r="C3"><f>500*2</f><v/></c>',
        '<c r="C3"><f>500*2</f><v></v></c>',
        '<c r="C3"><v>1000</v><f>500*2</f></c>',
        '<c\tr="C3"><f>500*2</f></c>',
        '<c r="C3"><f>500*2</f>\n<v\n/></c>',
        '<c r="C3" t="str"><f>500*2</f></c>',
        '<c r="C3" s="0"><f aca="false" ca="1">500*2</f></c>',
        '<c r="C3"><f t="shared" si="0"/></c>',
        '<c r="C3"><f t="shared" ref="C3:C9" si="0">A1*2</f></c>',
        '<c r="C3"><f t="array" ref="C3">A1*2</f><v></v></c>',
        '<c r="C3"><f><![CDATA[500*2]]></f></c>',
        '<c r="C3">\n  <f>500*2</f>\n</c>',
    ],
)
def test_a_formula_never_calculated_is_told_however_it_is_written(cell: str, tmp_path: Path) -> None:
    reading = found(tmp_path, PLAIN, sale(3, cell))
    assert told(reading) == [("uncalculated-formula", "'实绩'!C3")]
    assert reading.book.controls[0].rows_used == 1


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ('<c r="C3"><f>500*2</f><v>1000</v></c>', 100_000),
        ('<c r="C3"><f t="shared" si="0"/><v>1000</v></c>', 100_000),
        ('<c r="C3"><f t="array" ref="C3:C4">A1:A2</f><v>1000</v></c>', 100_000),
        ('<c r="C3">\n<f>500*2</f>\n<v>1000</v>\n</c>', 100_000),
        ('<c r="C3"><f>0</f><v>0</v></c>', 0),
        ('<c r="C3" t="str"><f>IF(TRUE,"")</f><v></v></c>', None),
    ],
)
def test_a_calculated_formula_is_its_value(cell: str, fen: int | None, tmp_path: Path) -> None:
    reading = found(tmp_path, PLAIN, sale(3, cell))
    if fen is None:
        assert told(reading) == [("no-amount", "'实绩'!C3")]
    else:
        assert told(reading) == []
        assert reading.book.actuals.fen("sales", 1) == fen


def test_every_blank_cell_of_an_array_formula_never_calculated_is_told(tmp_path: Path) -> None:
    master = '<c r="C2"><f t="array" ref="C2:C4">A1:A3*2</f></c>'
    reading = found(tmp_path, sale(2, master), sale(3, '<c r="C3"/>'), sale(4, "<c r='C4'><v></v></c>".replace("'", '"')))
    assert told(reading) == [("uncalculated-formula", f"'实绩'!C{place}") for place in (2, 3, 4)]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="C3" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>',
        '<c r="C3" t="e"><f>_xlfn.DISPIMG("ID_1",1)</f><v>#NAME?</v></c>',
        '<c r="C3"><f>_xlfn.DISPIMG("ID_1",1)</f></c>',
    ],
)
def test_a_picture_in_a_cell_is_a_blank(cell: str, tmp_path: Path) -> None:
    assert told(found(tmp_path, PLAIN, sale(3, cell))) == [("no-amount", "'实绩'!C3")]


def test_a_fault_under_no_heading_of_ours_is_nobodys_business(tmp_path: Path) -> None:
    head = row(1, text("A1", "日期"), text("B1", "人员"), text("C1", "销售额"), text("D1", "天气"))
    beside = '<c r="D3" t="e"><v>#N/A</v></c><c r="H3"><f>1+1</f></c>'
    reading = read_book(with_rows(tmp_path, head + PLAIN + sale(3, number("C3", "5") + beside)))
    assert told(reading) == [("unknown-column", "'实绩'!D1")]
    assert len(reading.book.actuals) == 2


def test_a_row_whose_only_cell_was_never_calculated_is_told_although_the_library_drops_it(tmp_path: Path) -> None:
    reading = found(tmp_path, PLAIN, row(9, '<c r="C9"><f>1+1</f></c>'))
    assert told(reading) == [("missing-value", "'实绩'!A9"), ("uncalculated-formula", "'实绩'!C9")]


def test_an_error_in_a_needed_cell_is_one_problem_and_not_a_blank_too(tmp_path: Path) -> None:
    reading = found(tmp_path, PLAIN, row(3, '<c r="A3" t="e"><v>#REF!</v></c>', text("B3", "张三"), number("C3", "7")))
    assert told(reading) == [("error-cell", "'实绩'!A3")]


def test_errors_on_other_sheets_are_one_problem_each(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {
            "目标": [["期间", "目标值"], [2026, "=1+1"], ["#N/A", 5]],
            "人员": [["姓名", "入职"], ["张三", "#VALUE!"], ["#N/A", None]],
            "设置": [["项目", "值"], ["公司", "#REF!"], ["截止日", "=TODAY()"]],
        },
    )
    assert told(read_book(path)) == [
        ("uncalculated-formula", "'目标'!B2"),
        ("error-cell", "'目标'!A3"),
        ("error-cell", "'人员'!B2"),
        ("error-cell", "'人员'!A3"),
        ("error-cell", "'设置'!B2"),
        ("uncalculated-formula", "'设置'!B3"),
    ]


def test_the_words_of_an_error_in_a_text_are_an_error_too(tmp_path: Path) -> None:
    assert told(found(tmp_path, PLAIN, sale(3, text("C3", "#DIV/0!")))) == [("error-cell", "'实绩'!C3")]


def test_addresses_are_true_where_blank_rows_and_columns_lead(tmp_path: Path) -> None:
    head = row(5, text("D5", "日期"), text("E5", "人员"), text("F5", "销售额"))
    bad = row(7, text("D7", "2026-03-01"), text("E7", "张三"), '<c r="F7" t="e"><v>#N/A</v></c>')
    good = row(6, text("D6", "2026-03-01"), text("E6", "张三"), number("F6", "3"))
    assert told(read_book(with_rows(tmp_path, head + good + bad))) == [("error-cell", "'实绩'!F7")]


def test_hidden_and_filtered_rows_count_and_are_noted_once(tmp_path: Path) -> None:
    rows = (
        PLAIN,
        sale(3, number("C3", "1"), hidden="1"),
        sale(4, number("C4", "1"), ht="0", hidden="true"),
        sale(5, number("C5", "1"), hidden="0"),
        sale(6, number("C6", "1"), hidden="false"),
        row(7, hidden="1"),
    )
    filtered = (
        '<autoFilter ref="A1:C6"><filterColumn colId="2"><filters><filter val="100"/></filters></filterColumn></autoFilter>'
    )
    reading = read_book(with_rows(tmp_path, HEAD + "".join(rows), after=filtered))
    assert told(reading) == [("hidden-rows", "'实绩'!A3")]
    assert reading.problems[0].words["count"] == "2"
    assert len(reading.book.actuals) == 5


@pytest.mark.parametrize("height", ['ht="0"', 'customHeight="1" ht="0.0"', 'ht="0" hidden="0"'])
def test_a_row_without_height_is_hidden(height: str, tmp_path: Path) -> None:
    flat = sale(3, number("C3", "1")).replace("<row ", f"<row {height} ", 1)
    low = sale(4, number("C4", "1")).replace("<row ", '<row ht="0.75" ', 1)
    reading = read_book(with_rows(tmp_path, HEAD + PLAIN + flat + low))
    assert told(reading) == [("hidden-rows", "'实绩'!A3")]
    assert reading.problems[0].words["count"] == "1"


def test_rows_are_hidden_where_all_are_that_do_not_say_their_height(tmp_path: Path) -> None:
    said = sale(3, number("C3", "1"), ht="15")
    reading = read_book(
        with_rows(tmp_path, HEAD + PLAIN + said, before='<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>')
    )
    assert told(reading) == [("hidden-rows", "'实绩'!A2")]
    assert reading.problems[0].words["count"] == "1"


@pytest.mark.parametrize(
    ("columns", "at", "said"),
    [
        ('<col min="2" max="2" hidden="1"/>', "'实绩'!B1", "column B"),
        ('<col min="1" max="1" width="9"/><col min="2" max="16384" width="0" hidden="true"/>', "'实绩'!B1", "columns B, C"),
        ('<col min="2" max="2" width="9" hidden="true" outlineLevel="0" collapsed="false"/>', "'实绩'!B1", "column B"),
        ('<col min="2" max="2" width="0.0" customWidth="1"/>', "'实绩'!B1", "column B"),
    ],
)
def test_hidden_columns_are_noted(columns: str, at: str, said: str, tmp_path: Path) -> None:
    reading = read_book(with_rows(tmp_path, HEAD + PLAIN, before=f"<cols>{columns}</cols>"))
    assert told(reading) == [("hidden-rows", at)]
    assert said in reading.problems[0].message(Lang.EN)


@pytest.mark.parametrize(
    "column",
    [
        '<col min="5" max="5" hidden="1"/>',
        '<col min="2" max="2" hidden="0"/>',
        '<col min="2" max="2" hidden="1" outlineLevel="1"/>',
        '<col min="2" max="2" width="0" outlineLevel="1"/>',
        '<col min="2" max="2" width="0.5"/>',
    ],
)
def test_columns_that_hold_nothing_or_are_a_collapsed_group_are_not_noted(column: str, tmp_path: Path) -> None:
    assert told(read_book(with_rows(tmp_path, HEAD + PLAIN, before=f"<cols>{column}</cols>"))) == []


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_that_is_read_is_noted_with_all_that_is_hidden_in_it(state: str, tmp_path: Path) -> None:
    path = with_rows(tmp_path, HEAD + PLAIN, before='<cols><col min="3" max="3" hidden="1"/></cols>')
    rewritten(path, lambda xml: xml.replace(b'state="visible"', f'state="{state}"'.encode()), "xl/workbook.xml")
    reading = read_book(path)
    assert told(reading) == [("hidden-rows", "'实绩'!C1")]
    assert "the whole sheet, column C" in reading.problems[0].message(Lang.EN)


def _prefixed(content: bytes) -> bytes:
    words = content.decode().replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
    return words.replace("xmlns=", "xmlns:x=").encode()


def _utf16(content: bytes) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-16"?>' + content.decode()).encode("utf-16")


def _without_places(content: bytes) -> bytes:
    return re.sub(rb' r="[A-Z]*\d+"', b"", content)


def _commented(content: bytes) -> bytes:
    return content.replace(b"<sheetData>", b'<sheetData><!-- <c r="B2" t="e"><v>#N/A</v></c> -->')


def _single_quoted(content: bytes) -> bytes:
    return content.replace(b'"', b"'")


def _lines(content: bytes) -> bytes:
    return content.replace(b"<c r=", b"<c\nr=").replace(b' t="e"', b'\nt="e"').replace(b"<row r=", b"<row\tr=")


def _spaced(content: bytes) -> bytes:
    return content.replace(b' t="e"', b" t = 'e' ")


def _late(content: bytes) -> bytes:
    return _spaced(content.replace(b"<sheetData>", b"<sheetData>" + b" " * (3 << 20)))


DRESSES: dict[str, Callable[[bytes], bytes]] = {
    "prefixed": _prefixed,
    "utf-16": _utf16,
    "without-places": _without_places,
    "commented": _commented,
    "single-quoted": _single_quoted,
    "lines": _lines,
    "spaced": _spaced,
    "late": _late,
    "marked": lambda content: b"\xef\xbb\xbf" + content,
}


@pytest.mark.parametrize("dress", DRESSES)
def test_unusual_xml_tells_the_same(dress: str, tmp_path: Path) -> None:
    rows = HEAD + PLAIN + sale(3, '<c r="C3" t="e"><v>#N/A</v></c>', hidden="1") + sale(4, '<c r="C4"><f>1+1</f></c>')
    path = rewritten(with_rows(tmp_path, rows), DRESSES[dress])
    assert marks(path) == {(3, 2, Fault("#N/A")), (4, 2, UNCALCULATED)}
    package = Package(path.read_bytes())
    hidden = hidden_in(package, SHEET)
    assert hidden is not None
    assert [*hidden.rows] == [3]


def _random_rows(seed: int) -> str:
    """Rows of many kinds of cells, some of them faults, over several blocks of a search."""
    chosen = random.Random(seed)  # noqa: S311 (no secret)
    kinds = (
        '<c r="{at}"><v>{n}</v></c>',
        '<c r="{at}" t="s"><v>0</v></c>',
        '<c r="{at}" t="inlineStr"><is><t>t="e" &lt;f></t></is></c>',
        '<c r="{at}"><f>A{n}*2</f><v>{n}</v></c>',
        '<c r="{at}"><f t="shared" si="0"/><v>{n}</v></c>',
        '<c r="{at}" t="str"><f>""</f><v></v></c>',
        '<c r="{at}" s="1"/>',
        '<c r="{at}" t="e"><v>#N/A</v></c>',
        '<c r="{at}" t="e"><f>A1</f><v>#REF!</v></c>',
        '<c r="{at}"><f>A{n}*2</f></c>',
        '<c r="{at}"><f t="shared" si="0"/></c>',
        '<c r="{at}"><f>_xlfn.DISPIMG("ID_{n}",1)</f><v>1</v></c>',
    )
    weights = (900, 300, 100, 300, 100, 20, 200, 1, 1, 1, 1, 1)
    rows = []
    for place in range(1, 9000):
        cells = "".join(
            kind.format(at=f"{letter}{place}", n=place)
            for letter, kind in zip("ABCDEF", chosen.choices(kinds, weights, k=6), strict=True)
        )
        rows.append(f'<row r="{place}"{chosen.choice((" ", "", "")) and " hidden=" + chr(34) + "1" + chr(34)}>{cells}</row>')
    return "".join(rows)


@pytest.mark.parametrize("seed", range(3))
def test_searching_finds_what_parsing_finds(seed: int, tmp_path: Path) -> None:
    path = with_rows(tmp_path, _random_rows(seed))
    searched = _hidden(path)
    parsed = _hidden(rewritten(path, lambda content: content.replace(b"<sheetData>", b"<sheetData><row r='99999'/>")))
    assert {*searched.cells()} == {*parsed.cells()}
    assert {*searched.rows} == {*parsed.rows}
    assert len({*searched.cells()}) > 50


def _hidden(path: Path) -> Hidden:
    hidden = hidden_in(Package(path.read_bytes()), SHEET)
    assert hidden is not None
    return hidden


_ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="目标"><table:table-row>
<table:table-cell office:value-type="string"><text:p>期间</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>目标值</text:p></table:table-cell></table:table-row><table:table-row>
<table:table-cell office:value-type="float" office:value="2026"/><table:table-cell office:value-type="float" office:value="5"/>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


_ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:calcext="urn:calcext"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)


def _ods_row(day: int, amount: str, attributes: str = "") -> str:
    cells = f'<table:table-cell office:value-type="string"><text:p>2026-03-0{day}</text:p></table:table-cell>' + amount
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


_ODS_ERROR = (
    '<table:table-cell table:formula="of:=1/0" calcext:value-type="error" office:value-type="string" office:string-value="">'
    "<text:p>#DIV/0!</text:p></table:table-cell>"
)
_ODS_NEVER = '<table:table-cell table:formula="of:=1+1"/>'
_ODS_CALCULATED = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p>{}'


def test_an_open_document_tells_errors_formulas_never_calculated_and_what_is_hidden(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>#REF!</text:p></office:annotation></table:table-cell>"
    head = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
        for word in ("日期", "销售额")
    )
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{head}</table:table-row>"
        + _ods_row(1, _ODS_CALCULATED.format(note))
        + _ods_row(2, _ODS_ERROR)
        + _ods_row(3, _ODS_NEVER, 'table:number-rows-repeated="2"')
        + _ods_row(5, _ODS_CALCULATED.format("</table:table-cell>"), 'table:visibility="filter"')
    )
    content = (
        _ODS_HEAD
        + f'<table:table table:name="实绩">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    path = tmp_path / "book.ods"
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    path.write_bytes(packed({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content.encode()}))
    reading = read_book(path)
    assert told(reading) == [
        ("plan-book-apart", "None"),
        ("error-cell", "'实绩'!B3"),
        ("uncalculated-formula", "'实绩'!B4"),
        ("uncalculated-formula", "'实绩'!B5"),
        ("hidden-rows", "'实绩'!A6"),
    ]
    assert "column B, 1 row" in reading.problems[-1].message(Lang.EN)
    assert len(reading.book.actuals) == 2


def test_a_format_that_hides_is_warned_of_once_for_the_whole_book() -> None:
    findings = Findings()
    tell_unseen([Grid(name, [["甲"]], 1, 0, hidden_rows=None) for name in "甲乙"], Format.XLS, findings)
    (problem,) = findings.problems
    assert (problem.rule.id, problem.severity, problem.cell) == ("not-seen", Severity.WARNING, None)
    assert ".xls" in problem.message(Lang.EN)
    assert "percent signs, units, currencies and leading zeros" in problem.message(Lang.EN)
    assert "百分号、单位、币种和编号前面的 0" in problem.message(Lang.ZH)
    assert ".xlsx" in problem.hint(Lang.EN)


def test_an_open_document_without_anything_hidden_is_read_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "book.ods"
    content = "".join(line.strip() if line.startswith("<") else line for line in _ODS.splitlines()).encode()
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    path.write_bytes(packed({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}))
    reading = read_book(path)
    assert told(reading) == [("plan-book-apart", "None")]
    assert len(reading.book.targets) == 1


def test_control_characters_are_replaced_and_told(tmp_path: Path) -> None:
    rows = row(2, text("A2", "2026-03-01"), text("B2", "张_x000B_三"), number("C2", "1"))
    raw = row(3, text("A3", "2026-03-02"), text("B3", "李\x0b四"), number("C3", "1"))
    reading = found(tmp_path, rows, raw)
    assert told(reading) == [("control-characters", "'实绩'!B2"), ("control-characters", "'实绩'!B3")]
    assert reading.book.actuals.texts["rep"] == ("张 三", "李 四")


def test_sheets_are_found_through_the_relations_of_the_package(tmp_path: Path) -> None:
    path = with_rows(tmp_path, HEAD + PLAIN + sale(3, '<c r="C3" t="e"><v>#N/A</v></c>'))
    entries = unpacked(path.read_bytes())
    entries["odd/Book.XML"] = entries.pop("xl/workbook.xml")
    entries["odd/_rels/Book.XML.rels"] = entries.pop("xl/_rels/workbook.xml.rels")
    entries["odd/Cells.xml"] = entries.pop(SHEET)
    edits = {
        "_rels/.rels": {"xl/workbook.xml": "/odd/book.xml"},
        "odd/_rels/Book.XML.rels": {"/xl/worksheets/sheet1.xml": "cells.xml"},
        "[Content_Types].xml": {"/xl/workbook.xml": "/odd/Book.XML", f"/{SHEET}": "/odd/Cells.xml"},
    }
    for part, changes in edits.items():
        entries[part] = replaced(changes)(entries[part])
    path.write_bytes(packed(entries))
    assert marks(path) == {(3, 2, Fault("#N/A"))}


def test_strict_workbooks_are_seen_too(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml"
    path = with_rows(tmp_path, HEAD + PLAIN + sale(3, '<c r="C3" t="e"><v>#N/A</v></c>'))
    entries = unpacked(path.read_bytes())
    for name, part in entries.items():
        changed = part.replace(MAIN.encode(), f"{strict}/spreadsheetml/main".encode())
        for kind in (b"relationships",):
            changed = changed.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/" + kind, f"{strict}/officeDocument/".encode() + kind
            )
        entries[name] = changed
    path.write_bytes(packed(entries))
    assert told(read_book(path)) == [("error-cell", "'实绩'!C3")]
