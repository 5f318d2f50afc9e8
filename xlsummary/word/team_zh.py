"""What the Chinese template of 部门总结 says."""

from __future__ import annotations

from xlsummary.word.page import Column, Page
from xlsummary.word.styles import Look

_REMARK = "{{ 段.正文 }}{{ 段.附注 }}"


def write(page: Page) -> None:
    """The whole template, in the order of the document."""
    head(page)
    with page.when("业绩"):
        results(page)
    with page.when("部门"):
        department(page)
    with page.when("市场"):
        markets(page)
    with page.when("计划"):
        outlook(page)
    with page.when("结尾"):
        closing(page)
    appendix(page)


def remarks(page: Page, names: str) -> None:
    """The user's own paragraphs."""
    page.remarks(names, "段", _REMARK)


def head(page: Page) -> None:
    """The title block."""
    with page.when("抬头.公司"):
        page.paragraph("{{ 抬头.公司 }}", Look.COMPANY)
    page.paragraph("{{ 抬头.标题 }}", Look.TITLE)
    with page.when("抬头.署名"):
        page.paragraph("{{ 抬头.署名 }}", Look.BYLINE)
    page.paragraph(
        "{% if 抬头.只有计划 %}计划期{% else %}报告期{% endif %}：{{ 抬头.期间 }}　　日期：{{ 抬头.日期 }}", Look.BYLINE
    )


def results(page: Page, heading: str = "本期工作回顾") -> None:
    """Sales, cash, clients, tables and charts of the period."""
    page.heading(heading)
    remarks(page, "业绩.引言")
    with page.when("业绩.销售 or 业绩.回款"):
        page.paragraph(
            f"{{% if 业绩.销售 %}}{_SALES}{_PACE}{_CATCHING_UP}{_OTHERS}{{% endif %}}"
            f"{{% if 业绩.回款 %}}{_CASH}{_CASH_MONTHS}{{% endif %}}"
        )
    with page.when("业绩.客户 and (业绩.客户.新客户 or 业绩.客户.意向)"):
        page.paragraph(_CLIENTS)
    with page.when("业绩.月度表"):
        page.caption(
            "{{ 业绩.期间 }}{% if 业绩.月度表.有回款 %}各月销售与回款{% else %}各月销售额{% endif %}"
            "（单位：{{ 业绩.月度表.单位 }}）"
        )
        result_table(page, "业绩.月度表", "月份")
        page.paragraph("{{ 业绩.月度表.注 }}", Look.NOTE)
    page.chart("业绩.月度图", "{{ 业绩.月度图.标题 }}")
    page.chart("业绩.回款图", "{{ 业绩.回款图.标题 }}")
    with page.when("业绩.人员表"):
        page.caption(
            "{{ 业绩.期间 }}{% if 业绩.人员表.有回款 %}各人销售与回款{% else %}各人销售额{% endif %}"
            "（单位：{{ 业绩.人员表.单位 }}）"
        )
        result_table(page, "业绩.人员表", "人员")
        with page.when("业绩.人员表.注"):
            page.paragraph("{{ 业绩.人员表.注 }}", Look.NOTE)
    page.chart("业绩.排名图", "{{ 业绩.排名图.标题 }}")
    remarks(page, "业绩.成绩")
    remarks(page, "业绩.原因")
    remarks(page, "业绩.体会")


