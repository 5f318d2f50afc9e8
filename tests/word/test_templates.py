from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from xlsummary import assets
from xlsummary.model import Lang
from xlsummary.package import unpacked
from xlsummary.word.styles import Look
from xlsummary.word.templates import main, shipped

NAMES = ("duties.zh.docx", "overview.zh.docx", "regional.zh.docx", "team.en.docx", "team.zh.docx")


def test_the_shipped_templates_are_what_the_code_writes_part_by_part() -> None:
    assert assets.names("templates") == NAMES
    for name, content in shipped().items():
        ours, there = unpacked(content), unpacked(assets.template(name).read_bytes())
        assert list(ours) == list(there)
        assert [part for part in ours if ours[part] != there[part]] == []


def test_the_command_writes_every_template(tmp_path: Path) -> None:
    main(str(tmp_path))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == shipped()


@pytest.mark.parametrize("name", NAMES)
def test_every_style_has_an_east_asian_font_and_none_a_theme_font(name: str) -> None:
    styles = etree.fromstring(unpacked(assets.template(name).read_bytes())["word/styles.xml"])
    fonts = list(styles.iter(qn("w:rFonts")))
    assert all(font.get(qn("w:eastAsia")) and font.get(qn("w:hint")) == "eastAsia" for font in fonts)
    assert not any("heme" in str(key) for font in fonts for key in font.attrib)
    for style in styles.iter(qn("w:style")):
        if style.get(qn("w:type")) != "numbering":
            assert style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") is not None, style.get(qn("w:styleId"))
    assert {lang.get(qn("w:eastAsia")) for lang in styles.iter(qn("w:lang"))} == {"zh-CN"}


@pytest.mark.parametrize("name", NAMES)
def test_every_paragraph_has_a_style_that_exists(name: str) -> None:
    parts = unpacked(assets.template(name).read_bytes())
    known = {style.get(qn("w:styleId")) for style in etree.fromstring(parts["word/styles.xml"]).iter(qn("w:style"))}
    for part in ("word/document.xml", "word/footer1.xml"):
        used = {style.get(qn("w:val")) for style in etree.fromstring(parts[part]).iter(qn("w:pStyle"))}
        assert used <= known
    assert {look.value for look in Look} <= known


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_a4_with_page_numbers_and_nothing_of_the_librarys_own(name: str) -> None:
    content = assets.template(name).read_bytes()
    document = docx.Document(io.BytesIO(content))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (section.page_width.twips, section.page_height.twips) == (11906, 16838)
    parts = unpacked(content)
    assert b" PAGE " in parts["word/footer1.xml"]
    assert b"python-docx" not in parts["docProps/core.xml"]
    assert not [part for part in parts if part.startswith("customXml") or "thumbnail" in part or "Effects" in part]


@pytest.mark.parametrize(("lang", "first"), [(Lang.ZH, "%1、"), (Lang.EN, "%1. ")])
def test_headings_are_numbered_by_word(lang: Lang, first: str) -> None:
    parts = unpacked(assets.template(f"team.{lang.value}.docx").read_bytes())
    levels = list(etree.fromstring(parts["word/numbering.xml"]).iter(qn("w:lvl")))
    assert [_value(level, "w:pStyle") for level in levels[:2]] == ["Heading1", "Heading2"]
    assert _value(levels[0], "w:lvlText") == first


def _value(parent: etree._Element, name: str) -> str | None:
    element = parent.find(qn(name))
    return None if element is None else element.get(qn("w:val"))
