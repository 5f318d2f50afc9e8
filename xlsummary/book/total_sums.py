"""Total rows compared with our own sums of the rows they may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsummary import catalogue, catalogue_files, catalogue_structure
from xlsummary.book.choices import choice_named
from xlsummary.book.controls import COUNTS, AmountColumn, Amounts
from xlsummary.book.exact_amounts import amount_at, size_of
from xlsummary.book.faults import fault_in
from xlsummary.book.findings import Findings
from xlsummary.book.rows import TableRows
from xlsummary.book.schema import ValueKind
from xlsummary.book.totals import may_sum, name_of_total
from xlsummary.book.values import Customs
from xlsummary.model import Cell, Measure, Text
from xlsummary.spelling import name_key
from xlsummary.wording import LABELS

_UNCALCULATED = Text("没有算过的公式", "a formula never calculated")
_END = 1 << 30
_SUMMED = (ValueKind.MONEY, ValueKind.MONEY_OR_NUMBER)
_NONE = AmountColumn((), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """The rows that a total may stand for: all, or some; of those of one `measure` the first is the one that is told.

    `measure` is what the rows are of, where a sheet has several; `has_void` tells that void documents are among them.
    """

    amounts: Amounts
    measure: Measure | None = None
    has_void: bool = False


def reckonings_of(amounts: Amounts, void: Amounts) -> tuple[Reckoning, ...]:
    """The rows that count, and these with the void ones."""
    own = Reckoning(amounts=amounts)
    if not any(column.is_filled for column in void.values()):
        return (own,)
    joined = {name: amounts.get(name, _NONE).joined(column) for name, column in void.items()}
    return own, Reckoning(amounts=joined, has_void=True)


def check_totals(table: TableRows, reckonings: Sequence[Reckoning], customs: Customs, findings: Findings) -> None:
    """A warning where a total row is not the sum of the rows above it, from the top or from after any total before it.

    A total above all rows is compared with those below it, up to the next total or to the end. It is right where it is so by
    one of the reckonings; where it is only with void documents, a note says so.
    """
    summed = [name for name, each in table.head.columns.items() if each.column.kind in _SUMMED or name in COUNTS]
    for place in table.totals:
        for name in summed:
            fault = fault_in(table.cells[place][table.offset(name)])
            if fault is not None:
                shown = Text(*[fault.code] * 2) if fault.code else _UNCALCULATED
                findings.add(catalogue_files.TOTAL_UNREADABLE, _cell(table, name, place), fault, shown=shown)
    if not table.totals or findings.errors_in(table.head.table.sheet):
        return
    for name in summed:
        _check_column(table, name, [_Tried(table, name, each, customs) for each in reckonings], findings)


def _cell(table: TableRows, name: str, place: int) -> Cell:
    return Cell(table.head.table.sheet, f"{table.head.table.letters[name]}{table.number(place)}")


def _check_column(table: TableRows, name: str, tried: Sequence[_Tried], findings: Findings) -> None:
    for place in table.totals:
        named = _measure_of(table, place)
        meant = [each for each in tried if named in (None, each.reckoning.measure)] or tried
        wrong = [each for each in meant if place in each.wrong]
        right = [each for each in meant if place in each.typed and place not in each.wrong]
        if not wrong or any(not each.reckoning.has_void for each in right):
            continue
        rule = catalogue_structure.TOTAL_WITH_VOID if right else catalogue.TOTAL_DIFFERS
        value, typed = table.cells[place][table.offset(name)], wrong[0].shown(wrong[0].typed[place])
        findings.add(rule, _cell(table, name, place), value, typed=typed, sum=_should_be(wrong, place))


def _measure_of(table: TableRows, place: int) -> Measure | None:
    """The measure that a total row of 目标 names."""
    if "measure" not in table.head.columns:
        return None
    said = table.cells[place][table.offset("measure")]
    return choice_named(said, Measure) if isinstance(said, str) else None


def _should_be(wrong: Sequence[_Tried], place: int) -> str | Text:
    """What a total should be, of each measure where there are several."""
    first: dict[Measure | None, str] = {}
    for each in wrong:
        first.setdefault(each.reckoning.measure, each.shown(each.wrong[place]))
    if len(first) == 1:
        return next(iter(first.values()))
    said = [(LABELS[measure], number) for measure, number in first.items() if measure]
    return Text(
        "、".join(f"{each.zh} {number}" for each, number in said), ", ".join(f"{each.en} {number}" for each, number in said)
    )


class _Tried:
    """A column's totals by one reckoning: `typed` by place, and of those that are `wrong` what each should be."""

    def __init__(self, table: TableRows, name: str, reckoning: Reckoning, customs: Customs) -> None:
        measure = reckoning.measure
        counted = name in COUNTS if measure is None else not measure.is_money
        read = {place: amount_at(table, name, place, customs, counted=counted) for place in table.totals}
        self.reckoning = reckoning
        self.typed = {place: amount for place, amount in read.items() if amount is not None}
        self.wrong = dict(_wrong_totals(table, reckoning.amounts.get(name, _NONE), self.typed))
        self._size = size_of(table, name, customs, counted=counted)

    def shown(self, amount: Decimal) -> str:
        """A sum in the column's own unit."""
        return f"{(amount / self._size).normalize():,f}"


