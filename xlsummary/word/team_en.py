"""What the English template of the team summary says."""

from __future__ import annotations

from xlsummary.word.page import Column, Page
from xlsummary.word.styles import Look

_REMARK = "{{ note.text }}{{ note.detail }}"


def write(page: Page) -> None:
    """The whole template, in the order of the document."""
    _head(page)
    with page.when("results"):
        _results(page)
    with page.when("department"):
        _department(page)
    with page.when("markets"):
        _markets(page)
    with page.when("outlook"):
        _outlook(page)
    with page.when("closing"):
        _closing(page)
    _appendix(page)


def _remarks(page: Page, names: str) -> None:
    page.remarks(names, "note", _REMARK)


def _head(page: Page) -> None:
    with page.when("head.company"):
        page.paragraph("{{ head.company }}", Look.COMPANY)
    page.paragraph("{{ head.headline }}", Look.TITLE)
    with page.when("head.byline"):
        page.paragraph("{{ head.byline }}", Look.BYLINE)
    page.paragraph(
        "{% if head.is_plan %}Plan period{% else %}Report period{% endif %}: {{ head.period }}   Date: {{ head.day }}",
        Look.BYLINE,
    )


def _results(page: Page) -> None:
    page.heading("The period in review")
    _remarks(page, "results.opening")
    with page.when("results.sales or results.cash"):
        page.paragraph(
            f"{{% if results.sales %}}{_SALES}{_PACE}{_CATCHING_UP}{_OTHERS}{{% endif %}}"
            "{% if results.sales and results.cash %} {% endif %}"
            f"{{% if results.cash %}}{_CASH}{_CASH_MONTHS}{{% endif %}}"
        )
    with page.when("results.clients and (results.clients.new or results.clients.intent)"):
        page.paragraph(_CLIENTS)
    with page.when("results.months"):
        page.caption(
            "Sales{% if results.months.has_cash %} and cash{% endif %} by month, {{ results.period }} "
            "({{ results.months.unit }})"
        )
        _result_table(page, "results.months", "Month")
        page.paragraph("{{ results.months.note }}", Look.NOTE)
    page.chart("results.month_chart", "{{ results.month_chart.headline }}")
    page.chart("results.cash_chart", "{{ results.cash_chart.headline }}")
    with page.when("results.people"):
        page.caption(
            "Sales{% if results.people.has_cash %} and cash{% endif %} by rep, {{ results.period }} ({{ results.people.unit }})"
        )
        _result_table(page, "results.people", "Rep")
        with page.when("results.people.note"):
            page.paragraph("{{ results.people.note }}", Look.NOTE)
    page.chart("results.ranking", "{{ results.ranking.headline }}")
    _remarks(page, "results.achievements")
    _remarks(page, "results.causes")
    _remarks(page, "results.learnt")


