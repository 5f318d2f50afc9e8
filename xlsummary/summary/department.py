"""The department's own work: building it, visits and other activity, problems with remedies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from xlsummary.achieved import heading
from xlsummary.compare.activity import VISIT_TYPES, ActivityTotal, VisitRate, activity_totals, visit_rate
from xlsummary.model import Amount, Note, Period, PlanItem, SalesBook, Section, Text
from xlsummary.periods import ONE_DAY, day_name
from xlsummary.plan.horizon import Horizon
from xlsummary.summary.bounds import quotient
from xlsummary.summary.calendars import basis_of, estimate_mark, working_days_source
from xlsummary.summary.cells import days_filter, reps_column
from xlsummary.summary.figure import Figure
from xlsummary.summary.outlook import problems_planned
from xlsummary.summary.pen import NONE, Pen, Source
from xlsummary.summary.records import ActivityRow, ActivityTable, Department, Outcome, ProblemRow, Visits
from xlsummary.summary.remark import Shown

_RECORDED = Text("有记录的次数之和", "sum of the recorded counts")
_ESTIMATED = Text("未记录估计之和", "sum of the estimates of what was not recorded")
_BY_OUTCOME = Text("该结果的次数之和", "sum of the counts with this result")
_FOLLOWED = Text("该结果中跟进次数大于0的次数之和", "of these, the counts with follow-ups above 0")
_PROBLEM_SECTIONS = (Section.PROBLEMS, Section.MISTAKES, Section.SHORTFALLS)


def department(book: SalesBook, horizon: Horizon, pen: Pen) -> Department | None:
    """The section; None when the book has neither activity nor problems nor a note for it."""
    totals = activity_totals(book, horizon)
    rate = visit_rate(book, horizon)
    building = pen.notes(book, Section.DEPARTMENT, Section.DUTIES, Section.CASES)
    shortcomings = pen.remarks(note for note in _faults(book) if not is_problem(note))
    rows = problems(book, pen)
    if not (building or totals or shortcomings or rows):
        return None
    return Department(
        is_divided=sum(map(bool, (building, totals, shortcomings or rows))) > 1,
        building=building,
        shortcomings=shortcomings,
        visits=_visits(book, rate, horizon, pen) if rate else None,
        outcomes=_outcomes(book, totals, pen),
        activities=_activities(totals, pen),
        problems=rows,
    )


def _visits(book: SalesBook, rate: VisitRate, horizon: Horizon, pen: Pen) -> Visits:
    """Visits with their own period and their denominator."""
    visits = rate.visits
    gone = Period(visits.period.start, min(visits.period.end, horizon.as_of + ONE_DAY))
    both = (*visits.cells, *visits.unrecorded_cells)
    there = reps_column(book, "joined", *days_filter(book, joined_by=gone.last, left_from=gone.start))
    days = working_days_source(book, Text("拜访.工作日", "Visits.working days"), gone, _period_text(gone, pen))
    person_days = (*there, *days.cells)
    divisor = f"{rate.person_days}人日", f"{rate.person_days} person-days"
    is_full = rate.person_days == rate.reps * rate.working_days

    def source(zh: str, en: str, formula: Text, cells: tuple[str, ...]) -> Source:
        return Source(name=Text(f"拜访.{zh}", f"Visits.{en}"), formula=formula, cells=cells)

    def a_day(amount: Amount) -> Amount:
        return quotient(amount, Amount(Decimal(rate.person_days))) or Amount(Decimal(0))

    each = Text(f"（有记录＋未记录估计）÷{divisor[0]}", f"(recorded + estimated) / {divisor[1]}")
    recorded = Text(f"有记录÷{divisor[0]}", f"recorded / {divisor[1]}")
    by_days = Text(
        f"{rate.reps}人×{rate.working_days}个工作日，按各人在岗日计",
        f"{rate.reps} reps x {rate.working_days} working days, as each was there",
    )
    was_there = Text("活动期间有工作日在岗的销售人员", "reps there on a working day of the activity's period")
    return Visits(
        period=pen.days(visits.period),
        recorded=pen.count(source("有记录", "recorded", _RECORDED, visits.cells), visits.count),
        estimated=pen.count(source("未记录估计", "estimated", _ESTIMATED, visits.unrecorded_cells), visits.unrecorded)
        if visits.unrecorded
        else None,
        total=pen.count(source("合计", "total", Text("有记录＋未记录估计", "recorded + estimated"), both), visits.total),
        reps=pen.count(source("人数", "reps", was_there, there), rate.reps),
        working_days=pen.count(days, rate.working_days) if is_full else None,
        person_days=None if is_full else pen.count(source("人日", "person-days", by_days, person_days), rate.person_days),
        per_day=pen.per_day(
            source("人均每天", "a rep and day", each if visits.unrecorded else recorded, (*both, *person_days)),
            a_day(visits.total),
        ),
        recorded_per_day=pen.per_day(
            source("人均每天（有记录）", "a rep and day (recorded)", recorded, (*visits.cells, *person_days)),
            a_day(visits.count),
        )
        if visits.unrecorded
        else None,
        estimate=estimate_mark(basis_of(book, gone), pen),
    )


def _period_text(period: Period, pen: Pen) -> Text:
    return Text(pen.days(period), pen.days(period))


def _outcomes(book: SalesBook, totals: tuple[ActivityTotal, ...], pen: Pen) -> tuple[Outcome, ...]:
    """What came of the first type of activity that says so, most usual first; nothing said of follow-ups never filled in."""
    total = next((each for each in totals if each.outcomes), None)
    if total is None:
        return ()
    asked = {row.outcome for row in book.activities if row.type == total.type and row.outcome and row.follow_ups is not None}
    followed = {name: Amount(Decimal(0)) for name in asked if name} | dict(total.followed_up)
    return tuple(
        _outcome(book, total, name, amount, followed.get(name) if name in asked else None, pen)
        for name, amount in total.outcomes
    )


def _outcome(book: SalesBook, total: ActivityTotal, name: str, amount: Amount, again: Amount | None, pen: Pen) -> Outcome:
    chosen = f"{heading(book, 'activities', 'outcome')}={name}"
    followed = f"{heading(book, 'activities', 'follow_ups')}>0"

    def source(formula: Text, tail: Text, *filters: str) -> Source:
        words = f"{total.type}.{name}"
        cells = tuple(", ".join((cell, *filters)) for cell in total.cells)
        return Source(name=Text(f"{words}{tail.zh}", f"{words}{tail.en}"), formula=formula, cells=cells)

    return Outcome(
        name=name,
        count=pen.count(source(_BY_OUTCOME, Text("", ""), chosen), amount),
        followed=None
        if again is None
        else pen.count(source(_FOLLOWED, Text(".再次跟进", ".followed up"), chosen, followed), again),
    )


def _activities(totals: tuple[ActivityTotal, ...], pen: Pen) -> ActivityTable | None:
    if not totals:
        return None
    figures = [_activity_row(total, pen) for total in totals]
    return ActivityTable(
        has_estimate=any(total.unrecorded for total in totals),
        has_due=any(total.due_count for total in totals),
        rows=tuple(figures),
        source=tuple(figure for total, row in zip(totals, figures, strict=True) for figure in _sources(total, row, pen)),
    )


def _sources(total: ActivityTotal, row: ActivityRow, pen: Pen) -> Iterator[Figure]:
    """A row's figures for the appendix; recorded and estimated visits stand in the text."""
    if total.type not in VISIT_TYPES:
        yield pen.count(_recorded(total), total.count)
        yield from (each for each in (row.estimated,) if isinstance(each, Figure))
    yield from (each for each in (row.due, row.rate) if isinstance(each, Figure))


