"""The account of duties (article 4): its figures, as the document says them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.summary.subjects import DUTIES, figure, shipped
from tests.word.documents import content_of, opened, pdf_pages, texts
from xlsummary.model import Kind
from xlsummary.summary.account_records import DutiesSections


def sections() -> DutiesSections:
    told = shipped(DUTIES).sections
    assert isinstance(told, DutiesSections)
    return told


def test_the_document_carries_the_figures_of_article_4() -> None:
    told = "".join(texts(opened(content_of(DUTIES))))
    missing = [
        words
        for words in (
            "实现销售额130.00万元，完成公司下达的目标216.67万元的60.00%，缺口86.67万元",
            "回款率80.00%（回款÷含税销售额）",
            "与上年同期相比，销售额下降12.00%，销售单价下降10.00%，销量下降2.22%，回款率下降16个百分点。",
            "原目标216.67万元，完成60.00%；扣除上述影响45.00万元后，目标为171.67万元，完成75.73%",
            "2025年6至9月的目标是",
            "到期应发31笔，按期发出22笔，按期率70.97%；晚发9笔",
            "收到客户投诉9件，办结7件，从收到到办结平均6.6天；还有2件没有办结，最久的已经34天",
            "产品知识考核应做12次，完成11次",
        )
        if words not in told
    ]
    assert missing == []
    assert "超额完成" not in told
    assert "超额8" not in told


def test_price_and_volume_add_up_without_a_residual() -> None:
    why = sections().why
    assert why is not None
    assert why.effects is not None
    told = [(row.label, str(row.amount)) for row in why.effects.rows]
    assert told == [
        ("上年同期", "1,477,272.73"),
        ("价格变化", "-144,444.44"),
        ("销量变化", "-32,828.29"),
        ("本期", "1,300,000.00"),
    ]
    amounts = [Decimal(text.replace(",", "")) for _, text in told]
    assert amounts[0] + amounts[1] + amounts[2] == amounts[3]


def test_changes_are_figures_with_their_sign_and_their_cells() -> None:
    summary = shipped(DUTIES)
    growth, rate = figure(summary, "销售额.同比"), figure(summary, "回款率.变化")
    assert (growth.value, growth.text) == (Decimal("-0.12"), "12.00%")
    assert (rate.value, rate.text) == (Decimal("-0.16"), "16个百分点")
    assert growth.cells[0].startswith("'设置'!B")


def test_each_duty_stands_beside_its_evidence_and_every_product_adds_up() -> None:
    told = sections()
    assert len(told.duties) == 7
    assert told.duties[2].evidence == "出库单 31 份，和仓库每月对账"
    assert told.products is not None
    amounts = [row.amount.value or Decimal(0) for row in told.products.rows if not isinstance(row.amount, str)]
    assert sum(amounts[:-1], Decimal(0)) == amounts[-1] == Decimal(1_300_000)


def test_the_open_complaints_are_listed() -> None:
    complaints = sections().complaints
    assert complaints is not None
    assert [(row.client, row.what) for row in complaints.open_rows] == [
        ("天成木业加工厂", "漆膜起泡"),
        ("嘉泰装饰工程公司", "色差"),
    ]


def test_it_prints(tmp_path: Path) -> None:
    assert shipped(DUTIES).kind is Kind.DUTIES
    assert 8 <= len(pdf_pages(content_of(DUTIES), tmp_path)) <= 11
