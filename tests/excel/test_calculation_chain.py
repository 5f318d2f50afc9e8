from __future__ import annotations

import pytest

from tests.excel import raw
from xlsummary.excel.calculation_chain import has_cells, without_sheets
from xlsummary.excel.trees import parsed

Cells = list[tuple[str | None, str | None]]


def part(cells: str, rest: str = "") -> bytes:
    return f'<?xml version="1.0"?>\n<calcChain xmlns="{raw.MAIN}">{cells}{rest}</calcChain>'.encode()


def cells_of(chain: bytes) -> Cells:
    return [(each.get("r"), each.get("i")) for each in parsed(chain) if each.get("r")]


@pytest.mark.parametrize(
    ("cells", "left"),
    [
        ('<c r="A1" i="1"/><c r="A2"/><c r="B1" i="2"/><c r="B2"/>', [("A1", "1"), ("A2", None)]),
        ('<c r="B1" i="2"/><c r="B2"/><c r="A1" i="1"/><c r="A2"/>', [("A1", "1"), ("A2", None)]),
        ('<c r="A1" i="1" l="1"/>\n<c i="2" r="B1"></c> <c r="C1" s="1" i = \'3\'/>', [("A1", "1"), ("C1", "3")]),
        ('<c r="A1" i="22"/><c r="A2" s="1"/>', [("A1", "22"), ("A2", None)]),
    ],
)
def test_the_cells_of_a_sheet_go_and_the_others_keep_their_sheet(cells: str, left: Cells) -> None:
    chain = without_sheets(part(cells), {2})
    assert cells_of(chain) == left
    assert has_cells(chain)


def test_a_chain_without_such_cells_is_the_same() -> None:
    for chain in (part('<c r="A1" i="1"/>'), part(""), b"<calcChain/>"):
        assert without_sheets(chain, {2}) == chain
    assert not has_cells(part(""))


@pytest.mark.parametrize("cells", ['<c r="A1" i="2"/><c r="A2"/>', '<c r="A1" i="2"></c>'])
def test_a_chain_of_nothing_else_is_left_with_no_cells(cells: str) -> None:
    assert not has_cells(without_sheets(part(cells), {2}))


def test_what_follows_the_cells_stays() -> None:
    more = '<extLst><ext uri="x"><c i="2"/></ext></extLst>'
    chain = without_sheets(part('<c r="A1" i="1"/><c r="B1" i="2"/>', more), {2})
    assert chain == part('<c r="A1" i="1"/>', more)


def test_prefixes_and_wide_letters() -> None:
    prefixed = f'<x:calcChain xmlns:x="{raw.MAIN}"><x:c r="A1" i="1"/><x:c r="B1" i="2"/></x:calcChain>'
    for encoding in ("utf-8", "utf-16"):
        assert cells_of(without_sheets(prefixed.encode(encoding), {2})) == [("A1", "1")]
        assert without_sheets(prefixed.encode(encoding), {3}) == prefixed.encode(encoding)
        assert has_cells(prefixed.encode(encoding))