_SALES = (
    "{% if 业绩.截至 %}截至{{ 业绩.截至 }}，{% endif %}{{ 业绩.期间 }}实现销售额{{ 业绩.销售.实际 }}"
    "{% if 业绩.销售.完成率 %}，完成{{ 业绩.销售.来源 }}目标{{ 业绩.销售.目标 }}的{{ 业绩.销售.完成率 }}"
    "{% if 业绩.销售.缺口 %}，缺口{{ 业绩.销售.缺口 }}{% elif 业绩.销售.超额 %}，超额{{ 业绩.销售.超额 }}{% endif %}。"
    "{% elif 业绩.销售.目标期间 %}。{{ 业绩.销售.来源 }}目标只有{{ 业绩.销售.目标期间 }}的，共{{ 业绩.销售.目标 }}，"
    "全期不计完成率。"
    "{% elif 业绩.销售.目标 %}。{% else %}；未设目标，不计完成率。{% endif %}"
)
_PACE = (
    "{% if 业绩.销售.应完成 %}按目标分解，到这一天应完成{{ 业绩.销售.应完成 }}{{ 业绩.销售.推定 }}"
    "{% if 业绩.销售.进度完成率 %}，进度完成率{{ 业绩.销售.进度完成率 }}{% endif %}"
    "{% if 业绩.销售.落后 %}，落后{{ 业绩.销售.落后 }}{% elif 业绩.销售.领先 %}，领先{{ 业绩.销售.领先 }}"
    "{% else %}，与进度持平{% endif %}"
    "{% if 业绩.销售.时间进度 %}；时间进度{{ 业绩.销售.时间进度 }}{{ 业绩.销售.推定 }}{% endif %}。{% endif %}"
)
_CATCHING_UP = (
    "{% if 业绩.追赶 %}"
    "{% if 业绩.追赶.每天须完成 %}要完成目标，此后每个工作日须完成{{ 业绩.追赶.每天须完成 }}{{ 业绩.追赶.推定 }}"
    "{% if 业绩.追赶.预计 %}；{% else %}。{% endif %}{% endif %}"
    "{% if 业绩.追赶.预计 %}照目前进度，期末预计{{ 业绩.追赶.预计 }}。{% endif %}"
    "{% if 业绩.追赶.吃紧月份 %}按追赶安排，{{ 业绩.追赶.吃紧月份 }}须完成的比原计划多三成以上。{% endif %}"
    "{% if 业绩.追赶.吃紧团队 %}各团队中，{{ 业绩.追赶.吃紧团队 }}有月份须比原计划多完成三成以上。{% endif %}"
    "{% if 业绩.追赶.须破纪录月份 %}{{ 业绩.追赶.须破纪录月份 }}每月要超过至今最好的一个月"
    "（{{ 业绩.追赶.最好的月份 }}）。{% endif %}"
    "{% endif %}"
)
_OTHERS = (
    "{% for 项 in 业绩.其他目标 %}"
    "{% if 项.完成率 %}对照{{ 项.来源 }}目标{{ 项.目标 }}，完成{{ 项.完成率 }}"
    "{% if 项.缺口 %}，缺口{{ 项.缺口 }}{% elif 项.超额 %}，超额{{ 项.超额 }}{% endif %}。"
    "{% elif 项.目标期间 %}另有{{ 项.来源 }}目标，只有{{ 项.目标期间 }}的，共{{ 项.目标 }}。{% endif %}{% endfor %}"
)
_CASH = (
    "回款{{ 业绩.回款.对照.实际 }}"
    "{% if 业绩.回款.对照.完成率 %}，完成{{ 业绩.回款.对照.来源 }}回款目标{{ 业绩.回款.对照.目标 }}"
    "的{{ 业绩.回款.对照.完成率 }}{% endif %}"
    "{% if 业绩.回款.率 %}，回款率{{ 业绩.回款.率 }}（{{ 业绩.回款.口径 }}）"
    "{% if 业绩.回款.含上年欠款 %}，其中含收回以前的欠款{% endif %}{% endif %}。"
)
_CASH_MONTHS = (
    "{% if 业绩.进账 %}"
    "{% if 业绩.进账.首月 == 业绩.进账.截至 %}{{ 业绩.进账.首月 }}"
    "{% if not 业绩.进账.无进账月数 %}有进账{% elif 业绩.进账.都有销售 %}有销售而没有进账{% else %}没有进账{% endif %}。"
    "{% else %}"
    "{% if 业绩.进账.有起点 %}业务从{{ 业绩.进账.起 }}开始，{% elif 业绩.进账.起 %}从有记录的{{ 业绩.进账.起 }}起，"
    "{% else %}{{ 业绩.进账.首月 }}{% endif %}"
    "到{{ 业绩.进账.截至 }}的{{ 业绩.进账.月数 }}个月里，"
    "{% if 业绩.进账.无进账月数 %}有{{ 业绩.进账.无进账月数 }}个月（{{ 业绩.进账.无进账月份 }}）"
    "{% if 业绩.进账.都有销售 %}有销售而没有进账{% else %}没有进账{% endif %}"
    "{% if 业绩.进账.有销售无进账 and not 业绩.进账.都有销售 %}，其中{{ 业绩.进账.有销售无进账 }}有销售{% endif %}。"
    "{% else %}月月有进账。{% endif %}{% endif %}{% endif %}"
)
_CLIENTS = (
    "{% if 业绩.客户.新客户 %}{% if 业绩.客户.新客户名单 %}新成交客户{{ 业绩.客户.新客户 }}家：{{ 业绩.客户.新客户名单 }}"
    "{% else %}本期没有新成交客户{% endif %}"
    "{% if 业绩.客户.老客户 %}；此前成交的老客户{{ 业绩.客户.老客户 }}家{% endif %}。{% endif %}"
    "{% if 业绩.客户.意向 %}在册客户按阶段累计，有过意向的{{ 业绩.客户.意向 }}家，来考察过的{{ 业绩.客户.考察 }}家，"
    "成交的{{ 业绩.客户.成交 }}家。{% endif %}"
)


