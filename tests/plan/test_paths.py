"""Paths other than company, team and rep: markets, channels, products and clients; targets off the path; 未设目标."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.books import book, client, named_reps, rep, table, target
from tests.compare.rows import Sold, actuals
from tests.plan import oracle
from tests.plan.drawn import along_paths
from xlsummary.model import (
    Allocation,
    Lang,
    Level,
    Market,
    MarketStatus,
    Origin,
    Phasing,
    SalesBook,
    SeasonIndex,
    Settings,
    Stage,
    Target,
)
from xlsummary.periods import months_from
from xlsummary.plan.breakdown import Breakdown, break_down
from xlsummary.plan.quota import Plan
from xlsummary.problems import Severity

COMPANY, TEAM, MARKET, CHANNEL, PRODUCT, REP, CLIENT = Level
REPS = (
    rep("张三", "一组", market="南区"),
    rep("李四", "二组", row=3, market="北区"),
    rep("王五", "二组", row=4, market="北区"),
)
CLIENTS = (
    client("甲", "张三", "南区"),
    client("乙", "张三", "南区", row=3),
    client("丙", "李四", "北区", row=4),
    client("丁", "王五", "北区", row=5),
    client("戊", "王五", "北区", row=6),
)
SOLD = actuals(
    Sold(when=date(2025, 3, 3), sales="100", rep="张三", client="甲", market="南区", product="软件"),
    Sold(when=date(2025, 4, 3), sales="300", rep="张三", client="乙", market="南区", product="硬件"),
    Sold(when=date(2025, 5, 3), sales="600", rep="李四", client="丙", market="北区", product="软件"),
    Sold(when=date(2026, 1, 5), sales="9000", rep="王五", client="丁", market="北区", product="服务"),
)


def _found(path: tuple[Level, ...], *targets: Target, **changes: object) -> Breakdown:
    given = book(targets or [target(1200)], REPS, Settings(path=(COMPANY, *path)), actuals=SOLD, clients=CLIENTS)
    return break_down(replace(given, **changes))  # type: ignore[arg-type]


def _plan(path: tuple[Level, ...], *targets: Target, **changes: object) -> Plan:
    (plan,) = _found(path, *targets, **changes).plans
    oracle.assert_foots(plan)
    oracle.assert_in_units(plan)
    return plan


def _quotas(plan: Plan) -> dict[str, int]:
    """The whole quota of each node by its key, in the plan's order."""
    return {node.key: int(plan.quota(place)) for place, node in enumerate(plan.nodes)}


def _told(found: Breakdown) -> list[str]:
    return [problem.rule.id for problem in found.problems]


def test_markets_reps_and_their_clients_by_the_reps_weights_and_last_years_actuals() -> None:
    plan = _plan((MARKET, REP, CLIENT))
    assert list(_quotas(plan).items()) == [
        ("company", 1200),
        ("market:北区", 800),
        ("rep:李四", 400),
        ("client:丙", 400),
        ("rep:王五", 400),
        ("client:丁", 200),
        ("client:戊", 200),
        ("market:南区", 400),
        ("rep:张三", 400),
        ("client:乙", 300),
        ("client:甲", 100),
    ]
    paths = {node.name: node.path for node in plan.nodes}
    assert (paths["丁"], paths["王五"], paths["北区"]) == (("北区", "王五"), ("北区",), ())


def test_reps_without_clients_take_their_quota_alone() -> None:
    plan = _plan((REP, CLIENT), clients=CLIENTS[:3])
    assert _quotas(plan)["rep:王五"] == 400
    assert not plan.children([node.key for node in plan.nodes].index("rep:王五"))


def test_clients_follow_their_rep_in_and_out() -> None:
    reps = (rep("张三", left=date(2026, 6, 30)), rep("李四", row=3, joined=date(2026, 7, 1)))
    plan = _plan((REP, CLIENT), reps=reps, clients=CLIENTS[:3])
    keys = [node.key for node in plan.nodes]
    half = months_from(2026, 7, 6)
    assert plan.quota(keys.index("client:甲"), half) == 0
    assert plan.quota(keys.index("client:丙"), half) == plan.quota(0, half) > 0


