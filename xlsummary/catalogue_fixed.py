"""The rules about quotas that were changed on the planning sheet."""

from __future__ import annotations

from xlsummary.model import Text
from xlsummary.problems import Rule, Severity

FIXED_WITHOUT_PLAN = Rule(
    "fixed-without-plan",
    Severity.ERROR,
    Text("改过的配额找不到对应的计划", "a changed quota that is in no plan"),
    Text(
        "“{quota}”的配额改成了 {value}，但现在的计划里没有这个人、团队或期间",
        "the quota of {quota} was changed to {value}, but the plan no longer has this person, team or period",
    ),
    Text(
        "恢复对应的目标、人员或名称；不再要这个数，就把这一格改回去，或在“固定值”中删去这一行",
        "Bring back the target, the person or the name; else undo the change, or delete its line under Fixed",
    ),
)
FIXED_COMPANY_TOTAL = Rule(
    "fixed-company-total",
    Severity.ERROR,
    Text("在计划表上改了公司总目标", "the company's total changed on the planning sheet"),
    Text("公司总目标不在这里改", "the company's total is not changed here"),
    Text("到“目标”改总目标，再运行一次", "Change it on Targets and run again"),
)

EDITED_TWICE = Rule(
    "fixed-twice",
    Severity.ERROR,
    Text("同一配额改成了两个数", "one quota changed to two numbers"),
    Text("这里改成了 {value}，而 {other} 是 {amount}", "this was changed to {value}, but {other} is {amount}"),
    Text("两处改成一致，或把其中一处改回去", "Make the two agree, or change one of them back"),
)
FIXED_SIGN = Rule(
    "fixed-sign",
    Severity.ERROR,
    Text("改过的配额与目标正负相反", "a quota changed to another sign than its target's"),
    Text("这里改成了 {value}，而它所属的目标 {other} 是 {amount}", "changed to {value}, but its target {other} is {amount}"),
    Text("改为与目标同号的数或 0；退货记在“实绩”里", "Enter a number of the target's sign, or 0; returns go to Actuals"),
)
FIXED_TOO_FINE = Rule(
    "fixed-too-fine",
    Severity.ERROR,
    Text("改过的配额小数过细", "a changed quota too fine to break down"),
    Text("这里改成了 {value}，不是 {unit} 的整数倍，无法分解", "changed to {value}, which is not a multiple of {unit}"),
    Text("改为 {unit} 的整数倍；公式外面加 ROUND", "Enter a multiple of {unit}; put ROUND around a formula"),
)
FIXED_ELSEWHERE = Rule(
    "fixed-elsewhere",
    Severity.NOTE,
    Text("固定值已在另一个文件里改过", "a fixed quota that was changed in another file since"),
    Text("这里的 {value} 不再算数：后来在 {other} {what}", "{value} here counts no more: in {other} it was {what} since"),
    Text("不用处理；要恢复，在 {other} 的格里重新填数", "Nothing to do; to have it back, enter it again in {other}"),
)
PLANNING_KEYS = Rule(
    "planning-keys",
    Severity.ERROR,
    Text("计划表的行或列对不上", "rows or columns of the planning sheet that cannot be told"),
    Text("{what}，改动无法对应到配额", "{what}, so that changes cannot be told from quotas"),
    Text(
        "撤销对行、列的删除或复制；不需要保留改动时，删去整张计划表再运行",
        "Undo the deleting or copying of rows and columns; to give up all changes, delete the planning sheet and run again",
    ),
)
PLANNING_CELL = Rule(
    "planning-cell",
    Severity.ERROR,
    Text("计划表上的改动不是数", "a change on the planning sheet that is no number"),
    Text("“{value}”不是数", "{value!r} is not a number"),
    Text("改为数，或撤销改动", "Enter a number, or undo the change"),
)
PLANNING_FORMULA = Rule(
    "planning-formula",
    Severity.ERROR,
    Text("计划表上的公式没有算出的数", "a formula on the planning sheet without a number"),
    Text(
        "这里改成了公式 {value}，文件里没有它算出的数",
        "this was changed to the formula {value}, and the file has no number for it",
    ),
    Text(
        "在 Excel 或 WPS 里打开，保存后再运行，或直接填数",
        "Open it in Excel, save it and run again, or enter the number itself",
    ),
)
PLANNING_RECORD = Rule(
    "planning-record",
    Severity.WARNING,
    Text("计划表的记录丢失", "a planning sheet without its record"),
    Text(
        "{value} 的记录不见了、读不出来，或是为另一本书写的（书名、公司或所在文件夹不同），这张表上改过的数没有带到新计划里",
        "the record in {value} is gone, damaged or another book's (by name, company or folder), so changes on this sheet are "
        "not in the new plan",
    ),
    Text("改过的数请从备份文件抄到新的计划表", "Copy what was changed from the backup file to the new planning sheet"),
)

FIXED_GONE = Rule(
    "fixed-gone",
    Severity.WARNING,
    Text("固定过的配额随计划表一起没有了", "fixed quotas gone with their planning sheet"),
    Text(
        "上次固定的 {count} 个配额没有带到新计划里，因为计划表已不在：{named}",
        "{count:fixed quota is|fixed quotas are} not in the new plan, since the planning sheet is gone: {named}",
    ),
    Text(
        "不再需要就不用处理；要恢复，在新的计划表上重新填这些数，再运行一次",
        "Nothing to do if that is wanted; else enter them on the new planning sheet and run again",
    ),
)
COPY_ALONE = Rule(
    "copy-alone",
    Severity.WARNING,
    Text("只剩计划表的副本", "only a copy of a planning sheet is left"),
    Text(
        "“{value}”是“{ours}”的副本，而“{ours}”已不在；副本上改过的数没有读，计划另写一张表",
        "{value} is a copy of {ours}, which is gone; changes on the copy were not read, and the plan gets a sheet of its own",
    ),
    Text(
        "要让副本算数：删去新写的“{ours}”，把副本改用这个名字，再运行；只作留底就不用处理",
        "To have the copy count, delete the new {ours}, give its name to the copy and run again; else there is nothing to do",
    ),
)
MARKED_OTHER = Rule(
    "marked-other",
    Severity.WARNING,
    Text("认不出的、本工具写过的表", "a sheet of ours that is not known again"),
    Text(
        "“{value}”带着本工具的标记，里面却认不出本工具写的内容（已改作他用，或隐藏的 A 列没有了），没有读，也没有动它",
        "{value} carries the mark of xlsummary, but nothing that it wrote (it holds something else now, or has lost the hidden "
        "column A); it was not read, and left alone",
    ),
    Text(
        "自己要用就不用处理，里面的数要计入时粘贴到要填的表里；不用就删去",
        "Keep it if you use it, and paste numbers that should count into the sheet they belong to; else delete it",
    ),
)

FIXED: tuple[Rule, ...] = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
