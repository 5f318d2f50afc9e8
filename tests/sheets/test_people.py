from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.sheets.plans import book, horizon, plan, spread, tree
from xlsummary.model import Lang, Line, Measure, Period
from xlsummary.periods import months_from
from xlsummary.plan.quota import Node, NodeLevel, Plan
from xlsummary.sheets.columns import days_kept, node_columns
from xlsummary.sheets.layout import Layout, LayoutCell, LayoutRow, Style
from xlsummary.sheets.planning import planning_layouts

QUARTER = months_from(2026, 1, 3)
THERE = "\u27e6_xlsummary_planning\u27e7"
HERE = "\u27e6_xlsummary_people\u27e7"


def names(count: int, first: int = 0) -> tuple[str, ...]:
    return tuple(f"员工{number:03d}" for number in range(first, first + count))


def two_teams(period: Period = QUARTER, grain: str = "1", measure: Measure = Measure.SALES) -> Plan:
    """Twelve reps and what nobody takes, eleven reps, and what no team takes."""
    nodes = tree((("直销组", (*names(12), "-")), ("渠道组", names(11, 12)), ("-", ())))
    return plan(nodes, spread(period, 25, 3_548_387), period, Decimal(grain), Line(measure=measure))


def sheets_of(*plans: Plan, period: Period = QUARTER, lang: Lang = Lang.ZH) -> tuple[Layout, Layout]:
    return planning_layouts(book(), plans, horizon(period), (), lang)


def by_key(layout: Layout) -> dict[str, tuple[int, LayoutRow]]:
    return {
        str(row.cells[0].value): (number, row) for number, row in enumerate(layout.rows, 1) if row.cells and row.cells[0].value
    }


def cell_at(layout: Layout, address: str) -> LayoutCell:
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()  # type: ignore[union-attr] # addresses of formulas
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return layout.rows[int(row) - 1].cells[place - 1]


def test_up_to_twenty_reps_all_stand_on_the_planning_sheet_and_the_other_only_replaces_an_older_one() -> None:
    made = plan(tree((("直销组", names(20)),)), spread(QUARTER, 20, 1_000_000), QUARTER)
    planning, people = sheets_of(made)
    assert "rep:员工019" in [cell.value for row in planning.rows for cell in row.cells]
    assert people.only_replaces
    assert (people.title, people.marker) == ("人员分解", "_xlsummary_people")


def test_over_twenty_the_days_of_company_and_teams_are_kept_as_numbers_and_reps_stand_in_rows_by_month() -> None:
    made = two_teams()
    planning, people = sheets_of(made)
    keys = next(row for row in planning.rows if row.hidden and not row.outline)
    assert [cell.value for cell in keys.cells[5:]] == ["company", "team:直销组", "team:渠道组", "unassigned"]
    day = by_key(planning)["2026-02-03"][1]
    assert [(cell.value, cell.formula is None) for cell in day.cells[6:9]] == [
        (made.day(place, made.shown_days(QUARTER)[0].replace(month=2, day=3)), True) for place in (1, 15, 27)
    ]
    assert not people.only_replaces
    listed = [cell.value for cell in (row.cells[0] for row in people.rows if row.cells) if cell.value]
    assert listed[1:] == ["people-sales/committed/assigned/first/2026Q1", *(node.key for node in made.nodes), "check"]


def test_every_rep_has_the_number_of_each_month_and_every_group_the_sum_of_its_own() -> None:
    made = two_teams()
    _, people = sheets_of(made)
    rows = by_key(people)
    months = made.months
    for place, node in enumerate(made.nodes):
        number, row = rows[node.key]
        assert [cell.value for cell in row.cells[3:7]] == [*(made.quota(place, month) for month in months), made.quota(place)]
        assert row.cells[6].formula == f"=SUM(D{number}:F{number})"
        if node.level is NodeLevel.REP:
            assert [cell.formula for cell in row.cells[3:6]] == [None] * 3
    company, direct = rows["company"][0], rows["team:直销组"][0]
    assert rows["team:直销组"][1].cells[3].formula == f"=SUM(D{direct + 1}:D{direct + 13})"
    assert rows["company"][1].cells[4].formula == f"=SUM(E{company + 1},E{company + 15},E{company + 27})"


def test_who_has_days_on_the_planning_sheet_and_no_reps_is_taken_from_there() -> None:
    planning, people = sheets_of(two_teams())
    january = by_key(planning)["2026-01"][0]
    assert by_key(people)["unassigned"][1].cells[3].formula == f"={THERE}!I{january}"


def test_the_checks_tie_the_two_sheets_cell_by_cell() -> None:
    made = two_teams()
    planning, people = sheets_of(made)
    there, here = by_key(planning), by_key(people)
    team_row, company_row = here["team:渠道组"][0], here["company"][0]
    months = [there[f"2026-0{month}"][0] for month in (1, 2, 3)]
    parts = "+".join(f"ABS({letter}{team_row}-{THERE}!H{row})" for letter, row in zip("DEF", months, strict=True))
    assert here["team:渠道组"][1].cells[7].formula == f"={parts}"
    assert here["check"][1].cells[4].formula == f"=E{company_row}-{THERE}!F{months[1]}"
    total = there["total"][0]
    assert here["check"][1].cells[6].formula == f"=G{company_row}-{THERE}!F{total}"
    assert there["check"][1].cells[7].formula == f"=H{total}-{HERE}!G{team_row}"
    assert (
        there["check"][1].cells[8].formula
        == f'=I{total}-SUMIF($A${months[0]}:$A${total - 1},"????-??-??",I${months[0]}:I${total - 1})'
    )
    assert {cell.value for layout in (planning, people) for cell in checks(layout)} == {0}


