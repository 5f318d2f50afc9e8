"""The add-in with the ribbon button, and the workbook with a button on its first sheet, made from the files xlwings carries.

Of xlwings only what is under its BSD licence is used: two quickstart packages and their VBA, licence texts and all. The VBA is
changed where it would let a workbook choose what runs: settings come from the user's file alone, never from a sheet or a file
beside the workbook, a sheet called `*.py` is a sheet as any other, and on a Mac no name can be a command.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import quoteattr

from lxml import etree

from xlsummary.excel.vba import DoesNotFitError, replaced, sources
from xlsummary.model import Lang, Text
from xlsummary.package import CONTENT_TYPES, packed, unpacked
from xlsummary.problems import XlsummaryError

XLWINGS = "0.37.8"
"""The version whose VBA and AppleScript this is written for; both must match the package that is installed."""

PROJECT = "xlsummary"
"""What the user's file of settings is called, without `.conf`."""

MACRO = "RunXlsummary"
APPLESCRIPT = f"xlwings-{XLWINGS}.applescript"

_VBA = "xl/vbaProject.bin"
_CALL = 'RunPython "import xlsummary.button as b; b.main()"'
_LINES = "\r\n"
_NO_BOOK = "If ActiveWorkbook Is Nothing Then Exit Sub"

_TAB = Text("销售总结", "Sales summary")
_GROUP = Text("xlsummary", "xlsummary")
_LABEL = Text("生成计划和总结", "Plan and summary")
_TIP = Text(
    "检查本工作簿，写入计划和对比表，并生成 Word 总结",
    "Checks this workbook, writes the sheets into it and the Word summary beside it",
)
_TITLE = Text("xlsummary 销售总结", "xlsummary sales summary")


def addin(lang: Lang) -> bytes:
    """The content of `xlsummary.xlam`, its texts in a language; raises `XlsummaryError` without the right xlwings."""
    entries = unpacked(_carried("quickstart_addin_ribbon.xlam"))
    module = "RibbonMyAddin"
    entries[_VBA] = _changed(entries[_VBA], {module: _macro(module, MACRO, "control As IRibbonControl")})
    entries["customUI/customUI.xml"] = _ribbon(f"{module}.{MACRO}", lang)
    entries["docProps/core.xml"] = _titled(entries["docProps/core.xml"], _TITLE[lang])
    return packed(entries)


def with_button(workbook: bytes, lang: Lang) -> bytes:
    """A workbook of ours as `.xlsm` content, with a button at the right of its first sheet's first row; errors as `addin`."""
    project = unpacked(_carried("quickstart_standalone.xlsm"))[_VBA]
    entries = unpacked(workbook)
    sheets = _sheet_parts(entries)
    entries[_VBA] = _changed(project, {"Module1": _macro("Module1", MACRO, "")})
    entries["xl/workbook.xml"] = _with_code_name(entries["xl/workbook.xml"], "workbookPr", "ThisWorkbook")
    for part, name in zip(sheets, ("Sheet1", "Sheet2"), strict=False):
        entries[part] = _with_code_name(entries[part], "sheetPr", name)
    first = sheets[0]
    folder, _, name = first.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    entries["xl/drawings/vmlDrawing1.vml"] = _button(_LABEL[lang])
    entries[relations], drawing = _related(entries.get(relations), "vmlDrawing", "../drawings/vmlDrawing1.vml")
    entries["xl/_rels/workbook.xml.rels"], _ = _related(entries["xl/_rels/workbook.xml.rels"], "vbaProject", "vbaProject.bin")
    entries[first] = _with_drawing(entries[first], drawing)
    entries[CONTENT_TYPES] = _with_types(entries[CONTENT_TYPES])
    return packed(entries)


def applescript() -> bytes:
    """What Excel for Mac needs in its folder of scripts to start Python."""
    return _carried(APPLESCRIPT)


# What xlwings carries -------------------------------------------------------------------------


