"""A book of 20,000 rows of actuals with 50 faults of 25 kinds, always the same; `python -m tests.cases.large` times it."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from openpyxl import Workbook

from xlsummary import pipeline

ROWS = 20_000
TODAY = date(2026, 4, 1)

HEADINGS = {
    "day": "日期",
    "rep": "人员",
    "code": "客户编码",
    "client": "客户",
    "sales": "销售额",
    "cash": "回款",
    "paid": "回款日期",
    "market": "市场",
    "kind": "类型",
    "document": "单号",
    "quantity": "数量",
    "profit": "利润",
    "ordered": "下单日期",
    "shipped": "发货日期",
    "note": "备注",
}
LETTERS = {name: chr(ord("A") + place) for place, name in enumerate(HEADINGS)}
REPS = tuple(f"员工{number:02d}" for number in range(20))
LEAVERS = ("离职甲", "离职乙")
MARKETS = ("华东", "华南", "华北", "西南")
CLIENTS = tuple((f"{number:06d}", f"客户{number:03d}") for number in range(1, 301))

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault: what it makes of the cells of a sound row, the rule it breaks and the column of the cell told.

    `spoil` takes 0 or 1, since each kind stands in the book twice. `rows` is how many rows the fault takes.
    """

    rule: str
    column: str
    spoil: Callable[[int], Row]
    rows: int = 1


def _cell(column: str, *values: object) -> Callable[[int], Row]:
    return lambda number: {column: values[number % len(values)]}


FAULTS: tuple[Fault, ...] = (
    Fault("unreadable-amount", "sales", _cell("sales", "十几万", "数百万")),
    Fault("unreadable-amount", "cash", _cell("cash", "60%", "35 %")),
    Fault("error-cell", "profit", _cell("profit", "#N/A", "#DIV/0!")),
    Fault("unreadable-amount", "sales", _cell("sales", "1,50", "12,34,567")),
    Fault("uncalculated-formula", "sales", _cell("sales", "=1000*2", "=A1")),
    Fault("placeholder", "sales", _cell("sales", "2xx", "待定")),
    Fault("missing-value", "day", _cell("day", None)),
    Fault("unreadable-date", "day", _cell("day", "2026-02-30", "上周")),
    Fault("unreadable-number", "quantity", _cell("quantity", "很多", "3-5")),
    Fault("unknown-choice", "kind", _cell("kind", "赠品", "换货")),
    Fault("unlisted-rep", "rep", _cell("rep", "无名甲", "无名乙")),
    Fault("after-leaving", "day", _cell("rep", *LEAVERS)),
    Fault("rep-shares", "rep", _cell("rep", "员工01 60%员工02 50%", "员工03 60%员工04")),
    Fault("name-spelling", "rep", _cell("rep", "员工 01", "员工０２")),
    Fault("unlisted-market", "market", _cell("market", "海外", "东北")),
    Fault("date-for-name", "client", _cell("client", date(2026, 1, 2), date(2026, 3, 5))),
    Fault("code-differs", "code", _cell("code", "000999", "000998")),
    Fault("control-characters", "note", _cell("note", "一行_x000B_二行", "_x0007_响铃")),
    Fault("long-number", "document", _cell("document", 330102199001011234, 440102199001011234)),
    Fault("sign-against-kind", "sales", _cell("kind", "退货", "折让")),
    Fault("amount-against-kind", "sales", _cell("kind", "回款", "承兑")),
    Fault("merged-amount", "sales", _cell("note", None), rows=2),
    Fault("rows-alike", "day", _cell("note", None), rows=2),
    Fault("cash-date-without-cash", "paid", lambda _: {"cash": None, "paid": date(2026, 3, 31)}),
    Fault("dates-out-of-order", "shipped", lambda _: {"ordered": date(2026, 1, 9), "shipped": date(2026, 1, 8)}),
)


@dataclass(slots=True)
class Planned:
    """The rows of the book, what is merged in it, and by cell the rule that is broken there."""

    rows: list[Row]
    merges: list[str] = field(default_factory=list)
    expected: list[tuple[str, str]] = field(default_factory=list)


def planned(seed: int = 1) -> Planned:
    """Sound rows with each kind of fault in two places of the sheet's middle."""
    chance = Random(seed)  # noqa: S311 (nothing secret)
    book = Planned([_sound(chance, number) for number in range(ROWS)])
    places = iter(sorted(chance.sample(range(500, ROWS // 2), 2 * len(FAULTS)), key=lambda _: chance.random()))
    for fault in FAULTS:
        for number in range(2):
            _spoil(book, fault, next(places) * 2, number)
    return book


def _sound(chance: Random, number: int) -> Row:
    day = date(2026, 1, 5) + timedelta(days=number * 85 // ROWS)
    sales = chance.randrange(10_000, 1_000_000)
    code, client = chance.choice(CLIENTS)
    return {
        "day": day,
        "rep": chance.choice(REPS),
        "code": code,
        "client": client,
        "sales": sales / 100,
        "cash": sales / 200 if sales % 2 == 0 else sales / 100,
        "market": chance.choice(MARKETS),
        "document": f"XS{number:06d}",
        "quantity": chance.randrange(1, 50),
        "profit": sales // 500,
    }


def _spoil(book: Planned, fault: Fault, place: int, number: int) -> None:
    book.rows[place] |= fault.spoil(number)
    first = place + 2
    cell = f"{LETTERS[fault.column]}{first}"
    if fault.rule == "merged-amount":
        book.rows[place + 1]["sales"] = None
        cell = f"{cell}:{LETTERS[fault.column]}{first + 1}"
        book.merges.append(cell)
    elif fault.rule == "rows-alike":
        book.rows[place + 1] = dict(book.rows[place])
        cell = f"{LETTERS[fault.column]}{first + 1}"
    elif fault.rule in ("sign-against-kind", "amount-against-kind"):
        book.rows[place]["cash"] = None
    book.expected.append((fault.rule, cell))


def write(book: Planned, path: Path) -> None:
    """The book as a file."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in _sheets(book):
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    for span in book.merges:
        workbook["实绩"].merge_cells(span)
    workbook.save(path)


def _sheets(book: Planned) -> Iterator[tuple[str, list[list[object]]]]:
    yield "目标", [["期间", "目标值"], [2026, 100_000_000]]
    yield "实绩", [[*HEADINGS.values()], *([row.get(name) for name in HEADINGS] for row in book.rows)]
    others = [("000999", "别家甲"), ("000998", "别家乙")]
    clients: list[list[object]] = [[name, code] for code, name in (*CLIENTS, *others)]
    yield "客户", [["客户", "编号"], *clients]
    markets: list[list[object]] = [[name] for name in MARKETS]
    yield "市场", [["市场"], *markets]
    reps: list[list[object]] = [[name, f"{place % 4 + 1}组", None] for place, name in enumerate(REPS)]
    yield "人员", [["姓名", "团队", "离职"], *reps, *([name, "1组", date(2026, 1, 5)] for name in LEAVERS)]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlsx"
        write(planned(), path)
        for _ in range(5):
            start = time.perf_counter()
            checked = pipeline.check(path, pipeline.Options(today=TODAY))
            seconds = time.perf_counter() - start
            sys.stdout.write(f"{seconds:.2f} s, {len(checked.problems)} problems\n")


if __name__ == "__main__":
    main()
