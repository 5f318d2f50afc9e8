"""The rules about a plan that was kept (定稿)."""

from __future__ import annotations

from xlsummary.model import Text
from xlsummary.problems import Rule, Severity

FROZEN_CONTRADICTED = Rule(
    "frozen-contradicted",
    Severity.ERROR,
    Text("与定稿后已过去的日子对不上", "at odds with days gone of the frozen plan"),
    Text(
        "{period}写的是 {value}，而定稿计划到 {until} 已占 {gone}，余下的日子凑不成这个数",
        "{value} for {period}, but by {until} the frozen plan has {gone}, and the days left cannot make up for it",
    ),
    Text(
        "改回与定稿相符的数；要改已过去的部分，用 run --unfreeze 取消定稿",
        "Change it back to what goes with the frozen plan; to change days gone, give it up with run --unfreeze",
    ),
)
FROZEN_UNPLACED = Rule(
    "frozen-unplaced",
    Severity.WARNING,
    Text("定稿的计划用不上", "a frozen plan that does not fit"),
    Text(
        "{value} 定稿的计划没有从这个目标的第一天起，或分解路径已改，已过去的日子按现在的书重新分解",
        "the plan frozen on {value} does not begin with this target, or the path has changed: days gone are broken down anew",
    ),
    Text(
        "改回原来的期间或分解路径，或用 run --freeze 重新定稿", "Restore the period or Path, or freeze again with run --freeze"
    ),
)
PLAN_CHANGED = Rule(
    "plan-changed",
    Severity.NOTE,
    Text("计划与上次运行不同", "the plan is not that of the last run"),
    Text(
        "{line} {period}的计划与上次写出的不同：{changes}；没有定稿，原计划按现在的书计算",
        "the plan {line} {period} is not as last written: {changes}; nothing is frozen, so the original is taken from the book "
        "as it is",
    ),
    Text(
        "要保留原计划作对照，用 run --freeze 或填“定稿日”",
        "To keep an original to compare with, run --freeze or fill in Frozen on",
    ),
)

FROZEN: tuple[Rule, ...] = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
