from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from tests import books
from tests.compare.rows import Sold, actuals, visits
from tests.summary.subjects import EXAMPLE, SMALL, figure, note, shipped, shipped_book, summary_of, team_of, with_notes
from tests.word.documents import texts, written
from xlsummary.catalogue import ROWS_END_EARLY
from xlsummary.model import (
    Bound,
    Category,
    Cell,
    Kind,
    Lang,
    Origin,
    PlanItem,
    PlanStatus,
    RateBasis,
    RepStatus,
    SalesBook,
    Section,
    Settings,
    Source,
    Text,
)
from xlsummary.periods import months_from
from xlsummary.problems import Problem, XlsummaryError
from xlsummary.summary.figure import Figure
from xlsummary.summary.kinds import KINDS

YEAR_2025 = months_from(2025, 1, 12)
SOLD = (
    Sold(when=date(2025, 10, 20), sales="300000", rep="甲"),
    Sold(when=date(2025, 11, 20), sales="500000", collected="600000", rep="乙"),
    Sold(when=date(2025, 12, 31), sales="500000", collected="440000", rep="乙"),
)


SETTINGS = Settings(report_period=YEAR_2025, as_of=date(2025, 12, 31))


def small_book(target: str | None = "2166667", settings: Settings = SETTINGS) -> SalesBook:
    """Two reps, three sales of 1,300,000 in all from October on, 1,040,000 collected."""
    targets = [books.target(target, YEAR_2025)] if target else []
    return books.book(targets, [books.rep("甲"), books.rep("乙", row=3)], settings, actuals=actuals(*SOLD))


def test_sales_stand_against_the_target_with_gap_and_cells() -> None:
    summary = summary_of(small_book())
    sales, rate, gap = figure(summary, "销售额"), figure(summary, "销售额.完成率"), figure(summary, "销售额.缺口")
    assert (sales.value, sales.text) == (Decimal(1_300_000), "130.00万元")
    assert sales.cells == ("'实绩'!D2:D4, 日期 2025",)
    assert (rate.text, gap.text) == ("60.00%", "86.67万元")
    assert "'目标'!B2" in rate.cells


def test_an_excess_is_told_only_when_there_is_one() -> None:
    summary = summary_of(small_book("1000000"))
    assert figure(summary, "销售额.超额").text == "30.00万元"
    assert not any(each.name == "销售额.缺口" for each in summary.figures)


def test_without_a_target_there_is_no_attainment_and_the_target_is_missing() -> None:
    summary = summary_of(small_book(None))
    assert team_of(summary).results is not None
    assert team_of(summary).results.sales is not None
    assert team_of(summary).results.sales.target is None
    assert ("2025年的销售目标", "目标") in [(each.figure, each.sheet) for each in summary.missing]


def test_the_collection_rate_prints_its_basis() -> None:
    summary = summary_of(small_book())
    assert figure(summary, "回款率").text == "80.00%"
    cash = team_of(summary).results.cash if team_of(summary).results else None
    assert cash is not None
    assert cash.basis == "回款÷含税销售额"
    other = team_of(summary_of(small_book(settings=replace(SETTINGS, rate_basis=RateBasis.RECEIVABLE)))).results
    assert other is not None
    assert other.cash is not None
    assert other.cash.basis == "回款÷（期初应收＋含税销售额）"


def test_months_without_cash_count_from_the_first_row() -> None:
    results = team_of(summary_of(small_book())).results
    assert results is not None
    months = results.cash_months
    assert months is not None
    assert (months.since, months.until, months.counted.text) == ("10月", "12月", "3")
    assert months.dry is not None
    assert (months.dry.text, months.dry_names, months.all_sold) == ("1", "10月", True)