def test_clients_of_a_transferred_rep_have_a_place_under_either_row() -> None:
    reps = (
        rep("张三", "一组", code="A1", left=date(2026, 6, 30)),
        rep("张三", "二组", row=3, code="A1", joined=date(2026, 7, 1)),
        rep("李四", "二组", row=4),
    )
    plan = _plan((TEAM, REP, CLIENT), target(1000), target(400, level=REP, name="张三", row=3), reps=reps, clients=CLIENTS[:2])
    quotas = _quotas(plan)
    assert quotas["rep:A1"] + quotas["rep:A1#2"] == 400
    assert {"client:甲", "client:甲#2", "client:乙", "client:乙#2"} < {*quotas}


def test_a_reps_and_a_clients_own_targets_are_met_below_the_company() -> None:
    rows = (
        target(1200),
        target(700, level=REP, name="张三", row=3),
        target(200, months_from(2026, 3, 1), level=CLIENT, name="甲", row=4),
    )
    plan = _plan((REP, CLIENT), *rows)
    keys = [node.key for node in plan.nodes]
    assert plan.quota(keys.index("rep:张三")) == 700
    assert plan.quota(keys.index("client:甲"), months_from(2026, 3, 1)) == 200
    assert plan.quota(0) == 1200


def test_only_a_reps_target_makes_the_rep_the_whole_tree() -> None:
    quotas = _quotas(_plan((REP, CLIENT), target(800, level=REP, name="张三")))
    assert quotas == {"company": 800, "rep:张三": 800, "client:乙": 600, "client:甲": 200}


def test_markets_without_reps_in_them_go_by_last_years_actuals() -> None:
    found = _found((MARKET,), reps=named_reps(2))
    assert _quotas(found.plans[0]) == {"company": 1200, "market:北区": 720, "market:南区": 480}
    assert found.problems == ()


def test_a_market_that_rows_leave_blank_is_the_clients_own() -> None:
    blank = replace(SOLD, texts={**SOLD.texts, "market": ("",) * 4})
    assert _quotas(_plan((MARKET,), reps=named_reps(2), actuals=blank))["market:北区"] == 720


def test_markets_with_reps_in_them_are_the_sum_of_the_reps() -> None:
    assert _quotas(_plan((MARKET,))) == {"company": 1200, "market:北区": 800, "market:南区": 400}


def test_products_go_by_last_years_actuals_and_new_ones_by_their_targets() -> None:
    assert _quotas(_plan((PRODUCT,))) == {"company": 1200, "product:硬件": 360, "product:软件": 840}
    found = _found((PRODUCT,), target(1200), target(200, level=PRODUCT, name="服务", row=3))
    assert _quotas(found.plans[0]) == {"company": 1200, "product:服务": 200, "product:硬件": 300, "product:软件": 700}
    assert _told(found) == ["no-last-year"]


def test_names_with_no_last_year_at_all_share_equally() -> None:
    found = _found((PRODUCT,), target(1200, months_from(2028, 1, 12)))
    assert set(_quotas(found.plans[0]).values()) == {1200, 400}
    assert "split-equally" in _told(found)


def test_clients_below_markets_and_below_teams() -> None:
    assert _quotas(_plan((MARKET, CLIENT))) == {
        "company": 1200,
        "market:北区": 720,
        "client:丙": 720,
        "market:南区": 480,
        "client:乙": 360,
        "client:甲": 120,
    }
    assert _quotas(_plan((TEAM, CLIENT)))["team:二组"] == 720


