"""The rules about what a book says once it is read: their permanent ids and words, a part of the catalogue."""

from __future__ import annotations

from xlsummary.model import Text
from xlsummary.problems import Rule, Severity

REPEATED_REP = Rule(
    "repeated-rep",
    Severity.ERROR,
    Text("同一个人有两行", "one rep in two rows"),
    Text("“{value}”与 {other} 是同一个人，在职日期重叠", "{value} is the same rep as {other}, and the dates overlap"),
    Text(
        "删去一行；同名的两个人各写工号；调动的写明入职、离职",
        "Delete one; give namesakes their codes; date a transfer",
    ),
)
TRANSFER_ASSUMED = Rule(
    "transfer-assumed",
    Severity.NOTE,
    Text("同名的两行当作一个人的调动", "two rows of one name taken for a transfer"),
    Text(
        "“{value}”与 {other} 同名，都没有工号，在职日期前后相接，当作同一个人",
        "{value} has the name of {other}; neither has a code, and as the dates follow they were taken for one person",
    ),
    Text(
        "是同一个人，两行写同一个工号；是两个人，各写各的工号",
        "Give both rows one code, or each its own if they are two people",
    ),
)
LEFT_BEFORE_JOINED = Rule(
    "left-before-joined",
    Severity.ERROR,
    Text("离职早于入职", "left before joining"),
    Text("{value} 离职，早于入职日 {joined}", "left on {value}, before joining on {joined}"),
    Text("改正其中一个日期", "Correct one of the two dates"),
)
REPEATED_DAY = Rule(
    "repeated-day",
    Severity.ERROR,
    Text("日历里同一天有两行", "a calendar day in two rows"),
    Text("{value} 在 {other} 已经有一行", "{value} already stands in {other}"),
    Text("只留一行", "Keep one of the two"),
)
UNKNOWN_REP = Rule(
    "unknown-rep",
    Severity.ERROR,
    Text("目标里的人不在人员表", "a target for someone not in Reps"),
    Text("“人员”里没有“{value}”", "there is no {value} in Reps"),
    Text("在“人员”补上这个人，改正名字，或填写“层级”", "Add the rep to Reps, correct the name, or fill in Level"),
)
UNKNOWN_NAME = Rule(
    "unknown-name",
    Severity.ERROR,
    Text("目标里的团队、市场或渠道不在人员表", "a target for a team, market or channel not in Reps"),
    Text("“人员”里没有{level}“{value}”", "nobody in Reps has the {level} {value}"),
    Text("改正名字，或在“人员”补上", "Correct the name, or fill it in on Reps"),
)
COMPANY_TARGET_OF_PART = Rule(
    "company-target-of-part",
    Severity.ERROR,
    Text("公司的目标写了一部分人的名字", "a target of the company that names a part of it"),
    Text("层级是公司，对象“{value}”却是{level}", "the level is the company, but {value} is a {level}"),
    Text(
        "给它的目标，把层级改成{level}；公司的目标，对象留空",
        "For a target of its own set the level to {level}; leave the name of the company's target blank",
    ),
)
LEVEL_UNCLEAR = Rule(
    "level-unclear",
    Severity.ERROR,
    Text("对象的名字在几个层级都有", "a name known on more than one level"),
    Text(
        "{levels}里都有“{value}”，没有写层级，分不清是谁的目标，没有采用",
        "{value} is the name of {levels}; without its level it is not clear whose target this is, so it is not used",
    ),
    Text("在“层级”写明是哪一个", "Say in Level which is meant"),
)
AMBIGUOUS_REP = Rule(
    "ambiguous-rep",
    Severity.ERROR,
    Text("有两个同名的人", "two reps of one name"),
    Text("人员里有几个“{value}”，分不清是哪一个", "there is more than one rep called {value}"),
    Text("写成“{value}(工号)”", "Write it as {value}(code)"),
)
UNLISTED_REP = Rule(
    "unlisted-rep",
    Severity.WARNING,
    Text("人员表里没有这个人", "someone not in Reps"),
    Text(
        "“人员”里没有“{value}”，共 {count} 行，仍按这个名字计入",
        "{value} is not in Reps; {count:row counts|rows count} under that name",
    ),
    Text("在“人员”补上这个人，或改正名字", "Add the rep to Reps, or correct the name"),
)
BETWEEN_STAYS = Rule(
    "between-stays",
    Severity.WARNING,
    Text("两段在职之间有实绩", "actuals between two stays"),
    Text(
        "“{value}”{left} 离职，{joined} 才又入职，中间还有 {count} 行实绩",
        "{value} left on {left} and came back on {joined}; {count:row of actuals lies|rows of actuals lie} between",
    ),
    Text("核对这两个日期，或把这些行改到当时接手的人", "Check the two dates, or give the rows to whoever took over then"),
)
AFTER_LEAVING = Rule(
    "after-leaving",
    Severity.WARNING,
    Text("离职之后还有实绩", "actuals after leaving"),
    Text(
        "“{value}”{left} 离职，之后还有 {count} 行实绩",
        "{value} left on {left}; {count:row of actuals is|rows of actuals are} later",
    ),
    Text("核对离职日期，或把这些行改到接手的人", "Check the date, or give the rows to whoever took over"),
)
BEFORE_JOINING = Rule(
    "before-joining",
    Severity.WARNING,
    Text("入职之前就有实绩", "actuals before joining"),
    Text(
        "“{value}”{joined} 入职，之前有 {count} 行实绩",
        "{value} joined on {joined}; {count:row of actuals is|rows of actuals are} earlier",
    ),
    Text("核对入职日期，或把这些行改到当时的人", "Check the date, or give the rows to whoever was there then"),
)
TARGET_UNIT = Rule(
    "target-unit",
    Severity.ERROR,
    Text("目标和实绩的数量单位不同", "a target in another unit than the actuals"),
    Text(
        "目标按“{value}”，实绩的数量按“{unit}”，比不到一起",
        "the target counts {value!r}, the quantities on Actuals {unit!r}; they cannot be compared",
    ),
    Text("把目标或实绩换算成同一种单位", "Convert the target or the actuals, so that both have one unit"),
)
NEGATIVE_TARGET = Rule(
    "negative-target",
    Severity.WARNING,
    Text("目标是负数", "a negative target"),
    Text("目标值 {value} 是负数", "the target {value} is negative"),
    Text("如不是有意的，改成正数", "Make it positive unless this is meant"),
)
TARGET_MISSING = Rule(
    "target-missing",
    Severity.WARNING,
    Text("目标值待补", "a target still to come"),
    Text("目标值还没有填，这一行不参与分解", "the target is not filled in, the row is not broken down"),
    Text("填上目标值，或删去这一行", "Fill in the target, or delete the row"),
)
SIGN_AGAINST_KIND = Rule(
    "sign-against-kind",
    Severity.WARNING,
    Text("退货、折让是正数", "a return or allowance above 0"),
    Text("“{kind}”的金额 {value} 是正数，会增加销售额", "{kind} of {value} is positive and adds to sales"),
    Text("退货、折让填负数", "Enter returns and allowances as negative amounts"),
)

