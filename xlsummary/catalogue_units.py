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
HEADING_OTHER_FIGURE = Rule(
    "heading-other-figure",
    Severity.ERROR,
    Text("表头括号写明是另一种数", "a heading whose brackets name another figure"),
    Text(
        "“{value}”写明是“{word}”，不是{heading}本身，这一列没有读",
        "{value!r} says {word!r}: not the {heading} itself, the column was not read",
    ),
    Text(
        "累计数改成每期的数；目标、预计、往年的数放到该放的地方；确实是本列的数，就去掉括号里的话",
        "Turn running totals into each period's own; put targets, plans and other years where they belong; "
        "if the figures are this column's, take the words away",
    ),
)

SHEET_UNIT = Rule(
    "sheet-unit",
    Severity.NOTE,
    Text("表外写明的单位", "a unit beside the table"),
    Text("表头没有单位的金额按“{value}”读", "amounts whose headings have no unit were read by {value!r}"),
    Text("如果不对，在表头的括号里写明单位", "If that is wrong, write the unit in the headings' brackets"),
)
SHEET_UNIT_DIFFERS = Rule(
    "sheet-unit-differs",
    Severity.ERROR,
    Text("表外的单位与表头或设置不同", "a unit beside the table that is not the headings' or the book's"),
    Text(
        "“{value}”与表头、设置或另一处写明的单位或币种不一致，不知道按哪个读",
        "{value!r} is not the unit or currency of the headings, of Settings or of another cell; which is meant is not clear",
    ),
    Text(
        "只留一种单位，或给每个金额表头写明单位后删去这一处", "Keep one unit, or write each heading's unit and delete this cell"
    ),
)
OTHER_UNIT_BELOW = Rule(
    "other-unit-below",
    Severity.ERROR,
    Text("表中间换了单位", "another unit further down"),
    Text(
        "重复的表头是“{value}”，第 {row} 行是“{heading}”，以下各行没有读",
        "the repeated heading is {value!r}, row {row} has {heading!r}; the rows below were not read",
    ),
    Text("统一单位后并成一张表", "Use one unit and make it one table"),
)
ROW_CURRENCY = Rule(
    "row-currency",
    Severity.ERROR,
    Text("一行的币种与全书不同", "a row's currency is not the book's"),
    Text("“{value}”不是全书的币种 {currency}", "{value!r} is not the book's currency {currency}"),
    Text("折算后填写，或把这些行移出", "Convert the amounts, or take these rows out"),
)
ROW_UNIT = Rule(
    "row-unit",
    Severity.ERROR,
    Text("一行的单位用不上", "a row's unit does not fit its amounts"),
    Text(
        "“{value}”不是这一行的数能用的单位，这一行的数没法按它读",
        "{value!r} is not a unit that this row's amounts can have, so they cannot be read by it",
    ),
    Text(
        "金额填元、千元、万元、百万元或亿元；数量、次数先在“指标”里写明，再填件、吨等单位",
        "Give amounts in yuan, thousand yuan, 10k yuan or million yuan; for counts name the measure, then the unit counted in",
    ),
)
ROW_UNIT_DIFFERS = Rule(
    "row-unit-differs",
    Severity.ERROR,
    Text("一行的单位与表头不同", "a row's unit is not the heading's"),
    Text(
        "这一行的单位是“{value}”，表头却是“{heading}”，不知道按哪个读",
        "this row's unit is {value!r}, but the heading says {heading!r}; which is meant is not clear",
    ),
    Text(
        "单位只在一处写明：删去表头括号里的，或改这一格",
        "Give the unit in one place: take it out of the heading, or mend this cell",
    ),
)
ROW_UNIT_MISSING = Rule(
    "row-unit-missing",
    Severity.ERROR,
    Text("有的行没有写单位", "a row without its unit"),
    Text("别的行写了单位（{units}），这一行没有，不知道按哪个读", "other rows have a unit ({units}), this one has none"),
    Text("补上这一行的单位", "Fill in this row's unit"),
)
MIXED_UNITS = Rule(
    "mixed-units",
    Severity.WARNING,
    Text("数量有几种单位", "quantities in several units"),
    Text(
        "“{value}”列有几种单位：{units}；数量按单位分开合计",
        "{value} has several units: {units}; quantities were totalled by unit",
    ),
    Text("要一个总数，就换算成一种单位", "For one total, convert the quantities to one unit"),
)

UNITS_NOT_COMPARED = Rule(
    "units-not-compared",
    Severity.WARNING,
    Text("数量单位不一，不能与目标比较", "quantities of several units beside a target"),
    Text(
        "“实绩”的数量有几种单位（{units}），加不到一起，没有与这个目标比较",
        "the quantities on Actuals are of several units ({units}), so they were not set against this target",
    ),
    Text(
        "换算成一种单位；或按产品分别定目标，每个产品只用一种单位",
        "Convert them to one unit; or give each product its own target, and each product one unit",
    ),
)

UNIT_RULES: tuple[Rule, ...] = (
    HEADING_UNIT,
    HEADING_OTHER_FIGURE,
    SHEET_UNIT,
    SHEET_UNIT_DIFFERS,
    OTHER_UNIT_BELOW,
    ROW_CURRENCY,
    ROW_UNIT,
    ROW_UNIT_DIFFERS,
    ROW_UNIT_MISSING,
    MIXED_UNITS,
    UNITS_NOT_COMPARED,
)
"""In the order of the README's table."""
