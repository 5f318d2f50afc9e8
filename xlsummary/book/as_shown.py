"""A table's numbers as people see them, where a cell's format shows another value than it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache, partial

from xlsummary import catalogue_units, catalogue_values
from xlsummary.book.choices import choice_named
from xlsummary.book.faults import Fault
from xlsummary.book.findings import Findings
from xlsummary.book.heading_units import HeadingUnit, heading_unit
from xlsummary.book.headings import HeadedColumn
from xlsummary.book.measure_words import COUNTED
from xlsummary.book.number_formats import NumberFormat, Shown
from xlsummary.book.rows import TableRows, pieces_of, table_cell, unit_of
from xlsummary.book.schema import ValueKind
from xlsummary.book.values import CellValue, Customs
from xlsummary.model import Amount, Bound, Measure, Text
from xlsummary.money import exact, parse_amount
from xlsummary.problems import Rule
from xlsummary.spelling import bracketed, folded

_MONEY = (ValueKind.MONEY, ValueKind.MONEY_OR_NUMBER)
_DATED = (ValueKind.DATE, ValueKind.PERIOD, ValueKind.DATE_OR_PERIOD)
_PIECES = frozenset({"quantity"})
_PLAIN_BRACKETS = str.maketrans("()[]{}【】", "        ")
_OF_PRICES = frozenset("/每分角")
"""Signs of a unit of prices, or of less than a yuan."""


_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class _Way:
    """How the numbers of a section are taken: `value` gives what stands for one, None where each stays what it is.

    `rule` tells of them, once a column, with the number as shown or with `word`; `size` are the yuan or pieces in a 1.
    """

    value: Callable[[float], CellValue] | None = None
    rule: Rule | None = None
    word: str = ""
    size: Decimal = Decimal(1)


_AS_IT_IS = _Way()


def as_shown(table: TableRows, customs: Customs, findings: Findings) -> TableRows:
    """The table with percentages, foreign money, things and codes as the texts shown, which their readers judge.

    A number whose format shows a unit that is not its column's counts as shown, with a warning a column. One that is shown
    smaller without a unit counts as the number that fits the column's, and is refused where neither does.
    """
    if not table.head.grid.shown:
        return table
    rows = [*table.cells]
    for headed in table.head.columns.values():
        at = headed.position - table.head.grid.first_column
        told = _Told()
        for number_format, places in _formats(table, headed):
            for place, value, shown, way in _odd(table, headed, number_format, places, customs):
                if way.rule:
                    told.add(way, place, value, shown)
                if way.value:
                    rows[place] = [*rows[place][:at], way.value(value), *rows[place][at + 1 :]]
        told.tell(table, at, findings)
    return replace(table, cells=rows, units=_units_shown(table, findings) or table.units)


def _odd(
    table: TableRows, headed: HeadedColumn, number_format: NumberFormat, places: Sequence[int], customs: Customs
) -> Iterator[tuple[int, float, Shown, _Way]]:
    """The places of the numbers that are not taken as they are, with the section that shows each and how it is taken."""
    at = headed.position - table.head.grid.first_column
    ways = {
        (shown, counted): _way(shown, number_format, headed, customs, counted=counted)
        for shown in number_format.shown
        for counted in (False, True)
    }
    if all(way is _AS_IT_IS for way in ways.values()):
        return
    for place in places:
        value = table.cells[place][at]
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value == 0:
            continue
        shown = number_format.of(value)
        way = ways[shown, _is_counted(table, place, headed)]
        if way is not _AS_IT_IS:
            yield place, value, shown, way


@dataclass(slots=True)
class _Told:
    """What a column's formats have been told of: by rule the first place with its number, and how many there are."""

    first: dict[Rule, tuple[int, float, dict[str, str | Text]]] = field(default_factory=dict)
    counts: Counter[Rule] = field(default_factory=Counter)

    def add(self, way: _Way, place: int, value: float, shown: Shown) -> None:
        if way.rule is None:
            return
        self.counts[way.rule] += 1
        if way.rule not in self.first or place < self.first[way.rule][0]:
            self.first[way.rule] = place, value, {"word": way.word} if way.word else {"shown": _words_of(value, shown, way)}

    def tell(self, table: TableRows, at: int, findings: Findings) -> None:
        for rule, (place, value, words) in self.first.items():
            findings.add(rule, table_cell(table.head, at, place), value, count=str(self.counts[rule]), **words)