def test_a_running_period_tells_what_was_due_and_the_pace() -> None:
    book = small_book(settings=replace(SETTINGS, as_of=date(2025, 11, 30)))
    results = team_of(summary_of(book)).results
    assert results is not None
    assert results.sales is not None
    assert results.sales.due is not None
    assert results.sales.behind is not None
    assert results.sales.due.value is not None
    assert results.sales.behind.value == results.sales.due.value - Decimal(800_000)
    assert results.sales.time is not None
    assert results.sales.time.value is not None
    assert 0 < results.sales.time.value < 1


def test_visits_a_day_carry_their_denominator() -> None:
    summary = shipped(EXAMPLE)
    per_day, recorded = figure(summary, "拜访.人均每天"), figure(summary, "拜访.人均每天（有记录）")
    assert (per_day.text, recorded.text) == ("2.00", "1.83")
    assert per_day.formula == "（有记录＋未记录估计）÷115人日"
    assert (figure(summary, "拜访.人数").text, figure(summary, "拜访.工作日").text) == ("5", "23")
    assert (figure(summary, "活动.黄页资料整理").text, figure(summary, "活动.资料寄送").text) == ("5000余", "3000余")


def test_nothing_is_said_of_follow_ups_that_nobody_recorded() -> None:
    book = replace(small_book(), activities=(visits(2, YEAR_2025, 30, outcome="拒绝"),))
    department = team_of(summary_of(book)).department
    assert department is not None
    assert [(each.name, each.followed) for each in department.outcomes] == [("拒绝", None)]


def test_the_plan_carries_people_and_the_targets_of_article_2() -> None:
    summary = shipped(EXAMPLE)
    outlook = team_of(summary).outlook
    assert outlook is not None
    assert outlook.headcount is not None
    assert (outlook.headcount.now.text, outlook.headcount.planned.text) == ("5", "15")
    assert [(team.name, team.count.text, team.channels) for team in outlook.headcount.teams] == [
        ("金融渠道组", "8", "保险、证券"),
        ("电话行销组", "7", "电话行销"),
    ]
    assert [(each.period, each.amount.text, each.basis) for each in outlook.targets] == [
        ("2026年", "1500.00万元", "部门自定，有把握")
    ]
    february = outlook.months[0].rows[1]
    assert (str(february.amount), str(february.working_days)) == ("967,742", "16")
    assert [str(row.working_days) for row in outlook.months[0].rows][-1] == "248"
    assert [row.category for row in outlook.actions] == ["团队", "制度", "习惯", "渠道", "目标"]
    assert len(outlook.breakthroughs) == 1


def test_printed_parts_add_up_to_printed_totals() -> None:
    outlook = team_of(shipped(EXAMPLE)).outlook
    assert outlook is not None
    for table in (*outlook.months, outlook.weeks):
        assert table is not None
        amounts = [Decimal(str(row.amount).replace(",", "")) for row in table.rows]
        shares = [Decimal(str(row.share).rstrip("%")) for row in table.rows]
        assert sum(amounts[:-1]) == amounts[-1]
        assert sum(shares[:-1]) == shares[-1] == 100
    (people,) = outlook.people
    printed = [[Decimal(str(part).replace(",", "")) for part in (row.whole, *row.parts)] for row in people.rows]
    assert all(whole == sum(parts) for whole, *parts in printed)
    teams = [numbers for row, numbers in zip(people.rows, printed, strict=True) if row.is_team]
    assert [sum(column) for column in zip(*teams, strict=True)] == printed[-1]


def test_people_stand_in_the_order_of_the_sheet() -> None:
    outlook = team_of(shipped(EXAMPLE)).outlook
    assert outlook is not None
    names = [row.label for row in outlook.people[0].rows if not row.is_team and not row.is_total]
    assert names == [rep.name for rep in shipped_book(EXAMPLE).reps]


def test_a_problem_on_both_sheets_stands_once() -> None:
    item = PlanItem(
        origin=Origin(books.table("plans"), 2),
        title="每天四访",
        category=Category.RULES,
        problem="拜访太少",
        owner="甲",
        due=date(2026, 1, 9),
    )
    book = replace(with_notes(small_book(), note(Section.PROBLEMS, "拜访太少")), plans=(item,))
    department = team_of(summary_of(book)).department
    assert department is not None
    assert [(row.problem, row.action, row.owner, row.by) for row in department.problems] == [
        ("拜访太少", "每天四访", "甲", "2026年1月9日")
    ]


