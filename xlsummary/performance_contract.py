"""What `run` tells programs of targets and actuals: each row as finance signs it, and the sums that tie them to 实绩."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlsummary.compare.performance import By
from xlsummary.compare.scores import CashScore, ControlSum, Score, ScoreBlock, Scores
from xlsummary.contract_numbers import Json, days, plain, share, yuan
from xlsummary.model import Amount, Measure


def performance_document(scores: Scores | None) -> Json:
    """The keys of the document of `run`: rows, January and February together, control sums; empty in a run without."""
    if scores is None:
        return {"performance": [], "joint_months": [], "performance_controls": []}
    return {
        "performance": [row for block in scores.blocks for row in _rows(scores, block)],
        "joint_months": [_row(scores, block.spring) for block in scores.blocks if block.spring],
        "performance_controls": [_control(each) for each in scores.controls],
    }


def _rows(scores: Scores, block: ScoreBlock) -> Iterator[Json]:
    """The company's, then those of every dimension."""
    yield _row(scores, block.company)
    for table in block.tables:
        for score in table.scores:
            yield _row(scores, score)


def _row(scores: Scores, score: Score) -> Json:
    row, measure = score.row, score.row.line.measure
    return {
        "measure": measure.value,
        "tier": row.line.tier.value,
        "source": row.line.source.value,
        "version": row.line.version.value,
        "by": row.by.value,
        "name": row.name,
        "unit": row.unit,
        "standing": score.standing.value,
        "target": _number(row.target, measure),
        "quota_to_date": _number(row.to_date, measure),
        "original_target": _number(row.original, measure),
        "original_to_date": _number(row.original_to_date, measure),
        "actual": _number(row.actual.value, measure),
        "variance": _number(row.variance, measure),
        "variance_to_date": _number(row.variance_to_date, measure),
        "attainment": share(row.attainment),
        "attainment_to_date": share(row.attainment_to_date),
        "time_progress": share(None if row.by is By.MONTH else scores.time_progress),
        "last_year": _amount(score.last_year, measure),
        "change": _number(score.change, measure),
        "growth": share(score.growth),
        "share": share(score.share),
        "month": None if row.by is By.MONTH else _month(scores, score),
        "on_month_before": share(score.month_growth),
        "cash": _cash(score.cash) if score.cash else None,
        "bound": row.actual.bound.value,
    }


def _month(scores: Scores, score: Score) -> Json:
    """The month under way; `before` came on the same days of the month before."""
    month, measure = score.month, score.row.line.measure
    return {
        "period": days(scores.windows.month.whole),
        "target": _number(month.target, measure),
        "actual": _amount(month.actual, measure),
        "attainment": share(month.attainment),
        "before": _amount(month.before, measure),
    }


def _cash(cash: CashScore) -> Json:
    return {
        "target": yuan(cash.target),
        "actual": yuan(cash.actual.value),
        "attainment": share(cash.attainment),
        "opening": yuan(cash.opening),
        "rate": share(cash.rate),
    }


def _control(control: ControlSum) -> Json:
    """The sum of a column of 实绩 as it was read, and where each part of it is."""
    parts = ("total", "inside", "earlier", "later", "astride", "aside", "unexplained")
    amounts = {name: _number(getattr(control, name), control.measure) for name in parts}
    return {"measure": control.measure.value, "unit": control.unit, "sheet": control.sheet, **amounts}


def _amount(amount: Amount | None, measure: Measure) -> str | None:
    return None if amount is None else _number(amount.value, measure)


def _number(value: Decimal | None, measure: Measure) -> str | None:
    """Money with two decimals; counts and quantities as they are."""
    return yuan(value) if measure.is_money else plain(value)
