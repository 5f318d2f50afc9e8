"""The steps that quotas are rounded to: months and above in one, slices and days in another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.book import schema
from xlsummary.catalogue import TARGET_TOO_FINE, UNIT_FINER
from xlsummary.model import Measure, Settings, Target, Text
from xlsummary.problems import Problem
from xlsummary.wording import LABELS

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Units:
    """In yuan or counted units: `unit` for months and above, `grain` for slices and days; a unit is whole grains."""

    unit: Decimal
    grain: Decimal

    @property
    def grains(self) -> int:
        """Grains in a unit."""
        return int(self.unit / self.grain)


def units_of(targets: Sequence[Target], settings: Settings) -> tuple[Units, tuple[Problem, ...]]:
    """The setting's step, or the largest finer one that divides every typed value, with a note.

    The targets are of one measure and none is finer than the finest step (`too_fine` finds those).
    """
    measure = targets[0].line.measure
    wanted, *finer = _steps(measure, settings)
    unit = next(step for step in (wanted, *finer) if all(_divides(step, target) for target in targets))
    grain = min(unit, _ONE) if measure.is_money else unit
    if unit == wanted:
        return Units(unit, grain), ()
    odd = next(target for target in targets if not _divides(wanted, target))
    words = {"amount": plain(value_of(odd)), "unit": plain(wanted), "used": plain(unit)}
    return Units(unit, grain), (Problem(UNIT_FINER, odd.origin.cell("amount"), plain(value_of(odd)), words),)


def too_fine(target: Target, settings: Settings) -> Problem | None:
    """What is wrong with a target that no step divides: half a visit, a tenth of a fen."""
    finest = _steps(target.line.measure, settings)[-1]
    if _divides(finest, target):
        return None
    amount = plain(value_of(target))
    words: dict[str, str | Text] = {"measure": LABELS[target.line.measure], "amount": amount, "unit": plain(finest)}
    return Problem(TARGET_TOO_FINE, target.origin.cell("amount"), amount, words)


def value_of(target: Target) -> Decimal:
    """The typed value; only for a target that is no placeholder."""
    return target.amount.value if target.amount else Decimal(0)


def plain(number: Decimal) -> str:
    """`1,234.5`: no exponent and no zeros to spare."""
    return f"{number.quantize(_ONE) if number == number.to_integral_value() else number.normalize():,f}"


def _steps(measure: Measure, settings: Settings) -> list[Decimal]:
    """The wanted step and the listed finer ones, coarsest first."""
    if measure in (Measure.NEW_CLIENTS, Measure.VISITS):
        return [_ONE]
    name = "quantity_precision" if measure is Measure.QUANTITY else "rounding_unit"
    wanted: Decimal = getattr(settings, name)
    listed = next(setting.steps for setting in schema.SETTING_LIST if setting.name == name)
    return [wanted, *sorted((Decimal(step) for step in listed if Decimal(step) < wanted), reverse=True)]


def _divides(step: Decimal, target: Target) -> bool:
    return value_of(target) % step == 0
