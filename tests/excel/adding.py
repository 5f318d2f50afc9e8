"""Parts added to the books of `raw`, with their relations and content types."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import relpath
from typing import NamedTuple

from tests.excel import raw
from xlsummary.package import relations_part

WORKBOOK = "xl/workbook.xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Added(NamedTuple):
    """A part, its content type ('' for that of its ending), what leads to it ('' for the package) and by which relation."""

    name: str
    content: str | bytes
    type: str = ""
    owner: str = WORKBOOK
    relation: str = ""


def with_added(book: Mapping[str, bytes], *added: Added) -> raw.Parts:
    """The book with the parts; the relation of the first to the last of them is `rIdA1`, `rIdA2`, ..."""
    made = dict(book)
    for place, each in enumerate(added, 1):
        made[each.name] = each.content if isinstance(each.content, bytes) else each.content.encode()
        if each.type:
            declared = f'<Override PartName="/{each.name}" ContentType="{each.type}"/></Types>'
            made = raw.changed(made, "[Content_Types].xml", ("</Types>", declared))
        if each.relation:
            lists = relations_part(each.owner)
            made.setdefault(lists, f'<Relationships xmlns="{raw.PACKAGE}"></Relationships>'.encode())
            target = relpath(each.name, each.owner.rpartition("/")[0] or ".")
            listed = f'<Relationship Id="rIdA{place}" Type="{each.relation}" Target="{target}"/></Relationships>'
            made = raw.changed(made, lists, ("</Relationships>", listed))
    return made


def ending(book: Mapping[str, bytes], name: str, kind: str) -> raw.Parts:
    """The book with a content type for all parts of an ending."""
    declared = f'<Default Extension="{name}" ContentType="{kind}"/></Types>'
    return raw.changed(book, "[Content_Types].xml", ("</Types>", declared))