def result_table(page: Page, table: str, first: str) -> None:
    """Sales beside their target, and cash."""
    columns = (
        Column(heading=first, cell="{{ 行.名称 }}", width=16),
        Column(heading="目标", cell="{{ 行.目标 }}", width=22, is_number=True, when=f"{table}.有目标"),
        Column(heading="销售额", cell="{{ 行.销售 }}", width=22, is_number=True),
        Column(heading="完成率", cell="{{ 行.完成率 }}", width=18, is_number=True, when=f"{table}.有目标"),
        Column(heading="回款", cell="{{ 行.回款 }}", width=22, is_number=True, when=f"{table}.有回款"),
    )
    page.table(columns, f"行 in {table}.列出的行", total="行.是合计")


def department(page: Page) -> None:
    """What the department did: building, activity, problems."""
    page.heading("部门工作")
    with page.when("部门.分节 and 部门.部门建设"):
        page.heading("部门建设", 2)
    remarks(page, "部门.部门建设")
    with page.when("部门.活动表"):
        _activity(page)
    with page.when("部门.分节 and (部门.问题 or 部门.不足)"):
        page.heading("问题与改进", 2)
    remarks(page, "部门.不足")
    problem_table(page, "部门.问题")


def problem_table(page: Page, rows: str) -> None:
    """Problems with their remedies."""
    with page.when(rows):
        page.caption("问题与改进措施")
        columns = (
            Column(heading="问题", cell="{{ 行.问题 }}", width=34),
            Column(heading="措施", cell="{{ 行.措施 }}", width=32),
            Column(heading="负责人", cell="{{ 行.负责人 }}", width=12),
            Column(heading="期限", cell="{{ 行.期限 }}", width=22),
        )
        page.table(columns, f"行 in {rows}")


_VISITS = (
    "{{ 部门.拜访.期间 }}，共拜访客户{{ 部门.拜访.合计 }}次"
    "{% if 部门.拜访.未记录估计 %}（有记录{{ 部门.拜访.有记录 }}次，未记录的估计{{ 部门.拜访.未记录估计 }}次）{% endif %}，"
    "{% if 部门.拜访.工作日 %}按{{ 部门.拜访.人数 }}名销售人员、{{ 部门.拜访.工作日 }}个工作日{{ 部门.拜访.推定 }}计算，"
    "{% else %}按{{ 部门.拜访.人数 }}名销售人员合计{{ 部门.拜访.人日 }}个工作日{{ 部门.拜访.推定 }}计算，{% endif %}"
    "人均每天{{ 部门.拜访.人均每天 }}次"
    "{% if 部门.拜访.有记录人均每天 %}，只算有记录的为{{ 部门.拜访.有记录人均每天 }}次{% endif %}。"
)
_OUTCOMES = (
    "{% if 部门.结果 %}从有记录的结果看，"
    "{% for 项 in 部门.结果 %}{{ 项.名称 }}的{{ 项.数 }}次"
    "{% if 项.再次跟进 %}（{% if 项.再次跟进.value %}其中再次跟进{{ 项.再次跟进 }}次{% else %}没有再次跟进{% endif %}）"
    "{% endif %}{% if not loop.last %}，{% endif %}{% endfor %}。{% endif %}"
)