def test_no_note_of_the_user_is_lost() -> None:
    notes = [note(section, f"{section.value}的话", row=place + 2) for place, section in enumerate(Section)]
    told = str(team_of(summary_of(with_notes(small_book(), *notes))))
    assert [each.text for each in notes if told.count(f"'{each.text}'") != 1] == []


def test_hires_without_a_joining_date_are_missing_by_name() -> None:
    book = replace(small_book(), reps=(books.rep("甲"), books.rep("丙", row=3, status=RepStatus.TO_HIRE)))
    assert ("丙的入职日期", "'人员'!D3") in [(each.figure, f"'{each.sheet}'!{each.ref}") for each in summary_of(book).missing]


def test_further_targets_stand_apart_and_are_not_added() -> None:
    book = replace(
        small_book(), targets=(books.target("2000000", YEAR_2025), books.target("1000000", YEAR_2025, row=3, source=Source.OWN))
    )
    results = team_of(summary_of(book)).results
    assert results is not None
    assert [(each.origin, each.attainment and each.attainment.text) for each in results.other_targets] == [
        ("自定的", "130.00%")
    ]


def test_a_bound_stays_with_the_sum() -> None:
    book = replace(small_book(None), actuals=actuals(Sold(when=date(2025, 12, 1), sales="1100000", bound=Bound.AT_LEAST)))
    sales = figure(summary_of(book), "销售额")
    assert (sales.text, sales.bound) == ("110多万元", Bound.AT_LEAST)


def test_a_heavy_month_is_said_beside_the_targets_with_its_numbers() -> None:
    book = shipped_book(EXAMPLE)
    late = [replace(rep, joined=date(2026, 7, 1)) if rep.status is RepStatus.TO_HIRE else rep for rep in book.reps]
    outlook = team_of(summary_of(replace(book, reps=tuple(late)))).outlook
    assert outlook is not None
    assert len(outlook.warnings) == 1
    assert [each.value for each in outlook.warnings[0].text.figures] == [Decimal("1.60")]
    assert str(outlook.people[0].rows[-1].whole) == "15,000,000"


def test_targets_of_a_running_period_are_said_once() -> None:
    sections = team_of(summary_of(small_book(settings=replace(SETTINGS, as_of=date(2025, 11, 30)))))
    assert sections.outlook is not None
    assert sections.results is not None
    assert sections.results.months is not None
    assert (sections.outlook.is_rest, sections.outlook.targets, sections.outlook.months) == (True, (), ())
    assert len(sections.results.months.rows) == 13
    assert sections.outlook.weeks is not None
    assert sections.outlook.weeks.period == "2025年12月"


def test_a_dropped_plan_is_not_told() -> None:
    planned = PlanItem(origin=Origin(books.table("plans"), 2), title="开发布会", problem="名气小", status=PlanStatus.DROPPED)
    summary = summary_of(replace(small_book(), plans=(planned,)))
    assert "开发布会" not in str(summary)
    assert "名气小" not in str(summary)


def test_figure_names_are_unique_and_every_figure_says_how_it_was_made() -> None:
    for name in (EXAMPLE, *SMALL):
        for lang in Lang:
            figures = shipped(name, lang).figures
            assert len({each.name for each in figures}) == len(figures)
            assert all(each.formula and each.text for each in figures)


@pytest.mark.parametrize("name", SMALL)
def test_a_small_book_says_what_it_lacks_and_invents_nothing(name: str) -> None:
    summary = shipped(name)
    lacking = [each.figure for each in summary.missing]
    assert lacking[:4] == ["公司", "部门", "姓名", "职务"]
    assert len(lacking) == len(set(lacking))
    assert team_of(summary).markets is None or name == "first-4-notes.zh.xlsx"


