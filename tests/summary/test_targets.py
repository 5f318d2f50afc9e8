from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import books
from tests.compare.rows import Sold, actuals
from tests.summary.subjects import EXAMPLE, every_figure, shipped, summary_of, team_of
from tests.summary.test_team import SETTINGS, YEAR_2025
from tests.word.documents import texts, written
from xlsummary.model import Lang, Measure, Period, SalesBook, Settings, Source, Target, Tier, Version
from xlsummary.periods import months_from
from xlsummary.summary.figure import Figure
from xlsummary.summary.outlook_records import Outlook
from xlsummary.summary.summary import Summary

Q1, Q3 = months_from(2026, 1, 3), months_from(2026, 7, 3)
FIRST, REVISED = Version.FIRST, Version.REVISED
SOLD = actuals(Sold(when=date(2025, 12, 31), sales="1000"))


def planned(*targets: Target) -> SalesBook:
    """These targets and two reps, with the plan period 2026."""
    return books.book(targets, [books.rep("甲"), books.rep("乙", row=3)], Settings(plan_period=books.YEAR_2026))


def outlook_of(book: SalesBook, lang: Lang = Lang.ZH) -> Outlook:
    outlook = team_of(summary_of(book, lang)).outlook
    assert isinstance(outlook, Outlook)
    return outlook


def told(book: SalesBook, lang: Lang = Lang.ZH) -> str:
    return "\n".join(texts(written(summary_of(book, lang))))


def test_the_parts_of_a_year_in_one_line_are_told_as_the_year() -> None:
    halves = [books.target("100", months_from(2026, 1, 6)), books.target("200", months_from(2026, 7, 6), row=3)]
    outlook = outlook_of(planned(*halves))
    assert [(each.period, each.amount.text) for each in outlook.targets] == [("2026年", "300.00元")]
    assert outlook.targets[0].amount.cells == ("'目标'!B2:B3",)
    assert [str(row.amount) for row in outlook.months[0].rows][-1] == "300"


def test_targets_with_gaps_are_told_each_with_its_period_and_never_as_the_whole() -> None:
    book = planned(books.target("100", Q1), books.target("300", Q3, row=3))
    outlook = outlook_of(book)
    assert [(each.period, each.amount.text) for each in outlook.targets] == [
        ("2026年第1季度", "100.00元"),
        ("2026年第3季度", "300.00元"),
    ]
    assert outlook.has_gap
    assert [table.period for table in outlook.months] == ["2026年第1季度", "2026年第3季度"]
    assert [table.period for table in outlook.people] == ["2026年第1季度", "2026年第3季度"]
    document = told(book)
    assert "2026年第1季度销售目标100.00元，2026年第3季度销售目标300.00元（公司下达，有把握），其余时间未设目标。" in document
    assert "2026年销售目标" not in document
    assert "2026年第3季度各月销售目标" in document
    assert "2026年第3季度个人销售目标" in document
    assert "Q1 2026 is RMB 100, for Q3 2026 is RMB 300 (assigned, committed); the rest of 2026 has no target." in told(
        book, Lang.EN
    )


def test_a_target_of_two_years_is_told_as_of_two_years() -> None:
    book = planned(books.target("2400", months_from(2026, 1, 24)))
    outlook = outlook_of(replace(book, settings=Settings(plan_period=months_from(2026, 1, 24))))
    assert [(each.period, each.amount.text) for each in outlook.targets] == [("2026年1月至2027年12月", "2400.00元")]
    (people,) = outlook.people
    assert people.headings == ("2026年", "2027年")


def test_the_year_of_a_target_of_two_years_is_its_quota_with_the_whole_beside_it() -> None:
    (target,) = outlook_of(planned(books.target("2400", months_from(2026, 1, 24)))).targets
    assert (target.period, target.amount.text) == ("2026年", "1201.00元")
    assert (target.whole_name, str(target.whole)) == ("2026年1月至2027年12月", "2400.00元")


def monthly(plan_period: Period, report: Period | None = None) -> SalesBook:
    """The year's target of 15,000,000, March reported, another period planned."""
    march = report or months_from(2026, 3, 1)
    settings = Settings(report_period=march, plan_period=plan_period, as_of=march.last)
    sold = actuals(Sold(when=date(2026, 3, 5), sales="600000"), Sold(when=date(2026, 3, 20), sales="700000"))
    reps = [books.rep("甲"), books.rep("乙", row=3)]
    return books.book([books.target("15000000")], reps, settings, actuals=sold)


