"""Books drawn by chance whose typed numbers are all read off one table of whole numbers, so that an answer exists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.books import book, client, rep, target
from tests.compare.rows import Sold, actuals
from xlsummary.model import Allocation, Cell, Level, Period, Phasing, Rep, SalesBook, Settings, Target
from xlsummary.periods import days_of, months_from, months_in, slices_of
from xlsummary.plan.calendar import working_calendar
from xlsummary.plan.quota import FixedPoint

_HALF = 6
_SPANS = ((1, 3), (4, 3), *((month, 1) for month in range(1, _HALF + 1)))


def crossing_rows(chance: Random, largest: int, most_reps: int = 5) -> SalesBook:
    """Half a year of a few reps: the company's months, teams' quarters above reps' own halves and months, in small numbers."""
    teams = chance.choice([("一组",), ("一组", "二组")])
    reps, there = [], []
    for number in range(chance.randint(2, most_reps)):
        first = chance.choice([1, 1, chance.randint(1, _HALF)])
        last = chance.choice([_HALF, _HALF, chance.randint(first, _HALF)])
        joined = None if first == 1 else date(2026, first, 1)
        left = months_from(2026, last, 1).last
        weight = chance.choice(["1", "1", "2"])
        team = teams[number % len(teams)]
        reps.append(rep(f"员{number:02d}", team, row=number + 2, joined=joined, left=left, weight=weight))
        there.append(range(first, last + 1))
    table = [[chance.randint(0, largest) if month in own else 0 for month in range(1, _HALF + 1)] for own in there]
    named = [(Level.COMPANY, ""), *((Level.TEAM, team) for team in teams), *((Level.REP, each.name) for each in reps)]
    shares = {Level.COMPANY: (0.0, 0.6), Level.TEAM: (0.7, 0.1), Level.REP: (0.1, 0.1)}
    keys = [(Level.COMPANY, "", 1, _HALF)]
    for level, name in named:
        keys += [(level, name, 1, _HALF)] if level is Level.REP and chance.random() < shares[Level.COMPANY][1] else []
        keys += [(level, name, *span) for span in _SPANS if chance.random() < shares[level][span[1] == 1]]
    rows: list[Target] = []
    for level, name, first, count in keys:
        own = [place for place, each in enumerate(reps) if name in ("", each.team if level is Level.TEAM else each.name)]
        if level is Level.REP and not {*there[own[0]]} & {*range(first, first + count)}:
            continue
        total = sum(table[place][month - 1] for place in own for month in range(first, first + count))
        rows.append(target(total, months_from(2026, first, count), row=len(rows) + 2, level=level, name=name))
    return book(rows, reps)


def with_edits(chance: Random, largest: int) -> tuple[SalesBook, list[FixedPoint]]:
    """A month or two with one target, and quotas that a person changed: of anybody, for months, weeks and days."""
    period = months_from(2026, chance.randint(3, 6), chance.choice([1, 1, 2]))
    days = [*days_of(period)]
    worked = [day for day, weight in enumerate(working_calendar(book(), period).weights) if weight]
    reps: list[Rep] = []
    there: list[list[int]] = []
    for number in range(chance.randint(2, 4)):
        first = chance.choice([0, 0, chance.randrange(len(days))])
        last = chance.choice([len(days) - 1, len(days) - 1, chance.randrange(first, len(days))])
        joined, left = days[first] if first else None, days[last] if last < len(days) - 1 else None
        reps.append(rep(f"员{number:02d}", ("一组", "二组")[number % 2], row=number + 2, joined=joined, left=left))
        there.append([day for day in worked if first <= day <= last])
    table = [
        [chance.randint(0, largest) if day in own and chance.random() < 0.3 else 0 for day in range(len(days))] for own in there
    ]
    unit = chance.choice([1, 1, 100])
    for own, row in zip(there, table, strict=True):
        for month in months_in(period):
            inside = [day for day in own if month.start <= days[day] < month.end]
            if inside:
                row[chance.choice(inside)] += -sum(row[day] for day in inside) % unit
    rows = [target(sum(map(sum, table)), period)]
    given = book(rows, reps, Settings(rounding_unit=Decimal(unit)))
    return given, [*_points(chance, given, table, there)]


