"""What must hold of every book: each column of each table is the company's, and nothing is counted twice or lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import books
from tests.compare.rows import Sold, actuals
from tests.compare.test_scores import TODAY, assert_adds_up, scored
from xlsummary.achieved import counted
from xlsummary.compare.spreading import parts_of
from xlsummary.model import Control, Level, Measure, SalesBook, Target
from xlsummary.periods import months_from

REPS = (books.rep("甲", "一组"), books.rep("乙", "一组", row=3), books.rep("丙", "二组", row=4, joined=date(2026, 3, 1)))
DAYS = st.integers(0, 700).map(lambda day: date(2025, 1, 1) + timedelta(days=day))
MONTHS = st.integers(0, 20).map(lambda month: months_from(2025, month + 1, 1))
YUAN = st.integers(-5_000_00, 90_000_00).map(lambda fen: str(Decimal(fen) / 100))
ROWS = st.builds(
    Sold,
    when=st.one_of(DAYS, DAYS, DAYS, MONTHS),
    sales=YUAN,
    collected=st.one_of(st.none(), YUAN),
    rep=st.sampled_from(["甲", "乙", "丙", "丁", ""]),
    client=st.sampled_from(["A", "B", "C", ""]),
    market=st.sampled_from(["华东", "华南", ""]),
    product=st.sampled_from(["漆", ""]),
)
MARKET_TARGETS = st.lists(st.sampled_from(["华东", "华南", "华北"]), max_size=2, unique=True)


def targets(sales: int, cash: int | None, markets: list[str]) -> list[Target]:
    made = [books.target(sales)]
    made += [books.target(cash, row=3, measure=Measure.COLLECTIONS)] if cash is not None else []
    return made + [books.target(sales // 4, row=4 + place, level=Level.MARKET, name=name) for place, name in enumerate(markets)]


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(ROWS, min_size=1, max_size=25),
    sales=st.integers(1, 10**8),
    cash=st.one_of(st.none(), st.integers(1, 10**8)),
    markets=MARKET_TARGETS,
    as_of=st.integers(0, 364),
)
def test_every_table_adds_up_and_every_sum_is_accounted_for(
    rows: list[Sold], sales: int, cash: int | None, markets: list[str], as_of: int
) -> None:
    book = books.book(targets(sales, cash, markets), REPS, actuals=actuals(*rows))
    book = replace(book, controls=(control(book),))
    scores = scored(book, date(2026, 1, 1) + timedelta(days=as_of))
    assert_adds_up(scores)
    assert [each.unexplained for each in scores.controls] == [0] * len(scores.controls)
    whole = {each.line.measure: each.company.row.actual.value for each in scores.blocks}
    for each in scores.controls:
        assert each.inside == whole.get(each.measure, Decimal(0))


def control(book: SalesBook) -> Control:
    """The sums of 实绩 as they would be read, less totals of periods whose own rows are there."""
    sums = {}
    for measure, field in ((Measure.SALES, "sales"), (Measure.COLLECTIONS, "collected")):
        part = counted(book, measure, TODAY.toordinal())
        if part.entries:
            sums[measure.value] = sum(
                (Decimal(book.actuals.fen(field, entry) or 0) / 100 for entry in part.entries), Decimal(0)
            )
    return Control(sheet="实绩", rows_found=1, rows_used=1, left_out=(), sums=sums)


@settings(max_examples=40, deadline=None)
@given(fen=st.integers(1, 10**9), share=st.integers(1, 99))
def test_a_shared_deal_is_worth_what_it_was(fen: int, share: int) -> None:
    """Read from cells, `甲60%乙40%`: both reps' parts are the row's amount, in every table once."""
    first, second = parts_of(fen, [share, 100 - share], 1)
    rows = actuals(
        Sold(when=date(2026, 3, 5), sales=str(Decimal(first) / 100), rep="甲", client="A"),
        Sold(when=date(2026, 3, 5), sales=str(Decimal(second) / 100), rep="乙", client="A"),
    )
    book = books.book([books.target(10**6)], REPS, actuals=replace(rows, rows=(2, 2)))
    scores = scored(book)
    assert scores.blocks[0].company.row.actual.value == Decimal(fen) / 100
    assert_adds_up(scores)
