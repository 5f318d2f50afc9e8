"""What a file really is, told by its content whatever its name; and what is said of one that cannot be read."""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from xlsummary.model import Text
from xlsummary.package import CONTENT_TYPES, PackageError, entry_names, part_of
from xlsummary.problems import XlsummaryError


class Format(Enum):
    """The kinds of file that people give us; the value is the usual ending of the name."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    LOCKED = "locked"
    GUARDED = "guarded"
    OLDEST = "xls-before-97"
    XML_SHEET = "xml"
    HTML = "html"
    MHT = "mht"
    DOCX = "docx"
    DOC = "doc"
    PPTX = "pptx"
    PDF = "pdf"
    PICTURE = "picture"
    ZIP = "zip"
    RAR = "rar"
    TEXT = "text"
    UNKNOWN = "unknown"


WORKBOOKS = (Format.XLSX, Format.XLSB, Format.ODS, Format.XLS)
"""What can be read as a workbook."""

_ENDINGS = {
    Format.XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam"),
    Format.XLSB: (".xlsb",),
    Format.ODS: (".ods", ".ots"),
    Format.XLS: (".xls", ".xlt", ".et", ".ett"),
}
NAMES = {
    Format.XLSX: Text("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"),
    Format.XLSB: Text("Excel 二进制工作簿（.xlsb）", "an Excel binary workbook (.xlsb)"),
    Format.ODS: Text("ODF 电子表格（.ods）", "an OpenDocument spreadsheet (.ods)"),
    Format.XLS: Text("Excel 97-2003 工作簿（.xls）", "an Excel 97-2003 workbook (.xls)"),
    Format.OLDEST: Text("Excel 97 以前的旧格式", "a workbook older than Excel 97"),
    Format.XML_SHEET: Text("XML 表格（Excel 2003 的另存格式）", "an XML spreadsheet as Excel 2003 saves it"),
    Format.HTML: Text("网页（HTML）", "a web page (HTML)"),
    Format.MHT: Text("单个文件网页（MHT）", "a single-file web page (MHT)"),
    Format.DOCX: Text("Word 文档", "a Word document"),
    Format.DOC: Text("Word 97-2003 文档", "a Word 97-2003 document"),
    Format.PPTX: Text("PowerPoint 演示文稿", "a PowerPoint file"),
    Format.PDF: Text("PDF", "a PDF"),
    Format.PICTURE: Text("图片", "a picture"),
    Format.ZIP: Text("压缩包", "a zip archive"),
    Format.RAR: Text("压缩包", "an archive"),
    Format.TEXT: Text("文本（CSV 之类）", "plain text (CSV or the like)"),
}
"""What each is called; the unknown has no name."""


def format_of(content: bytes) -> Format:
    """What the content is; `UNKNOWN` where nothing fits, `LOCKED` where a password is needed, `GUARDED` where a right is."""
    if content.startswith(b"PK\x03\x04"):
        return _zip_format(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound_format(content)
    for start, found in _STARTS:
        if content.startswith(start):
            return found
    if content[:4] in _BIFF_STARTS:
        return Format.OLDEST
    return _text_format(content)


END_OF_FILE = b"\x1a"
"""What old programs end a text with."""


def wide_encoding(content: bytes) -> str:
    """`utf-16-le` or `utf-16-be` for such a text without its mark, '' for all others: its digits have a zero byte."""
    head = content[:_HEAD]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[first::2].count(0)
        if len(content) % 2 == 0 and zeros > len(head) // 8 and head[1 - first :: 2].count(0) < zeros // 8:
            return encoding
    return ""


def fits_name(found: Format, path: Path) -> bool:
    """True where the ending of the name is one of the format's own."""
    return path.suffix.lower() in _ENDINGS.get(found, ())


_STARTS = (
    (b"%PDF", Format.PDF),
    (b"\x89PNG", Format.PICTURE),
    (b"\xff\xd8\xff", Format.PICTURE),
    (b"GIF8", Format.PICTURE),
    (b"Rar!", Format.RAR),
    (b"7z\xbc\xaf", Format.RAR),
)
_BIFF_STARTS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_MAIN_PART = re.compile(rb"(?:spreadsheetml\.\w+|ms-excel\.\w+\.macroEnabled)\.main\+xml")
"""What the content types call a workbook's main part, wherever it lies."""
_RIGHTS = "DRMEncrypted"
"""How the streams of a book begin that is encrypted for certain people, by rights management or a sensitivity label."""
_DIRECTORY = 1 << 20
_HEAD = 4096


