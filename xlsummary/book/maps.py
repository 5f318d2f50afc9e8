"""The map of a book that is not our template: which of its sheets and headings stand for ours, in a text a manager can edit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from xlsummary import catalogue_files as catalogue
from xlsummary.book.csv_text import NOT_TEXT, decoded
from xlsummary.book.findings import Findings
from xlsummary.book.formats import Format, Refused, content_of, format_of
from xlsummary.book.schema import SHEETS, Sheet
from xlsummary.model import Cell, Lang, Text
from xlsummary.problems import XlsummaryError
from xlsummary.spelling import folded, heading_key, name_key

SUFFIX = "-map.txt"
"""What a book's map is called after the book's own name."""


@dataclass(frozen=True, slots=True)
class MapLine:
    """What the right side of a line says, and where the line stands; '' says that the book has no such thing."""

    theirs: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class SheetMap:
    """One section: our sheet, theirs, and their headings by our field name."""

    spec: Sheet
    sheet: MapLine
    columns: Mapping[str, MapLine]


BookMap = Mapping[str, SheetMap]
"""By sheet key."""

NO_MAP: BookMap = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet as it was read: its name in the book, its headings by our field name, and the headings not used.

    `ours` is true when the name and every heading are the schema's own words. `unwritten` are fields that a map cannot say,
    being read from two columns or from another field's; `outside` tells a sheet of another file, which has no map.
    """

    spec: Sheet
    name: str
    headings: Mapping[str, str]
    unused: tuple[str, ...]
    ours: bool
    unwritten: frozenset[str] = frozenset()
    outside: bool = False


def map_beside(book: Path) -> Path | None:
    """The map that stands beside a book, or beside the one it is the plan of; None where there is none."""
    names = (book.stem, book.stem.removesuffix("-plan"))
    return next((path for name in names if (path := book.with_name(f"{name}{SUFFIX}")).is_file()), None)


def read_map(path: Path, findings: Findings) -> BookMap:
    """The sections of a map file; a line that cannot be read is a problem at `'NAME-map.txt'!A7`, its row the line.

    Raises `XlsummaryError` where the file cannot be read at all.
    """
    reader = _MapReader(path.name, findings)
    for number, line in enumerate(_text_of(path).splitlines(), 1):
        reader.line(number, line)
    return reader.book_map()


_NO_MAP = Refused(
    "not-a-map",
    Text("这不是对照表，对照表是文本文件", "it is no map; a map is a text file"),
    Text(
        "--map 要的是“书名-map.txt”那样的文本：[目标] = 表名，下面每行 列 = 表头；工作簿作为第一个参数",
        "--map takes a text such as NAME-map.txt: [Targets] = sheet, below it Column = heading; the workbook comes first",
    ),
)


def _text_of(path: Path) -> str:
    content = content_of(path)
    if format_of(content) is not Format.TEXT:
        raise _NO_MAP.error(path)
    try:
        return decoded(content, path)
    except XlsummaryError as error:
        raise (_NO_MAP.error(path) if error.rule == NOT_TEXT.rule else error) from error


def map_text(sheets: Sequence[Recognised], lang: Lang) -> bytes:
    """The map file of what was recognised: UTF-8 with a mark and Windows line ends, so that Notepad shows it right."""
    lines = list(_GUIDE[lang].splitlines())
    for each in (sheet for sheet in sheets if not sheet.outside):
        lines += ["", f"[{each.spec.title[lang]}] = {_one_line(each.name)}"]
        lines += [
            f"{column.heading[lang]} = {_one_line(each.headings[column.name])}"
            for column in each.spec.columns
            if column.name in each.headings and column.name not in each.unwritten
        ]
        if each.unused:
            lines.append(f"{_UNUSED[lang]}{_SEPARATOR[lang].join(map(_one_line, each.unused))}")
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


