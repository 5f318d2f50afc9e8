"""The rules about targets that lie in or cross one another, and about how they are spread over the months."""

from __future__ import annotations

from xlsummary.model import Text
from xlsummary.problems import Rule, Severity

NOT_THE_SUM = Rule(
    "typed-not-the-sum",
    Severity.ERROR,
    Text("分项之和不等于总目标", "parts that do not add up to their whole"),
    Text(
        "这里是 {amount}，其中的各行（{cells}）合计 {sum}，相差 {difference}",
        "{amount} here, but the rows inside it ({cells}) add up to {sum}: a difference of {difference}",
    ),
    Text("改总目标或改分项，使两者相等", "Change the whole or its parts so that they agree"),
)
TOO_MUCH_INSIDE = Rule(
    "typed-too-much-inside",
    Severity.ERROR,
    Text("分项超过总目标", "parts that exceed their whole"),
    Text(
        "这里是 {amount}，其中的各行（{cells}）已合计 {sum}，超出 {difference}，其余的人和月份没有可分的了",
        "{amount} here, but the rows inside it ({cells}) already add up to {sum}, {difference} too much for the rest",
    ),
    Text("调高总目标，或调低分项", "Raise the whole, or lower its parts"),
)
REST_FOR_NOBODY = Rule(
    "typed-rest-for-nobody",
    Severity.ERROR,
    Text("余下的目标无人承担", "a rest that nobody can take"),
    Text(
        "这里是 {amount}，其中的各行（{cells}）合计 {sum}，余下的 {difference} 没有人或月份可分",
        "{amount} here, the rows inside it ({cells}) add up to {sum}, and nobody is there to take the other {difference}",
    ),
    Text("改总目标或分项使两者相等，或补上能承担的人员", "Make the whole and its parts agree, or add people who can take it"),
)
TYPED_CONTRADICTION = Rule(
    "typed-contradiction",
    Severity.ERROR,
    Text("几行目标互相矛盾", "targets that contradict each other"),
    Text("这里的 {amount} 与 {cells} 不能同时满足{sums}", "{amount} here cannot be met together with {cells}{sums}"),
    Text("核对这几行，改动或删去其中一行", "Check these rows; change or delete one of them"),
)
NO_WHOLE_NUMBERS = Rule(
    "typed-no-whole-numbers",
    Severity.ERROR,
    Text("几行目标找不到整数分法", "targets without whole numbers that meet them all"),
    Text(
        "以 {unit} 为单位取整，找不到一种分法同时满足这里的 {amount} 和 {cells}",
        "in steps of {unit}, no quotas were found that meet {amount} here and {cells} all at once",
    ),
    Text(
        "把取整单位（数量为数量精度）改小一档，或改动、删去其中一行",
        "Choose a finer Rounding unit (for quantities: Quantity precision), or change or delete one of these rows",
    ),
)
SEASON_MISSING = Rule(
    "season-missing",
    Severity.ERROR,
    Text("缺少季节指数", "months without a season index"),
    Text(
        "月度分解按季节指数，{months}没有指数或指数全是 0", "phasing is by season index, but {months} have none, or all are 0"
    ),
    Text("在“季节”补齐各月的指数，或改月度分解", "Fill in the months' indices on Season, or change Phasing"),
)
SEASON_SUM = Rule(
    "season-sum",
    Severity.WARNING,
    Text("季节指数合计不对", "season indices that do not add up"),
    Text(
        "{product}12 个月的季节指数合计 {sum}，应为 12（按百分比写则为 100）；各月按占合计的比例分解，全年总数不变",
        "{product}the season indices of the 12 months add up to {sum}, not 12 (percentages: 100); each month gets its "
        "part of that sum, so the year's total is kept",
    ),
    Text("核对各月的指数，有没有漏写或写错", "Check the indices: is one missing or mistyped?"),
)
SEASON_MIXED = Rule(
    "season-mixed",
    Severity.ERROR,
    Text("季节指数有的按百分数写，有的没有", "season indices of which only some are percentages"),
    Text(
        "{product}{month} 月的季节指数读作 {value}，与别的月份差 100 倍，像是有的写了百分号，有的没写",
        "{product}the index of month {month} was read as {value}, a hundred times off from the others', as if only some were "
        "written with a percent sign",
    ),
    Text("各月用同一种写法", "Write all months in one way"),
)

TYPED: tuple[Rule, ...] = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
