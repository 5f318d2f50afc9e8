"""The summary of kind `regional` (区域总结): results, clients, markets, mistakes, old disputes, model, proposals."""

from __future__ import annotations

from dataclasses import replace

from xlsummary.model import Measure, Note, Section, Source, Text
from xlsummary.summary.changes import why
from xlsummary.summary.client_views import dealer_table, funnel, new_clients, parts, years
from xlsummary.summary.department import problem_rows, problems
from xlsummary.summary.market_views import disputes, timeline
from xlsummary.summary.outlook import outlook
from xlsummary.summary.pen import Pen
from xlsummary.summary.regional_records import RegionalSections
from xlsummary.summary.results import results
from xlsummary.summary.subject import Subject
from xlsummary.summary.supply_views import supply
from xlsummary.summary.team import closing, head
from xlsummary.wording import LABELS

_TITLE = Text("{who}{period}区域工作总结", "{who}regional summary, {period}")


def regional(subject: Subject, pen: Pen) -> RegionalSections:
    """The sections of a region's summary."""
    book = subject.book
    told = results(subject, pen)
    compared = [Measure.SALES] if told and told.sales else []
    compared += [Measure.COLLECTIONS] if told and told.cash else []
    mistakes = [note for note in book.notes if note.section is Section.MISTAKES]
    return RegionalSections(
        head=head(subject, pen, _TITLE),
        results=replace(told, causes=(), learnt=(), clients=None) if told else None,
        unproven=_unproven(subject, pen),
        new_clients=new_clients(subject, pen),
        funnel=funnel(subject, pen),
        why=why(subject, pen),
        timeline=timeline(subject, pen),
        dealers=dealer_table(subject, pen),
        supply=supply(subject, pen),
        parts_of=tuple(parts(subject, pen)),
        years=years(subject, pen),
        growth=pen.notes(book, Section.GROWTH, Section.LEARNT),
        shortcomings=pen.notes(book, Section.SHORTFALLS),
        mistakes=problem_rows((note for note in mistakes if _has_remedy(note)), pen),
        lapses=pen.remarks(note for note in mistakes if not _has_remedy(note)),
        disputes=disputes(subject, pen),
        model=pen.notes(book, Section.MODEL),
        problems=tuple(row for row in problems(book, pen) if row.problem not in {note.text for note in mistakes}),
        outlook=outlook(subject, pen, compared),
        closing=closing(book, pen),
    )


def _has_remedy(note: Note) -> bool:
    return bool(note.action or note.owner or note.due)


def _unproven(subject: Subject, pen: Pen) -> str:
    """The measures whose assigned target of the period is still blank."""
    period = subject.comparison.period
    blank = [
        LABELS[target.line.measure][pen.lang]
        for target in subject.book.targets
        if target.amount is None and target.line.source is Source.ASSIGNED and target.period.meets(period)
    ]
    return pen.joined(dict.fromkeys(blank))
