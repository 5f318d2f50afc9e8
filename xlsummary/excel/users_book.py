"""A user's workbook as a package: where its parts lie, whatever their place, case or prefix."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from xlsummary.book.formats import DAMAGED, EMPTY, Format, content_of, format_of, of_package, refused, unopened
from xlsummary.excel.trees import STRICT, USUAL, Dialect, child, elements, is_true, local, number, parsed, relation_id, space
from xlsummary.package import CONTENT_TYPES, Package, PackageError, Relation, folded, relations_part

_COMPOUND = b"\xd0\xcf\x11\xe0"
_ORIGIN, _SIGNATURE = "origin", "signature"
"""The kinds of relations that lead from a package to where its signatures begin, and on to each."""
_SIGNED = re.compile(r"_xmlsignatures/[^/]*\.xml")
"""The names of Excel's signatures."""
_OTHER_KINDS = (Format.XLS, Format.XLSB, Format.ODS)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as the workbook lists it: `place` counts from 0, `part` is '' for one whose part is not there."""

    place: int
    name: str
    id: int
    relation: str
    part: str
    kind: str


class UsersBook:
    """The parts that tell what a workbook holds, as trees to be changed; raises `PackageError` for a damaged one."""

    def __init__(self, package: Package, workbook: str) -> None:
        self.package = package
        self.workbook_part = package.stored(workbook)
        self.workbook = parsed(package.read(workbook))
        self.dialect = _dialect(self.workbook)
        self.relations_part = package.stored(relations_part(workbook))
        self.relations = parsed(package.read(self.relations_part))
        self.types_part = package.stored(CONTENT_TYPES)
        self.types = parsed(package.read(self.types_part))

    @property
    def from_1904(self) -> bool:
        """Whether days are counted from 1904."""
        return is_true(child(self.workbook, "workbookPr"), "date1904")

    @property
    def is_locked(self) -> bool:
        """Whether sheets must not be added or moved."""
        return is_true(child(self.workbook, "workbookProtection"), "lockStructure")

    @property
    def is_signed(self) -> bool:
        """Whether there is a signature, not only the place for one."""
        origins = (each.target for each in self.package.relations().values() if each.kind == _ORIGIN)
        led_to = (each.kind for origin in origins for each in self.package.relations(origin).values())
        return _SIGNATURE in led_to or any(_SIGNED.match(name) for name in self.package.entries)

    @cached_property
    def targets(self) -> dict[str, Relation]:
        """Where the workbook points, by relation id."""
        return dict(self.package.relations(self.workbook_part))

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        listed = child(self.workbook, "sheets")
        if listed is None:
            raise PackageError("damaged-book", DAMAGED.message)
        return tuple(self._sheet(place, each) for place, each in enumerate(elements(listed, "sheet")))

    def part_of_kind(self, kind: str) -> str | None:
        """The part that the workbook points at as its `styles`, `sharedStrings`, `calcChain`, there or not."""
        return next((each.target for each in self.targets.values() if each.kind == kind and each.target), None)

    def reached(self, starts: Iterable[str]) -> set[str]:
        """The folded names of the parts that these lead to, themselves and their relation parts too, but not the workbook."""
        found: set[str] = set()
        workbook = folded(self.workbook_part)
        waiting = [folded(each) for each in starts]
        while waiting:
            part = waiting.pop()
            if part in found or part == workbook or not self.package.has(part):
                continue
            found.add(part)
            if self.package.has(relations_part(part)):
                found.add(relations_part(part))
                with suppress(PackageError):  # relations that cannot be read lead nowhere
                    waiting += [folded(each.target) for each in self.package.relations(part).values()]
        return found

    def only_of(self, sheets: Sequence[Sheet]) -> set[str]:
        """The folded names of the parts that nothing leads to but these sheets."""
        own = {sheet.relation for sheet in sheets}
        others = [each.target for key, each in self.targets.items() if key not in own]
        others += [each.target for each in self.package.relations().values()]
        return self.reached(sheet.part for sheet in sheets) - self.reached(others)

    def _sheet(self, place: int, listed: etree._Element) -> Sheet:
        relation = relation_id(listed)
        target = self.targets.get(relation, Relation("", ""))
        part = self.package.stored(target.target) if self.package.has(target.target) else ""
        return Sheet(place, listed.get("name", ""), number(listed, "sheetId"), relation, part, target.kind)


@contextmanager
def opened(path: Path) -> Iterator[UsersBook | None]:
    """The book in a file while it is open; None for .xls, .xlsb and .ods, which are other packages altogether.

    Raises `XlsummaryError` for a file that is no workbook, needs a password, is damaged or hostile; so does what is read of the
    book within.
    """
    package = None
    try:
        package = Package(path) if _is_zip(path) else None
        workbook = "" if package is None else _workbook_part(package)
        if package is None or not workbook:
            _refuse_others(path)
            yield None
        else:
            yield UsersBook(package, workbook)
    except PackageError as error:
        raise of_package(error, path) from error
    finally:
        if package is not None:
            package.close()


def _is_zip(path: Path) -> bool:
    """Whether a file holds a zip; an old Office file may hold one without being one."""
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_COMPOUND))
    except OSError as error:
        raise unopened(error, path) from error
    if not head:
        raise EMPTY.error(path)
    return head != _COMPOUND and zipfile.is_zipfile(path)


def _workbook_part(package: Package) -> str:
    """The workbook's part, where it is one of XML; '' where the package holds none."""
    part = package.main_part
    return part if part and local_of_root(package, part) == "workbook" else ""


def local_of_root(package: Package, part: str) -> str:
    """The name of a part's root; '' for a part that is not XML."""
    head = next(package.blocks(part, 64), b"")
    if not head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t").startswith(b"<"):
        return ""
    return local(parsed(package.read(part)))


def _refuse_others(path: Path) -> None:
    """Raises for all that is no workbook of another kind."""
    content = content_of(path)
    found = format_of(content)
    if found is Format.XLSX:
        raise DAMAGED.error(path)
    if found not in _OTHER_KINDS:
        raise refused(found, path).error(path)


def _dialect(workbook: etree._Element) -> Dialect:
    known = {each.main: each for each in (USUAL, STRICT)}
    if space(workbook) not in known:
        raise PackageError("damaged-book", DAMAGED.message)
    return known[space(workbook)]
