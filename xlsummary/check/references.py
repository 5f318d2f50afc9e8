"""Names that point to a row of another sheet: reps, markets, clients, products."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from xlsummary.book.names import is_no_name
from xlsummary.book.shares import Known, people_named
from xlsummary.catalogue_checking import (
    AMBIGUOUS_REP,
    TOTAL_LIKE_NAME,
    UNKNOWN_REP,
    UNLISTED_CLIENT,
    UNLISTED_MARKET,
    UNLISTED_PRODUCT,
    UNLISTED_REP,
)
from xlsummary.check.groups import unknown_groups
from xlsummary.check.people import namesakes, rep_names
from xlsummary.model import Activity, Cell, Client, Expense, Level, Note, PlanItem, SalesBook
from xlsummary.problems import Problem
from xlsummary.spelling import folded, name_key

_EVERYBODY = frozenset(
    name_key(word)
    for word in (
        *("全员", "全体", "全体人员", "全体成员", "全体销售", "所有人", "大家", "各人", "各组", "各团队", "各组长", "各业务员"),
        *("本人", "团队", "部门", "公司", "All", "Everybody", "Everyone", "Team", "All reps", "Each rep", "Me"),
    )
)
_TOTAL_LIKE = re.compile(r".+\s*(?:小计|合计|总计)[:：]?|.+\s(?:sub)?totals?", re.IGNORECASE)

_EVERYTHING = frozenset(
    name_key(word)
    for word in (
        *(
            "全部",
            "所有",
            "全体",
            "全员",
            "全公司",
            "公司",
            "部门",
            "全部门",
            "总部门",
            "所有人",
            "所有客户",
            "全部客户",
            "各客户",
        ),
        *(
            "所有人员",
            "全部人员",
            "平均",
            "人均",
            "均值",
            "all",
            "all clients",
            "all customers",
            "all reps",
            "average",
            "company",
        ),
    )
)
"""What stands for everybody or an average, and is nobody's name."""

Named = tuple[str, Cell]


def unknown_reps(book: SalesBook) -> Iterator[Problem]:
    """Targets for people who are not in 人员; without 人员 the targets themselves say who there is.

    A row of 人员 that could not be read may be theirs: its error is told, and no other for it.
    """
    known = rep_names(book)
    for target in book.targets if book.reps and not _has_unread_reps(book) else ():
        if target.level is Level.REP and name_key(target.name) not in known:
            yield Problem(UNKNOWN_REP, target.origin.cell("name"), target.name)


def _has_unread_reps(book: SalesBook) -> bool:
    """True when a row of 人员 is an error, not left out on purpose as in a draft."""
    sheet = book.tables["reps"].sheet if "reps" in book.tables else None
    return any(each.reason == "unreadable" for control in book.controls if control.sheet == sheet for each in control.left_out)


def ambiguous_reps(book: SalesBook) -> Iterator[Problem]:
    """Targets, and once a name actuals, for a name that two people share, without a code to tell them apart."""
    shared = namesakes(book)
    for target in book.targets if shared else ():
        if target.level is Level.REP and name_key(target.name) in shared:
            yield Problem(AMBIGUOUS_REP, target.origin.cell("name"), target.name)
    for name, (cell, _) in _of_actuals(book, "rep", lambda name: name_key(name) in shared).items() if shared else ():
        yield Problem(AMBIGUOUS_REP, cell, name)


def unlisted_reps(book: SalesBook) -> Iterator[Problem]:
    """Names outside 目标 that are not in 人员, told once, at the first cell; as `unknown_reps` where rows were not read."""
    if not book.reps or _has_unread_reps(book):
        return
    known = rep_names(book)
    owners = known | _EVERYBODY | _other_owners(book)
    found = [
        *((name, cell) for name, cell in _people(book, lambda name: name_key(name) in known) if name_key(name) not in known),
        *((name, cell) for name, cell in _owners(book, lambda name: name_key(name) in owners) if name_key(name) not in owners),
    ]
    sold = _of_actuals(book, "rep", lambda name: name_key(name) not in known)
    for name, (cell, count) in _told_once(found, sold).items():
        yield Problem(UNLISTED_REP, cell, name, {"count": str(count)})


def unlisted_markets(book: SalesBook) -> Iterator[Problem]:
    """Markets that 市场 does not list, each told once, at its first cell."""
    known = {name_key(market.name) for market in book.markets}
    if not known:
        return
    told = {problem.cell for problem in unknown_groups(book)}
    targeted = ((target.name, target.origin.cell("name")) for target in book.targets if target.level is Level.MARKET)
    named = [
        *((name, cell) for name, cell in targeted if cell not in told),
        *((each.market, each.origin.cell("market")) for each in _rows_with_names(book)),
        *((rep.market, rep.origin.cell("market")) for rep in book.reps if rep.origin),
    ]
    found = [(name, cell) for name, cell in named if name and name_key(name) not in known]
    sold = _of_actuals(book, "market", lambda name: name_key(name) not in known)
    for name, (cell, count) in _told_once(found, sold).items():
        yield Problem(UNLISTED_MARKET, cell, name, {"count": str(count)})


