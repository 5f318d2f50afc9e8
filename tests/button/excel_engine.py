"""A stand-in for Excel under xlwings: its objects over openpyxl, with the habits of COM that a button meets.

Numbers come as floats, empty cells as None; a copied sheet's formulas point back at the workbook that it came from; a deleted
sheet leaves #REF! behind; the application's switches are remembered; every call is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlwings as xw
from openpyxl import load_workbook
from openpyxl.utils import coordinate_to_tuple, get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xlsummary.package import packed, unpacked

NAME = "stand-in"


@dataclass
class Calls:
    """How often Excel was asked for something, by what."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1

    @property
    def total(self) -> int:
        return sum(self.counts.values())


CALLS = Calls()


class _Asked:
    """Counts what is asked of an object of Excel's; what begins with an underscore is ours."""

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_") and name not in {"engine", "impl", "app", "book"}:
            CALLS.add(f"{type(self).__name__}.{name}")
        return super().__getattribute__(name)


class Engine:
    """What xlwings asks an engine for."""

    def __init__(self) -> None:
        self.name, self.type = NAME, "desktop"
        self.apps = Apps(self)

    def prepare_xl_data_element(self, value: object, options: object) -> object:
        del options
        return value


class Apps:
    def __init__(self, engine: Engine) -> None:
        self._app = App(engine)

    def __iter__(self) -> Iterator[App]:
        yield self._app

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return self._app


def _switch(name: str) -> property:
    """A switch of the application; that and how it was set is remembered."""

    def put(app: App, value: object) -> None:
        CALLS.add(f"App.{name}")
        app._history.append((name, value))
        app._switches[name] = value

    return property(lambda app: app._switches[name], put)


class App(_Asked):
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._switches: dict[str, Any] = {
            "screen_updating": True,
            "display_alerts": True,
            "enable_events": True,
            "calculation": "automatic",
        }
        self._history: list[tuple[str, Any]] = []
        self._books: list[Book] = []
        self._alerts: list[tuple[str, str]] = []
        self._selection = ""

    screen_updating, display_alerts, enable_events, calculation = map(
        _switch, ("screen_updating", "display_alerts", "enable_events", "calculation")
    )

    @property
    def pid(self) -> int:
        return 1

    def activate(self, steal_focus: bool = False) -> None:
        """Brings Excel to the front."""

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def selection(self) -> Range:
        book, sheet, ref = self._selection.split("|")
        return next(each for each in self._books if each._name == book)._sheet(sheet)._range(ref)

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: object) -> str:
        del title, buttons, callback
        self._alerts.append((mode, prompt))
        return "ok"


class Books:
    def __init__(self, app: App) -> None:
        self.app = app

    def __call__(self, name: str) -> Book:
        for each in self.app._books:
            if each._name.casefold() == str(name).casefold():
                return each
        raise KeyError(name)

    def __iter__(self) -> Iterator[Book]:
        return iter(self.app._books)

    def __len__(self) -> int:
        return len(self.app._books)

    def open(self, path: str, *_: object) -> Book:
        CALLS.add("Books.open")
        return Book(self.app, Path(path))


