"""What `run` tells programs of why sales and cash came out as they did."""

from __future__ import annotations

from xlsummary.compare.adjusted import AdjustedTask, Cause
from xlsummary.compare.client_sales import Concentration
from xlsummary.compare.earlier_years import YearFigures
from xlsummary.compare.effects import ProductTraded, SalesEffects
from xlsummary.compare.price_volume import Traded
from xlsummary.compare.why import CollectionChange, Why
from xlsummary.contract_numbers import Json, days, money, nothing, number, points, ratio, share, yuan

_TOP = 3


def why_document(found: Why) -> Json:
    """The key `why` of the document of `run`."""
    return {
        "start": found.gone.start.isoformat(),
        "end": found.gone.end.isoformat(),
        "price_and_volume": _effects(found.effects) if found.effects else None,
        "collection_rate": _collection(found.collection) if found.collection else None,
        "clients": [{"age": each.age.value, "clients": each.clients, "sales": money(each.sales)} for each in found.clients],
        "concentration": [_concentration(each) for each in found.concentration],
        "years": [_years(each) for each in found.years],
        "adjusted": [_task(task) for task in found.tasks],
    }


def _effects(found: SalesEffects) -> Json:
    effects = found.effects
    names = ("before", "now", "change", "price", "volume", "mix", "started", "ended", "unpriced", "residual")
    return {
        "source": found.source.value,
        **{name: f"{getattr(effects, name):.2f}" for name in names},
        "price_growth": share(found.price_growth),
        "sales_growth": share(found.sales_growth),
        "volume_growth": share(found.volume_growth),
        "one_unit": found.is_one_unit,
        "products": [_product(product) for product in found.products],
        "cells": list(found.cells),
    }


def _product(product: ProductTraded) -> Json:
    return {
        "name": product.name,
        "unit": product.unit or None,
        "before": _traded(product.before),
        "now": _traded(product.now),
    }


def _traded(traded: Traded | None) -> Json | None:
    if traded is None:
        return None
    return {"sales": f"{traded.sales:.2f}", "quantity": None if traded.quantity is None else f"{traded.quantity:f}"}


def _collection(found: CollectionChange) -> Json:
    return {"now": ratio(found.now), "before": ratio(found.before), "points": points(found.points), "typed": found.is_typed}


def _concentration(found: Concentration) -> Json:
    return {
        "by": found.by,
        "names": len(found.names),
        "total": money(found.total),
        "first": [{"name": name, "sales": money(sales)} for name, sales in found.names[:_TOP]],
        "first_share": share(found.share(1)),
        "first_three_share": share(found.share(_TOP)),
    }


def _years(found: YearFigures) -> Json:
    is_money = found.measure.is_money
    return {
        "measure": found.measure.value,
        "unit": found.unit or None,
        "years": [
            {
                "start": period.start.isoformat(),
                "end": period.end.isoformat(),
                **(nothing() if value is None else money(value) if is_money else number(value)),
                "growth": share(found.growth(place)),
            }
            for place, (period, value) in enumerate(zip(found.periods, found.values, strict=True))
        ],
    }


def _task(task: AdjustedTask) -> Json:
    line, row = task.row.line, task.row
    return {
        "measure": line.measure.value,
        "tier": line.tier.value,
        "source": line.source.value,
        "version": line.version.value,
        "task": yuan(row.target),
        "attainment": share(row.attainment),
        "impact": yuan(task.impact),
        "adjusted_task": yuan(task.task),
        "adjusted_attainment": share(task.attainment),
        "causes": [_cause(cause) for cause in task.causes],
    }


def _cause(cause: Cause) -> Json:
    note = cause.note
    return {
        "text": note.text,
        "kind": note.cause_kind.value if note.cause_kind else None,
        "period": None if cause.days is None else days(cause.days),
        "quota": yuan(cause.quota),
        "actual": yuan(cause.actual),
        "impact": money(cause.impact),
        "evidence": note.evidence or None,
        "cell": str(note.origin.cell("text")),
    }
