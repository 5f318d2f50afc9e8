"""The contract with programs: one JSON document a command, keys in English, numbers as decimal strings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from xlsummary import __version__
from xlsummary.analysis_contract import analysis_document
from xlsummary.book.controls import COUNTED
from xlsummary.book.maps import Recognised
from xlsummary.compare.catch_up import CatchUp, CatchUpMonth
from xlsummary.compare.deals import RepNeeds
from xlsummary.compare.monthly_cash import MonthCash
from xlsummary.model import Control, Lang, Line, Measure, Period
from xlsummary.output import Output
from xlsummary.performance_contract import performance_document
from xlsummary.periods import ONE_DAY, key_of, month_of
from xlsummary.pipeline import Checked, Made, Outcome
from xlsummary.plan.quota import FixedPoint, Node, NodeLevel, Plan
from xlsummary.problems import Problem, XlsummaryError
from xlsummary.summary.figure import Figure, Missing

Json = dict[str, Any]


def run_document(outcome: Outcome, outputs: Sequence[Output], notices: Sequence[Problem] = ()) -> Json:
    """The document of `run` for one book; `notices` are told with the problems."""
    checked = outcome.checked
    settings = checked.book.settings
    summary = outcome.summary
    return {
        "version": __version__,
        "book": str(checked.path),
        "lang": checked.lang.value,
        "kind": settings.kind.value,
        "as_of": outcome.horizon.as_of.isoformat(),
        "draft": outcome.draft,
        "frozen_on": outcome.frozen.on.isoformat() if outcome.frozen else None,
        "report_period": _period(outcome.horizon.report, settings.year_start),
        "plan_period": _period(outcome.horizon.plan, settings.year_start),
        "outputs": outputs_document(outputs),
        "problems": problems_document((*checked.problems, *notices), checked.lang),
        "controls": _controls(checked.book.controls),
        "recognised": _recognised(checked.recognised),
        "plans": [_plan(plan, settings.year_start) for plan in outcome.plans] if outcome.is_sound else [],
        "off_path": [_off_path(plan, settings.year_start) for plan in outcome.beside] if outcome.is_sound else [],
        "catch_up": _catch_ups(outcome.comparison.catch_ups, settings.year_start) if outcome.is_sound else [],
        "cash_months": [_cash_month(each) for each in outcome.comparison.cash_months] if outcome.is_sound else [],
        "needs": [_needs(each) for each in outcome.comparison.needs] if outcome.is_sound else [],
        **performance_document(outcome.scores),
        **analysis_document(outcome.analysis),
        "figures": [figure_document(figure) for figure in summary.figures] if summary else [],
        "missing": [_missing(each) for each in summary.missing] if summary else [],
    }


def check_document(checked: Checked, outputs: Sequence[Output] = (), notices: Sequence[Problem] = ()) -> Json:
    """The document of `check` for one book; `notices` are told with the problems."""
    return {
        "version": __version__,
        "book": str(checked.path),
        "lang": checked.lang.value,
        "outputs": outputs_document(outputs),
        "problems": problems_document((*checked.problems, *notices), checked.lang),
        "controls": _controls(checked.book.controls),
        "recognised": _recognised(checked.recognised),
    }


def new_document(outputs: Sequence[Output], lang: Lang, made: Made | None = None) -> Json:
    """The document of `new`; with an export also what was read as what, what could not be read, and the new book's check."""
    document = {"version": __version__, "lang": lang.value, "outputs": outputs_document(outputs)}
    if made is None:
        return document
    return {
        **document,
        "problems": problems_document(made.export.problems, lang),
        "controls": _controls(made.export.controls.values()),
        "recognised": _recognised(made.export.recognised),
        "book": {
            "problems": problems_document(made.checked.problems, lang),
            "controls": _controls(made.checked.book.controls),
        },
    }


def error_document(error: XlsummaryError, lang: Lang, path: str | None = None) -> Json:
    """The document when a command or one of its books could not run; `path` is the book's."""
    return {
        "error": {"rule": error.rule, "file": error.path or path, "message": error.message[lang], "hint": error.hint[lang]},
    }


def books_document(documents: Sequence[Json]) -> Json:
    """Several books under one key; one book is its own document."""
    return documents[0] if len(documents) == 1 else {"books": list(documents)}


def outputs_document(outputs: Iterable[Output]) -> list[Json]:
    """The files written."""
    return [{"role": output.role, "path": str(output.path)} for output in outputs]


def _period(period: Period, year_start: int) -> Json:
    return {"label": key_of(period, year_start), "start": period.start.isoformat(), "end": period.end.isoformat()}


