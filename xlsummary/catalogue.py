"""Every rule: its permanent id, severity, title, message and hint in both languages.

Those about what a book says stand in `catalogue_checking`, those about files in `catalogue_files`; nowhere else such words.
"""

from __future__ import annotations

from dataclasses import replace

from xlsummary.catalogue_checking import CHECKED
from xlsummary.catalogue_files import FILES
from xlsummary.catalogue_fixed import FIXED
from xlsummary.catalogue_frozen import FROZEN
from xlsummary.catalogue_path import PATHS
from xlsummary.catalogue_period_rows import PERIOD_ROW_RULES
from xlsummary.catalogue_structure import STRUCTURE
from xlsummary.catalogue_texts import TEXTS
from xlsummary.catalogue_typed import TYPED
from xlsummary.catalogue_units import UNIT_RULES
from xlsummary.catalogue_values import VALUES
from xlsummary.catalogue_writing import WRITING
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
PLAN_PERIOD_EMPTY = Rule(
    "plan-period-empty",
    Severity.WARNING,
    Text("计划期内没有目标", "no target in the plan period"),
    Text(
        "计划期 {period} 内没有目标，没有可分解的计划；书中的目标期是 {periods}",
        "no target lies in the plan period {period}, so nothing is broken down; the book has targets for {periods}",
    ),
    Text("改“计划期”，或在“目标”补上这个期间的目标", "Change Plan period on Settings, or add targets for it on Targets"),
)

# Reading --------------------------------------------------------------------------------------

