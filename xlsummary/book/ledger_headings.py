"""The headings that 用友, 金蝶 and their like give the columns of a ledger, and what stands in one or two rows of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from xlsummary.book.values import CellValue, is_blank
from xlsummary.spelling import bracketed, folded, heading_key

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "day": ("日期", "凭证日期", "制单日期", "记账日期", "业务日期", "交易日期", "Date", "Posting date", "Document date"),
        "year": ("年", "年度", "会计年度", "Year", "Fiscal year"),
        "month": ("月", "月份", "Month"),
        "day_of_month": ("日", "Day"),
        "word": ("凭证字", "凭证类别", "凭证类型", "Voucher type"),
        "voucher": (
            *("凭证字号", "凭证号", "凭证号数", "凭证编号", "字号", "凭证", "凭证字-号", "记账凭证号"),
            *("Voucher", "Voucher no.", "Journal no."),
        ),
        "line": ("分录号", "分录", "行号", "Line"),
        "summary": ("摘要", "凭证摘要", "分录摘要", "Summary", "Description", "Text", "Memo"),
        "account": (
            "科目编码",
            "科目代码",
            "科目编号",
            "会计科目编码",
            "Account",
            "Account code",
            "Account no.",
            "G/L account",
        ),
        "account_name": ("科目名称", "科目", "会计科目", "科目全名", "会计科目名称", "Account name"),
        "contra": ("对方科目", "对方科目名称", "对方科目编码", "对应科目", "Contra account", "Offset account"),
        "client": (
            *("客户", "客户名称", "往来单位", "往来单位名称", "客商", "客商名称", "单位名称", "核算项目", "核算项目名称"),
            *("辅助核算", "辅助项", "辅助项名称", "核算维度", "对方单位", "Client", "Customer", "Customer name"),
        ),
        "debit": ("借方", "借方金额", "借方发生额", "借方本币", "本币借方", "借方本位币", "借方本币金额", "借方发生", "Debit"),
        "credit": (
            "贷方",
            "贷方金额",
            "贷方发生额",
            "贷方本币",
            "本币贷方",
            "贷方本位币",
            "贷方本币金额",
            "贷方发生",
            "Credit",
        ),
        "side": ("方向", "借贷", "借贷方向", "借/贷", "余额方向", "Side", "D/C", "Dr/Cr"),
        "amount": ("金额", "本币金额", "发生额", "本位币金额", "Amount"),
        "number": (
            *(
                "发票号",
                "发票号码",
                "单据号",
                "单据编号",
                "票据号",
                "票号",
                "结算号",
                "业务编号",
                "往来业务编号",
                "订单号",
                "出库单号",
            ),
            *("Invoice", "Invoice no.", "Document", "Document no.", "Reference"),
        ),
    }
)
"""By what we call a column, the headings it goes by; the earlier one where a table has two."""

AMOUNTS = ("debit", "credit", "amount")
"""The columns that hold money."""

_MEANINGS = {heading_key(word): (name, rank) for name, words in COLUMNS.items() for rank, word in enumerate(words)}
_MONEY = frozenset(map(heading_key, ("金额", "本币", "本位币", "本币金额", "本位币金额", "人民币", "Amount", "Local currency")))
"""What the money is called where 借方 stands over 数量, 单价 and 金额, or over 原币 and 本位币."""
_FOREIGN = re.compile(r"原币|外币|余额|foreign|balance", re.IGNORECASE)
YEAR = re.compile(r"((?:19|20)\d{2})年?")

Meaning = tuple[str, int]
"""The name of a column, and how near its heading is to it: 0 the nearest."""


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """Where each known column stands in a row, and the headings over it; rows `first` to `last` of the grid.

    `doubtful` are, by name, places that could both be it, `divided` those of a column that is several.
    """

    first: int
    last: int
    columns: Mapping[str, int]
    texts: Mapping[int, str]
    doubtful: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_ledger(self) -> bool:
        """True for a day and an amount with its side, or amounts in columns of their sides."""
        names = self.columns.keys()
        dated = "day" in names or {"month", "day_of_month"} <= names
        return dated and not names.isdisjoint(AMOUNTS)


def meanings_with(headings: Mapping[str, str]) -> Mapping[str, Meaning]:
    """What each heading means, with those that a person has told, by our names."""
    usual = {word: meaning for word, meaning in _MEANINGS.items() if meaning[0] not in headings}
    return usual | {heading_key(heading): (name, 0) for name, heading in headings.items()}


def heading_row(rows: Sequence[Sequence[CellValue]], place: int, meanings: Mapping[str, Meaning]) -> HeadingRow:
    """The headings of a row, or of this row and the next where that one divides it."""
    upper = [*map(_text, rows[place])]
    lower = [*map(_text, rows[place + 1])] if place + 1 < len(rows) else []
    if lower and _divides(upper, rows[place + 1], meanings):
        return _found(place, place + 1, dict(_divided(upper, lower, meanings)), upper, lower)
    return _found(place, place, {at: meaning for at, text in enumerate(upper) if (meaning := _meaning(text, meanings))}, upper)


def _found(first: int, last: int, meant: Mapping[int, Meaning], upper: Sequence[str], lower: Sequence[str] = ()) -> HeadingRow:
    """The nearest heading of each column; of money alone two as near are doubtful, of all others the first counts."""
    by_name: dict[str, list[tuple[int, int]]] = {}
    for at, (name, rank) in sorted(meant.items()):
        by_name.setdefault(name, []).append((rank, at))
    columns = {name: min(places)[1] for name, places in by_name.items()}
    doubtful = {name: _as_near(by_name[name]) for name in AMOUNTS if name in by_name}
    wholes = _wholes(upper)
    texts = {
        at: f"{wholes[at]} {lower[at]}".strip() if lower and lower[at] else upper[at] for at in sorted({*columns.values()})
    }
    return HeadingRow(
        first,
        last,
        MappingProxyType(columns),
        MappingProxyType(texts),
        MappingProxyType({name: places for name, places in doubtful.items() if len(places) > 1}),
    )


def _as_near(places: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    nearest = min(places)[0]
    return tuple(at for rank, at in places if rank == nearest)


def _divides(upper: Sequence[str], below: Sequence[CellValue], meanings: Mapping[str, Meaning]) -> bool:
    """True for a row of nothing but words, one of them a heading or a part of one, below a row of headings."""
    if sum(_meaning(text, meanings) is not None for text in upper) < 2:
        return False
    filled = [(at, cell) for at, cell in enumerate(below) if not is_blank(cell)]
    if not filled or not all(isinstance(cell, str) and not re.search(r"\d", cell) for _, cell in filled):
        return False
    wholes = _wholes(upper)
    named = any(_meaning(str(cell), meanings) or heading_key(str(cell)) in _MONEY for _, cell in filled)
    under = [at for at, _ in filled if (whole := _meaning(wholes[at], meanings)) and whole[0] in AMOUNTS]
    return named or len(under) > 1


def _divided(upper: Sequence[str], lower: Sequence[str], meanings: Mapping[str, Meaning]) -> Iterator[tuple[int, Meaning]]:
    """What each column of two rows of headings means."""
    wholes = _wholes(upper)
    for at, (own, part) in enumerate(zip(upper, lower, strict=True)):
        whole = _meaning(wholes[at], meanings)
        if not part:
            meaning = _meaning(own, meanings)
        elif whole and whole[0] in AMOUNTS:
            meaning = _part_of(whole[0], part)
        elif _FOREIGN.search(wholes[at]):
            meaning = None
        else:
            meaning = _meaning(part, meanings) or _meaning(own, meanings)
        if meaning:
            yield at, meaning


def _part_of(name: str, part: str) -> Meaning | None:
    """The money under 借方; another part of it is that only where nothing is called so, and then it must be the only one."""
    if heading_key(part) in _MONEY:
        return name, 0
    return None if _PIECES.search(part) or _FOREIGN.search(part) else (name, 1)


_PIECES = re.compile(r"数量|单价|汇率|单位|quantity|price|rate", re.IGNORECASE)


def _wholes(upper: Sequence[str]) -> list[str]:
    """For each column the heading above it, that of the merged cells to its left where its own is blank."""
    wholes: list[str] = []
    for text in upper:
        wholes.append(text or (wholes[-1] if wholes else ""))
    return wholes


def _meaning(text: str, meanings: Mapping[str, Meaning]) -> Meaning | None:
    plain = folded(text)
    if YEAR.fullmatch(plain):
        return "year", 0
    if any(_FOREIGN.search(each) and "余额" not in each for each in bracketed(plain)):
        return None
    return meanings.get(heading_key(plain))


def _text(cell: CellValue) -> str:
    return "" if is_blank(cell) else folded(cell if isinstance(cell, str) else _number(cell))


def _number(cell: CellValue) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