def test_lost_clients_and_markets_that_were_left_take_no_part_but_for_a_target_of_their_own() -> None:
    lost = (*CLIENTS[:2], replace(CLIENTS[2], stage=Stage.LOST))
    found = _found((CLIENT,), clients=lost)
    assert _quotas(found.plans[0]) == {"company": 1200, "client:乙": 900, "client:甲": 300}
    assert _told(found) == ["not-on-path"]
    kept = _found((CLIENT,), target(1200), target(100, level=CLIENT, name="丙", row=3), clients=lost)
    assert _quotas(kept.plans[0])["client:丙"] == 100
    left = Market(origin=Origin(table("markets"), 2), name="北区", status=MarketStatus.LEAVE)
    assert _quotas(_plan((MARKET,), reps=(), markets=(left,))) == {"company": 1200, "market:南区": 1200}


def test_clients_without_a_rep_take_no_part_below_reps() -> None:
    found = _found((REP, CLIENT), clients=(*CLIENTS, client("己", row=7)))
    assert "client:己" not in _quotas(found.plans[0])
    (note,) = found.problems
    assert note.message(Lang.ZH) == "1 个客户不参与分解：己（没有填写人员）"


def test_a_rep_without_a_market_is_where_all_the_reps_clients_are() -> None:
    reps = (rep("张三"), rep("李四", row=3, market="北区"))
    assert _quotas(_plan((MARKET, REP), reps=reps)) == {
        "company": 1200,
        "market:北区": 600,
        "rep:李四": 600,
        "market:南区": 600,
        "rep:张三": 600,
    }


@pytest.mark.parametrize("path", [(REP, PRODUCT), (TEAM, PRODUCT), (REP, MARKET), (PRODUCT, CLIENT), (CLIENT, PRODUCT)])
def test_levels_that_do_not_lie_in_one_another_are_an_error(path: tuple[Level, ...]) -> None:
    found = _found(path)
    assert (found.plans, _told(found)) == ((), ["path-unrelated"])


def test_a_product_of_its_own_season_goes_by_it() -> None:
    season = tuple(
        SeasonIndex(origin=Origin(table("season"), month), month=month, index=Decimal(6 if month < 3 else 0), product="软件")
        for month in range(1, 13)
    )
    given = book(
        [target(1200, level=PRODUCT, name="软件"), target(1200, level=PRODUCT, name="硬件", row=3)],
        settings=Settings(path=(COMPANY, PRODUCT), phasing=Phasing.SEASON),
        actuals=SOLD,
    )
    (plan,) = break_down(replace(given, season=(*given.season, *season))).plans
    keys = [node.key for node in plan.nodes]
    assert plan.quota(keys.index("product:软件"), months_from(2026, 1, 2)) == 1200
    assert plan.quota(keys.index("product:硬件"), months_from(2026, 1, 1)) == 90


def test_targets_off_the_path_are_spread_over_time_and_in_no_total() -> None:
    rows = (
        target(1200),
        target(248, level=MARKET, name="北区", row=3),
        target(90, months_from(2026, 1, 3), level=MARKET, name="北区", row=4),
        target(5, level=CLIENT, name="甲", row=5),
    )
    found = _found((TEAM, REP), *rows)
    assert [plan.quota(0) for plan in found.plans] == [1200]
    north, one = found.beside
    assert ([node.key for node in north.nodes], one.nodes[0].level.value) == (["market:北区"], "client")
    assert [north.quota(0), north.quota(0, months_from(2026, 1, 3)), one.quota(0)] == [248, 90, 5]
    assert _told(found) == ["off-path-target"] * 3


def test_targets_off_the_path_that_contradict_each_other_are_told() -> None:
    rows = (target(100, level=MARKET, name="北区"), target(101, months_from(2026, 1, 3), level=MARKET, name="北区", row=3))
    found = _found((TEAM, REP), *rows)
    assert found.beside == ()
    assert "typed-too-much-inside" in _told(found)


