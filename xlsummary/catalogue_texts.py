"""The rules about the manager's own text: figures it names and claims it makes, a part of the catalogue."""

from __future__ import annotations

from xlsummary.model import Text
from xlsummary.problems import Rule, Severity

UNKNOWN_FIGURE = Rule(
    "unknown-figure",
    Severity.WARNING,
    Text("没有这个名字的数字", "no figure of that name"),
    Text("没有叫“{value}”的数字，原样保留", "there is no figure called {value}; it stays as typed"),
    Text(
        "用 explain 命令查看可用的名字，如【销售额】【销售额.完成率】；只是强调，可以不管",
        "See the names with explain, such as 【Sales】 and 【Sales.attainment】; leave it where it is only for emphasis",
    ),
)
EXCESS_NOT_REACHED = Rule(
    "excess-not-reached",
    Severity.WARNING,
    Text("写了超额，数字没有达到", "an excess that the figures do not show"),
    Text(
        "写的是超额，{measure}只完成{target}目标的 {rate}（{other}）",
        "an excess is claimed, but {measure} reached {rate} of the {target} target ({other})",
    ),
    Text("改写这句话；对照的是别的目标就写明是哪一个", "Reword the sentence, or say which target is meant"),
)
EXCESS_UNPROVEN = Rule(
    "excess-unproven",
    Severity.WARNING,
    Text("写了超额，没有可对照的目标", "an excess without a target to compare"),
    Text(
        "写的是超额，书中没有{target}的{measure}目标可以对照，待核",
        "an excess is claimed, and the book has no {target} target of {measure} to compare it with: to be verified",
    ),
    Text("在“目标”里补上这个目标，或写明对照哪一个", "Add the target to Targets, or say which one is meant"),
)
DISPUTE_OPEN = Rule(
    "dispute-open",
    Severity.WARNING,
    Text("写了全部解决，还有没解决的", "settled in full, but a dispute is open"),
    Text("写的是全部解决，“{market}”还没有解决（{other}）", "all is said to be settled, but {market} is not ({other})"),
    Text("改写这句话；已经解决就把“已解决”填“是”", "Reword the sentence, or fill in Settled where it is settled"),
)
CHANGE_IS_SMALL = Rule(
    "change-is-small",
    Severity.WARNING,
    Text("写了大幅，变化不到5%", "a large change that is under 5 %"),
    Text(
        "写的是“{value}”，{figure}的变化是 {rate}（{other}）", "{value} is said of {figure}, which changed by {rate} ({other})"
    ),
    Text("写出实际的变化，不用“大幅”“显著”", "Give the change itself instead of the word"),
)
POINTS_NOT_PERCENT = Rule(
    "points-not-percent",
    Severity.WARNING,
    Text("比率的变化要用百分点", "a change of a rate is in points"),
    Text(
        "“{value}”说的是比率的变化，应写百分点{told}", "{value} is a change of a rate and is counted in percentage points{told}"
    ),
    Text("改成“{points}个百分点”", "Write {points} percentage points"),
)
NUMBER_DIFFERS = Rule(
    "number-differs",
    Severity.WARNING,
    Text("正文的数字与算出的不同", "a number that the book does not give"),
    Text("写的是“{value}”，按数据算是 {text}（{other}）", "{value} is said; the rows give {text} ({other})"),
    Text("改正其中一个；正文里写【{figure}】就会自动填入", "Correct one of them; 【{figure}】 in the text fills it in"),
)
ACTIVITY_OF_ANOTHER_PERIOD = Rule(
    "activity-of-another-period",
    Severity.WARNING,
    Text("活动的期间不是全期", "activity of a part of the period"),
    Text(
        "写的是全期，{type}的记录只有 {period}（{other}）",
        "the whole period is said; {type} is recorded for {period} only ({other})",
    ),
    Text("写明实际期间，或补录其余的活动", "Say which days are meant, or record the rest"),
)
TEXTS: tuple[Rule, ...] = (
    UNKNOWN_FIGURE,
    EXCESS_NOT_REACHED,
    EXCESS_UNPROVEN,
    DISPUTE_OPEN,
    CHANGE_IS_SMALL,
    POINTS_NOT_PERCENT,
    NUMBER_DIFFERS,
    ACTIVITY_OF_ANOTHER_PERIOD,
)
"""All rules about texts, in the order of the catalogue."""
