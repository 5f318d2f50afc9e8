"""The files by which Excel and Explorer find xlsummary: put into a user's folders, told of, taken away. Nothing but files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from xlsummary.excel.addin import APPLESCRIPT, PROJECT, addin, applescript
from xlsummary.model import Lang, Text
from xlsummary.problems import XlsummaryError
from xlsummary.replacing import replace_file

_ADDIN = f"{PROJECT}.xlam"
_SETTINGS = f"{PROJECT}.conf"
_MAC_STARTUP = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
_MAC_DATA = "Library/Containers/com.microsoft.Excel/Data"
_MAC_SCRIPTS = "Library/Application Scripts/com.microsoft.Excel"
_MENU = Text("xlsummary 生成计划和总结.cmd", "xlsummary plan and summary.cmd")


class System(Enum):
    WINDOWS = "windows"
    MAC = "mac"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A user's folders, and the Python that Excel is to start; `roaming` is %APPDATA%, `encoding` Windows' ANSI code page."""

    system: System
    user: Path
    python: Path
    roaming: Path | None = None
    encoding: str = "mbcs"


class State(Enum):
    """How a file stands: as we would write it, otherwise (an older version, say), or not there."""

    CURRENT = "current"
    OTHER = "other"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Piece:
    """One file: what it is for, where it goes, and its content as it has to be, given what is there (None: nothing)."""

    role: str
    path: Path
    content: Callable[[bytes | None], bytes]
    left: Callable[[bytes], bytes | None] = lambda _: None
    """What stays of it when it is taken away; None for nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one of our files stands."""

    role: str
    path: Path
    state: State


def home_here() -> Home:
    """The folders of the user who runs this program."""
    systems = {"win32": System.WINDOWS, "darwin": System.MAC}
    roaming = os.environ.get("APPDATA")
    return Home(
        system=systems.get(sys.platform, System.OTHER),
        user=Path.home(),
        python=Path(sys.executable),
        roaming=Path(roaming) if roaming else None,
    )


def install(home: Home, lang: Lang, *, send_to: bool = False) -> tuple[Standing, ...]:
    """Puts each file in its place, whole; raises `XlsummaryError`, for a file that is in use too."""
    pieces = tuple(_excel(home, lang)) + (tuple(_menu(home, lang)) if send_to else ())
    contents = [(piece, piece.content(_read(piece.path))) for piece in pieces]
    for piece, content in contents:
        replace_file(piece.path, content)
    return tuple(_standing(piece) for piece in pieces)


def remove(home: Home, lang: Lang) -> tuple[Standing, ...]:
    """Takes away each of our files that is there, whichever version wrote it; raises `XlsummaryError` for one in use."""
    for piece in _all(home, lang):
        old = _read(piece.path)
        left = None if old is None else piece.left(old)
        if left is not None:
            replace_file(piece.path, left)
        elif old is not None:
            _delete(piece.path)
    return status(home, lang)


def status(home: Home, lang: Lang) -> tuple[Standing, ...]:
    """How each of our files stands."""
    return tuple(_standing(piece) for piece in _all(home, lang))


# The files ------------------------------------------------------------------------------------


def _all(home: Home, lang: Lang) -> Iterator[Piece]:
    yield from _excel(home, lang)
    for each in Lang if home.system is System.WINDOWS else ():
        yield from _menu(home, each)


def _excel(home: Home, lang: Lang) -> Iterator[Piece]:
    """The add-in where Excel starts add-ins, and its settings where its VBA reads them."""
    match home.system:
        case System.WINDOWS:
            startup, settings = _roaming(home) / "Microsoft/Excel/XLSTART", home.user / f".{PROJECT}"
        case System.MAC:
            startup, settings = home.user / _MAC_STARTUP, home.user / _MAC_DATA
            yield Piece("applescript", home.user / _MAC_SCRIPTS / APPLESCRIPT, lambda _: applescript())
        case System.OTHER:
            raise _no_excel()
    values = _settings(home)
    yield Piece(
        "settings", settings / _SETTINGS, lambda old: _with_values(old, values, home), lambda old: _without(old, values)
    )
    yield Piece("add-in", startup / _ADDIN, lambda _: addin(lang))


