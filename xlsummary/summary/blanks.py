"""Sentences of the user's own that still hold a placeholder: left out, and told where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

from xlsummary.model import Market, Note, PlanItem, SalesBook
from xlsummary.money import holds_placeholder, is_placeholder, masked
from xlsummary.summary.figure import Missing

_FIELDS = {
    Note: ("text", "action", "owner", "evidence"),
    PlanItem: ("title", "problem", "action", "owner", "resource"),
    Market: ("competitors", "strengths", "issue", "cause", "lesson", "settlement", "model"),
}
_SENTENCE = re.compile(r"(?<=[。！？；\n])|(?<=[.!?;])(?=\s)")
_LOOSE_END = re.compile(r"[；;]$")

_Written = TypeVar("_Written", Note, PlanItem, Market)


def without_blanks(book: SalesBook) -> tuple[SalesBook, tuple[Missing, ...]]:
    """The book with those sentences left out of 素材, 计划 and 市场, and each of them with its cell.

    A note without text is left out whole, and so is a plan item without title and measure.
    """
    blanks: list[Missing] = []
    notes = [_kept(note, blanks) for note in book.notes]
    plans = [_kept(planned, blanks) for planned in book.plans]
    markets = [_kept(market, blanks) for market in book.markets]
    told = replace(
        book,
        notes=tuple(note for note in notes if note.text),
        plans=tuple(_titled(planned) for planned in plans if planned.title or planned.action),
        markets=tuple(markets),
    )
    return (told, tuple(blanks)) if blanks else (book, ())


def _kept(record: _Written, blanks: list[Missing]) -> _Written:
    """The record with its whole sentences only."""
    changed: dict[str, Any] = {}
    for field in _FIELDS[type(record)]:
        text = str(getattr(record, field))
        left_out = [text] if is_placeholder(text) else [each for each in _sentences(text) if holds_placeholder(each)]
        if text and left_out:
            cell = record.origin.cell(field)
            blanks += [Missing(masked(each).strip(), cell.sheet, cell.ref) for each in left_out]
            changed[field] = _joined([each for each in _sentences(text) if each not in left_out])
    return replace(record, **changed) if changed else record


def _titled(planned: PlanItem) -> PlanItem:
    """An item whose title is still to come goes by what is to be done."""
    return planned if planned.title else replace(planned, title=planned.action, action="")


def _sentences(text: str) -> Iterator[str]:
    return (each for each in _SENTENCE.split(text) if each)


def _joined(sentences: list[str]) -> str:
    text = "".join(sentences).strip()
    return _LOOSE_END.sub(lambda end: "。" if end.group() == "；" else ".", text)
