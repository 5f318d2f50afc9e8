"""The next period's work: people, actions and targets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from xlsummary.compare.attainment import line_order
from xlsummary.model import (
    Amount,
    Category,
    Line,
    Measure,
    Period,
    PlanItem,
    PlanStatus,
    SalesBook,
    Section,
    Source,
    Text,
    Version,
    YesNo,
)
from xlsummary.periods import day_name, is_whole_months, month_count, name_of, shifted
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import Plan
from xlsummary.summary import pen as pens
from xlsummary.summary.bounds import plan_bound
from xlsummary.summary.cells import target_cells
from xlsummary.summary.figure import Figure
from xlsummary.summary.lines import covered, has_versions, is_plain, plans_of, tier_words
from xlsummary.summary.notices import plan_warnings
from xlsummary.summary.outlook_records import Outlook, PlanRow, Revision, TargetLine
from xlsummary.summary.pen import NONE, Pen
from xlsummary.summary.people import headcount
from xlsummary.summary.plan_part import part_of
from xlsummary.summary.quota_tables import day_quota, first_quarter, month_quotas, people_quotas, week_quotas
from xlsummary.summary.subject import Subject
from xlsummary.wording import LABELS

_UNITS = {
    Measure.COLLECTIONS: Text("", " in cash"),
    Measure.PROFIT: Text("", " of profit"),
    Measure.QUANTITY: Text("", " units"),
    Measure.NEW_CLIENTS: Text("家", " new clients"),
    Measure.VISITS: Text("次", " visits"),
}

_TYPED = Text("目标表所填", "as typed on the sheet of targets")
_TYPED_SUM = Text("目标表所填各行之和", "sum of the rows of the sheet of targets")
_SPREAD = Text("目标分到每天，计划期内各日之和", "the target spread to days, summed over the plan period")
_THE_YEAR = Text("全年", "the year")


def outlook(subject: Subject, pen: Pen, told: Collection[Measure]) -> Outlook | None:
    """The section; None when nothing is planned. A period that is over and has no follower is not planned again.

    `told` are the measures whose targets stand in the results already, so that the same period's are not said twice.
    """
    book, horizon = subject.book, subject.horizon
    is_next = horizon.plan.start > horizon.report.start
    ahead = is_next or horizon.as_of < horizon.plan.last
    targets = _Targets(subject, pen, () if is_next else told) if ahead else None
    sales = tuple(part_of(plan, book, horizon.plan) for plan in targets.headline(Measure.SALES)) if targets else ()
    is_new = is_next or Measure.SALES not in told
    directions = pen.notes(book, Section.DIRECTION, Section.ACTIONS)
    people = headcount(book, horizon, pen) if ahead else None
    actions = _actions(book, pen)
    goals = bool(sales) or bool(targets and (targets.others or targets.further))
    if not (directions or actions or goals or people):
        return None
    now, planned = _current(sales, horizon), following(horizon)
    months = _some(month_quotas(plan, book, pen, is_first=_is_first(plan, sales, told)) for plan in sales) if is_new else ()
    opens, leads = Measure.SALES not in told and not months, is_new and not months
    return Outlook(
        is_divided=bool(directions or actions) and goals,
        is_rest=ahead and not is_next and bool(told),
        period=name_of(planned, pen.lang, pen.year_start),
        period_named=pen.explained(planned) if planned != horizon.report else name_of(planned, pen.lang, pen.year_start),
        directions=directions,
        headcount=people,
        breakthroughs=tuple(
            planned.title or planned.action for planned in standing_plans(book) if planned.breakthrough is YesNo.YES
        ),
        actions=actions,
        has_measures=any(row.action != NONE for row in actions),
        targets=targets.leading if targets else (),
        has_gap=bool(sales) and covered(sales, horizon.plan) != (horizon.plan,),
        revisions=targets.revisions if targets else (),
        other_targets=targets.others if targets else (),
        further_targets=targets.further if targets else (),
        first_quarter=first_quarter(now, subject, pen) if now and is_new else None,
        months=months,
        people=_some(people_quotas(plan, book, pen) for plan in sales),
        weeks=week_quotas(now, subject, pen, is_first=opens, leads=leads) if now else None,
        day_quota=day_quota(now, subject, pen) if now else None,
        warnings=plan_warnings(subject.problems, pen) if sales else (),
    )


_Table = TypeVar("_Table")


def _some(tables: Iterable[_Table | None]) -> tuple[_Table, ...]:
    return tuple(table for table in tables if table is not None)


def _is_first(plan: Plan, sales: Sequence[Plan], told: Collection[Measure]) -> bool:
    """True for the document's first table of money."""
    tables = [each for each in sales if len(each.months) > 1]
    return Measure.SALES not in told and bool(tables) and plan is tables[0]


