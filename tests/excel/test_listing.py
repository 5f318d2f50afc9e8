"""Our sheets in the lists of a user's package."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.excel import raw
from tests.excel.packages import elements, local
from xlsummary.excel.listing import Entered, enter_sheets, enter_styles, enter_types
from xlsummary.excel.older import Older
from xlsummary.excel.our_parts import OurPart
from xlsummary.excel.titles import renamed, titles_for
from xlsummary.excel.trees import parsed
from xlsummary.excel.users_book import Sheet, UsersBook
from xlsummary.package import Package
from xlsummary.sheets.layout import Layout, Visibility

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def book(*replacements: tuple[str, str], part: str = "xl/workbook.xml") -> UsersBook:
    """A user's book with texts of a part replaced."""
    content = raw.zipped(raw.changed(raw.parts(), part, *replacements).items())
    return UsersBook(Package(content), "xl/workbook.xml")


def entered(title: str, older: Older | None = None, visibility: Visibility = Visibility.VISIBLE) -> Entered:
    marker = parsed(
        f'<definedName xmlns="{raw.MAIN}" name="_xlsummary_x" localSheetId="0" hidden="1">"x"</definedName>'.encode()
    )
    return Entered(title=title, part="xl/worksheets/_xlsummary_x.xml", visibility=visibility, names=(marker,), older=older)


def listed(users: UsersBook, name: str) -> list[etree._Element]:
    return elements(next(each for each in users.workbook if local(each) == name))


def test_new_sheets_come_last_with_free_numbers_and_relations() -> None:
    users = book(('sheetId="7"', 'sheetId="65534"'))
    enter_sheets(users, [entered("甲"), entered("乙", visibility=Visibility.VERY_HIDDEN)])
    sheets = listed(users, "sheets")
    assert [(each.get("name"), each.get("sheetId"), each.get("state")) for each in sheets] == [
        ("目标", "3", None),
        ("实绩", "65534", None),
        ("甲", "1", None),
        ("乙", "2", "veryHidden"),
    ]
    ids = [each.get(f"{{{raw.OFFICE}}}id") for each in sheets]
    targets = {each.get("Id"): each.get("Target") for each in users.relations}
    assert [targets[each] for each in ids][2:] == ["worksheets/_xlsummary_x.xml"] * 2
    assert len(set(ids)) == 4
    names = [(each.get("name"), each.get("localSheetId")) for each in listed(users, "definedNames")]
    assert names == [("_xlnm.Print_Area", "1"), ("税率", None), ("_xlsummary_x", "2"), ("_xlsummary_x", "3")]


def test_a_replaced_sheet_keeps_its_place_name_number_and_relation_and_loses_the_names_of_old() -> None:
    area = '<definedName name="_xlnm.Print_Area" localSheetId="1">'
    marker = '<definedName name="_XLSUMMARY_X" localSheetId="1">"x"</definedName>'
    mine = f'{marker}<definedName name="我的" localSheetId="1">1</definedName>{area}'
    users = book((area, mine))
    enter_sheets(users, [entered("甲", Older(users.sheets[1], is_selected=False, named=frozenset({1})), Visibility.HIDDEN)])
    assert [(each.get("name"), each.get("sheetId"), each.get("state")) for each in listed(users, "sheets")] == [
        ("目标", "3", None),
        ("实绩", "7", "hidden"),
    ]
    targets = {each.get("Id"): each.get("Target") for each in users.relations}
    assert targets["rId2"] == "worksheets/_xlsummary_x.xml"
    assert len(targets) == 5
    names = [(each.get("name"), each.get("localSheetId")) for each in listed(users, "definedNames")]
    assert names == [("我的", "1"), ("税率", None), ("_xlsummary_x", "1")]


@pytest.mark.parametrize("target", ["/xl/worksheets/_xlsummary_x.xml", "WORKSHEETS/_xlsummary_X.xml"])
def test_a_sheet_that_is_replaced_under_the_same_part_stays_listed_as_the_users_program_has_it(target: str) -> None:
    users = book(("worksheets/sheet2.xml", target), part="xl/_rels/workbook.xml.rels")
    older = Sheet(1, "实绩", 7, "rId2", "xl/worksheets/_XLSUMMARY_x.xml", "worksheet")
    enter_sheets(users, [entered("甲", Older(older, is_selected=False, named=frozenset({1})))])
    assert {each.get("Id"): each.get("Target") for each in users.relations}["rId2"] == target


def test_areas_of_the_older_sheet_that_lead_nowhere_go_too() -> None:
    """A program that deleted the rows leaves `#REF!` behind."""
    users = book(("实绩!$A$1:$C$3", "#REF!$A$1:$C$3"))
    enter_sheets(users, [entered("甲", Older(users.sheets[1], is_selected=False, named=frozenset({1})))])
    names = [(each.get("name"), each.get("localSheetId")) for each in listed(users, "definedNames")]
    assert names == [("税率", None), ("_xlsummary_x", "1")]


