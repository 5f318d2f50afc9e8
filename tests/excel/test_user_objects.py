"""What a person put on a sheet of ours: it is never lost without a word, and never while something leads to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from tests.book.written import written
from tests.excel import raw
from tests.excel.layouts import planning, sheets
from tests.excel.packages import Book
from tests.excel.shown import refused
from tests.rules import SOUND, TODAY
from xlsummary.cli import main
from xlsummary.excel.graft import graft, grafted
from xlsummary.excel.user_objects import CHARTED, LeftBehind
from xlsummary.package import packed, unpacked
from xlsummary.pipeline import Options, run

PLAN = "计划分解"


def with_table(path: Path, name: str = "MyT") -> Workbook:
    """A book with our sheets in it, on whose planning sheet a person has made a table."""
    graft(raw.put(path, raw.parts()), [planning()], path)
    made = load_workbook(path)
    made[PLAN]["H1"], made[PLAN]["H2"] = "金额", 5
    made[PLAN].add_table(Table(displayName=name, ref="H1:H2"))
    made.create_sheet("我的")
    return made


def left(path: Path, *, force: bool = False) -> tuple[LeftBehind, ...]:
    return grafted(path, [planning()], force=force).left


def spoken(each: LeftBehind) -> tuple[str, list[str], list[str], tuple[str, ...]]:
    return each.sheet, [one.zh for one in each.objects], [str(cell) for cell in each.cells], each.names


def test_our_own_sheets_leave_nothing_behind(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    graft(path, sheets(), path)
    assert grafted(path, sheets()).left == ()
    made = load_workbook(path)
    made.save(path)
    assert grafted(path, sheets()).left == ()


def test_a_table_that_nothing_leads_to_is_told(tmp_path: Path) -> None:
    made = with_table(tmp_path / "a.xlsx")
    made["我的"]["A1"] = "=MyTax+SUM(OtherMyT[金额])+MyT2"
    made.save(tmp_path / "a.xlsx")
    assert [*map(spoken, left(tmp_path / "a.xlsx"))] == [(PLAN, ["表格 MyT"], [], ())]


@pytest.mark.parametrize("formula", ["=SUM(MyT[金额])", "=sum(myt[金额])", "=ROWS(MyT)", '=ROWS(INDIRECT("MyT"))', "=1+MyT"])
def test_a_formula_of_the_users_that_names_the_table_stands_in_the_way(formula: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    made = with_table(path)
    made["我的"]["B2"] = formula
    made.save(path)
    before = path.read_bytes()
    with pytest.raises(Exception, match="我的") as error:
        graft(path, [planning()], path)
    assert getattr(error.value, "rule", "") == "sheet-in-use"
    assert "'我的'!B2" in str(error.value)
    assert path.read_bytes() == before
    assert [*map(spoken, left(path, force=True))] == [(PLAN, ["表格 MyT"], ["'我的'!B2"], ())]


def test_names_rules_and_drop_downs_lead_to_a_table_too(tmp_path: Path) -> None:
    made = with_table(tmp_path / "a.xlsx")
    made.defined_names["清单"] = DefinedName("清单", attr_text="MyT[金额]")
    choice = DataValidation("list", formula1='INDIRECT("MyT[金额]")')
    choice.add("C3:C9")
    made["我的"].add_data_validation(choice)
    counted = Rule(type="expression", formula=['COUNTIF(INDIRECT("MyT"),D4)>0'])
    made["我的"].conditional_formatting.add("D4:D9", counted)
    made.save(tmp_path / "a.xlsx")
    (each,) = left(tmp_path / "a.xlsx", force=True)
    assert (sorted(map(str, each.cells)), each.names) == (["'我的'!C3", "'我的'!D4"], ("清单",))
    assert refused(tmp_path / "a.xlsx").rule == "sheet-in-use"


def test_comments_and_pictures_are_told_by_their_kinds(tmp_path: Path) -> None:
    made = with_table(tmp_path / "a.xlsx")
    made[PLAN]["B2"].comment = Comment("再核一次", "李")
    made.save(tmp_path / "a.xlsx")
    assert [*map(spoken, left(tmp_path / "a.xlsx"))] == [(PLAN, ["表格 MyT", "批注"], [], ())]


def _added(path: Path, kind: str, part: str, content: str, more: Mapping[str, str] = {}) -> None:
    """Puts a part on our planning sheet, as another program lists it; `more` are relations of the workbook with their parts."""
    entries = unpacked(path.read_bytes())
    sheet = Book(path.read_bytes()).sheet(PLAN).part
    folder, name = sheet.rsplit("/", 1)
    relation = f'<Relationship Id="u1" Type="{raw.OFFICE}/{kind}" Target="/{part}"/></Relationships>'
    listed = entries.get(f"{folder}/_rels/{name}.rels", f'<Relationships xmlns="{raw.PACKAGE}"></Relationships>'.encode())
    entries[f"{folder}/_rels/{name}.rels"] = listed.replace(b"</Relationships>", relation.encode())
    entries[part] = content.encode()
    book = entries["xl/_rels/workbook.xml.rels"]
    for word, text in more.items():
        listed_too = f'<Relationship Id="u{word}" Type="{raw.OFFICE}/{word}" Target="/xl/{word}.xml"/></Relationships>'
        book = book.replace(b"</Relationships>", listed_too.encode())
        entries[f"xl/{word}.xml"] = text.encode()
    path.write_bytes(packed({**entries, "xl/_rels/workbook.xml.rels": book}))


def _planned(path: Path) -> str:
    graft(raw.put(path, raw.parts()), [planning()], path)
    return Book(path.read_bytes()).sheet(PLAN).id


@pytest.mark.parametrize("on_ours", [True, False])
def test_a_pivot_table_of_ours_that_a_slicer_leads_to_stands_in_the_way(on_ours: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    number = int(_planned(path))
    tab = number if on_ours else number + 1
    slicer = f'<slicerCacheDefinition name="切片器_团队"><pivotTables><pivotTable tabId="{tab}" name="P1"/></pivotTables>'
    pivot = f'<pivotTableDefinition xmlns="{raw.MAIN}" name="P1"/>'
    _added(path, "pivotTable", "xl/p.xml", pivot, {"slicerCache": f"{slicer}</slicerCacheDefinition>"})
    if on_ours:
        assert refused(path).rule == "sheet-in-use"
    names = ("切片器_团队",) if on_ours else ()
    assert [*map(spoken, left(path, force=True))] == [(PLAN, ["数据透视表 P1"], [], names)]


def test_a_slicer_on_our_sheet_stands_in_the_way_as_long_as_its_data_does(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    _planned(path)
    cache = '<slicerCacheDefinition name="切片器_团队"/>'
    _added(path, "slicer", "xl/s.xml", '<slicers><slicer name="团队" cache="切片器_团队"/></slicers>', {"slicerCache": cache})
    assert [*map(spoken, left(path, force=True))] == [(PLAN, ["切片器"], [], ("切片器_团队",))]
    assert refused(path).rule == "sheet-in-use"


def test_a_second_drawing_beside_our_chart_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    _planned(path)
    entries = unpacked(path.read_bytes())
    (drawing,) = [name for name in entries if name.startswith("xl/drawings/") and name.endswith(".xml")]
    entries[drawing] = entries[drawing].replace(b"</wsDr>", b"<oneCellAnchor><sp/></oneCellAnchor></wsDr>")
    assert b"<sp/>" in entries[drawing]
    path.write_bytes(packed(entries))
    assert [*map(spoken, left(path))] == [(PLAN, ["图片、图形或图表"], [], ())]


def test_the_sheets_that_may_have_a_chart_are_those_whose_layouts_have_one(tmp_path: Path) -> None:
    """A chart on another sheet of ours is a person's; one whose alternative text a program has lost is ours all the same."""
    rows = [["日期", "人员", "销售额"], *([f"2026-0{month}-05", "张三", 90] for month in (1, 2, 3))]
    outcome = run(written(tmp_path, {**SOUND, "实绩": rows}), Options(today=TODAY, itself=True))
    assert {layout.marker for layout in outcome.layouts if layout.charts} == CHARTED
    assert all(len(layout.charts) <= 1 for layout in outcome.layouts)
    assert outcome.planning is not None
    path = tmp_path / "book.xlsx"
    path.write_bytes(outcome.planning.content())
    load_workbook(path).save(path)
    made = run(path, Options(today=TODAY, itself=True)).planning
    assert made is not None
    assert made.left == ()
    weekly = load_workbook(path)
    next(sheet for sheet in weekly.worksheets if sheet.title == "周例会").add_chart(BarChart(), "K2")
    weekly.save(path)
    made = run(path, Options(today=TODAY, itself=True)).planning
    assert made is not None
    assert [*map(spoken, made.left)] == [("周例会", ["图片、图形或图表"], [], ())]