def _carried(name: str) -> bytes:
    try:
        found = version("xlwings")
    except PackageNotFoundError:
        found = ""
    spec = find_spec("xlwings") if found == XLWINGS else None
    if spec is None or not spec.submodule_search_locations:
        raise _unfit(found)
    return (Path(spec.submodule_search_locations[0]) / name).read_bytes()


def _unfit(found: str) -> XlsummaryError:
    had = Text(f"装的是 {found}", f"{found} is") if found else Text("没有装", "none is")
    return XlsummaryError(
        "xlwings-version",
        Text(f"Excel 按钮要用 xlwings {XLWINGS}，{had.zh}", f"The Excel button needs xlwings {XLWINGS}, {had.en} installed"),
        Text(f"请运行 pip install xlwings=={XLWINGS} 后再试", f"Run `pip install xlwings=={XLWINGS}` and try again"),
    )


# VBA ------------------------------------------------------------------------------------------

_MAC_START = "    ' Transform paths\n"
_MAC_REFUSES = """    If ActiveWorkbook.FullName Like "*[$`""|\\]*" Then
        MsgBox "Please save the workbook under a name and in a folder without $ ` "" | or \\ and try again.", vbCritical
        Exit Sub
    End If
"""
"""On a Mac names go into a line of the shell, between quotation marks inside which these have a meaning."""
_MAC_INTERPRETER = "PythonInterpreter = ToPosixPath(PYTHON_MAC)"
_MAC_QUOTED = """PythonInterpreter = "'" & ToPosixPath(PYTHON_MAC) & "'\""""


def _macro(module: str, name: str, parameters: str) -> str:
    lines = (f'Attribute VB_Name = "{module}"', f"Sub {name}({parameters})", _NO_BOOK, _CALL, "End Sub", "")
    return _LINES.join(lines)


def _changed(project: bytes, modules: Mapping[str, str]) -> bytes:
    """The project with our macro and with what xlwings' own module must not do."""
    try:
        return replaced(project, {**modules, "xlwings": _tamed(sources(project)["xlwings"])})
    except (DoesNotFitError, KeyError, ValueError) as fault:
        raise _unfit(version("xlwings")) from fault


def _tamed(source: str) -> str:
    """xlwings' module without the settings on sheets and beside the workbook, and without Python code on sheets."""
    source = _cut(source, "    ' Check for embedded Python code", "    ' The first 5 args", '    AddExcelDir = "false"\n')
    source = _cut(source, "    ' Sheet\n", "    ' User Config", "")
    source = _swapped(source, "'xlwings runpython install'", "'xlsummary button install'")
    source = _swapped(source, _MAC_START, _MAC_REFUSES + _MAC_START)
    source = _swapped(source, _MAC_INTERPRETER, _MAC_QUOTED)
    was = next((name for name in ("myaddin", "xlwings") if f'PROJECT_NAME As String = "{name}"' in source), "")
    return _swapped(source, f'PROJECT_NAME As String = "{was}"', f'PROJECT_NAME As String = "{PROJECT}"')


def _cut(source: str, start: str, end: str, instead: str) -> str:
    """The source with what stands from `start` up to `end` replaced; `ValueError` where these are not there once."""
    if source.count(start) != 1:
        raise ValueError(start)
    at = source.index(start)
    return source[:at] + instead + source[source.index(end, at) :]


def _swapped(source: str, old: str, new: str) -> str:
    if source.count(old) != 1:
        raise ValueError(old)
    return source.replace(old, new)


# Parts ----------------------------------------------------------------------------------------

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_KINDS = {
    "vmlDrawing": f"{_OFFICE}/vmlDrawing",
    "vbaProject": "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
}
_BEHIND_DRAWING = ("legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")


def _ribbon(action: str, lang: Lang) -> bytes:
    button = (
        f'<button id="xlsummaryRun" label={quoteattr(_LABEL[lang])} screentip={quoteattr(_LABEL[lang])} '
        f'supertip={quoteattr(_TIP[lang])} size="large" onAction={quoteattr(action)} imageMso="ChartInsert"/>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui"><ribbon><tabs>'
        f'<tab id="xlsummaryTab" label={quoteattr(_TAB[lang])}>'
        f'<group id="xlsummaryGroup" label={quoteattr(_GROUP[lang])}>{button}</group></tab></tabs></ribbon></customUI>'
    ).encode()


