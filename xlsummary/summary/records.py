"""What a summary says, as records a template prints: every number a Figure, every text a reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from xlsummary.summary.chart import Chart
from xlsummary.summary.figure import Figure
from xlsummary.summary.outlook_records import Outlook
from xlsummary.summary.remark import Remark, Shown


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
class CatchingUp:
    """What is still to come while the period runs; None and '' where there is nothing to say.

    `hard_months` need over 1.3 times their plan, `hard_teams` have such a month; `record_months` need more than `best`, the
    best month so far, and are named of a period that is behind.
    """

    required: Figure | None
    projection: Figure | None
    estimate: str
    hard_months: str
    hard_teams: str
    record_months: str
    best: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cash:
    standing: Standing
    rate: Figure | None
    basis: str
    over_full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CashMonths:
    """Months that are over, with and without cash; `since` is the first one counted when the rows begin inside the period,
    and `began` when that is where business began: nobody joined and nobody bought before.

    `all_sold` when every month without cash had sales; `sold_dry` names those of some.
    """

    since: str
    began: bool
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
    """Results by month or name; `shown` are at most 50 rows, the rest summed up in one called 其他, and the total."""

    unit: str
    has_target: bool
    has_cash: bool
    rows: tuple[ResultRow, ...]
    shown: tuple[ResultRow, ...]
    note: str
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """一、本期工作回顾."""

    period: str
    until: str
    opening: tuple[Remark, ...]
    sales: Standing | None
    catching_up: CatchingUp | None
    other_targets: tuple[Standing, ...]
    cash: Cash | None
    cash_months: CashMonths | None
    clients: ClientCounts | None
    months: ResultTable | None
    month_chart: Chart | None
    cash_chart: Chart | None
    people: ResultTable | None
    ranking: Chart | None
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