_SALES = (
    "{% if results.until %}By {{ results.until }}, sales{% else %}Sales{% endif %} of {{ results.period }} came to "
    "{{ results.sales.actual }}"
    "{% if results.sales.attainment %}, {{ results.sales.attainment }} of "
    "{{ results.sales.origin }} of {{ results.sales.target }}"
    "{% if results.sales.gap %}, which leaves a gap of {{ results.sales.gap }}"
    "{% elif results.sales.excess %}, {{ results.sales.excess }} above it{% endif %}."
    "{% elif results.sales.target_period %}. Against {{ results.sales.origin }} there is no attainment for the whole period: "
    "it covers {{ results.sales.target_period }} only, {{ results.sales.target }} in all."
    "{% elif results.sales.target %}.{% else %}. No target was set, so there is no attainment.{% endif %}"
)
_PACE = (
    "{% if results.sales.due %} By then {{ results.sales.due }}{{ results.sales.estimate }} was due"
    "{% if results.sales.pace %}: the pace is {{ results.sales.pace }}{% endif %}"
    "{% if results.sales.behind %}, {{ results.sales.behind }} behind"
    "{% elif results.sales.ahead %}, {{ results.sales.ahead }} ahead"
    "{% else %}, exactly on plan{% endif %}"
    "{% if results.sales.time %}, with {{ results.sales.time }} of the working days{{ results.sales.estimate }} gone"
    "{% endif %}.{% endif %}"
)
_CATCHING_UP = (
    "{% if results.catching_up %}"
    "{% if results.catching_up.required %} To reach the target, every working day from now on has to bring "
    "{{ results.catching_up.required }}{{ results.catching_up.estimate }}.{% endif %}"
    "{% if results.catching_up.projection %} At this pace the period ends with {{ results.catching_up.projection }}."
    "{% endif %}"
    "{% if results.catching_up.hard_months %} To catch up, {{ results.catching_up.hard_months }} would take over three tenths "
    "more than planned.{% endif %}"
    "{% if results.catching_up.hard_teams %} Among the teams {{ results.catching_up.hard_teams }} would have such a month."
    "{% endif %}"
    "{% if results.catching_up.record_months %} {{ results.catching_up.record_months }} would each have to beat the best "
    "month so far, {{ results.catching_up.best }}.{% endif %}"
    "{% endif %}"
)
_OTHERS = (
    "{% for other in results.other_targets %}"
    "{% if other.attainment %} Against {{ other.origin }} of {{ other.target }} it is {{ other.attainment }}"
    "{% if other.gap %}, a gap of {{ other.gap }}{% elif other.excess %}, {{ other.excess }} above it{% endif %}."
    "{% elif other.target_period %} For {{ other.target_period }} only there is also {{ other.origin }} of {{ other.target }}."
    "{% endif %}{% endfor %}"
)
_CASH = (
    "Cash collected came to {{ results.cash.standing.actual }}"
    "{% if results.cash.standing.attainment %}, {{ results.cash.standing.attainment }} of {{ results.cash.standing.origin }} "
    "for cash of {{ results.cash.standing.target }}{% endif %}"
    "{% if results.cash.rate %}, a collection rate of {{ results.cash.rate }} ({{ results.cash.basis }})"
    "{% if results.cash.over_full %}, which includes debts of earlier periods{% endif %}{% endif %}."
)
_CASH_MONTHS = (
    "{% if results.cash_months %}"
    "{% if results.cash_months.first == results.cash_months.until %} {{ results.cash_months.first }} brought in "
    "{% if not results.cash_months.dry %}cash{% elif results.cash_months.all_sold %}sales but no cash{% else %}no cash"
    "{% endif %}.{% else %}"
    "{% if results.cash_months.began %} Business began in {{ results.cash_months.since }}; "
    "{% elif results.cash_months.since %} Since the first records in {{ results.cash_months.since }}, {% else %} {% endif %}"
    "{% if results.cash_months.dry %}{{ results.cash_months.dry }} of the {{ results.cash_months.counted }} months to "
    "{{ results.cash_months.until }} brought in {% if results.cash_months.all_sold %}sales but {% endif %}no cash "
    "({{ results.cash_months.dry_names }})"
    "{% if results.cash_months.sold_dry and not results.cash_months.all_sold %}, "
    "with sales in {{ results.cash_months.sold_dry }}{% endif %}."
    "{% else %}{% if results.cash_months.since %}every{% else %}Every{% endif %} one of the "
    "{{ results.cash_months.counted }} months to {{ results.cash_months.until }} brought in cash.{% endif %}{% endif %}"
    "{% endif %}"
)
_CLIENTS = (
    "{% if results.clients.new %}{% if results.clients.new_names %}New clients won: {{ results.clients.new }} "
    "({{ results.clients.new_names }}){% else %}No new client was won{% endif %}"
    "{% if results.clients.old %}; clients won before: {{ results.clients.old }}{% endif %}.{% endif %}"
    "{% if results.clients.intent %} Of the clients on file, {{ results.clients.intent }} showed interest, "
    "{{ results.clients.visited }} came to look, {{ results.clients.won }} bought (cumulative).{% endif %}"
)


def _result_table(page: Page, table: str, first: str) -> None:
    columns = (
        Column(heading=first, cell="{{ row.label }}", width=16),
        Column(heading="Target", cell="{{ row.target }}", width=22, is_number=True, when=f"{table}.has_target"),
        Column(heading="Sales", cell="{{ row.sales }}", width=22, is_number=True),
        Column(heading="Attainment", cell="{{ row.attainment }}", width=18, is_number=True, when=f"{table}.has_target"),
        Column(heading="Cash", cell="{{ row.cash }}", width=22, is_number=True, when=f"{table}.has_cash"),
    )
    page.table(columns, f"row in {table}.shown", total="row.is_total")


