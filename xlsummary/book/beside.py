"""What columns beside the amounts say of them: each row's currency, and the unit of its quantity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xlsummary import catalogue_units
from xlsummary.book.findings import Findings
from xlsummary.book.heading_units import counted_in, unit_named, unit_of_product
from xlsummary.book.headings import CURRENCY_HEADINGS, UNIT_HEADINGS, Head
from xlsummary.book.letters import letters_of
from xlsummary.book.schema import ValueKind
from xlsummary.book.values import CellValue, is_blank, shown
from xlsummary.book.vocabulary import is_local
from xlsummary.model import Cell
from xlsummary.money import CURRENCY_WORDS, DASHES
from xlsummary.spelling import bracketed, folded, heading_key, name_key
from xlsummary.wording import units_text

_OWN = ("本币", "本位币")


def tell_beside(
    head: Head, cells: Sequence[Sequence[CellValue]], places: Sequence[int], findings: Findings
) -> Mapping[int, str]:
    """By the place of a row the unit of its quantity, '' where none is told, if they have several; nothing if they have one.

    Another currency beside an amount is an error at its cell; several units are a warning.
    """
    currencies = _currencies(head)
    for at in _columns(head):
        values = {cells[place][at] for place in places}
        if at in currencies:
            wrong = {value for value in values if _is_foreign(value, head.currency)}
            for place in [place for place in places if cells[place][at] in wrong] if wrong else ():
                findings.add(catalogue_units.ROW_CURRENCY, _cell(head, at, place), cells[place][at], currency=head.currency)
    units = _units(head, cells, places)
    if len({*units.values()}) < 2:
        return {}
    _tell_units(head, units, findings)
    return units


def _units(head: Head, cells: Sequence[Sequence[CellValue]], places: Sequence[int]) -> Mapping[int, str]:
    """The unit of each quantity: in a column of units, else in the product's brackets, `乳胶漆（吨）`."""
    quantity, product, beside = _place(head, "quantity"), _place(head, "product"), units_beside_amounts(head)
    if quantity is None:
        return {}
    words = {cells[place][beside] for place in places} if beside is not None else set()
    beside = None if beside == head.row_unit and not any(_is_of_goods(word) for word in words) else beside
    told = {_unit(value) for value in words} if beside is not None else {""}
    named = {_unit_of(value) for value in {cells[place][product] for place in places}} if product is not None else {""}
    if len(told) < 2 and (told != {""} or len(named) < 2):
        return {}
    units: dict[int, str] = {}
    first: dict[str, str] = {}
    for place in places:
        row = cells[place]
        if not _is_none(row[quantity]):
            own = _unit(row[beside]) if beside is not None else ""
            unit = own or (_unit_of(row[product]) if product is not None else "")
            units[place] = first.setdefault(_key_of(unit), unit)
    return units


def _key_of(unit: str) -> str:
    """The same for a unit under each of its names: kg, KG and 公斤."""
    return counted_in(unit) if unit_named(unit).unit is None and counted_in(unit) else name_key(unit)


def unit_of_all(head: Head, cells: Sequence[Sequence[CellValue]], places: Sequence[int]) -> str:
    """What all quantities are counted in: a column of units says it, else the brackets of products or heading; '' if none."""
    beside, product = units_beside_amounts(head), _place(head, "product")
    words = {_unit(cells[place][beside]) for place in places} if beside is not None else set[str]()
    if not words - {""} and product is not None:
        words = {_unit_of(cells[place][product]) for place in places}
    if not words - {""} and "quantity" in head.columns:
        words = set(bracketed(head.columns["quantity"].heading))
    counted = {counted_in(word) for word in words}
    return counted.pop() if len(counted) == 1 else ""


def _place(head: Head, name: str) -> int | None:
    return head.columns[name].position - head.grid.first_column if name in head.columns else None


def _tell_units(head: Head, units: Mapping[int, str], findings: Findings) -> None:
    """A warning at the column of units, or at that of products where some have none; where all have theirs there is none."""
    at, several = units_beside_amounts(head), dict.fromkeys(units.values())
    if at is not None:
        cell, heading = head.heading_at(head.grid.first_column + at), str(_heading(head, at))
    elif "" in several:
        product = head.columns["product"]
        cell, heading = head.heading_at(product.position), product.heading
    else:
        return
    findings.add(catalogue_units.MIXED_UNITS, cell, heading, units=units_text(several))


def _unit(value: CellValue) -> str:
    return "" if _is_none(value) else shown(value).strip()


def _is_of_goods(value: CellValue) -> bool:
    said = unit_named(shown(value))
    return not _is_none(value) and not said.money and not said.currency


def _unit_of(product: CellValue) -> str:
    return unit_of_product(product) if isinstance(product, str) else ""


def _is_none(value: CellValue) -> bool:
    return is_blank(value) or (isinstance(value, str) and folded(value) in DASHES)


def foreign_currencies(head: Head, cells: Sequence[Sequence[CellValue]], places: Sequence[int]) -> Mapping[int, str]:
    """By the place of a row the other currency that a column beside its amounts says."""
    said = ((place, cells[place][at]) for at in _currencies(head) for place in places)
    return {place: shown(value) for place, value in said if _is_foreign(value, head.currency)}


def _currencies(head: Head) -> tuple[int, ...]:
    """The columns that tell the currency of amounts; beside amounts in the book's own only one that is said to be theirs."""
    found = [at for at in _columns(head) if heading_key(str(_heading(head, at))) in CURRENCY_HEADINGS]
    amounts = [each for each in head.columns.values() if each.column.kind is ValueKind.MONEY]
    local = bool(amounts) and all(is_local(each.heading) for each in amounts)
    return tuple(at for at in found if is_local(str(_heading(head, at))) is local) if local else tuple(found)


def units_beside_amounts(head: Head) -> int | None:
    """The place of the column that tells each row's unit; None where there is none."""
    return next((at for at in _columns(head) if heading_key(str(_heading(head, at))) in UNIT_HEADINGS), None)


def _heading(head: Head, at: int) -> str:
    return head.headings.texts[at]


def _columns(head: Head) -> Iterator[int]:
    """The places in the heading row that are no columns of ours."""
    own = {each.position - head.grid.first_column for each in head.columns.values()}
    yield from (at for at, text in enumerate(head.headings.texts) if at not in own and text)


def _cell(head: Head, at: int, place: int) -> Cell:
    return Cell(head.grid.name, f"{letters_of(head.grid.first_column + at)}{head.grid.first_row + place}")


def _is_foreign(value: CellValue, currency: str) -> bool:
    """True for what is neither blank nor the book's currency: its code, or one of its words, 元 for the yuan."""
    word = name_key(str(value))
    if not word or folded(word) in DASHES or word in _OWN:
        return False
    words = (currency.casefold(), *CURRENCY_WORDS.get(currency, ()), *(("元", "人民币元", "yuan") if currency == "CNY" else ()))
    return word not in words
