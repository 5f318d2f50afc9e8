"""Where every amount of 实绩 is: what the tables show, and what lies outside of them, up to the control total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from xlsummary.achieved import FIELDS, Counted
from xlsummary.compare.scores import ControlSum
from xlsummary.model import ActualKind, Control, Measure, SalesBook
from xlsummary.plan.horizon import Horizon

_FEN, _THOUSANDTHS = 100, 1000
_NO_CASH = (ActualKind.SET_OFF, ActualKind.BAD_DEBT)


def control_sums(book: SalesBook, parts: Iterable[Counted], horizon: Horizon) -> tuple[ControlSum, ...]:
    """One for each measure of 实绩, and each unit of quantities, that the book's controls have a sum of."""
    table = book.actuals.table
    controls = [each for each in book.controls if table and each.sheet == table.sheet and each.rows_used]
    return tuple(_sums(book, parts, controls, horizon)) if controls else ()


def _sums(book: SalesBook, parts: Iterable[Counted], controls: Iterable[Control], horizon: Horizon) -> Iterator[ControlSum]:
    for part in parts:
        found = [_control(each, part) for each in controls]
        told = [each for each in found if each is not None]
        if told and book.actuals.table:
            yield _sum(book, part, sum(told, Decimal(0)), book.actuals.table.sheet, horizon)


def _control(control: Control, part: Counted) -> Decimal | None:
    """The sum that the control has of these rows."""
    if part.unit is not None:
        return control.by_unit.get(part.unit)
    return control.sums.get(part.measure.value)


def _sum(book: SalesBook, part: Counted, total: Decimal, sheet: str, horizon: Horizon) -> ControlSum:
    """Every row that counts is put to one side of the report period and of the as-of day."""
    start, end, as_of = horizon.report.start.toordinal(), horizon.report.end.toordinal(), horizon.as_of.toordinal()
    sums = dict.fromkeys(("inside", "earlier", "later", "astride"), 0)
    for first, after, last, amount in zip(part.starts, part.ends, part.lasts, part.amounts, strict=True):
        if after <= start:
            sums["earlier"] += amount
        elif first >= end or first > as_of:
            sums["later"] += amount
        elif start <= first and after <= end and last <= as_of:
            sums["inside"] += amount
        else:
            sums["astride"] += amount
    scale = _THOUSANDTHS if part.measure is Measure.QUANTITY else _FEN
    amounts = {name: Decimal(grains) / scale for name, grains in sums.items()}
    aside = Decimal(_aside(book, part)) / scale
    return ControlSum(measure=part.measure, unit=part.unit, sheet=sheet, total=total, aside=aside, **amounts)


def _aside(book: SalesBook, part: Counted) -> int:
    """What stands among the cash and is none; acceptances too, where the book does not count them."""
    if part.measure is not Measure.COLLECTIONS:
        return 0
    actuals = book.actuals
    kinds = _NO_CASH if book.settings.acceptance_counts else (*_NO_CASH, ActualKind.ACCEPTANCE)
    column = actuals.money.get(FIELDS[part.measure], ())
    return sum(column[entry] or 0 for entry in part.left_out if actuals.kinds[entry] in kinds)