def _activity(page: Page) -> None:
    with page.when("部门.分节"):
        page.heading("工作量", 2)
    with page.when("部门.拜访 or 部门.结果"):
        page.paragraph("{% if 部门.拜访 %}" + _VISITS + "{% endif %}" + _OUTCOMES)
    page.caption("各项工作完成情况")
    columns = (
        Column(heading="工作", cell="{{ 行.类型 }}", width=18),
        Column(heading="期间", cell="{{ 行.期间 }}", width=37),
        Column(heading="有记录", cell="{{ 行.有记录 }}", width=12, is_number=True),
        Column(heading="未记录估计", cell="{{ 行.未记录估计 }}", width=14, is_number=True, when="部门.活动表.有估计"),
        Column(heading="应完成", cell="{{ 行.应完成 }}", width=11, is_number=True, when="部门.活动表.有应完成"),
        Column(heading="完成率", cell="{{ 行.率 }}", width=11, is_number=True, when="部门.活动表.有应完成"),
    )
    page.table(columns, "行 in 部门.活动表.行")


def markets(page: Page) -> None:
    """The market analysis with its table."""
    page.heading("市场分析")
    remarks(page, "市场.段落")
    with page.when("市场.行"):
        page.caption("各市场情况")
        columns = (
            Column(heading="市场", cell="{{ 行.名称 }}", width=16),
            Column(heading="定位", cell="{{ 行.状态 }}", width=8),
            Column(heading="市占率", cell="{{ 行.市占率 }}", width=10, is_number=True, when="市场.有市占率"),
            Column(heading="竞品", cell="{{ 行.竞品 }}", width=26),
            Column(heading="我们的优势", cell="{{ 行.优势 }}", width=26),
            Column(heading="问题", cell="{{ 行.问题 }}", width=24),
        )
        page.table(columns, "行 in 市场.行")


