"""The add-in and the workbook with a button: built from what xlwings carries, read by oletools, openpyxl and LibreOffice."""

import re
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from tests.excel.macros import modules
from tests.excel.office import converted
from xlsummary.book.template import blank
from xlsummary.excel import addin as addins
from xlsummary.excel.addin import MACRO, addin, applescript, with_button
from xlsummary.model import Lang
from xlsummary.package import CONTENT_TYPES, packed, unpacked
from xlsummary.problems import XlsummaryError

CALL = 'RunPython "import xlsummary.button as b; b.main()"'


def book_with_button(lang: Lang) -> bytes:
    return with_button(blank("small", lang), lang)


@pytest.fixture(scope="module", params=[Lang.ZH, Lang.EN], ids=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Lang:
    return Lang(request.param)


def test_the_ribbon_button_calls_our_module_whatever_the_workbook_is_called(lang: Lang) -> None:
    content = addin(lang)
    found = modules(content)
    assert f"Sub {MACRO}(control As IRibbonControl)" in found["RibbonMyAddin"]
    assert CALL in found["RibbonMyAddin"]
    assert "ThisWorkbook.Name" not in found["RibbonMyAddin"]
    ribbon = etree.fromstring(unpacked(content)["customUI/customUI.xml"])
    (button,) = [each for each in ribbon.iter() if str(each.tag).endswith("button")]
    assert button.get("onAction") == f"RibbonMyAddin.{MACRO}"
    assert button.get("label") == {Lang.ZH: "生成计划和总结", Lang.EN: "Plan and summary"}[lang]


@pytest.mark.parametrize("build", [addin, book_with_button], ids=["xlam", "xlsm"])
def test_a_workbook_cannot_choose_what_runs(build: Callable[[Lang], bytes]) -> None:
    source = modules(build(Lang.ZH))["xlwings"]
    config = source[source.index("Function GetConfig(") : source.index("Function SaveConfigToFile(")]
    assert "GetConfigFromSheet" not in config
    assert "GetDirectoryConfigFilePath" not in config
    assert "GetConfigFilePath()" in config
    run = source[source.index("Public Function RunPython(") : source.index("Sub ExecuteMac(")]
    assert '".py"' not in run
    assert 'AddExcelDir = "false"' in run
    mac = source[source.index("Sub ExecuteMac(") : source.index("Function ExecuteWindows(")]
    assert mac.index('If ActiveWorkbook.FullName Like "*[$`""|\\]*" Then') < mac.index("PYTHONPATH = Replace(")
    assert """PythonInterpreter = "'" & ToPosixPath(PYTHON_MAC) & "'"\n""" in mac
    assert re.findall(r'PROJECT_NAME As String = "(.*)"', source) == ["xlsummary"]
    assert "BSD 3-clause license" in source


def test_built_again_it_is_the_same_byte_for_byte() -> None:
    assert addin(Lang.ZH) == addin(Lang.ZH)
    book = blank("small", Lang.ZH)
    assert with_button(book, Lang.ZH) == with_button(book, Lang.ZH)


def test_the_workbook_with_a_button_has_all_that_the_template_has() -> None:
    book = blank("small", Lang.ZH)
    made = with_button(book, Lang.ZH)
    before, after = load_workbook(BytesIO(book)), load_workbook(BytesIO(made))
    assert after.sheetnames == before.sheetnames
    for name in before.sheetnames:
        rows = [[cell.value for cell in row] for row in before[name].iter_rows()]
        assert [[cell.value for cell in row] for row in after[name].iter_rows()] == rows
    entries = unpacked(made)
    assert b"application/vnd.ms-excel.sheet.macroEnabled.main+xml" in entries[CONTENT_TYPES]
    assert f"[0]!{MACRO}".encode() in entries["xl/drawings/vmlDrawing1.vml"]
    assert CALL in modules(made)["Module1"]


def test_openpyxl_reads_the_add_in() -> None:
    entries = unpacked(addin(Lang.ZH))
    entries[CONTENT_TYPES] = entries[CONTENT_TYPES].replace(
        b"ms-excel.addin.", b"ms-excel.sheet."
    )  # it takes no add-in by type
    assert load_workbook(BytesIO(packed(entries))).sheetnames == ["_myaddin.conf"]


def test_libreoffice_reads_the_macros_of_both(tmp_path: Path) -> None:
    book, own = tmp_path / "book.xlsm", tmp_path / "addin.xlam"
    book.write_bytes(with_button(blank("small", Lang.ZH), Lang.ZH))
    own.write_bytes(addin(Lang.ZH))
    made = converted([book, own], "ods", tmp_path, reader="Calc MS Excel 2007 VBA XML")
    for source, module in ((book, "Basic/VBAProject/Module1.xml"), (own, "Basic/MyAddin/RibbonMyAddin.xml")):
        entries = unpacked(made[source].read_bytes())
        assert f"Sub {MACRO}".encode() in entries[module], sorted(entries)


def test_the_script_for_mac_is_that_of_the_pinned_version() -> None:
    assert b"VbaHandler" in applescript()


@pytest.mark.parametrize("found", ["0.36.0", ""])
def test_another_xlwings_is_told_with_what_to_install(found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(_: str) -> str:
        if not found:
            raise PackageNotFoundError
        return found

    monkeypatch.setattr(addins, "version", version)
    with pytest.raises(XlsummaryError) as told:
        addin(Lang.ZH)
    assert told.value.rule == "xlwings-version"
    assert "pip install xlwings==0.37.8" in told.value.hint.zh