class _Api:
    """What pywin32 gives: Excel's own object."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802 (Excel's name)
        CALLS.add("api.SaveCopyAs")
        if not self._book._can_save_copies:
            raise AttributeError("SaveCopyAs")
        self._book._save(Path(path))

    @property
    def Saved(self) -> bool:  # noqa: N802
        return self._book._is_saved


class Book(_Asked):
    """An open workbook: its formulas and, beside them, what they give."""

    def __init__(self, app: App, path: Path, *, fullname: str | None = None) -> None:
        self.app = app
        self._name, self._path = path.name, path
        self._fullname = str(path) if fullname is None else fullname
        self._formulas: Workbook = load_workbook(path)
        self._values: Workbook = load_workbook(path, data_only=True)
        self._can_save_copies = self._is_saved = True
        self._is_locked = False
        app._books.append(self)
        app._selection = f"{self._name}|{_active(self._formulas)}|B2" if not app._selection else app._selection

    @property
    def api(self) -> _Api:
        return _Api(self)

    @property
    def name(self) -> str:
        return self._name

    @property
    def fullname(self) -> str:
        if self._fullname.startswith("raises"):
            raise xw.XlwingsError(self._fullname)
        return self._fullname

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def activate(self) -> None:
        """Brings the workbook to the front."""

    def close(self) -> None:
        self.app._books.remove(self)

    def _sheet(self, name: str) -> Sheet:
        return Sheet(self, name)

    def _save(self, path: Path) -> None:
        """The workbook with what its formulas give beside them, as Excel saves it; openpyxl writes the formulas alone."""
        self._formulas.save(path)
        entries = unpacked(path.read_bytes())
        for number, sheet in enumerate(self._formulas.worksheets, start=1):
            part = f"xl/worksheets/sheet{number}.xml"
            entries[part] = _with_values(entries[part].decode(), self._values[sheet.title]).encode()
        path.write_bytes(packed(entries))


def _active(workbook: Workbook) -> str:
    assert workbook.active is not None
    return workbook.active.title


def _with_values(part: str, values: Worksheet) -> str:
    def filled(found: re.Match[str]) -> str:
        value = values.cell(*coordinate_to_tuple(found["ref"])).value
        head, formula = found["head"], found["formula"]
        if value is None:
            return found[0]
        if isinstance(value, str):
            text = value.replace("&", "&amp;").replace("<", "&lt;")
            return f'<c r="{found["ref"]}"{re.sub(r" t=.[a-z]*.", "", head)} t="str">{formula}<v>{text}</v></c>'
        return f'<c r="{found["ref"]}"{head}>{formula}<v>{float(str(value))!r}</v></c>'

    cell = r'<c r="(?P<ref>[A-Z]+[0-9]+)"(?P<head>[^>]*)>(?P<formula><f>[^<]*</f>)<v ?/?>(?:</v>)?</c>'
    return re.sub(cell, filled, part)


class Sheets:
    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def active(self) -> Sheet:
        CALLS.add("Sheets.active")
        return Sheet(self._book, _active(self._book._formulas))

    def __call__(self, name_or_index: str | int) -> Sheet:
        CALLS.add("Sheets.call")
        names = self._book._formulas.sheetnames
        if isinstance(name_or_index, int):
            return Sheet(self._book, names[name_or_index - 1])
        return Sheet(self._book, next(name for name in names if name.casefold() == name_or_index.casefold()))

    def __len__(self) -> int:
        return len(self._book._formulas.sheetnames)

    def __iter__(self) -> Iterator[Sheet]:
        for name in self._book._formulas.sheetnames:
            yield Sheet(self._book, name)


class Sheet(_Asked):
    def __init__(self, book: Book, name: str) -> None:
        self.book = book
        self._own = name

    @property
    def api(self) -> Sheet:
        return self

    @property
    def name(self) -> str:
        return self._own

    @name.setter
    def name(self, name: str) -> None:
        self._refuse()
        for workbook in (self.book._formulas, self.book._values):
            workbook[self._own].title = name
        self._own = name

    @property
    def index(self) -> int:
        return int(self.book._formulas.sheetnames.index(self._own)) + 1

    @property
    def visible(self) -> bool:
        return bool(self.book._formulas[self._own].sheet_state == "visible")

    @visible.setter
    def visible(self, value: bool) -> None:
        self.book._formulas[self._own].sheet_state = "visible" if value else "hidden"

    @property
    def Visible(self) -> int:  # noqa: N802 (Excel's name)
        return -1 if self.visible else 0

    @Visible.setter
    def Visible(self, value: int) -> None:  # noqa: N802
        self.book._formulas[self._own].sheet_state = "veryHidden" if value == 2 else "hidden"

    def range(self, first: Any, second: Any = None) -> Range:
        if isinstance(first, str):
            return self._range(first)
        start = first if isinstance(first, tuple) else (first.row, first.column)
        end = start if second is None else second if isinstance(second, tuple) else (second.row, second.column)
        return Range(self, start, end)

    def _range(self, ref: str) -> Range:
        first, _, last = ref.replace("$", "").partition(":")
        return Range(self, coordinate_to_tuple(first), coordinate_to_tuple(last or first))

    def activate(self) -> None:
        self.book._formulas.active = self.book._formulas[self._own]

    def delete(self) -> None:
        self._refuse()
        for workbook in (self.book._formulas, self.book._values):
            del workbook[self._own]
        lost = re.compile(rf"(?:{re.escape(quote_sheetname(self._own))}|\b{re.escape(self._own)})!\$?[A-Z]+\$?[0-9]+")
        for sheet in self.book._formulas.worksheets:
            _replace(sheet, lost, "#REF!")
        for name in self.book._formulas.defined_names.values():
            name.attr_text = lost.sub("#REF!", name.attr_text)

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        beside = after or before
        assert beside is not None
        if self.book._formulas[self._own].sheet_state != "visible":
            raise RuntimeError("a hidden sheet cannot be copied")
        beside._refuse()
        target = beside.book
        place = target._formulas.sheetnames.index(beside._own) + (1 if after else 0)
        taken = {name.casefold() for name in target._formulas.sheetnames}
        title = self._own if self._own.casefold() not in taken else f"{self._own} (2)"
        for source, workbook in ((self.book._formulas, target._formulas), (self.book._values, target._values)):
            _copy(source[self._own], workbook.create_sheet(title, place))
        back = re.compile("|".join(f"{re.escape(quote_sheetname(name))}!" for name in self.book._formulas.sheetnames))
        _replace(target._formulas[title], back, lambda found: f"'[{self.book._name}]{found[0].strip(chr(39) + '!')}'!")
        target._formulas.active = target._formulas[title]

    def _refuse(self) -> None:
        if self.book._is_locked:
            raise RuntimeError(
                "(-2147352567, '发生意外。', (0, 'Microsoft Excel', '工作簿受保护', None, 0, -2146827284), None)"
            )


def _replace(sheet: Worksheet, pattern: re.Pattern[str], by: Any) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.value = pattern.sub(by, cell.value)


def _copy(source: Worksheet, target: Worksheet) -> None:
    for row in source.iter_rows():
        for cell in row:
            if cell.value is not None:
                made = target.cell(cell.row, cell.column, cell.value)
                made.data_type, made.number_format = cell.data_type, cell.number_format
                made.hyperlink = copy(cell.hyperlink)
    for letter, width in source.column_dimensions.items():
        target.column_dimensions[letter].width = width.width
    for name, defined in source.defined_names.items():
        target.defined_names[name] = copy(defined)


class Range(_Asked):
    def __init__(self, sheet: Sheet, start: tuple[int, int], end: tuple[int, int]) -> None:
        self._sheet, self._start, self._end = sheet, start, end
        self.options: dict[str, Any] = {}

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return self._sheet._own, *self._start, self._end[0] - self._start[0] + 1, self._end[1] - self._start[1] + 1

    max_cells_per_read = max_cells_per_write = None

    def __call__(self, row: int, column: int = 1) -> Range:
        cell = self._start[0] + row - 1, self._start[1] + column - 1
        return Range(self._sheet, cell, cell)

    @property
    def api(self) -> Range:
        return self

    @property
    def row(self) -> int:
        return self._start[0]

    @property
    def column(self) -> int:
        return self._start[1]

    @property
    def shape(self) -> tuple[int, int]:
        return self._end[0] - self._start[0] + 1, self._end[1] - self._start[1] + 1

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def address(self) -> str:
        return f"${get_column_letter(self._start[1])}${self._start[0]}"

    @property
    def raw_value(self) -> object:
        """As COM gives it: floats, dates as datetimes, currency as decimals, nothing as None."""
        values = self._sheet.book._values[self._sheet._own]
        rows = tuple(tuple(_as_com(cell.value) for cell in row) for row in self._cells(values))
        return rows if len(rows) > 1 or len(rows[0]) > 1 else rows[0][0]

    @property
    def formula(self) -> object:
        own = self._sheet.book._formulas[self._sheet._own]
        return str(own.cell(*self._start).value or "")

    @formula.setter
    def formula(self, value: Any) -> None:
        own = self._sheet.book._formulas[self._sheet._own]
        rows = value if isinstance(value, list | tuple) else [[value]]
        for number, row in enumerate(rows):
            for place, entered in enumerate(row):
                own.cell(self._start[0] + number, self._start[1] + place, entered)

    def select(self) -> None:
        book = self._sheet.book
        book.app._selection = f"{book._name}|{self._sheet._own}|{self.address.replace('$', '')}"

    def _cells(self, sheet: Worksheet) -> Any:
        return sheet.iter_rows(self._start[0], self._end[0], self._start[1], self._end[1])


def _as_com(value: object) -> object:
    match value:
        case bool() | None | str() | datetime():
            return value
        case date():
            return datetime(value.year, value.month, value.day)  # noqa: DTZ001 (Excel knows no zones)
        case int() | float() | Decimal():
            return float(value)
    return value


class Names:
    def __init__(self, book: Book) -> None:
        self._book = book

    def __call__(self, name: str) -> Name:
        CALLS.add("Names.call")
        return Name(self._book, name)

    def __len__(self) -> int:
        return len(self._book._formulas.defined_names)

    def contains(self, name: str) -> bool:
        return name in self._book._formulas.defined_names


class Name(_Asked):
    def __init__(self, book: Book, name: str) -> None:
        self._book, self._own = book, name

    @property
    def refers_to(self) -> str:
        return f"={self._book._formulas.defined_names[self._own].attr_text}"

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self._book._formulas.defined_names[self._own].attr_text = value.removeprefix("=")


def excel() -> Engine:
    """A new Excel without workbooks; the calls are counted from now on."""
    CALLS.counts.clear()
    engine = Engine()
    xw.engines.add(xw.Engine(impl=engine))
    xw.engines[NAME].activate()
    return engine


def opened(engine: Engine, path: Path, *, fullname: str | None = None) -> tuple[xw.Book, Book]:
    """A workbook opened there, as xlwings has it and as it is."""
    (app,) = engine.apps
    own = Book(app, path, fullname=fullname)
    return xw.Book(impl=own), own
