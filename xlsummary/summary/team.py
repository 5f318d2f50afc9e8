"""The summary of kind `team` (部门总结): results, department, markets, next period, closing."""

from __future__ import annotations

from xlsummary.model import Measure, SalesBook, Section, Text
from xlsummary.periods import day_name, name_of
from xlsummary.summary.department import department
from xlsummary.summary.markets import markets
from xlsummary.summary.outlook import outlook
from xlsummary.summary.pen import Pen
from xlsummary.summary.records import Closing, Head, TeamSections
from xlsummary.summary.results import results
from xlsummary.summary.subject import Subject


def team(subject: Subject, pen: Pen) -> TeamSections:
    """The sections of a department's summary."""
    book, horizon = subject.book, subject.horizon
    told = results(subject, pen)
    compared = [Measure.SALES] if told and told.sales else []
    compared += [Measure.COLLECTIONS] if told and told.cash else []
    sections = TeamSections(
        head=_head(subject, pen, is_plan=False),
        results=told,
        department=department(book, horizon, pen),
        markets=markets(book, pen),
        outlook=outlook(subject, pen, compared),
        closing=_closing(book, pen),
    )
    if sections.results or sections.department or sections.markets or not sections.outlook:
        return sections
    return TeamSections(
        head=_head(subject, pen, is_plan=True),
        results=None,
        department=None,
        markets=None,
        outlook=sections.outlook,
        closing=sections.closing,
    )


def _head(subject: Subject, pen: Pen, *, is_plan: bool) -> Head:
    settings, horizon = subject.book.settings, subject.horizon
    period = name_of(horizon.plan if is_plan else horizon.report, pen.lang, pen.year_start)
    department = settings.department
    what = Text("计划", "Plan") if is_plan else Text("总结", "Summary")
    title = Text(
        f"{department}{period}工作{what.zh}" if department else f"{period}部门工作{what.zh}",
        f"{department or 'Team'} {what.en}, {period}",
    )
    company = "".join(part for part in (settings.company, settings.branch) if part)
    if pen.lang is not pen.lang.ZH:
        company = ", ".join(part for part in (settings.company, settings.branch) if part)
    people = [part for part in (settings.title, settings.author) if part]
    return Head(
        headline=pen.say(title),
        company=company or None,
        byline=("　" if pen.lang is pen.lang.ZH else ", ").join(people),
        is_plan=is_plan,
        period=pen.explained(horizon.plan if is_plan else horizon.report),
        day=day_name(horizon.as_of, pen.lang),
    )


def _closing(book: SalesBook, pen: Pen) -> Closing | None:
    found = Closing(
        proposals=pen.notes(book, Section.PROPOSALS),
        remarks=pen.notes(book, Section.CLOSING),
        thanks=pen.notes(book, Section.THANKS),
    )
    return found if found.proposals or found.remarks or found.thanks else None