def problems_document(problems: Iterable[Problem], lang: Lang) -> list[Json]:
    """Problems, in the language of the reader."""
    return [
        {
            "rule": problem.rule.id,
            "severity": problem.severity.value,
            "sheet": problem.cell.sheet if problem.cell else None,
            "ref": problem.cell.ref if problem.cell else None,
            "value": problem.value,
            "message": problem.message(lang),
            "hint": problem.hint(lang),
        }
        for problem in problems
    ]


def _recognised(sheets: Iterable[Recognised]) -> list[Json]:
    """How the sheets of a book that is not the template were read: our names in English, theirs as they are."""
    return [
        {"sheet": each.spec.key, "name": each.name, "columns": dict(each.headings), "unused": list(each.unused)}
        for each in sheets
    ]


def _controls(controls: Iterable[Control]) -> list[Json]:
    return [
        {
            "sheet": control.sheet,
            "rows_found": control.rows_found,
            "rows_used": control.rows_used,
            "left_out": [{"reason": each.reason, "rows": each.rows} for each in control.left_out],
            "sums": {name: _exact(total) if name in COUNTED else f"{total:.2f}" for name, total in control.sums.items()},
            "quantities": [{"unit": unit or None, "total": _exact(total)} for unit, total in control.by_unit.items()],
            "outermost": [
                {**_line(each.line), "level": each.level.value, "total": _amount(each.amount, each.line.measure)}
                for each in control.outermost
            ],
        }
        for control in controls
    ]


def _line(line: Line) -> Json:
    return {
        "measure": line.measure.value,
        "tier": line.tier.value,
        "source": line.source.value,
        "version": line.version.value,
    }


def _plan(plan: Plan, year_start: int) -> Json:
    working = [plan.working_day_count(month) for month in plan.months]
    return {
        **_line(plan.line),
        "period": key_of(plan.period, year_start),
        "total": _amount(plan.quota(0), plan.line.measure),
        "unit": str(plan.unit),
        "calendar": {"basis": plan.basis.value, "working_days": working},
        "fixed": [_fixed(plan, point) for point in plan.fixed],
        **_spread(plan, 0),
        "nodes": [_node(plan, place, node) for place, node in enumerate(plan.nodes) if node.level is not NodeLevel.COMPANY],
    }


def _fixed(plan: Plan, point: FixedPoint) -> Json:
    """A quota that stays as a person changed it, and the cell where it stands."""
    node = next(node for node in plan.nodes if node.key == point.node)
    return {
        "level": node.level.value,
        "name": node.name,
        "path": list(node.path),
        "row": _row_key(point.period),
        "start": point.period.start.isoformat(),
        "end": point.period.end.isoformat(),
        "amount": _amount(point.amount, plan.line.measure),
        "sheet": point.cell.sheet,
        "ref": point.cell.ref,
    }


def _off_path(plan: Plan, year_start: int) -> Json:
    """A plan that is in no total, of the one name it is for."""
    (node,) = plan.nodes
    return {**_plan(plan, year_start), "level": node.level.value, "name": node.name, "nodes": []}


def _node(plan: Plan, place: int, node: Node) -> Json:
    return {
        "level": node.level.value,
        "name": node.name,
        "code": node.code or None,
        "path": list(node.path),
        "total": _amount(plan.quota(place), plan.line.measure),
        **_spread(plan, place),
        "fixed": [_row_key(point.period) for point in plan.fixed if point.node == node.key],
    }


def _row_key(period: Period) -> str:
    """As the planning sheet names the row: a month, a slice by its month and first day, a day, a longer period."""
    if period.days == 1:
        return period.start.isoformat()
    month = month_of(period.start)
    if month == period or not month.holds(period):
        return key_of(period)
    return f"{key_of(month)}/{period.start.isoformat()}"


def _spread(plan: Plan, place: int) -> Json:
    def amount(period: Period) -> str | None:
        """None where no target is set (未设目标)."""
        return _amount(plan.quota(place, period), plan.line.measure) if plan.is_set(place, period) else None

    return {
        "months": [{"month": f"{month.start:%Y-%m}", "amount": amount(month)} for month in plan.months],
        "weeks": [
            {
                "month": f"{each.period.start:%Y-%m}",
                "week": each.week,
                "start": each.period.start.isoformat(),
                "end": each.period.end.isoformat(),
                "amount": amount(each.period),
            }
            for each in plan.slices
        ],
        "days": [
            {"date": day.isoformat(), "amount": amount(Period(day, day + ONE_DAY))} for day in plan.shown_days(plan.period)
        ],
    }


