"""Summaries of shipped books and of books built in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from tests import books
from xlsummary import assets
from xlsummary.book.read import read_book
from xlsummary.compare.attainment import compare
from xlsummary.model import Lang, Note, Origin, SalesBook, Section
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import horizon
from xlsummary.problems import Problem
from xlsummary.summary.figure import Figure
from xlsummary.summary.records import TeamSections
from xlsummary.summary.subject import Subject
from xlsummary.summary.summary import Summary, summarize
from xlsummary.summary.texts import read_texts

TODAY = date(2026, 1, 5)
SMALL = ("first-1-target.zh.xlsx", "first-2-names.zh.xlsx", "first-3-totals.zh.xlsx", "first-4-notes.zh.xlsx")
EXAMPLE = "example-team.zh.xlsx"
DUTIES = "example-duties.zh.xlsx"
REGIONAL = "example-regional.zh.xlsx"
OVERVIEW = "example-overview.zh.xlsx"
KINDS = (DUTIES, REGIONAL, OVERVIEW)
"""Examples of the other kinds, in Chinese alone."""


@cache
def shipped_book(name: str) -> SalesBook:
    return read_book(assets.workbook(name)).book


@cache
def shipped(name: str, lang: Lang = Lang.ZH) -> Summary:
    """The summary of a shipped book."""
    return summary_of(shipped_book(name), lang)


def summary_of(book: SalesBook, lang: Lang = Lang.ZH, today: date = TODAY, *, problems: tuple[Problem, ...] = ()) -> Summary:
    """What the pipeline makes of a book, with these problems besides those of the plan and the comparison."""
    days = horizon(book, today)
    breakdown = break_down(book)
    comparison, compared = compare(book, breakdown.plans, days)
    subject = Subject(book=book, plans=breakdown.plans, comparison=comparison, horizon=days, problems=())
    texts = read_texts(subject, lang)
    found = (*days.problems, *breakdown.problems, *compared, *problems, *texts.problems)
    return summarize(texts, breakdown.plans, comparison, days, found, lang)


def team_of(summary: Summary) -> Any:
    """The sections of a summary of kind `team`; Any, so that a test may reach into what the book must have given."""
    assert isinstance(summary.sections, TeamSections)
    return summary.sections


def every_figure(summary: Summary) -> tuple[Figure, ...]:
    """All figures of a summary, those inside its tables too."""
    return tuple(_figures_of(summary.sections))


def _figures_of(record: object) -> Iterator[Figure]:
    if isinstance(record, Figure):
        yield record
    elif isinstance(record, tuple):
        for each in record:
            yield from _figures_of(each)
    elif is_dataclass(record):
        for field in fields(record):
            yield from _figures_of(getattr(record, field.name))


def figure(summary: Summary, name: str) -> Figure:
    return next(each for each in summary.figures if each.name == name)


def note(section: Section, text: str, row: int = 2, action: str = "") -> Note:
    return Note(origin=Origin(books.table("notes"), row), section=section, text=text, action=action)


def with_notes(book: SalesBook, *notes: Note) -> SalesBook:
    return replace(book, notes=notes)
