"""What `run` tells programs beside plans and actuals: receivables, why, clients, markets and service, each with its cells."""

from __future__ import annotations

from xlsummary.compare.ageing import Age
from xlsummary.compare.analysis import Analysis
from xlsummary.compare.client_grades import ClientGrades
from xlsummary.compare.client_progress import FunnelStage, NewClients
from xlsummary.compare.complaints import Complaints, Refusals
from xlsummary.compare.dealers import Dealers
from xlsummary.compare.disputes import Disputes
from xlsummary.compare.market_rates import Markets, RateChange
from xlsummary.compare.performance import Performance
from xlsummary.compare.receivable_months import RolledMonth
from xlsummary.compare.receivables import Account, Receivables
from xlsummary.compare.supply import Supply
from xlsummary.compare.visits_due import ClientDue, VisitsDue
from xlsummary.contract_numbers import Json, fen, mean, money, number, plain, points, ratio, rounded, share
from xlsummary.why_contract import why_document

_ROLLED = ("opening", "sales", "cash", "acceptances", "set_offs", "bad_debts")


def analysis_document(found: Analysis | None) -> Json:
    """The keys of the document of `run`; null for what the book says nothing of, and in a run that wrote nothing."""
    keys = ("receivables", "why", "clients", "markets", "supply", "complaints", "disputes")
    if found is None:
        return dict.fromkeys(keys)
    return {
        "receivables": _receivables(found.receivables) if found.receivables else None,
        "why": why_document(found.why) if found.why else None,
        "clients": _clients(found),
        "markets": _markets(found.markets) if found.markets else None,
        "supply": _supply(found.supply) if found.supply else None,
        "complaints": _complaints(found.complaints) if found.complaints else None,
        "disputes": _disputes(found.disputes) if found.disputes else None,
    }


# Receivables ----------------------------------------------------------------------------------


def _receivables(found: Receivables) -> Json:
    return {
        "opening_day": found.opening_day.isoformat(),
        "as_of": found.as_of.isoformat(),
        **{name: fen(found.total(name)) for name in (*_ROLLED, "owed", "prepaid", "over_limit")},
        "overdue": fen(found.ageing.overdue),
        "ageing": {age.value: fen(found.ageing[age]) for age in Age},
        "cells": {name: list(cells) for name, cells in found.cells.items()},
        "unexplained": fen(_unexplained(found)),
        "rows_before_opening": found.dated_before,
        "left_out": [str(cell) for cell in found.straddling],
        "inexact": [str(cell) for cell in found.inexact],
        "accounts": [_account(account) for account in found.accounts],
        "months": None if found.months is None else [_month(month) for month in found.months],
    }


def _unexplained(found: Receivables) -> int:
    """Fen by which the accounts differ from the sums without clients, and what is owed from its ages."""
    apart = sum(abs(found.total(name) - found.control.get(name, 0)) for name in _ROLLED)
    return apart + abs(found.total("owed") - found.ageing.total)


def _account(account: Account) -> Json:
    return {
        "client": account.client,
        **{name: fen(getattr(account, name)) for name in (*_ROLLED, "owed", "prepaid", "over_limit")},
        "exact": account.is_exact,
        "opening_known": account.opening_is_known,
        "overdue": fen(account.ageing.overdue),
        "ageing": {age.value: fen(account.ageing[age]) for age in Age},
        "terms": account.terms if account.has_terms else None,
        "credit_limit": None if account.limit is None else fen(account.limit),
        "last_paid": account.last_paid.isoformat() if account.last_paid else None,
        "months_without_cash": account.dry_months,
        "cell": str(account.origin) if account.origin else None,
        "cells": {name: list(cells) for name, cells in account.cells.items()},
    }


def _month(month: RolledMonth) -> Json:
    return {
        "month": f"{month.month.start:%Y-%m}",
        **{name: fen(getattr(month, name)) for name in (*_ROLLED, "closing")},
        "without_cash": month.is_dry,
    }


# Clients, markets, service --------------------------------------------------------------------


