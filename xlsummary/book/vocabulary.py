"""Which field of a sheet a heading means: the schema's words, its synonyms in order of preference, and a map's own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from xlsummary.book.maps import SheetMap
from xlsummary.book.schema import SHEETS, WITH_TAX_HEADINGS, WITHOUT_TAX_HEADINGS, Sheet, ValueKind
from xlsummary.model import Recognition, TaxBasis
from xlsummary.spelling import bracketed, folded, heading_key, name_key


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field's name, and how near the word is to it: 0 for our own word or the map's, else the synonym's place from 1."""

    name: str
    rank: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one sheet, by their key; a word with its brackets goes before the same without them."""

    words: Mapping[str, Meaning]

    def meaning(self, text: str) -> Meaning | None:
        """What a heading means; None when it is not known."""
        return self.words.get(_whole_key(text)) or self.words.get(heading_key(text))


def vocabulary(spec: Sheet, mapped: SheetMap | None = None) -> Vocabulary:
    """The words of a sheet; those of a map stand for their fields alone, whatever a heading has in brackets."""
    words = _schema_words(spec.key)
    if mapped is None or not mapped.columns:
        return Vocabulary(words)
    kept = {word: meaning for word, meaning in words.items() if meaning.name not in mapped.columns}
    theirs = {name: line.theirs for name, line in mapped.columns.items() if line.theirs}
    like = {heading_key(heading): Meaning(name, 1) for name, heading in theirs.items()}
    same = {_whole_key(heading): Meaning(name, 0) for name, heading in theirs.items()}
    return Vocabulary(MappingProxyType({**like, **kept, **same}))


def tax_of(heading: str) -> TaxBasis | None:
    """The tax basis that the words of an amount's heading name, brackets aside: 价税合计 is with tax."""
    key = heading_key(heading)
    return TaxBasis.WITH_TAX if key in _WITH_TAX else TaxBasis.WITHOUT_TAX if key in _WITHOUT_TAX else None


def preferred(headings: Sequence[str], places: Sequence[int], spec: Sheet, words: Vocabulary, tax: TaxBasis) -> list[int]:
    """Of several columns for one field the one that is meant; all of them where that cannot be told.

    Texts, dates and counts: the word that comes first in the schema. Amounts: the one of the book's tax basis, a bare 金额
    beside 价税合计 being without tax; then the one in the book's own currency.
    """
    meanings = {place: words.meaning(headings[place]) for place in places}
    ranks = {place: meaning.rank for place, meaning in meanings.items() if meaning}
    name = next(meaning.name for meaning in meanings.values() if meaning)
    if spec.column(name).kind is ValueKind.MONEY:
        return _of_basis(headings, places, tax)
    best = min(ranks.values())
    return [place for place in places if ranks.get(place) == best]


def _of_basis(headings: Sequence[str], places: Sequence[int], wanted: TaxBasis) -> list[int]:
    said = {place: tax_of(headings[place]) for place in places}
    if None in said.values() and len(set(said.values())) == 2:
        other = TaxBasis.WITHOUT_TAX if TaxBasis.WITH_TAX in said.values() else TaxBasis.WITH_TAX
        said = {place: basis or other for place, basis in said.items()}
    chosen = [place for place, basis in said.items() if basis is wanted] or list(places)
    local = [place for place in chosen if is_local(headings[place])]
    return local if len(chosen) > 1 and len(local) == 1 else chosen


_RECOGNISED = {
    Recognition.ORDER: re.compile(r"订单|签约|合同|\border", re.IGNORECASE),
    Recognition.SHIPMENT: re.compile(r"发货|出库|送货|\bshipped|\bshipment|\bdelivered", re.IGNORECASE),
    Recognition.INVOICE: re.compile(r"开票|发票|\binvoice", re.IGNORECASE),
}


def recognition_of(heading: str) -> Recognition | None:
    """When a column's sales count, as its heading says: 订单金额 when ordered, 开票金额 when invoiced, say."""
    said = [basis for basis, words in _RECOGNISED.items() if words.search(folded(heading))]
    return said[0] if len(said) == 1 else None


def is_local(heading: str) -> bool:
    """True where a heading says that the amount is in the book's own currency: 本币价税合计, 价税合计（本位币）."""
    plain = folded(heading).casefold()
    said = any(part.casefold() in _LOCAL for part in bracketed(heading))
    return said or plain.startswith("本币") or "company currency" in plain


@cache
def _schema_words(key: str) -> Mapping[str, Meaning]:
    spec = next(each for each in SHEETS if each.key == key)
    columns = (*spec.columns, *spec.further)
    words: dict[str, Meaning] = {}
    for column in columns:
        for word in (column.heading.zh, column.heading.en):
            words.setdefault(heading_key(word), Meaning(column.name, 0))
    for column in columns:
        for rank, word in enumerate(column.synonyms, 1):
            words.setdefault(heading_key(word), Meaning(column.name, rank))
    return MappingProxyType(words)


def _whole_key(text: str) -> str:
    return name_key(text).strip("*:")


_LOCAL = ("本位币", "本币", "converted", "local currency", "company currency")
_WITH_TAX = frozenset(map(heading_key, WITH_TAX_HEADINGS))
_WITHOUT_TAX = frozenset(map(heading_key, WITHOUT_TAX_HEADINGS))
