"""How the contract with programs tells numbers: decimal strings, how exact they are, and the cells they come from."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from xlsummary.compare.sourced import Sourced
from xlsummary.model import Period
from xlsummary.periods import key_of

Json = dict[str, Any]


def money(value: Sourced) -> Json:
    """An amount in yuan, how exact it is and its cells."""
    return {"value": yuan(value.value), "bound": value.bound.value, "cells": list(value.cells)}


def number(value: Sourced) -> Json:
    """A count or quantity, how exact it is and its cells."""
    return {"value": plain(value.value), "bound": value.bound.value, "cells": list(value.cells)}


def mean(value: Sourced) -> Json:
    """A mean to two decimals and its cells."""
    return {"value": None if value.value is None else rounded(value.value), "cells": list(value.cells)}


def ratio(value: Sourced) -> Json:
    """A ratio to four decimals and its cells."""
    return {"value": share(value.value), "cells": list(value.cells)}


def nothing() -> Json:
    """What stands where a year is not in the book."""
    return {"value": None, "bound": "exact", "cells": []}


def days(period: Period) -> Json:
    """A period with its first day and the day after its last."""
    return {"label": key_of(period), "start": period.start.isoformat(), "end": period.end.isoformat()}


def fen(fen: int) -> str:
    """Fen as yuan."""
    return f"{Decimal(fen) / 100:.2f}"


def yuan(value: Decimal | None) -> str | None:
    """Yuan with two decimals."""
    return None if value is None else f"{value:.2f}"


def plain(value: Decimal | None) -> str | None:
    """Every digit."""
    return None if value is None else f"{value:f}"


def share(value: Decimal | Fraction | None) -> str | None:
    """A ratio to four decimals."""
    if value is None:
        return None
    exact = Fraction(value)
    return str((Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.0001"), ROUND_HALF_UP))


def points(value: Decimal | None) -> str | None:
    """Percentage points to two decimals."""
    return None if value is None else rounded(value)


def rounded(value: Decimal) -> str:
    """Two decimals, half up."""
    return str(value.quantize(Decimal("0.01"), ROUND_HALF_UP))