def _points(
    chance: Random, given: SalesBook, table: Sequence[Sequence[int]], there: Sequence[Sequence[int]]
) -> list[FixedPoint]:
    (row,) = given.targets
    start = row.period.start
    months = months_in(row.period)
    weeks = [each.period for month in months for each in slices_of(month, given.settings.week_start)]
    singles = [Period(day, day + timedelta(days=1)) for day in days_of(row.period)]
    nodes = {"company": [*range(len(given.reps))]}
    for place, each in enumerate(given.reps):
        nodes.setdefault(f"team:{each.team}", []).append(place)
        nodes[f"rep:{each.name}"] = [place]
    found: dict[tuple[str, Period], FixedPoint] = {}
    for _ in range(chance.choice([1, 3, 6, 12])):
        key, period = (
            chance.choice([*nodes]),
            chance.choice([chance.choice(weeks), chance.choice(singles), chance.choice(months)]),
        )
        inside = range((period.start - start).days, (period.end - start).days)
        is_there = any(day in inside for place in nodes[key] for day in there[place])
        if is_there and (key, period) != ("company", row.period):
            amount = sum(table[place][day] for place in nodes[key] for day in inside)
            cell = Cell("计划分解", f"B{len(found) + 10}")
            found[key, period] = FixedPoint(line=row.line, node=key, period=period, amount=Decimal(amount), cell=cell)
    return [*found.values()]


_PATHS = (
    (Level.TEAM, Level.REP, Level.CLIENT),
    (Level.MARKET, Level.REP, Level.CLIENT),
    (Level.MARKET, Level.CLIENT),
    (Level.REP, Level.CLIENT),
    (Level.TEAM, Level.CLIENT),
    (Level.MARKET,),
    (Level.PRODUCT,),
    (Level.CLIENT,),
)


def along_paths(chance: Random) -> SalesBook:
    """A year over one path or another, by last year's actuals or not, with targets for some names besides the company's."""
    markets, products = ["北区", "南区", "东区"], ["软件", "硬件"]
    reps = [
        rep(
            f"员{number:02d}",
            chance.choice(["一组", "二组"]),
            row=number + 2,
            market=chance.choice(["", *markets]),
            joined=chance.choice([None, None, date(2026, chance.randint(1, 12), 1)]),
            weight=chance.choice(["1", "2", "0"]),
        )
        for number in range(chance.randint(1, 5))
    ]
    clients = [
        client(f"客{number:02d}", chance.choice(reps).name, chance.choice(markets), row=number + 2)
        for number in range(chance.randint(1, 8))
    ]
    sold = [
        Sold(
            when=date(2025, chance.randint(1, 12), chance.randint(1, 28)),
            sales=str(chance.randint(-50, 1000)),
            rep=chance.choice(reps).name,
            client=chance.choice(clients).name,
            market=chance.choice(["", *markets]),
            product=chance.choice(products),
        )
        for _ in range(chance.choice([0, 5, 60]))
    ]
    path = chance.choice(_PATHS)
    rows = [target(chance.choice([1, 97, 100_003, 15_000_000]))]
    names = {
        Level.TEAM: [each.team for each in reps],
        Level.REP: [each.name for each in reps],
        Level.CLIENT: [each.name for each in clients],
        Level.MARKET: markets,
        Level.PRODUCT: products,
    }
    for level in path:
        if chance.random() < 0.4:
            name, month = chance.choice(names[level]), chance.randint(1, 12)
            rows.append(target(chance.randint(0, 5), months_from(2026, month, 1), row=len(rows) + 2, level=level, name=name))
    choices = Settings(
        path=(Level.COMPANY, *path),
        phasing=chance.choice([Phasing.LAST_YEAR, Phasing.WORKING_DAYS, Phasing.EQUAL]),
        allocation=chance.choice([Allocation.LAST_YEAR, Allocation.WEIGHT]),
        rounding_unit=Decimal(chance.choice(["1", "0.01"])),
    )
    return book(rows, reps, choices, clients=clients, actuals=actuals(*sold))
