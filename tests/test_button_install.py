"""The add-in and its relatives put into made-up homes of Windows and macOS, told of, and taken away."""

import errno
from pathlib import Path

import pytest

from xlsummary.button_install import Home, State, System, install, remove, status
from xlsummary.excel.addin import addin
from xlsummary.model import Lang
from xlsummary.problems import XlsummaryError

STARTUP = "AppData/Roaming/Microsoft/Excel/XLSTART/xlsummary.xlam"
MAC_STARTUP = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel/xlsummary.xlam"
MAC_SETTINGS = "Library/Containers/com.microsoft.Excel/Data/xlsummary.conf"
MAC_SCRIPT = "Library/Application Scripts/com.microsoft.Excel/xlwings-0.37.8.applescript"
SEND_TO = "AppData/Roaming/Microsoft/Windows/SendTo"


def windows(tmp_path: Path, python: str = "AppData/Local/Programs/Python 3/python.exe", encoding: str = "gbk") -> Home:
    user = tmp_path / "Users" / "张 三"
    return Home(system=System.WINDOWS, user=user, python=user / python, roaming=user / "AppData/Roaming", encoding=encoding)


def mac(tmp_path: Path) -> Home:
    user = tmp_path / "Users" / "张 三"
    return Home(system=System.MAC, user=user, python=user / "env of mine/bin/python3")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_on_windows_the_add_in_and_its_settings_are_where_excel_looks(tmp_path: Path) -> None:
    home = windows(tmp_path)
    found = install(home, Lang.ZH)
    assert files(home.user) == {STARTUP, ".xlsummary/xlsummary.conf"}
    assert (home.user / STARTUP).read_bytes() == addin(Lang.ZH)
    lines = (home.user / ".xlsummary/xlsummary.conf").read_bytes().decode("ascii").splitlines()
    assert lines == [
        r'"INTERPRETER_WIN","%USERPROFILE%\AppData\Local\Programs\Python 3\python.exe"',
        '"ADD_WORKBOOK_TO_PYTHONPATH","False"',
    ]
    assert [(each.role, each.state) for each in found] == [("settings", State.CURRENT), ("add-in", State.CURRENT)]


def test_on_a_mac_the_script_that_starts_python_is_there_too(tmp_path: Path) -> None:
    home = mac(tmp_path)
    install(home, Lang.EN)
    assert files(home.user) == {MAC_STARTUP, MAC_SETTINGS, MAC_SCRIPT}
    assert (home.user / MAC_SETTINGS).read_bytes().startswith(b'"INTERPRETER_MAC","$HOME/env of mine/bin/python3"\r\n')


def test_without_appdata_the_usual_folder_is_taken(tmp_path: Path) -> None:
    home = Home(system=System.WINDOWS, user=tmp_path, python=tmp_path / "python.exe", encoding="cp936")
    install(home, Lang.ZH)
    assert STARTUP in files(tmp_path)


def test_all_is_taken_away_again_and_nothing_else(tmp_path: Path) -> None:
    home = windows(tmp_path)
    other = home.user / "AppData/Roaming/Microsoft/Excel/XLSTART/PERSONAL.XLSB"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"theirs")
    install(home, Lang.ZH, send_to=True)
    after = remove(home, Lang.ZH)
    assert {each.state for each in after} == {State.MISSING}
    assert files(home.user) == {other.relative_to(home.user).as_posix()}
    assert {each.state for each in remove(home, Lang.ZH)} == {State.MISSING}


def test_settings_of_the_users_own_stay_through_install_and_remove(tmp_path: Path) -> None:
    home = windows(tmp_path)
    settings = home.user / ".xlsummary/xlsummary.conf"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(b'"CONDA PATH","C:\\conda"\r\n"Interpreter_Win","C:\\old\\python.exe"\r\n')
    install(home, Lang.ZH)
    kept, *ours = settings.read_bytes().decode("ascii").splitlines()
    assert kept == r'"CONDA PATH","C:\conda"'
    assert [line.split(",")[0] for line in ours] == ['"INTERPRETER_WIN"', '"ADD_WORKBOOK_TO_PYTHONPATH"']
    remove(home, Lang.ZH)
    assert settings.read_bytes() == b'"CONDA PATH","C:\\conda"\r\n'


def test_an_older_version_is_told_and_replaced(tmp_path: Path) -> None:
    home = windows(tmp_path)
    place = home.user / STARTUP
    place.parent.mkdir(parents=True)
    place.write_bytes(b"an older one")
    assert {each.role: each.state for each in status(home, Lang.ZH)} == {
        "settings": State.MISSING,
        "add-in": State.OTHER,
        "send-to": State.MISSING,
    }
    install(home, Lang.ZH)
    assert place.read_bytes() == addin(Lang.ZH)


def test_the_send_to_menu_runs_the_command_and_opens_what_it_wrote(tmp_path: Path) -> None:
    home = windows(tmp_path, python="100%/python.exe")
    install(home, Lang.ZH, send_to=True)
    (item,) = (home.user / SEND_TO).iterdir()
    assert item.name == "xlsummary 生成计划和总结.cmd"
    lines = item.read_bytes().decode().split("\r\n")
    assert lines[:2] == ["@echo off", "chcp 65001 >nul"]
    assert lines[2] == f'"{home.user}/100%%/python.exe" -X utf8 -m xlsummary run --open --lang zh %*'
    assert "pause" in lines[3]


def test_a_python_elsewhere_is_written_in_the_code_page_that_vba_reads(tmp_path: Path) -> None:
    home = Home(system=System.WINDOWS, user=tmp_path, python=Path("/工具/python.exe"), encoding="gbk")
    install(home, Lang.ZH)
    assert '"INTERPRETER_WIN","/工具/python.exe"'.encode("gbk") in (tmp_path / ".xlsummary/xlsummary.conf").read_bytes()


@pytest.mark.parametrize("system", [System.WINDOWS, System.MAC])
def test_a_path_that_vba_cannot_read_is_told_and_nothing_is_written(system: System, tmp_path: Path) -> None:
    home = Home(system=system, user=tmp_path, python=Path("/工具/python"), encoding="cp1252")
    with pytest.raises(XlsummaryError) as told:
        install(home, Lang.ZH)
    assert told.value.rule == "python-path"
    assert "/工具/python" in told.value.message.zh
    assert files(tmp_path) == set()


def test_a_file_that_excel_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = windows(tmp_path)
    install(home, Lang.ZH)

    def refused(path: Path, *, missing_ok: bool = False) -> None:
        del missing_ok
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(XlsummaryError) as told:
        remove(home, Lang.ZH)
    assert told.value.rule == "file-in-use"
    assert "关闭 Excel" in told.value.hint.zh


def test_where_there_is_no_excel_the_command_is_named(tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError) as told:
        install(Home(system=System.OTHER, user=tmp_path, python=tmp_path / "python"), Lang.ZH)
    assert told.value.rule == "no-excel-here"
    assert "xlsummary run" in told.value.hint.zh


def test_a_mac_has_no_send_to(tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError, match="Send to"):
        install(mac(tmp_path), Lang.EN, send_to=True)
