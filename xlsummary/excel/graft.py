"""Our sheets put into a user's book, and nothing else of it changed.

Layouts are authored by openpyxl in a small package of their own (`author`): cells and charts, but neither tables nor comments.
The user's is opened (`users_book`), our sheets of an earlier run are found in it (`older`), and each layout gets its name
(`titles`). What a person put on an older sheet is told, or stands in the way where something leads to it (`user_objects`). The
authored parts are made to fit (`our_parts`, `style_merge`) and listed (`listing`, `calculation_chain`), in place of the older
ones. Every other entry of the user's file is copied as it lies (`raw_zip`); what comes out (`grafted`) is written when it is
asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from posixpath import dirname, join

from xlsummary.excel.author import authored
from xlsummary.excel.calculation_chain import has_cells, without_sheets
from xlsummary.excel.grafted import Grafted, Piece
from xlsummary.excel.listing import Entered, enter_sheets, enter_styles, enter_types, leave_chain
from xlsummary.excel.older import older_sheets
from xlsummary.excel.our_parts import Authored, Namer, OurPart
from xlsummary.excel.raw_zip import RawZip
from xlsummary.excel.refusals import refuse_guarded, refuse_used, too_many_styles
from xlsummary.excel.style_merge import Styles, new_stylesheet
from xlsummary.excel.titles import renamed, titles_for
from xlsummary.excel.trees import parsed, written
from xlsummary.excel.user_objects import left_behind
from xlsummary.excel.users_book import UsersBook, opened
from xlsummary.package import folded, packed, settled
from xlsummary.replacing import replace_file
from xlsummary.sheets.layout import Layout, LayoutCell, referred
from xlsummary.stamp import Stamp, stamp_of

_NO_DAY = date(1980, 1, 1)
"""When a book was made that nobody says of when."""


def graft(book: Path, layouts: Sequence[Layout], target: Path, *, force: bool = False) -> Grafted:
    """Puts a sheet for each layout into a copy of any .xlsx or .xlsm, which then stands at `target`, whole or not at all.

    `target` may be the book itself, of which no backup is made. Of a link the file is written that it leads to, and a file that
    is replaced leaves its rights to the new one. Raises `XlsummaryError` as `grafted` does, and where it cannot be written.
    """
    made = grafted(book, layouts, force=force)
    replace_file(target, made, book)
    return made


def grafted(book: Path, layouts: Sequence[Layout], *, force: bool = False, day: date | None = None) -> Grafted:
    """The book with a sheet for each layout, not yet written: in the place of an older one of its marker, or last.

    A file of another kind (.xls, .xlsb, .ods) gives a new book of our sheets only, dated `day`. Raises `XlsummaryError` where
    the file is no workbook, damaged, encrypted or full of cell formats; unless `force`, also where it is signed, its structure
    is locked, or something in it leads to what a person put on an older sheet of ours.
    """
    before = stamp_of(book)
    with opened(book) as users:
        if users is None:
            return _alone(book, before, layouts, day or _NO_DAY)
        if not force:
            refuse_guarded(users, book)
        graft = _Graft(users, layouts)
        if not force:
            refuse_used(graft.left, book)
        return graft.grafted(book, before)


def _alone(book: Path, before: Stamp | None, layouts: Sequence[Layout], day: date) -> Grafted:
    """A new book of our sheets."""
    chosen = [layout for layout in layouts if not layout.only_replaces]
    titles = titles_for(chosen, (), {})
    alone = [_without_links_outside(layout, titles) for layout in chosen]
    content = settled(packed(authored(alone, titles)), day)
    return Grafted(
        source=book,
        before=before,
        titles=titles,
        replaced=frozenset(),
        renamed=frozenset(),
        pieces=(content,),
        is_alone=True,
    )


def _without_links_outside(layout: Layout, titles: Mapping[str, str]) -> Layout:
    """The layout without links to sheets of the user's, which a new book has not."""

    def kept(cell: LayoutCell) -> LayoutCell:
        outside = cell.link is not None and referred(cell.link, titles) == cell.link
        return replace(cell, link=None) if outside else cell

    return replace(layout, rows=tuple(replace(row, cells=tuple(map(kept, row.cells))) for row in layout.rows))


