"""人员: the same person twice, dates, names that are not there."""

from __future__ import annotations

from tests.book.written import Rows
from tests.rules import trial
from xlsummary import catalogue_checking as rules

HEAD = ["姓名", "团队", "工号", "入职", "离职"]
OTHER = ["李四", "一组", None, None, None]


def people(*rows: list[object]) -> dict[str, Rows]:
    return {"人员": [HEAD, *rows, OTHER]}


trial(
    rules.REPEATED_REP,
    "'人员'!C3",
    breaks=people(["张三", "一组", "A1", None, "2026-03-31"], ["张三", "二组", "A1", "2026-03-31", None]),
    holds=people(["张三", "一组", "A1", None, "2026-03-31"], ["张三", "二组", "A1", "2026-04-01", None]),
)
trial(
    rules.LEFT_BEFORE_JOINED,
    "'人员'!E2",
    breaks=people(["王五", "一组", None, "2026-02-02", "2026-02-01"], ["张三", "一组", None, None, None]),
    holds=people(["王五", "一组", None, "2026-02-02", "2026-02-02"], ["张三", "一组", None, None, None]),
)