def _catch_ups(catch_ups: Iterable[CatchUp], year_start: int) -> list[Json]:
    """One a plan that is under way, the company's figures first and those of groups and reps under `nodes`."""
    documents: list[Json] = []
    for each in catch_ups:
        node = each.node
        if node.level is NodeLevel.COMPANY:
            period = key_of(each.plan.period, year_start)
            documents.append(
                {**_line(each.plan.line), "period": period, "policy": each.policy.value, **_catch_up(each), "nodes": []}
            )
        else:
            named = {"level": node.level.value, "name": node.name, "code": node.code or None, "path": list(node.path)}
            documents[-1]["nodes"].append({**named, **_catch_up(each)})
    return documents


def _catch_up(catch_up: CatchUp) -> Json:
    measure = catch_up.plan.line.measure
    return {
        "through": catch_up.through.isoformat(),
        "total": _amount(catch_up.total, measure),
        "plan_to_date": _amount(catch_up.plan_to_date, measure),
        "actual_to_date": _amount(catch_up.actual.value, measure),
        "bound": catch_up.actual.bound.value,
        "difference": _amount(catch_up.difference, measure),
        "days_gone": catch_up.days_gone,
        "days_left": catch_up.days_left,
        "time_progress": _ratio(catch_up.time_progress),
        "attainment_to_date": _ratio(catch_up.pace),
        "required_per_day": _optional(catch_up.required, measure),
        "run_rate_per_day": _optional(catch_up.run_rate, measure),
        "projection": _optional(catch_up.projection, measure),
        "carried": _amount(catch_up.carried, measure),
        "amount": _amount(catch_up.needed(), measure),
        "months": [_catch_up_month(each, measure) for each in catch_up.months],
    }


def _catch_up_month(month: CatchUpMonth, measure: Measure) -> Json:
    """`amount` is what has to come on the days left of the month, `left` what the plan has for these; null when it is over."""
    return {
        "month": f"{month.month.start:%Y-%m}",
        "plan": _amount(month.plan, measure),
        "actual": _optional(month.actual, measure),
        "left": _amount(month.left, measure) if month.has_days_left else None,
        "amount": _amount(month.needed, measure) if month.has_days_left else None,
        "multiple": _ratio(month.multiple) if month.has_days_left else None,
        "flags": [flag.value for flag in month.flags],
    }


def _cash_month(month: MonthCash) -> Json:
    """A month of the report period; `without_cash` where net cash is not above 0, which of one not `over` may still change."""
    return {
        "month": f"{month.month.start:%Y-%m}",
        "over": month.is_over,
        "sales": f"{month.sales:.2f}",
        "cash": f"{month.cash:.2f}",
        "without_cash": month.is_dry,
        "sales_without_cash": month.is_sold_dry,
    }


def _needs(needs: RepNeeds) -> Json:
    """Deals and visits that a rep's quotas ask for; visits null in a book that records none."""
    average = needs.average
    return {
        "name": needs.node.name,
        "code": needs.node.code or None,
        "path": list(needs.node.path),
        "average_deal": f"{average.value:.2f}",
        "deals": needs.deals,
        "visits": _count(needs.visits),
        "visits_per_week": _count(needs.visits_a_week),
        "visits_per_day": _count(needs.visits_a_day),
        "months": [
            {
                "month": f"{month.month.start:%Y-%m}",
                "amount": f"{month.quota:.2f}",
                "deals": month.deals,
                "below_average_deal": month.is_below,
            }
            for month in needs.months
        ],
    }


def _count(value: Decimal | None) -> str | None:
    return None if value is None else _exact(value)


def figure_document(figure: Figure) -> Json:
    """A figure with its exact value, its formula and its cells."""
    return {
        "name": figure.name,
        "value": None if figure.value is None else _exact(figure.value),
        "bound": figure.bound.value,
        "text": figure.text,
        "formula": figure.formula,
        "cells": list(figure.cells),
    }


def _missing(missing: Missing) -> Json:
    return {"figure": missing.figure, "sheet": missing.sheet, "ref": missing.ref}


def _amount(value: Decimal, measure: Measure) -> str:
    """Money with two decimals; counts and quantities with those that they have."""
    return f"{value:.2f}" if measure.is_money else _exact(value.normalize())


def _optional(value: Decimal | None, measure: Measure) -> str | None:
    return None if value is None else _amount(value, measure)


def _ratio(value: Decimal | None) -> str | None:
    return None if value is None else str(value.quantize(Decimal("0.0001"), ROUND_HALF_UP))


def _exact(value: Decimal) -> str:
    """Every digit and no exponent."""
    return f"{value:f}"
