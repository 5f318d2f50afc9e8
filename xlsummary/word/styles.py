"""The styles of the shipped templates: every one with its East Asian font, no theme fonts; headings numbered automatically."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from xlsummary.model import Lang, Theme

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

BLUE = "1F3864"
PALE = "DCE6F1"
LIGHT = "F2F6FB"
GREY = "A6A6A6"
_NUMBERING = 1


class Look(Enum):
    """The ids of our paragraph styles; their names in the file are what Word shows."""

    NORMAL = "Normal"
    BODY = "BodyText"
    COMPANY = "Company"
    TITLE = "Title"
    BYLINE = "Byline"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    APPENDIX = "Appendix"
    CAPTION = "Caption"
    HEAD = "TableHead"
    HEAD_NUMBER = "TableHeadNumber"
    CELL = "TableText"
    CELL_BOLD = "TableTextBold"
    NUMBER = "TableNumber"
    NUMBER_BOLD = "TableNumberBold"
    SMALL = "TableSmall"
    NOTE = "TableNote"
    FOOTER = "Footer"
    COMMENT = "CommentText"
    CHART = "Chart"
    CHART_CAPTION = "ChartCaption"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Font:
    """A Latin and an East Asian font."""

    latin: str
    east: str


class Role(Enum):
    """What a font is for."""

    BODY = "body"
    HEAD = "head"
    SECOND = "second"
    TITLE = "title"


_ROMAN = "Times New Roman"
_FONTS: Mapping[tuple[Theme, Lang], Mapping[Role, _Font]] = MappingProxyType(
    {
        (Theme.BUSINESS, Lang.ZH): {
            Role.BODY: _Font(latin=_ROMAN, east="宋体"),
            **dict.fromkeys((Role.HEAD, Role.SECOND, Role.TITLE), _Font(latin="Arial", east="黑体")),
        },
        (Theme.BUSINESS, Lang.EN): {
            Role.BODY: _Font(latin="Calibri", east="宋体"),
            **dict.fromkeys((Role.HEAD, Role.SECOND, Role.TITLE), _Font(latin="Calibri", east="黑体")),
        },
        (Theme.OFFICIAL, Lang.ZH): {
            Role.BODY: _Font(latin=_ROMAN, east="仿宋"),
            Role.HEAD: _Font(latin=_ROMAN, east="黑体"),
            Role.SECOND: _Font(latin=_ROMAN, east="楷体"),
            Role.TITLE: _Font(latin=_ROMAN, east="方正小标宋简体"),
        },
        (Theme.OFFICIAL, Lang.EN): {
            Role.BODY: _Font(latin=_ROMAN, east="仿宋"),
            Role.HEAD: _Font(latin=_ROMAN, east="黑体"),
            Role.SECOND: _Font(latin=_ROMAN, east="楷体"),
            Role.TITLE: _Font(latin=_ROMAN, east="方正小标宋简体"),
        },
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spec:
    """A paragraph style: sizes in half points, spacing in twentieths of a point, `indent` in hundredths of a character.

    `line` is in 240ths of a line, or in twentieths of a point where it `is_exact`.
    """

    names: tuple[str, str]
    size: int = 24
    bold: bool = False
    font: Role = Role.BODY
    color: str = ""
    align: str = ""
    before: int = 0
    after: int = 0
    line: int = 240
    is_exact: bool = False
    indent: int = 0
    keep_next: bool = False
    level: int | None = None
    numbered: bool = False


_SPECS: Mapping[Look, _Spec] = MappingProxyType(
    {
        Look.BODY: _Spec(names=("Body Text", "Body Text"), before=40, after=40, line=360, indent=200),
        Look.COMPANY: _Spec(
            names=("公司名", "Company"), size=28, font=Role.HEAD, align="center", before=120, after=120, keep_next=True
        ),
        Look.TITLE: _Spec(
            names=("Title", "Title"), size=40, bold=True, font=Role.TITLE, color=BLUE, align="center", after=160, keep_next=True
        ),
        Look.BYLINE: _Spec(names=("署名", "Byline"), size=22, color="595959", align="center", after=60, line=300),
        Look.HEADING_1: _Spec(
            names=("heading 1", "heading 1"),
            size=30,
            bold=True,
            font=Role.HEAD,
            color=BLUE,
            before=320,
            after=140,
            keep_next=True,
            level=0,
            numbered=True,
        ),
        Look.HEADING_2: _Spec(
            names=("heading 2", "heading 2"),
            size=26,
            bold=True,
            font=Role.HEAD,
            before=200,
            after=100,
            keep_next=True,
            level=1,
            numbered=True,
        ),
        Look.APPENDIX: _Spec(
            names=("附录标题", "Appendix"),
            size=30,
            bold=True,
            font=Role.HEAD,
            color=BLUE,
            before=320,
            after=140,
            keep_next=True,
            level=0,
        ),
        Look.CAPTION: _Spec(
            names=("caption", "caption"), size=21, bold=True, align="center", before=160, after=80, keep_next=True
        ),
        Look.CHART: _Spec(names=("图", "Chart"), align="center", before=120, keep_next=True),
        Look.CHART_CAPTION: _Spec(names=("图题", "Chart Caption"), size=21, bold=True, align="center", before=40, after=160),
        Look.HEAD: _Spec(names=("表头", "Table Head"), size=20, bold=True, before=40, after=40, keep_next=True),
        Look.HEAD_NUMBER: _Spec(
            names=("数字表头", "Table Head Number"), size=20, bold=True, align="right", before=40, after=40, keep_next=True
        ),
        Look.CELL: _Spec(names=("表格文字", "Table Text"), size=20, before=40, after=40),
        Look.CELL_BOLD: _Spec(names=("表格文字加粗", "Table Text Bold"), size=20, bold=True, before=40, after=40),
        Look.NUMBER: _Spec(names=("表格数字", "Table Number"), size=20, align="right", before=40, after=40),
        Look.NUMBER_BOLD: _Spec(
            names=("表格数字加粗", "Table Number Bold"), size=20, bold=True, align="right", before=40, after=40
        ),
        Look.SMALL: _Spec(names=("表格小字", "Table Small"), size=17, before=20, after=20),
        Look.NOTE: _Spec(names=("表注", "Table Note"), size=18, color="595959", before=60, after=120),
        Look.FOOTER: _Spec(names=("footer", "footer"), size=18, color="595959", align="center"),
        Look.COMMENT: _Spec(names=("annotation text", "annotation text"), size=20),
    }
)


_EXACT = 578
"""28.9 points: 22 lines on a page."""


def _official() -> Mapping[Look, _Spec]:
    """As GB/T 9704-2012 sets a document: 仿宋 of 16 points, exact lines, headings by their fonts, no colour; tables smaller."""
    text = {"size": 32, "line": _EXACT, "is_exact": True, "before": 0, "after": 0, "color": ""}
    heads = {**text, "bold": False, "indent": 200, "before": 0, "after": 0}
    changes: dict[Look, dict[str, Any]] = {
        Look.BODY: {**text, "indent": 200},
        Look.COMPANY: {**text, "font": Role.SECOND},
        Look.TITLE: {**text, "size": 44, "bold": False, "line": 640, "before": 280, "after": 280},
        Look.BYLINE: {**text, "font": Role.SECOND},
        Look.HEADING_1: heads,
        Look.HEADING_2: {**heads, "font": Role.SECOND},
        Look.APPENDIX: {**heads, "indent": 0, "after": 120},
        Look.CAPTION: {"size": 24, "font": Role.HEAD, "bold": False},
        Look.CHART_CAPTION: {"size": 24, "font": Role.HEAD, "bold": False},
        Look.NOTE: {"color": "", "size": 20},
        Look.FOOTER: {"size": 28, "color": ""},
    }
    return MappingProxyType({look: replace(spec, **changes.get(look, {})) for look, spec in _SPECS.items()})


_BY_THEME = MappingProxyType({Theme.BUSINESS: _SPECS, Theme.OFFICIAL: _official()})


def apply_styles(document: Document, lang: Lang, theme: Theme = Theme.BUSINESS) -> None:
    """Replaces the document's styles and numbering by ours."""
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    for child in parse_xml(f"<w:styles {nsdecls('w')}>{_styles(lang, theme)}</w:styles>"):
        styles.append(child)
    _apply_numbering(document.part.numbering_part.element, lang)
    _apply_settings(document.settings.element)


