from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests import books
from tests.compare.rows import visits
from tests.summary.subjects import EXAMPLE, every_figure, figure, shipped, summary_of, team_of
from tests.summary.test_team import SETTINGS, small_book
from tests.word.documents import texts, written
from xlsummary.model import Lang, Measure, Period, RateBasis, SalesBook, Settings
from xlsummary.periods import months_from

YEAR_2027 = months_from(2027, 1, 12)


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("统计月数", ("'实绩'!A3:A50, 日期 2025Q4",)),
        ("无进账月数", ("'实绩'!E3:E50, 回款日期 2025Q4",)),
        ("新客户", ("'客户'!E3:E20, 首次成交 2025",)),
        ("客户.考察", ("'客户'!C3:C20, 阶段=考察/成交",)),
        ("拜访.人数", ("'人员'!D3:D17, 入职≤2025-11-14或空, 离职≥2025-10-15或空",)),
        ("拜访.拒绝.再次跟进", ("'活动'!C3:C25, 拜访, 结果=拒绝, 跟进次数>0",)),
        ("人员.现有", ("'人员'!D3:D17, 入职≤2025-12-31或空, 离职≥2025-12-31或空, 状态≠拟招",)),
        ("人员.2026年2月到岗", ("'人员'!D3:D17, 入职 2026-02",)),
        ("人员.团队.电话行销组", ("'人员'!B3:B17, 团队=电话行销组, 入职≤2026-12-31或空, 离职≥2026-12-31或空",)),
    ],
)
def test_a_count_cites_the_column_it_was_counted_from_and_the_filter(name: str, cells: tuple[str, ...]) -> None:
    assert figure(shipped(EXAMPLE), name).cells == cells


def test_working_days_say_whose_days_and_by_which_calendar() -> None:
    summary = shipped(EXAMPLE)
    assert figure(summary, "工作日.2026年1月").formula == "2026年1月的工作日数（国务院放假安排，含调休）"
    assert figure(summary, "拜访.工作日").formula == "2025年10月15日至11月14日的工作日数（国务院放假安排，含调休）"


def test_days_listed_on_the_calendar_sheet_are_cited() -> None:
    book = books.book(
        [books.target("100")], days=[books.day_off(date(2026, 1, 6), row=2), books.day_off(date(2026, 1, 8), row=3)]
    )
    days = figure(summary_of(book), "工作日.2026年1月")
    assert (days.text, days.cells) == ("19", ("'日历'!A2:A3, 日期 2026-01",))


def test_rows_of_other_lines_between_the_targets_are_filtered_out() -> None:
    halves = [months_from(2026, 1, 6), months_from(2026, 7, 6)]
    targets = [
        books.target("100", halves[0], row=2),
        books.target("90", halves[0], row=3, measure=Measure.COLLECTIONS),
        books.target("200", halves[1], row=4),
    ]
    sales = figure(summary_of(books.book(targets)), "2026年销售额目标.公司下达.有把握.年初")
    assert sales.text == "300.00元"
    assert sales.cells == ("'目标'!B2:B4, 指标=销售额, 来源=公司下达, 档位=有把握, 版本=年初",)


def test_no_range_is_a_list_of_single_cells() -> None:
    for lang in Lang:
        assert [each for each in every_figure(shipped(EXAMPLE, lang)) if len(each.cells) > 4] == []


def test_a_month_that_still_runs_is_not_counted_without_cash() -> None:
    running = team_of(summary_of(small_book(settings=replace(SETTINGS, as_of=date(2025, 12, 20))))).results
    assert running is not None
    assert running.cash_months is not None
    assert (running.cash_months.until, running.cash_months.counted.text) == ("11月", "2")
    early = team_of(summary_of(small_book(settings=replace(SETTINGS, as_of=date(2025, 10, 25))))).results
    assert early is not None
    assert early.cash_months is None


def test_one_month_alone_is_told_without_a_count() -> None:
    book = small_book(settings=replace(SETTINGS, as_of=date(2025, 11, 20)))
    told = "\n".join(texts(written(summary_of(book))))
    assert "10月有销售而没有进账。" in told
    assert "1个月里" not in told