def checks(layout: Layout) -> Iterator[LayoutCell]:
    return (cell for row in layout.rows for cell in row.cells if cell.style is Style.CHECK and cell.formula)


def test_fen_are_rounded_away_in_the_checks_only() -> None:
    _, people = sheets_of(two_teams(grain="0.01"))
    rows = by_key(people)
    assert rows["rep:员工000"][1].cells[3].value == two_teams(grain="0.01").quota(2, months_from(2026, 1, 1))
    assert str(rows["check"][1].cells[3].formula).endswith(",2)")


def test_blocks_stand_one_under_another_and_lead_each_to_its_own_block_of_the_planning_sheet() -> None:
    sales, cash = two_teams(), two_teams(measure=Measure.COLLECTIONS)
    planning, people = sheets_of(sales, cash)
    for layout in (planning, people):
        for cell in checks(layout):
            for sheet, address in re.findall("\u27e6(\\w+)\u27e7!([A-Z]+\\d+)", str(cell.formula)):
                other = planning if sheet == "_xlsummary_planning" else people
                assert cell_at(other, address).value not in (None, 0)
    names_of_blocks = [cell.value for row in people.rows for cell in row.cells[:1] if str(cell.value).startswith("people-")]
    assert names_of_blocks == [f"people-{word}/committed/assigned/first/2026Q1" for word in ("sales", "collections")]
    measures = {str(row.cells[2].value) for row in people.rows if len(row.cells) > 4 and row.outline}
    assert measures == {"销售额", "回款"}


def test_a_plan_of_other_months_leaves_those_it_has_not_blank() -> None:
    february = Period(months_from(2026, 2, 1).start, months_from(2026, 2, 1).end)
    _, people = sheets_of(two_teams(), two_teams(february, measure=Measure.COLLECTIONS))
    row = [row for row in people.rows if row.cells and row.cells[0].value == "rep:员工003"][1]
    assert [cell.value for cell in row.cells[3:6]] == [None, two_teams(february).quota(5), None]


def deep(markets: int, reps: int, clients: int) -> Plan:
    """Markets with their reps, and these with their clients."""
    nodes = [Node(key="company", level=NodeLevel.COMPANY, name="示例公司")]
    for market in range(markets):
        nodes.append(Node(key=f"market:{market}", level=NodeLevel.MARKET, name=f"市场{market}", parent=0))
        above = len(nodes) - 1
        for rep in range(reps):
            nodes.append(Node(key=f"rep:{market}-{rep}", level=NodeLevel.REP, name=f"员工{market}-{rep}", parent=above))
            parent = len(nodes) - 1
            for client in range(clients):
                key = f"client:{market}-{rep}-{client}"
                nodes.append(Node(key=key, level=NodeLevel.CLIENT, name=f"客户{market}-{rep}-{client}", parent=parent))
    return plan(nodes, spread(QUARTER, markets * reps * clients, 1_000_000), QUARTER)


@pytest.mark.parametrize(("markets", "reps", "clients", "kept"), [(3, 4, 5, 16), (5, 6, 2, 6), (2, 5, 2, 33)])
def test_of_deeper_trees_as_many_levels_keep_their_days_as_go_into_twenty_columns(
    markets: int, reps: int, clients: int, kept: int
) -> None:
    every = node_columns([deep(markets, reps, clients)])
    columns = days_kept(every)
    assert len(columns) == kept
    assert [column.place for column in columns] == [*range(6, 6 + kept)]
    below = {column.path[:-1] for column in columns}
    for path in below - {()}:
        assert [each.path for each in columns if each.path[:-1] == path] == [
            each.path for each in every if each.path[:-1] == path
        ]


def test_without_teams_only_the_company_keeps_its_days() -> None:
    nodes = [Node(key="company", level=NodeLevel.COMPANY, name="示例公司")]
    nodes += [Node(key=f"rep:{each}", level=NodeLevel.REP, name=each, parent=0) for each in names(21)]
    planning, people = sheets_of(plan(nodes, spread(QUARTER, 21, 1_000_000), QUARTER))
    keys = next(row for row in planning.rows if row.hidden and not row.outline)
    assert [cell.value for cell in keys.cells[5:]] == ["company"]
    assert by_key(people)["company"][1].cells[6].value == 1_000_000


def test_a_sum_of_more_rows_than_a_sum_takes_is_a_sum_of_sums() -> None:
    teams = tuple((f"{number}组", names(1, number)) for number in range(300))
    _, people = sheets_of(plan(tree(teams), spread(QUARTER, 300, 9_000_000), QUARTER))
    formula = str(by_key(people)["company"][1].cells[3].formula)
    inner = re.findall(r"SUM\(([^()]*)\)", formula)
    assert [len(each.split(",")) for each in inner] == [200, 100]
    assert formula.startswith("=SUM(SUM(")


def test_english_words() -> None:
    _, people = sheets_of(two_teams(), lang=Lang.EN)
    assert people.title == "By rep"
    assert [cell.value for cell in people.rows[4].cells[1:]] == ["Name", "Measure", "Jan", "Feb", "Mar", "Total", "Check"]
