"""实绩: rows alike, amounts against their kind, collection dates without cash, days after leaving."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate

from xlsummary.book import schema
from xlsummary.catalogue_checking import (
    AFTER_LEAVING,
    AMOUNT_AGAINST_KIND,
    BEFORE_JOINING,
    BETWEEN_STAYS,
    CASH_DATE_WITHOUT_CASH,
    ROWS_ALIKE,
    SIGN_AGAINST_KIND,
)
from xlsummary.model import ActualKind, Actuals, Rep, SalesBook, Text
from xlsummary.problems import Problem
from xlsummary.wording import LABELS

_REDUCING = (ActualKind.RETURN, ActualKind.ALLOWANCE)
_NEVER_SOLD = (ActualKind.COLLECTION, ActualKind.ACCEPTANCE, ActualKind.SET_OFF, ActualKind.BAD_DEBT)
_SOLD = ("sales", "profit", "quantity")


def signs_against_kinds(book: SalesBook) -> Iterator[Problem]:
    """Returns and allowances that add to sales, to profit or to the quantity, told once a row."""
    actuals = book.actuals
    for entry in _of_kinds(actuals, _REDUCING):
        fields = [field for field in _SOLD if (_total(actuals, field, entry) or 0) > 0]
        kind = actuals.kinds[entry]
        if fields and kind:
            words: dict[str, str | Text] = {"kind": LABELS[kind]}
            yield Problem(SIGN_AGAINST_KIND, actuals.cell(fields[0], entry), _text(actuals, fields[0], entry), words)


def amounts_against_kinds(book: SalesBook) -> Iterator[Problem]:
    """Collections, acceptances, set-offs and bad debts in a column of sales, where they would count as sold."""
    actuals = book.actuals
    for entry in _of_kinds(actuals, _NEVER_SOLD):
        field = next((name for name in _SOLD if _total(actuals, name, entry)), None)
        kind = actuals.kinds[entry]
        if field and kind:
            words: dict[str, str | Text] = {"kind": LABELS[kind], "heading": schema.ACTUALS.column(field).heading}
            yield Problem(AMOUNT_AGAINST_KIND, actuals.cell(field, entry), _text(actuals, field, entry), words)


def rows_alike(book: SalesBook) -> Iterator[Problem]:
    """Rows alike in number, date, client, product and amounts; without a number the rep, market and channel count too."""
    actuals = book.actuals
    first: dict[tuple[object, ...], int] = {}
    for entry in _suspects(actuals):
        document = actuals.text("document", entry)
        names = ("client", "product") if document else ("client", "product", "rep", "market", "channel", "note")
        key = (
            document,
            *(actuals.text(name, entry) for name in names),
            *(column[entry] for column in (actuals.starts, actuals.ends, actuals.paid_starts, actuals.kinds)),
            *(_total(actuals, field, entry) for field in (*_SOLD, "collected")),
        )
        earlier = first.setdefault(key, entry)
        if earlier != entry:
            words: dict[str, str | Text] = {
                "other": str(actuals.rows[earlier]),
                "alike": _ALIKE if document else _ALIKE_WITHOUT_NUMBER,
            }
            yield Problem(ROWS_ALIKE, actuals.cell("day", entry), document, words)


_ALIKE = Text("单号、日期、客户、产品和金额", "number, date, client, product and amounts")
_ALIKE_WITHOUT_NUMBER = Text("日期、人员、客户、产品和金额", "date, rep, client, product and amounts")
"""Of rows that have no number."""


def _suspects(actuals: Actuals) -> Sequence[int]:
    """The first entries of rows that could be alike: those whose number, sales, cash and first day all occur again."""
    entries: Sequence[int] = range(len(actuals))
    columns = (actuals.texts.get("document"), actuals.money.get("sales"), actuals.money.get("collected"), actuals.starts)
    for column in columns:
        if not column:
            continue
        values = column if len(entries) == len(column) else [column[entry] for entry in entries]
        if len({*values}) == len(values):
            return ()
        counts = Counter(values)
        if len(counts) > 1:
            entries = [entry for entry, value in zip(entries, values, strict=True) if counts[value] > 1]
    return [entry for entry in entries if actuals.leads(entry)]


def cash_dates_without_cash(book: SalesBook) -> Iterator[Problem]:
    """A collection date that is not the row's own, in a row without cash."""
    actuals = book.actuals
    if actuals.table is None or "collected_on" not in actuals.table.letters or "collected" not in actuals.money:
        return
    if actuals.starts == actuals.paid_starts:
        return
    cash = actuals.money["collected"]
    for entry, (start, paid) in enumerate(zip(actuals.starts, actuals.paid_starts, strict=True)):
        if start != paid and cash[entry] is None and actuals.leads(entry):
            value = date.fromordinal(paid).isoformat()
            yield Problem(CASH_DATE_WITHOUT_CASH, actuals.cell("collected_on", entry), value)


