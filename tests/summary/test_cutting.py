from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests import books
from tests.compare.rows import Sold, actuals
from tests.summary.subjects import summary_of, team_of
from tests.summary.test_team import SETTINGS, YEAR_2025
from tests.word.documents import opened, texts, written
from xlsummary.model import Settings
from xlsummary.periods import months_from
from xlsummary.summary.outlook_records import PeopleTable
from xlsummary.word.document import write_document


def quotas(count: int, teams: Sequence[str] = ("",)) -> PeopleTable:
    book = books.book([books.target("15000000")], books.named_reps(count, teams), Settings())
    outlook = team_of(summary_of(book)).outlook
    assert outlook is not None
    (table,) = outlook.people
    assert isinstance(table, PeopleTable)
    return table


def amounts(rows: Sequence[object]) -> list[Decimal]:
    return [Decimal(str(getattr(row, "whole", "")).replace(",", "")) for row in rows]


def test_a_hundred_reps_are_shown_as_fifty_and_the_others() -> None:
    table = quotas(100)
    assert (len(table.rows), len(table.shown)) == (101, 52)
    assert [row.label for row in table.shown[-3:]] == ["员50", "其他", "合计"]
    whole = amounts(table.shown)
    assert sum(whole[:-1]) == whole[-1] == Decimal(15_000_000)
    assert whole[-2] == sum(amounts(table.rows)[50:100])


def test_fifty_reps_are_all_shown() -> None:
    assert [row.label for row in quotas(50).shown] == [row.label for row in quotas(50).rows]


@pytest.mark.parametrize("count", [2, 4, 7, 20])
def test_every_team_shows_as_many_and_its_own_others(count: int) -> None:
    teams = [f"队{place:02d}" for place in range(count)]
    table = quotas(100, teams)
    assert len(table.shown) <= 51
    shown = [row for row in table.shown if row.is_team]
    assert [row.label for row in shown] == teams
    assert sum(amounts(shown)) == Decimal(15_000_000)
    people = [row for row in table.shown if not row.is_team and not row.is_total]
    assert not people or sum(amounts(people)) == Decimal(15_000_000)
    assert [row.label for row in people].count("其他") == (count if people else 0)


def test_sixty_teams_are_fifty_and_the_others() -> None:
    table = quotas(120, [f"队{place:02d}" for place in range(60)])
    assert len(table.shown) == 52
    assert sum(amounts(table.shown)[:-1]) == Decimal(15_000_000)
    assert table.shown[-2].label == "其他"


def test_results_show_the_fifty_with_the_most_sales_and_sum_up_the_others() -> None:
    sold = [Sold(when=date(2025, 12, 1), sales=str(1000 + place), rep=f"员{place + 1:02d}") for place in range(80)]
    book = books.book([books.target("200000", YEAR_2025)], books.named_reps(80), SETTINGS, actuals=actuals(*sold))
    results = team_of(summary_of(book)).results
    assert results is not None
    assert results.people is not None
    shown = results.people.shown
    assert (len(results.people.rows), len(shown)) == (81, 52)
    assert (shown[0].label, shown[-3].label, shown[-2].label) == ("员31", "员80", "其他")
    printed = [Decimal(str(row.sales).replace(",", "")) for row in shown]
    assert printed[-2] == sum(range(1000, 1030))
    assert sum(printed[:-1]) == printed[-1]
    targets = [Decimal(str(row.target).replace(",", "")) for row in shown]
    assert sum(targets[:-1]) == targets[-1]


def test_a_shipped_template_prints_the_shown_rows() -> None:
    book = books.book([books.target("15000000")], books.named_reps(100), Settings())
    told = texts(written(summary_of(book)))
    assert "员50" in told
    assert "员51" not in told
    assert told.count("其他") == 1


def test_what_is_missing_keeps_its_heading_with_the_first_rows_wherever_it_falls() -> None:
    month = replace(SETTINGS, report_period=months_from(2025, 12, 1))
    document = opened(
        write_document(summary_of(books.book([books.target("1", YEAR_2025)], settings=month)), None, date(2025, 12, 31))
    )
    heading = next(each for each in document.paragraphs if each.text == "待补")
    note = next(each for each in document.paragraphs if each.text.startswith("下列内容"))
    styles = {style.style_id: style for style in document.styles}
    head, first, second = document.tables[-1].rows[:3]
    assert styles[heading.style.style_id if heading.style else ""].element.find(".//{*}keepNext") is not None
    assert note.paragraph_format.keep_with_next
    for row in (head, first):
        assert all(paragraph.paragraph_format.keep_with_next for cell in row.cells for paragraph in cell.paragraphs)
    assert second is not None