def texts_shown(table: TableRows, name: str) -> Mapping[int, str]:
    """By place, the numbers of a column of settings that show a percentage, a currency, a unit or other words, as shown."""
    headed = table.head.columns[name]
    texts: dict[int, str] = {}
    for number_format, places in _formats(table, headed):
        for place in places:
            value = table.cells[place][table.offset(name)]
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                shown = number_format.of(value)
                if not shown.is_plain and not shown.is_blank and (shown.divisor == 1 or _said(shown, counted=False).unit):
                    texts[place] = text_shown(value, shown)
    return texts


def text_shown(value: float, shown: Shown) -> str:
    """The number with the words, the sign of percent and the currency that its format shows."""
    if shown.template and value >= 0 and value == int(value):
        return f"{shown.before}{_drawn(value, shown.template)}{shown.after}"
    number = exact(float(value)) / shown.divisor * (shown.percent or 1)
    if shown.alone:
        return shown.alone
    number = abs(number) if "-" in shown.before and not shown.negative else number
    sign = "%" if shown.percent and "%" not in folded(shown.before + shown.after) else ""
    currency = f"{shown.currency} " if shown.currency else ""
    return f"{currency}{shown.before}{_plain(number)}{sign}{shown.after}"


def _words_of(value: float, shown: Shown, way: _Way) -> str | Text:
    """The number as shown; where only other numbers of its format show their unit, with the yuan that it counts as."""
    if not shown.is_plain:
        return text_shown(value, shown)
    number = _plain(exact(float(value)) * way.size)
    return Text(f"{number}元", f"{number} yuan")


def _drawn(value: float, template: str) -> str:
    """The digits of a code in their places, from the right: 12 in `000-000` is `000-012`."""
    digits = [*f"{int(value):0{template.count('0')}d}"]
    drawn = [digits.pop() if sign == "0" else sign for sign in reversed(template)]
    return "".join(digits) + "".join(reversed(drawn))


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _formats(table: TableRows, headed: HeadedColumn) -> Iterator[tuple[NumberFormat, Sequence[int]]]:
    """The formats of a column, and the places of the rows below the heading that have them."""
    grid = table.head.grid
    for (column, number_format), numbers in grid.shown.items():
        if column == headed.position:
            places = (number - grid.first_row for number in numbers if number > table.head.table.head_row)
            yield number_format, [place for place in places if 0 <= place < len(table.cells)]


def _is_counted(table: TableRows, place: int, headed: HeadedColumn) -> bool:
    """True where the measure beside says that the number is no money."""
    if headed.column.kind is not ValueKind.MONEY_OR_NUMBER or "measure" not in table.head.columns:
        return False
    measure = choice_named(str(table.cells[place][table.offset("measure")]), Measure)
    return measure is not None and not measure.is_money


def _way(shown: Shown, number_format: NumberFormat, headed: HeadedColumn, customs: Customs, *, counted: bool) -> _Way:
    kind = headed.column.kind
    if kind is ValueKind.TEXT:
        return _text(shown)
    if kind in _DATED:
        return _AS_IT_IS if shown.template or shown.percent else _text(shown)
    if kind is not ValueKind.NUMBER and kind not in _MONEY:
        return _AS_IT_IS
    if shown.alone:
        return _Way(None, catalogue_values.FORMAT_WORDS, shown.alone)
    if shown.negative:
        return _Way(lambda value: Fault(_plain(exact(float(value))), text_shown(value, shown)))
    if shown.percent or _is_bound(shown):
        return _Way(partial(text_shown, shown=shown))
    if kind in _MONEY and not counted:
        return _money(shown, number_format, headed, customs)
    return _count(shown, number_format, headed)


def _is_bound(shown: Shown) -> bool:
    """True for words that make a number about, at least or at most that: `"约"0`, `0"多"`."""
    amount = parse_amount(f"{shown.before}{_THOUSAND}{shown.after}") if shown.divisor == 1 and not shown.template else None
    return isinstance(amount, Amount) and amount.bound is not Bound.EXACT and amount.value == _THOUSAND


def _text(shown: Shown) -> _Way:
    """A number among texts or dates, with the words its format shows."""
    if shown.is_plain or shown.is_blank or shown.divisor != 1 or shown.currency:
        return _AS_IT_IS
    return _Way(partial(text_shown, shown=shown))