_GUIDE = Text(
    "# 这本工作簿的对照表：左边是模板里的名字，右边是这本书里的名字。\n"
    "# [表] = 表名，下面每行一列：列 = 表头。认错了就改右边；右边留空表示没有。\n"
    "# 没有写到的列仍按表头辨认。删去本文件，下次运行重新辨认。",
    "# The map of this workbook: on the left the template's names, on the right the names in this book.\n"
    "# [Sheet] = name of the sheet; below it one line a column: Column = heading. Correct the right side;\n"
    "# leave it blank for what is not there. Columns not listed go by their headings. Delete this file to start anew.",
)
_UNUSED = Text("# 没有用到的表头：", "# headings not used: ")
_SEPARATOR = Text("、", ", ")
_SECTION = re.compile(r"[\[［【](?P<ours>[^\]］】]*)[\]］】]\s*[=＝]?\s*(?P<theirs>.*)")
_EQUALS = re.compile(r"\s*[=＝]\s*")
_NO_SECTION = Text("前面没有写是哪一张表", "stands before any sheet")
_NO_SHEET = Text("不是模板里的表", "is no sheet of the template")
_NO_COLUMN = Text("不是这张表的列", "is no column of that sheet")
_NO_EQUALS = Text("没有等号", "has no equals sign")
_TWICE = Text("前面已经写过", "is already given above")


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _MapReader:
    """Takes the lines of a map one by one."""

    def __init__(self, name: str, findings: Findings) -> None:
        self._name = name
        self._findings = findings
        self._sheets: dict[str, tuple[Sheet, MapLine]] = {}
        self._columns: dict[str, dict[str, MapLine]] = {}
        self._open: Sheet | None = None
        self._skips = False

    def line(self, number: int, line: str) -> None:
        text = line.strip()
        if not text or folded(text).startswith("#"):
            return
        cell = Cell(self._name, f"A{number}")
        section = _SECTION.fullmatch(text)
        if section:
            self._section(section["ours"], MapLine(section["theirs"].strip(), cell))
        elif not self._skips:
            self._column(text, cell)

    def book_map(self) -> BookMap:
        sections = {key: SheetMap(spec, line, self._columns[key]) for key, (spec, line) in self._sheets.items()}
        return MappingProxyType(sections)

    def _section(self, ours: str, line: MapLine) -> None:
        spec = _sheet(ours)
        self._skips = spec is None or spec.key in self._sheets
        if spec is None:
            self._refuse(f"[{ours}]", line.cell, _NO_SHEET)
        elif spec.key in self._sheets:
            self._refuse_repeated(spec, ours, line)
        else:
            self._open = spec
            self._sheets[spec.key] = spec, line
            self._columns[spec.key] = {}

    def _refuse_repeated(self, spec: Sheet, ours: str, line: MapLine) -> None:
        other = self._sheets[spec.key][1].theirs
        if name_key(other) == name_key(line.theirs):
            self._refuse(f"[{ours}]", line.cell, _TWICE)
            return
        words: dict[str, str | Text] = {"other": other, "kind": spec.title}
        self._findings.add(catalogue.MAP_REPEATED, line.cell, line.theirs, **words)

    def _column(self, text: str, cell: Cell) -> None:
        ours, *right = _EQUALS.split(text, 1)
        if self._open is None:
            self._refuse(text, cell, _NO_SECTION)
            self._skips = True
            return
        columns = self._columns[self._open.key]
        name = _column(self._open, ours)
        if not right:
            self._refuse(text, cell, _NO_EQUALS)
        elif name is None:
            self._refuse(ours, cell, _NO_COLUMN)
        elif name in columns:
            self._refuse(ours, cell, _TWICE)
        elif (other := self._other_with(columns, right[0])) is not None:
            self._refuse(right[0], cell, other)
        else:
            columns[name] = MapLine(right[0], cell)

    def _other_with(self, columns: Mapping[str, MapLine], theirs: str) -> Text | None:
        """Why a heading cannot be used where another column of the section has it already."""
        key = name_key(theirs)
        name = next((name for name, line in columns.items() if key and name_key(line.theirs) == key), None)
        if name is None or self._open is None:
            return None
        heading = self._open.column(name).heading
        return Text(f"上面已经用作“{heading.zh}”", f"is already {heading.en} above")

    def _refuse(self, value: str, cell: Cell, reason: Text) -> None:
        self._findings.add(catalogue.MAP_LINE, cell, value, reason=reason)


def _sheet(word: str) -> Sheet | None:
    key = name_key(word)
    return next((spec for spec in SHEETS if key in _keys((spec.title.zh, spec.title.en, spec.key))), None)


def _column(spec: Sheet, word: str) -> str | None:
    key = heading_key(word)
    return next((each.name for each in spec.columns if key in _keys((each.heading.zh, each.heading.en, each.name))), None)


def _keys(words: Iterable[str]) -> set[str]:
    return {heading_key(word) for word in words}
