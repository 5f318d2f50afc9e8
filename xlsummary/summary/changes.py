"""What changed against last year, and why: rates of change, price and volume, causes and the task without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from xlsummary.compare import adjusted as tasks
from xlsummary.compare.client_sales import ClientAge, ClientsByAge
from xlsummary.compare.effects import EffectsFrom, SalesEffects
from xlsummary.compare.sourced import Sourced
from xlsummary.compare.why import CollectionChange
from xlsummary.model import Amount, Measure, Text
from xlsummary.periods import name_of
from xlsummary.summary.account_records import Adjusted, CauseLine, Change, EffectRow, EffectTable, Why
from xlsummary.summary.figure import Figure
from xlsummary.summary.growth import growth_of
from xlsummary.summary.numbers import places_for, rounded
from xlsummary.summary.pen import Pen, Source
from xlsummary.summary.standing import standing
from xlsummary.summary.subject import Subject
from xlsummary.wording import label

_UP, _DOWN, _SAME = Text("增长", "up"), Text("下降", "down"), Text("持平", "unchanged")
_RATE_UP = Text("上升", "up")
_TYPED = Text("设置所填", "as typed on Settings")
_RECKONED = Text("本期÷上年同期－1", "this period / the same days of last year - 1")
_IMPLIED = Text("（1＋销售额同比）÷（1＋单价同比）－1", "(1 + growth of sales) / (1 + growth of price) - 1")
_NOTES = {
    EffectsFrom.ROWS: Text("按两年的明细计算。", "Reckoned from the rows of both years."),
    EffectsFrom.ROWS_AND_PRICE: Text(
        "上年销售额取自明细，价格按设置所填的单价同比。", "Last year's sales are from the rows, the price as typed on Settings."
    ),
    EffectsFrom.PERCENTAGES: Text(
        "上年明细不在本书，上年数由设置所填的单价同比、销售额同比推算。",
        "Last year's rows are not in this book; its sales follow from the changes typed on Settings.",
    ),
}


def why(subject: Subject, pen: Pen) -> Why | None:
    """The changes and their causes; None where the book says nothing of either."""
    found = subject.analysis.why
    effects = found.effects if found else None
    task = next(iter(found.tasks), None) if found else None
    ages = {each.age: each for each in found.clients} if found else {}
    told = Why(
        changes=tuple(_changes(subject, effects, found.collection if found else None, pen)),
        effects=_effects(effects, pen) if effects else None,
        causes=tuple(_causes(subject, task, pen)),
        adjusted=_adjusted(subject, task, pen) if task else None,
        new_sales=_of_age(ages.get(ClientAge.NEW), Text("新客户销售额", "Sales to new clients"), pen),
        old_sales=_of_age(ages.get(ClientAge.OLD), Text("老客户销售额", "Sales to old clients"), pen),
        largest=_largest(subject),
        largest_share=_largest_share(subject, pen),
    )
    return told if told.changes or told.causes or told.effects or told.new_sales else None


def _changes(subject: Subject, effects: SalesEffects | None, collection: CollectionChange | None, pen: Pen) -> Iterator[Change]:
    book = subject.book
    growth = growth_of(book, Measure.SALES, subject.horizon)
    if growth is not None:
        formula = _TYPED if growth.before is None else _RECKONED
        source = Source(name=Text("销售额.同比", "Sales.growth"), formula=formula, cells=growth.cells)
        yield _change(Text("销售额", "sales"), source, growth.change.value, pen)
    if effects is not None and effects.price_growth is not None:
        cell = book.settings.cells.get("price_growth")
        is_typed = effects.source is not EffectsFrom.ROWS
        formula = _TYPED if is_typed else _RECKONED
        cells = (str(cell),) if is_typed and cell else effects.cells
        source = Source(name=Text("单价.同比", "Price.growth"), formula=formula, cells=cells)
        yield _change(Text("销售单价", "the price"), source, _decimal(effects.price_growth), pen)
    if effects is not None and effects.volume_growth is not None:
        formula = _IMPLIED if effects.source is not EffectsFrom.ROWS else _RECKONED
        source = Source(name=Text("销量.同比", "Volume.growth"), formula=formula, cells=effects.cells)
        yield _change(Text("销量", "the volume"), source, _decimal(effects.volume_growth), pen)
    if collection is not None and collection.points is not None:
        yield _rate_change(subject, collection, collection.points, pen)


def _change(what: Text, source: Source, ratio: Decimal, pen: Pen) -> Change:
    """`下降12.00%`; the figure keeps the sign."""
    seen = rounded(ratio * 100)
    direction = _UP if seen > 0 else _DOWN if seen < 0 else _SAME
    amount = pen.size(source, ratio) if seen else None
    return Change(subject=pen.say(what), direction=pen.say(direction), amount=amount)


def _rate_change(subject: Subject, collection: CollectionChange, points: Decimal, pen: Pen) -> Change:
    cell = subject.book.settings.cells.get("rate_change")
    formula = (
        _TYPED
        if collection.is_typed
        else Text("本期回款率－上年同期回款率", "the rate less that of the same days of last year")
    )
    cells = (str(cell),) if collection.is_typed and cell else (*collection.now.cells, *collection.before.cells)
    source = Source(name=Text("回款率.变化", "Collection rate.change"), formula=formula, cells=cells)
    seen = rounded(points)
    direction = _RATE_UP if seen > 0 else _DOWN if seen < 0 else _SAME
    what = Text("回款率", "the collection rate")
    return Change(subject=pen.say(what), direction=pen.say(direction), amount=pen.points(source, points) if seen else None)


def _effects(found: SalesEffects, pen: Pen) -> EffectTable:
    effects = found.effects
    parts = (
        (Text("价格变化", "Price"), effects.price),
        (Text("销量变化", "Volume"), effects.volume),
        (Text("品种结构", "Mix"), effects.mix),
        (Text("新增产品", "Products started"), effects.started),
        (Text("停销产品", "Products ended"), effects.ended),
        (Text("没有数量的产品", "Products without a quantity"), effects.unpriced),
    )
    kept = [(name, value) for name, value in parts if value or name.zh in ("价格变化", "销量变化")]
    rows = [(Text("上年同期", "Same days of last year"), effects.before), *kept, (Text("本期", "This period"), effects.now)]
    places = places_for([value for _, value in rows], pen.unit)
    total = Source(
        name=Text("销售额.变化", "Sales.change"),
        formula=Text("各项影响之和＝本期－上年同期，没有余数", "the effects add up to this period less last year's"),
        cells=found.cells,
    )
    return EffectTable(
        unit=pen.unit_name,
        rows=tuple(_effect(name, value, places, found.cells, pen, is_total=name is rows[-1][0]) for name, value in rows),
        note=pen.say(_NOTES[found.source]),
        source=(pen.money(total, effects.change),),
    )


def _effect(name: Text, value: Decimal, places: int, cells: tuple[str, ...], pen: Pen, *, is_total: bool) -> EffectRow:
    words = Text(f"销售额变化.{name.zh}", f"Change of sales.{name.en}")
    source = Source(name=words, formula=Text("价格与销量分解", "price and volume"), cells=cells)
    return EffectRow(label=pen.say(name), amount=pen.cell(source, value, places), is_total=is_total)


def _causes(subject: Subject, task: tasks.AdjustedTask | None, pen: Pen) -> Iterator[CauseLine]:
    """The causes of 素材, those that the task is adjusted for with their numbers."""
    book = subject.book
    by_row = {cause.note.origin.row: cause for cause in task.causes} if task else {}
    for note in (each for each in book.notes if each.section.value == "causes"):
        cause = by_row.get(note.origin.row)
        period = name_of(note.period, pen.lang, pen.year_start) if note.period else ""
        yield CauseLine(
            kind=label(note.cause_kind, pen.lang) if note.cause_kind else "",
            text=note.text,
            days=period,
            quota=_of_cause(cause.quota, Text(f"{period}.目标", f"{period}.quota"), subject, pen) if cause else None,
            actual=_of_cause(cause.actual, Text(f"{period}.销售额", f"{period}.sales"), subject, pen) if cause else None,
            impact=_impact(cause, period, pen) if cause else None,
            evidence=note.evidence,
        )


def _of_cause(value: Decimal | None, name: Text, subject: Subject, pen: Pen) -> Figure | None:
    row = subject.comparison.headline(Measure.SALES)
    if value is None or row is None:
        return None
    is_goal = name.zh.endswith("目标")
    formula = Text("当期各日目标之和", "sum of the day quotas") if is_goal else Text("期内销售额合计", "sum of sales")
    return pen.money(Source(name=name, formula=formula, cells=row.target_cells if is_goal else row.actual_cells), value)


def _impact(cause: tasks.Cause, period: str, pen: Pen) -> Figure | None:
    if cause.impact.value is None:
        return None
    name = Text(f"{period or cause.note.origin.row}.影响额", f"{period or cause.note.origin.row}.impact")
    return pen.money(
        Source(name=name, formula=Text("素材所填", "as typed on Notes"), cells=cause.impact.cells),
        Amount(cause.impact.value, cause.impact.bound),
    )


def _adjusted(subject: Subject, task: tasks.AdjustedTask, pen: Pen) -> Adjusted | None:
    raw = standing(subject, Measure.SALES, pen)
    if task.task is None or task.impact is None or raw is None or raw.target is None or raw.attainment is None:
        return None
    cells = tuple(dict.fromkeys(cell for cause in task.causes for cell in cause.impact.cells))

    def source(zh: str, en: str, formula: Text) -> Source:
        return Source(name=Text(f"调整后.{zh}", f"Adjusted.{en}"), formula=formula, cells=(*raw_cells, *cells))

    raw_cells = raw.target.cells
    rate = pen.percent(source("完成率", "attainment", Text("实绩÷调整后目标", "actual / adjusted target")), task.attainment)
    if rate is None:
        return None
    return Adjusted(
        impact=pen.money(source("影响额", "impact", Text("各原因影响额之和", "sum of what the causes cost")), task.impact),
        task=pen.money(source("目标", "target", Text("目标－影响额", "target - impact")), task.task),
        attainment=rate,
        raw_task=raw.target,
        raw_attainment=raw.attainment,
    )


def _of_age(found: ClientsByAge | None, name: Text, pen: Pen) -> Figure | None:
    if found is None or found.sales.value is None:
        return None
    formula = Text("按首次成交分新老，期内销售额合计", "sum of sales, by the first deal")
    return pen.money(Source(name=name, formula=formula, cells=found.sales.cells), amount_of(found.sales))


def _largest(subject: Subject) -> str:
    found = subject.analysis.why
    by_client = next((each for each in found.concentration if each.by == "client"), None) if found else None
    return by_client.names[0][0] if by_client and len(by_client.names) > 1 else ""


def _largest_share(subject: Subject, pen: Pen) -> Figure | None:
    found = subject.analysis.why
    by_client = next((each for each in found.concentration if each.by == "client"), None) if found else None
    if by_client is None or len(by_client.names) < 2:
        return None
    source = Source(
        name=Text("最大客户占比", "Share of the largest client"),
        formula=Text("该客户销售额÷销售额", "its sales / sales"),
        cells=(*by_client.names[0][1].cells, *by_client.total.cells),
    )
    return pen.percent(source, by_client.share(1))


def amount_of(sourced: Sourced) -> Amount:
    return Amount(sourced.value or Decimal(0), sourced.bound)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def cells_of(sourced: Iterable[Sourced]) -> tuple[str, ...]:
    """The cells of several numbers, each once."""
    return tuple(dict.fromkeys(cell for each in sourced for cell in each.cells))
