"""What the Chinese template of 岗位述职 says."""

from __future__ import annotations

from xlsummary.word.page import Column, Page
from xlsummary.word.styles import Look
from xlsummary.word.team_zh import appendix, closing, head, outlook, problem_table, remarks, results


def write(page: Page) -> None:
    """The whole template, in the order of the document."""
    head(page)
    with page.when("业绩"):
        results(page, "履职概况")
    with page.when("职责"):
        _duties(page)
    with page.when("变化"):
        _why(page)
    with page.when("供货"):
        _supply(page)
    with page.when("投诉"):
        _complaints(page)
    with page.when("产品 or 学习"):
        _products(page)
    with page.when("问题 or 不足"):
        page.heading("存在的问题与改进")
        remarks(page, "不足")
        problem_table(page, "问题")
    with page.when("计划"):
        outlook(page)
    with page.when("结尾"):
        closing(page)
    appendix(page)


def _duties(page: Page) -> None:
    page.heading("岗位职责与履行情况")
    page.caption("各项职责与依据")
    columns = (
        Column(heading="职责", cell="{{ 行.职责 }}", width=58),
        Column(heading="履行的依据", cell="{{ 行.依据 }}", width=42),
    )
    page.table(columns, "行 in 职责")


_CHANGES = (
    "与上年同期相比，{% for 项 in 变化.各项变化 %}{{ 项.名称 }}{{ 项.方向 }}{% if 项.数额 %}{{ 项.数额 }}{% endif %}"
    "{% if not loop.last %}，{% endif %}{% endfor %}。"
)
_CLIENTS = (
    "{% if 变化.新客户销售额 %}新客户带来{{ 变化.新客户销售额 }}"
    "{% if 变化.老客户销售额 %}，老客户{{ 变化.老客户销售额 }}{% endif %}"
    "{% elif 变化.老客户销售额 %}销售额全部来自老客户，共{{ 变化.老客户销售额 }}{% endif %}"
    "{% if 变化.最大客户占比 %}{% if 变化.新客户销售额 or 变化.老客户销售额 %}；{% endif %}"
    "最大的客户{{ 变化.最大客户 }}占{{ 变化.最大客户占比 }}{% endif %}。"
)
_CAUSE = (
    "{% if 项.类别 %}{{ 项.类别 }}方面：{% endif %}{{ 项.正文 }}"
    "{% if 项.影响额 %}据估算影响销售额{{ 项.影响额 }}{% if 项.依据 %}（依据：{{ 项.依据 }}）{% endif %}。{% endif %}"
    "{% if 项.当期目标 and 项.实际 %}{{ 项.起止 }}的目标是{{ 项.当期目标 }}，实际完成{{ 项.实际 }}。{% endif %}"
)
_ADJUSTED = (
    "原目标{{ 变化.剔除影响.原目标 }}，完成{{ 变化.剔除影响.原完成率 }}；扣除上述影响{{ 变化.剔除影响.影响额 }}后，"
    "目标为{{ 变化.剔除影响.调整后目标 }}，完成{{ 变化.剔除影响.完成率 }}。两个数一并报告，考核以原目标为准。"
)


def _why(page: Page) -> None:
    page.heading("业绩变化与原因")
    why_paragraphs(page)


def why_paragraphs(page: Page) -> None:
    """The changes against last year, their parts and their causes."""
    with page.when("变化.各项变化"):
        page.paragraph(_CHANGES)
    with page.when("变化.构成"):
        page.caption("销售额变化的构成（单位：{{ 变化.构成.单位 }}）")
        columns = (
            Column(heading="项目", cell="{{ 行.名称 }}", width=60),
            Column(heading="金额", cell="{{ 行.数额 }}", width=40, is_number=True),
        )
        page.table(columns, "行 in 变化.构成.行", total="行.是合计")
        page.paragraph("{{ 变化.构成.注 }}", Look.NOTE)
    with page.when("变化.新客户销售额 or 变化.老客户销售额 or 变化.最大客户占比"):
        page.paragraph(_CLIENTS)
    with page.each("项 in 变化.原因"):
        page.paragraph(_CAUSE)
    with page.when("变化.剔除影响"):
        page.paragraph(_ADJUSTED)


SUPPLY = (
    "约定了交货期的订单，到期应发{{ 供货.应完成 }}笔，按期发出{{ 供货.按期 }}笔"
    "{% if 供货.率 %}，按期率{{ 供货.率 }}{% endif %}"
    "{% if 供货.晚发 %}；晚发{{ 供货.晚发 }}笔{% endif %}"
    "{% if 供货.逾期未发 %}，逾期还没有发的{{ 供货.逾期未发 }}笔{% endif %}。"
    "{% if 供货.平均天数 %}从下单到发货平均{{ 供货.平均天数 }}天"
    "{% if 供货.最长天数 %}，最长{{ 供货.最长天数 }}天{% endif %}。{% endif %}"
)
"""Delivery on time, in a sentence or two."""


def _supply(page: Page) -> None:
    page.heading("按时供货")
    page.paragraph(SUPPLY)


def _complaints(page: Page) -> None:
    page.heading("客户投诉")
    page.paragraph(
        "全期收到客户投诉{{ 投诉.收到 }}件，办结{{ 投诉.办结 }}件"
        "{% if 投诉.平均天数 %}，从收到到办结平均{{ 投诉.平均天数 }}天{% endif %}"
        "{% if 投诉.未结 %}；还有{{ 投诉.未结 }}件没有办结"
        "{% if 投诉.未结最长天数 %}，最久的已经{{ 投诉.未结最长天数 }}天{% endif %}{% else %}，没有积压{% endif %}。"
    )
    with page.when("投诉.未结清单"):
        page.caption("还没有办结的投诉")
        columns = (
            Column(heading="收到日期", cell="{{ 行.日期 }}", width=28),
            Column(heading="客户", cell="{{ 行.客户名 }}", width=42),
            Column(heading="事由", cell="{{ 行.内容 }}", width=30),
        )
        page.table(columns, "行 in 投诉.未结清单")


def _products(page: Page) -> None:
    page.heading("产品知识与分产品销售")
    with page.when("学习"):
        page.paragraph(
            "{% for 项 in 学习 %}{{ 项.类型 }}{% if 项.应完成 %}应做{{ 项.应完成 }}次，{% endif %}完成{{ 项.有记录 }}次"
            "{% if not loop.last %}；{% endif %}{% endfor %}。"
        )
    with page.when("产品"):
        page.caption("各产品销售额（单位：{{ 产品.单位 }}）")
        columns = (
            Column(heading="产品", cell="{{ 行.名称 }}", width=34),
            Column(heading="销售额", cell="{{ 行.数额 }}", width=26, is_number=True),
            Column(heading="占比", cell="{{ 行.占比 }}", width=18, is_number=True),
            Column(heading="数量", cell="{{ 行.数量 }}", width=22, is_number=True, when="产品.有数量"),
        )
        page.table(columns, "行 in 产品.行", total="行.是合计")