def after_leaving(book: SalesBook) -> Iterator[Problem]:
    """Actuals after the last day of everyone of that name, each name told once, at its first cell."""
    left: dict[str, date | None] = {}
    for rep in book.reps:
        for name in (rep.name, f"{rep.name}({rep.code})"):
            before = left.get(name, date.min)
            left[name] = None if before is None or rep.left is None else max(before, rep.left)
    gone = {name: day for name, day in left.items() if day is not None}
    later: dict[str, list[int]] = {}
    names = book.actuals.texts.get("rep", ())
    for entry, name in enumerate(names) if gone.keys() & {*names} else ():
        if name in gone and book.actuals.starts[entry] > gone[name].toordinal():
            later.setdefault(name, []).append(entry)
    for name, entries in later.items():
        words = {"left": str(gone[name]), "count": str(len(entries))}
        yield Problem(AFTER_LEAVING, book.actuals.cell("day", entries[0]), name, words)


def before_joining(book: SalesBook) -> Iterator[Problem]:
    """Actuals that end before the first day of everyone of that name, each name told once, at its first cell."""
    joined: dict[str, date | None] = {}
    for rep in book.reps:
        for name in (rep.name, f"{rep.name}({rep.code})"):
            first = joined.get(name, date.max)
            joined[name] = None if first is None or rep.joined is None else min(first, rep.joined)
    known = {name: day for name, day in joined.items() if day is not None}
    earlier: dict[str, list[int]] = {}
    names = book.actuals.texts.get("rep", ())
    for entry, name in enumerate(names) if known.keys() & {*names} else ():
        if name in known and book.actuals.ends[entry] <= known[name].toordinal():
            earlier.setdefault(name, []).append(entry)
    for name, entries in earlier.items():
        words = {"joined": str(known[name]), "count": str(len(entries))}
        yield Problem(BEFORE_JOINING, book.actuals.cell("day", entries[0]), name, words)


def between_stays(book: SalesBook) -> Iterator[Problem]:
    """Actuals between two rows of one person in 人员, each gap told once, at its first cell."""
    stays: dict[str, list[Rep]] = {}
    for rep in book.reps:
        for name in {rep.name, f"{rep.name}({rep.code})"}:
            stays.setdefault(name, []).append(rep)
    gaps = {name: found for name, reps in stays.items() if len(reps) > 1 and (found := _gaps(reps))}
    later: dict[tuple[str, date, date], list[int]] = {}
    names = book.actuals.texts.get("rep", ())
    for entry, name in enumerate(names) if gaps.keys() & {*names} else ():
        for left, joined in gaps.get(name, ()):
            if left.toordinal() < book.actuals.starts[entry] and book.actuals.ends[entry] <= joined.toordinal():
                later.setdefault((name, left, joined), []).append(entry)
    for (name, left, joined), entries in later.items():
        words: dict[str, str | Text] = {"left": str(left), "joined": str(joined), "count": str(len(entries))}
        yield Problem(BETWEEN_STAYS, book.actuals.cell("day", entries[0]), name, words)


def _gaps(reps: Sequence[Rep]) -> Sequence[tuple[date, date]]:
    """The last day before each time away and the first after it."""
    known = sorted(reps, key=lambda rep: rep.joined or date.min)
    ends = accumulate((rep.left or date.max for rep in known), max)
    found = [(left, after.joined) for left, after in zip(ends, known[1:], strict=False) if after.joined and left < after.joined]
    return [(left, joined) for left, joined in found if (joined - left).days > 1]


def _of_kinds(actuals: Actuals, kinds: tuple[ActualKind, ...]) -> Iterator[int]:
    """The first entry of each row of one of the kinds."""
    for entry, kind in enumerate(actuals.kinds) if any(kind in actuals.kinds for kind in kinds) else ():
        if kind in kinds and actuals.leads(entry):
            yield entry


def _total(actuals: Actuals, field: str, entry: int) -> int | None:
    """The row's amount in fen, or thousandths: the parts of a shared deal together."""
    column = actuals.quantity if field == "quantity" else actuals.money.get(field, ())
    if not column or column[entry] is None:
        return None
    return sum(column[part] or 0 for part in actuals.parts(entry))


def _text(actuals: Actuals, field: str, entry: int) -> str:
    total = _total(actuals, field, entry) or 0
    sign, size = "-" if total < 0 else "", abs(total)
    if field != "quantity":
        return f"{sign}{size // 100}.{size % 100:02d}"
    return f"{sign}{size // 1000}" + (f".{size % 1000:03d}" if size % 1000 else "")
