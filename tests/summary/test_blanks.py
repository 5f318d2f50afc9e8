from __future__ import annotations

from dataclasses import replace

import pytest

from tests import books
from tests.summary.subjects import note, summary_of, team_of, with_notes
from tests.word.documents import texts, written
from xlsummary.model import Lang, Market, Origin, PlanItem, Section
from xlsummary.money import holds_placeholder


@pytest.mark.parametrize(
    "text",
    [
        "全年开发xx个客户",
        "回款2xx万元",
        "20xx年完成",
        "ＸＸ家网点",
        "签了XX份合同",
        "增长xx%",
        "增长x.x%",
        "成交__",
        "还差____万元",
        "××年××月",
        "2××万",
        "待定3家",
        "奖金待定万元",
        "2026年待定",
        "开发□□家",
        "won xx clients",
        "RMB xx in cash",
        "TBD clients",
    ],
)
def test_a_number_still_to_come_is_seen_in_a_text(text: str) -> None:
    assert holds_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "XX公司配合好",
        "与ＸＸ集团续约",
        "到岗日期待定",
        "名单未定，人员待定",
        "关于XX个人的表彰",
        "XX家电城",
        "二〇〇五年",
        "XXL号工作服",
        "a__b",
        "3*4米",
        "Rexx 3",
        "为什么？？",
        "全年开发12个客户，回款2000万元",
        "{_{ x }_}",
    ],
)
def test_what_is_no_number_stays(text: str) -> None:
    assert not holds_placeholder(text)


def test_only_the_sentence_with_a_placeholder_is_left_out_and_listed_with_its_cell() -> None:
    text = "全年开发xx个客户，回款2xx万元。队伍稳定；XX公司配合好。20xx年再接再厉！谢谢大家"
    summary = summary_of(with_notes(books.book([books.target("100")]), note(Section.OPENING, text, row=7)))
    results = team_of(summary).results
    assert results is not None
    assert [each.text for each in results.opening] == ["队伍稳定；XX公司配合好。谢谢大家"]
    left_out = [(each.figure, each.sheet, each.ref) for each in summary.missing if each.sheet == "素材"]
    assert left_out[-2:] == [("全年开发…个客户，回款…万元。", "素材", "B7"), ("…年再接再厉！", "素材", "B7")]
    assert not any("xx" in line for line in texts(written(summary)))


def test_sentences_of_english_texts_end_at_a_mark_and_a_gap() -> None:
    text = "We won xx clients. The rate is 2.5 times. Thanks"
    results = team_of(summary_of(with_notes(books.book([books.target("100")]), note(Section.OPENING, text)), Lang.EN)).results
    assert results is not None
    assert [each.text for each in results.opening] == ["The rate is 2.5 times. Thanks"]


def test_a_note_of_nothing_but_placeholders_leaves_no_paragraph() -> None:
    summary = summary_of(with_notes(books.book([books.target("100")]), note(Section.OPENING, "开发__家")))
    assert team_of(summary).results is None
    assert ("开发…家", "B2") in [(each.figure, each.ref) for each in summary.missing]


def test_plans_and_markets_are_treated_alike() -> None:
    item = PlanItem(
        origin=Origin(books.table("plans"), 2), title="稳住老客户", problem="流失xx户", action="拜访××次。送样品", owner="待定"
    )
    market = Market(origin=Origin(books.table("markets"), 3), name="太原", competitors="XX公司", issue="差xx个网点；价格乱；")
    summary = summary_of(replace(books.book([books.target("100")]), plans=(item,), markets=(market,)))
    sections = team_of(summary)
    assert sections.outlook is not None
    assert [(row.title, row.action, row.owner) for row in sections.outlook.actions] == [("稳住老客户", "送样品", "—")]
    assert sections.department is None
    assert sections.markets is not None
    assert [(row.competitors, row.issue) for row in sections.markets.rows] == [("XX公司", "价格乱。")]
    cells = {each.ref: each.figure for each in summary.missing if each.sheet in ("计划", "市场")}
    letters = {name: books.table("plans").letters[name] for name in ("problem", "action", "owner")}
    assert cells[f"{letters['problem']}2"] == "流失…户"
    assert cells[f"{letters['action']}2"] == "拜访…次。"
    assert cells[f"{letters['owner']}2"] == "负责人"
    assert "差…个网点；" in cells.values()