class _Lists:
    """The parts of the user's that list what is in the book, and what they were."""

    def __init__(self, book: UsersBook) -> None:
        self._book = book
        styles = book.part_of_kind("styles") or join(dirname(book.workbook_part), "styles.xml")
        self.styles = parsed(book.package.read(styles)) if book.package.has(styles) else new_stylesheet(book.dialect)
        self._trees = {
            folded(book.workbook_part): book.workbook,
            folded(book.relations_part): book.relations,
            folded(book.types_part): book.types,
        }
        self._new_styles = "" if book.package.has(styles) else styles
        if not self._new_styles:
            self._trees[folded(styles)] = self.styles
        self._before = {part: written(root) for part, root in self._trees.items()}
        self._chain: dict[str, bytes] = {}
        if self._new_styles:
            enter_styles(book, styles)

    def changes(self) -> Mapping[str, bytes]:
        """By folded name the new content of each part that is no longer what it was."""
        now = {part: written(root) for part, root in self._trees.items()}
        return {part: content for part, content in now.items() if content != self._before[part]} | self._chain

    def new_styles(self) -> list[OurPart]:
        """The stylesheet of a book that had none."""
        return [OurPart(self._new_styles, written(self.styles), "")] if self._new_styles else []

    def leave_chain(self, sheets: Collection[int]) -> set[str]:
        """Takes the cells of older sheets out of the calculation chain; returns its folded name where none is left."""
        part = self._book.part_of_kind("calcChain")
        if part is None or not self._book.package.has(part):
            return set()
        before = self._book.package.read(part)
        chain = without_sheets(before, sheets)
        if chain == before:
            return set()
        if not has_cells(chain):
            leave_chain(self._book, part)
            return {folded(part)}
        self._chain = {folded(part): chain}
        return set()


class _Graft:
    """One graft; the parts that list what is in the book are changed as it goes on, all others are read only."""

    def __init__(self, book: UsersBook, layouts: Sequence[Layout]) -> None:
        self._book = book
        self._older = older_sheets(book, layouts)
        self._layouts = [layout for layout in layouts if layout.marker in self._older or not layout.only_replaces]
        older = {marker: each.sheet for marker, each in self._older.items()}
        self._titles = titles_for(self._layouts, book.sheets, older)
        self._dropped = book.only_of([*older.values()]) if older else set[str]()
        self.left = left_behind(book, older)

    def grafted(self, source: Path, before: Stamp | None) -> Grafted:
        """Does it, and tells what was done."""
        changes, added = self._put_in(_Lists(self._book), source) if self._layouts else ({}, [])
        with source.open("rb") as stream:
            pieces = self._pieces(RawZip(stream), changes, added)
        return Grafted(
            source=source,
            before=before,
            titles=self._titles,
            replaced=frozenset(self._older),
            renamed=renamed(self._layouts, self._titles, self._book.sheets),
            pieces=pieces,
            left=self.left,
        )

    def _put_in(self, lists: _Lists, source: Path) -> tuple[Mapping[str, bytes], list[OurPart]]:
        """Lists our sheets and their styles in the book; returns what changes, by folded names, and the parts to add."""
        book = self._book
        package = Authored(authored(self._layouts, self._titles, date_1904=book.from_1904))
        styles = Styles(lists.styles, package.styles)
        namer = Namer(dirname(book.workbook_part), {*book.package.entries} - self._dropped)
        entered, ours = list[Entered](), list[OurPart]()
        for layout, sheet in zip(self._layouts, package.sheets, strict=True):
            older = self._older.get(layout.marker)
            selected = older is not None and older.is_selected
            parts = package.parts(sheet, layout.marker, namer, styles, book.dialect, is_selected=selected)
            ours += parts
            entered.append(
                Entered(
                    title=self._titles[layout.marker],
                    part=parts[0].name,
                    visibility=layout.visibility,
                    names=sheet.names,
                    older=older,
                )
            )
        if styles.are_too_many:
            raise too_many_styles(source)
        enter_sheets(book, entered)
        enter_types(book, ours, self._dropped)
        if self._older:
            self._dropped |= lists.leave_chain({each.sheet.id for each in self._older.values()})
        return lists.changes(), [*lists.new_styles(), *ours]

    def _pieces(self, zipped: RawZip, changes: Mapping[str, bytes], added: Sequence[OurPart]) -> tuple[Piece, ...]:
        """The user's entries in their order, then ours."""
        for name, entry in self._book.package.entries.items():
            if name in changes:
                zipped.replace(entry, changes[name])
            elif name not in self._dropped:
                zipped.copy(entry)
        for part in added:
            zipped.add(part.name, part.content)
        return zipped.pieces(self._book.package.comment)
