"""Lines of a ledger that are no postings: totals, balances brought forward, page lines, closing entries."""

from __future__ import annotations

import re

from xlsummary.spelling import folded

_SUMMING = re.compile(
    r"(?:本?[日周月季年期]|当[前日月年期]|全年|累计|本页|第?\d{1,2}月|\d{4}年(?:\d{1,2}月)?)?(?:份|度)?(?:发生额)?(?:合计|累计|小计|总计)|[日月年]计"
    r"|(?:sub|grand)?total(?:forthemonth|forthequarter|fortheyear)?|yeartodate",
    re.IGNORECASE,
)
"""What nothing but a line of sums is called."""
_LIKE_A_SUM = re.compile(r".{1,12}(?:合计|累计|小计|总计)|(?:sub)?totalfor.{1,20}", re.IGNORECASE)
"""What a posting may be called too."""
_OPENING = re.compile(
    r"(?:期初|年初|月初)(?:余额|结存|数)?|(?:上年|上期|上月|去年)(?:余额|结转|结存)(?:余额|数)?|结转(?:上年|下年|余额)|(?:期末|月末|年末)(?:余额|结存)"
    r"|(?:opening|closing)balance|balance(?:brought|carried)forward|broughtforward|carriedforward",
    re.IGNORECASE,
)
_PAGES = re.compile(r"承前页|过次页|转下页|接上页|承上页|过下页|第\d+页(?:[,/]?共\d+页)?|page\d+(?:of\d+)?", re.IGNORECASE)
_CLOSING = re.compile(
    r".*(?:结转(?:本[期年月]|\d{1,2}月份?)?(?:期间)?损益|损益(?:类)?结转|结转(?:至|到|入)?本年利润).*"
    r"|.*(?:closing entr|close to (?:profit|income)|to income summary).*",
    re.IGNORECASE,
)
_SUSPECT = re.compile("[计页初上]|余额|结[转存]|[Bb]alance|[Ff]orward|[Tt]otal|TOTAL|[Pp]age|[Cc]los|[Ii]ncome|to date")


_FOOT = re.compile(
    r"(?:制表|打印|导出|审核|记账|会计主管|制单|复核|出纳|财务主管|经办|单位负责人|printed|prepared|reviewed)\s*(?:人|日期|时间|on|by)?\s*:.*",
    re.IGNORECASE,
)


def is_foot(text: str) -> bool:
    """True for what stands below a printed ledger: `制表：李会计`, `打印日期：2026-02-01`."""
    return _FOOT.fullmatch(folded(text)) is not None


def reason_of(text: str) -> str:
    """Why a line with this text is no posting: `subtotal-line`, `page-line`, `opening-balance`; '' where nothing says so.

    `like-a-sum` is one only of a line that has no voucher.
    """
    if _SUSPECT.search(text) is None:
        return ""
    plain = "".join(folded(text).split()).strip("*:：-—=")
    for reason, pattern in _REASONS:
        if pattern.fullmatch(plain):
            return reason
    return ""


def is_closing(summary: str) -> bool:
    """True for the summary of an entry that closes income to the profit of the year."""
    return _SUSPECT.search(summary) is not None and _CLOSING.fullmatch(folded(summary)) is not None


_REASONS = (
    ("subtotal-line", _SUMMING),
    ("page-line", _PAGES),
    ("opening-balance", _OPENING),
    ("like-a-sum", _LIKE_A_SUM),
)