def _zip_format(content: bytes) -> Format:
    """By the parts inside; a zip too damaged to list them counts as the workbook it most likely was."""
    names = [name.lower() for name in entry_names(content)]
    if not names or any(name.endswith("workbook.xml") for name in names):
        return Format.XLSX
    if any(name.endswith("workbook.bin") for name in names):
        return Format.XLSB
    if "content.xml" in names:
        if b"encryption-data" in part_of(content, "manifest.xml"):
            return Format.LOCKED
        kind = part_of(content, "mimetype")
        return Format.ODS if not kind or b"spreadsheet" in kind else Format.UNKNOWN
    for part, found in (("word/", Format.DOCX), ("ppt/", Format.PPTX), ("xl/", Format.XLSX)):
        if any(name.startswith(part) for name in names):
            return found
    types = part_of(content, CONTENT_TYPES).replace(b"\0", b"")  # it may be in UTF-16
    return Format.XLSX if _MAIN_PART.search(types) else Format.ZIP


def _compound_format(content: bytes) -> Format:
    """An old Office file, by the names of its streams; they stand in its directory near either end."""
    ends = content[:_DIRECTORY] + content[-_DIRECTORY:]
    if "EncryptedPackage".encode("utf-16-le") in ends:
        return Format.GUARDED if _RIGHTS.encode("utf-16-le") in ends else Format.LOCKED
    folded = ends.lower()
    if any(name.encode("utf-16-le") in folded for name in ("workbook", "book\0")):
        return Format.LOCKED if _needs_password(content) else Format.XLS
    return Format.DOC if "worddocument".encode("utf-16-le") in folded else Format.UNKNOWN