def test_the_command_tells_what_is_gone_and_refuses_what_would_break(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    book = written(tmp_path, SOUND)

    def again(*words: str, code: int = 0) -> dict[str, object]:
        with pytest.raises(SystemExit) as ended:
            main(["run", str(book), "--in-place", "--as-of", f"{TODAY}", "--format", "json", *words])
        assert ended.value.code == code
        document: dict[str, object] = json.loads(capfd.readouterr().out)
        return document

    again()
    made = load_workbook(book)
    made[PLAN]["BH1"], made[PLAN]["BH2"] = "金额", 5
    made[PLAN].add_table(Table(displayName="MyT", ref="BH1:BH2"))
    made.create_sheet("我的")["B2"] = "=SUM(MyT[金额])"
    made.save(book)
    before = book.read_bytes()
    error = again(code=2)["error"]
    assert isinstance(error, dict)
    assert (error["rule"], "'我的'!B2" in error["message"], "MyT" in error["message"]) == ("sheet-in-use", True, True)
    assert book.read_bytes() == before
    problems = again("--force")["problems"]
    assert isinstance(problems, list)
    rules = [each["rule"] for each in problems]
    assert rules == ["typed-on-sheet", "written-by-force", "not-on-new-sheet"]
    assert "BH1 “金额”" in problems[0]["message"]
    assert "MyT" in problems[2]["message"]
    assert (tmp_path / "book.bak2.xlsx").read_bytes() == before
