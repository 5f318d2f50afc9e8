"""The rules about files: what a book is beside its name, another file's actuals, sheets and columns told by a map."""

from __future__ import annotations

from xlsummary.model import Text
from xlsummary.problems import Rule, Severity

OTHER_FORMAT = Rule(
    "other-format",
    Severity.NOTE,
    Text("文件名与内容不符", "a name that does not fit the content"),
    Text(
        "文件名的后缀是 {value}，内容其实是 {format}，已按内容读取",
        "the name ends in {value}, but it is {format}; it was read as that",
    ),
    Text("用 Excel 或 WPS 打开，另存为 .xlsx", "Open it in Excel or WPS and save it as .xlsx"),
)
ACTUALS_FROM_FILE = Rule(
    "actuals-from-file",
    Severity.NOTE,
    Text("实绩取自另一个文件", "actuals taken from another file"),
    Text(
        "实绩取自 {file}，本表的 {count} 行没有使用",
        "actuals come from {file}; {count:row of this sheet is|rows of this sheet are} not used",
    ),
    Text("要用本表的实绩，去掉 --actuals", "To use this sheet's rows, leave --actuals out"),
)
NO_ACTUALS_SHEET = Rule(
    "no-actuals-sheet",
    Severity.ERROR,
    Text("文件里找不到实绩", "no actuals in the file"),
    Text("没有一张表的表头像“实绩”，没有读", "no sheet has the headings of Actuals, so nothing was read"),
    Text(
        "表头里至少要有日期和一列金额，或把那张表改名为“实绩”",
        "Give a table a date and an amount column, or call its sheet Actuals",
    ),
)
FILE_UNIT = Rule(
    "file-unit",
    Severity.WARNING,
    Text("文件的金额没有写单位", "amounts of a file without their unit"),
    Text(
        "“{value}”没有写单位，按本书的“金额单位”（{unit}）读取",
        "{value!r} names no unit; it was read in the book's Amount unit ({unit})",
    ),
    Text("如果文件里是元，把表头改成“{value}（元）”", "If the file is in yuan, make the heading {value} (yuan)"),
)
POINT_UNCLEAR = Rule(
    "point-unclear",
    Severity.ERROR,
    Text("分不清是小数点还是千分位", "a point that may part decimals or thousands"),
    Text(
        "文件用分号分隔，“{value}”里的点可能是小数点，也可能是千分位",
        "in a file with semicolons the point in {value} may stand before decimals or between thousands",
    ),
    Text("另存为 .xlsx，或不写千分位，如 1500.00", "Save it as .xlsx, or write numbers without grouping, such as 1500.00"),
)
ROW_TOO_WIDE = Rule(
    "row-too-wide",
    Severity.ERROR,
    Text("一行的格数比表头多", "a row with more cells than headings"),
    Text(
        "这一行在表头以外还有“{value}”，各格可能已经错位",
        "{value!r} stands beyond the last heading, the cells may have shifted",
    ),
    Text("金额里有逗号时整格加引号，或另存为 .xlsx", "Put amounts with commas in quotes, or save the file as .xlsx"),
)
DATE_STANDS_IN = Rule(
    "date-stands-in",
    Severity.NOTE,
    Text("以另一列日期为日期", "another date taken as the date"),
    Text("没有“{heading}”列，以“{value}”为日期", "there is no column {heading}; {value} was taken as the date"),
    Text("如果不对，把应当使用的日期列改名为“{heading}”", "If that is wrong, call the column that is meant {heading}"),
)
AMBIGUOUS_SHEETS = Rule(
    "ambiguous-sheets",
    Severity.ERROR,
    Text("几张表都像同一种表", "several sheets could be the same"),
    Text("{sheets}都像“{sheet}”，分不清用哪一张，都没有读", "{sheets} could each be {sheet}; none was read"),
    Text(
        "合并成一张；或把要用的一张改名为“{sheet}”；或用 --map 指定",
        "Put them together, call the one that is meant {sheet}, or tell it with --map",
    ),
)
AMBIGUOUS_KIND = Rule(
    "ambiguous-kind",
    Severity.ERROR,
    Text("一张表像几种表", "a sheet that could be several kinds"),
    Text(
        "这张表像{kinds}，分不清是哪一种，{count} 行没有用到",
        "this sheet could be {kinds}; {count:row of it is|rows of it are} not used",
    ),
    Text(
        "把表名改成其中一种；或写对照表用 --map 指定；不用的表可以删去",
        "Give the sheet one of these names, tell which it is by a map with --map, or delete a sheet that is not needed",
    ),
)
MAP_LINE = Rule(
    "map-line",
    Severity.ERROR,
    Text("对照表的一行读不懂", "a line of the map cannot be read"),
    Text("“{value}”{reason}", "{value!r} {reason}"),
    Text(
        "表写成 [目标] = Sheet1，列写成 期间 = 年度，各写一次",
        "Write a sheet as [Targets] = Sheet1, a column as Period = Year, each once",
    ),
)
MAP_REPEATED = Rule(
    "map-repeated",
    Severity.ERROR,
    Text("对照表给一种表指定了两张", "the map gives two sheets of one kind"),
    Text(
        "上面已经把“{other}”指定为“{kind}”，一种表只读一张，“{value}”没有读",
        "{other} is {kind} above; only one sheet of a kind is read, so {value!r} was not",
    ),
    Text(
        "按月分开的表，把各月的行接在一张表里（表头只留一行），再指定这一张；不用的删去这一段",
        "Put the rows of sheets by month below each other in one, with one heading row, and name that; "
        "else delete this section",
    ),
)
MAP_SHEET = Rule(
    "map-sheet",
    Severity.ERROR,
    Text("对照表里的表不在书里", "the map names a sheet that is not there"),
    Text("书里没有名为“{value}”的表，“{sheet}”没有读", "the book has no sheet {value!r}, {sheet} was not read"),
    Text("改正这一行；或删去对照表，让程序重新辨认", "Correct the line, or delete the map to have the sheets recognised anew"),
)
MAP_HEADING = Rule(
    "map-heading",
    Severity.ERROR,
    Text("对照表里的列不在表里", "the map names a column that is not there"),
    Text(
        "“{sheet}”的表头里没有“{value}”，整张表没有读", "the headings of {sheet} do not hold {value!r}, the sheet was not read"
    ),
    Text("改正这一行；或删去对照表，让程序重新辨认", "Correct the line, or delete the map to have the columns recognised anew"),
)
NOT_SEEN = Rule(
    "not-seen",
    Severity.WARNING,
    Text("有些情况看不到", "things that cannot be seen"),
    Text(
        "{what}里看不到哪些行是隐藏的，也分不清错误值、没算过的公式和空格，都按空格读取{formats}",
        "{what} does not tell which rows are hidden, nor error values and formulas never calculated from blanks{formats}",
    ),
    Text("用 Excel 或 WPS 打开，另存为 .xlsx", "Open it in Excel or WPS and save it as .xlsx"),
)
TOTAL_UNREADABLE = Rule(
    "total-unreadable",
    Severity.WARNING,
    Text("合计行没有可比的数", "a total row without a number"),
    Text(
        "合计行这一格是{shown}，没有数，无法与明细核对",
        "the total row holds {shown} and no number, so it could not be compared with its rows",
    ),
    Text("改正合计的公式并保存；也可删去合计行", "Correct the total's formula and save, or delete the total row"),
)
PLAN_BOOK_APART = Rule(
    "plan-book-apart",
    Severity.NOTE,
    Text("计划另写一本工作簿", "the plan goes into a book of its own"),
    Text(
        "{format}里写不进新表：写出的计划文件是 .xlsx，只有本工具的表，没有本书原有的表",
        "no sheet can be added to {format}: the plan file is a .xlsx of this tool's sheets only, without the book's own",
    ),
    Text(
        "要让计划与原有的表同在一本书，用 Excel 或 WPS 另存为 .xlsx 后再运行",
        "To have both in one book, save it as .xlsx in Excel or WPS and run again",
    ),
)
FAR_CELLS = Rule(
    "far-cells",
    Severity.WARNING,
    Text("离表格很远的单元格", "cells far from the table"),
    Text(
        "{value} 一带有离表格很远的单元格，{last} 列以后的没有读",
        "there are cells far from the table, such as {value}; columns after {last} were not read",
    ),
    Text("删去表格以外的单元格后保存", "Delete the cells outside the table and save"),
)

FILES: tuple[Rule, ...] = (
    OTHER_FORMAT,
    NOT_SEEN,
    TOTAL_UNREADABLE,
    PLAN_BOOK_APART,
    FAR_CELLS,
    ACTUALS_FROM_FILE,
    NO_ACTUALS_SHEET,
    FILE_UNIT,
    POINT_UNCLEAR,
    ROW_TOO_WIDE,
    DATE_STANDS_IN,
    AMBIGUOUS_SHEETS,
    AMBIGUOUS_KIND,
    MAP_LINE,
    MAP_REPEATED,
    MAP_SHEET,
    MAP_HEADING,
)
"""In the order of the README's table."""