def test_a_months_plan_is_the_months_quota_with_the_year_beside_it() -> None:
    book = monthly(months_from(2026, 4, 1))
    outlook = outlook_of(book)
    (target,) = outlook.targets
    assert (target.period, target.amount.value, target.whole_name) == ("2026年4月", Decimal(1_270_161), "全年")
    assert outlook.months == ()
    assert outlook.weeks is not None
    assert (outlook.weeks.period, str(outlook.weeks.rows[-1].amount)) == ("2026年4月", "1,270,161")
    assert [row.label for row in outlook.weeks.rows][:2] == ["4月1日至5日", "4月6日至12日"]
    (people,) = outlook.people
    assert (people.period, people.whole_name, people.headings) == ("2026年4月", "全月", ())
    assert str(people.rows[-1].whole) == "1,270,161"
    assert outlook.day_quota is not None
    assert outlook.day_quota.month == "2026年4月"
    document = told(book)
    assert "2026年4月销售目标127.02万元（全年1500.00万元；公司下达，有把握）。" in document
    assert "开门红" not in document
    english = told(book, Lang.EN)
    assert "April 2026 is RMB 1.27 million (RMB 15.00 million for the year; assigned, committed)." in english


def test_a_quarters_plan_has_its_months_and_a_half_its_six() -> None:
    quarter, half = outlook_of(monthly(months_from(2026, 4, 3))), outlook_of(monthly(months_from(2026, 7, 6)))
    assert [row.label for row in quarter.months[0].rows] == ["4月", "5月", "6月", "合计"]
    assert quarter.people[0].headings == ("4月", "5月", "6月")
    assert quarter.weeks is not None
    assert quarter.weeks.period == "2026年4月"
    assert [row.label for row in half.months[0].rows] == ["7月", "8月", "9月", "10月", "11月", "12月", "合计"]
    assert (quarter.targets[0].amount.value, half.targets[0].amount.value) == (Decimal(3_689_516), Decimal(7_741_935))


def test_a_plan_of_some_weeks_has_those_days_only() -> None:
    week = outlook_of(monthly(Period(date(2026, 4, 13), date(2026, 4, 20))))
    assert (week.targets[0].period, week.months, week.weeks) == ("2026年4月13日至4月19日", (), None)
    assert week.day_quota is not None
    assert week.day_quota.working_days.text == "5"
    both = outlook_of(monthly(Period(date(2026, 4, 15), date(2026, 5, 11))))
    assert [row.label for row in both.months[0].rows] == ["4月15日至30日", "5月1日至10日", "合计"]
    assert both.weeks is not None
    assert next(row.label for row in both.weeks.rows) == "4月15日至19日"
    amounts = [Decimal(str(row.amount).replace(",", "")) for row in both.months[0].rows]
    assert sum(amounts[:-1]) == amounts[-1] == both.targets[0].amount.value


def test_a_month_reported_stands_against_its_quota_of_the_year() -> None:
    results = team_of(summary_of(monthly(months_from(2026, 4, 1)))).results
    assert results is not None
    assert results.sales is not None
    assert results.sales.target is not None
    assert results.sales.attainment is not None
    assert (results.sales.target.value, results.sales.target_period) == (Decimal(1_330_645), "")
    assert results.sales.attainment.text == "97.70%"
    assert "2026年3月实现销售额130.00万元，完成公司下达的目标133.06万元的97.70%" in told(monthly(months_from(2026, 4, 1)))


def test_a_target_of_a_part_of_the_report_period_gives_no_attainment_of_the_whole() -> None:
    quarter = books.target("400", months_from(2025, 1, 3))
    book = books.book([quarter], [books.rep("甲")], replace(SETTINGS, report_period=YEAR_2025), actuals=SOLD)
    results = team_of(summary_of(book)).results
    assert results is not None
    assert results.sales is not None
    assert (results.sales.attainment, results.sales.gap, results.sales.target_period) == (None, None, "2025年第1季度")
    assert "目标只有2025年第1季度的，共400.00元，全期不计完成率" in told(book)
    assert results.months is not None
    assert (str(results.months.rows[3].target), str(results.months.rows[-1].attainment)) == ("—", "—")


def versions_and_tiers(period: Period) -> list[Target]:
    return [
        books.target("1200", period, row=2, version=FIRST),
        books.target("1500", period, row=3, version=REVISED),
        books.target("1800", period, row=4, tier=Tier.HOPED),
        books.target("900", period, row=5, source=Source.OWN),
        books.target("800", period, row=6, measure=Measure.COLLECTIONS),
    ]


