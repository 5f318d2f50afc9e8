"""Sales books built in memory, for tests of every room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from xlsummary.book import schema
from xlsummary.model import (
    Actuals,
    Amount,
    CalendarDay,
    Cell,
    Client,
    DayKind,
    Lang,
    Level,
    Line,
    Market,
    Measure,
    Origin,
    Period,
    Rep,
    RepStatus,
    SalesBook,
    SeasonIndex,
    Settings,
    Source,
    Stage,
    Table,
    Target,
    Tier,
    Version,
)
from xlsummary.periods import months_from

YEAR_2026 = months_from(2026, 1, 12)


def table(key: str) -> Table:
    """The table of a sheet as the template lays it out: heading in row 1, columns in the schema's order."""
    spec = schema.sheet(key)
    letters = {column.name: chr(ord("A") + place) for place, column in enumerate(spec.columns)}
    return Table(spec.title.zh, 1, MappingProxyType(letters))


def target(
    amount: str | int | Decimal | None,
    period: Period = YEAR_2026,
    *,
    row: int = 2,
    level: Level = Level.COMPANY,
    name: str = "",
    measure: Measure = Measure.SALES,
    tier: Tier = Tier.COMMITTED,
    source: Source = Source.ASSIGNED,
    version: Version = Version.FIRST,
) -> Target:
    """One row of 目标."""
    return Target(
        origin=Origin(table("targets"), row),
        period=period,
        amount=None if amount is None else Amount(Decimal(amount)),
        line=Line(measure=measure, tier=tier, source=source, version=version),
        level=level,
        name=name,
    )


def rep(
    name: str,
    team: str = "",
    *,
    row: int = 2,
    code: str = "",
    joined: date | None = None,
    left: date | None = None,
    weight: str | int | Decimal = 1,
    ramp_months: int = 0,
    status: RepStatus = RepStatus.ACTIVE,
    market: str = "",
    channel: str = "",
) -> Rep:
    """One row of 人员."""
    return Rep(
        origin=Origin(table("reps"), row),
        name=name,
        team=team,
        code=code,
        joined=joined,
        left=left,
        weight=Decimal(weight),
        ramp_months=ramp_months,
        status=status,
        market=market,
        channel=channel,
    )


def client(name: str, rep: str = "", market: str = "", *, row: int = 2, code: str = "", stage: Stage | None = None) -> Client:
    """One row of 客户."""
    return Client(origin=Origin(table("clients"), row), name=name, rep=rep, market=market, code=code, stage=stage)


def named_reps(count: int, teams: Sequence[str] = ("",)) -> tuple[Rep, ...]:
    """`count` reps 员01, 员02, ... dealt to the teams in turn."""
    return tuple(rep(f"员{place + 1:02d}", teams[place % len(teams)], row=place + 2) for place in range(count))


def day_off(day: date, row: int = 2) -> CalendarDay:
    return CalendarDay(origin=Origin(table("calendar"), row), day=day, kind=DayKind.REST)


def day_on(day: date, weight: str | int | Decimal | None = None, row: int = 2) -> CalendarDay:
    number = None if weight is None else Decimal(weight)
    return CalendarDay(origin=Origin(table("calendar"), row), day=day, kind=DayKind.WORK, weight=number)


def actuals_of(names: Iterable[str], day: date = date(2025, 12, 1)) -> Actuals:
    """One sale of 100 yuan a name, all on one day."""
    listed = tuple(names)
    start = day.toordinal()
    count = len(listed)
    return Actuals(
        table=table("actuals"),
        rows=tuple(range(2, count + 2)),
        starts=(start,) * count,
        ends=(start + 1,) * count,
        paid_starts=(start,) * count,
        paid_ends=(start + 1,) * count,
        texts=MappingProxyType({"rep": listed}),
        kinds=(None,) * count,
        money=MappingProxyType({"sales": (10_000,) * count}),
    )


SEASON = tuple(
    SeasonIndex(origin=Origin(table("season"), month + 1), month=month, index=Decimal(index))
    for month, index in enumerate(("0.9", "0.4", "1.1", "1", "1.05", "1", "0.85", "0.9", "1.2", "1.3", "1.1", "1.2"), 1)
)
"""An index for each month, which only 季节指数 uses."""


def book(
    targets: Iterable[Target] = (),
    reps: Iterable[Rep] = (),
    settings: Settings | None = None,
    *,
    days: Iterable[CalendarDay] = (),
    actuals: Actuals | None = None,
    clients: Iterable[Client] = (),
    markets: Iterable[Market] = (),
    lang: Lang = Lang.ZH,
) -> SalesBook:
    """A book of these records; a setting's cell stands on 设置 only where `settings.cells` says so."""
    return SalesBook(
        name="book.xlsx",
        lang=lang,
        settings=settings or Settings(),
        targets=tuple(targets),
        actuals=actuals or Actuals(),
        reps=tuple(reps),
        clients=tuple(clients),
        markets=tuple(markets),
        calendar=tuple(days),
        season=SEASON,
    )


def settings_cell(row: int) -> Cell:
    """The value cell of a row of 设置."""
    return Cell("设置", f"B{row}")
