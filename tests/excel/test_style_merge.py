from __future__ import annotations

from lxml import etree

from tests.excel import raw
from tests.excel.packages import elements, local
from xlsummary.excel.style_merge import Styles, new_stylesheet
from xlsummary.excel.trees import STRICT, USUAL, parsed, written

OURS = f"""<styleSheet xmlns="{raw.MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/>\
<numFmt numFmtId="165" formatCode="0.0&quot;万&quot;"/></numFmts>\
<fonts count="2"><font><name val="Calibri"/><sz val="11"/></font><font><name val="Microsoft YaHei"/><b val="1"/>\
<color rgb="FF000000"/><sz val="16"/></font></fonts>\
<fills count="3"><fill><patternFill/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFDCE6F1"/></patternFill></fill></fills>\
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border/></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" pivotButton="0" quotePrefix="0" xfId="0"/>\
<xf numFmtId="164" fontId="1" fillId="2" borderId="1" applyAlignment="1" pivotButton="0" quotePrefix="0" xfId="0">\
<alignment horizontal="left"/></xf><xf numFmtId="165" fontId="1" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="14" fontId="1" fillId="0" borderId="0" xfId="0"/></cellXfs>\
<dxfs count="2"><dxf><font><b val="1"/></font></dxf><dxf><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></dxf></dxfs>\
</styleSheet>"""


def merged(user: str, cells: tuple[int, ...] = (1,), rules: tuple[int, ...] = ()) -> tuple[etree._Element, list[int]]:
    """The user's stylesheet with some of ours, read again from its bytes, and their numbers there."""
    root = parsed(user.encode())
    styles = Styles(root, parsed(OURS.encode()))
    numbers = [*map(styles.cell, cells), *map(styles.rule, rules)]
    return parsed(written(root)), numbers


def of(root: etree._Element, collection: str) -> list[etree._Element]:
    return elements(next(each for each in root if local(each) == collection))


def test_ours_come_behind_the_users_with_all_that_they_need() -> None:
    root, (number,) = merged(raw.STYLES)
    assert number == 3
    style = of(root, "cellXfs")[number]
    font = of(root, "fonts")[int(style.get("fontId", ""))]
    assert {local(each): each.get("val", each.get("rgb")) for each in font} == {
        "name": "Microsoft YaHei",
        "b": "1",
        "color": "FF000000",
        "sz": "16",
    }
    assert style.get("fontId") == "2"
    assert [each.get("rgb") for each in of(root, "fills")[int(style.get("fillId", ""))].iter("{*}fgColor")] == ["FFDCE6F1"]
    format_of_ours = of(root, "numFmts")[-1]
    assert (format_of_ours.get("numFmtId"), format_of_ours.get("formatCode")) == (style.get("numFmtId"), "yyyy-mm-dd")
    assert [each.get("horizontal") for each in style] == ["left"]
    assert {name for name, value in style.attrib.items() if value == "1" and str(name).startswith("apply")} == {
        *("applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment")
    }


def test_the_users_stay_first_and_as_they_are_and_counts_are_right() -> None:
    before, (after, _) = parsed(raw.STYLES.encode()), merged(raw.STYLES, (0, 1, 2, 3), (0, 1))
    for collection in ("numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs"):
        old, new = of(before, collection), of(after, collection)
        assert [etree.tostring(each, method="c14n") for each in new[: len(old)]] == [
            etree.tostring(each, method="c14n") for each in old
        ]
        parent = new[0].getparent()
        assert parent is not None
        assert parent.get("count") == str(len(new))


def test_only_what_is_asked_for_is_taken_in() -> None:
    root, _ = merged(raw.STYLES, (3,))
    assert [len(of(root, each)) for each in ("numFmts", "fonts", "fills", "borders", "cellXfs")] == [1, 3, 3, 1, 4]


def test_the_same_again_adds_nothing_and_gives_the_same_numbers() -> None:
    once, numbers = merged(raw.STYLES, (0, 1, 2, 3), (0, 1))
    twice, again = merged(written(once).decode().partition("?>")[2], (0, 1, 2, 3), (0, 1))
    assert (written(twice), again) == (written(once), numbers)


def test_a_look_that_another_program_has_written_in_its_own_way_is_found() -> None:
    """Excel turns the parts of a font about, leaves out what is so anyway, and gives a filled cell a colour behind."""
    root, (number,) = merged(raw.STYLES)
    text = written(root).decode().partition("?>")[2]
    font = text[text.index("<font><name val=") : text.index("</font></fonts>")]
    excels = '<font><b/><sz val="16"/><color rgb="FF000000"/><name val="Microsoft YaHei"/>'
    text = text.replace(font, excels).replace('<fgColor rgb="FFDCE6F1"/>', '<fgColor rgb="FFDCE6F1"/><bgColor indexed="64"/>')
    text = text.replace("<border/>", "<border><left/><right/><top/><bottom/><diagonal/></border>")
    text = text.replace(' pivotButton="0" quotePrefix="0"', "").replace('applyBorder="1"', "")
    again, (found,) = merged(text)
    assert found == number
    assert len(of(again, "cellXfs")) == len(of(root, "cellXfs"))


