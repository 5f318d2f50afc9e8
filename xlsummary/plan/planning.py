"""One plan: the targets of a line and period, spread, placed on the tree, rounded from the year down and put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from xlsummary.catalogue import TARGET_FOR_ABSENT
from xlsummary.model import Period, Settings, Text
from xlsummary.periods import Slice, months_in, slices_of
from xlsummary.plan.calendar import working_calendar
from xlsummary.plan.descent import quotas_by_day
from xlsummary.plan.frozen import Gone, joined, left_of
from xlsummary.plan.joining import joined_claims, typed_parts
from xlsummary.plan.last_year import Past
from xlsummary.plan.nesting import Contradiction, TypedRow, nested
from xlsummary.plan.people import Staff
from xlsummary.plan.phase import full_presence
from xlsummary.plan.quota import Node, NodeLevel, Plan
from xlsummary.plan.remarks import contradiction, heavy_month, left_unassigned, no_whole_numbers, period_name
from xlsummary.plan.roots import Root, RootSet
from xlsummary.plan.shares import Claim, Spread, is_for_absent, shares, undivided, unfitted
from xlsummary.plan.timing import Timing
from xlsummary.plan.tree import Tree, tree_of
from xlsummary.plan.units import Units, plain, units_of, value_of
from xlsummary.plan.unset import unset_months, without_target
from xlsummary.plan.weights import weighted
from xlsummary.problems import Problem


def plan_of(staff: Staff, chosen: RootSet, past: Past, gone: Gone | None = None) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan and what there is to say about it; None where nobody is there for any of its targets, or they contradict.

    With `gone` the days gone stay as they were kept, and the targets are spread over the days left.
    """
    book, settings = past.book, past.book.settings
    calendar = working_calendar(book, chosen.period)
    units, problems = units_of([root.target for root in chosen.every], settings)
    chosen, told = weighted(chosen, staff, past)
    timing = Timing(chosen, calendar, past)
    left, contradicted = left_of(chosen, gone, settings.year_start) if gone else (chosen, ())
    problems = (*problems, *told, *timing.problems(), *contradicted)
    if not timing.is_known or contradicted:
        return None, problems
    if gone and left.every:
        units, _ = units_of([root.target for root in left.every], settings)
    full = full_presence(staff.people)
    spreads = [_spread(root, left, timing, units, full) for root in left.every]
    claims_of = (unfitted if left.is_nested else shares) if staff.people else _undivided
    claimed: list[tuple[Spread, Sequence[Claim]]] = [(spread, claims_of(spread)) for spread in spreads[: len(left.roots)]]
    absent = [spread for spread in spreads if is_for_absent(spread)]
    problems = (*problems, *_absent(absent, settings.year_start))
    claims: Sequence[Claim] = [claim for _, own in claimed for claim in own]
    if not claims and not gone:
        return None, problems
    targets = tuple(spread.root.target for spread, own in claimed if own)
    rows: tuple[TypedRow, ...] = ()
    if left.is_nested and left.every:
        present = [spread for spread in spreads if not is_for_absent(spread)]
        targets = tuple(root.target for root in left.roots if any(spread.root is root for spread in present))
        nest = nested(present, claims, has_people=bool(staff.people))
        if isinstance(nest, Contradiction):
            return None, (*problems, contradiction(nest, units))
        claims, rows, claimed = nest.claims, nest.rows, [*claimed, *nest.seeded]
    claims, lang = joined_claims(claims), settings.lang or book.lang
    tree = tree_of(claims, staff.levels, settings.company, lang)
    typed = () if rows else typed_parts(claimed, tree)
    slices = _slices(left.period, settings)
    days = quotas_by_day(tree, left.period, slices, units.grains, typed, rows) if claims else {}
    if days is None:
        return None, (*problems, no_whole_numbers(left, units))
    problems = (*problems, *_unassigned(claimed, tree, days, units, settings.year_start))
    if gone:
        by_key = {claim.key: days[leaf] for leaf, claim in tree.claims.items()}
        claims, whole, grain = joined(gone, claims, by_key, units.grain)
        tree, units = tree_of(claims, staff.levels, settings.company, lang), replace(units, grain=grain)
        days = {leaf: whole[claim.key] for leaf, claim in tree.claims.items()}
        slices, targets = _slices(chosen.period, settings), tuple(root.target for root in chosen.roots)
    nodes, amounts = _columns(tree, days, with_leaves=staff.leaf is not None)
    unset = unset_months(chosen, nodes)
    plan = Plan(
        line=chosen.line,
        period=chosen.period,
        targets=targets,
        inside=tuple(root.target for root in chosen.inside),
        fixed=tuple(point for point, _ in chosen.fixed),
        nodes=nodes,
        amounts=amounts,
        grain=units.grain,
        unit=units.unit,
        basis=calendar.basis,
        slices=slices,
        working_days=calendar.weights,
        unset=unset,
    )
    problems = (*problems, *without_target(chosen, staff, nodes, unset, settings.year_start))
    heavy = heavy_month(claimed, settings.year_start)
    return plan, (*problems, *([heavy] if heavy else []))


