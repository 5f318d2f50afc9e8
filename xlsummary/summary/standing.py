"""A measure's actual against its targets, and cash."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from xlsummary.compare.cash import collection_rate
from xlsummary.compare.performance import Comparison, Performance
from xlsummary.model import Amount, Measure, RateBasis, SalesBook, Source, Text
from xlsummary.summary import pen as pens
from xlsummary.summary.figure import Figure
from xlsummary.summary.pen import Pen
from xlsummary.summary.records import Cash, Standing
from xlsummary.wording import LABELS

_ORIGINS = {Source.ASSIGNED: Text("公司下达", "the assigned target"), Source.OWN: Text("自定", "our own target")}

_ACTUAL = Text("期内{measure}合计", "sum of {measure} in the period")
_TARGET = Text("本期目标", "target of the period")
_ATTAINMENT = Text("实绩÷目标", "actual / target")
_GAP = Text("目标－实绩", "target - actual")
_EXCESS = Text("实绩－目标", "actual - target")
_DUE = Text("截至当日各日目标之和", "sum of the day quotas so far")
_PACE = Text("实绩÷截至当日应完成", "actual / quota to date")
_AHEAD = Text("实绩－截至当日应完成", "actual - quota to date")
_BEHIND = Text("截至当日应完成－实绩", "quota to date - actual")


def is_over(comparison: Comparison) -> bool:
    """True when the whole report period is in."""
    return comparison.through >= comparison.period.last


def standing(comparison: Comparison, measure: Measure, pen: Pen) -> Standing | None:
    """The headline target's; None when no row of the period counts for the measure."""
    row = comparison.headline(measure)
    return _against(comparison, _Row(row, pen, "")) if row is not None and row.actual_cells else None


def other_standings(comparison: Comparison, pen: Pen) -> tuple[Standing, ...]:
    """Sales against every further target: lines are never added."""
    rows = [row for row in comparison.company(Measure.SALES)[1:] if row.actual_cells and row.target is not None]
    return tuple(_against(comparison, _Row(row, pen, f".{line_name(row, pen)}")) for row in rows)


def line_name(row: Performance, pen: Pen) -> str:
    """`自定.期望.年初`."""
    return ".".join(LABELS[word][pen.lang] for word in (row.line.source, row.line.tier, row.line.version))


@dataclass(frozen=True, slots=True)
class _Row:
    """A company row and how its figures are named."""

    row: Performance
    pen: Pen
    tail: str

    def amount(self, zh: str, en: str, formula: Text, amount: Amount | Decimal) -> Figure:
        return self.pen.amount(self._source(zh, en, formula), amount, is_money=self.row.line.measure.is_money)

    def ratio(self, zh: str, en: str, formula: Text, value: Decimal | None) -> Figure | None:
        return self.pen.percent(self._source(zh, en, formula), value)

    def _source(self, zh: str, en: str, formula: Text) -> pens.Source:
        measure = LABELS[self.row.line.measure]
        cells = self.row.actual_cells if formula is _ACTUAL else (*self.row.actual_cells, *self.row.target_cells)
        return pens.Source(
            name=Text(f"{measure.zh}{zh}{self.tail}", f"{measure.en}{en}{self.tail}"),
            formula=Text(formula.zh.format(measure=measure.zh), formula.en.format(measure=measure.en.lower())),
            cells=self.row.target_cells if formula in (_TARGET, _DUE) else cells,
        )


def _against(comparison: Comparison, named: _Row) -> Standing:
    row = named.row
    actual = named.amount("", "", _ACTUAL, row.actual)
    if row.target is None:
        return Standing(actual=actual)
    whole = Standing(
        actual=actual,
        origin=_origin(named),
        target=named.amount(".目标", ".target", _TARGET, row.target),
        attainment=named.ratio(".完成率", ".attainment", _ATTAINMENT, row.attainment),
        gap=named.amount(".缺口", ".gap", _GAP, row.gap) if row.gap else None,
        excess=named.amount(".超额", ".excess", _EXCESS, row.excess) if row.excess else None,
    )
    return whole if is_over(comparison) or not comparison.days_gone else _running(comparison, named, whole)


def _origin(named: _Row) -> str:
    """Who set the target, and for a further line which one it is."""
    who, tier = _ORIGINS[named.row.line.source], LABELS[named.row.line.tier]
    if not named.tail:
        return named.pen.say(Text(f"{who.zh}的", who.en))
    return named.pen.say(Text(f"{who.zh}的{tier.zh}", f"{who.en} ({tier.en.lower()})"))


def _running(comparison: Comparison, named: _Row, whole: Standing) -> Standing:
    """While the period runs: what was due by now, and the pace."""
    row = named.row
    spread = row.variance_to_date or Decimal(0)
    if row.to_date is None:
        return whole
    return replace(
        whole,
        due=named.amount(".应完成", ".due", _DUE, row.to_date),
        pace=named.ratio(".进度完成率", ".pace", _PACE, row.attainment_to_date),
        time=_time(comparison, named.pen) if named.row.line.measure is Measure.SALES and not named.tail else None,
        ahead=named.amount(".领先", ".ahead", _AHEAD, spread) if spread > 0 else None,
        behind=named.amount(".落后", ".behind", _BEHIND, -spread) if spread < 0 else None,
    )


def _time(comparison: Comparison, pen: Pen) -> Figure | None:
    gone, whole = comparison.days_gone, comparison.working_days
    formula = Text(f"已过工作日{gone}÷全期工作日{whole}", f"{gone} working days gone / {whole} in all")
    return pen.percent(pens.Source(name=Text("时间进度", "Time gone"), formula=formula), comparison.time_progress)


def cash(book: SalesBook, comparison: Comparison, pen: Pen) -> Cash | None:
    """Cash, its target and the collection rate with its basis; None when no row records cash."""
    against = standing(comparison, Measure.COLLECTIONS, pen)
    if against is None:
        return None
    rate = collection_rate(book, comparison)
    basis = Text("回款÷含税销售额", "cash / sales with tax")
    if book.settings.rate_basis is RateBasis.RECEIVABLE:
        basis = Text("回款÷（期初应收＋含税销售额）", "cash / (opening receivables + sales with tax)")
    value = rate.value if rate is not None else None
    source = pens.Source(name=Text("回款率", "Collection rate"), formula=basis, cells=rate.cells if rate is not None else ())
    return Cash(
        standing=against,
        rate=pen.percent(source, value),
        basis=pen.say(basis),
        over_full=value is not None and value > 1,
    )
