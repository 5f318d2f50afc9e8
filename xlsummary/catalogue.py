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

RULES: tuple[Rule, ...] = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