def _styles(lang: Lang, theme: Theme) -> str:
    fonts = _FONTS[theme, lang]
    paragraphs = (_paragraph(look, spec, lang, fonts) for look, spec in _BY_THEME[theme].items())
    body = fonts[Role.BODY]
    return "".join((_defaults(lang, body), _base(lang, body), *paragraphs, _tables(lang, body, theme)))


def _fonts(font: _Font) -> str:
    return (
        f'<w:rFonts w:ascii="{font.latin}" w:hAnsi="{font.latin}" w:eastAsia="{font.east}" '
        f'w:cs="{font.latin}" w:hint="eastAsia"/>'
    )


def _language(lang: Lang) -> str:
    latin = "en-US" if lang is Lang.ZH else "en-GB"
    return f'<w:lang w:val="{latin}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'


def _defaults(lang: Lang, body: _Font) -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(body)}"
        f'<w:kern w:val="2"/><w:sz w:val="24"/><w:szCs w:val="24"/>{_language(lang)}</w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _base(lang: Lang, body: _Font) -> str:
    fonts = f"<w:rPr>{_fonts(body)}{_language(lang)}</w:rPr>"
    return (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>{fonts}</w:style>'
        f'<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        f'<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/><w:rPr>{_fonts(body)}</w:rPr></w:style>'
        f'<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>'
        f'<w:rPr>{_fonts(body)}<w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )


def _paragraph(look: Look, spec: _Spec, lang: Lang, fonts: Mapping[Role, _Font]) -> str:
    """One style; the schema wants the elements in this order."""
    name = spec.names[0 if lang is Lang.ZH else 1]
    font = fonts[spec.font]
    numbering = f'<w:numPr><w:ilvl w:val="{spec.level}"/><w:numId w:val="{_NUMBERING}"/></w:numPr>' if spec.numbered else ""
    indent = (
        f'<w:ind w:firstLineChars="{spec.indent}" w:firstLine="{spec.size * spec.indent // 10}"/>'
        if _indents(spec, lang)
        else ""
    )
    return (
        f'<w:style w:type="paragraph" w:customStyle="{int(look in _CUSTOM)}" w:styleId="{look.value}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{_next(look)}"/><w:qFormat/><w:pPr>'
        + ("<w:keepNext/><w:keepLines/>" if spec.keep_next else "")
        + numbering
        + f'<w:spacing w:before="{spec.before}" w:after="{spec.after}" w:line="{_line(spec, lang)}" '
        f'w:lineRule="{"exact" if spec.is_exact else "auto"}"/>'
        + indent
        + (f'<w:jc w:val="{spec.align}"/>' if spec.align else "")
        + (f'<w:outlineLvl w:val="{spec.level}"/>' if spec.level is not None else "")
        + f"</w:pPr><w:rPr>{_fonts(font)}"
        + ("<w:b/><w:bCs/>" if spec.bold else "")
        + (f'<w:color w:val="{spec.color}"/>' if spec.color else "")
        + f'<w:sz w:val="{_size(spec, lang)}"/><w:szCs w:val="{_size(spec, lang)}"/>{_language(lang)}</w:rPr></w:style>'
    )


_BUILT_IN = (Look.NORMAL, Look.BODY, Look.TITLE, Look.HEADING_1, Look.HEADING_2, Look.CAPTION, Look.FOOTER, Look.COMMENT)
_CUSTOM = frozenset(Look) - {*_BUILT_IN}
_BEFORE_TEXT = frozenset({Look.TITLE, Look.HEADING_1, Look.HEADING_2, Look.APPENDIX, Look.NOTE})


def _next(look: Look) -> str:
    return Look.BODY.value if look in _BEFORE_TEXT else look.value


def _indents(spec: _Spec, lang: Lang) -> bool:
    """Two characters at the beginning of a paragraph: a Chinese custom."""
    return bool(spec.indent) and lang is Lang.ZH


def _line(spec: _Spec, lang: Lang) -> int:
    """Chinese text stands wider than English."""
    return spec.line if lang is Lang.ZH or spec.is_exact else min(spec.line, 288)


def _size(spec: _Spec, lang: Lang) -> int:
    return 22 if lang is Lang.EN and spec.size == 24 else spec.size


def _tables(lang: Lang, body: _Font, theme: Theme) -> str:
    edge_color = BLUE if theme is Theme.BUSINESS else "000000"
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>'
        for edge, size, color in (
            ("top", 8, edge_color),
            ("left", 0, "auto"),
            ("bottom", 8, edge_color),
            ("right", 0, "auto"),
            ("insideH", 4, GREY),
            ("insideV", 0, "auto"),
        )
        if size
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in (("top", 0), ("left", 85), ("bottom", 0), ("right", 85))
    )
    fonts = f"<w:rPr>{_fonts(body)}</w:rPr>"
    name = "数据表" if lang is Lang.ZH else "Figures"
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        f'<w:semiHidden/><w:unhideWhenUsed/>{fonts}<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
        f'<w:style w:type="table" w:customStyle="1" w:styleId="Figures"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"{fonts}<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style>"
    )


