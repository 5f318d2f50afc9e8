"""What is said beside targets and actuals, each subject from its own module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsummary.compare.account_flows import has_flows
from xlsummary.compare.client_grades import ClientGrades, client_grades
from xlsummary.compare.client_progress import FunnelStage, NewClients, funnel, new_client_standing
from xlsummary.compare.complaints import Complaints, Refusals, complaints, refusals
from xlsummary.compare.dealers import Dealers, dealers
from xlsummary.compare.disputes import Disputes, disputes
from xlsummary.compare.market_rates import Markets, market_rates
from xlsummary.compare.performance import Comparison
from xlsummary.compare.receivables import Receivables, receivables
from xlsummary.compare.supply import Supply, supply
from xlsummary.compare.visits_due import VisitsDue, visits_due
from xlsummary.compare.why import Why, why
from xlsummary.model import Period, SalesBook
from xlsummary.periods import ONE_DAY
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One book's, of the report period up to the as-of day; None for what it says nothing of."""

    receivables: Receivables | None
    why: Why | None
    visits_due: VisitsDue | None
    refusals: Refusals | None
    grades: ClientGrades | None
    new_clients: NewClients | None
    funnel: tuple[FunnelStage, ...]
    dealers: Dealers | None
    markets: Markets | None
    supply: Supply | None
    complaints: Complaints | None
    disputes: Disputes | None


def analysis(book: SalesBook, plans: Sequence[Plan], comparison: Comparison, horizon: Horizon) -> Analysis:
    """Each subject that the book records."""
    gone = Period(horizon.report.start, min(horizon.report.end, horizon.as_of + ONE_DAY))
    has_begun = gone.start < gone.end
    return Analysis(
        receivables=receivables(book, horizon) if has_flows(book) else None,
        why=why(book, plans, comparison, horizon),
        visits_due=visits_due(book, horizon) if book.clients else None,
        refusals=refusals(book, horizon),
        grades=client_grades(book),
        new_clients=new_client_standing(book, comparison, gone) if has_begun else None,
        funnel=funnel(book, horizon),
        dealers=dealers(book),
        markets=market_rates(book, comparison),
        supply=supply(book, gone) if has_begun else None,
        complaints=complaints(book, horizon),
        disputes=disputes(book),
    )
