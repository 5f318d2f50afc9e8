"""Which lines of a ledger's sheet are postings, and their columns; the others are left out and counted."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from xlsummary import catalogue
from xlsummary.book.findings import Findings
from xlsummary.book.ledger_columns import LedgerColumns
from xlsummary.book.ledger_head import LedgerHead, account_in, client_in, coded
from xlsummary.book.ledger_headings import AMOUNTS
from xlsummary.book.ledger_left_out import is_closing, is_foot, reason_of
from xlsummary.book.ledger_party import party
from xlsummary.book.values import Customs, is_blank
from xlsummary.model import Text
from xlsummary.spelling import folded
from xlsummary.wording import counted

_PROFIT = ("4103", "3103", "3131")
_PROFIT_NAME = "本年利润"
"""What income is closed to at the end of a period."""
_ACCOUNT = Text("科目", "Account")
_WHOLE_SHEET = Text("整张表", "the whole sheet")
_WORDED = ("summary", "account", "account_name", "contra", "client")
"""The columns whose words may look like the line of an account and are not."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The columns of a sheet's postings by their names in `Ledger`, and by reason how many lines are none."""

    columns: Mapping[str, Sequence[object]]
    left_out: Counter[str]


def lines_of(head: LedgerHead, customs: Customs, findings: Findings) -> Lines:
    """The lines below a ledger's headings; what is wrong in one is told at its cell."""
    return _Reader(LedgerColumns(head, customs, findings)).lines()


