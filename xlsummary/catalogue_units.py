"""The rules about units: what headings, cells beside a table and number formats say of amounts and quantities."""

from __future__ import annotations

from xlsummary.model import Text
from xlsummary.problems import Rule, Severity

HEADING_UNIT = Rule(
    "heading-unit",
    Severity.ERROR,
    Text("表头的单位看不懂", "a heading's unit is not understood"),
    Text("“{value}”括号里的“{unit}”看不懂，这一列没有读", "{unit!r} in {value!r} is not understood, the column was not read"),
    Text(
        "括号里只写单位和含税口径，如（万元，不含税）、（千件）；其他说明另放一处",
        "Write only unit and tax basis in brackets, such as (10k yuan, without tax); put other remarks elsewhere",
    ),
)

UNIT_RULES: tuple[Rule, ...] = (HEADING_UNIT,)
"""In the order of the README's table."""
