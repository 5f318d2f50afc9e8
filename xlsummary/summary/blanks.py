"""Sentences of the user's own that still hold a placeholder: left out, and told where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from xlsummary.book import schema
from xlsummary.model import Lang, Market, Note, PlanItem, SalesBook
from xlsummary.money import holds_placeholder, is_placeholder, masked
from xlsummary.summary.figure import Doubt, Figure, Missing, Passage

_FIELDS = {
    Note: ("notes", ("text", "action", "owner", "evidence")),
    PlanItem: ("plans", ("title", "problem", "action", "owner", "resource")),
    Market: ("markets", ("competitors", "strengths", "issue", "cause", "lesson", "settlement", "model")),
}
_SENTENCE = re.compile(r"(?<=[。！？；\n])|(?<=[.!?;])(?=\s)")
_LOOSE_END = re.compile(r"[；;]$")

_Written = TypeVar("_Written", Note, PlanItem, Market)


def without_blanks(book: SalesBook, lang: Lang) -> tuple[SalesBook, tuple[Missing, ...]]:
    """The book with those sentences left out of 素材, 计划 and 市场, and each of them with its cell.

    A field that is nothing but a placeholder goes by its heading. A note without text is left out whole, and so is a plan
    item without title and measure.
    """
    blanks: list[Missing] = []
    notes = [_kept(note, lang, blanks) for note in book.notes]
    plans = [_kept(planned, lang, blanks) for planned in book.plans]
    markets = [_kept(market, lang, blanks) for market in book.markets]
    told = replace(
        book,
        notes=tuple(note for note in notes if note.text),
        plans=tuple(planned for planned in plans if planned.title or planned.action),
        markets=tuple(markets),
    )
    return (told, tuple(blanks)) if blanks else (book, ())


def _kept(record: _Written, lang: Lang, blanks: list[Missing]) -> _Written:
    """The record with its whole sentences only."""
    changed: dict[str, Any] = {}
    key, names = _FIELDS[type(record)]
    for field in names:
        text = str(getattr(record, field))
        cell = record.origin.cell(field)
        sentences = list(sentences_of(text))
        if is_placeholder(text):
            changed[field] = ""
            blanks.append(Missing(schema.sheet(key).column(field).heading[lang], cell.sheet, cell.ref))
        elif any(map(holds_placeholder, sentences)):
            changed[field] = str(joined([each for each in sentences if not holds_placeholder(each)]))
            blanks += [Missing(masked(each).strip(), cell.sheet, cell.ref) for each in sentences if holds_placeholder(each)]
    return replace(record, **changed) if changed else record


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text, which put together are the text."""
    return (each for each in _SENTENCE.split(text) if each)


def joined(parts: Sequence[str | Figure | Doubt]) -> Passage:
    """What is left of a text, without loose ends where sentences were taken out."""
    kept = list(parts)
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip()
    if kept and isinstance(kept[-1], str):
        kept[-1] = _LOOSE_END.sub(lambda end: "。" if end.group() == "；" else ".", kept[-1].rstrip())
    return Passage(*kept)