def _wrong_totals(table: TableRows, column: AmountColumn, typed: Mapping[int, Decimal]) -> Iterator[tuple[int, Decimal]]:
    """The places of total rows that are wrong, and what each should be."""
    above, before = Decimal(0), -1
    named = _NamedSums(table, column)
    begun = {above}
    for number, place in enumerate(table.totals):
        since = column.between(before, place)
        above, before = above + since, place
        if place not in typed:
            continue
        if table.places and place < table.places[0]:
            following = table.totals[number + 1] if number + 1 < len(table.totals) else _END
            below = column.between(place, _END)
            if typed[place] not in (below, column.between(place, following)):
                yield place, below
        elif above - typed[place] not in begun and not named.holds(place, typed[place]):
            yield place, since if _is_subtotal(table, place) else above
        begun.add(above)


def _is_subtotal(table: TableRows, place: int) -> bool:
    texts = [cell for cell in table.cells[place] if isinstance(cell, str) and may_sum(cell)]
    return any(name_of_total(text) or _SUBTOTAL.search(name_key(text)) for text in texts)


_SUBTOTAL = re.compile("小计|小計|sub-?total")


class _NamedSums:
    """The sums of the rows whose names total rows say, as `张三合计`; made when first asked for."""

    def __init__(self, table: TableRows, column: AmountColumn) -> None:
        self._table, self._column = table, column
        self._sums: dict[str, Decimal] | None = None

    def holds(self, place: int, typed: Decimal) -> bool:
        """True where a total row's amount is that of its name."""
        if self._sums is None:
            self._sums = self._made()
        return any(self._sums.get(name) == typed for name in _names_of_total(self._table, place))

    def _made(self) -> dict[str, Decimal]:
        wanted = {name for place in self._table.totals for name in _names_of_total(self._table, place)}
        sums = dict.fromkeys(sorted(wanted), Decimal(0))
        keys: dict[str, str] = {}
        for place, value in zip(self._column.places, self._column.values, strict=True) if wanted else ():
            texts = {cell for cell in self._table.cells[place] if isinstance(cell, str) and cell}
            named = {keys.get(text) or keys.setdefault(text, name_key(text)) for text in texts}
            for name in named & wanted if value else ():
                sums[name] += Decimal(value or 0) * self._column.size
        return sums


def _names_of_total(table: TableRows, place: int) -> set[str]:
    texts = [cell for cell in table.cells[place] if isinstance(cell, str) and may_sum(cell)]
    return {name_key(name_of_total(text)) for text in texts} - {""}
