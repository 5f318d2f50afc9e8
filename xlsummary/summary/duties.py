"""The summary of kind `duties` (岗位述职): results, duties with evidence, causes, supply, complaints, products."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlsummary.model import Measure, Section, Text
from xlsummary.summary.account_records import DutiesSections, DutyRow
from xlsummary.summary.changes import why
from xlsummary.summary.department import is_problem, problems
from xlsummary.summary.outlook import outlook
from xlsummary.summary.pen import NONE, Pen
from xlsummary.summary.results import results
from xlsummary.summary.subject import Subject
from xlsummary.summary.supply_views import complaints, learning, products, supply
from xlsummary.summary.team import closing, head

_TITLE = Text("{who}{period}述职报告", "{who}account of duties, {period}")


def duties(subject: Subject, pen: Pen) -> DutiesSections:
    """The sections of an account of duties; causes stand in a section of their own."""
    book = subject.book
    told = results(subject, pen)
    compared = [Measure.SALES] if told and told.sales else []
    compared += [Measure.COLLECTIONS] if told and told.cash else []
    shortfalls = [
        note for note in book.notes if note.section in (Section.SHORTFALLS, Section.MISTAKES) and not is_problem(note)
    ]
    return DutiesSections(
        head=head(subject, pen, _TITLE),
        results=replace(told, causes=()) if told else None,
        duties=tuple(_duties(subject)),
        why=why(subject, pen),
        supply=supply(subject, pen),
        complaints=complaints(subject, pen),
        products=products(subject, pen),
        learning=tuple(learning(subject, pen)),
        problems=problems(book, pen),
        shortcomings=pen.remarks(shortfalls),
        outlook=outlook(subject, pen, compared),
        closing=closing(book, pen),
    )


def _duties(subject: Subject) -> Iterator[DutyRow]:
    for note in subject.book.notes:
        if note.section is Section.DUTIES:
            yield DutyRow(duty=note.text, evidence=note.evidence or note.action or NONE)