SHARED_CODE = Rule(
    "shared-code",
    Severity.WARNING,
    Text("两个名字用同一个工号", "one code for two names"),
    Text("工号“{value}”在 {other} 是另一个名字", "the code {value} has another name in {other}"),
    Text("一个人一个工号；改了名字的，两行写成一样", "Give each person a code of their own; write one person's name alike"),
)
UNLISTED_MARKET = Rule(
    "unlisted-market",
    Severity.WARNING,
    Text("市场表里没有这个市场", "a market not in Markets"),
    Text(
        "“市场”表里没有“{value}”，共 {count} 行，仍按这个名字计入",
        "{value} is not in Markets; {count:row counts|rows count} under that name",
    ),
    Text("在“市场”表补上，或改正名字", "Add it to Markets, or correct the name"),
)
UNLISTED_CLIENT = Rule(
    "unlisted-client",
    Severity.NOTE,
    Text("客户表里没有的客户", "clients not in Clients"),
    Text(
        "本列有 {count} 个名字不在“客户”表（如“{value}”），仍按原名计入",
        "{count:name of this column is|names of this column are} not in Clients (such as {value})",
    ),
    Text("在“客户”表补上，或改正名字", "Add them to Clients, or correct the names"),
    once=True,
)
UNLISTED_PRODUCT = Rule(
    "unlisted-product",
    Severity.WARNING,
    Text("季节指数的产品没有用到", "a season index for a product not met"),
    Text(
        "目标和实绩里都没有产品“{value}”，这条季节指数用不上",
        "no target or actual is of the product {value}, so this index is not used",
    ),
    Text("改正产品名，或清空“产品”", "Correct the name, or clear Product"),
)
TOTAL_LIKE_NAME = Rule(
    "total-like-name",
    Severity.WARNING,
    Text("名字像是合计行", "a name like a total row's"),
    Text("“{value}”像是合计行，仍按普通的一行计入", "{value} looks like a total row; it counts as a row of its own"),
    Text("如果是合计，只写“合计”或“小计”，或删去这一行", "If it is a total, write only Total or Subtotal, or delete the row"),
)
CROSSING_TARGETS = Rule(
    "crossing-targets",
    Severity.ERROR,
    Text("目标的期间互相交叉", "targets whose periods cross"),
    Text(
        "{period}与 {other} 的{outer}有一部分重叠，谁也不包含谁",
        "{period} and {outer} in {other} share some days, and neither holds the other",
    ),
    Text(
        "改正期间：一个目标的期间要么在另一个之内，要么互不重叠",
        "Correct the period: one must lie inside the other, or apart from it",
    ),
)
TIER_ORDER = Rule(
    "tier-order",
    Severity.WARNING,
    Text("高一档的目标反而低", "a higher tier with a lower target"),
    Text(
        "“{tier}”目标 {value} 低于 {other} 的“{lower}”目标 {amount}；各档都是全额，不是在下一档上增加的数",
        "{tier} of {value} is below {lower} of {amount} in {other}; each tier is a full total, not an increment",
    ),
    Text("改成全额，或改正档位", "Enter the full total, or correct the tier"),
)
AMOUNT_AGAINST_KIND = Rule(
    "amount-against-kind",
    Severity.ERROR,
    Text("类型与金额所在的列不符", "an amount in a column that its kind cannot have"),
    Text("类型是“{kind}”，{value} 却填在“{heading}”，会计入销售", "{kind} with {value} under {heading} would count as a sale"),
    Text("把金额移到“回款”，或改“类型”", "Move the amount to Collected, or change Kind"),
)
ROWS_ALIKE = Rule(
    "rows-alike",
    Severity.WARNING,
    Text("两行相同", "two rows alike"),
    Text(
        "与第 {other} 行的{alike}都相同，两行都计入",
        "{alike} are those of row {other}; both count",
    ),
    Text("如果重复录入，删去一行", "Delete one if it was entered twice"),
)
CASH_DATE_WITHOUT_CASH = Rule(
    "cash-date-without-cash",
    Severity.WARNING,
    Text("有回款日期，没有回款", "a collection date without cash"),
    Text("填了回款日期 {value}，没有填回款", "Collected on is {value}, Collected is blank"),
    Text("补上回款金额，或清空回款日期", "Fill in the amount, or clear the date"),
)
DATES_OUT_OF_ORDER = Rule(
    "dates-out-of-order",
    Severity.WARNING,
    Text("两个日期先后颠倒", "two dates out of order"),
    Text("“{heading}”{value} 早于“{earlier}”{day}", "{heading} {value} is before {earlier} {day}"),
    Text("改正其中一个日期", "Correct one of the two dates"),
)
OUT_OF_RANGE = Rule(
    "out-of-range",
    Severity.ERROR,
    Text("数值超出范围", "a number out of range"),
    Text("“{heading}”{value} 应{range}", "{heading} of {value} should be {range}"),
    Text("改正这个数", "Correct the number"),
)
REPEATED_CLIENT = Rule(
    "repeated-client",
    Severity.ERROR,
    Text("同一客户有两行", "one client in two rows"),
    Text("“{value}”与 {other} 是同一个客户，会重复计算", "{value} is the same client as {other} and would count twice"),
    Text("合并成一行；同名的两家在名称后写编号", "Put the two together; tell two clients of one name apart by the name"),
)
STAGE_BEFORE_DEAL = Rule(
    "stage-before-deal",
    Severity.WARNING,
    Text("有首次成交，阶段还没到成交", "a first deal at a stage before it"),
    Text("首次成交是 {value}，阶段却是“{stage}”", "the first deal was on {value}, the stage is still {stage}"),
    Text("把阶段改为“成交”或“流失”，或清空首次成交", "Change the stage to Won or Lost, or clear First deal"),
)
REPEATED_MARKET = Rule(
    "repeated-market",
    Severity.ERROR,
    Text("同一市场有两行", "one market in two rows"),
    Text("“{value}”与 {other} 是同一个市场，起止日期重叠", "{value} is the same market as {other}, and the dates overlap"),
    Text("合并成一行，或写明各自的起止", "Put the two together, or give each its dates"),
)
PART_OVER_WHOLE = Rule(
    "part-over-whole",
    Severity.ERROR,
    Text("部分大于整体", "a part above its whole"),
    Text("“{heading}”{value} 大于“{whole}”{amount}", "{heading} {value} is above {whole} {amount}"),
    Text("改正其中一个数", "Correct one of the two numbers"),
)
SHARE_DIFFERS = Rule(
    "share-differs",
    Severity.WARNING,
    Text("市占率与销售额、市场容量不符", "a share that sales and market size do not give"),
    Text(
        "市占率填的是 {value}，销售额÷市场容量是 {computed}，按填写的使用",
        "Share is {value}, sales / market size {computed}; the typed one is used",
    ),
    Text("核对市占率、市场容量和这个市场的实绩", "Check the share, the market size and the market's actuals"),
)
SETTLED_WITHOUT_SETTLEMENT = Rule(
    "settled-without-settlement",
    Severity.WARNING,
    Text("已解决，没有写处理办法", "settled without a settlement"),
    Text("遗留费用写明已解决，没有写处理办法", "the dispute is settled, but not how"),
    Text("补上处理办法", "Fill in Settlement"),
)
NO_ACTION = Rule(
    "no-action",
    Severity.WARNING,
    Text("有问题或预期，没有措施", "a problem or target without an action"),
    Text("这一行写了{what}，没有写措施", "this row has {what} but no action"),
    Text("补上措施", "Fill in Action"),
)
SEVERAL_BREAKTHROUGHS = Rule(
    "several-breakthroughs",
    Severity.WARNING,
    Text("突破不止一个", "more than one breakthrough"),
    Text("{other} 已经是突破，这一行是第 {count} 个", "{other} is the breakthrough already, this is number {count}"),
    Text("只留一个，其余改为“否”", "Keep one and set the others to No"),
)
ACTIVITY_OUTSIDE = Rule(
    "activity-outside",
    Severity.NOTE,
    Text("活动不在报告期", "activities outside the report period"),
    Text(
        "有 {count} 行活动不在报告期 {period}，没有计入",
        "{count:row of activities lies|rows of activities lie} outside {period}, not counted",
    ),
    Text("如应计入，改正期间", "Correct the period of those that should count"),
    once=True,
)
STATUS_AGAINST_ACHIEVED = Rule(
    "status-against-achieved",
    Severity.WARNING,
    Text("状态与完成数不符", "a status against what is achieved"),
    Text("状态是“{status}”，完成 {value}，预期 {expected}", "{status} with {value} achieved of {expected} expected"),
    Text("核对状态和完成数", "Check the status and the number"),
)
REPEATED_SEASON = Rule(
    "repeated-season",
    Severity.ERROR,
    Text("同一月份有两个季节指数", "two season indices for one month"),
    Text("{value} 月在 {other} 已经有一行", "month {value} already stands in {other}"),
    Text("只留一行；不同产品的写明产品", "Keep one of the two; name the product where they differ"),
)
WEIGHT_ON_REST = Rule(
    "weight-on-rest",
    Severity.WARNING,
    Text("休息日写了权重", "a weight on a day of rest"),
    Text("{day} 是休息日，权重 {value} 没有使用", "{day} is a day of rest, its weight of {value} is not used"),
    Text("改为“工作”，或清空权重", "Change it to Work, or clear the weight"),
)

CHECKED: tuple[Rule, ...] = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
