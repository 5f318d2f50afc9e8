"""For every rule of the catalogue, a book that breaks it and one that just does not.

A module `tests/**/trials_*.py` registers them with `trial(...)`; `tests/check/test_every_rule.py` loads every such module,
runs both books through the pipeline's check and fails for a rule without them. Most books are the sound book below with
some sheets of their own; a special file is written by a function from a folder to its path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.book.written import Rows, written
from xlsummary.catalogue import SETTING_UNUSED, SHEET_UNUSED
from xlsummary.pipeline import Options
from xlsummary.problems import Rule

TODAY = date(2026, 3, 31)

SOUND: Mapping[str, Rows] = {
    "目标": [["期间", "目标值"], [2026, 1200]],
    "实绩": [["日期", "人员", "销售额"], ["2026-03-31", "张三", 100]],
    "人员": [["姓名", "团队"], ["张三", "一组"], ["李四", "一组"]],
}
"""A book without any problem, not even a note."""

Writer = Callable[[Path], Path]
"""Writes a book into a folder and gives its path."""

Sheets = Mapping[str, Rows | None]
"""Sheets that stand in the sound book instead of its own, or beside them; None takes one away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A rule's two books. `at` is where the breaking book's problem stands, as Excel's Go To takes it, '' for nowhere.

    `beside` names rules that cannot but be met in one of the two books as well.
    """

    rule: Rule
    at: str
    breaks: Writer
    holds: Writer
    beside: frozenset[str]
    options: Options = field(default_factory=lambda: Options(today=TODAY))


_UNUSED = (SETTING_UNUSED, SHEET_UNUSED)
"""Met by every book that fills what this version does not use yet."""

TRIALS: dict[str, Trial] = {}
"""By rule id; a rule of several kinds of cells has further trials under `rule-id 2`, `rule-id 3`, ..."""


_OF_THEIR_OWN = "test_in_place.test_what_the_user_has_on_sheets_of_their_own_stays_and_is_not_told"
_BY_FORCE = "test_in_place.test_force_tells_nothing_where_nothing_stands_in_the_way"
_LOCKED = "test_in_place.test_a_lock_file_is_a_warning_where_the_file_is_replaced"
_LINKED = "test_in_place.test_other_names_of_the_book_are_told_since_they_keep_the_old_content"
_ANEW = "sheets.test_remarks.test_a_note_beside_the_plan_and_a_remark_on_the_weekly_page_are_told_at_their_cells"

WRITING_TESTS: Mapping[str, tuple[str, str]] = {
    "open-elsewhere": (_LOCKED, _LOCKED),
    "other-names": (_LINKED, _LINKED),
    "replaced-other": ("test_in_place.test_a_workbook_of_another_origin_is_replaced_only_by_force_kept_and_told", _BY_FORCE),
    "changed-since": ("test_places.test_what_was_filled_in_in_a_copy_is_told_and_kept", _BY_FORCE),
    "written-by-force": ("test_in_place.test_a_guarded_book_is_written_only_by_force_and_what_it_costs_is_told", _BY_FORCE),
    "title-taken": (
        "test_in_place.test_a_sheet_of_the_users_that_has_our_name_is_left_alone_and_told",
        "test_in_place.test_a_sheet_of_the_users_that_is_only_called_like_ours_takes_no_name",
    ),
    "typed-on-sheet": (_ANEW, _OF_THEIR_OWN),
    "not-on-new-sheet": (
        "excel.test_user_objects.test_the_command_tells_what_is_gone_and_refuses_what_would_break",
        _OF_THEIR_OWN,
    ),
}
"""For the rules told by what writes files, which no book alone can break: a test that meets it and one that just does not."""


def trial(
    rule: Rule,
    at: str,
    *,
    breaks: Sheets | Writer,
    holds: Sheets | Writer,
    beside: Iterable[Rule] = (),
    options: Options | None = None,
) -> None:
    """Registers two books of a rule; sheets are put into the sound book."""
    number = sum(each.rule is rule for each in TRIALS.values()) + 1
    name = rule.id if number == 1 else f"{rule.id} {number}"
    TRIALS[name] = Trial(
        rule=rule,
        at=at,
        breaks=_writer(breaks),
        holds=_writer(holds),
        beside=frozenset(each.id for each in (*beside, *_UNUSED) if each is not rule),
        options=options or Options(today=TODAY),
    )


def _writer(book: Sheets | Writer) -> Writer:
    if callable(book):
        return book
    sheets = {title: rows for title, rows in {**SOUND, **book}.items() if rows is not None}
    return lambda folder: written(folder, sheets)