@pytest.mark.parametrize(("basis", "told"), [(RateBasis.CURRENT, True), (RateBasis.RECEIVABLE, False)])
def test_only_the_current_rate_above_1_means_debts_of_earlier_years(basis: RateBasis, told: bool) -> None:
    book = small_book(settings=replace(SETTINGS, rate_basis=basis))
    cashed = tuple(None if each is None else each * 2 for each in book.actuals.money["collected"])
    money = {**book.actuals.money, "collected": cashed}
    cash = team_of(summary_of(replace(book, actuals=replace(book.actuals, money=money)))).results
    assert cash is not None
    assert cash.cash is not None
    assert cash.cash.rate is not None
    assert (cash.cash.rate.text, cash.cash.over_full) == ("160.00%", told)


def abroad() -> SalesBook:
    return books.book([books.target("1200")], [books.rep("甲"), books.rep("乙", row=3)], Settings(country="US"))


def test_another_countrys_days_are_not_the_state_councils() -> None:
    for lang, note in ((Lang.ZH, "工作日按 US 的公众假日计算。"), (Lang.EN, "Working days follow the public holidays of US.")):
        told = "\n".join(texts(written(summary_of(abroad(), lang))))
        assert note in told
        assert "国务院" not in told
        assert "State Council" not in told


@pytest.mark.parametrize("period", [YEAR_2027, months_from(2026, 7, 12)])
def test_every_table_and_quota_of_a_year_not_announced_says_that_it_is_estimated(period: Period) -> None:
    reps = [books.rep("甲"), books.rep("乙", row=3)]
    summary = summary_of(books.book([books.target("1200", period)], reps))
    outlook = team_of(summary).outlook
    assert outlook is not None
    assert outlook.first_quarter is not None
    assert outlook.day_quota is not None
    assert outlook.weeks is not None
    notes = [*(table.note for table in outlook.months), *(table.note for table in outlook.people), outlook.weeks.note]
    assert all("2027年放假安排尚未公布，工作日及据此分解的数字为推定" in note for note in notes)
    assert (outlook.first_quarter.estimate, outlook.day_quota.estimate) == ("（推定）", "（推定）")
    assert outlook.day_quota.days_estimate == ("（推定）" if period is YEAR_2027 else "")
    assert "工作日（推定）" in "".join(texts(written(summary))) or period is not YEAR_2027


def test_visits_of_a_year_not_announced_are_of_estimated_days() -> None:
    settings = Settings(report_period=YEAR_2027, as_of=date(2027, 3, 31))
    book = replace(books.book(reps=[books.rep("甲")], settings=settings), activities=(visits(2, months_from(2027, 3, 1), 46),))
    department = team_of(summary_of(book, today=date(2027, 4, 1))).department
    assert department is not None
    assert department.visits is not None
    assert (department.visits.estimate, department.visits.per_day and department.visits.per_day.text) == ("（推定）", "2.00")


def test_months_of_a_year_that_begins_in_april_carry_their_year() -> None:
    book = books.book([books.target("1200", months_from(2025, 4, 12))], settings=Settings(year_start=4))
    outlook = team_of(summary_of(book)).outlook
    assert outlook is not None
    labels = [row.label for row in outlook.months[0].rows]
    assert (labels[0], labels[1], labels[9], labels[10]) == ("2025年4月", "5月", "2026年1月", "2月")


def note_of(book: SalesBook, lang: Lang = Lang.ZH) -> str:
    outlook = team_of(summary_of(book, lang)).outlook
    assert outlook is not None
    return str(outlook.months[0].note)


def test_a_sheet_that_changes_announced_days_is_named_under_the_table() -> None:
    note = note_of(books.book([books.target("12000000")], days=[books.day_off(date(2026, 3, 2))]))
    assert "工作日按国务院放假安排计算，含调休上班。工作簿“日历”表所列的日子从其规定。" in note
    assert "推定" not in note


def test_years_before_the_first_known_arrangement_are_not_called_unannounced() -> None:
    year = months_from(2003, 1, 12)
    settings = Settings(plan_period=year, as_of=date(2002, 12, 31))
    book = books.book([books.target("12000000", year)], settings=settings)
    assert "程序里没有2003年的放假安排" in note_of(book)
    assert "尚未公布" not in note_of(book)
    assert "The holiday arrangement of 2003 is not known to the program" in note_of(book, Lang.EN)


def test_a_year_ahead_is_not_announced_yet() -> None:
    year = months_from(2031, 1, 12)
    note = note_of(books.book([books.target("12000000", year)], settings=Settings(plan_period=year)))
    assert "2031年放假安排尚未公布" in note
