"""The summary of kind `team` (部门总结): results, department, markets, next period, closing."""

from __future__ import annotations

from xlsummary.model import Lang, Measure, SalesBook, Section, Text
from xlsummary.periods import day_name, name_of
from xlsummary.summary.department import department
from xlsummary.summary.markets import markets
from xlsummary.summary.outlook import outlook
from xlsummary.summary.pen import Pen
from xlsummary.summary.records import Closing, Head, TeamSections
from xlsummary.summary.results import results
from xlsummary.summary.subject import Subject

_SUMMARY = Text("{who}{period}工作总结", "{who}summary, {period}")
_TEAM_SUMMARY = Text("{period}部门工作总结", "Team summary, {period}")
_PLAN = Text("{who}{period}工作计划", "{who}plan, {period}")
_TEAM_PLAN = Text("{period}部门工作计划", "Team plan, {period}")


def team(subject: Subject, pen: Pen) -> TeamSections:
    """The sections of a department's summary."""
    book, horizon = subject.book, subject.horizon
    told = results(subject, pen)
    compared = [Measure.SALES] if told and told.sales else []
    compared += [Measure.COLLECTIONS] if told and told.cash else []
    sections = TeamSections(
        head=head(subject, pen, _SUMMARY, nameless=_TEAM_SUMMARY),
        results=told,
        department=department(book, horizon, pen),
        markets=markets(book, pen),
        outlook=outlook(subject, pen, compared),
        closing=closing(book, pen),
    )
    if sections.results or sections.department or sections.markets or not sections.outlook:
        return sections
    return TeamSections(
        head=head(subject, pen, _PLAN, nameless=_TEAM_PLAN, is_plan=True),
        results=None,
        department=None,
        markets=None,
        outlook=sections.outlook,
        closing=sections.closing,
    )


def head(subject: Subject, pen: Pen, title: Text, *, nameless: Text | None = None, is_plan: bool = False) -> Head:
    """The title block; `title` has places for `who`, the department, and `period`; `nameless` stands where there is none."""
    settings, horizon = subject.book.settings, subject.horizon
    period = name_of(horizon.plan if is_plan else horizon.report, pen.lang, pen.year_start)
    who = settings.department or ""
    title = title if who or nameless is None else nameless
    company = "".join(part for part in (settings.company, settings.branch) if part)
    if pen.lang is not pen.lang.ZH:
        company = ", ".join(part for part in (settings.company, settings.branch) if part)
    people = [part for part in (settings.title, settings.author) if part]
    return Head(
        headline=_headline(pen.say(title), who, period, pen),
        company=company or None,
        byline=("　" if pen.lang is pen.lang.ZH else ", ").join(people),
        is_plan=is_plan,
        period=pen.explained(horizon.plan if is_plan else horizon.report),
        day=day_name(horizon.as_of, pen.lang),
    )


def _headline(title: str, who: str, period: str, pen: Pen) -> str:
    if pen.lang is Lang.EN:
        told = title.format(who=f"{who} " if who else "", period=period)
        return told[:1].upper() + told[1:]
    return title.format(who=who, period=period)


def closing(book: SalesBook, pen: Pen) -> Closing | None:
    """Proposals and last words; None without any."""
    found = Closing(
        proposals=pen.notes(book, Section.PROPOSALS),
        remarks=pen.notes(book, Section.CLOSING),
        thanks=pen.notes(book, Section.THANKS),
    )
    return found if found.proposals or found.remarks or found.thanks else None
