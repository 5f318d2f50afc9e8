"""What a graft has done to a user's package, looked at by other eyes than the graft's own.

`faults` reads both packages byte by byte and element by element and says everything that is lost, altered, left behind or
does not fit together. It uses nothing of `xlsummary`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from tests.excel import checker_ours, checker_users
from tests.excel.change import Change
from tests.excel.packages import CONTENT_TYPES, Entry, relations_part


def faults(before: bytes, after: bytes, ours: Collection[str], older: Collection[str] = ()) -> list[str]:
    """Everything that is wrong with `after`; `ours` are the names of our sheets in it, `older` of those in `before`."""
    change = Change.of(before, after, ours, older)
    missing = [f"no sheet {name}" for name in sorted(change.newer - {sheet.name for sheet in change.after.sheets})]
    checks = (_entries, *checker_users.CHECKS, *checker_ours.CHECKS)
    return missing or [fault for check in checks for fault in check(change)]


def _changed_parts(change: Change) -> set[str]:
    """The only parts of the user's that may differ."""
    book = change.before
    parts = {CONTENT_TYPES, book.workbook, relations_part(book.workbook), book.part_of("styles") or ""}
    return parts | ({book.part_of("calcChain") or ""} if change.older else set())


def _entries(change: Change) -> Iterator[str]:
    before, after = change.before, change.after
    kept = [entry for entry in before.entries if entry.key not in change.dropped and entry.key in after.by_key]
    changed = _changed_parts(change)
    gone = set(before.by_key) - set(after.by_key) - change.dropped
    if change.older:
        gone -= {before.part_of("calcChain") or ""}
    yield from (f"{name} is gone" for name in sorted(gone))
    order = [entry.name for entry in after.entries if entry.key in {each.key for each in kept}]
    if order != [entry.name for entry in kept]:
        yield "the order or the names of the entries differ"
    first_new = next((place for place, entry in enumerate(after.entries) if entry.key in change.ours), len(after.entries))
    if any(entry.key not in change.ours for entry in after.entries[first_new:]):
        yield "our entries are not at the end"
    for entry in kept:
        twin = after.by_key[entry.key]
        if entry.key not in changed and _looks(entry) != _looks(twin):
            yield f"{entry.name} differs"
    yield from (f"{name} is new and not ours" for name in sorted(set(after.by_key) - set(before.by_key) - change.ours))
    yield from (f"{name} stands twice" for name, count in Counter(each.key for each in after.entries).items() if count > 1)
    yield from (f"{entry.name}: local header: {what}" for entry in after.entries for what in entry.stated)
    if before.comment != after.comment:
        yield "the comment of the package differs"


def _looks(entry: Entry) -> tuple[object, ...]:
    fields = ("name", "method", "crc", "size", "date", "attributes", "comment", "packed")
    return tuple(getattr(entry, field) for field in fields)
