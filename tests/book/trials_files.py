"""Files: names that do not fit, other files' actuals, sheets and columns by their headings or a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.book.written import Rows, written
from tests.rules import SOUND, TODAY, Sheets, Writer, trial
from xlsummary import catalogue
from xlsummary import catalogue_files as rules
from xlsummary.package import packed
from xlsummary.pipeline import Options

HEAD = ["日期", "人员", "销售额"]
LAST = ["2026-03-31", "张三", 100]
CSV = "日期,人员,销售额\n2026-03-31,张三,100\n"
BY_CSV = Options(today=TODAY, actuals=Path("sales.csv"))
BY_BOOK = Options(today=TODAY, actuals=Path("export.xlsx"))
MAP = "book-map.txt"


def named(name: str) -> Writer:
    """The sound book under another name."""
    return lambda folder: written(folder, SOUND).rename(folder / name)


def beside(sheets: Sheets, files: Mapping[str, str]) -> Writer:
    """The sound book with these sheets, and text files beside it."""

    def write(folder: Path) -> Path:
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        return written(folder, {title: rows for title, rows in {**SOUND, **sheets}.items() if rows is not None})

    return write


def beside_book(other: Mapping[str, Rows]) -> Writer:
    """The sound book without actuals of its own, beside a workbook `export.xlsx`."""

    def write(folder: Path) -> Path:
        written(folder, other).rename(folder / "export.xlsx")
        return written(folder, {title: rows for title, rows in SOUND.items() if title != "实绩"})

    return write


def mapped(text: str) -> Writer:
    """The sound book with its actuals on Sheet1, and its map."""
    return beside({"实绩": None, "Sheet1": [["日", *HEAD[1:]], LAST]}, {MAP: text})


_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)


def as_ods(folder: Path) -> Path:
    """The sound book as an OpenDocument spreadsheet."""
    tables = "".join(
        f'<table:table table:name="{title}">{"".join(map(_ods_row, rows))}</table:table>' for title, rows in SOUND.items()
    )
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    path = folder / "book.ods"
    path.write_bytes(packed({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": _ODS.format(tables).encode()}))
    return path


def _ods_row(row: Sequence[object]) -> str:
    cells = (
        f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        if isinstance(value, int)
        else f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        for value in row
    )
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


trial(rules.PLAN_BOOK_APART, "", breaks=as_ods, holds=named("plan.xlsx"), beside=[rules.NOT_SEEN])
trial(rules.OTHER_FORMAT, "", breaks=named("book.xls"), holds=named("book.xlsm"))
trial(
    rules.ACTUALS_FROM_FILE,
    "'实绩'",
    breaks=beside({}, {"sales.csv": CSV}),
    holds=beside({"实绩": [HEAD]}, {"sales.csv": CSV}),
    options=BY_CSV,
)
trial(
    rules.NO_ACTUALS_SHEET,
    "'export.xlsx'",
    breaks=beside_book({"甲": [["日期", "人员"], ["2026-03-31", "张三"]], "乙": [["其他"], [1]]}),
    holds=beside_book({"甲": [HEAD, LAST], "乙": [["其他"], [1]]}),
    beside=[catalogue.NO_ACTUALS_AS_OF],
    options=BY_BOOK,
)
trial(
    rules.FILE_UNIT,
    "'sales.csv'!C1",
    breaks=beside({"实绩": None, "设置": [["项目", "值"], ["金额单位", "万元"]]}, {"sales.csv": CSV}),
    holds=beside(
        {"实绩": None, "设置": [["项目", "值"], ["金额单位", "万元"]]}, {"sales.csv": CSV.replace("销售额", "销售额（元）")}
    ),
    options=BY_CSV,
)
SEMICOLONS = "日期;人员;销售额;回款\n2026-03-31;张三;1.500;{}\n"
trial(
    rules.POINT_UNCLEAR,
    "'sales.csv'!C2",
    breaks=beside({"实绩": None}, {"sales.csv": SEMICOLONS.format("2")}),
    holds=beside({"实绩": None}, {"sales.csv": SEMICOLONS.format("2.5")}),
    options=BY_CSV,
)
trial(
    rules.ROW_TOO_WIDE,
    "'sales.csv'!D3",
    breaks=beside({"实绩": None}, {"sales.csv": CSV + "2026-03-30,张三,1,500\n"}),
    holds=beside({"实绩": None}, {"sales.csv": CSV + '2026-03-30,张三,"1,500",\n'}),
    options=BY_CSV,
)
trial(
    rules.DATE_STANDS_IN,
    "'实绩'!A1",
    breaks={"实绩": [["发货日期", *HEAD[1:]], LAST]},
    holds={"实绩": [["发货日期", *HEAD], ["2026-03-30", *LAST]]},
)
trial(
    rules.AMBIGUOUS_SHEETS,
    "'一月'",
    breaks={"实绩": None, "一月": [HEAD, LAST], "二月": [HEAD, LAST]},
    holds={"实绩": None, "一月": [HEAD, LAST], "二月": [HEAD]},
    beside=[catalogue.NO_ACTUALS_AS_OF, catalogue.OTHER_SHEET],
)
trial(
    rules.AMBIGUOUS_KIND,
    "'其他'",
    breaks={"其他": [["事项", "项目", "预算"], ["甲", "乙", 5]]},
    holds={"其他": [["项目", "预算"], ["乙", 5]]},
)
trial(
    rules.MAP_LINE,
    "'book-map.txt'!A2",
    breaks=mapped("[实绩] = Sheet1\n日子 = 日\n日期 = 日\n"),
    holds=mapped("# 日子 = 日\n[实绩] = Sheet1\n日期 = 日\n"),
)
trial(
    rules.MAP_REPEATED,
    "'book-map.txt'!A3",
    breaks=mapped("[实绩] = Sheet1\n日期 = 日\n[实绩] = 二月\n日期 = 日\n"),
    holds=mapped("[实绩] = Sheet1\n日期 = 日\n# [实绩] = 二月\n"),
)
trial(
    rules.MAP_SHEET,
    "'book-map.txt'!A1",
    breaks=mapped("[实绩] = Sheet2\n日期 = 日\n"),
    holds=mapped("[实绩] = sheet1 \n日期 = 日\n"),
    beside=[catalogue.NO_ACTUALS_AS_OF, catalogue.OTHER_SHEET],
)
trial(
    rules.MAP_HEADING,
    "'book-map.txt'!A2",
    breaks=mapped("[实绩] = Sheet1\n日期 = 日期\n"),
    holds=mapped("[实绩] = Sheet1\n日期 = 日（日）\n"),
    beside=[catalogue.NO_ACTUALS_AS_OF],
)