def _department(page: Page) -> None:
    page.heading("The department")
    with page.when("department.is_divided and department.building"):
        page.heading("Building the team", 2)
    _remarks(page, "department.building")
    with page.when("department.activities"):
        _activity(page)
    with page.when("department.is_divided and (department.problems or department.shortcomings)"):
        page.heading("Problems and remedies", 2)
    _remarks(page, "department.shortcomings")
    with page.when("department.problems"):
        page.caption("Problems and remedies")
        columns = (
            Column(heading="Problem", cell="{{ row.problem }}", width=33),
            Column(heading="Remedy", cell="{{ row.action }}", width=33),
            Column(heading="Owner", cell="{{ row.owner }}", width=14),
            Column(heading="Due", cell="{{ row.by }}", width=20),
        )
        page.table(columns, "row in department.problems")


_VISITS = (
    "The team made {{ department.visits.total }} client visits ({{ department.visits.period }}"
    "{% if department.visits.estimated %}: {{ department.visits.recorded }} recorded, {{ department.visits.estimated }} "
    "estimated as not recorded{% endif %}). Over "
    "{% if department.visits.working_days %}{{ department.visits.reps }} reps and "
    "{{ department.visits.working_days }} working days{{ department.visits.estimate }}"
    "{% else %}{{ department.visits.person_days }} working days{{ department.visits.estimate }} of "
    "{{ department.visits.reps }} reps{% endif %} "
    "that is {{ department.visits.per_day }} visits a rep and day"
    "{% if department.visits.recorded_per_day %}, or {{ department.visits.recorded_per_day }} counting recorded ones only"
    "{% endif %}."
)
_OUTCOMES = (
    "{% if department.outcomes %} Recorded results: "
    "{% for each in department.outcomes %}{{ each.name }}: {{ each.count }}"
    "{% if each.followed %} ({% if each.followed.value %}{{ each.followed }} followed up again"
    "{% else %}none followed up again"
    "{% endif %}){% endif %}{% if not loop.last %}; {% endif %}{% endfor %}.{% endif %}"
)


def _activity(page: Page) -> None:
    with page.when("department.is_divided"):
        page.heading("Activity", 2)
    with page.when("department.visits or department.outcomes"):
        page.paragraph("{% if department.visits %}" + _VISITS + "{% endif %}" + _OUTCOMES)
    page.caption("Activity")
    columns = (
        Column(heading="Activity", cell="{{ row.type }}", width=16),
        Column(heading="Period", cell="{{ row.period }}", width=30),
        Column(heading="Recorded", cell="{{ row.recorded }}", width=14, is_number=True),
        Column(
            heading="Estimated", cell="{{ row.estimated }}", width=15, is_number=True, when="department.activities.has_estimate"
        ),
        Column(heading="Due", cell="{{ row.due }}", width=12, is_number=True, when="department.activities.has_due"),
        Column(heading="Rate", cell="{{ row.rate }}", width=12, is_number=True, when="department.activities.has_due"),
    )
    page.table(columns, "row in department.activities.rows")


def _markets(page: Page) -> None:
    page.heading("The market")
    _remarks(page, "markets.remarks")
    with page.when("markets.rows"):
        page.caption("The markets")
        columns = (
            Column(heading="Market", cell="{{ row.name }}", width=16),
            Column(heading="Status", cell="{{ row.status }}", width=11),
            Column(heading="Share", cell="{{ row.market_share }}", width=10, is_number=True, when="markets.has_share"),
            Column(heading="Competitors", cell="{{ row.competitors }}", width=25),
            Column(heading="Our strengths", cell="{{ row.strengths }}", width=25),
            Column(heading="Issue", cell="{{ row.issue }}", width=23),
        )
        page.table(columns, "row in markets.rows")


