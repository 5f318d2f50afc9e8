"""What the Chinese template of 区域总结 says."""

from __future__ import annotations

from xlsummary.word.duties_zh import SUPPLY, why_paragraphs
from xlsummary.word.page import Column, Page
from xlsummary.word.team_zh import appendix, closing, head, outlook, problem_table, remarks, results


def write(page: Page) -> None:
    """The whole template, in the order of the document."""
    head(page)
    with page.when("业绩"):
        results(page, "业绩回顾")
    with page.when("待核指标"):
        page.paragraph("公司下达的{{ 待核指标 }}目标书中还没有，是否完成公司任务待核。")
    with page.when("三年"):
        _years(page)
    with page.when("新客户对照 or 漏斗 or 评分"):
        _clients(page)
    with page.when("变化 or 供货 or 分类汇总"):
        _analysis(page)
    with page.when("成长 or 不足"):
        page.heading("个人成长与不足")
        with page.when("成长 and 不足"):
            page.heading("成长", 2)
        remarks(page, "成长")
        with page.when("成长 and 不足"):
            page.heading("不足", 2)
        remarks(page, "不足")
    with page.when("失误 or 失误自述 or 市场进程"):
        _mistakes(page)
    with page.when("遗留费用"):
        _disputes(page)
    with page.when("运作模式"):
        page.heading("区域运作模式")
        remarks(page, "运作模式")
    with page.when("计划"):
        outlook(page)
    with page.when("结尾"):
        closing(page)
    appendix(page)


def _years(page: Page) -> None:
    page.caption("各年同期对照")
    columns = (
        Column(heading="指标", cell="{{ 行.名称 }}", width=22),
        Column(
            heading="{{ 格 }}年", cell="{{ 格 }}", width=20, is_number=True, each="格 in 三年.表头", each_row="格 in 行.各年"
        ),
        Column(heading="比上年", cell="{{ 行.成长 }}", width=18, is_number=True),
    )
    page.table(columns, "行 in 三年.行")


_NEW = (
    "全年成交新客户{{ 新客户对照.数 }}家"
    "{% if 新客户对照.目标 %}，{{ 新客户对照.来源 }}目标是{{ 新客户对照.目标 }}家"
    "{% if 新客户对照.完成率 %}，完成{{ 新客户对照.完成率 }}{% endif %}"
    "{% if 新客户对照.缺口 %}，还差{{ 新客户对照.缺口 }}家{% elif 新客户对照.超额 %}，超出{{ 新客户对照.超额 }}家{% endif %}"
    "{% endif %}"
    "{% if 新客户对照.小客户 %}；其中小客户{{ 新客户对照.小客户 }}家{% endif %}。"
)
_FUNNEL = "走访过的客户里，有意向的{{ 漏斗.意向 }}家，来公司考察的{{ 漏斗.考察 }}家，最后成交{{ 漏斗.成交 }}家。"


def _clients(page: Page) -> None:
    page.heading("客户开发")
    with page.when("新客户对照 or 漏斗"):
        page.paragraph("{% if 新客户对照 %}" + _NEW + "{% endif %}{% if 漏斗 %}" + _FUNNEL + "{% endif %}")
    with page.when("评分"):
        page.caption("客户评分（五分制）")
        columns = (
            Column(heading="客户", cell="{{ 行.名称 }}", width=34),
            Column(
                heading="{{ 格 }}",
                cell="{{ 格 }}",
                width=11,
                is_number=True,
                each="格 in 评分.表头",
                each_row="格 in 行.各项得分",
            ),
            Column(heading="平均", cell="{{ 行.平均分 }}", width=11, is_number=True),
        )
        page.table(columns, "行 in 评分.行")


def _analysis(page: Page) -> None:
    page.heading("业绩分析")
    with page.when("变化"):
        why_paragraphs(page)
    with page.when("供货"):
        page.paragraph(SUPPLY)
    with page.each("表 in 分类汇总"):
        page.caption("按{{ 表.按 }}的{{ 表.指标 }}（单位：{{ 表.单位 }}）")
        columns = (
            Column(heading="{{ 表.按 }}", cell="{{ 行.名称 }}", width=44),
            Column(heading="{{ 表.指标 }}", cell="{{ 行.数额 }}", width=32, is_number=True),
            Column(heading="占比", cell="{{ 行.占比 }}", width=24, is_number=True),
        )
        page.table(columns, "行 in 表.行", total="行.是合计")


def _mistakes(page: Page) -> None:
    page.heading("各市场进程与失误")
    with page.when("市场进程"):
        page.caption("各市场进程")
        columns = (
            Column(heading="市场", cell="{{ 行.名称 }}", width=10),
            Column(heading="定位", cell="{{ 行.状态 }}", width=9),
            Column(heading="起止", cell="{{ 行.起止 }}", width=20),
            Column(heading="见货率", cell="{{ 行.见货率 }}", width=13, is_number=True, when="市场进程.有见货率"),
            Column(heading="比上年（百分点）", cell="{{ 行.变化点 }}", width=13, is_number=True, when="市场进程.有见货率"),
            Column(heading="问题", cell="{{ 行.问题 }}", width=18),
            Column(heading="教训", cell="{{ 行.教训 }}", width=17),
        )
        page.table(columns, "行 in 市场进程.行")
    remarks(page, "失误自述")
    with page.when("失误"):
        page.caption("失误与改进")
        remedies = (
            Column(heading="失误", cell="{{ 行.问题 }}", width=42),
            Column(heading="改进措施", cell="{{ 行.措施 }}", width=26),
            Column(heading="负责人", cell="{{ 行.负责人 }}", width=12),
            Column(heading="期限", cell="{{ 行.期限 }}", width=20),
        )
        page.table(remedies, "行 in 失误")
    problem_table(page, "问题")


def _disputes(page: Page) -> None:
    page.heading("老市场遗留费用")
    page.paragraph(
        "以前年度遗留费用的市场共{{ 遗留费用.处数 }}处，已谈定解决{{ 遗留费用.已解决 }}处"
        "{% if 遗留费用.未结 %}；{{ 遗留费用.未解决名单 }}还没有解决"
        "{% if 遗留费用.未解决金额 %}，涉及{{ 遗留费用.未解决金额 }}{% endif %}{% endif %}。"
    )
    page.caption("遗留费用逐处情况")
    columns = (
        Column(heading="市场", cell="{{ 行.名称 }}", width=16),
        Column(heading="金额", cell="{{ 行.数额 }}", width=20, is_number=True),
        Column(heading="处理办法", cell="{{ 行.处理办法 }}", width=46),
        Column(heading="进展", cell="{{ 行.状态 }}", width=18),
    )
    page.table(columns, "行 in 遗留费用.行")
