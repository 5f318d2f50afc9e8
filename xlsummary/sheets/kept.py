"""What the last run recorded of a book: its frozen plan, and whether the plan has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from xlsummary.catalogue_frozen import PLAN_CHANGED
from xlsummary.model import Lang, Line, SalesBook, Text
from xlsummary.periods import name_of
from xlsummary.plan.frozen import Frozen, frozen_plan
from xlsummary.plan.quota import FixedPoint, Plan
from xlsummary.plan.units import plain
from xlsummary.problems import Problem
from xlsummary.sheets.block import block_key
from xlsummary.sheets.history import Amounts, amounts_of
from xlsummary.sheets.record import NodeKey, Record
from xlsummary.sheets.timerows import TOTAL_KEY
from xlsummary.sheets.words import line_label

_TOTAL = Text("合计由 {old} 变为 {new}", "the total was {old} and is {new}")
_MONTHS = Text(
    "合计未变，公司、团队和个人的各月数共变了 {count} 个",
    "the total is the same, and {count} monthly quotas of company, teams and reps are others",
)


def frozen_now(book: SalesBook, earlier: Frozen | None, plans: Sequence[Plan], as_of: date, *, wanted: bool) -> Frozen | None:
    """The frozen plan after a run: what was, or the plans as they stand where that is `wanted` or the setting 定稿日 is due.

    The setting is met by the first run whose as-of day is on or after it.
    """
    due = book.settings.frozen_on
    is_due = due is not None and due <= as_of and (earlier is None or earlier.on < due)
    if not (wanted or is_due) or not plans:
        return earlier
    return Frozen(on=as_of, plans=tuple(map(frozen_plan, plans)))


def plan_changes(
    book: SalesBook, record: Record | None, plans: Iterable[Plan], points: Sequence[FixedPoint]
) -> Iterator[Problem]:
    """A note for each plan that is not as the last run wrote it, where nothing is frozen and nobody changed it on the sheet."""
    if record is None:
        return
    for plan in plans:
        key = block_key(plan, book.settings.year_start)
        written = {**record.sums.get(key, {}), **record.blocks.get(key, {})}
        if not written or _fixed(plan.line, points) != _known(plan.line, record):
            continue
        changes = _changes(plan, written)
        if changes is not None:
            period = Text(*(name_of(plan.period, lang, book.settings.year_start) for lang in Lang))
            line = Text(*(line_label(plan.line, lang) for lang in Lang))
            yield Problem(PLAN_CHANGED, None, words={"line": line, "period": period, "changes": changes})


def _fixed(line: Line, points: Iterable[FixedPoint]) -> Amounts:
    return amounts_of(point for point in points if point.line == line)


def _known(line: Line, record: Record) -> Amounts:
    """What the last run knew to be fixed."""
    return {point: amount for point, amount in record.history.fixed.items() if point[0] == line}


def _changes(plan: Plan, written: Mapping[NodeKey, Decimal]) -> Text | None:
    """The total as it was and is, or how many monthly quotas are others; None where all are the same."""
    old, new = written.get((TOTAL_KEY, "company")), plan.quota(0)
    if old is not None and old != new:
        return Text(*(_TOTAL[lang].format(old=plain(old), new=plain(new)) for lang in Lang))
    months = {f"{month.start:%Y-%m}": month for month in plan.months}
    now = {(row, node.key): plan.quota(place, month) for place, node in enumerate(plan.nodes) for row, month in months.items()}
    before = {key: amount for key, amount in written.items() if key[0] in months}
    count = sum(now.get(key, Decimal(0)) != amount for key, amount in before.items())
    return Text(*(_MONTHS[lang].format(count=count) for lang in Lang)) if count else None
