"""What a book contradicts itself in: one small function a rule, each looks and never touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from xlsummary import catalogue
from xlsummary.model import Activity, ActualKind, Cell, Client, Expense, Level, Origin, Rep, SalesBook, Target, Text
from xlsummary.problems import Problem, Rule, in_order
from xlsummary.spelling import name_key
from xlsummary.wording import LABELS

BookRule = Callable[[SalesBook], Iterable[Problem]]


def check_book(book: SalesBook) -> tuple[Problem, ...]:
    """All that the rules find, in sheet, row and column order."""
    return in_order((problem for rule in BOOK_RULES for problem in rule(book)), book)


def repeated_reps(book: SalesBook) -> Iterator[Problem]:
    """Two rows of one person whose dates overlap; following dates are a transfer."""
    seen: dict[str, list[Rep]] = {}
    for rep in book.reps:
        alike = [*seen.get(f"code {rep.code}", ()), *seen.get(f"name {name_key(rep.name)}", ())]
        earlier = next((other for other in alike if _same_person(rep, other) and _overlap(rep, other)), None)
        if earlier and earlier.origin and rep.origin:
            field = "code" if rep.code and rep.code == earlier.code else "name"
            words = {"other": str(earlier.origin.cell(field).ref)}
            yield Problem(catalogue.REPEATED_REP, rep.origin.cell(field), rep.code if field == "code" else rep.name, words)
        seen.setdefault(f"name {name_key(rep.name)}", []).append(rep)
        if rep.code:
            seen.setdefault(f"code {rep.code}", []).append(rep)


def left_before_joined(book: SalesBook) -> Iterator[Problem]:
    for rep in book.reps:
        if rep.origin and rep.joined and rep.left and rep.left < rep.joined:
            words = {"joined": rep.joined.isoformat()}
            yield Problem(catalogue.LEFT_BEFORE_JOINED, rep.origin.cell("left"), rep.left.isoformat(), words)


def repeated_days(book: SalesBook) -> Iterator[Problem]:
    seen: dict[date, Origin] = {}
    for each in book.calendar:
        first = seen.setdefault(each.day, each.origin)
        if first is not each.origin:
            words = {"other": str(first.cell("day").ref)}
            yield Problem(catalogue.REPEATED_DAY, each.origin.cell("day"), each.day.isoformat(), words)


def unknown_reps(book: SalesBook) -> Iterator[Problem]:
    """Targets for people who are not in 人员; without 人员 the targets themselves say who there is."""
    known = _rep_names(book)
    for target in book.targets if book.reps else ():
        if target.level is Level.REP and name_key(target.name) not in known:
            yield _of_name(target, catalogue.UNKNOWN_REP)


def ambiguous_reps(book: SalesBook) -> Iterator[Problem]:
    """Targets for a name that two people share, without a code to tell them apart."""
    codes: dict[str, set[str]] = {}
    for rep in book.reps:
        codes.setdefault(name_key(rep.name), set()).add(rep.code)
    for target in book.targets:
        if target.level is Level.REP and len(codes.get(name_key(target.name), ())) > 1:
            yield _of_name(target, catalogue.AMBIGUOUS_REP)


def unlisted_reps(book: SalesBook) -> Iterator[Problem]:
    """Names outside 目标 that are not in 人员, each told once, at its first cell."""
    if not book.reps:
        return
    known = _rep_names(book)
    counts: Counter[str] = Counter()
    first: dict[str, Cell] = {}
    named: tuple[Client | Activity | Expense, ...] = (*book.clients, *book.activities, *book.expenses)
    for name, origin in ((each.rep, each.origin) for each in named):
        if name and name_key(name) not in known:
            counts[name] += 1
            first.setdefault(name, origin.cell("rep"))
    sold = book.actuals.texts.get("rep", ())
    for name, rows in sorted(Counter(sold).items()):
        if name and name_key(name) not in known:
            counts[name] += rows
            first[name] = book.actuals.cell("rep", sold.index(name))
    for name, cell in first.items():
        yield Problem(catalogue.UNLISTED_REP, cell, name, {"count": str(counts[name])})


def after_leaving(book: SalesBook) -> Iterator[Problem]:
    """Actuals after the last day of everyone of that name, each name told once, at its first cell."""
    left: dict[str, date | None] = {}
    for rep in book.reps:
        before = left.get(rep.name, date.min)
        left[rep.name] = None if before is None or rep.left is None else max(before, rep.left)
    later: dict[str, list[int]] = {}
    for entry in book.actuals.entries():
        name = book.actuals.text("rep", entry)
        gone = left.get(name)
        if gone is not None and book.actuals.starts[entry] > gone.toordinal():
            later.setdefault(name, []).append(entry)
    for name, entries in later.items():
        words = {"left": str(left[name]), "count": str(len(entries))}
        yield Problem(catalogue.AFTER_LEAVING, book.actuals.cell("day", entries[0]), name, words)


def missing_targets(book: SalesBook) -> Iterator[Problem]:
    for target in book.targets:
        if target.amount is None:
            yield Problem(catalogue.TARGET_MISSING, target.origin.cell("amount"))


def negative_targets(book: SalesBook) -> Iterator[Problem]:
    for target in book.targets:
        if target.amount is not None and target.amount.value < 0:
            yield Problem(catalogue.NEGATIVE_TARGET, target.origin.cell("amount"), f"{target.amount.value:f}")


def signs_against_kinds(book: SalesBook) -> Iterator[Problem]:
    """Returns and allowances that add to sales."""
    for entry, kind in enumerate(book.actuals.kinds):
        if kind not in (ActualKind.RETURN, ActualKind.ALLOWANCE):
            continue
        fen = book.actuals.fen("sales", entry)
        if fen is not None and fen > 0:
            words: dict[str, str | Text] = {"kind": LABELS[kind]}
            value = f"{fen // 100}.{fen % 100:02d}"
            yield Problem(catalogue.SIGN_AGAINST_KIND, book.actuals.cell("sales", entry), value, words)


BOOK_RULES: tuple[BookRule, ...] = (
    repeated_reps,
    left_before_joined,
    repeated_days,
    unknown_reps,
    ambiguous_reps,
    unlisted_reps,
    after_leaving,
    missing_targets,
    negative_targets,
    signs_against_kinds,
)
"""Every rule about a whole book, in the order of the sheets."""


def _same_person(rep: Rep, other: Rep) -> bool:
    """One code, or one name where at most one of the two has a code."""
    if rep.code and other.code:
        return rep.code == other.code
    return name_key(rep.name) == name_key(other.name)


def _overlap(rep: Rep, other: Rep) -> bool:
    return (rep.joined or date.min) <= (other.left or date.max) and (other.joined or date.min) <= (rep.left or date.max)


def _rep_names(book: SalesBook) -> frozenset[str]:
    """The keys of every way to name a rep of 人员."""
    coded = (f"{rep.name}({rep.code})" for rep in book.reps if rep.code)
    return frozenset(name_key(name) for name in (*(rep.name for rep in book.reps), *coded))


def _of_name(target: Target, rule: Rule) -> Problem:
    return Problem(rule, target.origin.cell("name"), target.name)