def _menu(home: Home, lang: Lang) -> Iterator[Piece]:
    """The item in Explorer's menu, for WPS and for those who keep Excel without add-ins."""
    if home.system is not System.WINDOWS:
        raise _no_menu()
    lines = (
        "@echo off",
        "chcp 65001 >nul",
        f'"{str(home.python).replace("%", "%%")}" -X utf8 -m xlsummary run --open --lang {lang.value} %*',
        "if errorlevel 1 pause",
        "",
    )
    content = "\r\n".join(lines).encode()
    yield Piece("send-to", _roaming(home) / "Microsoft/Windows/SendTo" / _MENU[lang], lambda _: content)


def _roaming(home: Home) -> Path:
    return home.roaming or home.user / "AppData/Roaming"


# Settings -------------------------------------------------------------------------------------


def _settings(home: Home) -> Mapping[str, str]:
    """What the add-in must know: the Python to start, by way of the user's folder where it lies there."""
    key, shown = ("INTERPRETER_MAC", "$HOME") if home.system is System.MAC else ("INTERPRETER_WIN", "%USERPROFILE%")
    sign = "/" if home.system is System.MAC else "\\"
    with suppress(ValueError):
        inside = home.python.relative_to(home.user)
        return {key: sign.join((shown, *inside.parts)), "ADD_WORKBOOK_TO_PYTHONPATH": "False"}
    return {key: str(home.python), "ADD_WORKBOOK_TO_PYTHONPATH": "False"}


def _with_values(old: bytes | None, values: Mapping[str, str], home: Home) -> bytes:
    """The file with our values; lines of other keys stay as they are."""
    ours = "".join(f'"{key}","{value}"\r\n' for key, value in values.items())
    encoding = home.encoding if home.system is System.WINDOWS else "ascii"
    if '"' in "".join(values.values()):
        raise _unwritable_python(home)
    try:
        return (_without(old, values) or b"" if old else b"") + ours.encode(encoding)
    except UnicodeEncodeError as fault:
        raise _unwritable_python(home) from fault


def _without(old: bytes, values: Mapping[str, str]) -> bytes | None:
    """The lines of other keys; None where there are none."""
    keys = tuple(f'"{key}",'.encode() for key in values)
    return b"".join(line for line in old.splitlines(keepends=True) if not line.strip().upper().startswith(keys)) or None


# Files ----------------------------------------------------------------------------------------


def _standing(piece: Piece) -> Standing:
    old = _read(piece.path)
    if old is None:
        return Standing(piece.role, piece.path, State.MISSING)
    return Standing(piece.role, piece.path, State.CURRENT if old == piece.content(old) else State.OTHER)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise _held(path, fault) from fault


def _delete(path: Path) -> None:
    try:
        path.unlink()
    except OSError as fault:
        raise _held(path, fault) from fault


# What goes wrong ------------------------------------------------------------------------------


def _held(path: Path, fault: OSError) -> XlsummaryError:
    return XlsummaryError(
        "file-in-use",
        Text(f"{path} 动不了：{fault.strerror}", f"{path} cannot be changed: {fault.strerror}"),
        Text("请关闭 Excel 后再试", "Close Excel and try again"),
        path=str(path),
    )


def _no_excel() -> XlsummaryError:
    return XlsummaryError(
        "no-excel-here",
        Text("Excel 按钮只能装在 Windows 和 macOS 上", "The Excel button is for Windows and macOS"),
        Text("请用命令 xlsummary run 工作簿", "Use the command `xlsummary run BOOK`"),
    )


def _no_menu() -> XlsummaryError:
    return XlsummaryError(
        "no-send-to-here",
        Text("“发送到”菜单只有 Windows 有", "Only Windows has the menu Send to"),
        Text("请去掉 --send-to", "Leave out --send-to"),
    )


def _unwritable_python(home: Home) -> XlsummaryError:
    return XlsummaryError(
        "python-path",
        Text(
            f"Python 的路径 {home.python} 有 Excel 读不出的字，按钮启动不了它",
            f"Excel cannot read the path of Python, {home.python}, so that the button could not start it",
        ),
        Text("请把 Python 装到只含英文字母的文件夹后再试", "Install Python into a folder of plain letters and try again"),
        path=str(home.python),
    )
