"""What the sheet 对账 calls its classes, columns and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xlsummary.compare.postings import MatchClass
from xlsummary.model import Text

CLASSES: Mapping[MatchClass, Text] = MappingProxyType(
    {
        MatchClass.ONLY_IN_WORKBOOK: Text("只在工作簿", "Only in workbook"),
        MatchClass.ONLY_IN_LEDGER: Text("只在账上", "Only in ledger"),
        MatchClass.AMOUNT_DIFFERS: Text("金额不符", "Amount differs"),
        MatchClass.SIGN_REVERSED: Text("正负相反", "Sign reversed"),
        MatchClass.DUPLICATE: Text("重复登记", "Entered twice"),
        MatchClass.PERIOD_DIFFERS: Text("期间不同", "Period differs"),
        MatchClass.CLIENT_DIFFERS: Text("客户不同", "Client differs"),
        MatchClass.TAX_DIFFERS: Text("只差税额", "Differs by tax"),
        MatchClass.WITHIN_TOLERANCE: Text("容差以内", "Within tolerance"),
        MatchClass.SPLIT: Text("几笔合一", "Several to one"),
        MatchClass.REVERSAL: Text("红冲相抵", "Reversed on one side"),
        MatchClass.MATCHED: Text("相符", "Matched"),
        MatchClass.OUT_OF_PERIOD: Text("不在本期", "Out of period"),
    }
)
"""What the classes are called, in the order in which the sheet lists them: what must be looked into first."""

MEANINGS: Mapping[MatchClass, Text] = MappingProxyType(
    {
        MatchClass.ONLY_IN_WORKBOOK: Text(
            "账上没有：查是否漏记、未开票，或记在别的科目", "Not in the ledger: not posted, not invoiced, or on another account"
        ),
        MatchClass.ONLY_IN_LEDGER: Text(
            "工作簿没有：补登实绩，或查是否记错科目", "Not in the workbook: enter it, or a wrong account"
        ),
        MatchClass.AMOUNT_DIFFERS: Text(
            "同一笔，金额不同：对照单据，改错的一方", "The same deal: correct the side that the document denies"
        ),
        MatchClass.SIGN_REVERSED: Text("同一笔，一正一负：改记反的一方", "The same deal: correct the side with the wrong sign"),
        MatchClass.DUPLICATE: Text("同一方登记了两次：删去多的一笔", "One side has it twice: delete the second"),
        MatchClass.PERIOD_DIFFERS: Text(
            "同一笔，两边不在同一月或同一期间：核对入账日期", "The same deal in another month or period: check the date"
        ),
        MatchClass.CLIENT_DIFFERS: Text(
            "同一笔，客户不同：更正客户，合计不受影响", "The same deal: correct the client; totals agree"
        ),
        MatchClass.TAX_DIFFERS: Text("一边含税，一边不含税，税额相符", "One side with tax, one without; the tax agrees"),
        MatchClass.WITHIN_TOLERANCE: Text("差额不超过容差，照样列出", "No more than the tolerance; listed all the same"),
        MatchClass.SPLIT: Text("一边一笔，另一边几笔，合计相符", "One on one side, several on the other, adding up"),
        MatchClass.REVERSAL: Text("同一方一正一负，互相抵消", "Two of one side that cancel each other"),
        MatchClass.MATCHED: Text("单号相符，或客户、金额、日期相符", "By document, or by client, amount and date"),
        MatchClass.OUT_OF_PERIOD: Text("不在所对的期间，不计入合计", "Outside the period, in neither total"),
    }
)
"""What the matches of a class are, and what to do about those that do not agree."""

LINES_LEFT_OUT: Mapping[str, Text] = MappingProxyType(
    {
        "opening-balance": Text("期初余额", "opening balances"),
        "subtotal-line": Text("合计行", "totals"),
        "page-line": Text("承前页、过次页", "page lines"),
        "heading-line": Text("重复的表头", "repeated headings"),
        "account-line": Text("科目、客户名称行", "lines that name an account or client"),
        "foot-line": Text("表尾", "lines below the table"),
        "closing-entry": Text("结转损益", "closing entries"),
        "no-amount": Text("没有金额", "without an amount"),
        "other-account": Text("其他科目", "other accounts"),
        "other-side": Text("另一方发生额", "the other side"),
        "acceptance": Text("承兑", "acceptances"),
        "bad-debt": Text("坏账", "bad debts"),
        "set-off": Text("冲抵", "set-offs"),
        "sales-return": Text("退货", "returned goods"),
    }
)
"""Why lines of the ledger are no postings of a measure."""

HEADINGS: tuple[tuple[Text, float], ...] = (
    (Text("类别", "Class"), 25.0),
    (Text("差额", "Difference"), 15.0),
    (Text("工作簿金额", "Workbook amount"), 16.5),
    (Text("账簿金额", "Ledger amount"), 15.5),
    (Text("工作簿日期", "Workbook date"), 13.5),
    (Text("账簿日期", "Ledger date"), 12.0),
    (Text("客户", "Client"), 18.0),
    (Text("单号", "Document"), 13.0),
    (Text("凭证", "Voucher"), 10.0),
    (Text("账簿摘要", "Ledger summary"), 22.0),
    (Text("工作簿单元格", "Workbook cell"), 13.0),
    (Text("账簿单元格", "Ledger cell"), 25.0),
)
"""The headings of the rows, and their widths in characters."""
BRIDGE = (Text("项目", "Step"), Text("金额", "Amount"), Text("笔数", "Count"), Text("说明", "What it is"))
"""The headings of the bridge."""

HEAD = Text("{book} 对 {ledger} · {period}", "{book} against {ledger} · {period}")
AGREES = Text("两边相符，没有要查的差异", "Both sides agree; nothing is left to look into")
DIFFERS = Text("有 {count} 处差异要查，列在各表前面", "{count} differences to look into, listed first in each table")
BLOCK = Text(
    "{measure} · 账簿科目 {account} {side} · 工作簿{own}，账簿{theirs}",
    "{measure} · account {account}, {side} · workbook {own}, ledger {theirs}",
)
CASH_BLOCK = Text("{measure} · 账簿科目 {account} {side}", "{measure} · account {account}, {side}")
SIDES: Mapping[str, Text] = MappingProxyType({"debit": Text("借方", "debit"), "credit": Text("贷方", "credit")})
TERMS = Text(
    "口径：日期相差 {days} 天以内算同时，容差 {tolerance} 元{tax}",
    "Terms: dates up to {days} days apart count as one, tolerance {tolerance} yuan{tax}",
)
RATE = Text("，税率 {rate}", ", tax rate {rate}")
LEFT_OUT = Text("账簿里没有计入的行：{reasons}", "Lines of the ledger left out: {reasons}")
SEARCH_ENDED = Text(
    "没有对上的太多，“几笔合一”没有全部试完；“只在……”里可能还有",
    "Too many are open: the search for several to one was ended; more of them may be among those of one side",
)
WORKBOOK_TOTAL = Text("工作簿合计", "Total of the workbook")
PART = Text("{sign}：{name}", "{sign} {name}")
LESS, MORE = Text("减", "less"), Text("加", "plus")
RECKONED = Text("调节后", "Reconciled")
LEDGER_TOTAL = Text("账簿合计", "Total of the ledger")
CHECK = Text("核对（应为 0）", "Check (0)")
UNLISTED = Text("还有 {count} 笔，只计数不列出", "{count} more, counted and not listed")
