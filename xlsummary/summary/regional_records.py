"""What a regional manager's summary says of clients, markets and old disputes, as records."""

from __future__ import annotations

from dataclasses import dataclass

from xlsummary.summary.account_records import SupplyView, Why
from xlsummary.summary.figure import Figure
from xlsummary.summary.outlook_records import Outlook
from xlsummary.summary.records import Closing, Head, ProblemRow, Results
from xlsummary.summary.remark import Remark, Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClientsView:
    """New clients beside their target; `small` of them are small, where the book tells sizes."""

    count: Figure
    origin: str
    target: Figure | None
    attainment: Figure | None
    gap: Figure | None
    excess: Figure | None
    small: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelView:
    intent: Figure
    visited: Figure
    won: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class DealerRow:
    label: str
    scores: tuple[Shown, ...]
    mean: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class DealerTable:
    """Scores of 1 to 5 by aspect, best mean first; `headings` name the aspects."""

    headings: tuple[str, ...]
    rows: tuple[DealerRow, ...]
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """A market: from when to when it was worked, and how much of what was checked had the goods; `points` the change."""

    label: str
    status: str
    days: str
    stocked: Shown
    points: Shown
    issue: str
    lesson: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    has_stocked: bool
    rows: tuple[TimelineRow, ...]
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    label: str
    values: tuple[Shown, ...]
    growth: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTable:
    """The same days of three years, the latest last, and the change against the year before; `headings` name the years."""

    headings: tuple[str, ...]
    rows: tuple[YearRow, ...]
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    label: str
    amount: Shown
    share: Shown
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTable:
    """What makes up a whole: sales or cash by channel, or by type of client; `measure` is what is summed, `split` how."""

    measure: str
    split: str
    unit: str
    rows: tuple[PartRow, ...]
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRow:
    label: str
    amount: Shown
    settlement: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputesView:
    """Old disputes one by one; `open_names` are those not settled, `open_amount` what they come to."""

    all: Figure
    settled: Figure
    open: Figure | None
    open_names: str
    open_amount: Figure | None
    rows: tuple[DisputeRow, ...]
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionalSections:
    """Kind `regional` (区域总结); a section None, or without rows, has nothing to say. `unproven` names the assigned targets
    that the book leaves blank, so that what is said against them is still to be verified."""

    head: Head
    results: Results | None
    unproven: str
    new_clients: NewClientsView | None
    funnel: FunnelView | None
    why: Why | None
    timeline: Timeline | None
    dealers: DealerTable | None
    supply: SupplyView | None
    parts_of: tuple[PartTable, ...]
    years: YearTable | None
    growth: tuple[Remark, ...]
    shortcomings: tuple[Remark, ...]
    mistakes: tuple[ProblemRow, ...]
    lapses: tuple[Remark, ...]
    disputes: DisputesView | None
    model: tuple[Remark, ...]
    problems: tuple[ProblemRow, ...]
    outlook: Outlook | None
    closing: Closing | None