@dataclass(slots=True)
class _Reader:
    columns: LedgerColumns
    left_out: dict[int, str] = field(default_factory=dict)
    named: dict[int, tuple[str, str]] = field(default_factory=dict)
    parties: dict[int, str] = field(default_factory=dict)

    def lines(self) -> Lines:
        columns = self.columns
        for cell in columns.merged_amounts():
            columns.findings.add(catalogue.MERGED_AMOUNT, cell)
        places = self._filled()
        self._tell_hidden(places)
        self._leave_out(places)
        places = [place for place in places if place not in self.left_out] if self.left_out else places
        debits, credits_ = columns.sides(places)
        amounts = {
            place: (debit, credit)
            for place, debit, credit in zip(places, debits, credits_, strict=True)
            if debit is not None or credit is not None
        }
        rows = columns.head.grid.rows
        empty = (place for place in places if place not in amounts and not all(map(is_blank, rows[place])))
        self.left_out |= dict.fromkeys(empty, "no-amount")
        days, vouchers = self._dated(places, amounts)
        kept = [place for place in amounts if place in days]
        read = self._columns(kept, [days[place] for place in kept], [vouchers[place] for place in kept])
        read["debits"] = [amounts[place][0] for place in kept]
        read["credits"] = [amounts[place][1] for place in kept]
        return self._without_closing(read)

    def _filled(self) -> list[int]:
        rows = self.columns.head.grid.rows
        width = len(rows[0])
        return [place for place in range(self.columns.head.place + 1, len(rows)) if rows[place].count("") < width]

    def _tell_hidden(self, places: Sequence[int]) -> None:
        """A note where filtered or hidden rows, or a hidden sheet, are counted like the rest."""
        columns, grid = self.columns, self.columns.head.grid
        hidden = sorted({number - grid.first_row for number in grid.hidden_rows or ()} & {*places}) if grid.hidden_rows else []
        if hidden or grid.hidden:
            first = next(name for name in (*AMOUNTS, "day") if columns.has(name))
            what = Text(f"{len(hidden)} 行", counted(len(hidden), "row")) if hidden else _WHOLE_SHEET
            cell = columns.cell(first, hidden[0] if hidden else columns.head.place)
            columns.findings.add(catalogue.HIDDEN_ROWS, cell, what=what, count=str(len(hidden)))

    # Lines that are no postings -----------------------------------------------------------------------

    def _leave_out(self, places: Sequence[int]) -> None:
        head = self.columns.head
        worded = {head.columns[name] for name in _WORDED if name in head.columns}
        doubtful: list[int] = []
        for at in range(len(head.grid.rows[0])):
            cells = [head.grid.rows[place][at] for place in places]
            texts = [cell for cell in set(cells) if isinstance(cell, str)]
            reasons = {text: reason for text in texts if (reason := reason_of(text))}
            reasons |= {text: "heading-line" for text in texts if text and folded(text) == head.texts.get(at)}
            named = [text for text in texts if at not in worded and ("科目" in text or ":" in text or "：" in text)]
            reasons |= {text: "foot-line" for text in named if is_foot(text)}
            reasons |= {text: "account-line" for text in named if account_in(text) or client_in(text)}
            for place, cell in zip(places, cells, strict=True) if reasons else ():
                self._put(place, reasons.get(cell, "") if isinstance(cell, str) else "", str(cell), doubtful)
        self.left_out |= {
            place: "subtotal-line" for place in doubtful if place not in self.left_out and not self._is_posted(place)
        }
        self.left_out |= dict.fromkeys((*self.named, *self.parties), "account-line")

    def _put(self, place: int, reason: str, text: str, doubtful: list[int]) -> None:
        """Notes why a line is no posting, or that it may be none."""
        if reason == "like-a-sum":
            doubtful.append(place)
        elif reason == "account-line":
            self._name(place, text)
        elif reason:
            self.left_out.setdefault(place, reason)

    def _name(self, place: int, text: str) -> None:
        account = account_in(text)
        if account:
            self.named[place] = account
        else:
            self.parties[place] = party(client_in(text))

    def _is_posted(self, place: int) -> bool:
        """True for a line that has a voucher; without such a column, a day."""
        columns = self.columns
        name = next(name for name in ("voucher", "day", "day_of_month") if columns.has(name))
        return columns.cells(name, [place])[0] != ""

    # Days, vouchers, accounts -------------------------------------------------------------------------

    def _dated(self, places: Sequence[int], amounts: Iterable[int]) -> tuple[Mapping[int, date], Mapping[int, str]]:
        """The day and voucher of each line with an amount; further lines of a voucher often leave them out."""
        own = self._vouchers(places)
        sources = self.columns.days(places, own)
        if sources is places:
            read = self.columns.read_days([*amounts])
            return {place: day for place, day in read.items() if day is not None}, dict(zip(places, own, strict=True))
        source, given = dict(zip(places, sources, strict=True)), dict(zip(places, own, strict=True))
        read = self.columns.read_days([*dict.fromkeys(source[place] for place in amounts)])
        days = {place: day for place in amounts if (day := read[source[place]]) is not None}
        return days, {place: given[place] or given[source[place]] for place in amounts}

    def _vouchers(self, places: Sequence[int]) -> Sequence[str]:
        """The vouchers that stand in the lines, `记-12` also where word and number have columns of their own."""
        numbers = self.columns.texts("voucher", places)
        if not self.columns.has("word"):
            return numbers
        words = self.columns.texts("word", places)
        return [f"{word}-{number}" if word and number else word or number for word, number in zip(words, numbers, strict=True)]

    def _columns(self, kept: Sequence[int], days: Sequence[date], vouchers: Sequence[str]) -> dict[str, Sequence[object]]:
        columns = self.columns
        codes, names = self._accounts(kept)
        return {
            "rows": [columns.head.grid.first_row + place for place in kept],
            "days": [day.toordinal() for day in days],
            "vouchers": vouchers,
            "summaries": columns.texts("summary", kept),
            "accounts": codes,
            "account_names": names,
            "contras": columns.texts("contra", kept),
            "clients": self._clients(kept),
            "numbers": columns.texts("number", kept),
        }

    def _clients(self, kept: Sequence[int]) -> list[str]:
        """Each line's client: its own, that of the lines it stands among, or that of the whole sheet."""
        texts = self.columns.texts("client", kept)
        parties = {text: party(text) for text in dict.fromkeys(texts)}
        if not self.parties:
            whole = party(self.columns.head.client)
            return [parties[text] or whole for text in texts]
        starts = sorted(self.parties)
        above = ((bisect_right(starts, place) - 1, text) for place, text in zip(kept, texts, strict=True))
        return [parties[text] or (self.parties[starts[start]] if start >= 0 else "") for start, text in above]

    def _accounts(self, kept: Sequence[int]) -> tuple[list[str], list[str]]:
        """Code and name of each line's account: its own, that of the lines it stands among, or that of the whole sheet."""
        columns = self.columns
        codes, names = columns.texts("account", kept), columns.texts("account_name", kept)
        parts = {pair: _account(*pair) for pair in dict.fromkeys(zip(codes, names, strict=True))}
        found = [parts[pair] for pair in zip(codes, names, strict=True)]
        if ("", "") in parts:
            found = self._filled_in(kept, found)
        return [code for code, _ in found], [name for _, name in found]

    def _filled_in(self, kept: Sequence[int], found: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        head, above = self.columns.head, self._above()
        starts = sorted(above)
        whole = (head.account, head.account_name)
        filled: list[tuple[str, str]] = []
        is_any = any(code or name for code, name in found) and not any(whole)
        for place, own in zip(kept, found, strict=True):
            start = bisect_right(starts, place) - 1
            account = own if any(own) else above[starts[start]] if start >= 0 else whole
            if not any(account) and is_any:
                name = "account" if self.columns.has("account") else "account_name"
                self.columns.findings.add(catalogue.MISSING_VALUE, self.columns.cell(name, place), heading=_ACCOUNT)
            filled.append(account)
        return filled

    def _above(self) -> Mapping[int, tuple[str, str]]:
        """The accounts that lines between the postings name: their own lines, and balances brought forward."""
        openings = [place for place, reason in self.left_out.items() if reason == "opening-balance"]
        names = zip(self.columns.texts("account", openings), self.columns.texts("account_name", openings), strict=True)
        own = {place: _account(*pair) for place, pair in zip(openings, names, strict=True) if any(pair)}
        return {**own, **self._merged(), **self.named}

    def _merged(self) -> Mapping[int, tuple[str, str]]:
        """The accounts in cells merged over several lines."""
        grid, columns = self.columns.head.grid, self.columns
        at = {grid.first_column + columns.head.columns[name] for name in ("account", "account_name") if columns.has(name)}
        tops = {
            merge.first_row - grid.first_row
            for merge in grid.merges
            if merge.first_column in at
            and merge.last_row > merge.first_row
            and merge.first_row - grid.first_row < len(grid.rows)
        }
        places = sorted(place for place in tops if place > columns.head.place)
        pairs = zip(columns.texts("account", places), columns.texts("account_name", places), strict=True)
        return {place: _account(*pair) for place, pair in zip(places, pairs, strict=True)}

    # Closing entries ----------------------------------------------------------------------------------

    def _without_closing(self, read: dict[str, Sequence[object]]) -> Lines:
        """Without the lines that close income to the profit of the year, and the others of their vouchers."""
        counts = Counter(self.left_out.values())
        shut = [*_closing(read)]
        if any(shut):
            counts["closing-entry"] += sum(shut)
            read = {
                name: [each for each, is_shut in zip(column, shut, strict=True) if not is_shut] for name, column in read.items()
            }
        return Lines(read, counts)


def _closing(read: Mapping[str, Sequence[object]]) -> Iterator[bool]:
    """Whether each line closes income, or goes on with the entry of one that does: of its voucher, with its summary or none."""
    told = {text: is_closing(str(text)) for text in dict.fromkeys(read["summaries"])}
    profit = {
        text: str(text).startswith(_PROFIT) or _PROFIT_NAME in str(text)
        for name in ("accounts", "account_names", "contras")
        for text in dict.fromkeys(read[name])
    }
    if not any(told.values()) and not any(profit.values()):
        yield from (False for _ in read["rows"])
        return
    lines = zip(read["summaries"], read["accounts"], read["account_names"], read["contras"], strict=True)
    closes = [told[summary] or profit[code] or profit[name] or profit[contra] for summary, code, name, contra in lines]
    keys = [*zip(read["days"], read["vouchers"], read["summaries"], strict=True)]
    shut = {key for key, is_shut in zip(keys, closes, strict=True) if is_shut and key[1]}
    vouchers = {key[:2] for key in shut}
    for key, is_shut in zip(keys, closes, strict=True):
        yield is_shut or key in shut or (not key[2] and key[:2] in vouchers)


def _account(code: str, name: str) -> tuple[str, str]:
    """Code and name, which may stand in one cell."""
    own, rest = coded(code or name)
    if not own:
        return (code, name)
    return own, rest or (name if code else "")