def _spread(root: Root, left: RootSet, timing: Timing, units: Units, full: int) -> Spread:
    """A target with the phase of its own months, as far as they are left; of one that lies in others, of all its months."""
    whole = root.whole or root
    phase = timing.phase_of(whole if whole.own else replace(whole, own=months_in(whole.target.period)))
    phase = phase[(left.period.start - timing.chosen.period.start).days :]
    root = root if root.own else replace(root, own=months_in(root.target.period))
    spread = Spread(
        root=root,
        amount=int(value_of(root.target) / units.unit),
        phase=phase,
        phasing=timing.phasing,
        period=left.period,
        full=full,
    )
    return spread if any(phase) else replace(spread, phase=_every_day(spread))


def _every_day(spread: Spread) -> tuple[Fraction, ...]:
    """Each day of the target's own months alike, where what is left has no day that it is spread by."""
    inside = frozenset(spread.inside)
    return tuple(Fraction(day in inside) for day in range(spread.period.days))


def _slices(period: Period, settings: Settings) -> tuple[Slice, ...]:
    return tuple(each for month in months_in(period) for each in slices_of(month, settings.week_start))


def _undivided(spread: Spread) -> tuple[Claim, ...]:
    return (undivided(spread),)


def _absent(absent: Iterable[Spread], year_start: int) -> Iterator[Problem]:
    """An error for a rep's own target in a period without the rep."""
    for spread in absent:
        target = spread.root.target
        amount = plain(value_of(target))
        period = period_name(target.period, year_start)
        words: dict[str, str | Text] = {"name": target.name, "period": period, "amount": amount}
        yield Problem(TARGET_FOR_ABSENT, target.origin.cell("amount"), amount, words)


def _unassigned(
    claimed: Sequence[tuple[Spread, Sequence[Claim]]],
    tree: Tree,
    days: Mapping[int, Sequence[int]],
    units: Units,
    year_start: int,
) -> Iterator[Problem]:
    by_key = {claim.key: days[leaf] for leaf, claim in tree.claims.items()}
    for spread, claims in claimed:
        for claim in claims:
            if claim.level is NodeLevel.UNASSIGNED:
                yield from left_unassigned(spread, claim, by_key[claim.key], units.grain, year_start)


def _columns(
    tree: Tree, days: Mapping[int, Sequence[int]], *, with_leaves: bool
) -> tuple[tuple[Node, ...], tuple[tuple[int, ...], ...]]:
    """Every node with its quotas a day, a parent's summed up; without 未分配 that is 0, and all below the path's end."""
    rows: list[list[Sequence[int]]] = [[days[place]] if place in days else [] for place in range(len(tree.nodes))]
    sums: dict[int, tuple[int, ...]] = {}
    for place in range(len(tree.nodes) - 1, -1, -1):
        sums[place] = tuple(map(sum, zip(*rows[place], strict=True)))
        parent = tree.nodes[place].parent
        if parent is not None:
            rows[parent].append(sums[place])
    hidden = () if with_leaves else (NodeLevel.REP,)
    divided = {node.parent for node in tree.nodes if with_leaves or node.level not in (*hidden, NodeLevel.UNASSIGNED)}
    kept = [
        place
        for place, node in enumerate(tree.nodes)
        if node.parent in divided and node.level not in hidden and (node.level is not NodeLevel.UNASSIGNED or any(sums[place]))
    ]
    moved = {place: number for number, place in enumerate(kept)}
    nodes = (replace(tree.nodes[place], parent=_moved(tree.nodes[place].parent, moved)) for place in kept)
    return tuple(nodes), tuple(sums[place] for place in kept)


def _moved(parent: int | None, moved: Mapping[int, int]) -> int | None:
    return None if parent is None else moved[parent]
