"""Rows to records, one builder a sheet; a row whose needed cells cannot be read gives no record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from xlsummary import catalogue, catalogue_structure, model
from xlsummary.book.names import Named, Spellings, is_no_name
from xlsummary.book.period_values import month_number
from xlsummary.book.rep_codes import parted
from xlsummary.book.rows import RowReader
from xlsummary.model import Amount, Measure

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a builder works with besides its row; `company` holds the names of the company itself."""

    spellings: Spellings
    company: tuple[str, ...] = ()

    def name(self, row: RowReader, field: str, named: Named) -> str:
        """The leading spelling of the name in a field."""
        return self.spellings.one(named, row.text(field), row.origin.cell(field))


Builder = Callable[[RowReader, Desk], T | None]


def rep(row: RowReader, desk: Desk) -> model.Rep | None:
    named, code = parted(row.text("name"), _code(row))
    name = row.needed("name", desk.spellings.one(Named.REP, named, row.origin.cell("name")))
    weight, ramp = _factor(row, "weight"), _whole(row, "ramp_months")
    status = row.choice("status", model.RepStatus)
    read = model.Rep(
        origin=row.origin,
        name=name or "",
        team=desk.name(row, "team", Named.TEAM),
        code=code,
        joined=row.day("joined"),
        left=row.day("left"),
        market=desk.name(row, "market", Named.MARKET),
        channel=desk.name(row, "channel", Named.CHANNEL),
        weight=Decimal(1) if weight is None else weight,
        ramp_months=ramp or 0,
        status=status or model.RepStatus.ACTIVE,
    )
    return read if name else None


def _code(row: RowReader) -> str:
    """A code; '' for a dash or what else stands where there is none."""
    code = row.text("code")
    return "" if code != "0" and is_no_name(code) else code


def client(row: RowReader, desk: Desk) -> model.Client | None:
    name = row.needed("name", desk.name(row, "name", Named.CLIENT))
    read = model.Client(
        origin=row.origin,
        name=name or "",
        grade=row.choice("grade", model.Grade),
        last_grade=row.choice("last_grade", model.Grade),
        stage=row.choice("stage", model.Stage),
        size=row.choice("size", model.Size),
        type=row.text("type"),
        rep=desk.name(row, "rep", Named.REP),
        market=desk.name(row, "market", Named.MARKET),
        channel=desk.name(row, "channel", Named.CHANNEL),
        code=_code(row),
        first_deal=row.day("first_deal"),
        last_contact=row.day("last_contact"),
        visit_cycle=row.count("visit_cycle"),
        opening=row.amount("opening"),
        credit_limit=row.amount("credit_limit"),
        terms=row.count("terms"),
        strength=row.count("strength"),
        network=row.count("network"),
        delivery=row.count("delivery"),
        cooperation=row.count("cooperation"),
        commitment=row.count("commitment"),
        note=row.text("note"),
    )
    return read if name else None


def market(row: RowReader, desk: Desk) -> model.Market | None:
    name = row.needed("name", desk.name(row, "name", Named.MARKET))
    read = model.Market(
        origin=row.origin,
        name=name or "",
        status=row.choice("status", model.MarketStatus),
        start=row.day("start"),
        end=row.day("end"),
        share=row.ratio("share", share=True),
        last_share=row.ratio("last_share", share=True),
        size=row.amount("size"),
        points=row.count("points"),
        stocked=row.count("stocked"),
        last_points=row.count("last_points"),
        last_stocked=row.count("last_stocked"),
        consumers=row.count("consumers"),
        competitors=row.text("competitors"),
        strengths=row.text("strengths"),
        issue=row.text("issue"),
        cause=row.text("cause"),
        lesson=row.text("lesson"),
        disputed=row.amount("disputed"),
        settlement=row.text("settlement"),
        settled=row.choice("settled", model.YesNo),
        model=row.text("model"),
    )
    return read if name else None


def plan_item(row: RowReader, _desk: Desk) -> model.PlanItem | None:
    title = row.needed("title", row.text("title"))
    measure = row.choice("measure", Measure)
    read = model.PlanItem(
        origin=row.origin,
        title=title or "",
        category=row.choice("category", model.Category),
        problem=row.text("problem"),
        action=row.text("action"),
        owner=row.text("owner"),
        due=row.day("due"),
        start=row.day("start"),
        resource=row.text("resource"),
        budget=row.amount("budget"),
        measure=measure,
        name=row.text("name"),
        expected=measured(row, "expected", measure),
        achieved=measured(row, "achieved", measure),
        tier=row.choice("tier", model.Tier),
        status=row.choice("status", model.PlanStatus),
        breakthrough=row.choice("breakthrough", model.YesNo),
    )
    return read if title else None


