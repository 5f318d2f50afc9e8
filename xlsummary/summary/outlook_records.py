"""What a summary says of the next period: people, actions, targets and their tables, as records a template prints."""

from __future__ import annotations

from dataclasses import dataclass

from xlsummary.summary.figure import Figure, Passage
from xlsummary.summary.remark import Remark, Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamCount:
    name: str
    count: Figure
    channels: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    when: str
    count: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    now: Figure
    planned: Figure
    grows: bool
    team_count: Figure | None
    teams: tuple[TeamCount, ...]
    joinings: tuple[Joining, ...]
    undated: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A planned action; `action` is a dash where the table of problems has it."""

    category: str
    title: str
    action: str
    owner: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """One target with its own period; `basis` says who set it and how sure it is, '' where the one before said so.

    `target_name` is what to call it (`期望销售额目标`). Of a target that reaches beyond the plan period `amount` is the plan
    period's quota, `whole` the target itself, of `whole_name` (`全年`).
    """

    period: str
    measure: str
    target_name: str
    basis: str
    amount: Figure
    unit: str
    whole: Figure | None = None
    whole_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A target first set otherwise: what it was and what it is now."""

    was: TargetLine
    now_is: TargetLine


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaRow:
    label: str
    working_days: Shown
    amount: Shown
    share: Shown
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaTable:
    """A company quota by month or week; `period` is what it spreads, `note` stands under it."""

    period: str
    unit: str
    rows: tuple[QuotaRow, ...]
    note: str
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRow:
    label: str
    whole: Shown
    parts: tuple[Shown, ...]
    is_total: bool = False
    is_team: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTable:
    """Quotas by team and rep; `headings` name each row's `parts`, `whole_name` its `whole`.

    `shown` are at most 50 rows and the total, those left out summed up in rows called 其他.
    """

    period: str
    unit: str
    whole_name: str
    headings: tuple[str, ...]
    rows: tuple[PeopleRow, ...]
    shown: tuple[PeopleRow, ...]
    has_teams: bool
    note: str
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstQuarter:
    """开门红: the first quarter's quota and its share of the year; `named_months` where the year starts in another month."""

    period: str
    named_months: str
    amount: Figure
    share: Figure
    estimate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayQuota:
    month: str
    working_days: Figure
    days_estimate: str
    amount: Figure
    estimate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWarning:
    """A warning of the plan in one sentence, which holds its numbers."""

    text: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """四、下期工作计划; `is_divided` when it holds both work and targets, `is_rest` for the rest of a period that runs;
    `period_named` is the period at its first mention.

    `targets` are the headline's, one a plan of its own period, with a gap between them where `has_gap`; `other_targets` those
    of the other measures, `further_targets` other tiers and sources, `revisions` what was first set otherwise.
    Each of the plans has its tables.
    """

    is_divided: bool
    is_rest: bool
    period: str
    period_named: str
    directions: tuple[Remark, ...]
    headcount: Headcount | None
    breakthroughs: tuple[str, ...]
    actions: tuple[PlanRow, ...]
    has_measures: bool
    targets: tuple[TargetLine, ...]
    has_gap: bool
    revisions: tuple[Revision, ...]
    other_targets: tuple[TargetLine, ...]
    further_targets: tuple[TargetLine, ...]
    first_quarter: FirstQuarter | None
    months: tuple[QuotaTable, ...]
    people: tuple[PeopleTable, ...]
    weeks: QuotaTable | None
    day_quota: DayQuota | None
    warnings: tuple[PlanWarning, ...]