def test_names_that_tell_another_place_for_the_older_sheet_go_too_and_those_of_others_stay() -> None:
    """As LibreOffice counts with scenarios: places 1 and 2 are both told for the sheet at 1."""
    stale = (
        '<definedName name="_xlsummary_x" localSheetId="2">"x"</definedName>'
        '<definedName name="_xlnm.Print_Titles" localSheetId="2">实绩!$1:$2</definedName>'
        '<definedName name="_xlnm.Print_Titles" localSheetId="2">别人!$1:$2</definedName>'
    )
    users = book(("<definedNames>", f"<definedNames>{stale}"))
    enter_sheets(users, [entered("甲", Older(users.sheets[1], is_selected=False, named=frozenset({1, 2})))])
    names = [(each.get("name"), each.get("localSheetId"), each.text) for each in listed(users, "definedNames")]
    assert names == [
        ("_xlnm.Print_Titles", "2", "别人!$1:$2"),
        ("税率", None, "0.13"),
        ("_xlsummary_x", "1", '"x"'),
    ]


def test_content_types_of_new_kept_and_dropped_parts() -> None:
    users = book()
    parts = [
        OurPart("xl/worksheets/SHEET1.xml", b"", TYPE),
        OurPart("xl/new.xml", b"", "t"),
        OurPart("xl/_rels/new.xml.rels", b"", ""),
    ]
    enter_types(users, parts, {"xl/worksheets/sheet2.xml"})
    declared = [each.get("PartName") for each in users.types if local(each) == "Override"]
    assert "/xl/worksheets/sheet1.xml" in declared
    assert "/xl/worksheets/SHEET1.xml" not in declared
    assert "/xl/worksheets/sheet2.xml" not in declared
    assert declared[-1] == "/xl/new.xml"
    enter_types(users, [OurPart("xl/new.xml", b"", "u")], set())
    assert [each.get("ContentType") for each in users.types if each.get("PartName") == "/xl/new.xml"] == ["u"]


def test_relations_are_declared_where_the_user_had_none() -> None:
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    users = book((default, ""), part="[Content_Types].xml")
    enter_types(users, [OurPart("xl/new.xml", b"", "t")])
    assert [each.get("ContentType") for each in users.types if each.get("Extension") == "rels"] == [
        "application/vnd.openxmlformats-package.relationships+xml"
    ]


@pytest.mark.parametrize("known", [True, False])
def test_new_styles_are_pointed_at_once(known: bool) -> None:
    relation = f'<Relationship Id="rId3" Type="{raw.OFFICE}/styles" Target="styles.xml"/>'
    users = book(*(() if known else ((relation, ""),)), part="xl/_rels/workbook.xml.rels") if not known else book()
    enter_styles(users, "xl/styles.xml")
    assert [each.get("Target") for each in users.relations if each.get("Type", "").endswith("/styles")] == ["styles.xml"]


# Names of sheets ------------------------------------------------------------------------------


def layout(title: str, marker: str = "m") -> Layout:
    return Layout(title=title, marker=marker, columns=(), rows=())


def sheets(*names: str) -> list[Sheet]:
    return [Sheet(at, name, at + 1, f"r{at}", "", "worksheet") for at, name in enumerate(names)]


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        ("计划", (), "计划"),
        ("计划", ("计划",), "计划(2)"),
        ("Plan", ("PLAN", "plan(2)"), "Plan(3)"),
        ("各" * 31, ("各" * 31,), "各" * 28 + "(2)"),
        ("各" * 40, (), "各" * 31),
    ],
)
def test_a_new_sheet_has_its_name_or_the_next_that_is_free(title: str, taken: tuple[str, ...], expected: str) -> None:
    titles = titles_for([layout(title)], sheets(*taken), {})
    assert titles == {"m": expected}
    assert renamed([layout(title)], titles, sheets(*taken)) == (frozenset("m") if taken else frozenset())


def test_two_new_sheets_whose_names_differ_in_case_only_do_not_share_one() -> None:
    layouts = [Layout(title=title, marker=f"_xlsummary_{title}", columns=(), rows=()) for title in ("Plan", "PLAN")]
    assert titles_for(layouts, (), {}) == {"_xlsummary_Plan": "Plan", "_xlsummary_PLAN": "PLAN(2)"}


def test_a_replaced_sheet_keeps_its_name_and_two_new_ones_do_not_share_one() -> None:
    there = sheets("目标", "我的计划")
    titles = titles_for([layout("计划", "a"), layout("我的计划", "b"), layout("目标", "c")], there, {"a": there[1]})
    assert titles == {"a": "我的计划", "b": "我的计划(2)", "c": "目标(2)"}
