"""Numbers that lie outside what their column can mean, and parts above their wholes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from xlsummary.book import schema
from xlsummary.catalogue_checking import OUT_OF_RANGE, PART_OVER_WHOLE
from xlsummary.model import Amount, Origin, SalesBook, Text
from xlsummary.problems import Problem


@dataclass(frozen=True, slots=True)
class _Range:
    """From `least` on, without it where `above`; to `most` where there is one."""

    least: Decimal
    most: Decimal | None = None
    above: bool = False

    def holds(self, value: Decimal) -> bool:
        if value < self.least or (self.above and value == self.least):
            return False
        return self.most is None or value <= self.most

    @property
    def words(self) -> Text:
        if self.most is not None:
            return Text(f"在 {self.least} 到 {self.most} 之间", f"from {self.least} to {self.most}")
        return Text(f"大于 {self.least}", f"above {self.least}") if self.above else Text("不小于 0", "0 or more")


_SCORE, _NOT_NEGATIVE, _POSITIVE = _Range(Decimal(1), Decimal(5)), _Range(Decimal(0)), _Range(Decimal(0), above=True)

RANGES: Mapping[str, Mapping[str, _Range]] = MappingProxyType(
    {
        "clients": {
            **dict.fromkeys(("strength", "network", "delivery", "cooperation", "commitment"), _SCORE),
            **dict.fromkeys(("credit_limit", "terms"), _NOT_NEGATIVE),
            "visit_cycle": _POSITIVE,
        },
        "markets": {
            **dict.fromkeys(("points", "stocked", "last_points", "last_stocked", "consumers", "disputed"), _NOT_NEGATIVE),
            "size": _POSITIVE,
        },
        "plans": {"budget": _NOT_NEGATIVE},
        "activities": dict.fromkeys(("count", "unrecorded", "due_count", "follow_ups"), _NOT_NEGATIVE),
    }
)
"""What each number may be, by sheet and field. Shares, weights, ramp months and months are read within theirs."""

_PARTS = (("stocked", "points"), ("last_stocked", "last_points"))


def out_of_range(book: SalesBook) -> Iterator[Problem]:
    for key, ranges in RANGES.items():
        records: Sequence[object] = getattr(book, key)
        for record in records:
            for field, allowed in ranges.items():
                amount: Amount | None = getattr(record, field)
                if amount is not None and not allowed.holds(amount.value):
                    origin: Origin = record.origin  # type: ignore[attr-defined]  # every record of a sheet has one
                    words = {"heading": _heading(key, field), "range": allowed.words}
                    yield Problem(OUT_OF_RANGE, origin.cell(field), f"{amount.value:f}", words)


def parts_over_wholes(book: SalesBook) -> Iterator[Problem]:
    """More points with the goods in stock than were checked."""
    for market in book.markets:
        for part, whole in _PARTS:
            stocked, points = getattr(market, part), getattr(market, whole)
            if stocked is not None and points is not None and stocked.value > points.value:
                words: dict[str, str | Text] = {
                    "heading": _heading("markets", part),
                    "whole": _heading("markets", whole),
                    "amount": f"{points.value:f}",
                }
                yield Problem(PART_OVER_WHOLE, market.origin.cell(part), f"{stocked.value:f}", words)


def _heading(key: str, field: str) -> Text:
    return schema.sheet(key).column(field).heading