def test_another_kind_is_refused_with_the_kinds_there_are() -> None:
    assert Kind.PERSONAL not in KINDS
    with pytest.raises(XlsummaryError) as caught:
        summary_of(small_book(settings=replace(SETTINGS, kind=Kind.PERSONAL)))
    assert caught.value.rule == "kind-not-available"
    assert "部门总结" in caught.value.hint.zh


def test_tables_show_the_display_unit_with_enough_decimals() -> None:
    summary = summary_of(small_book("2166667", replace(SETTINGS, display_unit=Decimal(10_000))))
    results = team_of(summary).results
    assert results is not None
    assert results.months is not None
    assert (results.months.unit, str(results.months.rows[-1].sales)) == ("万元", "130.0000")
    assert str(results.months.rows[-1].target) == "216.6667"


def table_figures(record: object) -> Iterator[Figure]:
    """The figures inside the tables of a summary."""
    if isinstance(record, tuple):
        for each in record:
            yield from table_figures(each)
    elif is_dataclass(record) and not isinstance(record, Figure):
        if hasattr(record, "rows"):
            for row in record.rows:
                yield from (cell for each in fields(row) if isinstance(cell := getattr(row, each.name), Figure))
        for field in fields(record):
            yield from table_figures(getattr(record, field.name))


def columns_of(figures: Iterable[Figure]) -> set[str]:
    """`'活动'!E`: the sheets and columns that some figures were counted from."""
    return {match for each in figures for cell in each.cells for match in re.findall(r"'[^']+'![A-Z]+", cell)}


@pytest.mark.parametrize("lang", list(Lang))
def test_the_appendix_names_every_column_that_a_number_in_a_table_comes_from(lang: Lang) -> None:
    summary = shipped(EXAMPLE, lang)
    inside = columns_of(table_figures(team_of(summary)))
    assert len(inside) > 5
    assert inside <= columns_of(summary.figures)


def test_due_counts_and_rates_of_the_activities_are_in_the_appendix() -> None:
    listed = {each.name: each.text for each in shipped(EXAMPLE).figures}
    due = {name: text for name, text in listed.items() if name.endswith((".应完成", ".完成率")) and "." in name}
    assert {"280", "55", "96.79%", "58.18%"} <= set(due.values())


def test_a_zero_target_has_no_shares() -> None:
    outlook = team_of(summary_of(books.book([books.target("0")], [books.rep("甲")]))).outlook
    assert outlook is not None
    assert {row.share for row in outlook.months[0].rows} == {"—"}
    assert outlook.first_quarter is None


def test_business_begins_only_where_people_or_clients_show_it() -> None:
    book = small_book()

    def told(joined: date | None) -> str:
        reps = (books.rep("甲", joined=joined), books.rep("乙", row=3, joined=joined))
        return "".join(texts(written(summary_of(replace(book, reps=reps)))))

    assert "业务从10月开始，到12月的3个月里" in told(date(2025, 10, 8))
    assert "从有记录的10月起，到12月的3个月里" in told(None)
    assert "从有记录的10月起，到12月的3个月里" in told(date(2024, 1, 1))
    english = "".join(texts(written(summary_of(book, Lang.EN))))
    assert "Since the first records in October, 1 of the 3 months to December brought in sales but no cash" in english


def test_one_month_of_cash_is_not_told_as_a_span() -> None:
    settings = replace(SETTINGS, report_period=months_from(2025, 12, 1))
    document = "".join(texts(written(summary_of(small_book(settings=settings)))))
    assert "12月有进账。" in document
    assert "12月到12月" not in document


