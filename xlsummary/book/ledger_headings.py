"""The headings that 用友, 金蝶 and their like give the columns of a ledger, and where such a table begins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from xlsummary.book.schema import HEADING_ROWS
from xlsummary.book.source import Grid
from xlsummary.book.values import CellValue
from xlsummary.spelling import folded, heading_key

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "day": ("日期", "凭证日期", "制单日期", "记账日期", "业务日期", "交易日期", "Date", "Posting date"),
        "year": ("年", "年度", "会计年度", "Year"),
        "month": ("月", "月份", "Month"),
        "day_of_month": ("日", "Day"),
        "voucher": ("凭证字号", "凭证号", "凭证号数", "凭证编号", "字号", "凭证", "Voucher", "Voucher no."),
        "line": ("分录号", "分录", "行号", "Line"),
        "summary": ("摘要", "Summary", "Description", "Text"),
        "account": ("科目编码", "科目代码", "科目编号", "会计科目编码", "Account", "Account code"),
        "account_name": ("科目名称", "科目", "会计科目", "科目全名", "Account name"),
        "contra": ("对方科目", "对方科目名称", "对方科目编码", "对应科目", "Contra account"),
        "client": (
            *("客户", "客户名称", "往来单位", "往来单位名称", "客商", "客商名称", "单位名称", "核算项目", "核算项目名称"),
            *("辅助核算", "辅助项", "辅助项名称", "Client", "Customer"),
        ),
        "debit": ("借方", "借方金额", "借方发生额", "借方本币", "本币借方", "借方本位币", "Debit"),
        "credit": ("贷方", "贷方金额", "贷方发生额", "贷方本币", "本币贷方", "贷方本位币", "Credit"),
        "side": ("方向", "借贷", "借贷方向", "借/贷", "Side", "D/C"),
        "amount": ("金额", "本币金额", "发生额", "本位币金额", "Amount"),
        "number": (
            *("发票号", "发票号码", "单据号", "单据编号", "票据号", "票号", "结算号", "业务编号", "往来业务编号"),
            *("Invoice", "Invoice no.", "Document", "Document no."),
        ),
    }
)
"""By what we call a column, the headings it goes by; the earlier one where a table has two."""

_MEANINGS = {heading_key(word): (name, rank) for name, words in COLUMNS.items() for rank, word in enumerate(words)}
NO_HEADINGS: Mapping[str, str] = MappingProxyType({})
"""No map of a ledger's headings."""
_ACCOUNT_ABOVE = re.compile(r"(?:会计)?科目(?:名称|编码)?\s*:?\s*(?P<code>\d{4,})?[\s\-_/\\]*(?P<name>.*)")
_YEAR = re.compile(r"((?:19|20)\d{2})年?")


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """Where a ledger's table begins: the heading row's place in the grid, each known column's place in a row, and what the
    lines above it say of the whole: its account's code and name, and the year where only month and day have columns.
    """

    grid: Grid
    place: int
    columns: Mapping[str, int]
    account: str = ""
    account_name: str = ""
    year: int | None = None


def ledger_head(grid: Grid, headings: Mapping[str, str] = NO_HEADINGS) -> LedgerHead | None:
    """The heading row, or two rows, with the most known headings of those with a day and an amount; None where none has."""
    meanings = {word: meaning for word, meaning in _MEANINGS.items() if meaning[0] not in headings}
    meanings |= {heading_key(heading): (name, 0) for name, heading in headings.items()}
    best: tuple[int, dict[str, int]] | None = None
    for place in range(min(len(grid.rows), HEADING_ROWS)):
        columns = _columns(grid.rows[place], meanings)
        lower = _columns(grid.rows[place + 1], meanings) if place + 1 < len(grid.rows) else {}
        for last, known in ((place, columns), (place + 1, {**lower, **columns})):
            if _is_ledger(known) and (best is None or len(known) > len(best[1])):
                best = last, known
    if best is None:
        return None
    place, known = best
    code, name = _account_above(grid.rows[:place])
    year = _year_of(grid.rows, place, known)
    if known.get("year") == known.get("month"):  # a year over its months is a heading, and has no column
        known = {column: at for column, at in known.items() if column != "year"}
    return LedgerHead(grid, place, MappingProxyType(known), code, name, year)


def _columns(row: Sequence[CellValue], meanings: Mapping[str, tuple[str, int]]) -> dict[str, int]:
    """The place of each known column; of two headings for one the nearer word, of two alike the first."""
    found: dict[str, tuple[int, int]] = {}
    for at, cell in enumerate(row):
        text = cell if isinstance(cell, str) else str(cell)
        meaning = ("year", 0) if _YEAR.fullmatch(folded(text)) else meanings.get(heading_key(text))
        if meaning and (meaning[0] not in found or meaning[1] < found[meaning[0]][0]):
            found[meaning[0]] = meaning[1], at
    return {name: at for name, (_, at) in found.items()}


def _is_ledger(columns: Mapping[str, int]) -> bool:
    """True for a day and an amount with its side, or amounts in columns of their sides."""
    dated = "day" in columns or {"month", "day_of_month"} <= columns.keys()
    return dated and ({"debit", "credit"} & columns.keys() != set() or "amount" in columns)


def _account_above(rows: Sequence[Sequence[CellValue]]) -> tuple[str, str]:
    """The account of an account sheet (明细账), which stands above its table: `科目：1122 应收账款`."""
    for row in rows:
        for cell in row:
            found = _ACCOUNT_ABOVE.fullmatch(folded(cell)) if isinstance(cell, str) else None
            if found and (found["code"] or found["name"]):
                return found["code"] or "", found["name"].strip()
    return "", ""


def _year_of(rows: Sequence[Sequence[CellValue]], place: int, columns: Mapping[str, int]) -> int | None:
    """The year that a heading is (`2025年` over months and days), else the last one named above the table."""
    texts = [str(row[columns["year"]]) for row in rows[max(0, place - 1) : place + 1]] if "year" in columns else []
    texts += [cell for row in reversed(rows[:place]) for cell in row if isinstance(cell, str)]
    found = (_YEAR.search(folded(text)) for text in texts)
    return next((int(match[1]) for match in found if match), None)
