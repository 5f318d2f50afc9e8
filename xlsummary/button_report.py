"""What `button` says of the files by which other programs find us: lines, and the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlsummary import __version__
from xlsummary.button_install import Standing, State
from xlsummary.contract import Json
from xlsummary.model import Lang, Text

_ROLES = {
    "settings": Text("设置", "settings"),
    "add-in": Text("Excel 加载项", "Excel add-in"),
    "applescript": Text("Excel 用的脚本", "script for Excel"),
    "send-to": Text("“发送到”菜单", "Send to menu"),
}
_STATES = {
    State.CURRENT: Text("已装好", "in place"),
    State.OTHER: Text("不是这个版本写的", "not as this version writes it"),
    State.MISSING: Text("没有", "not there"),
}
_RESTART = Text(
    "请重新打开 Excel：“销售总结”选项卡上有按钮，对打开的任何工作簿都能用",
    "Start Excel again: the tab Sales summary has the button, for whichever workbook is open",
)
_AGAIN = Text("用 xlsummary button install 换成这个版本", "`xlsummary button install` puts this version there")


def button_lines(found: Iterable[Standing], lang: Lang, *, installed: bool = False) -> Iterator[str]:
    """A line a file, and what to do next."""
    found = tuple(found)
    for each in found:
        yield f"{_STATES[each.state][lang]}  {_ROLES[each.role][lang]}  {each.path}"
    if installed:
        yield f"→ {_RESTART[lang]}"
    elif any(each.state is State.OTHER for each in found):
        yield f"→ {_AGAIN[lang]}"


def button_document(found: Iterable[Standing], lang: Lang, *, installed: bool = False) -> Json:
    """How each file stands; `outputs` are those just written."""
    found = tuple(found)
    return {
        "version": __version__,
        "lang": lang.value,
        "outputs": [{"role": each.role, "path": str(each.path)} for each in found if installed],
        "files": [{"role": each.role, "path": str(each.path), "state": each.state.value} for each in found],
    }
