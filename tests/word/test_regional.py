"""A region's summary (article 6): its figures, as the document says them."""

from __future__ import annotations

from pathlib import Path

from tests.summary.subjects import REGIONAL, figure, shipped
from tests.word.documents import content_of, opened, pdf_pages, texts
from xlsummary.model import Bound
from xlsummary.summary.regional_records import RegionalSections


def sections() -> RegionalSections:
    told = shipped(REGIONAL).sections
    assert isinstance(told, RegionalSections)
    return told


def test_the_document_carries_the_figures_of_article_6() -> None:
    told = "".join(texts(opened(content_of(REGIONAL))))
    wanted = (
        "回款110多万元，完成自定的回款目标200.00万元的55.00%以上",
        "公司下达的回款目标书中还没有，是否完成公司任务待核",
        "全年成交新客户4家，自定的目标是6家，完成66.67%，还差2家；其中小客户3家",
        "有意向的10余家，来公司考察的8家，最后成交4家",
        "遗留费用的市场共4处，已谈定解决3处；峄城还没有解决，涉及2.80万元",
        "按期率60.00%；晚发10笔",
        "从下单到发货平均10.0天，最长18天",
        "2026年的突破口：以金乡为样板，把济宁做透",
    )
    assert [words for words in wanted if words not in told] == []
    assert "超额" not in told
    assert "彻底" not in told


def test_cash_keeps_its_bound_and_its_cells() -> None:
    cash = figure(shipped(REGIONAL), "回款")
    assert (cash.text, cash.bound) == ("110多万元", Bound.AT_LEAST)
    assert cash.cells == ("'实绩'!E11:E35, 回款日期 2025",)


def test_markets_stand_in_time_with_their_change_in_points() -> None:
    timeline = sections().timeline
    assert timeline is not None
    told = {row.label: (row.days, str(row.stocked), str(row.points)) for row in timeline.rows}
    assert told["平邑"] == ("2025年1至5月", "25.00%", "+6.67")
    assert told["金乡"] == ("2025年11月起", "42.50%", "+42.50")
    assert told["滕州"] == ("—", "56.00%", "-9.00")


def test_dealers_are_scored_and_three_years_stand_side_by_side() -> None:
    told = sections()
    assert told.dealers is not None
    assert told.dealers.headings == ("实力", "网络", "配送", "配合度", "投入意识")
    assert (told.dealers.rows[0].label, str(told.dealers.rows[0].mean)) == ("金乡金都副食批发", "4.2")
    assert told.years is not None
    assert told.years.headings == ("2023", "2024", "2025")
    assert [str(value) for value in told.years.rows[1].values] == ["55.40万元", "83.20万元", "110多万元"]


def test_each_dispute_is_told_with_its_settlement() -> None:
    disputes = sections().disputes
    assert disputes is not None
    assert [(row.label, row.status) for row in disputes.rows][-1] == ("峄城", "未解决")
    assert {row.settlement for row in disputes.rows if row.status == "已解决"} == {
        "再回款时按比例多发货抵",
        "客户自备包装和酒瓶，费用转作酒水款",
    }


def test_it_prints(tmp_path: Path) -> None:
    pages = pdf_pages(content_of(REGIONAL), tmp_path)
    assert 7 <= len(pages) <= 10
    assert "待补" in pages[-1]
