"""The rules about a sheet's table: one left unread beside its like, headings of other layouts, rows that are none."""

from __future__ import annotations

from xlsummary.model import Text
from xlsummary.problems import Rule, Severity

REPEATED_SHEET = Rule(
    "repeated-sheet",
    Severity.ERROR,
    Text("同类工作表有两张", "two sheets of one kind"),
    Text(
        "“{sheet}”与“{other}”是同一种表，只能用一张；这张的 {count} 行没有用到",
        "{sheet} and {other} are sheets of one kind, only one can be used; "
        "{count:row of this one is|rows of this one are} not used",
    ),
    Text(
        "把两张并成一张；不用的那张改成别的名字；或写对照表用 --map 指定",
        "Put the two together, give the one not meant another name, or tell which is meant by a map with --map",
    ),
)
SIMILAR_SHEET = Rule(
    "similar-sheet",
    Severity.WARNING,
    Text("另有一张表头相同的工作表", "another sheet with the headings of one that was read"),
    Text(
        "“{sheet}”的表头也是“{kind}”的，已读的是“{other}”；这张的 {count} 行没有用到",
        "{sheet} has the headings of {kind} too, and {other} was read; "
        "{count:row of this one is|rows of this one are} not used",
    ),
    Text(
        "应当计入的，并到“{other}”里；不用的可以不管或删去",
        "Add to {other} the rows that should count; if none should, leave it so or delete the sheet",
    ),
)
SET_ASIDE = Rule(
    "set-aside",
    Severity.WARNING,
    Text("名字写明不作数的工作表", "a sheet whose name says that it does not count"),
    Text(
        "“{sheet}”的表头是“{kind}”的，名字却写明作废、旧的或预测，没有读，{count} 行没有用到",
        "{sheet} has the headings of {kind}, but its name says void, old or a forecast; it was not read, "
        "{count:row is|rows are} not used",
    ),
    Text("要用这张表，把它改名为“{kind}”；不用就不必管", "To use it, call the sheet {kind}; if it does not count, leave it so"),
)
COPY_OF_OURS = Rule(
    "copy-of-ours",
    Severity.WARNING,
    Text("副本用了要填的表的名字", "a copy of our sheet under the name of one to fill in"),
    Text(
        "“{sheet}”是从本工具写出的工作表复制来的，没有读，里面的数没有计入",
        "{sheet} is a copy of a sheet that xlsummary wrote; it was not read, and nothing on it is counted",
    ),
    Text(
        "要用这些数，新建一张空白工作表，只粘贴数值，再用这个名字；不用就改名或删去",
        "To use its numbers, paste them as values into a new blank sheet of this name; else rename or delete it",
    ),
)
TABLES_BESIDE = Rule(
    "tables-beside",
    Severity.ERROR,
    Text("左右并排的两组表头", "headings that stand twice side by side"),
    Text(
        "这里又是一组与 {other} 相同的表头，整张表没有读",
        "the headings of {other} stand here again, the sheet was not read",
    ),
    Text(
        "只留一组：把右边的各行接在左边的下面，要分开的另加一列写明",
        "Keep one set: put the rows of the right one below those of the left, with a column that says what sets them apart",
    ),
)
MONTHS_ACROSS = Rule(
    "months-across",
    Severity.ERROR,
    Text("各月横着排成了列", "the months stand in columns"),
    Text(
        "“{first}”到“{last}”是期间，各占一列，这些列里的数读不了",
        "{first} to {last} are periods, each with a column of its own; the amounts in them cannot be read",
    ),
    Text(
        "每月写成一行：“{period}”列写 2026-01 这样的月份，“{amount}”列写那个月的数",
        "Write one row a month: the month in {period}, such as 2026-01, and its amount in {amount}",
    ),
)
HEADING_REMARK = Rule(
    "heading-remark",
    Severity.NOTE,
    Text("表头括号里的说明", "remarks in the brackets of headings"),
    Text(
        "括号里的{remarks}当作说明，不当作单位",
        "in brackets, taken as remarks and not as units: {remarks}",
    ),
    Text("如果是单位，写成认得的单位，如（万元）、（吨）", "If one is a unit, write it as a known one, such as (10k yuan)"),
)
NO_AMOUNT = Rule(
    "no-amount",
    Severity.WARNING,
    Text("一行没有金额", "a row without any amount"),
    Text("这一行没有金额，也没有数量，没有计入", "this row has no amount and no quantity, and is not counted"),
    Text("补上数；确实是 0 就填 0；不用的行删去", "Fill in the number, 0 where it is 0, or delete the row"),
)
NOTE_WITHOUT_TEXT = Rule(
    "note-without-text",
    Severity.WARNING,
    Text("素材没有正文", "a note without text"),
    Text(
        "这一行写了措施、负责人一类的内容，但没有正文，没有写进总结",
        "this row has an action, an owner or the like, but no text, and is not in the summary",
    ),
    Text("在“正文”里写一句话；不用的行删去", "Write a sentence in Text, or delete the row"),
)
NARROWED_ROW = Rule(
    "narrowed-row",
    Severity.ERROR,
    Text("一列把数限定在一部分上", "a column that makes a number one of a part"),
    Text(
        "“{heading}”写着“{value}”，这样的数只是其中一部分的，不能当作全部，没有读（共 {count} 行）",
        "{heading} says {value!r}: such a number is of a part only and was not read as that of all "
        "({count:row of this kind|rows of this kind})",
    ),
    Text(
        "目标是谁的，写在“层级”和“对象”里，一行一个；这一列只作说明的，改名为“备注”",
        "Say whose the target is in Level and Name, one a row; call a column that only explains Note",
    ),
    once=True,
)
VOID_ROWS = Rule(
    "void-rows",
    Severity.WARNING,
    Text("作废的单据", "void documents"),
    Text(
        "有 {count} 行的状态是“{value}”一类，已作废，没有计入：{sums}",
        "{count:row has a document that is|rows have documents that are} void ({value!r} or the like) and not counted: {sums}",
    ),
    Text("如果其实有效，改这些行的状态", "If they are valid after all, change their status"),
)
DEALS_NOT_WON = Rule(
    "deals-not-won",
    Severity.WARNING,
    Text("没有赢单的商机", "deals that are not won"),
    Text(
        "有 {count} 行的阶段是“{value}”一类，还没有赢单或已经输单，没有计入：{sums}",
        "{count:row is a deal that is|rows are deals that are} lost or still open ({value!r} or the like) "
        "and not counted: {sums}",
    ),
    Text("已经成交的，把阶段改为“赢单”", "Change the stage of deals that are won to Closed Won"),
)
TOTAL_WITH_VOID = Rule(
    "total-with-void",
    Severity.NOTE,
    Text("合计行算进了作废的行", "a total with void rows in it"),
    Text(
        "合计行写的是 {typed}，连作废或没有赢单的行也加在内；只加计入的行是 {sum}，按后者计算",
        "the total row says {typed} and has rows in it that are void or not won; those that count sum to {sum}",
    ),
    Text(
        "合计只加计入的行；没有计入的其实有效，改它的状态",
        "Have the total add the rows that count, or change the status of the others",
    ),
)
UNAPPROVED_ROWS = Rule(
    "unapproved-rows",
    Severity.WARNING,
    Text("未审核的单据", "documents not approved yet"),
    Text(
        "有 {count} 行的状态是“{value}”一类，还没有审核，仍然计入：{sums}",
        "{count:row has a document that is|rows have documents that are} not approved yet ({value!r} or the like), but "
        "counted: {sums}",
    ),
    Text("不该计入的，删去这些行，或审核后重新导出", "Delete the rows that must not count, or export again once approved"),
)
RETURNED_ROWS = Rule(
    "returned-rows",
    Severity.WARNING,
    Text("状态是退货、金额却是正数", "returned documents with amounts above 0"),
    Text(
        "有 {count} 行的状态是“{value}”一类，金额却是正数，仍按销售计入：{sums}",
        "{count:row has a document that is|rows have documents that are} returned ({value!r} or the like), but counted as "
        "sales above 0: {sums}",
    ),
    Text("退货的金额写成负数，或删去不该计入的行", "Write what was returned below 0, or delete the rows that must not count"),
)
NOTED_VOID = Rule(
    "noted-void",
    Severity.WARNING,
    Text("备注说作废、仍计入的行", "rows that count though their note says void"),
    Text(
        "有 {count} 行的备注说作废、不算（如“{value}”），仍然计入：{sums}",
        "{count:row is|rows are} counted though the note says void (such as {value!r}): {sums}",
    ),
    Text("不该计入的，删去这些行", "Delete the rows that must not count"),
)
PART_ROWS = Rule(
    "part-rows",
    Severity.WARNING,
    Text("“其中”一类的行", "rows that are part of the one above"),
    Text(
        "“{value}”是上面一行的一部分，没有再计入（这样的行共 {count} 行）",
        "{value!r} is part of the row above it and was not counted again ({count:row of this kind|rows of this kind})",
    ),
    Text("如果其实是另外的数，去掉“其中”二字", "If its amount comes on top, take the words away"),
)
PAGE_LINE = Rule(
    "page-line",
    Severity.NOTE,
    Text("表里的页码行", "page numbers among the rows"),
    Text(
        "“{value}”这样的页码行没有作为数据读取（共 {count} 行）",
        "{count:row is a page number|rows are page numbers} ({value!r}) and were not read",
    ),
    Text("不必处理；也可以删去", "Nothing needs doing; they may be deleted"),
    once=True,
)

STRUCTURE: tuple[Rule, ...] = (
    REPEATED_SHEET,
    SIMILAR_SHEET,
    SET_ASIDE,
    COPY_OF_OURS,
    TABLES_BESIDE,
    MONTHS_ACROSS,
    HEADING_REMARK,
    NO_AMOUNT,
    NOTE_WITHOUT_TEXT,
    VOID_ROWS,
    DEALS_NOT_WON,
    TOTAL_WITH_VOID,
    UNAPPROVED_ROWS,
    RETURNED_ROWS,
    NOTED_VOID,
    NARROWED_ROW,
    PART_ROWS,
    PAGE_LINE,
)
"""In the order of the README's table."""
