"""A large book and a large ledger of it: every second row with a document number, a thousandth with a difference."""

from __future__ import annotations

from pathlib import Path

from tests.bench.books import amount, day, table_book, text

_OWN = ("日期", "客户", "销售额", "单号", "产品")
_LEDGER = ("日期", "凭证字号", "摘要", "科目编码", "客户", "借方", "贷方")


def own_book(path: Path, rows: int) -> Path:
    """A sheet 实绩 of 5 columns."""
    return table_book(path, "实绩", _OWN, rows, _own)


def ledger_book(path: Path, rows: int) -> Path:
    """A journal of 应收账款, 7 columns: the same sales up to two days later, some with another amount or client."""
    return table_book(path, "序时账", _LEDGER, rows, _posting)


def fen(number: int) -> int:
    """The amount of a row, in fen."""
    return (100 + number * 7919 % 99_991) * 100 + number % 100


def has_document(number: int) -> bool:
    return number % 2 == 1


def _own(number: int) -> str:
    document = text("D", number, _document(number)) if has_document(number) else ""
    client, product = text("B", number, _client(number)), text("E", number, f"品{number % 50}")
    return day(number, number % 330) + client + amount("C", number, _yuan(fen(number))) + document + product


def _posting(number: int) -> str:
    summary = f"销售 {_document(number)}" if has_document(number) else "销售"
    client = "别家" if number % 1000 == 9 else _client(number)
    owed = fen(number) + (300 if number % 1000 == 7 else 0)
    texts = zip("BCDE", (f"记-{number % 999 + 1}", summary, "1122.01", client), strict=True)
    cells = "".join(text(letter, number, value) for letter, value in texts)
    return day(number, number % 330 + number % 3) + cells + amount("F", number, _yuan(owed))


def _document(number: int) -> str:
    return f"XS{number:07d}"


def _client(number: int) -> str:
    return f"客{number % 3000}"


def _yuan(amount_in_fen: int) -> str:
    return f"{amount_in_fen // 100}.{amount_in_fen % 100:02d}"