def _needs_password(content: bytes) -> bool:
    """True where the record FILEPASS follows the beginning of an .xls workbook stream."""
    for begin in (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00"):
        at = content.find(begin)
        for _ in range(20 if at >= 0 else 0):
            record = int.from_bytes(content[at : at + 2], "little")
            if record == _FILEPASS:
                return True
            at += 4 + int.from_bytes(content[at + 2 : at + 4], "little")
    return False


_FILEPASS = 0x2F


_FEW = 20
"""One control character in so many is a blemish of a text; more are no text."""


def _text_format(content: bytes) -> Format:
    """Text by its first words; bytes that no text holds are unknown."""
    head = content[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    elif wide := wide_encoding(content):
        head = head.decode(wide, "ignore").encode()
    head = head.rstrip(END_OF_FILE)
    if head.count(b"\0") * _FEW > len(head):
        return Format.UNKNOWN
    words = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if words.startswith((b"<?xml", b"<workbook")):
        sheet = b"urn:schemas-microsoft-com:office:spreadsheet" in head
        return Format.XML_SHEET if sheet else Format.HTML if b"<html" in words else Format.UNKNOWN
    if words.startswith(b"mime-version:"):
        return Format.MHT
    if words.startswith((b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<style", b"<body", b"<div")):
        return Format.HTML
    return Format.TEXT if words and sum(byte < 9 or 13 < byte < 27 for byte in words) * _FEW <= len(words) else Format.UNKNOWN


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file is not read: a permanent rule id, what is wrong and what to do."""

    rule: str
    message: Text
    hint: Text

    def error(self, path: Path) -> XlsummaryError:
        message = Text(f"{path.name}：{self.message.zh}", f"{path.name}: {self.message.en}")
        return XlsummaryError(self.rule, message, self.hint, path=str(path))


MISSING = Refused(
    "no-such-file",
    Text("没有这个文件", "there is no such file"),
    Text("核对路径和文件名", "Check the path and the name"),
)
UNREADABLE = Refused(
    "not-readable",
    Text("文件打不开", "the file cannot be opened"),
    Text("核对权限；如果正在另一个程序里打开，先关闭", "Check the permissions; close it in other programs"),
)
_FOLDER = Refused(
    "not-readable",
    Text("这是文件夹，不是工作簿", "it is a folder, not a workbook"),
    Text("给出文件夹里的工作簿", "Give a workbook that lies in it"),
)
_DEAD_LINK = Refused(
    "no-such-file",
    Text("这个链接指到的文件不在了", "it is a link to a file that is not there"),
    Text("直接给出工作簿本身，或改正链接", "Give the workbook itself, or correct the link"),
)
_LINK_LOOP = Refused(
    "not-readable",
    Text("路径里的链接互相指来指去，到不了文件", "links in the path lead to each other, never to a file"),
    Text("直接给出工作簿本身；删去这些链接", "Give the workbook itself, and delete these links"),
)
EMPTY = Refused(
    "empty-file",
    Text("文件是空的", "the file is empty"),
    Text("重新保存或重新传一次", "Save or send it again"),
)
ENCRYPTED = Refused(
    "encrypted-book",
    Text("工作簿设了打开密码", "the workbook needs a password to open"),
    Text("在 Excel 或 WPS 里取消打开密码后另存", "Remove the password in Excel or WPS and save"),
)
_GUARDED = Refused(
    ENCRYPTED.rule,
    Text(
        "工作簿受权限管理或敏感度标签加密，只有指定的人能打开",
        "rights management or a sensitivity label encrypts it for certain people",
    ),
    Text(
        "请有权限的人在 Excel 里取消限制访问，或改用不加密的标签，然后另存",
        "Have someone with the right lift the restriction in Excel, or choose a label that does not encrypt, and save it",
    ),
)
DAMAGED = Refused(
    "damaged-book",
    Text("工作簿损坏，读不出来", "the workbook is damaged"),
    Text("用 Excel 或 WPS 打开并另存为 .xlsx 后重试", "Open it in Excel or WPS, save as .xlsx and try again"),
)
_LOCK_FILE = Refused(
    "not-a-workbook",
    Text("这是 Excel 打开工作簿时留下的临时文件", "this is what Excel leaves beside a workbook while it is open"),
    Text("改用文件名前没有“~$”的那个文件", "Give the file whose name does not begin with ~$"),
)
_SAVE_AS = Text("用 Excel 或 WPS 打开，另存为 .xlsx", "Open it in Excel or WPS and save it as .xlsx")


def _spaced(words: str) -> str:
    """Chinese text sets a space before a Latin word."""
    return f" {words}" if words[0].isascii() else words


def refused(found: Format, path: Path) -> Refused:
    """What is said of a file that is no workbook we can read."""
    if path.name.startswith("~$"):
        return _LOCK_FILE
    if found is Format.LOCKED:
        return ENCRYPTED
    if found is Format.GUARDED:
        return _GUARDED
    name = NAMES.get(found)
    if name is None:
        return Refused("not-a-workbook", Text("不是 Excel 工作簿", "not an Excel workbook"), _SAVE_AS)
    message = Text(f"内容其实是{_spaced(name.zh)}，不是 Excel 工作簿", f"it is really {name.en}, not an Excel workbook")
    return Refused("not-a-workbook", message, _HINTS.get(found, _SAVE_AS))


_HINTS = {
    Format.TEXT: Text(
        "用 Excel 或 WPS 打开，另存为 .xlsx；如果是实绩，用 --actuals 给出",
        "Open it in Excel or WPS and save it as .xlsx; give actuals with --actuals",
    ),
    Format.ZIP: Text("先解压，再给出里面的工作簿", "Unpack it and give the workbook inside"),
    Format.RAR: Text("先解压，再给出里面的工作簿", "Unpack it and give the workbook inside"),
    **dict.fromkeys(
        (Format.DOCX, Format.DOC, Format.PPTX, Format.PDF, Format.PICTURE),
        Text("给出 Excel 工作簿；可用 xlsummary new 新建一本", "Give an Excel workbook; `xlsummary new` makes one"),
    ),
}


def of_package(error: PackageError, path: Path) -> XlsummaryError:
    """What is said of a package that is not read."""
    return Refused(error.rule, error.message, _HINTS_BY_RULE.get(error.rule, DAMAGED.hint)).error(path)


_HINTS_BY_RULE = {
    ENCRYPTED.rule: ENCRYPTED.hint,
    "too-large-inside": Text(
        "删去不用的表、图片和表格以外的空行空列，在 Excel 或 WPS 里保存后重试",
        "Delete sheets, pictures and blank rows and columns that are not needed, save it in Excel or WPS and try again",
    ),
}


def content_of(path: Path) -> bytes:
    """The bytes of a file; raises `XlsummaryError` where there is none, it cannot be opened, or it is empty."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unopened(error, path) from error
    if not content:
        raise EMPTY.error(path)
    return content


def unopened(error: OSError, path: Path) -> XlsummaryError:
    """What is said of a file that cannot be opened."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        said = _DEAD_LINK if path.is_symlink() else MISSING
    elif error.errno == errno.ELOOP:
        said = _LINK_LOOP
    else:
        said = _FOLDER if path.is_dir() else UNREADABLE
    return said.error(path)