_HEADCOUNT = (
    "{% if outlook.headcount.grows %}The sales team grows from {{ outlook.headcount.now }} to "
    "{{ outlook.headcount.planned }} people"
    "{% else %}The sales team has {{ outlook.headcount.planned }} people{% endif %}"
    "{% if outlook.headcount.teams %} in {{ outlook.headcount.team_count }} teams: "
    "{% for team in outlook.headcount.teams %}{{ team.name }} with {{ team.count }}"
    "{% if team.channels %} ({{ team.channels }}){% endif %}{% if not loop.last %}; {% endif %}{% endfor %}{% endif %}."
    "{% if outlook.headcount.joinings %} Joining: "
    "{% for each in outlook.headcount.joinings %}{{ each.count }} in {{ each.when }}"
    "{% if not loop.last %}, {% endif %}{% endfor %}.{% endif %}"
    "{% if outlook.headcount.undated %} Still without a joining date: {{ outlook.headcount.undated }}.{% endif %}"
)
_BASIS = (
    "{% if each.whole or each.basis %} ({% if each.whole %}{{ each.whole }}{{ each.unit }} for {{ each.whole_name }}"
    "{% if each.basis %}; {% endif %}{% endif %}{{ each.basis }}){% endif %}"
)
_TARGET = (
    "{% for each in outlook.targets %}{% if loop.first %}The sales target for {% else %}, for {% endif %}{{ each.period }} is "
    "{{ each.amount }}{% if each.whole or loop.last %} ({% if each.whole %}{{ each.whole }} for {{ each.whole_name }}"
    "{% if loop.last %}; {% endif %}{% endif %}{% if loop.last %}{{ each.basis }}{% endif %}){% endif %}"
    "{% if loop.last %}{% if outlook.has_gap %}; the rest of {{ outlook.period }} has no "
    "target{% endif %}.{% endif %}{% endfor %}"
    "{% for each in outlook.revisions %} The {{ each.was.target_name }} for {{ each.was.period }} was first set at "
    "{{ each.was.amount }} and is now {{ each.now_is.amount }}.{% endfor %}"
    "{% if outlook.other_targets %}{% if outlook.targets %} The team is also to reach {% else %}For {{ outlook.period }} "
    "the team is to reach {% endif %}"
    "{% for each in outlook.other_targets %}{% if not loop.first %}{% if loop.last %} and {% else %}, {% endif %}{% endif %}"
    "{{ each.amount }}{{ each.unit }}{% if each.period != outlook.period %} for {{ each.period }}{% endif %}"
    f"{_BASIS}{{% endfor %}}.{{% endif %}}"
    "{% if outlook.further_targets %} Apart from these, and not added to them, stand "
    "{% for each in outlook.further_targets %}{% if not loop.first %}{% if loop.last %} and {% else %}, {% endif %}{% endif %}"
    "a {{ each.target_name }} of {{ each.amount }}{% if each.period != outlook.period %} for {{ each.period }}{% endif %}"
    f"{_BASIS}{{% endfor %}}.{{% endif %}}"
    "{% if outlook.first_quarter %} {{ outlook.first_quarter.period }}"
    "{% if outlook.first_quarter.named_months %} ({{ outlook.first_quarter.named_months }}){% endif %} carries "
    "{{ outlook.first_quarter.amount }}{{ outlook.first_quarter.estimate }}, {{ outlook.first_quarter.share }} of the year."
    "{% endif %}"
)


def _outlook(page: Page) -> None:
    page.heading(
        "{% if head.is_plan %}The plan{% elif outlook.is_rest %}The rest of {{ outlook.period }}"
        "{% else %}Plan for {{ outlook.period_named }}{% endif %}"
    )
    with page.when("outlook.is_divided"):
        page.heading("People and main work", 2)
    _remarks(page, "outlook.directions")
    with page.when("outlook.headcount"):
        page.paragraph(_HEADCOUNT)
    with page.when("outlook.breakthroughs"):
        page.paragraph(
            "The breakthrough of {{ outlook.period }}: {% for each in outlook.breakthroughs %}{{ each }}"
            "{% if not loop.last %}; {% endif %}{% endfor %}."
        )
    with page.when("outlook.actions"):
        page.caption("Main work")
        columns = (
            Column(heading="About", cell="{{ row.category }}", width=13),
            Column(heading="Item", cell="{{ row.title }}", width=23),
            Column(heading="Action", cell="{{ row.action }}", width=31, when="outlook.has_measures"),
            Column(heading="Owner", cell="{{ row.owner }}", width=13),
            Column(heading="Due", cell="{{ row.by }}", width=20),
        )
        page.table(columns, "row in outlook.actions")
    with page.when("outlook.is_divided"):
        page.heading("Targets", 2)
    with page.when("outlook.targets or outlook.other_targets or outlook.further_targets"):
        page.paragraph(_TARGET)
    with page.each("warning in outlook.warnings"):
        page.paragraph("Note: {{ warning.text }}.")
    _quotas(page)


