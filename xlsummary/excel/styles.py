"""What the layouts' style names look like in Excel, each named once and readable in black and white."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from xlsummary.sheets.layout import Band, Style

FONT_NAME = "Microsoft YaHei"
FONT_SIZE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Fonts and fills of one style; `fills` by band, RRGGBB or None."""

    size: float = FONT_SIZE
    bold: bool = False
    italic: bool = False
    color: str = "000000"
    fills: Mapping[Band, str]
    ruled: bool = False
    above: str = "thin"
    horizontal: Literal["left", "center"] | None = None
    vertical: Literal["top", "center"] = "center"
    wrap: bool = False
    indent: int = 1


_NO_FILLS: Mapping[Band, str] = MappingProxyType({})
_HEAD_FILLS = MappingProxyType({Band.NONE: "DCE6F1", Band.TEAM: "B8CCE4", Band.COMPANY: "95B3D7"})
_TABLE_FILLS = MappingProxyType(dict.fromkeys(Band, "F2F2F2"))
_BLOCK_FILLS = MappingProxyType(dict.fromkeys(Band, "FFF2CC"))
_MONTH_FILLS = MappingProxyType({Band.TEAM: "E9EFF7", Band.COMPANY: "DCE6F1"})
_DETAIL_FILLS = MappingProxyType({Band.TEAM: "F3F6FB", Band.COMPANY: "E9EFF7"})
_GROUP_FILLS = MappingProxyType(dict.fromkeys(Band, "E9EFF7"))
_ALERT_FILLS = MappingProxyType(dict.fromkeys(Band, "FBE5E5"))
_TOTAL_FILLS = MappingProxyType({Band.NONE: "F2F2F2", Band.TEAM: "DCE6F1", Band.COMPANY: "B8CCE4"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLook:
    """A chart's columns; `pattern` (by its name in the file format) tells them apart in black and white."""

    color: str
    outline: str
    pattern: Literal["wdUpDiag", "pct50"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLook:
    """A chart's line, told apart by dash and marker."""

    color: str
    dash: Literal["solid", "sysDash", "dash"]
    marker: Literal["circle", "square", "triangle"]


CHART_COLUMNS = (
    ColumnLook(color="1F4E79", outline="1F4E79"),
    ColumnLook(color="BDD7EE", outline="1F4E79"),
    ColumnLook(color="1F4E79", outline="1F4E79", pattern="wdUpDiag"),
    ColumnLook(color="7F7F7F", outline="404040", pattern="pct50"),
)
CHART_LINES = (
    LineLook(color="9C3A00", dash="solid", marker="circle"),
    LineLook(color="404040", dash="sysDash", marker="square"),
    LineLook(color="7F7F7F", dash="dash", marker="triangle"),
)

LOOKS: Mapping[Style, Look] = MappingProxyType(
    {
        Style.PLAIN: Look(fills=_NO_FILLS),
        Style.TITLE: Look(size=16.0, bold=True, fills=_NO_FILLS),
        Style.HEAD: Look(bold=True, fills=_HEAD_FILLS, ruled=True, horizontal="center", wrap=True),
        Style.BLOCK: Look(size=11.0, bold=True, fills=_BLOCK_FILLS),
        Style.TABLE_HEAD: Look(bold=True, fills=_TABLE_FILLS, ruled=True, horizontal="center"),
        Style.NOTE: Look(color="404040", fills=_NO_FILLS),
        Style.LABEL: Look(size=11.0, bold=True, fills=_NO_FILLS),
        Style.NUMBER: Look(fills=_NO_FILLS, ruled=True),
        Style.MONTH: Look(fills=_MONTH_FILLS, ruled=True),
        Style.SLICE: Look(size=9.0, color="404040", fills=_DETAIL_FILLS, ruled=True, indent=2),
        Style.DAY: Look(size=9.0, color="595959", fills=_DETAIL_FILLS, ruled=True, indent=3),
        Style.GROUP: Look(bold=True, fills=_GROUP_FILLS, ruled=True, indent=2),
        Style.MEMBER: Look(fills=_NO_FILLS, ruled=True, indent=3),
        Style.TOTAL: Look(bold=True, fills=_TOTAL_FILLS, ruled=True, above="medium"),
        Style.CHECK: Look(size=9.0, italic=True, color="595959", fills=_NO_FILLS, ruled=True),
        Style.WARNING: Look(color="9C3A00", fills=_NO_FILLS),
        Style.DRAFT: Look(size=14.0, bold=True, color="9C0006", fills=_NO_FILLS),
        Style.TEXT: Look(fills=_NO_FILLS, ruled=True, horizontal="left", vertical="top", wrap=True),
        Style.ALERT: Look(bold=True, color="9C0006", fills=_ALERT_FILLS, ruled=True, vertical="top", indent=0),
        Style.CAUTION: Look(bold=True, color="7F6000", fills=_NO_FILLS, ruled=True, vertical="top", indent=0),
        Style.KEY: Look(size=8.0, color="7F7F7F", fills=_NO_FILLS),
    }
)

_BOLD_BANDS = (Band.COMPANY, Band.TEAM)
RULE_COLOR = "BFBFBF"
_LINK_COLOR = "0563C1"


def font_of(style: Style, band: Band, *, is_link: bool = False) -> Font:
    """The font; a company's or team's month stands in bold, a link underlined."""
    look = LOOKS[style]
    bold = look.bold or (style is Style.MONTH and band in _BOLD_BANDS)
    color = f"FF{_LINK_COLOR if is_link else look.color}"
    return Font(name=FONT_NAME, size=look.size, bold=bold, italic=look.italic, color=color, u="single" if is_link else None)


def fill_of(style: Style, band: Band) -> PatternFill:
    color = LOOKS[style].fills.get(band)
    return PatternFill() if color is None else PatternFill("solid", fgColor=f"FF{color}")


def border_of(style: Style) -> Border:
    look = LOOKS[style]
    if not look.ruled:
        return Border()
    thin = Side(style="thin", color=f"FF{RULE_COLOR}")
    above = thin if look.above == "thin" else Side(style="medium", color="FF7F7F7F")
    return Border(left=thin, right=thin, top=above, bottom=thin)


def alignment_of(style: Style, *, text: bool, leading: bool, wrap: bool) -> Alignment:
    """The leading text of a ruled row is indented by its level, its other texts are centred; wrapped lines begin at the top,
    but for those of headings.

    What is not wrapped says nothing of wrapping, as a file that is read back does, so that the next run finds the look again.
    """
    look = LOOKS[style]
    horizontal, indent = look.horizontal, 0
    if text and horizontal is None:
        horizontal = "left" if leading or not look.ruled else "center"
        indent = look.indent if leading else 0
    vertical = "top" if wrap and look.horizontal != "center" else look.vertical
    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=wrap or look.wrap or None, indent=indent)