def _button(label: str) -> bytes:
    """A form button in the first row, at the right of the third column, bound to the macro."""
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        '<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path shadowok="f" o:extrusionok="f" strokeok="f" fillok="f" o:connecttype="rect"/>'
        '<o:lock v:ext="edit" shapetype="t"/></v:shapetype>'
        '<v:shape id="_x0000_s1025" type="#_x0000_t201" '
        'style="position:absolute;margin-left:600pt;margin-top:3pt;width:150pt;height:26pt;z-index:1;mso-wrap-style:tight" '
        'o:button="t" fillcolor="buttonFace [67]" strokecolor="windowText [64]" o:insetmode="auto">'
        '<v:fill color2="buttonFace [67]" o:detectmouseclick="t"/><o:lock v:ext="edit" rotation="t"/>'
        '<v:textbox style="mso-direction-alt:auto" o:singleclick="f"><div style="text-align:center">'
        f'<font face="Microsoft YaHei" size="220" color="#000000">{label}</font></div></v:textbox>'
        '<x:ClientData ObjectType="Button"><x:Anchor>2, 200, 0, 4, 2, 400, 0, 38</x:Anchor><x:PrintObject>False</x:PrintObject>'
        f"<x:AutoFill>False</x:AutoFill><x:FmlaMacro>[0]!{MACRO}</x:FmlaMacro>"
        "<x:TextHAlign>Center</x:TextHAlign><x:TextVAlign>Center</x:TextVAlign></x:ClientData></v:shape></xml>"
    ).encode()


def _sheet_parts(entries: Mapping[str, bytes]) -> Sequence[str]:
    """The parts of the worksheets of a book of ours, in the order of the tabs."""
    targets = {each.get("Id"): each.get("Target", "") for each in etree.fromstring(entries["xl/_rels/workbook.xml.rels"])}
    sheets = etree.fromstring(entries["xl/workbook.xml"]).iter(f"{{{_MAIN}}}sheet")
    return [f"xl/{targets[each.get(f'{{{_OFFICE}}}id')].removeprefix('/xl/')}" for each in sheets]


def _with_code_name(part: bytes, element: str, name: str) -> bytes:
    """The part with the name by which its VBA module knows it."""
    root = etree.fromstring(part)
    found = root.find(f"{{{_MAIN}}}{element}")
    if found is None:
        found = etree.Element(f"{{{_MAIN}}}{element}")
        root.insert(0, found)
    found.set("codeName", name)
    return _written(root)


def _with_drawing(part: bytes, relation: str) -> bytes:
    root = etree.fromstring(part)
    drawing = etree.Element(f"{{{_MAIN}}}legacyDrawing")
    drawing.set(f"{{{_OFFICE}}}id", relation)
    behind = (each for name in _BEHIND_DRAWING for each in root.findall(f"{{{_MAIN}}}{name}"))
    after = next(behind, None)
    root.insert(len(root) if after is None else root.index(after), drawing)
    return _written(root)


def _related(part: bytes | None, kind: str, target: str) -> tuple[bytes, str]:
    """A part of relations with one more, and its id."""
    root = etree.fromstring(part or f'<Relationships xmlns="{_PACKAGE}"/>'.encode())
    name = f"rId{kind}"
    etree.SubElement(root, f"{{{_PACKAGE}}}Relationship", Id=name, Type=_KINDS[kind], Target=target)
    return _written(root), name


def _with_types(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for each in root:
        if each.get("PartName") == "/xl/workbook.xml":
            each.set("ContentType", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    vml = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    root.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension="vml", ContentType=vml))
    project = etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{_VBA}")
    project.set("ContentType", "application/vnd.ms-office.vbaProject")
    return _written(root)


def _titled(part: bytes, title: str) -> bytes:
    """The properties with our name as title, which Excel's list of add-ins shows."""
    root = etree.fromstring(part)
    found = root.find(f"{{{_DUBLIN}}}title")
    if found is not None:
        found.text = title
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