def unlisted_clients(book: SalesBook) -> Iterator[Problem]:
    """Clients that 客户 does not list; each name told once, where it is first met."""
    known = {name_key(client.name) for client in book.clients}
    if not known:
        return
    named = [
        *((target.name, target.origin.cell("name")) for target in book.targets if target.level is Level.CLIENT),
        *((activity.client, activity.origin.cell("client")) for activity in book.activities),
    ]
    found = [(name, cell) for name, cell in named if name and name_key(name) not in known]
    sold = _of_actuals(book, "client", lambda name: name_key(name) not in known)
    for name, (cell, _) in _told_once(found, sold).items():
        yield Problem(UNLISTED_CLIENT, cell, name, {"count": "1"})


def unlisted_products(book: SalesBook) -> Iterator[Problem]:
    """Season indices of a product that neither 目标 nor 实绩 names, told once a product."""
    if not any(each.product for each in book.season):
        return
    targeted = (target.name for target in book.targets if target.level is Level.PRODUCT)
    known = {name_key(name) for name in (*targeted, *book.actuals.texts.get("product", ()))}
    told: set[str] = set()
    for each in book.season:
        key = name_key(each.product)
        if key and key not in known and key not in told:
            told.add(key)
            yield Problem(UNLISTED_PRODUCT, each.origin.cell("product"), each.product)


def total_like_names(book: SalesBook) -> Iterator[Problem]:
    """Names that end like a total row's, such as 一组小计, or mean everybody, each told once, at its first cell."""
    named = [
        *((rep.name, rep.origin.cell("name")) for rep in book.reps if rep.origin),
        *((client.name, client.origin.cell("name")) for client in book.clients),
        *((market.name, market.origin.cell("name")) for market in book.markets),
        *((target.name, target.origin.cell("name")) for target in book.targets if target.level is not Level.COMPANY),
    ]
    for field in ("rep", "client", "market", "product"):
        named += ((name, cell) for name, (cell, _) in _of_actuals(book, field, _is_total_like).items())
    told: set[str] = set()
    for name, cell in named:
        if name not in told and _is_total_like(name):
            told.add(name)
            yield Problem(TOTAL_LIKE_NAME, cell, name)


def _is_total_like(name: str) -> bool:
    return _TOTAL_LIKE.fullmatch(folded(name)) is not None or name_key(name) in _EVERYTHING


def _rows_with_names(book: SalesBook) -> tuple[Client | Activity | Expense, ...]:
    return (*book.clients, *book.activities, *book.expenses)


def _people(book: SalesBook, known: Known) -> Iterator[Named]:
    for each in _rows_with_names(book):
        for name in people_named(each.rep, known):
            yield name, each.origin.cell("rep")


def _owners(book: SalesBook, known: Known) -> Iterator[Named]:
    owned: tuple[PlanItem | Note, ...] = (*book.plans, *book.notes)
    for each in owned:
        for name in people_named(each.owner, known) if not is_no_name(each.owner) else ():
            yield name, each.origin.cell("owner")


def _other_owners(book: SalesBook) -> frozenset[str]:
    """Who may own a plan besides a rep: the author, by name or title, a team, the department, the company."""
    settings = book.settings
    words = (settings.company, settings.branch, settings.department, settings.author, settings.title)
    return frozenset(name_key(name) for name in (*words, *(rep.team for rep in book.reps)) if name)


def _of_actuals(book: SalesBook, field: str, wanted: Callable[[str], bool]) -> dict[str, tuple[Cell, int]]:
    """The wanted names of a column of 实绩, with the first cell and the number of rows of each, in the order of rows."""
    names = book.actuals.texts.get(field, ())
    chosen = {name for name in {*names} if name and wanted(name)}
    if not chosen:
        return {}
    counts = Counter(name for name in names if name in chosen)
    first = dict(zip(reversed(names), range(len(names) - 1, -1, -1), strict=True))
    return {name: (book.actuals.cell(field, first[name]), count) for name, count in counts.items()}


def _told_once(named: Iterable[Named], sold: dict[str, tuple[Cell, int]]) -> dict[str, tuple[Cell, int]]:
    """Each name at its first cell, 实绩 before other sheets, with the number of its rows."""
    told = dict(sold)
    for name, cell in named:
        first, count = told.get(name, (cell, 0))
        told[name] = (first, count + 1)
    return told
