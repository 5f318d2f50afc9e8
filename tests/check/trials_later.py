"""What the template offers and this version does not use yet."""

from tests.rules import trial
from xlsummary import catalogue as rules


def settings(key: str, value: object) -> dict[str, list[list[object]]]:
    return {"设置": [["项目", "值"], [key, value]]}


trial(rules.SETTING_UNUSED, "'设置'!B2", breaks=settings("目录", "是"), holds=settings("目录", None))
trial(
    rules.SHEET_UNUSED,
    "'费用'",
    breaks={"费用": [["项目", "预算"], ["差旅", 100]]},
    holds={"费用": [["项目", "预算"]]},
)
trial(rules.KIND_LATER, "'设置'!B2", breaks=settings("总结类型", "个人心得"), holds=settings("总结类型", "部门总结"))