def test_names_and_months_without_a_target_are_not_0() -> None:
    rows = (
        target(300, months_from(2026, 1, 3), level=TEAM, name="一组"),
        target(600, months_from(2026, 1, 6), level=REP, name="李四", row=3),
    )
    found = _found((TEAM, REP), *rows)
    (plan,) = found.plans
    keys = [node.key for node in plan.nodes]
    april = months_from(2026, 4, 1)
    assert {key for place, key in enumerate(keys) if not plan.is_set(place, april)} == {"team:一组", "rep:张三"}
    assert all(plan.is_set(place, plan.period) for place in range(len(keys)))
    assert "rep:王五" not in keys
    assert [problem.message(Lang.ZH) for problem in found.problems] == [
        "王五没有目标（2026年上半年），也没有上一级的目标，按未设目标处理，不当作 0",
        "一组没有目标（2026年第2季度），也没有上一级的目标，按未设目标处理，不当作 0",
    ]


def test_a_company_target_is_a_target_for_all() -> None:
    rows = (target(1200), target(600, months_from(2026, 1, 6), level=REP, name="李四", row=3))
    found = _found((TEAM, REP), *rows)
    assert found.plans[0].unset == frozenset()
    assert found.problems == ()


def test_last_years_actuals_weigh_reps_and_their_clients_together() -> None:
    settings = Settings(path=(COMPANY, REP, CLIENT), allocation=Allocation.LAST_YEAR)
    found = _found((), settings=settings)
    quotas = _quotas(found.plans[0])
    assert (quotas["rep:张三"], quotas["client:甲"], quotas["rep:李四"], quotas["rep:王五"]) == (480, 120, 720, 0)
    assert _told(found) == ["without-last-year"]


def test_what_nobody_takes_below_the_last_level_is_in_its_group() -> None:
    """东区's May has nobody: the plan ends at markets, which add up to the company as they are shown."""
    reps = (rep("张三", market="南区"), rep("李四", row=3, market="东区", joined=date(2026, 8, 1)))
    rows = (target(1200), target(1, months_from(2026, 5, 1), level=MARKET, name="东区", row=3))
    plan = _plan((MARKET,), *rows, reps=reps)
    keys = [node.key for node in plan.nodes]
    assert keys == ["company", "market:东区", "market:南区"]
    assert plan.quota(keys.index("market:东区"), months_from(2026, 5, 1)) == 1


def test_of_rows_for_the_same_the_inner_one_is_told() -> None:
    """The team is one rep, the rep one client: 3, 0 and 1 in April."""
    april = months_from(2026, 4, 1)
    rows = (
        target(1200),
        target(3, april, level=TEAM, name="一组", row=3),
        target(0, april, level=REP, name="张三", row=4),
        target(1, april, level=CLIENT, name="甲", row=5),
    )
    found = _found((TEAM, REP, CLIENT), *rows, reps=(rep("张三", "一组"),), clients=CLIENTS[:1])
    (error,) = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    assert error.message(Lang.ZH) == "这里是 0，其中的各行（'目标'!B5）合计 1，相差 1"


@given(st.builds(along_paths, st.randoms(use_true_random=False)))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_all_that_must_hold_along_any_path(given_book: SalesBook) -> None:
    """By last year or not, with targets of some names: exact, in units, none below 0, and an error where one has nobody."""
    found = break_down(given_book)
    rules = [problem.rule.id for problem in found.problems if problem.severity is Severity.ERROR]
    for plan in found.plans:
        oracle.assert_foots(plan)
        oracle.assert_in_units(plan)
        assert plan.quota(0) == oracle.typed(plan)
        assert min(map(min, plan.amounts)) >= 0
        places = {(node.level.value, node.name): place for place, node in enumerate(plan.nodes)}
        for row in (*plan.targets, *plan.inside):
            if row.level is not COMPANY and rules == [] and row.amount and row.amount.value:
                assert plan.quota(places[row.level.value, row.name], row.period) == row.amount.value
    assert found.plans or rules
    told = {"last-year-missing", "target-for-absent", "typed-too-much-inside", "typed-not-the-sum", "typed-rest-for-nobody"}
    assert {*rules} <= told
