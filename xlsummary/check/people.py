"""人员: one person in two rows, transfers, and the names that mean somebody there."""

from __future__ import annotations

from collections.abc import Iterator

from xlsummary.book.rep_codes import overlap
from xlsummary.catalogue_checking import LEFT_BEFORE_JOINED, REPEATED_REP, SHARED_CODE, TRANSFER_ASSUMED
from xlsummary.model import Rep, SalesBook
from xlsummary.problems import Problem
from xlsummary.spelling import name_key


def repeated_reps(book: SalesBook) -> Iterator[Problem]:
    """Two rows of one person whose dates overlap; following dates are a transfer."""
    seen: dict[str, list[Rep]] = {}
    for rep in book.reps:
        alike = [*seen.get(f"code {rep.code}", ()), *seen.get(f"name {name_key(rep.name)}", ())]
        earlier = next((other for other in alike if _same_person(rep, other) and overlap(rep, other)), None)
        if earlier and earlier.origin and rep.origin:
            field = "code" if rep.code and rep.code == earlier.code else "name"
            words = {"other": str(earlier.origin.cell(field).ref)}
            yield Problem(REPEATED_REP, rep.origin.cell(field), rep.code if field == "code" else rep.name, words)
        seen.setdefault(f"name {name_key(rep.name)}", []).append(rep)
        if rep.code:
            seen.setdefault(f"code {rep.code}", []).append(rep)


def transfers_assumed(book: SalesBook) -> Iterator[Problem]:
    """Rows of one name without codes and with following dates, which may be of two people."""
    earlier: dict[str, Rep] = {}
    for rep in book.reps:
        other = None if rep.code else earlier.setdefault(name_key(rep.name), rep)
        if other and other is not rep and other.origin and rep.origin and not overlap(rep, other):
            yield Problem(TRANSFER_ASSUMED, rep.origin.cell("name"), rep.name, {"other": str(other.origin.cell("name").ref)})


def shared_codes(book: SalesBook) -> Iterator[Problem]:
    """A code that passes from one name to another, as if one person had moved."""
    first: dict[str, Rep] = {}
    for rep in book.reps:
        earlier = first.setdefault(rep.code, rep)
        if not rep.code or rep.origin is None or earlier.origin is None or overlap(rep, earlier):
            continue
        if name_key(rep.name) != name_key(earlier.name):
            yield Problem(SHARED_CODE, rep.origin.cell("code"), rep.code, {"other": str(earlier.origin.cell("name").ref)})


def left_before_joined(book: SalesBook) -> Iterator[Problem]:
    for rep in book.reps:
        if rep.origin and rep.joined and rep.left and rep.left < rep.joined:
            words = {"joined": rep.joined.isoformat()}
            yield Problem(LEFT_BEFORE_JOINED, rep.origin.cell("left"), rep.left.isoformat(), words)


def rep_names(book: SalesBook) -> frozenset[str]:
    """The keys of every way to name a rep of 人员: the name, or name and code."""
    coded = (f"{rep.name}({rep.code})" for rep in book.reps if rep.code)
    return frozenset(name_key(name) for name in (*(rep.name for rep in book.reps), *coded))


def namesakes(book: SalesBook) -> frozenset[str]:
    """The keys of names that two people of different codes share."""
    codes: dict[str, set[str]] = {}
    for rep in book.reps:
        codes.setdefault(name_key(rep.name), set()).update({rep.code} - {""})
    return frozenset(name for name, known in codes.items() if len(known) > 1)


def _same_person(rep: Rep, other: Rep) -> bool:
    """One code, or one name where at most one of the two has a code."""
    if rep.code and other.code:
        return rep.code == other.code
    return name_key(rep.name) == name_key(other.name)
