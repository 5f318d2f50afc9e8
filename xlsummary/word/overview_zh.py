"""What the Chinese template of 年终总结 says."""

from __future__ import annotations

from xlsummary.word.duties_zh import why_paragraphs
from xlsummary.word.page import Column, Page
from xlsummary.word.styles import Look
from xlsummary.word.team_zh import (
    HEADCOUNT,
    TARGET,
    appendix,
    closing,
    head,
    problem_table,
    quotas,
    remarks,
    result_table,
)


def write(page: Page) -> None:
    """The whole template, in the order of the document."""
    head(page)
    with page.when("引言 or 指标表 or 成绩"):
        _keys(page)
    with page.when("变化"):
        page.heading("简要分析")
        why_paragraphs(page)
    with page.when("案例 or 不足 or 问题"):
        _special(page)
    with page.when("计划"):
        _outlook(page)
    with page.when("结尾"):
        closing(page)
    with page.when("月度表 or 人员表 or (计划 and (计划.月度表 or 计划.周表 or 计划.人员表))"):
        _annex(page)
    appendix(page)


def _keys(page: Page) -> None:
    page.heading("情况概述")
    remarks(page, "引言")
    with page.when("指标表"):
        page.caption("主要指标")
        columns = (
            Column(heading="指标", cell="{{ 行.名称 }}", width=24),
            Column(heading="实际", cell="{{ 行.实际 }}", width=19, is_number=True),
            Column(heading="任务或预算", cell="{{ 行.目标 }}", width=19, is_number=True),
            Column(heading="完成率", cell="{{ 行.率 }}", width=13, is_number=True),
            Column(heading="比上年", cell="{{ 行.变动 }}{{ 行.数额 }}", width=25, is_number=True),
        )
        page.table(columns, "行 in 指标表.行")
    with page.when("缺口 or 超额"):
        page.paragraph("对照{{ 依据对象 }}目标，{% if 缺口 %}还差{{ 缺口 }}{% else %}超额{{ 超额 }}{% endif %}。")
    with page.when("等级"):
        page.paragraph(
            "经销商网络：{% for 项 in 等级 %}{{ 项.等级 }}类{{ 项.数 }}家"
            "{% if 项.数额 %}（比上年{{ 项.变动 }}{{ 项.数额 }}家）{% elif 项.变动 %}（与上年{{ 项.变动 }}）{% endif %}"
            "{% if not loop.last %}，{% endif %}{% endfor %}。{% if 现有 %}销售队伍现有{{ 现有 }}人。{% endif %}"
        )
    remarks(page, "成绩")


def _special(page: Page) -> None:
    page.heading("特别说明")
    with page.when("案例"):
        page.heading("典型案例", 2)
    remarks(page, "案例")
    with page.when("不足 or 问题"):
        page.heading("不足与教训", 2)
    remarks(page, "不足")
    problem_table(page, "问题")


def _outlook(page: Page) -> None:
    page.heading("{{ 计划.期间全名 }}工作计划")
    remarks(page, "计划.方向")
    with page.when("计划.突破"):
        page.paragraph(
            "{{ 计划.期间 }}只抓一个突破：{% for 项 in 计划.突破 %}{{ 项 }}{% if not loop.last %}；{% endif %}{% endfor %}。"
        )
    with page.when("计划.人员"):
        page.paragraph(HEADCOUNT)
    with page.when("计划.目标 or 计划.其他目标 or 计划.另有目标"):
        page.paragraph(TARGET)
    with page.each("项 in 计划.提醒"):
        page.paragraph("需要留意：{{ 项.正文 }}。")
    with page.when("措施表"):
        page.caption("措施、资源与预期")
        columns = (
            Column(heading="事项", cell="{{ 行.事项 }}", width=17),
            Column(heading="措施", cell="{{ 行.措施 }}", width=25),
            Column(heading="资源", cell="{{ 行.资源 }}", width=17),
            Column(heading="负责人", cell="{{ 行.负责人 }}", width=10),
            Column(heading="期限", cell="{{ 行.期限 }}", width=12),
            Column(heading="预期", cell="{{ 行.预期 }}", width=11, is_number=True),
            Column(heading="把握", cell="{{ 行.档位 }}", width=8),
        )
        page.table(columns, "行 in 措施表")
    with page.when("not 措施表"):
        page.paragraph("{{ 计划.期间 }}的工作计划另行附件。")


def _annex(page: Page) -> None:
    page.paragraph("附件", Look.APPENDIX, page_break=True)
    with page.when("月度表"):
        page.caption("各月完成情况（单位：{{ 月度表.单位 }}）")
        result_table(page, "月度表", "月份")
        page.paragraph("{{ 月度表.注 }}", Look.NOTE)
    with page.when("人员表"):
        page.caption("各人完成情况（单位：{{ 人员表.单位 }}）")
        result_table(page, "人员表", "人员")
        with page.when("人员表.注"):
            page.paragraph("{{ 人员表.注 }}", Look.NOTE)
    with page.when("计划"):
        quotas(page)