NO_HEADING_ROW = Rule(
    "no-heading-row",
    Severity.ERROR,
    Text("找不到表头", "no heading row"),
    Text("前 30 行里没有表头，整张表没有读", "no heading row in the first 30 rows, the sheet was not read"),
    Text("写一行表头，至少有：{headings}", "Give the table a heading row with at least: {headings}"),
)
MISSING_HEADING = Rule(
    "missing-heading",
    Severity.ERROR,
    Text("缺少必需的列", "a needed column is missing"),
    Text("表头里没有“{heading}”，整张表没有读", "there is no column {heading}, the sheet was not read"),
    Text("加一列“{heading}”，或把现有的列改成这个名字", "Add a column {heading}, or rename the one that holds it"),
)
REPEATED_HEADING = Rule(
    "repeated-heading",
    Severity.ERROR,
    Text("同一列出现两次", "a column appears twice"),
    Text("“{value}”与 {other} 都是“{heading}”，整张表没有读", "{value} and {other} are both {heading}, the sheet was not read"),
    Text("只留一列，另一列改名或删去", "Keep one and rename or delete the other"),
)
HEADING_CURRENCY = Rule(
    "heading-currency",
    Severity.ERROR,
    Text("表头的币种与设置不同", "a heading's currency is not the book's"),
    Text("表头“{value}”的币种不是 {currency}，这一列没有读", "{value} is not in {currency}, the column was not read"),
    Text("一本工作簿只用一种货币：折算后填写，或改“币种”", "One book, one currency: convert the column, or change Currency"),
)
TAX_DIFFERS = Rule(
    "tax-differs",
    Severity.WARNING,
    Text("一列的含税口径与全书不同", "a column's tax basis is not the book's"),
    Text("“{value}”写明{said}，全书按{set}，没有换算", "{value!r} says {said}, the book is {set}; nothing was converted"),
    Text("统一口径：折算这一列，或改“含税”", "Use one basis: convert the column, or change Tax basis"),
)
RECOGNITION_DIFFERS = Rule(
    "recognition-differs",
    Severity.WARNING,
    Text("一列的销售额口径与设置不同", "a column counts sales at another moment than the book"),
    Text("“{value}”按{said}计，全书按{set}计，照原数读入", "{value!r} counts at {said}, the book at {set}; read as it stands"),
    Text("换成同一口径的一列，或改“销售额口径”", "Use a column of the book's basis, or change Sales recognised at"),
)
UNKNOWN_COLUMN = Rule(
    "unknown-column",
    Severity.NOTE,
    Text("有不认识的列", "columns not known"),
    Text("没有使用的列：{columns}", "columns not used: {columns}"),
    Text("如果应该使用，把表头改成模板里的名字", "If one should be used, give it the template's heading"),
)
OTHER_SHEET = Rule(
    "other-sheet",
    Severity.NOTE,
    Text("有不认识的工作表", "sheets not known"),
    Text("没有使用的工作表：{sheets}", "sheets not used: {sheets}"),
    Text("如果应该使用，把表名改成模板里的名字", "If one should be used, give it the template's name"),
)
MISSING_VALUE = Rule(
    "missing-value",
    Severity.ERROR,
    Text("必填的单元格是空的", "a needed cell is blank"),
    Text("这一行没有填“{heading}”", "this row has no {heading}"),
    Text("填上，或清空整行", "Fill it in, or clear the whole row"),
)
UNREADABLE_AMOUNT = Rule(
    "unreadable-amount",
    Severity.ERROR,
    Text("金额读不懂", "an amount cannot be read"),
    Text("“{value}”{reason}", "{value!r} {reason}"),
    Text("写成一个数，如 15000000 或 1500万", "Write one number, such as 15000000 or 15,000,000"),
)
UNREADABLE_NUMBER = Rule(
    "unreadable-number",
    Severity.ERROR,
    Text("数字读不懂", "a number cannot be read"),
    Text("“{value}”{reason}", "{value!r} {reason}"),
    Text("写成一个数，如 210；比例写成 35% 或 0.35", "Write one number, such as 210; a share as 35% or 0.35"),
)
UNREADABLE_DATE = Rule(
    "unreadable-date",
    Severity.ERROR,
    Text("日期读不懂", "a date cannot be read"),
    Text("“{value}”{reason}", "{value!r} {reason}"),
    Text("写成 2026-01-05", "Write it as 2026-01-05"),
)
DAY_ORDER = Rule(
    "day-order",
    Severity.ERROR,
    Text("日期分不清月和日", "dates that do not tell day from month"),
    Text(
        "“{value}”没有以四位的年份开头，这样的列里月和日的次序分不清（本列共 {count} 处）",
        "{value!r} does not begin with the year, so the column does not tell which is the month ({count} in this column)",
    ),
    Text("年份写在前面，如 2026-01-05", "Write the year first, such as 2026-01-05"),
    once=True,
)
UNREADABLE_PERIOD = Rule(
    "unreadable-period",
    Severity.ERROR,
    Text("期间读不懂", "a period cannot be read"),
    Text("“{value}”{reason}", "{value!r} {reason}"),
    Text("写成 2026、2026H1、2026Q2、2026-03 或 2026-01~2026-03", "Write 2026, 2026H1, 2026Q2, 2026-03 or 2026-01~2026-03"),
)
PERIOD_NEEDS_YEAR = Rule(
    "period-needs-year",
    Severity.ERROR,
    Text("期间没有写年份", "a period without its year"),
    Text("“{value}”没有写是哪一年", "{value!r} does not say which year"),
    Text("写上年份，如 2026-03；或在“设置”填写“报告期”", "Write the year (2026-03), or fill in Report period on Settings"),
)
TARGET_PERIOD = Rule(
    "target-period",
    Severity.ERROR,
    Text("目标的期间不是整月", "a target's period is not whole months"),
    Text("“{value}”不是整月，目标无法分解", "{value!r} is not whole months, the target cannot be broken down"),
    Text("用年、半年、季度、月或几个整月", "Use a year, half, quarter, month or a range of whole months"),
)
UNKNOWN_CHOICE = Rule(
    "unknown-choice",
    Severity.ERROR,
    Text("不在可选范围内", "not one of the list"),
    Text("“{value}”不是可选的“{heading}”", "{value!r} is not a known {heading}"),
    Text("从这些里选：{choices}", "Choose one of: {choices}"),
)
ERROR_CELL = Rule(
    "error-cell",
    Severity.ERROR,
    Text("单元格是错误值", "an error value"),
    Text("单元格里是错误值 {value}，没有内容可读", "the cell shows {value} and holds no value"),
    Text("改正公式，或直接填上内容", "Correct the formula, or type the value"),
)
UNCALCULATED_FORMULA = Rule(
    "uncalculated-formula",
    Severity.ERROR,
    Text("公式没有算过", "a formula never calculated"),
    Text("这个公式还没有计算结果", "this formula has no value yet"),
    Text("用 Excel 或 WPS 打开，保存后再运行", "Open the book in Excel or WPS, save it and run again"),
)
HIDDEN_ROWS = Rule(
    "hidden-rows",
    Severity.NOTE,
    Text("有隐藏的行、列或表", "hidden rows, columns or sheets"),
    Text("隐藏或筛选掉的照样计入：{what}", "what is hidden or filtered counts like the rest: {what}"),
    Text("不想计入的，删去", "Delete what should not count"),
)
MERGED_AMOUNT = Rule(
    "merged-amount",
    Severity.ERROR,
    Text("金额单元格合并了", "an amount in merged cells"),
    Text("合并的单元格里只有一个数，分不清属于哪一格", "one number in merged cells, it is not clear which cell it belongs to"),
    Text("取消合并，每格各填各的数", "Unmerge the cells and give each its own number"),
)
NUMBER_AS_TEXT = Rule(
    "number-as-text",
    Severity.NOTE,
    Text("数字以文本存放", "numbers stored as text"),
    Text(
        "本列有 {count} 个数字以文本存放，已按数字读取",
        "{count:number of this column is|numbers of this column are} stored as text, read all the same",
    ),
    Text("不必处理；要让 Excel 能求和，可转换为数字", "Nothing needs doing; convert them to numbers if Excel is to sum them"),
    once=True,
)
FINER_THAN_FEN = Rule(
    "finer-than-fen",
    Severity.WARNING,
    Text("金额比分还细", "amounts finer than a fen"),
    Text(
        "本列有 {count} 个金额超过两位小数，已四舍五入到分，合计差 {difference} 元",
        "{count:amount of this column has|amounts of this column have} more than two decimals; "
        "rounded half up to the fen, {difference} yuan in all",
    ),
    Text("如需一分不差，在表里先取整", "Round them in the book if this matters"),
    once=True,
)
FINER_THAN_THOUSANDTH = Rule(
    "finer-than-thousandth",
    Severity.WARNING,
    Text("数量超过三位小数", "quantities of more than three decimals"),
    Text(
        "本列有 {count} 个数量超过三位小数，已四舍五入，合计差 {difference}",
        "{count:quantity of this column has|quantities of this column have} more than three decimals; "
        "rounded half up, {difference} in all",
    ),
    Text("如需一点不差，换一个小些的计量单位", "Use a smaller unit of quantity if this matters"),
    once=True,
)
PLACEHOLDER = Rule(
    "placeholder",
    Severity.WARNING,
    Text("待补的单元格", "a value still to come"),
    Text("“{value}”按没有填处理", "{value!r} is read as not filled in"),
    Text("有数后填上；没有就清空", "Fill it in when known, or clear the cell"),
)
NAME_TO_COME = Rule(
    "name-to-come",
    Severity.WARNING,
    Text("没有名字", "no name yet"),
    Text(
        "本列有 {count} 行写的是“{value}”一类，不当作名字，按没有填处理",
        "{count:row of this column says|rows of this column say} {value!r} or the like: no name, read as not filled in",
    ),
    Text("知道是谁了就填上", "Fill in the name when it is known"),
    once=True,
)
TARGET_NAME_TO_COME = Rule(
    "target-name-to-come",
    Severity.ERROR,
    Text("目标没有对象的名字", "a target without a name"),
    Text(
        "“{value}”不是名字；空白会当作公司的目标，所以没有采用",
        "{value!r} is no name; as a blank it would be the company's, so it is not used",
    ),
    Text("填上对象的名字；还没定就删去这一行", "Fill in the name, or delete the row until it is known"),
)
DASH_AS_BLANK = Rule(
    "dash-as-blank",
    Severity.NOTE,
    Text("短横线按空白处理", "dashes read as blank"),
    Text(
        "本列有 {count} 个“{value}”，按没有填处理，不当作 0",
        "{count:dash|dashes} ({value}) in this column, read as blank and not as 0",
    ),
    Text("是 0 就填 0；没有就清空", "Enter 0 where it is 0, else clear the cell"),
    once=True,
)
SERIAL_DATE = Rule(
    "serial-date",
    Severity.NOTE,
    Text("日期显示成了数字", "dates that show as numbers"),
    Text(
        "本列有 {count} 个日期是数字（如 {value}），已按日期读取",
        "{count:date of this column shows as a number|dates of this column show as numbers} ({value}), read as dates",
    ),
    Text("把单元格格式改成日期，核对一下", "Format the cells as dates and check them"),
    once=True,
)
MONTH_FROM_DATE = Rule(
    "month-from-date",
    Severity.NOTE,
    Text("期间是某月 1 日，按整月读取", "the first of a month read as the month"),
    Text(
        "本列有 {count} 个期间存成了日期（如 {value}），按整月读取",
        "{count:period of this column is a date|periods of this column are dates} ({value}), read as the month",
    ),
    Text("如果是指某一天，写成 2026-01-05~2026-01-05 的样子", "If a day is meant, write a range such as 2026-01-05~2026-01-05"),
    once=True,
)
CONTROL_CHARACTERS = Rule(
    "control-characters",
    Severity.WARNING,
    Text("文字里有看不见的控制字符", "control characters in a text"),
    Text("文字里有控制字符，已换成空格", "control characters were replaced by spaces"),
    Text("重新输入这段文字", "Type the text again"),
)
LONG_NUMBER = Rule(
    "long-number",
    Severity.WARNING,
    Text("编号超过 15 位又存成数字", "a code of over 15 digits stored as a number"),
    Text(
        "“{value}”是长编号存成数字以后的样子，后面的数字可能已丢失",
        "{value} is what is left of a long code stored as a number, its last digits may be lost",
    ),
    Text("把列设为文本后重新填写", "Format the column as text and enter the code again"),
)
DATE_FOR_NAME = Rule(
    "date-for-name",
    Severity.ERROR,
    Text("名字或编号的格里是日期", "a date where a name or code belongs"),
    Text("这里是日期或时间 {value}，不是名字或编号", "this is the date or time {value}, not a name or code"),
    Text(
        "Excel 会把 1-2 变成日期：把列设为文本后重新填写",
        "Excel turns 1-2 into a date: format the column as text, enter it again",
    ),
)
CODE_DIFFERS = Rule(
    "code-differs",
    Severity.WARNING,
    Text("客户编码与名称不是同一家", "a client's code is another client's"),
    Text(
        "编码 {value} 在“客户”里是“{owner}”，这一行写的是“{name}”，按“{name}”计入",
        "code {value} is {owner} on Clients, the row says {name}; it counts for {name}",
    ),
    Text("改正编码或名称", "Correct the code or the name"),
)
SEVERAL_CODES = Rule(
    "several-codes",
    Severity.WARNING,
    Text("一个客户名有几个编码", "one client's name with several codes"),
    Text(
        "“{name}”的编码有 {other} 和 {value}，合成一家计入", "{name} has the codes {other} and {value}; it counts as one client"
    ),
    Text("如果是两家，名字写得不同，如“{name}({value})”", "If they are two, tell the names apart, such as {name}({value})"),
)
CODE_OF_SEVERAL = Rule(
    "code-of-several",
    Severity.WARNING,
    Text("一个编码有几个客户名", "one code with several clients' names"),
    Text(
        "编码 {value} 先是“{other}”，这里是“{name}”，按两家计入",
        "code {value} is {other} before and {name} here; they count as two clients",
    ),
    Text("如果是一家，名字写成一样；不是一家，改正编码", "If they are one, write the name alike; if not, correct the code"),
)
NAME_SPELLING = Rule(
    "name-spelling",
    Severity.NOTE,
    Text("同一名字有两种写法", "one name in two spellings"),
    Text("“{value}”与“{name}”按同一个名字处理", "'{value}' and '{name}' are taken as one name"),
    Text("统一写法更清楚", "One spelling is clearer"),
)
TOTAL_DIFFERS = Rule(
    "total-differs",
    Severity.WARNING,
    Text("合计行与明细不符", "a total row differs from its rows"),
    Text(
        "合计行写的是 {typed}，各行之和是 {sum}；合计行不参与计算",
        "the total row says {typed}, its rows sum to {sum}",
    ),
    Text("核对明细是否漏行，或改正合计", "Check whether a row is missing, or correct the total"),
)
TEXT_BELOW_TABLE = Rule(
    "text-below-table",
    Severity.NOTE,
    Text("表格下方的文字", "a text below the table"),
    Text("“{value}”在表格下方，没有作为一行读取", "{value!r} stands below the table and is not read as a row"),
    Text(
        "如果是数据，把这一行必填的列都填上，并与表格之间不留空行",
        "If it is a row, fill in all it needs and leave no blank row above it",
    ),
)
FURTHER_TABLE = Rule(
    "further-table",
    Severity.ERROR,
    Text("一张工作表里有两个表", "a sheet with two tables"),
    Text(
        "第 {row} 行是另一个表的表头，与第 {other} 行的表头不同；从这一行起都没有读",
        "row {row} is the heading row of another table, not the one of row {other}; nothing from there on was read",
    ),
    Text(
        "一张工作表只放一个表：把下面的表移走，或按上面的列接在后面",
        "Keep one table a sheet: move the lower one away, or add its rows to the first one's columns",
    ),
)
ROWS_ABOVE_HEADING = Rule(
    "rows-above-heading",
    Severity.ERROR,
    Text("表头上方有数据行", "rows of data above the heading"),
    Text(
        "表头在第 {other} 行，它上方有 {count} 行数据没有读",
        "the heading is row {other}; rows of data above it, none of them read: {count}",
    ),
    Text("把表头移到数据上方（排序时表头可能一起排了）", "Move the heading above the data; sorting may have taken it along"),
)
REP_SHARES = Rule(
    "rep-shares",
    Severity.ERROR,
    Text("几人分成的写法读不懂", "the shares of a deal cannot be read"),
    Text("“{value}”{reason}", "{value!r} {reason}"),
    Text(
        "写成 张三/李四（平分），或 张三60%李四40%；是一个人的名字，就在“人员”列出",
        "Write 张三/李四 for equal parts, or 张三60%李四40%; list it in Reps if it is one name",
    ),
)
UNKNOWN_SETTING = Rule(
    "unknown-setting",
    Severity.WARNING,
    Text("没有这个设置项", "a setting not known"),
    Text("没有“{value}”这个设置项，未使用", "there is no setting {value}, it is not used"),
    Text("对照说明改正名称，或删去这一行", "Correct the name, or delete the row"),
)
REPEATED_SETTING = Rule(
    "repeated-setting",
    Severity.ERROR,
    Text("同一设置项填了两次", "a setting given twice"),
    Text("“{value}”在 {other} 已经填过", "{value} is already given in {other}"),
    Text("只留一行", "Keep one of the two"),
)
UNREADABLE_SETTING = Rule(
    "unreadable-setting",
    Severity.ERROR,
    Text("设置的值读不懂", "the value of a setting cannot be read"),
    Text("“{heading}”不能是“{value}”", "{heading} cannot be {value!r}"),
    Text("可以填：{choices}", "It takes: {choices}"),
)
EMPTY_BOOK = Rule(
    "empty-book",
    Severity.ERROR,
    Text("书里没有可用的内容", "nothing to work with"),
    Text("没有目标、没有实绩，也没有素材", "there is no target, no actual and no note"),
    Text(
        "至少在“目标”填一个目标值",
        "Fill in one target on Targets",
    ),
)

