"""What a book contradicts itself in: one small function a rule, each looks and never touches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from xlsummary.check import actions, actuals, clients, days, groups, later, people, ranges, references, targets
from xlsummary.model import SalesBook
from xlsummary.problems import Problem, in_order

BookRule = Callable[[SalesBook], Iterable[Problem]]

BOOK_RULES: tuple[BookRule, ...] = (
    targets.missing_targets,
    targets.negative_targets,
    targets.units_against_actuals,
    targets.tiers_out_of_order,
    references.unknown_reps,
    groups.unknown_groups,
    groups.company_targets_of_parts,
    references.ambiguous_reps,
    actuals.signs_against_kinds,
    actuals.amounts_against_kinds,
    actuals.rows_alike,
    actuals.cash_dates_without_cash,
    actuals.after_leaving,
    actuals.between_stays,
    actuals.before_joining,
    days.deliveries_out_of_order,
    clients.repeated_clients,
    clients.stages_before_deal,
    clients.repeated_markets,
    clients.settled_without_settlement,
    actions.without_action,
    actions.several_breakthroughs,
    actions.statuses_against_achieved,
    people.repeated_reps,
    people.transfers_assumed,
    people.shared_codes,
    people.left_before_joined,
    days.repeated_seasons,
    days.repeated_days,
    days.weights_on_rest,
    days.dates_out_of_order,
    ranges.out_of_range,
    ranges.parts_over_wholes,
    references.unlisted_reps,
    references.unlisted_markets,
    references.unlisted_clients,
    references.unlisted_products,
    references.total_like_names,
    later.unused_settings,
    later.unused_sheets,
)
"""Every rule about a whole book, in the order of the sheets, then those about several."""


def check_book(book: SalesBook) -> tuple[Problem, ...]:
    """All that the rules find, in sheet, row and column order."""
    return in_order(faults(book), book)


def faults(book: SalesBook) -> Iterator[Problem]:
    """All that the rules find, every cell of it, as the rules come."""
    for rule in BOOK_RULES:
        yield from rule(book)
