"""One line's tables: every name that has a target, an actual, a last year or cash, so that each column adds up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from xlsummary.compare.cash import with_tax
from xlsummary.compare.openings import openings_by
from xlsummary.compare.performance import By, Performance
from xlsummary.compare.quotas import Quotas
from xlsummary.compare.roster import Roster
from xlsummary.compare.scores import CashScore, MonthScore, Score, ScoreTable, Standing
from xlsummary.compare.told import Told
from xlsummary.compare.windows import Stretch
from xlsummary.model import Amount, Line, Measure, RateBasis, SalesBook
from xlsummary.periods import key_of

DIMENSIONS = (By.MONTH, By.TEAM, By.REP, By.MARKET, By.CHANNEL, By.PRODUCT, By.CLIENT)
"""The tables below the company, in their order."""

Rows = Mapping[tuple[Line, str | None, By], Sequence[Performance]]
"""A comparison's rows by line, unit and dimension."""

_NOTHING = Amount(Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class CashLine:
    """The line of cash that stands beside sales; without `has_target` its targets are of another tier or source."""

    line: Line
    has_target: bool


@dataclass(frozen=True, slots=True)
class _Sums:
    """What a dimension's names had in the month under way, the days before it and last year, and their opening receivables."""

    month: Mapping[str, Amount]
    before: Mapping[str, Amount]
    last_year: Mapping[str, Amount]
    openings: Mapping[str, Decimal] | None

    @property
    def names(self) -> Iterator[str]:
        yield from (*self.month, *self.before, *self.last_year, *(self.openings or ()))


@dataclass(frozen=True)  # no slots: what is found once is kept
class BlockScorer:
    """Scores the rows of one line; `whole` is its company row."""

    book: SalesBook
    whole: Performance
    rows: Rows
    told: Told
    quotas: Quotas
    cash: CashLine | None
    roster: Roster

    @cached_property
    def company(self) -> Score:
        """The company's own row."""
        told, unit = self.told, self.whole.unit
        month = MonthScore(
            target=None if unit is not None else self._month_target(By.COMPANY, ""),
            actual=told.total(told.month),
            before=told.total(told.before),
        )
        growth = self.book.settings.sales_growth if self.whole.line.measure is Measure.SALES else None
        return Score(
            row=self.whole,
            whole=self.whole.actual.value,
            month=month,
            last_year=told.total(told.last_year),
            growth_typed=growth,
            cash=self._cash(By.COMPANY, self.whole, self._openings(By.COMPANY)),
        )

    def tables(self) -> Iterator[ScoreTable]:
        """Every dimension that any name is told of."""
        for by in DIMENSIONS:
            scores = self._months if by is By.MONTH else self._named(by)
            if any(score.row.name for score in scores):
                begun = [score for score in scores if score.is_told]
                yield ScoreTable(
                    by=by,
                    scores=tuple(scores),
                    has_targets=any(score.row.target is not None for score in scores),
                    has_cash_targets=any(score.cash and score.cash.target is not None for score in scores),
                    is_whole_before=all(score.last_year for score in begun),
                )

    @cached_property
    def spring(self) -> Score | None:
        """January and February together, once February has begun and where last year's are told."""
        stretch = self.told.windows.spring
        own = [score for score in self._months if stretch and score.row.name in self._spring_keys(stretch)]
        last_year = self.told.earlier_total(stretch.last_year) if stretch else None
        if stretch is None or last_year is None or len(own) < len(self._spring_keys(stretch)):
            return None
        if not all(score.is_told for score in own):
            return None
        first = own[0].row
        row = replace(
            first,
            name=key_of(stretch.whole),
            target=_added(score.row.target for score in own),
            to_date=_added(score.row.to_date for score in own),
            original=_added(score.row.original for score in own),
            original_to_date=_added(score.row.original_to_date for score in own),
            actual=sum((score.row.actual for score in own), _NOTHING),
        )
        cash = [score.cash for score in own if score.cash]
        joint = None
        if cash:
            joint = CashScore(
                target=_added(each.target for each in cash),
                actual=sum((each.actual for each in cash), _NOTHING),
                base=_added(each.base for each in cash),
            )
        return Score(row=row, whole=self.whole.actual.value, last_year=last_year, cash=joint)

    def _spring_keys(self, stretch: Stretch) -> tuple[str, ...]:
        return tuple(key_of(each.whole) for each in self.told.windows.months if stretch.whole.holds(each.whole))

    @cached_property
    def _months(self) -> Sequence[Score]:
        """The months in their order; what no month holds last."""
        stretches = self.told.months_by_key()
        rows = {row.name: row for row in self.rows.get((self.whole.line, self.whole.unit, By.MONTH), ())}
        cash = self._cash_rows(By.MONTH)
        names = [*(name for name in stretches if name in rows or name in cash), *([""] if "" in rows or "" in cash else [])]
        return [
            self._month(rows.get(name) or self._blank(By.MONTH, name), stretches.get(name), cash.get(name)) for name in names
        ]

    def _month(self, row: Performance, stretch: Stretch | None, cash: Performance | None) -> Score:
        before, last_year = self.told.of_month(stretch) if stretch else (None, None)
        came = bool(row.actual.value or (cash and cash.actual.value))
        return Score(
            row=row,
            whole=self.whole.actual.value,
            standing=Standing.NAMED if row.name else Standing.UNASSIGNED,
            is_told=stretch is None or (stretch.gone.days > 0 and (came or not self.told.is_running(stretch))),
            month=MonthScore(before=before),
            last_year=last_year,
            cash=self._cash_score(row, cash, None) if self.cash else None,
        )

    def _named(self, by: By) -> Sequence[Score]:
        rows = {row.name: row for row in self.rows.get((self.whole.line, self.whole.unit, by), ())}
        sums = self._sums(by)
        cash = self._cash_rows(by)
        has_cash = not _is_nameless({name: row.actual for name, row in cash.items()})
        rest = self.whole.actual.value - sum((row.actual.value for row in rows.values()), Decimal(0))
        names = dict.fromkeys([*rows, *sums.names, *cash, *([""] if rest else [])])
        if rest:
            blank = rows.get("") or self._blank(by, "")
            rows[""] = replace(blank, actual=blank.actual + Amount(rest))
        has_targets = any(row.target is not None for row in rows.values())
        found = ((rows.get(name) or self._blank(by, name), cash.get(name)) for name in names)
        scores = [self._score(by, row, sums, own, has_cash=has_cash) for row, own in found]
        placed = [replace(score, standing=_standing(score, has_targets=has_targets)) for score in scores]
        return sorted((score for score in placed if not score.is_blank), key=lambda score: _order(score, by))

    def _score(self, by: By, row: Performance, sums: _Sums, cash: Performance | None, *, has_cash: bool) -> Score:
        """Last year and cash are told of no name where none of their rows has one."""
        told, name, is_nameless = self.told, row.name, _is_nameless(sums.last_year)
        month = MonthScore(
            target=None if self.whole.unit is not None else self._month_target(by, name),
            actual=None if told.month is None else sums.month.get(name, _NOTHING),
            before=None if told.before is None else sums.before.get(name, _NOTHING),
        )
        return Score(
            row=row,
            whole=self.whole.actual.value,
            month=month,
            last_year=None if told.last_year is None or is_nameless else sums.last_year.get(name, _NOTHING),
            cash=self._cash(by, row, sums.openings, cash) if has_cash else None,
        )

    def _sums(self, by: By) -> _Sums:
        told = self.told
        month, before, last_year = (told.by_name(places, by) for places in (told.month, told.before, told.last_year))
        return _Sums(month, before, last_year, self._openings(by))

    def _month_target(self, by: By, name: str) -> Decimal | None:
        return self.quotas.over(by, name, self.told.windows.month.whole)

    def _openings(self, by: By) -> Mapping[str, Decimal] | None:
        if self.cash is None or self.book.settings.rate_basis is not RateBasis.RECEIVABLE:
            return None
        return openings_by(self.book, by, self.told.windows.report.whole, self.roster)

    def _cash_rows(self, by: By) -> Mapping[str, Performance]:
        """The rows of cash; those that no name of the dimension has stand under the blank one."""
        if self.cash is None:
            return {}
        rows = {row.name: row for row in self.rows.get((self.cash.line, None, by), ())}
        whole = next(iter(self.rows.get((self.cash.line, None, By.COMPANY), ())), None)
        rest = whole.actual.value - sum((row.actual.value for row in rows.values()), Decimal(0)) if whole else Decimal(0)
        if rest and whole and by is not By.COMPANY:
            blank = rows.get("") or replace(self._blank(by, ""), line=self.cash.line)
            rows[""] = replace(blank, actual=blank.actual + Amount(rest))
        return rows

    def _cash(
        self, by: By, row: Performance, openings: Mapping[str, Decimal] | None, cash: Performance | None = None
    ) -> CashScore | None:
        if self.cash is None:
            return None
        own = cash if by is not By.COMPANY else next(iter(self.rows.get((self.cash.line, None, by), ())), None)
        opening = None if openings is None else openings.get(row.name, Decimal(0))
        return self._cash_score(row, own, opening)

    def _cash_score(self, row: Performance, cash: Performance | None, opening: Decimal | None) -> CashScore:
        """Where the book's basis asks for openings and a dimension has none, there is no rate."""
        base: Decimal | None = with_tax(row.actual.value, self.book.settings)
        if self.book.settings.rate_basis is RateBasis.RECEIVABLE:
            base = None if opening is None or base is None else base + opening
        has_target = self.cash is not None and self.cash.has_target
        return CashScore(
            target=cash.target if cash and has_target else None,
            actual=cash.actual if cash else _NOTHING,
            base=base,
            opening=opening,
        )

    def _blank(self, by: By, name: str) -> Performance:
        """The row of a name that has nothing in the days gone and no target."""
        line, unit = self.whole.line, self.whole.unit
        return Performance(
            line=line, by=by, name=name, target=None, to_date=None, actual=_NOTHING, target_cells=(), actual_cells=(), unit=unit
        )


def _is_nameless(amounts: Mapping[str, Amount]) -> bool:
    """True where all there is has the blank name."""
    return any(amount.value for amount in amounts.values()) and not any(
        amount.value for name, amount in amounts.items() if name
    )


def _standing(score: Score, *, has_targets: bool) -> Standing:
    if not score.row.name:
        return Standing.UNASSIGNED
    return Standing.UNTARGETED if has_targets and score.row.target is None else Standing.NAMED


def _order(score: Score, by: By) -> tuple[int, Decimal, Decimal]:
    """Those with a target as the plan has them, others by size."""
    places = list(Standing)
    if score.row.target is not None or (by in (By.TEAM, By.REP) and score.standing is Standing.NAMED):
        return places.index(score.standing), Decimal(0), Decimal(0)
    last_year = score.last_year.value if score.last_year else Decimal(0)
    return places.index(score.standing), -score.row.actual.value, -last_year


def _added(amounts: Iterator[Decimal | None]) -> Decimal | None:
    """The sum of what is told; None where nothing is."""
    told = [each for each in amounts if each is not None]
    return sum(told, Decimal(0)) if told else None
