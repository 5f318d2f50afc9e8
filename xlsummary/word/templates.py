"""Writes the shipped Word templates: `python -m xlsummary.word.templates FOLDER`."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from xlsummary.model import Kind, Lang, Text
from xlsummary.package import settled
from xlsummary.word import duties_zh, overview_zh, regional_zh, team_en, team_zh
from xlsummary.word.page import Page
from xlsummary.wording import label

_MADE = date(2026, 1, 1)
_TITLES = Text("{}模板", "{} summary template")

WRITERS: Mapping[tuple[Kind, Lang], Callable[[Page], None]] = MappingProxyType(
    {
        (Kind.TEAM, Lang.ZH): team_zh.write,
        (Kind.TEAM, Lang.EN): team_en.write,
        (Kind.DUTIES, Lang.ZH): duties_zh.write,
        (Kind.OVERVIEW, Lang.ZH): overview_zh.write,
        (Kind.REGIONAL, Lang.ZH): regional_zh.write,
    }
)


def shipped() -> dict[str, bytes]:
    """Every shipped template by file name, the same bytes each time."""
    return {f"{kind.value}.{lang.value}.docx": _template(write, kind, lang) for (kind, lang), write in WRITERS.items()}


def _template(write: Callable[[Page], None], kind: Kind, lang: Lang) -> bytes:
    page = Page(lang)
    write(page)
    properties = page.document.core_properties
    properties.title, properties.author, properties.comments = _TITLES[lang].format(label(kind, lang)), "xlsummary", ""
    buffer = io.BytesIO()
    page.document.save(buffer)
    return settled(buffer.getvalue(), _MADE)


def main(folder: str) -> None:
    for name, content in shipped().items():
        Path(folder, name).write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1])
