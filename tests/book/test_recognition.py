"""When a sale counts: 订单金额, 发货金额 and 开票金额, alone and side by side."""

from pathlib import Path

import pytest

from tests.book.written import Rows, written
from xlsummary.book.read import Reading, read_book
from xlsummary.model import Recognition

SIDE_BY_SIDE = ["日期", "人员", "订单金额", "发货金额", "开票金额"]
ROW = ["2026-03-30", "张三", 100, 80, 60]


def reading(folder: Path, heads: list[str], row: list[object], setting: str = "") -> Reading:
    sheets: dict[str, Rows] = {"目标": [["期间", "目标值"], [2026, 1200]], "实绩": [heads, row]}
    if setting:
        sheets["设置"] = [["项目", "值"], ["销售额口径", setting]]
    return read_book(written(folder, sheets))


@pytest.mark.parametrize(("setting", "yuan"), [("订单", 100), ("发货", 80), ("开票", 60), ("", 80)])
def test_side_by_side_the_column_of_the_books_basis_is_taken(setting: str, yuan: int, tmp_path: Path) -> None:
    found = reading(tmp_path, SIDE_BY_SIDE, ROW, setting)
    assert found.book.actuals.money["sales"] == (yuan * 100,)
    assert [each.rule.id for each in found.problems if each.rule.id != "no-reps-sheet"] == ["unknown-column"]


@pytest.mark.parametrize(
    ("heading", "basis"),
    [
        ("订单金额", Recognition.ORDER),
        ("签约金额（万元）", Recognition.ORDER),
        ("出库金额", Recognition.SHIPMENT),
        ("开票金额(元)", Recognition.INVOICE),
        ("Invoiced amount", Recognition.INVOICE),
        ("销售额", Recognition.SHIPMENT),
    ],
)
def test_alone_the_heading_says_the_basis_where_none_is_set(heading: str, basis: Recognition, tmp_path: Path) -> None:
    found = reading(tmp_path, ["日期", "人员", heading], ["2026-03-30", "张三", 100])
    assert found.book.settings.recognition is basis
    assert "recognition-differs" not in [each.rule.id for each in found.problems]


def test_a_column_of_another_basis_than_the_one_set_is_told_at_its_heading(tmp_path: Path) -> None:
    found = reading(tmp_path, ["日期", "人员", "开票金额"], ["2026-03-30", "张三", 100], "发货")
    (told,) = [each for each in found.problems if each.rule.id == "recognition-differs"]
    assert str(told.cell) == "'实绩'!C1"
    assert found.book.actuals.money["sales"] == (10_000,)
    assert found.book.settings.recognition is Recognition.SHIPMENT
