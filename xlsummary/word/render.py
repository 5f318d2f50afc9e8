"""Fills a Word template: docxtpl in a sandbox, strict about names, with errors that say where."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate

from xlsummary.model import Lang, Text
from xlsummary.package import Package, PackageError
from xlsummary.problems import XlsummaryError
from xlsummary.summary import numbers
from xlsummary.summary.figure import Figure
from xlsummary.word.marks import Marks, without_marks, without_noncharacters
from xlsummary.word.sandbox import Sandbox, TemplateLimitError

if TYPE_CHECKING:
    from docx.document import Document

_FULL_WIDTH = str.maketrans("（），。：；｜＝＜＞！％＋－＊／［］｛｝　", "(),.:;|=<>!%+-*/[]{} ")
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LITERAL = re.compile(r"(\"[^\"]*\"|'[^']*')")
LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|｛｛|｝｝|[｛{][％%]|[％%][｝}]")
_ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
"""docxtpl's way to print braces: made literals before rendering, so that the user's text is never touched."""
_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_FIRST_OF_PARAGRAPH = re.compile(r"<w:p([ >])")
_MARKUP = re.compile(r"<[^>]+>")


def rendered(template: Path, context: Mapping[str, object], lang: Lang, marks: Marks) -> Document:
    """The filled document, what was printed between its marks; raises `XlsummaryError` naming file, paragraph and tag."""
    filled = _Template(template)
    try:
        Package(template.read_bytes())
        filled.render(dict(context), Sandbox(lang, FILTERS, marks), autoescape=True)
    except (PackageNotFoundError, PackageError, BadZipFile, KeyError, ValueError, OSError) as error:
        raise unreadable(template) from error
    document: Document = filled.docx
    return document


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl ships no types
    """docxtpl with full-width punctuation repaired inside tags and errors that say where."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self._path = path

    def patch_xml(self, src_xml: str) -> str:
        patched = TAG.sub(repaired, super().patch_xml(without_noncharacters(src_xml)))
        for escaped, plain in _ESCAPES:
            patched = patched.replace(escaped, f"{{{{ '{plain}' }}}}")
        for paragraph in _PARAGRAPH.findall(patched):
            words = _MARKUP.sub("", paragraph)
            left = LEFTOVER.search(TAG.sub("", words))
            if left:
                raise _fault(
                    self._path,
                    words,
                    left.group(),
                    Text("标签不完整，或用了全角括号", "an unfinished tag, or full-width braces"),
                )
        return patched

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, object], jinja_env: Any = None) -> str:
        """As docxtpl's, but a fault says where, and `{_{` of the user's own text stays as it is."""
        self.current_rendering_part = part
        source = _FIRST_OF_PARAGRAPH.sub(r"\n<w:p\1", src_xml)
        try:
            filled = jinja_env.from_string(source).render(context)
        except Exception as error:
            # a user's template may fail in any way Python can
            raise self._located(source, error) from error
        listed = str(self.resolve_listing(filled.replace("\n<w:p", "<w:p")))
        return listed if part is self.docx._part else without_marks(listed)

    def render_properties(self, context: dict[str, object], jinja_env: Any = None) -> None:
        """The file's properties are the summary's, never a template's."""

    def _located(self, source: str, error: Exception) -> XlsummaryError:
        words = _place(source, error)
        tags = TAG.findall(words)
        names = re.findall(r"'([^']+)'", str(error))
        tag = next((each for name in names for each in tags if name in each), next(iter(tags), words.strip()[:60]))
        told = str(error) or type(error).__name__
        return _fault(self._path, words, tag, error.reason if isinstance(error, TemplateLimitError) else Text(told, told))


def _place(source: str, error: Exception) -> str:
    """The paragraph where it happened, with its tags; '' where that is not known."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    number = getattr(error, "lineno", None) or next((each.lineno for each in frames if each.filename == "<template>"), None)
    lines = [_MARKUP.sub("", line) for line in source.split("\n")]
    upto = reversed(lines[: number or 0])
    return next((line for line in upto if line.strip()), "")


def repaired(tag: re.Match[str]) -> str:
    """A Chinese keyboard's punctuation inside a tag as jinja knows it; string literals keep theirs."""
    parts = _LITERAL.split(tag.group())
    return "".join(part if place % 2 else part.translate(_FULL_WIDTH) for place, part in enumerate(parts))


def _fault(path: Path, paragraph: str, tag: str, reason: Text) -> XlsummaryError:
    words = paragraph.strip()[:60]
    place = Text(
        f"模板 {path.name} 里“{words}”这一段的标签 {tag} 有错",
        f"{path.name}: the tag {tag} in the paragraph “{words}” is wrong",
    )
    if not tag:
        place = Text(f"模板 {path.name} 里有一处标签有错", f"{path.name}: a tag is wrong")
    return XlsummaryError(
        "template-tag",
        Text(f"{place.zh}：{reason.zh}", f"{place.en}: {reason.en}"),
        Text("在 Word 里改好这个标签再试", "Mend the tag in Word and run again"),
        path=str(path),
    )


def unreadable(path: Path) -> XlsummaryError:
    """The refusal of a file that is no Word document."""
    return XlsummaryError(
        "template-unreadable",
        Text(f"打不开 Word 模板 {path}", f"cannot open the Word template {path}"),
        Text("检查路径；模板须是 .docx 文件", "Check the path; a template is a .docx file"),
        path=str(path),
    )


def _scaled(scale: int, unit: str) -> Any:
    """A filter that prints a figure's exact value in one unit: `{{ 业绩.销售.实际|万元 }}`."""

    def scaled(figure: Figure | Decimal | None) -> Figure | str:
        value = figure.value if isinstance(figure, Figure) else figure
        text = f"{numbers.plain(Decimal(value or 0) / scale, Lang.ZH, 2)}{unit}"
        return replace(figure, text=text) if isinstance(figure, Figure) else text

    return scaled


def _percent(figure: Figure) -> Figure:
    return replace(figure, text=numbers.percent(figure.value or Decimal(0)))


FILTERS: Mapping[str, Callable[[Figure], object]] = {
    "元": _scaled(1, "元"),
    "万元": _scaled(10_000, "万元"),
    "亿元": _scaled(100_000_000, "亿元"),
    "百分比": _percent,
    "million": _scaled(1_000_000, " million"),
    "percent": _percent,
}
"""The filters of ours, besides jinja's."""
