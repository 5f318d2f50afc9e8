"""The number formats of an OpenDocument spreadsheet, as the codes that mean the same in Excel: its styles spell them out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsummary.book.number_formats import NumberFormat, number_format
from xlsummary.package import Package, PackageError

STYLES = "styles.xml"
_KINDS = frozenset({"number-style", "currency-style", "percentage-style", "text-style", "date-style"})
_TIMES = {"year": "y", "era": "e", "month": "m", "day": "d", "day-of-week": "d", "hours": "h", "minutes": "h", "seconds": "s"}
_CONDITION = re.compile(r"value\(\)(!=|[<>]=?|=)(-?[\d.]+)")
_MOST_DIGITS = 30
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class CellFormat:
    """What a style of cells shows: another value, or whole numbers with leading zeros to that many `digits`."""

    shown: NumberFormat | None = None
    digits: int = 0


def formats_of_styles(package: Package, parts: tuple[str, ...]) -> Mapping[str, CellFormat]:
    """By the name of each style of cells, what it shows, of those that show another value; mostly none."""
    reader = _StyleReader()
    for part in parts:
        try:
            if package.has(part):
                package.visit(part, reader)
        except PackageError:
            return {}
    return reader.found()


@dataclass(slots=True)
class _Number:
    """A number among the parts of a format: its digits as a code, and how many times smaller it is shown."""

    whole: int
    places: int
    factor: int
    inside: list[tuple[int, str]] = field(default_factory=list)

    @property
    def code(self) -> str:
        digits = [*"0" * self.whole]
        for position, text in sorted(self.inside):
            digits.insert(max(len(digits) - position, 0), text)
        commas, factor = "", self.factor
        while factor > 1 and factor % 1000 == 0:
            commas, factor = commas + ",", factor // 1000
        return "".join(digits) + ("." + "0" * self.places if self.places else "") + commas


@dataclass(slots=True)
class _StyleReader:
    """Gathers the formats as codes by name, and each style of cells with its parent and the name of its format."""

    codes: dict[str, str] = field(default_factory=dict)
    maps: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    _name: str = ""
    _kind: str = ""
    _code: str = ""
    _number: _Number | None = None
    _inside: int = 0
    _into: str = ""
    _place: str = ""
    _text: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style" and attributes.get("family") == "table-cell":
            self.cells[attributes.get("name", "")] = (
                attributes.get("parent-style-name", ""),
                attributes.get("data-style-name", ""),
            )
        elif name in _KINDS:
            self._kind, self._name, self._code = name, attributes.get("name", ""), ""
        elif not self._kind:
            return
        elif name == "number":
            places = min(_count(attributes, "decimal-places"), _MOST_DIGITS)
            whole = min(max(_count(attributes, "min-integer-digits"), 1), _MOST_DIGITS)
            self._number = _Number(whole, places, _count(attributes, "display-factor") or 1)
        elif name in _TIMES:
            self._code += _TIMES[name]
        elif name in ("text", "currency-symbol", "embedded-text"):
            self._into, self._text = name, ""
            self._place = "-411" if attributes.get("country") == "JP" else ""
            self._inside = _count(attributes, "position")
        elif name == "map":
            self.maps.setdefault(self._name, []).append(
                (attributes.get("condition", ""), attributes.get("apply-style-name", ""))
            )

    def text(self, text: str) -> None:
        if self._into:
            self._text += text

    def end(self, name: str) -> None:
        if name == "number" and self._number:
            self._code, self._number = self._code + self._number.code, None
        elif name and name == self._into:
            self._take()
        elif name == self._kind:
            self.codes[self._name] = self._code
            self._kind = ""

    def _take(self) -> None:
        text = self._text.replace('"', "")
        if self._into == "embedded-text" and self._number:
            self._number.inside.append((self._inside, text if text in ("!", "\\") else f'"{text}"'))
        elif self._into == "currency-symbol":
            self._code += f"[${text}{self._place}]"
        elif self._kind == "percentage-style":
            self._code += "%".join(f'"{part}"' if part else "" for part in text.split("%"))
        elif text:
            self._code += f'"{text}"'
        self._into = ""

    def found(self) -> Mapping[str, CellFormat]:
        formats = {name: _format(self._whole(name)) for name in self.codes}
        named = {cell: formats.get(self._format_of(cell)) for cell in self.cells}
        return {cell: each for cell, each in named.items() if each is not None}

    def _whole(self, name: str) -> str:
        """The code of a format with those that it takes under conditions before it."""
        parts = []
        for condition, other in self.maps.get(name, ()):
            match = _CONDITION.fullmatch(condition.replace(" ", ""))
            if match and other in self.codes:
                parts.append(f"[{match[1].replace('!=', '<>')}{match[2]}]{self.codes[other]}")
        return ";".join([*parts, self.codes[name]])

    def _format_of(self, cell: str) -> str:
        """The name of a style's format, its own or its parents'."""
        for _ in range(_DEEPEST):
            parent, own = self.cells.get(cell, ("", ""))
            if own or not parent:
                return own
            cell = parent
        return ""


def _format(code: str) -> CellFormat | None:
    if len(code) > 1 and not code.strip("0"):
        return CellFormat(digits=len(code))
    shown = number_format(code)
    return CellFormat(shown) if shown else None


def _count(attributes: Mapping[str, str], name: str) -> int:
    said = attributes.get(name, "0").partition(".")[0]
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 16 else 0