def _quotas(page: Page) -> None:
    with page.each("table in outlook.months"):
        page.caption("Sales quota by month, {{ table.period }} ({{ table.unit }})")
        _quota_table(page, "table", "Month")
        page.paragraph("{{ table.note }}", Look.NOTE)
    with page.when("outlook.day_quota"):
        page.paragraph(
            "{{ outlook.day_quota.month }} has {{ outlook.day_quota.working_days }} working days"
            "{{ outlook.day_quota.days_estimate }}: {{ outlook.day_quota.amount }} a working day on average"
            "{{ outlook.day_quota.estimate }}. The sheet Planning of the workbook holds the quotas by day"
            "{% if outlook.people %} and rep{% endif %}."
        )
    with page.when("outlook.weeks"):
        page.caption("Sales quota by week, {{ outlook.weeks.period }} ({{ outlook.weeks.unit }})")
        _quota_table(page, "outlook.weeks", "Dates")
        with page.when("outlook.weeks.note"):
            page.paragraph("{{ outlook.weeks.note }}", Look.NOTE)
    with page.each("table in outlook.people"):
        page.caption("Sales quota by {% if table.has_teams %}team and {% endif %}rep, {{ table.period }} ({{ table.unit }})")
        columns = (
            Column(
                heading="{% if table.has_teams %}Team and rep{% else %}Rep{% endif %}",
                cell="{{ row.label }}",
                width=19,
            ),
            Column(heading="{{ table.whole_name }}", cell="{{ row.whole }}", width=17, is_number=True),
            Column(
                heading="{{ part }}",
                cell="{{ part }}",
                width=16,
                is_number=True,
                each="part in table.headings",
                each_row="part in row.parts",
            ),
        )
        page.table(columns, "row in table.shown", total="row.is_total", subtotal="row.is_team")
        with page.when("table.note"):
            page.paragraph("{{ table.note }}", Look.NOTE)


def _quota_table(page: Page, table: str, first: str) -> None:
    columns = (
        Column(heading=first, cell="{{ row.label }}", width=28),
        Column(heading="Working days", cell="{{ row.working_days }}", width=24, is_number=True),
        Column(heading="Quota", cell="{{ row.amount }}", width=28, is_number=True),
        Column(heading="Share", cell="{{ row.share }}", width=20, is_number=True),
    )
    page.table(columns, f"row in {table}.rows", total="row.is_total")


def _closing(page: Page) -> None:
    with page.when("closing.proposals"):
        page.heading("Proposals")
        _remarks(page, "closing.proposals")
    with page.when("closing.remarks or closing.thanks"):
        page.heading("Closing")
        _remarks(page, "closing.remarks")
        _remarks(page, "closing.thanks")


def _appendix(page: Page) -> None:
    with page.when("sources"):
        page.paragraph("Where the figures come from", Look.APPENDIX, page_break=True)
        columns = (
            Column(heading="Figure", cell="{{ row.name }}", width=25, look=Look.SMALL),
            Column(heading="Value", cell="{{ row.value }}", width=16, look=Look.SMALL),
            Column(heading="Formula", cell="{{ row.formula }}", width=28, look=Look.SMALL),
            Column(heading="Cells", cell="{{ row.cells }}", width=31, look=Look.SMALL),
        )
        page.table(columns, "row in sources")
    with page.when("notices"):
        page.paragraph("Remarks on the data", Look.APPENDIX)
        page.paragraph("These may bear on the figures above; please check.", Look.NOTE, keeps_next=True)
        warned = (
            Column(heading="Remark", cell="{{ row.text }}", width=72, look=Look.SMALL),
            Column(heading="Cell", cell="{{ row.where }}", width=28, look=Look.SMALL),
        )
        page.table(warned, "row in notices")
    with page.when("missing"):
        page.paragraph("To be supplied", Look.APPENDIX)
        page.paragraph(
            "The workbook does not hold the following yet, so the sentences about it were left out. Fill it in and run again.",
            Look.NOTE,
            keeps_next=True,
        )
        blanks = (
            Column(heading="What", cell="{{ row.what }}", width=66, look=Look.SMALL),
            Column(heading="Where it goes", cell="{{ row.where }}", width=34, look=Look.SMALL),
        )
        page.table(blanks, "row in missing")
