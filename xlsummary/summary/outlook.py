"""The next period's work: people, actions and targets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from xlsummary.catalogue import HEAVY_MONTH, UNASSIGNED_QUOTA
from xlsummary.compare.actuals import span
from xlsummary.compare.attainment import line_order
from xlsummary.model import Category, Measure, Period, PlanItem, PlanStatus, SalesBook, Section, Source, Text, YesNo
from xlsummary.periods import day_name, month_count, name_of, shifted
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import Plan
from xlsummary.problems import Problem
from xlsummary.summary import pen as pens
from xlsummary.summary.figure import Figure
from xlsummary.summary.pen import NONE, Pen
from xlsummary.summary.people import headcount
from xlsummary.summary.quota_tables import day_quota, first_quarter, month_quotas, people_quotas, week_quotas
from xlsummary.summary.records import Outlook, PlanRow, PlanWarning, TargetLine
from xlsummary.summary.subject import Subject
from xlsummary.wording import LABELS

_WARNINGS = (HEAVY_MONTH, UNASSIGNED_QUOTA)
"""Warnings of the plan that the summary repeats beside the targets."""
_UNITS = {Measure.NEW_CLIENTS: Text("家", ""), Measure.VISITS: Text("次", "")}


def outlook(subject: Subject, pen: Pen, told: Collection[Measure]) -> Outlook | None:
    """The section; None when nothing is planned. A period that is over and has no follower is not planned again.

    `told` are the measures whose targets stand in the results already, so that the same period's are not said twice.
    """
    book, horizon = subject.book, subject.horizon
    is_next = horizon.plan.start > horizon.report.start
    ahead = is_next or horizon.as_of < horizon.plan.last
    lines = _lines(subject.plans, horizon) if ahead else []
    sales = next((plan for plan in lines if plan.line.measure is Measure.SALES), None)
    is_new = is_next or Measure.SALES not in told
    directions = pen.notes(book, Section.DIRECTION, Section.ACTIONS)
    people = headcount(book, horizon, pen) if ahead else None
    actions = tuple(_action(planned, pen) for planned in standing_plans(book))
    target = _target(sales, None, pen) if sales and is_new else None
    further = [plan for plan in lines if plan is not sales and (is_next or plan.line.measure not in told)]
    others = tuple(_target(plan, sales if is_new else None, pen) for plan in further)
    weeks = week_quotas(sales, horizon, pen) if sales else None
    work, goals = bool(directions or actions), bool(target or others or weeks)
    if not (work or goals or people):
        return None
    return Outlook(
        is_divided=work and goals,
        is_rest=ahead and not is_next and bool(told),
        period=name_of(following(horizon), pen.lang, pen.year_start),
        directions=directions,
        headcount=people,
        breakthroughs=tuple(planned.title for planned in standing_plans(book) if planned.breakthrough is YesNo.YES),
        actions=actions,
        target=target,
        other_targets=others,
        first_quarter=first_quarter(sales, pen) if sales and is_new else None,
        months=month_quotas(sales, book, pen, is_first=Measure.SALES not in told) if sales and is_new else None,
        people=people_quotas(sales, book, pen) if sales else None,
        weeks=weeks,
        day_quota=day_quota(sales, horizon, pen) if sales else None,
        warnings=plan_warnings(subject.problems, pen) if sales else (),
    )


def following(horizon: Horizon) -> Period:
    """The period that is planned: the plan period, or the one after a report period that is over and has no follower."""
    is_over = horizon.plan == horizon.report and horizon.as_of >= horizon.report.last
    return shifted(horizon.report, month_count(horizon.report)) if is_over else horizon.plan


def plan_warnings(problems: Iterable[Problem], pen: Pen) -> tuple[PlanWarning, ...]:
    """The plan's warnings, each message once, with the numbers it names as figures."""
    found = {problem.message(pen.lang): problem for problem in problems if problem.rule in _WARNINGS}
    return tuple(PlanWarning(text=text, source=tuple(_numbers(problem, pen))) for text, problem in found.items())


def _numbers(problem: Problem, pen: Pen) -> Iterator[Figure]:
    title = problem.rule.title[pen.lang]
    for key, word in problem.words.items():
        text = word[pen.lang] if isinstance(word, Text) else word
        digits = text.replace(",", "")
        if digits.replace(".", "", 1).isdigit():
            cells = (str(problem.cell),) if problem.cell else ()
            yield Figure(name=f"{title}.{key}", value=Decimal(digits), text=text, formula=title, cells=cells)


def _lines(plans: Sequence[Plan], horizon: Horizon) -> list[Plan]:
    """The plan period's lines, headline first within a measure; a line in parts gives its first part only once."""
    meeting = [plan for plan in plans if plan.period.meets(horizon.plan)]
    return sorted(meeting, key=lambda plan: (line_order(plan.line), plan.period.start))


def _target(plan: Plan, headline: Plan | None, pen: Pen) -> TargetLine:
    """A target in words; who set it is not said again where it is as the headline's."""
    line = plan.line
    measure = LABELS[line.measure]
    period = name_of(plan.period, pen.lang, pen.year_start)
    tail = f".{LABELS[line.source][pen.lang]}.{LABELS[line.tier][pen.lang]}"
    source = pens.Source(
        name=Text(f"{period}{measure.zh}目标{tail}", f"{period} {measure.en} target{tail}"),
        formula=Text("目标表所填", "as typed on the sheet of targets"),
        cells=span([target.origin.cell("amount") for target in plan.targets]),
    )
    origin = Text("部门自定", "our own") if line.source is Source.OWN else Text("公司下达", "assigned")
    tier = LABELS[line.tier]
    is_alike = headline is not None and (line.source, line.tier) == (headline.line.source, headline.line.tier)
    return TargetLine(
        measure=measure[pen.lang],
        basis="" if is_alike else pen.say(Text(f"{origin.zh}，{tier.zh}", f"{origin.en}, {tier.en.lower()}")),
        amount=pen.amount(source, plan.quota(0), is_money=line.measure.is_money),
        unit=pen.say(_UNITS.get(line.measure, Text("", ""))),
    )


def standing_plans(book: SalesBook) -> list[PlanItem]:
    """Plan items that still stand, by category in the order 团队 制度 习惯 渠道 目标 and the rest, blank last."""
    order = {category: place for place, category in enumerate(Category)}
    kept = [planned for planned in book.plans if planned.status not in (PlanStatus.DONE, PlanStatus.DROPPED)]
    return sorted(kept, key=lambda planned: order.get(planned.category, len(order)) if planned.category else len(order))


def _action(planned: PlanItem, pen: Pen) -> PlanRow:
    return PlanRow(
        category=pen.label(planned.category or Category.OTHER),
        title=planned.title,
        action=planned.action or NONE,
        owner=planned.owner or NONE,
        by=day_name(planned.due, pen.lang) if planned.due else NONE,
    )
