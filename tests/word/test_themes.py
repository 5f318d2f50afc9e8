"""The two looks, proved on the XML: margins, fonts, lines, and the order of elements that the schema wants."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.readme import command
from tests.summary.subjects import EXAMPLE, shipped
from tests.word.documents import DAY, content_of, opened, pdf_pages
from tests.word.test_render import template
from xlsummary import assets
from xlsummary.model import Lang, Theme
from xlsummary.package import unpacked
from xlsummary.word.document import write_document

_WORDS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs snapToGrid spacing ind "
    "contextualSpacing jc textAlignment outlineLvl cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps strike color spacing w kern position sz szCs highlight u shd vertAlign lang",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
}
ORDERS = {tag: words.split() for tag, words in _WORDS.items()}
BOTH = [(theme, lang) for theme in Theme for lang in Lang]


@cache
def themed(theme: Theme, lang: Lang) -> bytes:
    return write_document(replace(shipped(EXAMPLE, lang), theme=theme), None, DAY)


def parts(theme: Theme, lang: Lang) -> dict[str, etree._Element]:
    return {name: etree.fromstring(part) for name, part in unpacked(themed(theme, lang)).items() if name.endswith(".xml")}


@pytest.mark.parametrize(("theme", "lang"), BOTH)
def test_elements_stand_in_the_order_of_the_schema(theme: Theme, lang: Lang) -> None:
    for name, root in parts(theme, lang).items():
        for tag, order in ORDERS.items():
            for element in root.iter(qn(f"w:{tag}")):
                names = [etree.QName(child).localname for child in element]
                assert names == sorted(names, key=order.index), (name, names)


@pytest.mark.parametrize(("theme", "lang"), BOTH)
def test_every_style_has_its_east_asian_font_and_no_theme_attribute(theme: Theme, lang: Lang) -> None:
    styles = parts(theme, lang)["word/styles.xml"]
    for style in styles.iter(qn("w:style")):
        if style.get(qn("w:type")) != "numbering":
            fonts = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            assert fonts is not None, style.get(qn("w:styleId"))
            assert (bool(fonts.get(qn("w:eastAsia"))), fonts.get(qn("w:hint"))) == (True, "eastAsia")
    for root in parts(theme, lang).values():
        assert not [key for element in root.iter(qn("w:rFonts")) for key in element.attrib if "heme" in str(key)]


def test_the_official_look_has_the_margins_lines_and_fonts_of_the_standard() -> None:
    document = opened(themed(Theme.OFFICIAL, Lang.ZH))
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [each and round(each.mm, 1) for each in margins] == [37.0, 35.0, 28.0, 26.0]
    styles = {style.style_id: style.element for style in document.styles}
    body = styles["BodyText"]
    spacing, indent = body.find(f"{qn('w:pPr')}/{qn('w:spacing')}"), body.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("578", "exact")
    assert 28 * 20 <= int(spacing.get(qn("w:line"))) <= 29 * 20
    assert indent.get(qn("w:firstLineChars")) == "200"
    assert body.find(f"{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val")) == "32"
    fonts = {
        name: styles[name].find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:eastAsia"))
        for name in ("BodyText", "Heading1", "Heading2", "Title")
    }
    assert fonts == {"BodyText": "仿宋", "Heading1": "黑体", "Heading2": "楷体", "Title": "方正小标宋简体"}


def test_headings_are_numbered_by_word_at_four_levels_and_restart() -> None:
    levels = list(parts(Theme.OFFICIAL, Lang.ZH)["word/numbering.xml"].iter(qn("w:lvl")))
    texts = [level.find(qn("w:lvlText")) for level in levels]
    assert [text.get(qn("w:val")) for text in texts if text is not None] == ["%1、", "（%2）", "%3.", "（%4）"]
    assert not [level for level in levels if level.find(qn("w:lvlRestart")) is not None]


@pytest.mark.parametrize("theme", Theme)
def test_no_drawing_and_no_table_stands_in_exact_lines(theme: Theme) -> None:
    document = opened(themed(theme, Lang.ZH))
    exact = {
        style.style_id
        for style in document.styles
        for spacing in style.element.iter(qn("w:spacing"))
        if spacing.get(qn("w:lineRule")) == "exact"
    }
    body = document.element.body
    holding = [next(each.iterancestors(qn("w:p"))) for each in body.iter(qn("w:drawing"))]
    holding += [paragraph for table in body.iter(qn("w:tbl")) for paragraph in table.iter(qn("w:p"))]
    used = {style.get(qn("w:val")) for paragraph in holding for style in paragraph.iter(qn("w:pStyle"))}
    assert holding
    assert not used & exact


@pytest.mark.parametrize("theme", Theme)
def test_no_table_is_wider_than_the_text(theme: Theme) -> None:
    document = opened(themed(theme, Lang.ZH))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.left_margin is not None
    assert section.right_margin is not None
    width = (section.page_width - section.left_margin - section.right_margin) / 635
    for table in document.tables:
        grid = [int(column.get(qn("w:w"), "0")) for column in table._tbl.tblGrid]
        assert sum(grid) <= width + 1


def test_the_themes_say_the_same() -> None:
    plain, official = opened(content_of(EXAMPLE)), opened(themed(Theme.OFFICIAL, Lang.ZH))
    assert [each.text for each in plain.paragraphs] == [each.text for each in official.paragraphs]


def test_a_users_own_template_keeps_its_looks(tmp_path: Path) -> None:
    path = template(tmp_path, "{{ 业绩.销售.实际 }}")
    document = opened(write_document(replace(shipped(EXAMPLE), theme=Theme.OFFICIAL), path, DAY))
    assert document.sections[0].top_margin == opened(path.read_bytes()).sections[0].top_margin


def test_the_option_and_the_setting_choose_it(tmp_path: Path) -> None:
    book = str(assets.workbook("first-1-target.zh.xlsx"))
    done = command("run", book, "-o", str(tmp_path), "--theme", "official", "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    path = next(each["path"] for each in json.loads(done.stdout)["outputs"] if each["role"] == "summary")
    top = opened(Path(path).read_bytes()).sections[0].top_margin
    assert top is not None
    assert round(top.mm) == 37


def test_the_official_look_prints(tmp_path: Path) -> None:
    pages = pdf_pages(themed(Theme.OFFICIAL, Lang.ZH), tmp_path)
    assert 10 <= len(pages) <= 14
    assert "待补" in pages[-1]