HEADCOUNT = (
    "{% if 计划.人员.增加 %}销售人员由现有{{ 计划.人员.现有 }}人增加到{{ 计划.人员.计划人数 }}人"
    "{% else %}销售人员{{ 计划.人员.计划人数 }}人{% endif %}"
    "{% if 计划.人员.团队 %}，分成{{ 计划.人员.团队数 }}个团队："
    "{% for 队 in 计划.人员.团队 %}{{ 队.名称 }}（{{ 队.数 }}人{% if 队.渠道 %}，负责{{ 队.渠道 }}渠道{% endif %}）"
    "{% if not loop.last %}、{% endif %}{% endfor %}{% endif %}。"
    "{% if 计划.人员.到岗 %}新人{% for 批 in 计划.人员.到岗 %}{{ 批.时间 }}到岗{{ 批.数 }}人"
    "{% if not loop.last %}，{% endif %}{% endfor %}。{% endif %}"
    "{% if 计划.人员.到岗未定 %}另有{{ 计划.人员.到岗未定 }}人到岗日期未定。{% endif %}"
)
_BASIS = (
    "{% if 项.全期 or 项.口径 %}（{% if 项.全期 %}{{ 项.全期名 }}{{ 项.全期 }}{{ 项.单位 }}"
    "{% if 项.口径 %}；{% endif %}{% endif %}{{ 项.口径 }}）{% endif %}"
)
TARGET = (
    "{% for 项 in 计划.目标 %}{% set 另说 = loop.last or 项.口径 != 计划.目标[loop.index].口径 %}"
    "{{ 项.期间 }}销售目标{{ 项.数额 }}{% if 项.全期 or 另说 %}（{% if 项.全期 %}{{ 项.全期名 }}{{ 项.全期 }}"
    "{% if 另说 %}；{% endif %}{% endif %}{% if 另说 %}{{ 项.口径 }}{% endif %}）{% endif %}"
    "{% if loop.last %}{% if 计划.有空档 %}，其余时间未设目标{% endif %}。{% else %}，{% endif %}"
    "{% endfor %}"
    "{% for 项 in 计划.调整 %}{% if 项.原为.期间 != 计划.期间 %}{{ 项.原为.期间 }}{% endif %}"
    "{{ 项.原为.指标名 }}年初为{{ 项.原为.数额 }}{{ 项.原为.单位 }}，"
    "已调整为{{ 项.现为.数额 }}{{ 项.现为.单位 }}。{% endfor %}"
    "{% if 计划.其他目标 %}{% if 计划.目标 %}同时要完成{% else %}{{ 计划.期间 }}要完成{% endif %}"
    "{% for 项 in 计划.其他目标 %}{% if 项.期间 != 计划.期间 %}{{ 项.期间 }}的{% endif %}"
    "{{ 项.指标 }}{{ 项.数额 }}{{ 项.单位 }}"
    f"{_BASIS}{{% if not loop.last %}}、{{% endif %}}{{% endfor %}}。{{% endif %}}"
    "{% if 计划.另有目标 %}另有{% for 项 in 计划.另有目标 %}{% if 项.期间 != 计划.期间 %}{{ 项.期间 }}的{% endif %}"
    "{{ 项.指标名 }}{{ 项.数额 }}{{ 项.单位 }}"
    f"{_BASIS}"
    "{% if not loop.last %}、{% endif %}{% endfor %}，与上述目标分别考核，不相加。{% endif %}"
    "{% if 计划.开门红 %}{{ 计划.开门红.期间 }}"
    "（{% if 计划.开门红.所含月份 %}{{ 计划.开门红.所含月份 }}，{% endif %}开门红）"
    "目标{{ 计划.开门红.数额 }}{{ 计划.开门红.推定 }}，"
    "占全年的{{ 计划.开门红.占比 }}。{% endif %}"
)


def outlook(page: Page) -> None:
    """The next period: work, people, targets and their tables."""
    page.heading(
        "{% if 抬头.只有计划 %}工作安排{% elif 计划.是余下 %}{{ 计划.期间 }}余下的工作"
        "{% else %}{{ 计划.期间全名 }}工作计划{% endif %}"
    )
    with page.when("计划.分节"):
        page.heading("队伍与重点工作", 2)
    remarks(page, "计划.方向")
    with page.when("计划.人员"):
        page.paragraph(HEADCOUNT)
    with page.when("计划.突破"):
        page.paragraph(
            "{{ 计划.期间 }}的突破口：{% for 项 in 计划.突破 %}{{ 项 }}{% if not loop.last %}；{% endif %}{% endfor %}。"
        )
    with page.when("计划.事项"):
        page.caption("重点工作")
        columns = (
            Column(heading="类别", cell="{{ 行.类别 }}", width=8),
            Column(heading="事项", cell="{{ 行.事项 }}", width=25),
            Column(heading="措施", cell="{{ 行.措施 }}", width=33, when="计划.有措施"),
            Column(heading="负责人", cell="{{ 行.负责人 }}", width=12),
            Column(heading="期限", cell="{{ 行.期限 }}", width=22),
        )
        page.table(columns, "行 in 计划.事项")
    with page.when("计划.分节"):
        page.heading("目标与分解", 2)
    with page.when("计划.目标 or 计划.其他目标 or 计划.另有目标"):
        page.paragraph(TARGET)
    with page.each("项 in 计划.提醒"):
        page.paragraph("需要留意：{{ 项.正文 }}。")
    quotas(page)


