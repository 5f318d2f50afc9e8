"""Word files read back, and PDF pages by LibreOffice."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from tests.summary.subjects import shipped
from xlsummary.model import Lang
from xlsummary.summary.summary import Summary
from xlsummary.word.document import write_document

DAY = date(2025, 12, 31)


@cache
def content_of(name: str, lang: Lang = Lang.ZH) -> bytes:
    """The document of a shipped book."""
    return write_document(shipped(name, lang), None, DAY)


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def written(summary: Summary, template: Path | None = None) -> Document:
    return opened(write_document(summary, template, DAY))


def texts(document: Document) -> list[str]:
    """Every paragraph of the body, those of tables in their place."""
    return ["".join(run.text or "" for run in paragraph.iter(qn("w:t"))) for paragraph in document.element.body.iter(qn("w:p"))]


_LISTS = {"数据来源", "数据提示", "待补", "Where the figures come from", "Remarks on the data", "To be supplied"}
"""The appendix: what it lists is its own proof."""


def _body(document: Document) -> Iterator[_Element]:
    """The blocks of the body before the appendix."""
    for block in document.element.body:
        if "".join(text.text or "" for text in block.iter(qn("w:t"))) in _LISTS:
            return
        yield block


def outside_bookmarks(document: Document) -> Iterator[str]:
    """Every paragraph before the appendix, a blank for each text that lies in a bookmark."""
    open_ones: set[str | None] = set()
    for block in _body(document):
        told = ""
        for element in block.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:t"), qn("w:p")):
            if element.tag == qn("w:bookmarkStart"):
                open_ones.add(element.get(qn("w:id")))
            elif element.tag == qn("w:bookmarkEnd"):
                open_ones.discard(element.get(qn("w:id")))
            else:
                told += " " if open_ones or element.tag == qn("w:p") else element.text or ""
        yield told.strip()


def inside_tables(document: Document) -> Iterator[str]:
    """Every cell of the tables before the appendix."""
    for block in _body(document):
        if block.tag == qn("w:tbl"):
            for cell in block.iter(qn("w:tc")):
                yield "".join(text.text or "" for text in cell.iter(qn("w:t")))


def style_ids(document: Document) -> Iterator[tuple[str, str]]:
    """Style id and text of each top paragraph; a table is ('table', '')."""
    for child in document.element.body:
        if child.tag == qn("w:tbl"):
            yield "table", ""
        elif child.tag == qn("w:p"):
            style = child.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            text = "".join(run.text or "" for run in child.iter(qn("w:t")))
            yield (style.get(qn("w:val")) if style is not None else "Normal"), text


def pdf_pages(content: bytes, folder: Path) -> list[str]:
    """The text of each page of the PDF that LibreOffice makes; skips where there is none, fails where CI needs it."""
    soffice, pdftotext = shutil.which("soffice"), shutil.which("pdftotext")
    if soffice is None or pdftotext is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs LibreOffice and pdftotext")
        pytest.skip("LibreOffice or pdftotext is not installed")
    source = folder / "summary.docx"
    source.write_bytes(content)
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=120)  # noqa: S603 (a fixed program and our own file)
    told = subprocess.run([pdftotext, "-layout", str(folder / "summary.pdf"), "-"], check=True, capture_output=True, timeout=60)  # noqa: S603 (as above)
    return told.stdout.decode().split("\f")[:-1]