# The plan -------------------------------------------------------------------------------------

DUPLICATE_TARGET = Rule(
    "duplicate-target",
    Severity.ERROR,
    Text("目标重复", "the same target twice"),
    Text(
        "期间、指标、对象、档位、来源和版本都与 {other} 相同",
        "period, measure, name, tier, source and version are those of {other}",
    ),
    Text("删去一行，或改其中一行的档位、来源或版本", "Delete one, or change the tier, source or version of one"),
)
TARGET_TOO_FINE = Rule(
    "target-too-fine",
    Severity.ERROR,
    Text("目标值小数过细", "a target too fine to break down"),
    Text(
        "{measure}目标 {amount} 不是 {unit} 的整数倍，无法分解", "a target of {amount} ({measure}) is not a multiple of {unit}"
    ),
    Text("改为 {unit} 的整数倍", "Enter a multiple of {unit}"),
)
TARGET_FOR_ABSENT = Rule(
    "target-for-absent",
    Severity.ERROR,
    Text("有目标的人员不在岗", "a target for somebody who is not there"),
    Text(
        "{name} 在{period}没有一天在岗，{amount} 无人承担",
        "{name} is not there on any day of {period}, so nobody can take {amount}",
    ),
    Text("核对“人员”的入职和离职日期，或删去这个目标", "Check Joined and Left on Reps, or delete this target"),
)
UNASSIGNED_QUOTA = Rule(
    "unassigned-quota",
    Severity.WARNING,
    Text("无人承担，记入未分配", "nobody there, left unassigned"),
    Text(
        "{name}在{period}{reason}，{amount} 记入未分配",
        "{name}: {reason} ({period}), so {amount} stays unassigned",
    ),
    Text("{remedy}", "{remedy}"),
)
HEAVY_MONTH = Rule(
    "heavy-month",
    Severity.WARNING,
    Text("人员未到齐，某月任务偏重", "a heavy month while people are still to come"),
    Text(
        "人员还没有到齐，{month}每人任务是其月均的 {factor} 倍",
        "people are still to come, so {month} asks {factor} times a rep's own average month",
    ),
    Text(
        "可把“月度分解”改为“人力”，给新人填写“爬坡月数”，或直接填写各月目标",
        "Set Phasing to Headcount, fill in Ramp months for those to come, or type the months yourself",
    ),
)
UNDATED_HIRE = Rule(
    "undated-hire",
    Severity.WARNING,
    Text("拟招人员没有入职日期", "a hire without a joining date"),
    Text("{name} 是拟招，没有入职日期，不参与分解", "{name} is to be hired but has no joining date, and takes no share"),
    Text("填写预计入职日期", "Fill in when the person is expected to join"),
)
NO_WORKING_DAYS = Rule(
    "no-working-days",
    Severity.WARNING,
    Text("期间没有工作日", "no working day"),
    Text("{period}没有一个工作日，改按日历日分解", "{period} has no working day, so calendar days are used"),
    Text("核对“日历”", "Check the Calendar sheet"),
)
UNIT_FINER = Rule(
    "unit-finer",
    Severity.NOTE,
    Text("目标值不是取整单位的整数倍", "a target that is no multiple of the rounding unit"),
    Text("{amount} 不是取整单位 {unit} 的整数倍，改按 {used} 取整", "{amount} is no multiple of {unit}; {used} is used"),
    Text("如需按 {unit} 取整，改这个数", "To round to {unit}, change this number"),
)
OFF_PATH_TARGET = Rule(
    "off-path-target",
    Severity.NOTE,
    Text("目标不在分解路径上", "a target off the path"),
    Text(
        "{level} {name} 不在分解路径上，只按时间分解并与实绩比较，不计入公司合计",
        "{level} {name} is not on the path: spread over time and compared with actuals, but in no total",
    ),
    Text("如需计入合计，在“设置”改“分解路径”", "To have it in the total, change Path on Settings"),
)
UNGROUPED_REP = Rule(
    "ungrouped-rep",
    Severity.NOTE,
    Text("人员没有填写分组", "a rep without a group"),
    Text("{name} 没有填写{level}，归入{group}", "{name} has no {level} and stands under {group}"),
    Text("补上{level}", "Fill in the {level}"),
)
REPS_FROM_ROWS = Rule(
    "reps-from-rows",
    Severity.NOTE,
    Text("人员取自目标和实绩", "reps taken from targets and actuals"),
    Text(
        "“人员”没有填写，按目标和实绩里的 {count} 个名字分解：{names}",
        "Reps is not filled in; {count:name|names} on Targets and Actuals are used: {names}",
    ),
    Text("如有团队、入职或权重，填写“人员”", "For teams, joining dates or weights, fill in Reps"),
)
ESTIMATED_CALENDAR = Rule(
    "estimated-calendar",
    Severity.NOTE,
    Text("工作日为推定", "working days are estimated"),
    Text(
        "{years}的放假安排尚未公布，工作日按法定节假日推定",
        "the holiday arrangement of {years} is not announced; working days are estimated from the statutory holidays",
    ),
    Text(
        "公布后更新程序，或在“日历”填写放假和调休日",
        "Update once it is announced, or list days off and make-up days on Calendar",
    ),
)
UNKNOWN_CALENDAR = Rule(
    "unknown-calendar",
    Severity.NOTE,
    Text("程序里没有这一年的放假安排", "a holiday arrangement the program does not know"),
    Text(
        "程序里没有{arrangement}，工作日按{basis}推定",
        "the program does not know {arrangement}; working days are estimated from {basis}",
    ),
    Text("需要时在“日历”填写放假和调休日", "List days off and make-up days on Calendar if this matters"),
)