def test_looks_that_differ_are_told_apart() -> None:
    ours = 'fontId="2" fillId="3" borderId="0" xfId="0" applyFont="0"'
    user = raw.STYLES.replace("</cellXfs>", f'<xf numFmtId="165" {ours}><alignment horizontal="left"/></xf></cellXfs>')
    assert merged(user)[1] == [4]


def test_a_number_format_of_the_users_with_the_same_code_is_used_whatever_its_number() -> None:
    root, (number,) = merged(raw.STYLES, (2,))
    assert of(root, "cellXfs")[number].get("numFmtId") == "164"
    assert len(of(root, "numFmts")) == 1


def test_of_two_number_formats_of_the_users_with_the_same_code_the_first_is_used() -> None:
    twice = '</numFmt><numFmt numFmtId="170" formatCode="0.0&quot;万&quot;"/></numFmts>'
    user = raw.STYLES.replace('"0.0&quot;万&quot;"/></numFmts>', f'"0.0&quot;万&quot;">{twice}')
    root, (number,) = merged(user, (2,))
    assert [each.get("numFmtId") for each in of(root, "numFmts")] == ["164", "170"]
    assert of(root, "cellXfs")[number].get("numFmtId") == "164"


def test_a_new_number_format_has_a_number_that_nothing_uses_listed_or_not() -> None:
    user = raw.STYLES.replace('<xf numFmtId="14"', '<xf numFmtId="199"')
    root, (number,) = merged(user)
    assert of(root, "cellXfs")[number].get("numFmtId") == "200"


def test_number_formats_of_excel_itself_keep_their_number() -> None:
    root, (number,) = merged(raw.STYLES, (3,))
    assert of(root, "cellXfs")[number].get("numFmtId") == "14"


def test_styles_of_rules_are_numbered_among_the_users() -> None:
    root, numbers = merged(raw.STYLES, (), (0, 1))
    assert numbers == [0, 1]  # the first looks as one of the user's does
    assert [each.get("numFmtId") for each in of(root, "dxfs")[1]] == ["165"]
    assert of(root, "numFmts")[-1].get("formatCode") == "yyyy-mm-dd"


def test_cells_of_ours_have_the_ordinary_named_style_wherever_it_stands() -> None:
    named = '<cellStyle name="好" xfId="0" builtinId="26"/><cellStyle name="常规" xfId="1" builtinId="0"/>'
    user = raw.STYLES.replace('<cellStyle name="Normal" xfId="0" builtinId="0"/>', named)
    root, (number,) = merged(user)
    assert of(root, "cellXfs")[number].get("xfId") == "1"


def test_the_two_first_fills_are_excels_own() -> None:
    """A fill of ours in one of those places would be shown as grey dots, or not at all."""
    start, end = raw.STYLES.index("<fills"), raw.STYLES.index("</fills>")
    user = f'{raw.STYLES[:start]}<fills count="1"><fill><patternFill patternType="none"/></fill>{raw.STYLES[end:]}'
    root, (number,) = merged(user)
    assert of(root, "cellXfs")[number].get("fillId") == "2"
    assert [[part.get("patternType") for part in fill] for fill in of(root, "fills")] == [["none"], ["gray125"], ["solid"]]


def test_what_is_either_the_one_or_the_other_counts_as_one() -> None:
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    font = "<font><sz val='12'/></font>"
    choices = f"<mc:Choice Requires='x'>{font}</mc:Choice><mc:Fallback>{font}</mc:Fallback>"
    either = f"<mc:AlternateContent {space}>{choices}</mc:AlternateContent>"
    root, (number,) = merged(raw.STYLES.replace('<fonts count="2">', f'<fonts count="3">{either}'))
    assert of(root, "cellXfs")[number].get("fontId") == "3"


def test_ours_have_the_prefix_and_the_language_of_the_users() -> None:
    prefixed = f'<x:styleSheet xmlns:x="{STRICT.main}"><x:fonts><x:font/></x:fonts></x:styleSheet>'
    root, _ = merged(prefixed)
    assert {(each.prefix, etree.QName(each).namespace) for each in root.iter()} == {("x", STRICT.main)}


def test_a_book_without_styles_gets_ordinary_ones_first() -> None:
    root = new_stylesheet(USUAL)
    assert Styles(root, parsed(OURS.encode())).cell(1) == 1
    order = [local(each) for each in root]
    assert order == ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"]
    ordinary = of(root, "cellXfs")[0]
    assert {ordinary.get(name) for name in ("numFmtId", "fontId", "fillId", "borderId", "xfId")} == {"0"}
