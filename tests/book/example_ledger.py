"""The ledger of the shipped example, as 用友 T+ would export it, with a fault of each usual kind put in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.book.ledgers import Row, text
from xlsummary.book.read import read_book
from xlsummary.model import Actuals

_HEAD = ("日期", "凭证字号", "摘要", "科目编码", "科目名称", "往来单位", "借方金额", "贷方金额")


def example_ledger(book: Path, path: Path) -> Path:
    """The journal of a book's sales and receipts as a CSV in GB18030: one sale is missing, one has another amount, one another
    client, one is posted twice, one receipt is posted in January and one the book has not."""
    actuals = read_book(book).book.actuals
    rows: list[Row] = [
        ("某公司 序时账",),
        ("期间：2025.10-2026.01",),
        _HEAD,
        (None, None, "期初余额", "1122", "应收账款", None, 1200, None),
    ]
    for entry in actuals.entries():
        rows += _sale(actuals, entry) if entry != 3 else ()
        rows += _sale(actuals, entry) if entry == 5 else ()
        rows += _receipt(actuals, entry)
    rows += _received(date(2025, 12, 30), 999, "收款", "晋源物资公司", 888_00)
    return text(path, [*rows, ("本年累计", *[None] * 7)])


def _sale(actuals: Actuals, entry: int) -> Iterator[Row]:
    fen = actuals.fen("sales", entry)
    if fen is None:
        return
    gross = fen + 100_00 if entry == 7 else fen
    tax = gross - round(gross / 1.13)
    client = "晋裕机电" if entry == 10 else actuals.text("client", entry)
    day, said = date.fromordinal(actuals.starts[entry]), f"销售 {actuals.text('document', entry)}"
    yield day, f"记-{entry * 2 + 1:04d}", said, "1122", "应收账款", client, _yuan(gross), None
    yield None, None, said, "6001", "主营业务收入", None, None, _yuan(gross - tax)
    yield None, None, said, "22210102", "销项税额", None, None, _yuan(tax)


def _receipt(actuals: Actuals, entry: int) -> Iterator[Row]:
    fen = actuals.fen("collected", entry)
    if fen is not None:
        late = timedelta(days=60 if entry == len(actuals) - 1 else 0)
        day = date.fromordinal(actuals.paid_starts[entry]) + late
        yield from _received(day, entry * 2 + 2, f"收款 {actuals.text('document', entry)}", actuals.text("client", entry), fen)


def _received(day: date, number: int, said: str, client: str, fen: int) -> Iterator[Row]:
    yield day, f"记-{number:04d}", said, "1002", "银行存款", None, _yuan(fen), None
    yield None, None, said, "1122", "应收账款", client, None, _yuan(fen)


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"