def _current(plans: Sequence[Plan], horizon: Horizon) -> Plan | None:
    """The plan whose weeks and days are told: the first that is not over."""
    return next((plan for plan in plans if horizon.as_of < plan.period.last), None)


class _Targets:
    """The plan period's targets in words, line by line; those of the measures `told` stand elsewhere."""

    def __init__(self, subject: Subject, pen: Pen, told: Collection[Measure]) -> None:
        self._subject = subject
        self._pen = pen
        self._told = told
        meeting = [plan for plan in subject.plans if plan.period.meets(subject.horizon.plan)]
        self._lines = sorted({plan.line for plan in meeting}, key=line_order)

    def headline(self, measure: Measure) -> tuple[Plan, ...]:
        """The plans of the measure's leading line, in the order of time."""
        return self._plans(self._leader(measure))

    @property
    def leading(self) -> tuple[TargetLine, ...]:
        """The sales headline, one a plan of its own period."""
        return self._told_lines(self._leader(Measure.SALES))

    @property
    def others(self) -> tuple[TargetLine, ...]:
        """The headline of every other measure."""
        measures = [measure for measure in Measure if measure is not Measure.SALES]
        return tuple(each for measure in measures for each in self._told_lines(self._leader(measure)))

    @property
    def further(self) -> tuple[TargetLine, ...]:
        """Other tiers and sources; where there are two versions only the revised one."""
        lines = [line for line in self._lines if line != self._leader(line.measure) and not self._is_revised(line)]
        return tuple(each for line in lines for each in self._told_lines(line, is_named=True))

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """What the targets were before, each beside what it is now; a part only beside the same part."""
        pairs = []
        for line in filter(self._is_revised, self._lines):
            now = Line(measure=line.measure, tier=line.tier, source=line.source, version=Version.REVISED)
            after = self._told_lines(now, is_whole=True)
            for was in self._told_lines(line, is_whole=True):
                pairs += [Revision(was=was, now_is=each) for each in after if each.period == was.period]
        return tuple(pairs)

    def _is_revised(self, line: Line) -> bool:
        """True for a first version that a revised one of the same periods replaces."""
        if line.version is not Version.FIRST or not has_versions(line, self._lines):
            return False
        now = Line(measure=line.measure, tier=line.tier, source=line.source, version=Version.REVISED)
        return {plan.period for plan in self._plans(line)} <= {plan.period for plan in self._plans(now)}

    def _leader(self, measure: Measure) -> Line | None:
        return next((line for line in self._lines if line.measure is measure), None)

    def _plans(self, line: Line | None) -> tuple[Plan, ...]:
        return plans_of(self._subject.plans, line, self._subject.horizon.plan) if line else ()

    def _told_lines(self, line: Line | None, *, is_named: bool = False, is_whole: bool = False) -> tuple[TargetLine, ...]:
        if line is None or line.measure in self._told:
            return ()
        return tuple(self._target(plan, is_named=is_named, is_whole=is_whole) for plan in self._plans(line))

    def _target(self, plan: Plan, *, is_named: bool, is_whole: bool) -> TargetLine:
        """A target in words, cut to the plan period unless `is_whole`.

        Its tier is not said again where its name has it, nor who set it where the headline says so.
        """
        line, pen = plan.line, self._pen
        part = plan if is_whole else part_of(plan, self._subject.book, self._subject.horizon.plan)
        leader = self._leader(Measure.SALES)
        is_alike = leader is not None and line != leader and (leader.source, leader.tier) == (line.source, line.tier)
        basis = Text("", "") if is_alike else self._basis(line, says_tier=not is_named or is_plain(line.tier))
        return TargetLine(
            period=pen.days(part.period),
            measure=LABELS[line.measure][pen.lang],
            target_name=pen.say(tier_words(line)),
            basis=pen.say(basis),
            amount=self._amount(plan, part),
            unit=pen.say(_UNITS.get(line.measure, Text("", ""))),
            whole=None if part is plan else self._amount(plan, plan),
            whole_name="" if part is plan else self._whole_name(plan),
        )

    def _amount(self, plan: Plan, part: Plan) -> Figure:
        line, pen = plan.line, self._pen
        measure, period = LABELS[line.measure], name_of(part.period, pen.lang, pen.year_start)
        tail = ".".join(LABELS[word][pen.lang] for word in (line.source, line.tier, line.version))
        formula = _TYPED if len(plan.targets) == 1 else _TYPED_SUM
        source = pens.Source(
            name=Text(f"{period}{measure.zh}目标.{tail}", f"{period} {measure.en} target.{tail}"),
            formula=formula if part is plan else _SPREAD,
            cells=target_cells(self._subject.book, part.targets, line),
        )
        return pen.amount(source, Amount(part.quota(0), plan_bound(part)), is_money=line.measure.is_money)

    def _whole_name(self, plan: Plan) -> str:
        is_year = is_whole_months(plan.period) and month_count(plan.period) == 12
        return self._pen.say(_THE_YEAR) if is_year else name_of(plan.period, self._pen.lang, self._pen.year_start)

    def _basis(self, line: Line, *, says_tier: bool) -> Text:
        """`公司下达，有把握，调整后`."""
        words = [Text("部门自定", "our own") if line.source is Source.OWN else Text("公司下达", "assigned")]
        if says_tier:
            tier = LABELS[line.tier]
            words.append(Text(tier.zh, tier.en.lower()))
        if has_versions(line, self._lines):
            words.append(Text("调整后", "revised") if line.version is Version.REVISED else Text("年初", "as first set"))
        return Text("，".join(word.zh for word in words), ", ".join(word.en for word in words))