def test_a_financial_year_is_named_with_its_months_once() -> None:
    settings = Settings(year_start=4, report_period=months_from(2025, 4, 12), plan_period=months_from(2026, 4, 12))
    book = replace(
        books.book([books.target("12000000", months_from(2026, 4, 12))], [books.rep("甲"), books.rep("乙", row=3)], settings),
        actuals=actuals(Sold(when=date(2026, 3, 31), sales="1000")),
    )
    document = "\n".join(texts(written(summary_of(book))))
    assert "2025财年部门工作总结" in document
    assert "报告期：2025财年（2025年4月至2026年3月）" in document
    assert "2026财年（2026年4月至2027年3月）工作计划" in document
    assert document.count("2026年4月至2027年3月") == 1
    assert "2026财年第1季度（4至6月，开门红）目标" in document
    assert "第1季度（4至6月）" in document
    assert "第4季度（1至3月）" in document
    english = "\n".join(texts(written(summary_of(book, Lang.EN))))
    assert "Report period: FY 2025 (April 2025 to March 2026)" in english
    assert "Q1 FY 2026 (April to June) carries RMB" in english


def test_warnings_stand_beside_the_targets_or_among_the_remarks_each_once_with_its_cell() -> None:
    book = books.book([books.target("1000000", months_from(2026, 10, 1))], days=[books.day_off(day) for day in october()])
    cell = Cell("实绩", "A9")
    other = Problem(ROWS_END_EARLY, cell, words=early())
    summary = summary_of(book, problems=(other,))
    assert team_of(summary).outlook is not None
    assert [each.text for each in team_of(summary).outlook.warnings] == ["2026年10月没有一个工作日，改按日历日分解"]
    assert [(each.text, each.where) for each in summary.notices] == [(other.message(Lang.ZH), "'实绩'!A9")]
    document = "\n".join(texts(written(summary)))
    assert document.count("没有一个工作日") == 1
    assert document.index("数据提示") < document.index("'实绩'!A9") < document.index("待补")


def test_remarks_on_the_data_are_fifty_and_how_many_more() -> None:
    cells = [Cell("实绩", f"A{row}") for row in range(2, 62)]
    found = summary_of(small_book(), problems=tuple(Problem(ROWS_END_EARLY, cell, words=early()) for cell in cells)).notices
    assert (len(found), found[-1].text) == (51, "另有 10 条，见“检查”的输出")


def october() -> list[date]:
    return [date(2026, 10, day) for day in range(1, 32)]


def early() -> dict[str, str | Text]:
    return {"as_of": "2025-12-31", "through": "2025-12-20"}


def item(title: str, problem: str, action: str, row: int = 2) -> PlanItem:
    return PlanItem(origin=Origin(books.table("plans"), row), title=title, problem=problem, action=action)


def test_the_table_of_problems_shows_the_measure_and_the_plan_does_not_repeat_it() -> None:
    book = replace(small_book(), plans=(item("稳住老客户", "老客户流失", "每月回访"), item("开新渠道", "", "找代理", row=3)))
    sections = team_of(summary_of(book))
    assert sections.department is not None
    assert sections.outlook is not None
    assert [(row.problem, row.action) for row in sections.department.problems] == [("老客户流失", "每月回访")]
    assert [(row.title, row.action) for row in sections.outlook.actions] == [("稳住老客户", "—"), ("开新渠道", "找代理")]
    assert sections.outlook.has_measures


def test_the_example_says_no_measure_twice() -> None:
    sections = team_of(shipped(EXAMPLE))
    assert sections.department is not None
    assert sections.outlook is not None
    measures = [row.action for row in sections.department.problems] + [row.action for row in sections.outlook.actions]
    told = [action for action in measures if action != "—"]
    assert len(told) == len(set(told))
    assert not {row.title for row in sections.outlook.actions} & set(told)


def test_clients_of_an_earlier_month_of_the_year_are_not_called_those_of_earlier_years() -> None:
    book = shipped_book(EXAMPLE)
    december = replace(book, settings=replace(book.settings, report_period=months_from(2025, 12, 1)))
    document = "".join(texts(written(summary_of(december))))
    assert "本期没有新成交客户；此前成交的老客户11家。" in document
    assert "以前年度" not in document
