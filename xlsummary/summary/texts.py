"""The user's own text read against the figures: figures put in, sentences left out, claims in doubt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from xlsummary.model import Lang, Note, PlanItem, SalesBook
from xlsummary.problems import Problem
from xlsummary.summary.blanks import joined, sentences_of, without_blanks
from xlsummary.summary.claims import AHEAD, Evidence, failing
from xlsummary.summary.figure import Doubt, Figure, Missing, Passage
from xlsummary.summary.index import Index, index_of
from xlsummary.summary.kinds import KINDS
from xlsummary.summary.pen import Pen
from xlsummary.summary.references import REFERENCE, References, unknown_figure
from xlsummary.summary.subject import Subject

_FIELDS = {Note: ("text", "action", "evidence"), PlanItem: ("title", "problem", "action", "resource")}
_STOP = {Lang.ZH: "。", Lang.EN: ". "}

_Written = TypeVar("_Written", Note, PlanItem)


@dataclass(frozen=True, slots=True)
class Texts:
    """The book with its texts as the summary tells them, the sentences left out, and the problems found in them."""

    book: SalesBook
    blanks: tuple[Missing, ...]
    problems: tuple[Problem, ...]


def pen_of(book: SalesBook, lang: Lang) -> Pen:
    settings = book.settings
    return Pen(lang=lang, currency=settings.currency, unit=settings.display_unit, year_start=settings.year_start)


def read_texts(subject: Subject, lang: Lang) -> Texts:
    """Every note and plan item of a subject; a book of a kind that cannot be written keeps its texts."""
    told, blanks = without_blanks(subject.book, lang)
    if subject.book.settings.kind not in KINDS or not (told.notes or told.plans):
        return Texts(told, blanks, ())
    reader = _Reader(replace(subject, book=told), lang)
    notes = [reader.read(note) for note in told.notes]
    plans = [reader.read(planned) for planned in told.plans]
    book = replace(
        told,
        notes=tuple(note for note in notes if note.text),
        plans=tuple(planned for planned in plans if planned.title or planned.action),
    )
    return Texts(book, (*blanks, *reader.blanks), tuple(reader.problems))


class _Reader:
    """Reads the texts of one book; the sections are made only when a text needs a figure."""

    def __init__(self, subject: Subject, lang: Lang) -> None:
        self._subject = subject
        self._lang = lang
        self.blanks: list[Missing] = []
        self.problems: list[Problem] = []

    def read(self, record: _Written) -> _Written:
        """The record with figures in place of their names, and sentences in doubt marked."""
        changed: dict[str, Any] = {}
        for field in _FIELDS[type(record)]:
            text = str(getattr(record, field))
            is_claim = isinstance(record, Note) and field == "text" and record.section not in AHEAD
            if text and (is_claim or REFERENCE.search(text)):
                changed[field] = self._told(record, field, text, is_claim=is_claim)
        return replace(record, **changed) if changed else record

    def _told(self, record: Note | PlanItem, field: str, text: str, *, is_claim: bool) -> str:
        cell = record.origin.cell(field)
        parts: list[str | Figure | Doubt] = []
        is_cut = False
        for sentence in sentences_of(text):
            named = self._references.filled(sentence) if REFERENCE.search(sentence) else None
            self.problems += [unknown_figure(cell, name) for name in named.unknown] if named else []
            passage = named.passage if named else Passage(sentence)
            if passage is None:
                is_cut = True
                self.blanks.append(Missing(sentence.strip(), cell.sheet, cell.ref))
                continue
            found = list(failing(str(passage), cell, self._evidence)) if is_claim else []
            self.problems += found
            parts += [Doubt(_flat(passage), self._remark(found))] if found else passage.parts
        if not is_cut and all(isinstance(part, str) for part in parts):
            return text
        return joined(parts) if is_cut else Passage(*parts)

    def _remark(self, found: list[Problem]) -> str:
        stop = _STOP[self._lang]
        return "\n".join(f"{each.message(self._lang)}{stop}{each.hint(self._lang)}{stop}".strip() for each in found)

    @cached_property
    def _index(self) -> Index:
        return self._index_in(self._lang)

    def _index_in(self, lang: Lang) -> Index:
        book = self._subject.book
        return index_of(KINDS[book.settings.kind](self._subject, pen_of(book, lang)))

    @cached_property
    def _other(self) -> Index:
        return self._index_in(Lang.EN if self._lang is Lang.ZH else Lang.ZH)

    @cached_property
    def _references(self) -> References:
        return References(self._index, lambda: self._other)

    @cached_property
    def _evidence(self) -> Evidence:
        return Evidence(self._subject, self._index, self._lang)


def _flat(passage: Passage) -> tuple[str | Figure, ...]:
    return tuple(part for part in passage.parts if not isinstance(part, Doubt))
