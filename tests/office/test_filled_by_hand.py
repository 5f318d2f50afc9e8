"""The small template filled in by hand in LibreOffice, by the four steps of its sheet 说明, then checked and run."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.office.by_hand import Typed, by_hand
from xlsummary import assets, pipeline
from xlsummary.book.schema import SHEETS
from xlsummary.model import Lang
from xlsummary.problems import Severity

MONTHS = [f"2026-{month:02d}" for month in range(1, 4)]
TYPED: Typed = {
    "目标": {"期间": ["2026", "2026"], "目标值": ["1500万", "160"], "指标": ["", "新客户"]},
    "人员": {"姓名": ["张三", "李四", "王五"], "团队": ["一组", "一组", "二组"], "入职": ["2024-3-1", "2026-02-01", ""]},
    "实绩": {
        "日期": [*MONTHS, "2026-4-7", "2026年4月8日"],
        "人员": ["", "", "", "张三", "李四"],
        "客户": ["", "", "", "甲公司", "乙公司"],
        "销售额": ["120万", "95.5万", "1,100,000", "30000.5", "￥2,500.00"],
        "回款": ["100万", "900000", "", "-", ""],
    },
    "素材": {
        "章节": ["成绩", "问题"],
        "正文": ["一季度开门红。", "新品铺货慢，二月缺货 3 天。"],
        "措施": ["", "旬初核对库存，提前订货"],
    },
    "设置": {"值": ["恒信公司"]},
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return by_hand(assets.workbook("template-small.zh.xlsx"), tmp_path_factory.mktemp("office"), typed=TYPED)


def test_a_template_filled_in_by_its_instructions_runs_with_the_right_numbers(saved: Path) -> None:
    outcome = pipeline.run(saved, pipeline.Options(today=date(2026, 4, 9)))
    told = [(each.rule.id, str(each.cell)) for each in outcome.checked.problems if each.severity is not Severity.NOTE]
    assert told == []
    book = outcome.checked.book
    assert [(str(each.amount.value), each.line.measure.value) for each in book.targets if each.amount] == [
        ("15000000", "sales"),
        ("160", "new-clients"),
    ]
    assert [(rep.name, rep.team, rep.joined) for rep in book.reps] == [
        ("张三", "一组", date(2024, 3, 1)),
        ("李四", "一组", date(2026, 2, 1)),
        ("王五", "二组", None),
    ]
    assert book.settings.company == "恒信公司"
    actuals = book.actuals
    assert [actuals.fen("sales", entry) for entry in actuals.entries()] == [120000000, 95500000, 110000000, 3000050, 250000]
    assert [actuals.fen("collected", entry) for entry in actuals.entries()] == [100000000, 90000000, None, None, None]
    assert date.fromordinal(actuals.starts[4]) == date(2026, 4, 8)
    assert [each.text for each in book.notes] == ["一季度开门红。", "新品铺货慢，二月缺货 3 天。"]
    (plan,) = [plan for plan in outcome.plans if plan.line.measure.value == "sales"]
    assert sum(plan.amounts[0]) * plan.grain == Decimal(15_000_000)
    assert outcome.planning
    assert outcome.document


def test_lists_prompts_groups_and_print_set_up_are_still_there(saved: Path) -> None:
    before, after = (load_workbook(path) for path in (assets.workbook("template-small.zh.xlsx"), saved))
    assert after.sheetnames == before.sheetnames
    for spec in SHEETS:
        if spec.small:
            title = spec.title[Lang.ZH]
            assert _kept(after[title]) == _kept(before[title])


def _kept(sheet: Worksheet) -> dict[str, object]:
    """What helps a person to fill in and print a sheet."""
    validations = sheet.data_validations.dataValidation
    return {
        "lists": sorted(each.formula1.replace("'", "").replace(" ", "") for each in validations if each.type == "list"),
        "prompts": sorted({(each.promptTitle, each.prompt) for each in validations}),
        "folded": any(dimension.outlineLevel for dimension in sheet.column_dimensions.values()),
        "frozen": sheet.freeze_panes,
        "repeated rows": sheet.print_title_rows,
        "page": (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight),
    }
