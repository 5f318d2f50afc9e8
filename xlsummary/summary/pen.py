"""The pen that writes figures in one language and currency, and the user's own notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from xlsummary.model import Amount, Bound, Lang, Note, Period, SalesBook, Section, Text
from xlsummary.periods import day_name, is_part_of_year, is_whole_months, month_name, month_of, months_name, name_of
from xlsummary.summary import numbers
from xlsummary.summary.figure import Figure, Passage
from xlsummary.summary.remark import Remark
from xlsummary.wording import label

NONE = "—"
"""What stands in a table where there is nothing to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A figure's name, its formula in words and its cells."""

    name: Text
    formula: Text
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Writes figures; `unit` is what tables show, in yuan."""

    lang: Lang
    currency: str = "CNY"
    unit: Decimal = Decimal(1)
    year_start: int = 1

    def say(self, text: Text) -> str:
        return text[self.lang]

    def money(self, source: Source, amount: Amount | Decimal) -> Figure:
        value, bound = _parts(amount)
        return self._figure(source, value, bound, numbers.money(value, self.lang, self.currency, bound))

    def count(self, source: Source, amount: Amount | Decimal | int) -> Figure:
        value, bound = _parts(Decimal(amount) if isinstance(amount, int) else amount)
        return self._figure(source, value, bound, numbers.count(value, self.lang, bound))

    def amount(self, source: Source, amount: Amount | Decimal, *, is_money: bool) -> Figure:
        """Money or a count, by the measure."""
        return self.money(source, amount) if is_money else self.count(source, amount)

    def difference(self, source: Source, amount: Amount, *, is_money: bool) -> Figure:
        """A gap or an excess, money or a count: what is at most so much is a limit, not nearly so much."""
        if not is_money:
            return self.count(source, amount)
        text = numbers.money(amount.value, self.lang, self.currency, amount.bound, is_limit=True)
        return self._figure(source, amount.value, amount.bound, text)

    def percent(self, source: Source, ratio: Amount | Decimal | None) -> Figure | None:
        """None stays None: there is no percentage without a base above 0."""
        if ratio is None:
            return None
        value, bound = _parts(ratio)
        return self._figure(source, value, bound, numbers.percent(value, self.lang, bound))

    def size(self, source: Source, ratio: Decimal) -> Figure:
        """How large a change is, whose direction stands in words: -0.12 is `12.00%`."""
        return self._figure(source, ratio, Bound.EXACT, numbers.percent(abs(ratio), self.lang))

    def points(self, source: Source, points: Decimal) -> Figure:
        """How many percentage points, whose direction stands in words: `16个百分点`."""
        return self._figure(source, points / 100, Bound.EXACT, numbers.points(abs(points), self.lang))

    def signed_points(self, source: Source, points: Decimal) -> Figure:
        """A table's change in percentage points: `+5.20`, `-1.00`."""
        return self._figure(
            source, points / 100, Bound.EXACT, f"{'+' if points > 0 else ''}{numbers.plain(points, self.lang, 2)}"
        )

    def decimal(self, source: Source, amount: Amount | Decimal, places: int) -> Figure:
        """A mean, with so many decimals."""
        value, bound = _parts(amount)
        return self._figure(source, value, bound, numbers.decimal(value, self.lang, places, bound))

    def per_day(self, source: Source, amount: Amount | Decimal) -> Figure:
        value, bound = _parts(amount)
        return self._figure(source, value, bound, numbers.per_day(value, self.lang, bound))

    def cell(self, source: Source, amount: Amount | Decimal, places: int) -> Figure:
        """A table's money, in the table's unit."""
        value, bound = _parts(amount)
        return self._figure(source, value, bound, numbers.cell(value / self.unit, places, self.lang, bound))

    @property
    def unit_name(self) -> str:
        return numbers.unit_name(self.unit, self.lang, self.currency)

    def _figure(self, source: Source, value: Decimal, bound: Bound, text: str) -> Figure:
        return Figure(
            name=self.say(source.name),
            value=value,
            text=text,
            formula=self.say(source.formula),
            cells=tuple(dict.fromkeys(source.cells)),
            bound=bound,
        )

    def joined(self, words: Iterable[str]) -> str:
        """A list in a sentence: `甲、乙、丙`; `A, B and C`."""
        every = list(words)
        if self.lang is Lang.ZH or len(every) < 2:
            return "、".join(every) if self.lang is Lang.ZH else "".join(every)
        return f"{', '.join(every[:-1])} and {every[-1]}"

    def names(self, words: Iterable[str], most: int = 8) -> str:
        """Names in a sentence, cut after `most`."""
        every = list(words)
        if len(every) <= most:
            return self.joined(every)
        return f"{'、'.join(every[:most])}等" if self.lang is Lang.ZH else f"{', '.join(every[:most])} and others"

    def month_names(self, months: Sequence[Period]) -> list[str]:
        """`1月`, `2月`; where they lie in two years the first of each year carries it: `2026年4月`, ..., `2027年1月`."""
        if len({month.start.year for month in months}) < 2:
            return [month_name(month.start.month, self.lang) for month in months]
        firsts = {month.start.year: month for month in reversed(months)}
        return [
            name_of(month_of(month.start), self.lang)
            if firsts[month.start.year] is month
            else month_name(month.start.month, self.lang)
            for month in months
        ]

    def days(self, period: Period) -> str:
        """A period of days, the year said once: `2025年10月15日至11月14日`; else its usual name."""
        name = name_of(period, self.lang, self.year_start)
        first, last = period.start, period.last
        if is_whole_months(period) or period.days == 1 or first.year != last.year:
            return name
        if self.lang is Lang.ZH:
            return f"{day_name(first, self.lang)}至{last.month}月{last.day}日"
        return f"{first.day} {month_name(first.month, self.lang)} to {day_name(last, self.lang)}"

    def explained(self, period: Period) -> str:
        """A period at its first mention: `2026财年（2026年4月至2027年3月）`, `FY 2026 (April 2026 to March 2027)`."""
        name = name_of(period, self.lang, self.year_start)
        if self.year_start == 1 or not is_part_of_year(period, self.year_start):
            return name
        months = months_name(period, self.lang)
        return f"{name}（{months}）" if self.lang is Lang.ZH else f"{name} ({months})"

    def label(self, word: Enum | None) -> str:
        return NONE if word is None else label(word, self.lang)

    def notes(self, book: SalesBook, *sections: Section) -> tuple[Remark, ...]:
        """The user's notes of these sections, section by section, in the sheet's order."""
        return self.remarks(note for section in sections for note in book.notes if note.section is section)

    def remarks(self, notes: Iterable[Note]) -> tuple[Remark, ...]:
        return tuple(Remark(text=note.text, detail=self._detail(note)) for note in notes)

    def _detail(self, note: Note) -> str:
        """What stands beside a note, in brackets: kind of cause, period, impact, action, owner, date, evidence."""
        impact = note.impact
        pairs = (
            (Text("原因类别", "cause"), label(note.cause_kind, self.lang) if note.cause_kind else ""),
            (Text("影响期间", "period"), name_of(note.period, self.lang, self.year_start) if note.period else ""),
            (
                Text("影响额", "impact"),
                numbers.money(impact.value, self.lang, self.currency, impact.bound) if impact else "",
            ),
            (Text("措施", "action"), note.action),
            (Text("负责人", "owner"), note.owner),
            (Text("期限", "due"), day_name(note.due, self.lang) if note.due else ""),
            (Text("佐证", "evidence"), note.evidence),
        )
        filled = [(self.say(name), words) for name, words in pairs if words]
        if not filled:
            return ""
        begin, colon, between, end = ("（", "：", "；", "）") if self.lang is Lang.ZH else (" (", ": ", "; ", ")")
        parts = [part for name, words in filled for part in (between, f"{name}{colon}", words)]
        return Passage(begin, *parts[1:], end)


def _parts(amount: Amount | Decimal) -> tuple[Decimal, Bound]:
    return (amount.value, amount.bound) if isinstance(amount, Amount) else (amount, Bound.EXACT)