def following(horizon: Horizon) -> Period:
    """The period that is planned: the plan period, or the one after a report period that is over and has no follower."""
    is_over = horizon.plan == horizon.report and horizon.as_of >= horizon.report.last
    return shifted(horizon.report, month_count(horizon.report)) if is_over else horizon.plan


def standing_plans(book: SalesBook) -> list[PlanItem]:
    """Plan items that still stand, by category in the order 团队 制度 习惯 渠道 目标 and the rest, blank last."""
    order = {category: place for place, category in enumerate(Category)}
    kept = [planned for planned in book.plans if planned.status not in (PlanStatus.DONE, PlanStatus.DROPPED)]
    return sorted(kept, key=lambda planned: order.get(planned.category, len(order)) if planned.category else len(order))


def problems_planned(book: SalesBook) -> dict[str, PlanItem]:
    """The plan item that answers each problem named on 计划, the first of several."""
    by_problem: dict[str, PlanItem] = {}
    for planned in standing_plans(book):
        if planned.problem:
            by_problem.setdefault(planned.problem, planned)
    return by_problem


def _actions(book: SalesBook, pen: Pen) -> tuple[PlanRow, ...]:
    """Every item; a measure that the table of problems tells is not told again."""
    noted = {note.text for note in book.notes if note.action}
    told = [planned for text, planned in problems_planned(book).items() if text not in noted]
    return tuple(_action(planned, NONE if planned in told else planned.action or NONE, pen) for planned in standing_plans(book))


def _action(planned: PlanItem, action: str, pen: Pen) -> PlanRow:
    return PlanRow(
        category=pen.label(planned.category or Category.OTHER),
        title=planned.title or NONE,
        action=action,
        owner=planned.owner or NONE,
        by=day_name(planned.due, pen.lang) if planned.due else NONE,
    )