def _money(shown: Shown, number_format: NumberFormat, headed: HeadedColumn, customs: Customs) -> _Way:
    said = _said(shown, counted=False)
    currency = shown.currency or said.currency
    if currency not in ("", customs.currency):
        return _Way(lambda value: f"{currency} {_plain(exact(float(value)))}")
    if said.goods or (said.unknown and not _OF_PRICES.isdisjoint(said.unknown)):
        return _Way(partial(_with_word, shown=shown))
    if said.unknown and said.unit is None and shown.divisor == 1:
        return _Way(None, catalogue_values.FORMAT_WORDS, said.unknown)
    return _scaled(shown, number_format, unit_of(headed, customs), counted=False)


def _count(shown: Shown, number_format: NumberFormat, headed: HeadedColumn) -> _Way:
    said = _said(shown, counted=True)
    counted = COUNTED.get(headed.column.name)
    if counted is not None:
        foreign = (said.goods or said.unit or said.unknown) and counted.without_word(f"1{shown.after}") == f"1{shown.after}"
        return _Way(partial(_with_word, shown=shown)) if foreign else _AS_IT_IS
    if shown.currency or said.currency or said.money:
        return _Way(None, catalogue_values.FORMAT_WORDS, shown.currency or f"{shown.before}{shown.after}")
    if said.goods and said.unit is None:
        parts = [part.casefold() for part in bracketed(headed.heading)]
        differs = headed.said.goods and not any(folded(shown.after).casefold() in part for part in parts)
        return _Way(partial(_with_word, shown=shown)) if differs else _AS_IT_IS
    return _scaled(shown, number_format, pieces_of(headed), counted=True)


def _with_word(value: float, shown: Shown) -> str:
    return f"{_plain(exact(float(value)) / shown.divisor)}{shown.after}"


def _scaled(shown: Shown, number_format: NumberFormat, unit: Decimal, *, counted: bool) -> _Way:
    """By the unit that the format shows; a number shown smaller without one is what fits the column's unit."""
    sizes = map(partial(_size, counted=counted), (shown, *number_format.shown))
    size = next((each for each in sizes if each is not None), None)
    if size is None and shown.divisor != 1:
        if unit == 1:
            return _Way(None, catalogue_values.FORMAT_SMALLER)
        if shown.divisor != unit:
            return _Way(lambda value: Fault(_plain(exact(float(value))), text_shown(value, shown)))
        size = Decimal(1)
    if size in (None, unit):
        return _AS_IT_IS
    return _Way(lambda value: float(exact(float(value)) * size / unit), catalogue_values.FORMAT_UNIT, size=size)


def _size(shown: Shown, *, counted: bool) -> Decimal | None:
    """The yuan, or pieces, of a number of 1, as the words of its format tell."""
    unit = _said(shown, counted=counted).unit
    return None if unit is None else unit / shown.divisor


@lru_cache(maxsize=1 << 8)
def _said(shown: Shown, *, counted: bool) -> HeadingUnit:
    """What the words of a format say: of the unit those behind the number before the others."""
    after = _unit_in(shown.after, counted=counted)
    before = _unit_in(shown.before, counted=counted)
    unit = after.unit if after.unit is not None else before.unit
    return replace(after, unit=unit, currency=after.currency or before.currency, money=after.money or before.money)


def _unit_in(words: str, *, counted: bool) -> HeadingUnit:
    plain = folded(words).translate(_PLAIN_BRACKETS).strip(" :,;*_-+").removesuffix("整")
    return heading_unit(f"({plain})", counted=counted) if plain else HeadingUnit()


def _units_shown(table: TableRows, findings: Findings) -> Mapping[int, str]:
    """By place the units that the formats of quantities name, with a warning, if they are several; nothing if not."""
    headed = next((each for name, each in table.head.columns.items() if name in _PIECES), None)
    if headed is None or table.units:
        return {}
    units: dict[int, str] = {}
    first: dict[str, str] = {"": ""}
    for number_format, places in _formats(table, headed):
        word = next((folded(each.after) for each in number_format.shown if _said(each, counted=True).goods), "")
        units |= dict.fromkeys(places, first.setdefault(word.casefold(), word))
    words = [word for word in first.values() if word]
    if len(words) < 2:
        return {}
    cell = table.head.heading_at(headed.position)
    findings.add(catalogue_units.MIXED_UNITS, cell, headed.heading, units="、".join(words))
    return units