def _recorded(total: ActivityTotal) -> Source:
    return Source(name=Text(f"活动.{total.type}", f"Activity.{total.type}"), formula=_RECORDED, cells=total.cells)


def _activity_row(total: ActivityTotal, pen: Pen) -> ActivityRow:
    def shown(zh: str, en: str, formula: Text, amount: Amount | None, cells: tuple[str, ...]) -> Shown:
        if amount is None:
            return NONE
        return pen.count(Source(name=Text(f"{total.type}.{zh}", f"{total.type}.{en}"), formula=formula, cells=cells), amount)

    due = Text("应完成之和", "sum of the due counts")
    rate = Source(
        name=Text(f"{total.type}.完成率", f"{total.type}.rate"),
        formula=Text("有记录÷应完成", "recorded / due"),
        cells=(*total.cells, *total.due_cells),
    )
    return ActivityRow(
        type=total.type,
        period=pen.days(total.period),
        recorded=shown("有记录", "recorded", _RECORDED, total.count, total.cells),
        estimated=shown("未记录估计", "estimated", _ESTIMATED, total.unrecorded, total.unrecorded_cells),
        due=shown("应完成", "due", due, total.due_count, total.due_cells),
        rate=pen.percent(rate, quotient(total.count, total.due_count) if total.due_count else None) or NONE,
    )


def problems(book: SalesBook, pen: Pen) -> tuple[ProblemRow, ...]:
    """Problems of 素材 and of 计划, each with measure, owner and date; one named on both sheets stands once."""
    by_problem = problems_planned(book)
    noted = list(filter(is_problem, _faults(book)))
    told = {note.text for note in noted}
    planned = [
        ProblemRow(problem=text, action=_measure(each), owner=each.owner or NONE, by=_day(each.due, pen))
        for text, each in by_problem.items()
        if text not in told
    ]
    return (*problem_rows(noted, pen, by_problem), *planned)


def problem_rows(notes: Iterable[Note], pen: Pen, planned: Mapping[str, PlanItem] | None = None) -> tuple[ProblemRow, ...]:
    """Notes with their remedies, what they leave blank from the action that is planned for the same problem."""
    rows = []
    for note in notes:
        plan = (planned or {}).get(note.text)
        rows.append(
            ProblemRow(
                problem=note.text,
                action=note.action or (_measure(plan) if plan else NONE),
                owner=note.owner or (plan.owner if plan else "") or NONE,
                by=_day(note.due or (plan.due if plan else None), pen),
            )
        )
    return tuple(rows)


def _measure(planned: PlanItem) -> str:
    return planned.action or planned.title


def _faults(book: SalesBook) -> list[Note]:
    return [note for section in _PROBLEM_SECTIONS for note in book.notes if note.section is section]


def is_problem(note: Note) -> bool:
    """True for a row of the table of problems: a shortfall or mistake told without a remedy is a remark, not a row."""
    return note.section is Section.PROBLEMS or bool(note.action or note.owner or note.due)


def _day(day: date | None, pen: Pen) -> str:
    return day_name(day, pen.lang) if day else NONE