def note(row: RowReader, _desk: Desk) -> model.Note | None:
    """A section listed alone is no note and no fault; a row with more, but no text, is no note either, and told of."""
    text = row.text("text")
    section = row.choice("section", model.Section)
    if not text:
        if row.has_more_than("section", "text") and not row.broken:
            row.leave_out("text", catalogue_structure.NOTE_WITHOUT_TEXT)
        return None
    row.needed("section", section)
    read = model.Note(
        origin=row.origin,
        section=section or model.Section.OPENING,
        text=text,
        action=row.text("action"),
        owner=row.text("owner"),
        due=row.day("due"),
        cause_kind=row.choice("cause_kind", model.CauseKind),
        period=row.period("period"),
        impact=row.amount("impact"),
        evidence=row.text("evidence"),
    )
    return read if section else None


def activity(row: RowReader, desk: Desk) -> model.Activity | None:
    period = row.needed("period", row.period("period", days=True))
    kind = row.needed("type", row.text("type"))
    count = row.needed("count", row.count("count"))
    if period is None or not kind or count is None:
        return None
    return model.Activity(
        origin=row.origin,
        period=period,
        type=kind,
        count=count,
        unrecorded=row.count("unrecorded"),
        due_count=row.count("due_count"),
        rep=desk.name(row, "rep", Named.REP),
        client=desk.name(row, "client", Named.CLIENT),
        market=desk.name(row, "market", Named.MARKET),
        outcome=row.text("outcome"),
        follow_ups=row.count("follow_ups"),
        closed=row.day("closed"),
    )


def expense(row: RowReader, desk: Desk) -> model.Expense | None:
    title = row.needed("title", row.text("title"))
    read = model.Expense(
        origin=row.origin,
        title=title or "",
        budget=row.amount("budget"),
        actual=row.amount("actual"),
        period=row.period("period", days=True),
        rep=desk.name(row, "rep", Named.REP),
        market=desk.name(row, "market", Named.MARKET),
    )
    return read if title and not row.without_amount("actual", "budget") else None


def season_index(row: RowReader, desk: Desk) -> model.SeasonIndex | None:
    month = row.needed("month", _month(row))
    index = row.needed("index", _factor(row, "index"))
    product = desk.name(row, "product", Named.PRODUCT)
    if month is None or index is None:
        return None
    return model.SeasonIndex(origin=row.origin, month=month, index=index, product=product)


def calendar_day(row: RowReader, _desk: Desk) -> model.CalendarDay | None:
    day = row.needed("day", row.day("day"))
    kind = row.needed("kind", row.choice("kind", model.DayKind))
    weight = _factor(row, "weight")
    if day is None or kind is None:
        return None
    return model.CalendarDay(origin=row.origin, day=day, kind=kind, weight=weight, note=row.text("note"))


def measured(row: RowReader, name: str, measure: Measure | None) -> Amount | None:
    """Money or a count, as the measure says; money without one."""
    return row.count(name) if measure is not None and not measure.is_money else row.amount(name)


def _factor(row: RowReader, name: str) -> Decimal | None:
    """A weight or index, not below 0; a percentage is a ratio."""
    ratio = row.ratio(name)
    if ratio is not None and ratio.value < 0:
        row.refuse(name, catalogue.NOT_BELOW_ZERO, reason=_NEGATIVE)
        return None
    return None if ratio is None else ratio.value


def _whole(row: RowReader, name: str) -> int | None:
    count = row.count(name)
    if count is not None and (count.value < 0 or count.value != int(count.value)):
        row.refuse(name, catalogue.NOT_WHOLE, reason=_NOT_WHOLE)
        return None
    return None if count is None else int(count.value)


def _month(row: RowReader) -> int | None:
    value = row.value("month")
    text = month_number(value) if isinstance(value, str) else str(value)
    if text.isdecimal() or not isinstance(value, str):
        count = row.count("month") if not isinstance(value, str) else Amount(Decimal(text))
        if count is not None and count.value in range(1, 13):
            return int(count.value)
    if text and not row.broken:
        row.refuse("month", catalogue.NOT_A_MONTH, reason=_NOT_MONTH)
    return None


_NEGATIVE = model.Text("是负数", "is negative")
_NOT_WHOLE = model.Text("不是从 0 起的整数", "is not a whole number from 0")
_NOT_MONTH = model.Text("不是 1 到 12 的月份", "is not a month from 1 to 12")
