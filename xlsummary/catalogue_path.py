"""The rules about last year's actuals as a guide to the plan, about paths, and about what has no target."""

from __future__ import annotations

from xlsummary.model import Text
from xlsummary.problems import Rule, Severity

LAST_YEAR_MISSING = Rule(
    "last-year-missing",
    Severity.ERROR,
    Text("没有上年实绩可参照", "no actuals of last year to go by"),
    Text(
        "月度分解按上年，但{period}没有{measure}实绩，或合计不是正数",
        "phasing is by last year, but {period} has no actual {measure}, or their total is not above 0",
    ),
    Text("在“实绩”补上上年的行，或改月度分解", "Add last year's rows to Actuals, or change Phasing"),
)
LAST_YEAR_MEAN = Rule(
    "last-year-mean",
    Severity.NOTE,
    Text("上年有的月份没有正的实绩", "months of last year without actuals above 0"),
    Text(
        "{months}的{measure}合计不是正数，这些月份按全年的日均水平分解",
        "{measure} of {months} are not above 0 in all; these months go by the year's average a day",
    ),
    Text("核对这些月份的实绩；也可直接填写各月目标", "Check the actuals of these months, or type the months' targets"),
)
LAST_YEAR_INCOMPLETE = Rule(
    "last-year-incomplete",
    Severity.WARNING,
    Text("上年实绩不完整", "last year is not complete"),
    Text(
        "{months}的{measure}实绩还不完整，这些月份按已知月份的日均水平分解",
        "actual {measure} of {months} are not complete; these months go by the average a day of the months that are",
    ),
    Text("补齐上年各月的实绩再分解", "Complete last year's actuals first"),
)
WITHOUT_LAST_YEAR = Rule(
    "without-last-year",
    Severity.WARNING,
    Text("按上年分解，有人上年没有实绩", "reps without actuals last year"),
    Text(
        "人员分解按上年，{names}在{period}没有{measure}实绩，分不到任务",
        "allocation is by last year, but {names} had no {measure} in {period} and get no quota",
    ),
    Text("为其填写目标，或把人员分解改为权重", "Type a target for them, or set Allocation to Weight"),
)
NO_LAST_YEAR = Rule(
    "no-last-year",
    Severity.NOTE,
    Text("上年没有实绩，不分任务", "nothing last year, no quota"),
    Text(
        "{level}按上年实绩分解，{names}在{period}没有{measure}实绩，只有填了目标的才有任务",
        "{level}: shared by last year's actuals; {names} had no {measure} in {period} and get a quota only with a target of "
        "their own",
    ),
    Text("需要给任务的，在“目标”单独填写", "Type a target for those that are to have one"),
)
SPLIT_EQUALLY = Rule(
    "split-equally",
    Severity.NOTE,
    Text("没有上年实绩，平均分解", "no actuals last year, shared equally"),
    Text(
        "{period}没有{measure}实绩可参照，{level}之间平均分解",
        "there are no {measure} in {period} to go by, so quotas are shared equally ({level})",
    ),
    Text("补上上年的实绩，或直接填写各自的目标", "Add last year's actuals, or type the targets"),
)
PATH_UNRELATED = Rule(
    "path-unrelated",
    Severity.ERROR,
    Text("分解路径的层级没有归属关系", "a path whose levels are not in one another"),
    Text(
        "{path} 不能逐级分解：下一级的每一项都须只归属上一级的一项，而书中没有这样的归属",
        "{path} cannot be broken down step by step: each name must belong to one name of the level above, and the book does "
        "not say to which",
    ),
    Text(
        "可用：公司>团队>人员、公司>市场>人员>客户、公司>市场>客户、公司>产品 等；产品之上只能有市场和渠道",
        "For example Company>Team>Rep, Company>Market>Rep>Client, Company>Market>Client, Company>Product; above products "
        "there may be markets and channels only",
    ),
)
NOT_ON_PATH = Rule(
    "not-on-path",
    Severity.NOTE,
    Text("有客户不参与分解", "clients that take no part"),
    Text(
        "{count} 个客户不参与分解：{names}（{reason}）",
        "{count:client takes|clients take} no part in the breakdown: {names} ({reason})",
    ),
    Text("需要参与的，在“客户”补上或更正", "Fill in or correct Clients for those that should"),
)
REP_ELSEWHERE = Rule(
    "client-elsewhere",
    Severity.NOTE,
    Text("客户与其人员不在一处", "a client that is not where its rep is"),
    Text(
        "{name} 的{level}与人员 {rep} 的不同，分解时随人员归入 {group}",
        "{name} has another {level} than its rep {rep}, and goes with the rep to {group}",
    ),
    Text("核对客户或人员的{level}", "Check the {level} of the client or the rep"),
)
NO_TARGET_SET = Rule(
    "no-target-set",
    Severity.NOTE,
    Text("未设目标", "no target set"),
    Text(
        "{names}没有目标（{period}），也没有上一级的目标，按未设目标处理，不当作 0",
        "{names}: no target is set for {period}, nor one above; this is not counted as 0",
    ),
    Text("补上其目标，或填写上一级的目标", "Add a target for them, or one for the level above"),
)

PATHS: tuple[Rule, ...] = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