def quotas(page: Page) -> None:
    """The targets by month, week and people."""
    with page.each("表 in 计划.月度表"):
        page.caption("{{ 表.期间 }}各月销售目标（单位：{{ 表.单位 }}）")
        _quota_table(page, "表", "月份")
        page.paragraph("{{ 表.注 }}", Look.NOTE)
    with page.when("计划.日均"):
        page.paragraph(
            "{{ 计划.日均.月份 }}有{{ 计划.日均.工作日 }}个工作日{{ 计划.日均.工作日推定 }}，"
            "平均每个工作日要完成{{ 计划.日均.数额 }}{{ 计划.日均.推定 }}。"
            "逐日{% if 计划.人员表 %}、逐人{% endif %}的目标见工作簿的“计划分解”表。"
        )
    with page.when("计划.周表"):
        page.caption("{{ 计划.周表.期间 }}各周销售目标（单位：{{ 计划.周表.单位 }}）")
        _quota_table(page, "计划.周表", "起止")
        with page.when("计划.周表.注"):
            page.paragraph("{{ 计划.周表.注 }}", Look.NOTE)
    with page.each("表 in 计划.人员表"):
        page.caption("{{ 表.期间 }}{% if 表.有团队 %}各团队和个人{% else %}个人{% endif %}销售目标（单位：{{ 表.单位 }}）")
        columns = (
            Column(heading="{% if 表.有团队 %}团队和个人{% else %}人员{% endif %}", cell="{{ 行.名称 }}", width=19),
            Column(heading="{{ 表.全期名 }}", cell="{{ 行.全期 }}", width=17, is_number=True),
            Column(
                heading="{{ 格 }}",
                cell="{{ 格 }}",
                width=16,
                is_number=True,
                each="格 in 表.表头",
                each_row="格 in 行.各期",
            ),
        )
        page.table(columns, "行 in 表.列出的行", total="行.是合计", subtotal="行.是团队")
        with page.when("表.注"):
            page.paragraph("{{ 表.注 }}", Look.NOTE)


def _quota_table(page: Page, table: str, first: str) -> None:
    columns = (
        Column(heading=first, cell="{{ 行.名称 }}", width=30),
        Column(heading="工作日", cell="{{ 行.工作日 }}", width=18, is_number=True),
        Column(heading="目标", cell="{{ 行.数额 }}", width=30, is_number=True),
        Column(heading="占比", cell="{{ 行.占比 }}", width=22, is_number=True),
    )
    page.table(columns, f"行 in {table}.行", total="行.是合计")


def closing(page: Page) -> None:
    """Proposals and the last words."""
    with page.when("结尾.建议"):
        page.heading("建议")
        remarks(page, "结尾.建议")
    with page.when("结尾.段落 or 结尾.致谢"):
        page.heading("结语")
        remarks(page, "结尾.段落")
        remarks(page, "结尾.致谢")


def appendix(page: Page) -> None:
    """Where the figures come from, remarks on them, and what is missing."""
    with page.when("数据来源"):
        page.paragraph("数据来源", Look.APPENDIX, page_break=True)
        columns = (
            Column(heading="数字", cell="{{ 行.名称 }}", width=24, look=Look.SMALL),
            Column(heading="值", cell="{{ 行.数值 }}", width=16, look=Look.SMALL),
            Column(heading="算法", cell="{{ 行.算法 }}", width=28, look=Look.SMALL),
            Column(heading="单元格", cell="{{ 行.单元格 }}", width=32, look=Look.SMALL),
        )
        page.table(columns, "行 in 数据来源")
    with page.when("数据提示"):
        page.paragraph("数据提示", Look.APPENDIX)
        page.paragraph("下列各处可能影响上文的数字，请核对。", Look.NOTE, keeps_next=True)
        warned = (
            Column(heading="提示", cell="{{ 行.正文 }}", width=72, look=Look.SMALL),
            Column(heading="单元格", cell="{{ 行.位置 }}", width=28, look=Look.SMALL),
        )
        page.table(warned, "行 in 数据提示")
    with page.when("待补"):
        page.paragraph("待补", Look.APPENDIX)
        page.paragraph("下列内容工作簿里还没有，相应的句子没有写进本文；补填后重新生成即可。", Look.NOTE, keeps_next=True)
        blanks = (
            Column(heading="内容", cell="{{ 行.内容 }}", width=66, look=Look.SMALL),
            Column(heading="填在哪里", cell="{{ 行.位置 }}", width=34, look=Look.SMALL),
        )
        page.table(blanks, "行 in 待补")
