"""The user's own text: figures it names, sentences left out, claims in doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests import books
from tests.summary.subjects import EXAMPLE, note, shipped_book, summary_of, team_of, with_notes
from tests.word.documents import texts, written
from xlsummary.model import Lang, SalesBook, Section
from xlsummary.summary.figure import Doubt, Passage
from xlsummary.summary.summary import Summary


def team(*words: str, section: Section = Section.ACHIEVEMENTS) -> SalesBook:
    """The example of a team with these notes instead of its own."""
    notes = [note(section, text, row=place + 2) for place, text in enumerate(words)]
    return with_notes(shipped_book(EXAMPLE), *notes)


def achievements(summary: Summary) -> list[str]:
    results = team_of(summary).results
    assert results is not None
    return [remark.text for remark in results.achievements]


def test_figures_named_in_the_text_are_put_in_and_listed_once() -> None:
    summary = summary_of(team("全年销售额【销售额】，回款率【 回款率 】，电话组分到【2026年销售额目标.电话行销组】元。"))
    assert achievements(summary) == ["全年销售额39.72万元，回款率94.91%，电话组分到6,922,639元。"]
    names = [each.name for each in summary.figures]
    assert names.count("销售额") == 1
    assert "2026年销售额目标.电话行销组" in names


def test_a_part_of_the_headlines_may_stand_without_sales_and_in_the_other_language() -> None:
    book = books.book([books.target("200", books.YEAR_2026)], actuals=books.actuals_of(["甲"], date(2026, 1, 4)))
    book = with_notes(replace(book, lang=Lang.ZH), note(Section.ACHIEVEMENTS, "完成【Sales】，即【sales】。"))
    assert achievements(summary_of(book)) == ["完成100.00元，即100.00元。"]


def test_a_sentence_whose_figure_is_missing_goes_to_what_is_to_be_supplied() -> None:
    summary = summary_of(team("人心很齐。完成率【完成率】，不算好。来年再看。"))
    assert achievements(summary) == ["人心很齐。来年再看。"]
    assert [(each.figure, each.ref) for each in summary.missing][-1] == ("完成率【完成率】，不算好。", "B2")


def test_an_unknown_name_stays_as_typed() -> None:
    assert achievements(summary_of(team("【重点】是渠道。"))) == ["【重点】是渠道。"]


def test_a_sentence_in_doubt_is_marked_and_the_rest_is_not() -> None:
    summary = summary_of(team("人心很齐。全年拜访客户210次。"))
    results = team_of(summary).results
    assert results is not None
    passage = results.achievements[0].text
    assert isinstance(passage, Passage)
    assert passage == "人心很齐。全年拜访客户210次。"
    doubt = passage.parts[1]
    assert isinstance(doubt, Doubt)
    assert str(doubt) == "全年拜访客户210次。"
    assert "2025-10-15~2025-11-14" in doubt.remark
    assert "'活动'!C" in doubt.remark


def test_a_claim_is_a_warning_a_comment_at_its_sentence_and_a_line_of_the_appendix() -> None:
    document = written(summary_of(team("销售额达到50万元，超额完成任务。")))
    comments = [comment.text for comment in document.comments]
    assert len(comments) == 1
    assert "待核" in comments[0]
    assert "39.72万元" in comments[0]
    assert "'实绩'!D3:D49" in comments[0]
    appendix = "".join(texts(document))
    assert "写的是超额，书中没有公司下达的的" not in appendix
    assert appendix.count("按数据算是 39.72万元") == 1
    paragraph = next(each for each in document.paragraphs if "超额完成任务" in each.text)
    xml = paragraph._p.xml
    assert (
        xml.index("commentRangeStart")
        < xml.index("超额完成任务")
        < xml.index("commentRangeEnd")
        < xml.index("commentReference")
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "没有超额完成任务。",
        "有一家客户超额度发货。",
        "争取明年超额完成任务。",
        "10月销售额11万元。",
        "其中回款30万元。",
        "人均拜访210次。",
        "回款率升到95%。",
        "业务能力显著提高。",
        "销售额39万元，回款37.7万元，新客户11家。",
        "拜访客户210次。",
    ],
)
def test_what_agrees_or_is_not_about_the_whole_is_not_doubted(sentence: str) -> None:
    summary = summary_of(team(sentence))
    assert achievements(summary) == [sentence]
    assert not isinstance(achievements(summary)[0], Passage)


def test_what_is_wanted_is_not_a_claim() -> None:
    summary = summary_of(team("每个人都超额完成任务。", section=Section.DIRECTION))
    assert team_of(summary).outlook is not None
    assert not isinstance(team_of(summary).outlook.directions[0].text, Passage)