_LEVELS = {
    Lang.ZH: (
        ("chineseCountingThousand", "%1、"),
        ("chineseCountingThousand", "（%2）"),
        ("decimal", "%3."),
        ("decimal", "（%4）"),
    ),
    Lang.EN: (("decimal", "%1. "), ("decimal", "%1.%2 "), ("decimal", "%1.%2.%3 "), ("decimal", "(%4) ")),
}


def _apply_numbering(numbering: _Element, lang: Lang) -> None:
    """一、（一）1.（1）, each restarting under the one above; bound to the heading styles."""
    for child in list(numbering):
        numbering.remove(child)
    bound = {0: Look.HEADING_1, 1: Look.HEADING_2}
    levels = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="{bound[place].value}"/>' if place in bound else "")
        + f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for place, (form, text) in enumerate(_LEVELS[lang])
    )
    numbering.append(
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{_NUMBERING}"><w:abstractNumId w:val="0"/></w:num>'))


def _apply_settings(settings: _Element) -> None:
    """Chinese as the East Asian language, compatibility with Word as it is now."""
    theme = settings.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:eastAsia"), "zh-CN")
    for name in ("w:zoom", "w:savePreviewPicture", "w:rsids"):
        for element in settings.findall(qn(name)):
            settings.remove(element)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
