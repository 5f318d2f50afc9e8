"""Every rule: its permanent id, severity, title, message and hint in both languages. The only place such words stand."""

from __future__ import annotations

from xlsummary.model import Text
from xlsummary.problems import Rule, Severity

# The days of a run ----------------------------------------------------------------------------

NO_ACTUALS_AS_OF = Rule(
    "no-actuals-as-of",
    Severity.NOTE,
    Text("没有实绩，截止日取目标期首日", "no actuals, as-of is the first target day"),
    Text("书中没有实绩，截止日取 {day}", "the book has no actuals, so the as-of day is {day}"),
    Text("如需指定，在“设置”填写“截止日”，或用 --as-of", "To choose another, fill in As-of on Settings or use --as-of"),
)

# Reading --------------------------------------------------------------------------------------

# Checking -------------------------------------------------------------------------------------

# The plan -------------------------------------------------------------------------------------

# Comparing and the summary --------------------------------------------------------------------

PERIOD_TOTAL_DIFFERS = Rule(
    "period-total-differs",
    Severity.WARNING,
    Text("期间合计与明细不符", "a period's total differs from its dated rows"),
    Text(
        "这一行是期间合计 {typed}，同期明细合计为 {sum}，按明细计算",
        "this period's total is {typed}, its dated rows sum to {sum}; the rows are used",
    ),
    Text("核对明细是否漏录，或改正合计", "Check whether a row is missing, or correct the total"),
)
PERIOD_ROW_STRADDLES = Rule(
    "period-row-straddles",
    Severity.WARNING,
    Text("期间跨出报告期", "a period row reaches out of the report period"),
    Text(
        "这一行的期间跨出报告期 {period}，无法拆分，未计入",
        "this row's period reaches out of {period} and cannot be split, so it is not counted",
    ),
    Text("按月或按日填写这一行", "Enter this row by month or by day"),
)
ROWS_END_EARLY = Rule(
    "rows-end-early",
    Severity.WARNING,
    Text("实绩未填到截止日", "actuals end before the as-of day"),
    Text(
        "截止日是 {as_of}，实绩只到 {through}，进度按 {through} 计算",
        "as-of is {as_of}, actuals end on {through}; pace is computed to {through}",
    ),
    Text("补录其后的实绩，或改截止日", "Add the later actuals, or change the as-of day"),
)

RULES: tuple[Rule, ...] = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
