"""Actuals against finance's ledger: every posting in one class, the differences adding up to that of the totals."""

from __future__ import annotations

from xlsummary.compare.desk import Desk, month_of_day
from xlsummary.compare.documents import by_number
from xlsummary.compare.leftovers import duplicates, rest, reversals, same_day, splits
from xlsummary.compare.pairing import Key, keys, pair_keyed, pair_single_keys, pair_undoubted, taxed_keys
from xlsummary.compare.postings import MatchClass, Postings, Reconciled, Terms

_ALONE = frozenset({MatchClass.ONLY_IN_WORKBOOK, MatchClass.ONLY_IN_LEDGER})
"""The classes of postings that a longer search for several to one might have found a place for."""


def reconcile(workbook: Postings, ledger: Postings, terms: Terms) -> Reconciled:
    """Every posting in exactly one match.

    By document number first, then client, amount and day, then several to one; what is left is told by what it looks like. A
    posting that could be two things takes the surer one. What decides between equals is what they say, never in which rows
    they stand, so that the order of rows does not matter and the same two files always give the same answer.
    """
    desk = Desk(workbook, ledger, terms)
    for step in _STEPS:
        step(desk)
    classes = desk.classes()
    is_open = not _ALONE.isdisjoint(classes)
    return Reconciled(
        workbook=workbook, ledger=ledger, terms=terms, classes=classes, search_ended=desk.search_ended and is_open
    )


def _by_client_and_amount(desk: Desk) -> None:
    """The same client and amount a few days apart."""
    pair_single_keys(desk)
    pair_keyed(desk, keys(desk, with_client=True), desk.terms.days)


def _by_client_and_tax(desk: Desk) -> None:
    """The same client a few days apart, one amount being the other with its tax."""
    for taxed in taxed_keys(desk, with_client=True):
        pair_keyed(desk, taxed, desk.terms.days)


def _by_client_in_month(desk: Desk) -> None:
    """The same client and amount in one month, both inside the period or both outside."""
    pair_keyed(desk, (_monthly(desk, desk.workbook), _monthly(desk, desk.ledger)))


def _monthly(desk: Desk, side: Postings) -> Key:
    return lambda place: (
        side.clients[place],
        side.amounts[place],
        month_of_day(side.days[place]),
        desk.terms.is_inside(side.days[place]),
    )


def _by_client_later(desk: Desk) -> None:
    """The same client and amount in another month, or on the other side of the period's ends."""
    pair_keyed(desk, keys(desk, with_client=True))


def _without_client(desk: Desk) -> None:
    """The same amount a few days apart where one side names no client, and no other posting could be meant."""
    pair_undoubted(desk, any_client=False)


def _other_client(desk: Desk) -> None:
    """The same amount a few days apart under another client, and no other posting could be meant."""
    pair_undoubted(desk, any_client=True)


def _reversed_signs(desk: Desk) -> None:
    """The same client and size a few days apart with the sign turned."""
    own, ledger = desk.workbook, desk.ledger
    turned = (
        lambda place: (own.clients[place], -own.amounts[place]),
        lambda place: (ledger.clients[place], ledger.amounts[place]),
    )
    pair_keyed(desk, turned, desk.terms.days)


_STEPS = (
    by_number,
    _by_client_and_amount,
    _by_client_and_tax,
    _by_client_in_month,
    _without_client,
    reversals,
    _by_client_later,
    duplicates,
    splits,
    _reversed_signs,
    _other_client,
    same_day,
    rest,
)