def _clients(found: Analysis) -> Json:
    return {
        "visits_due": _visits_due(found.visits_due) if found.visits_due else None,
        "refusals": _refusals(found.refusals) if found.refusals else None,
        "grades": _grades(found.grades) if found.grades else None,
        "new": _new(found.new_clients) if found.new_clients else None,
        "funnel": [_stage(stage) for stage in found.funnel],
        "dealers": _dealers(found.dealers) if found.dealers else None,
    }


def _visits_due(found: VisitsDue) -> Json:
    return {
        "late": number(found.late_count),
        "in_time": number(found.in_time_count),
        "without_contact": number(found.unseen_count),
        "without_cycle": number(found.without_cycle),
        "clients": [_due(each) for each in found.late],
    }


def _due(each: ClientDue) -> Json:
    client = each.client
    return {
        "client": client.name,
        "grade": client.grade.value if client.grade else None,
        "rep": client.rep or None,
        "cycle": each.cycle,
        "last_contact": each.last_contact.isoformat() if each.last_contact else None,
        "days_since": each.days_since,
        "days_late": each.late,
        "cells": list(each.cells),
    }


def _refusals(found: Refusals) -> Json:
    return {
        "refused": number(found.refused),
        "followed_up": number(found.followed_up),
        "follow_ups": number(found.follow_ups),
    }


def _grades(found: ClientGrades) -> Json:
    grades = [
        {"grade": each.grade.value, "now": number(each.now), "last_year": number(each.before), "change": plain(each.change)}
        for each in found.grades
    ]
    moves = {name: number(getattr(found, name)) for name in ("raised", "lowered", "entered", "left", "ungraded")}
    return {"grades": grades, **moves}


def _new(found: NewClients) -> Json:
    return {
        "count": number(found.count),
        "names": [client.name for client in found.won],
        "sizes": {size.value: number(count) for size, count in found.sizes},
        "without_size": number(found.unsized),
        "targets": [_new_target(row) for row in found.rows if row.target is not None],
    }


def _new_target(row: Performance) -> Json:
    line = row.line
    return {
        "tier": line.tier.value,
        "source": line.source.value,
        "version": line.version.value,
        "target": plain(row.target),
        "variance": plain(row.variance),
        "attainment": share(row.attainment),
        "cells": list(row.target_cells),
    }


def _stage(stage: FunnelStage) -> Json:
    sides = {name: number(getattr(stage, name)) for name in ("reached", "named", "unnamed")}
    return {"stage": stage.stage.value, **sides}


def _dealers(found: Dealers) -> Json:
    return {
        "aspects": {aspect: mean(own) for aspect, own in found.aspects.items()},
        "clients": [
            {
                "client": each.client.name,
                "scores": {aspect: f"{score:f}" for aspect, score in each.scores.items()},
                "mean": rounded(each.mean),
                "complete": each.is_whole,
                "cells": list(each.cells),
            }
            for each in found.scored
        ],
    }


def _markets(found: Markets) -> Json:
    return {
        "points_stocked": _change(found.stocked),
        "markets": [
            {"market": row.market.name, "share": _change(row.share), "points_stocked": _change(row.stocked)}
            for row in found.rows
        ],
    }


def _change(change: RateChange) -> Json:
    return {"now": ratio(change.now), "last_year": ratio(change.before), "points": points(change.points)}


def _supply(found: Supply) -> Json:
    counts = {name: number(getattr(found, name)) for name in ("shipped", "longest", "due", "in_time", "late", "late_open")}
    return {**counts, "mean_days": mean(found.mean_days), "in_time_rate": share(found.in_time_rate)}


def _complaints(found: Complaints) -> Json:
    counts = {name: number(getattr(found, name)) for name in ("received", "closed", "open", "longest_open")}
    return {**counts, "mean_days_to_close": mean(found.days)}


def _disputes(found: Disputes) -> Json:
    counts = {name: number(getattr(found, name)) for name in ("all", "settled", "open", "without_amount")}
    markets = [
        {"market": market.name, "settled": market in found.settled_markets, "settlement": market.settlement or None}
        for market in (*found.settled_markets, *found.open_markets)
    ]
    return {**counts, "amount": money(found.amount), "open_amount": money(found.open_amount), "markets": markets}