def test_the_revised_version_leads_and_the_first_is_told_beside_it() -> None:
    book = planned(*versions_and_tiers(books.YEAR_2026))
    outlook = outlook_of(book)
    assert [(each.amount.text, each.basis) for each in outlook.targets] == [("1500.00元", "公司下达，有把握，调整后")]
    assert [(each.was.amount.text, each.now_is.amount.text) for each in outlook.revisions] == [("1200.00元", "1500.00元")]
    assert [each.measure for each in outlook.other_targets] == ["回款"]
    assert [(each.target_name, each.amount.text, each.basis) for each in outlook.further_targets] == [
        ("期望销售目标", "1800.00元", "公司下达"),
        ("销售目标", "900.00元", "部门自定，有把握"),
    ]
    document = told(book)
    assert "销售目标年初为1200.00元，已调整为1500.00元。同时要完成回款800.00元。" in document
    assert (
        "另有期望销售目标1800.00元（公司下达）、销售目标900.00元（部门自定，有把握），与上述目标分别考核，不相加。" in document
    )
    assert "同时要完成销售额" not in document
    english = told(book, Lang.EN)
    assert "was first set at RMB 1,200 and is now RMB 1,500." in english
    assert "a hoped-for sales target of RMB 1,800 (assigned)" in english


def test_results_stand_against_the_revised_target_and_name_the_others() -> None:
    book = books.book(versions_and_tiers(YEAR_2025), settings=SETTINGS, actuals=SOLD)
    results = team_of(summary_of(book)).results
    assert results is not None
    assert results.sales is not None
    assert (results.sales.origin, results.sales.attainment and results.sales.attainment.text) == (
        "公司下达、有把握的调整后",
        "66.67%",
    )
    assert [(each.origin, each.target and each.target.text) for each in results.other_targets] == [
        ("公司下达、有把握的年初", "1200.00元"),
        ("公司下达的期望", "1800.00元"),
        ("自定、有把握的", "900.00元"),
    ]


def differing(figures: tuple[Figure, ...]) -> list[str]:
    """Names that two different values share."""
    values: dict[str, set[str]] = {}
    for each in figures:
        values.setdefault(each.name, set()).add(f"{each.value} {each.bound} {each.cells}")
    return [name for name, found in values.items() if len(found) > 1]


def appendix_holds_all(summary: Summary) -> bool:
    listed = {(each.value, each.text, each.cells) for each in summary.figures}
    outlook = team_of(summary).outlook
    assert outlook is not None
    firsts = [each.was for each in outlook.revisions]
    lines = [*outlook.targets, *outlook.other_targets, *outlook.further_targets, *firsts]
    return all((each.amount.value, each.amount.text, each.amount.cells) in listed for each in lines)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([Q1, Q3, books.YEAR_2026]),
            st.sampled_from(list(Tier)),
            st.sampled_from(list(Source)),
            st.sampled_from(list(Version)),
            st.sampled_from([Measure.SALES, Measure.COLLECTIONS]),
        ),
        min_size=1,
        max_size=6,
        unique=True,
    )
)
def test_no_two_values_share_a_name_and_every_target_is_in_the_appendix(
    keys: list[tuple[Period, Tier, Source, Version, Measure]],
) -> None:
    targets = [
        books.target(1000 + place, period, row=place + 2, tier=tier, source=source, version=version, measure=measure)
        for place, (period, tier, source, version, measure) in enumerate(keys)
    ]
    summary = summary_of(planned(*targets))
    names = [each.name for each in summary.figures]
    assert len(names) == len(set(names))
    assert differing(every_figure(summary)) == []
    assert appendix_holds_all(summary)


@pytest.mark.parametrize("lang", list(Lang))
def test_no_two_values_of_the_example_share_a_name_even_inside_tables(lang: Lang) -> None:
    assert differing(every_figure(shipped(EXAMPLE, lang))) == []


def test_a_team_called_like_a_figure_of_ours_takes_no_figures_name() -> None:
    reps = [books.rep("甲", "现有"), books.rep("乙", "团队.现有", row=3), books.rep("丙", "团队.现有", row=4)]
    summary = summary_of(books.book([books.target("100")], reps))
    counts = [(each.name, each.text) for each in summary.figures if each.name.startswith("人员.")]
    assert len({name for name, _ in counts}) == len(counts)
    assert sorted(text for _, text in counts) == ["1", "2", "2", "3", "3"]
