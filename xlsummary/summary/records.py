"""What a summary says, as records a template prints: every number a Figure, every text a reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from xlsummary.summary.figure import Figure

Shown = Figure | str
"""A table cell: a figure or words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """The user's own text, unchanged; `detail` holds its action, owner, date and evidence in brackets, '' without any."""

    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The title block; None where the book does not say."""

    headline: str
    company: str | None
    byline: str
    is_plan: bool
    period: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A measure's actual against one target; without a target all but `actual` are None.

    `origin` says which target; `target_period` names what it covers where that is a part of the period, and then there is no
    attainment. `due`, `pace`, `time`, `ahead` and `behind` only while the period runs, `estimate` where they rest on
    estimated working days.
    """

    actual: Figure
    origin: str = ""
    target: Figure | None = None
    target_period: str = ""
    attainment: Figure | None = None
    gap: Figure | None = None
    excess: Figure | None = None
    due: Figure | None = None
    pace: Figure | None = None
    time: Figure | None = None
    ahead: Figure | None = None
    behind: Figure | None = None
    estimate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cash:
    standing: Standing
    rate: Figure | None
    basis: str
    over_full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CashMonths:
    """Months that are over, with and without cash; `since` is the first one counted when the rows begin inside the period.

    `all_sold` when every month without cash had sales; `sold_dry` names those of some.
    """

    since: str
    first: str
    until: str
    counted: Figure
    all_sold: bool
    dry: Figure | None
    dry_names: str
    sold_dry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCounts:
    new: Figure | None
    new_names: str
    old: Figure | None
    intent: Figure | None
    visited: Figure | None
    won: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """A month's or a name's actuals beside its target."""

    label: str
    target: Shown
    sales: Shown
    attainment: Shown
    cash: Shown
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultTable:
    unit: str
    has_target: bool
    has_cash: bool
    rows: tuple[ResultRow, ...]
    note: str
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """一、本期工作回顾."""

    period: str
    until: str
    opening: tuple[Remark, ...]
    sales: Standing | None
    other_targets: tuple[Standing, ...]
    cash: Cash | None
    cash_months: CashMonths | None
    clients: ClientCounts | None
    months: ResultTable | None
    people: ResultTable | None
    achievements: tuple[Remark, ...]
    causes: tuple[Remark, ...]
    learnt: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    period: str
    recorded: Figure
    estimated: Figure | None
    total: Figure
    reps: Figure | None
    working_days: Figure | None
    person_days: Figure | None
    per_day: Figure | None
    recorded_per_day: Figure | None
    estimate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of contacts: `followed` of `count` were taken up again; None when the book does not say."""

    name: str
    count: Figure
    followed: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow:
    type: str
    period: str
    recorded: Shown
    estimated: Shown
    due: Shown
    rate: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityTable:
    has_estimate: bool
    has_due: bool
    rows: tuple[ActivityRow, ...]
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    problem: str
    action: str
    owner: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """二、部门工作; `is_divided` when more than one of building, activity and problems is there."""

    is_divided: bool
    building: tuple[Remark, ...]
    shortcomings: tuple[Remark, ...]
    visits: Visits | None
    outcomes: tuple[Outcome, ...]
    activities: ActivityTable | None
    problems: tuple[ProblemRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketRow:
    name: str
    status: str
    competitors: str
    strengths: str
    issue: str
    market_share: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketView:
    """三、市场分析."""

    remarks: tuple[Remark, ...]
    has_share: bool
    rows: tuple[MarketRow, ...]
    source: tuple[Figure, ...]


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

    `target_name` is what to call it (`期望销售额目标`).
    """

    period: str
    measure: str
    target_name: str
    basis: str
    amount: Figure
    unit: str


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
    """Quotas by team and rep; `headings` name each row's `parts`, `whole_name` its `whole`."""

    period: str
    unit: str
    whole_name: str
    headings: tuple[str, ...]
    rows: tuple[PeopleRow, ...]
    has_teams: bool
    note: str
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstQuarter:
    """开门红: the first quarter's quota and its share of the year."""

    period: str
    amount: Figure
    share: Figure
    estimate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayQuota:
    month: str
    working_days: Figure
    amount: Figure
    estimate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWarning:
    """A warning of the plan in one sentence, and the numbers in it."""

    text: str
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """四、下期工作计划; `is_divided` when it holds both work and targets, `is_rest` for the rest of a period that runs.

    `targets` are the headline's, one a plan of its own period, with a gap between them where `has_gap`; `other_targets` those
    of the other measures, `further_targets` other tiers and sources, `revisions` what was first set otherwise.
    Each of the plans has its tables.
    """

    is_divided: bool
    is_rest: bool
    period: str
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    proposals: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    thanks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSections:
    """Kind `team`; a section None has nothing to say."""

    head: Head
    results: Results | None
    department: Department | None
    markets: MarketView | None
    outlook: Outlook | None
    closing: Closing | None
