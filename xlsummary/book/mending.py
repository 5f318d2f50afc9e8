"""Packages mended where the reader library stumbles over what has nothing to do with cells."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xlsummary.package import Package, packed, unpacked_within

LARGEST = 1 << 28
"""Unpacked bytes beyond which nothing is mended."""

_WORKBOOK, _RELATIONS, _OPEN_DOCUMENT = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "content.xml"
_MACRO_SHEET = re.compile(rb"<Relationship\b[^>]*/relationships/xl(?:Intl)?Macrosheet\"[^>]*>")
_ID = re.compile(rb"\bId=\"([^\"]+)\"")
_NEW_ERROR = re.compile(
    rb"(\bt=\"e\"[^>]*>\s*(?:<(?:\w+:)?f\b[^>]*>(?:[^<]*</(?:\w+:)?f>)?\s*)?<(?:\w+:)?v>)"
    rb"#(?!N/A<|DIV/0!<|REF!<|NAME\?<|VALUE!<|NUM!<|NULL!<|GETTING_DATA<)[^<]*"
)
"""`#SPILL!`, `#CALC!` and their like, of which what they are is told from the workbook itself."""
_TEXTS = "sharedstrings.xml"
_COUNT = re.compile(rb"\s(?:uniqueC|c)ount\s*=\s*[\"'](\d*)[\"']")
_ROOT_TAG = 4096
_BETWEEN_CELLS = re.compile(rb"(</?table:[^>]*>)\s+(?=</?table:)")


def without_wrong_counts(package: Package) -> Mapping[str, bytes]:
    """The lists of shared texts that claim more than they can hold, without their counts: memory is set aside by them."""
    changed = {}
    for name in package.names:
        if name.lower().endswith(_TEXTS):
            head = next(package.blocks(name), b"")[:_ROOT_TAG]
            if any(int(said or 0) > package.size(name) for said in _COUNT.findall(head)):
                part = b"".join(package.blocks(name))
                changed[name] = _COUNT.sub(b"", part[:_ROOT_TAG]) + part[_ROOT_TAG:]
    return changed


def mended(content: bytes) -> bytes | None:
    """The package without Excel 4 macro sheets, errors that only newer programs know, or white space between table elements.

    None when it has none of these.
    """
    entries = unpacked_within(content, LARGEST)
    changed = {**_without_macro_sheets(entries), **_without_new_errors(entries), **_without_white_space(entries)}
    return packed({**entries, **changed}) if changed else None


def _without_macro_sheets(entries: Mapping[str, bytes]) -> dict[str, bytes]:
    relations, workbook = entries.get(_RELATIONS, b""), entries.get(_WORKBOOK, b"")
    ids = [found[1] for each in _MACRO_SHEET.findall(relations) if (found := _ID.search(each))]
    for identity in ids:
        workbook = re.sub(rb"<sheet\b[^>]*\br:id=\"" + re.escape(identity) + rb"\"[^>]*/>", b"", workbook)
    return {_WORKBOOK: workbook} if workbook != entries.get(_WORKBOOK, b"") else {}


def _without_new_errors(entries: Mapping[str, bytes]) -> dict[str, bytes]:
    sheets = {name: part for name, part in entries.items() if "/worksheets/" in name and b't="e"' in part}
    changed = {name: _NEW_ERROR.sub(rb"\1#VALUE!", part) for name, part in sheets.items()}
    return {name: part for name, part in changed.items() if part != entries[name]}


def _without_white_space(entries: Mapping[str, bytes]) -> dict[str, bytes]:
    cells = entries.get(_OPEN_DOCUMENT, b"")
    tight = _BETWEEN_CELLS.sub(rb"\1", cells)
    return {_OPEN_DOCUMENT: tight} if tight != cells else {}
