"""What a summary says of a period that runs: 2026 has 248 working days, 49 up to the 17th of March; a day is 1,000 yuan."""

from __future__ import annotations

from datetime import date

import pytest

from tests import books
from tests.compare.rows import Sold, actuals
from tests.summary.subjects import figure, summary_of, team_of
from tests.word.documents import texts, written
from xlsummary.model import CarryOver, Lang, Settings
from xlsummary.periods import months_from
from xlsummary.summary.records import CatchingUp
from xlsummary.summary.summary import Summary

TODAY = date(2026, 12, 31)
TEAMS = (books.rep("甲", "一组"), books.rep("乙", "二组", row=3))
BEHIND = (
    Sold(when=date(2026, 1, 5), sales="10000", rep="甲"),
    Sold(when=date(2026, 2, 5), sales="20000", rep="乙"),
    Sold(when=date(2026, 3, 17), sales="9100", rep="甲"),
)


def summary(*rows: Sold, carry: CarryOver = CarryOver.REST, lang: Lang = Lang.ZH) -> Summary:
    book = books.book((books.target(248_000),), TEAMS, Settings(carry_over=carry), actuals=actuals(*rows))
    return summary_of(book, lang, TODAY)


def told(made: Summary) -> CatchingUp:
    assert team_of(made).results is not None
    found = team_of(made).results.catching_up
    assert isinstance(found, CatchingUp)
    return found


def test_what_a_day_has_to_bring_and_where_the_pace_leads() -> None:
    """208,900 in 199 days; 39,100 + 199,000 x 39,100 / 49,000."""
    made = summary(*BEHIND)
    required, projection = figure(made, "销售额.每天须完成"), figure(made, "销售额.预计")
    assert (str(required.value), str(projection.value)) == ("1049.75", "197893.88")
    assert (required.formula, projection.formula) == ("（目标－实绩）÷余下的工作日", "实绩＋余下各日目标×进度完成率")
    assert required.cells == ("'实绩'!D2:D4, 日期 2026-01-01~2026-03-17", "'目标'!B2")


def test_months_that_have_to_beat_the_best_so_far_are_named_of_a_plan_that_is_behind() -> None:
    """The best is February, 20,000; March has 9,100 and needs 10,497 more, May and October less than 20,000."""
    catching = told(summary(*BEHIND))
    assert catching.record_months == "4月、6月到9月、11月、12月"
    assert catching.best is not None
    assert catching.best.text == "2.00万元"
    ahead = told(summary(Sold(when=date(2026, 1, 5), sales="10000"), Sold(when=date(2026, 3, 17), sales="39001")))
    assert (ahead.record_months, ahead.best, ahead.hard_months) == ("", None, "")


def test_a_month_over_1_3_times_its_plan_is_named_and_so_are_its_teams() -> None:
    """April's 21,000 may become 27,300 and no more: 6,300 missing are not too many, a fen more is."""
    just = summary(Sold(when=date(2026, 3, 17), sales="42700", rep="甲"), carry=CarryOver.NEXT)
    over = summary(Sold(when=date(2026, 3, 17), sales="42699.99", rep="甲"), carry=CarryOver.NEXT)
    assert (told(just).hard_months, told(over).hard_months) == ("", "4月")
    assert told(over).hard_teams == "二组"


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (Lang.ZH, "要完成目标，此后每个工作日须完成1049.75元；照目前进度，期末预计19.79万元。"),
        (Lang.ZH, "按追赶安排，4月须完成的比原计划多三成以上。各团队中，一组、二组有月份须比原计划多完成三成以上。"),
        (Lang.ZH, "4月、6月到9月、11月、12月每月要超过至今最好的一个月（2.00万元）。"),
        (Lang.EN, "To reach the target, every working day from now on has to bring RMB 1,049.75."),
        (Lang.EN, "To catch up, April would take over three tenths more than planned."),
    ],
)
def test_the_sentences(lang: Lang, sentence: str) -> None:
    carry = CarryOver.NEXT if "April" in sentence or "按追赶安排" in sentence else CarryOver.REST
    assert sentence in " ".join(texts(written(summary(*BEHIND, carry=carry, lang=lang))))


def test_a_target_that_is_reached_asks_for_nothing_more() -> None:
    assert told(summary(Sold(when=date(2026, 3, 17), sales="300000"))).required is None


def test_nothing_is_said_of_a_year_that_is_over_or_of_targets_for_a_part_of_it() -> None:
    over = summary(Sold(when=date(2026, 12, 31), sales="100"))
    assert team_of(over).results is not None
    assert team_of(over).results.catching_up is None
    own = Settings(report_period=months_from(2026, 1, 12))
    book = books.book((books.target(62_000, months_from(2026, 1, 3)),), TEAMS, own, actuals=actuals(*BEHIND))
    part = summary_of(book, Lang.ZH, TODAY)
    assert team_of(part).results is not None
    assert team_of(part).results.catching_up is None
