"""XML of workbooks as trees: read safely, written so that nothing of the user's is lost, in either dialect of the format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from xlsummary.model import Text
from xlsummary.package import PackageError

PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_USUAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_LONGEST_NUMBER = 15
_TAG = re.compile(rb"<[^>]*>")
_SPACE = re.compile(
    rb'="http://schemas\.openxmlformats\.org/(?:(spreadsheetml|drawingml)/2006/|(officeDocument)/2006/(?=relationships))'
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The names of a package's languages: Strict Open XML has others than all the rest."""

    main: str
    relations: str
    is_strict: bool

    def relation_type(self, usual: str) -> str:
        """The type of a relation, given as the usual packages have it."""
        return usual.replace(USUAL.relations, self.relations)


USUAL = Dialect(f"{_USUAL}spreadsheetml/2006/main", f"{_USUAL}officeDocument/2006/relationships", is_strict=False)
STRICT = Dialect(f"{_STRICT}spreadsheetml/main", f"{_STRICT}officeDocument/relationships", is_strict=True)


def parsed(content: bytes) -> etree._Element:
    """The root of an XML part; raises `PackageError` for bad XML, and for one that declares entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PackageError("damaged-book", _DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise PackageError("unsafe-inside", _DECLARES)
    return root


def written(root: etree._Element) -> bytes:
    """The part as bytes, with comments before and after its root; a tree that was read and written so gives the same again."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def in_dialect(content: bytes, dialect: Dialect) -> bytes:
    """An XML part of ours with the names of languages as the dialect has them; texts are left alone."""
    if not dialect.is_strict:
        return content
    return _TAG.sub(lambda tag: _SPACE.sub(_strictly, tag[0]), content)


def _strictly(space: re.Match[bytes]) -> bytes:
    if space[2]:
        return b'="' + _STRICT.encode() + space[2] + b"/"
    return b'="' + _STRICT.encode() + space[1] + b"/"


def plain_root(language: str, name: str) -> etree._Element:
    """The root of a new part, whose language needs no prefix."""
    return etree.fromstring(f'<{name} xmlns="{language}"/>')


def local(element: etree._Element) -> str:
    """The name without its language; '' for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def space(element: etree._Element) -> str:
    """The language of an element."""
    return etree.QName(element).namespace or ""


def elements(parent: etree._Element, name: str = "") -> Iterator[etree._Element]:
    """The children that are elements, of a name or of any; taken before the first is handed out."""
    yield from [each for each in parent if isinstance(each.tag, str) and (not name or local(each) == name)]


def child(parent: etree._Element, name: str) -> etree._Element | None:
    """The first child of that name, whatever its language."""
    return next(elements(parent, name), None)


def relation_id(element: etree._Element) -> str:
    """The `r:id` of an element, whatever its prefix; '' where it has none."""
    found = (element.get(f"{{{dialect.relations}}}id") for dialect in (USUAL, STRICT))
    return next((each for each in found if each is not None), "")


def number(element: etree._Element, name: str, otherwise: int = 0) -> int:
    """A whole number of an attribute, 0 or more; `otherwise` where there is none, or one that no book needs."""
    text = element.get(name, "").strip()
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else otherwise


def is_true(element: etree._Element | None, name: str) -> bool:
    """Whether a switch is on; off where the element or the attribute is missing."""
    return element is not None and element.get(name, "").strip() in {"1", "true", "on"}


def add(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """A new last child in the parent's language, with the prefix that the part has for it."""
    return etree.SubElement(parent, f"{{{space(parent)}}}{name}", attributes)


def put_in_order(parent: etree._Element, name: str, order: tuple[str, ...]) -> etree._Element:
    """A new child of the parent, before the first of those that come after it in `order`."""
    element = add(parent, name)
    later = set(order[order.index(name) + 1 :])
    following = next((each for each in elements(parent) if local(each) in later), None)
    if following is not None:
        following.addprevious(element)
    return element


def drop(element: etree._Element) -> None:
    """Takes an element out of its parent; white space behind it goes with it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


_DAMAGED = Text("工作簿损坏，读不出来", "the workbook is damaged")
_DECLARES = Text("里面的 XML 声明了 DTD 或实体", "XML inside declares a DTD or entities")
