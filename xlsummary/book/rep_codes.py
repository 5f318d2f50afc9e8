"""The codes of the rows of 人员: one spelling for each, and none missing from a row of the same person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from xlsummary.book.names import name_and_code
from xlsummary.model import Rep
from xlsummary.spelling import folded, name_key

_CODE = re.compile(r"[A-Za-z]{0,4}-?\d+")


def parted(name: str, code: str) -> tuple[str, str]:
    """Name and code of a row whose name may carry the code, `张三(A012)`; other brackets, `张三（小）`, are of the name."""
    own, carried = name_and_code(name)
    if carried and (name_key(carried) == name_key(code) if code else _CODE.fullmatch(folded(carried))):
        return own, code or carried
    return name, code


def with_codes(reps: Sequence[Rep]) -> tuple[Rep, ...]:
    """The rows with each code in its first spelling, and with their person's code where only another row has it.

    A row without a code is the same person where only one of that name has one, and their dates do not overlap.
    """
    coded: dict[str, dict[str, str]] = {}
    for rep in reps:
        if rep.code:
            coded.setdefault(name_key(rep.name), {}).setdefault(name_key(rep.code), rep.code)
    return tuple(replace(rep, code=_code_of(rep, coded.get(name_key(rep.name), {}), reps)) for rep in reps)


def _code_of(rep: Rep, codes: dict[str, str], reps: Sequence[Rep]) -> str:
    if rep.code:
        return codes[name_key(rep.code)]
    if len(codes) != 1:
        return ""
    others = [other for other in reps if other.code and name_key(other.name) == name_key(rep.name)]
    return "" if any(overlap(rep, other) for other in others) else next(iter(codes.values()))


def overlap(rep: Rep, other: Rep) -> bool:
    """True when two rows have a day in common."""
    return (rep.joined or date.min) <= (other.left or date.max) and (other.joined or date.min) <= (rep.left or date.max)
