"""What stands in a cell without being a value: an error, a formula never calculated, a number shown as quite another."""

from __future__ import annotations

from dataclasses import dataclass

from xlsummary.spelling import folded


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that shows an error such as `#N/A`; without a code, a formula that was never calculated.

    With `shown` the code is a number that its format shows as that, and which of the two is meant is not clear.
    """

    code: str = ""
    shown: str = ""

    def __str__(self) -> str:
        return self.code


UNCALCULATED = Fault()

_CODES = frozenset(
    {
        *("#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!"),
        *("#CONNECT!", "#UNKNOWN!", "#BUSY!", "#GETTING_DATA", "#PYTHON!", "#EXTERNAL!"),
    }
)


def fault_in(value: object) -> Fault | None:
    """The fault that a cell is, or that its text spells out, as CSV files and other programs' workbooks do."""
    if isinstance(value, Fault):
        return value
    if isinstance(value, str) and value[:1] in ("#", "＃") and folded(value) in _CODES:
        return Fault(folded(value))
    return None
