"""Books for the rules about last year's actuals, paths, and what has no target."""

from collections.abc import Sequence

from tests.book.written import Rows
from tests.plan.trials_plan import settings, targets
from tests.rules import trial
from xlsummary import catalogue_path as paths

SALES = ["日期", "人员", "客户", "产品", "市场", "销售额"]
CLIENTS = ["客户", "人员", "市场", "阶段"]
PEOPLE: dict[str, Rows] = {"人员": [["姓名"], ["张三"], ["李四"]]}
BY_LAST_YEAR = ["月度分解", "上年"]


def sold(*rows: Sequence[object]) -> dict[str, Rows]:
    """Actuals of 2025 month by month, 100 each but for the given months, and then rows of their own."""
    return {"实绩": [["日期", "人员", "销售额"], *rows, ["2026-03-31", "张三", 100]]}


def months(of: dict[int, int], *, first: int = 1) -> list[list[object]]:
    return [[f"2025-{month:02d}-10", "张三", of.get(month, 100)] for month in range(first, 13)]


trial(
    paths.LAST_YEAR_MISSING,
    "'设置'!B2",
    breaks={**settings(BY_LAST_YEAR), **sold(["2025-06-30", "张三", 100], ["2025-07-31", "张三", -100])},
    holds={**settings(BY_LAST_YEAR), **sold(*months({}))},
)
trial(
    paths.LAST_YEAR_MEAN,
    "'设置'!B2",
    breaks={**settings(BY_LAST_YEAR), **sold(*months({8: 0}))},
    holds={**settings(BY_LAST_YEAR), **sold(*months({8: 1, 1: 0}))},
)
trial(
    paths.LAST_YEAR_INCOMPLETE,
    "'设置'!B2",
    breaks={**settings(BY_LAST_YEAR), **sold(*months({}, first=4))},
    holds={**settings(BY_LAST_YEAR), **sold(*months({}, first=2))},
)
trial(
    paths.WITHOUT_LAST_YEAR,
    "'设置'!B2",
    breaks={**settings(["人员分解", "上年"]), **sold(["2025-06-30", "张三", 100])},
    holds={**settings(["人员分解", "上年"]), **sold(["2025-06-30", "张三", 100], ["2025-06-30", "李四", 1])},
)
trial(
    paths.SPLIT_EQUALLY,
    "'设置'!B2",
    breaks={**settings(["人员分解", "上年"])},
    holds={**settings(["人员分解", "上年"]), **sold(["2025-06-30", "张三", 100], ["2025-06-30", "李四", 1])},
)


def by_product(*products: str) -> dict[str, Rows]:
    rows = [["2025-06-30", "张三", "甲公司", product, None, 100] for product in products]
    return {**settings(["分解路径", "公司>产品"]), "实绩": [SALES, *rows, ["2026-03-31", "张三", "甲公司", "硬件", None, 100]]}


trial(paths.NO_LAST_YEAR, "'设置'!B2", breaks=by_product("软件"), holds=by_product("软件", "硬件"))
trial(
    paths.PATH_UNRELATED,
    "'设置'!B2",
    breaks=settings(["分解路径", "公司>人员>产品"]),
    holds=by_product("硬件"),
)


def of_clients(*rows: Sequence[object]) -> dict[str, Rows]:
    listed = [*rows, ["乙公司", "李四", "北区", None]]
    return {
        **settings(["分解路径", "公司>市场>人员>客户"]),
        "客户": [CLIENTS, *listed],
        "人员": [["姓名", "市场"], ["张三", "南区"], ["李四", "北区"]],
    }


SOUTH = ["甲公司", "张三", "南区", None]
trial(
    paths.NOT_ON_PATH,
    "'客户'!D3",
    breaks=of_clients(SOUTH, ["丙公司", "张三", "南区", "流失"]),
    holds=of_clients(SOUTH, ["丙公司", "张三", "南区", "成交"]),
)
trial(
    paths.REP_ELSEWHERE,
    "'客户'!C3",
    breaks=of_clients(SOUTH, ["丙公司", "张三", "北区", None]),
    holds=of_clients(SOUTH, ["丙公司", "张三", "南区", None]),
)
trial(
    paths.NO_TARGET_SET,
    "'目标'!E2",
    breaks={**targets([2026, 1200, None, "人员", "张三"]), **PEOPLE},
    holds={**targets([2026, 1200, None, "人员", "张三"], [2026, 0, None, "人员", "李四"]), **PEOPLE},
)
