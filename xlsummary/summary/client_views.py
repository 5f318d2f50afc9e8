"""Clients, dealers and parts of the whole, as a summary tells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from xlsummary.compare.dealers import ASPECTS
from xlsummary.compare.performance import By, Performance
from xlsummary.compare.sourced import Sourced
from xlsummary.model import Amount, Bound, Measure, Size, Stage, Text
from xlsummary.summary.bounds import difference, quotient, target_bound
from xlsummary.summary.changes import amount_of
from xlsummary.summary.figure import Figure
from xlsummary.summary.lines import target_words
from xlsummary.summary.numbers import places_for, shares
from xlsummary.summary.pen import NONE, Pen, Source
from xlsummary.summary.regional_records import (
    DealerRow,
    DealerTable,
    FunnelView,
    NewClientsView,
    PartRow,
    PartTable,
    YearRow,
    YearTable,
)
from xlsummary.summary.remark import Shown
from xlsummary.summary.result_tables import TOTAL
from xlsummary.summary.standing import goal_cells
from xlsummary.summary.subject import Subject
from xlsummary.wording import LABELS

_BLANK = Text("未填", "(blank)")
_ASPECTS = {
    "strength": Text("实力", "Strength"),
    "network": Text("网络", "Network"),
    "delivery": Text("配送", "Delivery"),
    "cooperation": Text("配合度", "Cooperation"),
    "commitment": Text("投入意识", "Commitment"),
}


def new_clients(subject: Subject, pen: Pen) -> NewClientsView | None:
    """None in a book that records no first deal."""
    found = subject.analysis.new_clients
    if found is None:
        return None
    row = next((each for each in found.rows if each.target is not None), None)
    count = Source(
        name=Text("新客户", "New clients"),
        formula=Text("首次成交在报告期内的客户数", "clients whose first deal lies in the period"),
        cells=found.count.cells,
    )
    small = next((sized for size, sized in found.sizes if size is Size.SMALL), None)
    return NewClientsView(
        count=pen.count(count, amount_of(found.count)),
        origin=pen.say(target_words(row.line, [each.line for each in found.rows])) if row else "",
        **_against(subject, row, found.count, pen),
        small=_counted(
            Text("新客户.小客户", "New clients.small"), Text("其中规模为小的客户数", "of these, small ones"), small, pen
        ),
    )


def _against(subject: Subject, row: Performance | None, count: Sourced, pen: Pen) -> dict[str, Figure | None]:
    """Target, attainment, gap and excess."""
    if row is None or row.target is None:
        return dict.fromkeys(("target", "attainment", "gap", "excess"))
    goal = Amount(row.target, target_bound(subject.plans, row.line, subject.comparison.period))
    cells = goal_cells(subject, row.line)
    actual = amount_of(count)

    def source(zh: str, en: str, formula: Text) -> Source:
        return Source(name=Text(f"新客户.{zh}", f"New clients.{en}"), formula=formula, cells=(*count.cells, *cells))

    attained = pen.percent(source("完成率", "attainment", Text("实绩÷目标", "actual / target")), quotient(actual, goal))
    gap, excess = difference(goal, actual), difference(actual, goal)
    return {
        "target": pen.count(
            Source(name=Text("新客户.目标", "New clients.target"), formula=Text("本期目标", "target"), cells=cells), goal
        ),
        "attainment": attained,
        "gap": pen.count(source("缺口", "gap", Text("目标－实绩", "target - actual")), gap) if gap.value > 0 else None,
        "excess": pen.count(source("超额", "excess", Text("实绩－目标", "actual - target")), excess)
        if excess.value > 0
        else None,
    }


def _counted(name: Text, formula: Text, sourced: Sourced | None, pen: Pen) -> Figure | None:
    if sourced is None or not sourced.value:
        return None
    return pen.count(Source(name=name, formula=formula, cells=sourced.cells), amount_of(sourced))


def funnel(subject: Subject, pen: Pen) -> FunnelView | None:
    """The cumulative funnel, leads that 活动 counts without a name in it; None in a book that says nothing of stages."""
    stages = {each.stage: each.reached for each in subject.analysis.funnel}
    wanted = (Stage.INTENT, Stage.VISITED, Stage.WON)
    if not all(stage in stages and stages[stage].value for stage in wanted):
        return None
    figures = [_stage(stage, stages[stage], pen) for stage in wanted]
    return FunnelView(intent=figures[0], visited=figures[1], won=figures[2])


def _stage(stage: Stage, reached: Sourced, pen: Pen) -> Figure:
    words = LABELS[stage]
    formula = Text(
        f"到过“{words.zh}”阶段的数（累计，含活动所记）", f"those that reached {words.en} (cumulative, with those of activities)"
    )
    source = Source(name=Text(f"漏斗.{words.zh}", f"Funnel.{words.en}"), formula=formula, cells=reached.cells)
    return pen.count(source, amount_of(reached))


def dealer_table(subject: Subject, pen: Pen) -> DealerTable | None:
    """None in a book that scores no client."""
    found = subject.analysis.dealers
    if found is None:
        return None
    aspects = [aspect for aspect in ASPECTS if aspect in found.aspects]
    rows = tuple(
        DealerRow(
            label=score.client.name,
            scores=tuple(_score(score.client.name, aspect, score.scores.get(aspect), score.cells, pen) for aspect in aspects),
            mean=_score(score.client.name, "mean", score.mean, score.cells, pen),
        )
        for score in found.scored
    )
    sources = [_aspect(aspect, found.aspects[aspect], pen) for aspect in aspects]
    return DealerTable(headings=tuple(pen.say(_ASPECTS[each]) for each in aspects), rows=rows, source=tuple(sources))


def _score(client: str, aspect: str, value: Decimal | None, cells: tuple[str, ...], pen: Pen) -> Shown:
    if value is None:
        return NONE
    words = _ASPECTS.get(aspect, Text("平均", "Mean"))
    formula = Text("客户表所填", "as typed on Clients") if aspect in _ASPECTS else Text("各项平均", "mean of the aspects")
    source = Source(name=Text(f"{client}.{words.zh}", f"{client}.{words.en}"), formula=formula, cells=cells)
    return pen.decimal(source, value, 1) if aspect not in _ASPECTS else pen.count(source, value)


def _aspect(aspect: str, mean: Sourced, pen: Pen) -> Figure:
    words = _ASPECTS[aspect]
    name, formula = Text(f"评分.{words.zh}", f"Scores.{words.en}"), Text("各客户平均", "mean of the clients")
    return pen.decimal(Source(name=name, formula=formula, cells=mean.cells), amount_of(mean), 1)


def parts(subject: Subject, pen: Pen) -> Iterator[PartTable]:
    """The main measure by channel and by type of client, where the book tells two or more."""
    comparison = subject.comparison
    measure = next((each for each in (Measure.SALES, Measure.COLLECTIONS) if _has(subject, each)), None)
    headline = comparison.headline(measure) if measure else None
    if measure is None or headline is None:
        return
    by_channel = [
        (row.name, row.actual.value, row.actual_cells) for row in comparison.select(By.CHANNEL, measure, headline.line)
    ]
    by_client = comparison.select(By.CLIENT, measure, headline.line)
    for by, found in (
        (Text("渠道", "channel"), by_channel),
        (Text("客户类型", "type of client"), _by_type(subject, by_client)),
    ):
        told = [each for each in found if each[1]]
        if len([each for each in told if each[0]]) > 1:
            yield _part_table(measure, by, told, headline, pen)


def _has(subject: Subject, measure: Measure) -> bool:
    row = subject.comparison.headline(measure)
    return row is not None and bool(row.actual_cells)


_Part = tuple[str, Decimal, tuple[str, ...]]


def _by_type(subject: Subject, rows: Iterable[Performance]) -> list[_Part]:
    types = {client.name: client.type for client in subject.book.clients}
    sums: dict[str, Decimal] = {}
    cells: dict[str, list[str]] = {}
    for row in rows:
        kind = types.get(row.name, "")
        sums[kind] = sums.get(kind, Decimal(0)) + row.actual.value
        cells.setdefault(kind, []).extend(cell.partition(", ")[0] for cell in row.actual_cells)
    return [(kind, value, tuple(dict.fromkeys(cells[kind]))) for kind, value in sums.items()]


def _part_table(measure: Measure, by: Text, found: Sequence[_Part], headline: Performance, pen: Pen) -> PartTable:
    ordered = sorted(found, key=lambda each: (each[0] == "", -each[1]))
    values = [value for _, value, _ in ordered]
    places, ratios = places_for([*values, headline.actual.value], pen.unit), shares(values)
    words = LABELS[measure]
    rows = [
        _part_row(name or pen.say(_BLANK), (value, ratio), cells, (words, by, headline.actual.bound), places, pen)
        for (name, value, cells), ratio in zip(ordered, ratios, strict=True)
    ]
    whole = (sum(values, Decimal(0)), Decimal(1))
    total = _part_row(
        pen.say(TOTAL), whole, headline.actual_cells, (words, by, headline.actual.bound), places, pen, is_total=True
    )
    source = Source(
        name=Text(f"按{by.zh}的{words.zh}", f"{words.en} by {by.en}"),
        formula=Text(f"按{by.zh}汇总", f"summed by {by.en}"),
        cells=headline.actual_cells,
    )
    return PartTable(
        measure=pen.say(words),
        split=pen.say(by),
        unit=pen.unit_name,
        rows=(*rows, total),
        source=(pen.money(source, headline.actual),),
    )


def _part_row(
    label: str,
    told: tuple[Decimal, Decimal],
    cells: tuple[str, ...],
    words: tuple[Text, Text, Bound],
    places: int,
    pen: Pen,
    *,
    is_total: bool = False,
) -> PartRow:
    measure, by, bound = words
    name = Text(f"{measure.zh}.{by.zh}.{label}", f"{measure.en}.{by.en}.{label}")
    part = Text(f"{measure.zh}占比.{by.zh}.{label}", f"{measure.en} share.{by.en}.{label}")
    summed = Source(name=name, formula=Text(f"按{by.zh}汇总", f"summed by {by.en}"), cells=cells)
    return PartRow(
        label=label,
        amount=pen.cell(summed, Amount(told[0], bound) if is_total else told[0], places),
        share=pen.percent(Source(name=part, formula=Text("该项÷合计", "part / total"), cells=cells), told[1]) or NONE,
        is_total=is_total,
    )


def years(subject: Subject, pen: Pen) -> YearTable | None:
    """The measures that the book records in two years or more, side by side."""
    found = [each for each in (subject.analysis.why.years if subject.analysis.why else ()) if each.unit is None]
    if not found:
        return None
    headings = tuple(str(period.start.year) for period in found[0].periods)
    rows, sources = [], []
    for figures in found:
        words = LABELS[figures.measure]
        cells = [_of_year(words, head, each, figures.measure, pen) for head, each in zip(headings, figures.values, strict=True)]
        growth = figures.growth(len(figures.values) - 1)
        named = Text(f"三年.{words.zh}.同比", f"Three years.{words.en}.growth")
        last = figures.values[-1]
        source = Source(
            name=named, formula=Text("本期÷上年同期－1", "this period / last year - 1"), cells=last.cells if last else ()
        )
        rows.append(
            YearRow(
                label=pen.say(words),
                values=tuple(cells),
                growth=NONE if growth is None else pen.percent(source, growth) or NONE,
            )
        )
        sources += [each for each in cells if isinstance(each, Figure)]
    return YearTable(headings=headings, rows=tuple(rows), source=tuple(sources))


def _of_year(words: Text, year: str, sourced: Sourced | None, measure: Measure, pen: Pen) -> Shown:
    if sourced is None or sourced.value is None:
        return NONE
    source = Source(
        name=Text(f"三年.{words.zh}.{year}", f"Three years.{words.en}.{year}"),
        formula=Text("同期合计", "sum of the same days"),
        cells=sourced.cells,
    )
    return pen.amount(source, amount_of(sourced), is_money=measure.is_money)