# Comparing and the summary --------------------------------------------------------------------

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
ROWS_AFTER_AS_OF = Rule(
    "rows-after-as-of",
    Severity.NOTE,
    Text("有实绩晚于截止日", "actuals after the as-of day"),
    Text(
        "从这一行起有 {count} 行实绩晚于截止日 {as_of}，未计入",
        "{count:row of actuals is|rows of actuals are} after the as-of day {as_of} and not counted; this is the first",
    ),
    Text("核对日期；要计入，把截止日往后改", "Check the dates; to count them, choose a later as-of day"),
)
NO_ROWS_IN_PERIOD = Rule(
    "no-rows-in-period",
    Severity.WARNING,
    Text("报告期内没有实绩", "no actuals in the report period"),
    Text(
        "实绩都不在报告期 {period} 内，没有可比的数",
        "no row of actuals lies in the report period {period}, so there is nothing to compare",
    ),
    Text("在“设置”的“报告期”填上要总结的期间", "On Settings enter the period to report as Report period"),
)
SETTING_UNUSED = Rule(
    "setting-unused",
    Severity.NOTE,
    Text("设置尚未起作用", "a setting without effect yet"),
    Text("设置“{setting}”已读取，本版本还没有用到", "the setting {setting} was read, but this version does not use it yet"),
    Text("可以保留，以后的版本会用；本次结果不受影响", "It may stay for later versions; it changes nothing now"),
)
SHEET_UNUSED = Rule(
    "sheet-unused",
    Severity.NOTE,
    Text("有的表尚未用到", "a sheet that is not used yet"),
    Text(
        "这张表已读取并检查，本版本还没有写进计划和总结",
        "this sheet was read and checked, but goes into neither plan nor summary yet",
    ),
    Text(
        "可以保留，以后的版本会用；要写进总结的，先写在“素材”",
        "It may stay for later versions; what must be told now goes on Notes",
    ),
)
KIND_LATER = Rule(
    "kind-later",
    Severity.ERROR,
    Text("总结类型还不支持", "a kind of summary that is yet to come"),
    Text("总结类型“{kind}”本版本还不能写", "this version cannot write a summary of the kind {kind} yet"),
    Text("改为：{choices}", "Choose: {choices}"),
)
PERIOD_ROW_NOT_OVER = Rule(
    "period-row-not-over",
    Severity.WARNING,
    Text("期间合计超过截止日", "a period's row runs past the as-of day"),
    Text(
        "这一行的期间到截止日 {as_of} 还没有结束，无法拆分，未计入",
        "this row's period is not over on {as_of} and cannot be split, so it is not counted",
    ),
    Text("按日填写这一行，或把截止日定在期末", "Enter this row by day, or set the as-of day to the period's end"),
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

_OWN: tuple[Rule, ...] = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
RULES: tuple[Rule, ...] = (
    *_OWN,
    *VALUES,
    *STRUCTURE,
    *TYPED,
    *PATHS,
    *FIXED,
    *FROZEN,
    *UNIT_RULES,
    *PERIOD_ROW_RULES,
    *FILES,
    *CHECKED,
    *TEXTS,
    *WRITING,
)

# The same rules in other words, of what a hint can tell nearer -------------------------------------------

FOREIGN_AMOUNT = replace(
    UNREADABLE_AMOUNT,
    hint=Text(
        "折算成本书的币种再填；如果全书都是这种货币，改“设置”里的“币种”",
        "Convert it to the book's currency; if the whole book is in that one, change Currency on Settings",
    ),
)
"""The same rule of an amount in another currency."""
DATED_AMOUNT = replace(
    UNREADABLE_AMOUNT,
    hint=Text(
        "填金额；如果本来是数，把单元格的格式改成数字",
        "Enter the amount; if the cell holds one, change its format to a number",
    ),
)
"""The same rule of a cell that is a date."""
NOT_A_MONTH = replace(UNREADABLE_NUMBER, hint=Text("写成 1 到 12，或 3月 的样子", "Write 1 to 12, or March"))
"""The same rule of a season's month."""
NOT_BELOW_ZERO = replace(
    UNREADABLE_NUMBER, hint=Text("写成不小于 0 的数，如 1.5 或 35%", "Write a number not below 0, such as 1.5 or 35%")
)
"""The same rule of a weight or an index."""
NOT_WHOLE = replace(UNREADABLE_NUMBER, hint=Text("写成不小于 0 的整数，如 30", "Write a whole number not below 0, such as 30"))
"""The same rule of a count of days or months."""
DATED_NUMBER = replace(
    UNREADABLE_NUMBER,
    hint=Text(
        "填数；如果本来是数，把单元格的格式改成数字", "Enter the number; if the cell holds one, change its format to a number"
    ),
)
"""The same rule of a cell that is a date."""
DASH_FOR_DAY = replace(
    DASH_AS_BLANK,
    message=Text("本列有 {count} 个“{value}”，按没有填处理", "{count:dash|dashes} ({value}) in this column, read as blank"),
    hint=Text("有日期就填上；没有就清空", "Enter the date where there is one, else clear the cell"),
)
"""The same rule in a column of dates."""
