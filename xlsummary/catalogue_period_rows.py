"""The rules about rows of 实绩 dated by a period: totals beside their parts, and the same money in two forms."""

from __future__ import annotations

from xlsummary.model import Text
from xlsummary.problems import Rule, Severity

PERIOD_TOTAL_DIFFERS = Rule(
    "period-total-differs",
    Severity.WARNING,
    Text("期间合计与明细不符", "a period's total differs from its rows"),
    Text(
        "这一行是期间合计 {typed}，同期更细的 {count} 行合计 {sum}，{which} {difference}；按细行计算，这一行没有计入",
        "this row's total of the period is {typed}, the {count:finer row has|finer rows have} {sum} in all, {difference} "
        "{which}; the finer rows are counted and this one is not",
    ),
    Text(
        "核对细行是否漏录，比如有人没有填；或改正合计",
        "Check whether a row is missing, perhaps somebody's, or correct the total",
    ),
)
PERIOD_ROWS_TWICE = Rule(
    "period-rows-twice",
    Severity.WARNING,
    Text("同一期间的钱写了两遍", "the money of a period in two forms"),
    Text(
        "按{by}写的 {count} 行合计 {typed}，同期按{other}又写了 {others} 行，合计 {sum}；只计后者，前面这 {count} 行没有计入",
        "{count:row|rows} by {by} with {typed} in all, and in the same days {others:row|rows} by {other} with {sum}; only the "
        "latter are counted",
    ),
    Text(
        "只留一种写法；不是同一笔钱的，在每行补上缺的名字",
        "Keep one of the forms; where it is not the same money, fill in the names that the rows lack",
    ),
)
PERIOD_ROWS_BESIDE = Rule(
    "period-rows-beside",
    Severity.WARNING,
    Text("期间合计可能与别的行重复", "rows of a period that may be counted twice"),
    Text(
        "按{by}写的 {count} 行合计 {typed}，同期按{other}还有 {others} 行，合计 {sum}；看不出是不是同一笔钱，两边都计入了",
        "{count:row|rows} by {by} with {typed} in all, and in the same days {others:row|rows} by {other} with {sum}; whether "
        "that is the same money cannot be told, and both are counted",
    ),
    Text(
        "是同一笔钱就只留一种；不是，在每行补上缺的名字",
        "If it is the same money, keep one of them; if not, fill in the names that the rows lack",
    ),
)

PERIOD_ROW_RULES: tuple[Rule, ...] = (PERIOD_TOTAL_DIFFERS, PERIOD_ROWS_TWICE, PERIOD_ROWS_BESIDE)
"""In the order of the README's table."""
