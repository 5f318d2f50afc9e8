"""What a manager's account says besides results and plans: duties, causes, supply, complaints, products, as records."""

from __future__ import annotations

from dataclasses import dataclass

from xlsummary.summary.figure import Figure
from xlsummary.summary.outlook_records import Outlook
from xlsummary.summary.records import Closing, Head, ProblemRow, Results
from xlsummary.summary.remark import Remark, Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change against last year: `subject` (`销售额`), `direction` (`下降`), and by how much; None where nothing changed."""

    subject: str
    direction: str
    amount: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    duty: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRow:
    label: str
    amount: Shown
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectTable:
    """How last year's sales became this year's; the rows between add up. `note` says what it rests on."""

    unit: str
    rows: tuple[EffectRow, ...]
    note: str
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseLine:
    """A cause of its kind, with the days it lasted, what these were to bring and brought, and what it is said to have cost."""

    kind: str
    text: str
    days: str
    quota: Figure | None
    actual: Figure | None
    impact: Figure | None
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """The task less what the causes cost, beside the raw one, never instead of it."""

    impact: Figure
    task: Figure
    attainment: Figure
    raw_task: Figure
    raw_attainment: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What changed, and why."""

    changes: tuple[Change, ...]
    effects: EffectTable | None
    causes: tuple[CauseLine, ...]
    adjusted: Adjusted | None
    new_sales: Figure | None
    old_sales: Figure | None
    largest: str
    largest_share: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyView:
    due: Figure
    in_time: Figure
    rate: Figure | None
    late: Figure | None
    late_open: Figure | None
    mean_days: Figure | None
    longest: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRow:
    client: str
    what: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintsView:
    received: Figure
    closed: Figure
    open: Figure | None
    mean_days: Figure | None
    longest_open: Figure | None
    open_rows: tuple[OpenRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRow:
    label: str
    amount: Shown
    share: Shown
    quantity: Shown
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductTable:
    """Sales by product; `has_quantity` where the book counts each product in a unit."""

    unit: str
    has_quantity: bool
    rows: tuple[ProductRow, ...]
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """Product knowledge: what was trained or tested, done of what was due."""

    type: str
    recorded: Figure
    due: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesSections:
    """Kind `duties` (岗位述职); a section None, or without rows, has nothing to say."""

    head: Head
    results: Results | None
    duties: tuple[DutyRow, ...]
    why: Why | None
    supply: SupplyView | None
    complaints: ComplaintsView | None
    products: ProductTable | None
    learning: tuple[Learning, ...]
    problems: tuple[ProblemRow, ...]
    shortcomings: tuple[Remark, ...]
    outlook: Outlook | None
    closing: Closing | None
