"""The yearly overview (article 5): main figures in the body, the rest behind it."""

from __future__ import annotations

from pathlib import Path

from tests.summary.subjects import OVERVIEW, figure, shipped
from tests.word.documents import content_of, opened, pdf_pages, texts
from xlsummary.summary.overview_records import OverviewSections


def sections() -> OverviewSections:
    told = shipped(OVERVIEW).sections
    assert isinstance(told, OverviewSections)
    return told


def test_the_main_figures_stand_in_one_table() -> None:
    keys = sections().keys
    assert keys is not None
    told = {row.label: (str(row.actual), str(row.target), str(row.rate), f"{row.change}{row.amount}") for row in keys.rows}
    assert told["销售额"] == ("1128.00万元", "1200.00万元", "94.00%", "增长9.51%")
    assert told["利润"] == ("135.36万元", "150.00万元", "90.24%", "增长9.51%")
    assert told["人均销售额"][0] == "376.00万元"
    assert told["人均消费者（人）"][0] == "50,000"
    assert told["费用"] == ("64.87万元", "65.00万元", "99.80%", "—")
    assert told["市占率（省城）"] == ("18.00%", "—", "—", "上升2.5个百分点")
    assert told["见货率"] == ("67.76%", "—", "—", "上升0.92个百分点")


def test_the_document_says_what_article_5_asks_for() -> None:
    told = "".join(texts(opened(content_of(OVERVIEW))))
    wanted = (
        "对照公司下达的目标，还差72.00万元",
        "A类3家（比上年增加2家），B类4家（与上年持平），C类3家（与上年持平）。销售队伍现有3人",
        "销售额增长9.51%，回款率持平",
        "2026年只抓一个突破：做透学校渠道",
        "另有期望销售目标1450.00万元（部门自定），与上述目标分别考核，不相加",
    )
    assert [words for words in wanted if words not in told] == []
    for cause in ("行业方面：", "竞品方面：", "公司政策方面：", "其他方面："):
        assert cause in told


def test_sure_and_hoped_for_stand_apart_with_measures_and_resources() -> None:
    told = [(line.title, line.resource, str(line.expected), line.tier) for line in sections().measures]
    assert told[0] == ("做透学校渠道", "冷柜二十台，一名专员", "120.00万元", "有把握")
    assert [tier for *_, tier in told] == ["有把握", "有把握", "期望"]


def test_months_and_people_stand_in_the_annex() -> None:
    told = texts(opened(content_of(OVERVIEW)))
    annex = told.index("附件")
    months = next(place for place, text in enumerate(told) if "各月完成情况" in text)
    assert annex < months < told.index("数据来源")
    assert not any("各月" in text for text in told[:annex])


def test_expenses_name_their_cells() -> None:
    assert figure(shipped(OVERVIEW), "费用").cells == ("'费用'!C3:C6",)


def test_it_prints(tmp_path: Path) -> None:
    assert 6 <= len(pdf_pages(content_of(OVERVIEW), tmp_path)) <= 9
