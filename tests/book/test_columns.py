"""Columns converted as a whole give what each cell read alone would give."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from xlsummary.book.columns import plain_grains, read_alike
from xlsummary.book.values import CellValue, Read, read_amount, read_text

UNITS = (1, 1000, 10_000, 1_000_000, 100_000_000)

numbers = st.one_of(
    st.floats(),
    st.integers(-(10**13), 10**13).map(lambda fen: fen / 100),
    st.integers(-(10**9), 10**9).map(lambda fen: fen / 100 + 1e-12),
    st.decimals(-1000, 1000, places=7).map(float),
    st.sampled_from(["", "1,500.00", "1500万", "x", True, 5, 0.1 + 0.2, 1e300, -0.0]),
)


@given(st.lists(numbers), st.sampled_from(UNITS))
def test_a_plain_number_is_the_fen_that_reading_it_alone_gives(cells: list[CellValue], unit: int) -> None:
    for cell, grain in zip(cells, plain_grains(cells, unit * 100), strict=True):
        if grain is None:
            continue
        read = read_amount(cell, Decimal(unit))
        assert read.value is not None
        assert read.value.value * 100 == grain
        assert read.remarks == ()


@given(st.lists(st.integers(-(10**8), 10**8)))
def test_amounts_of_whole_fen_are_all_plain(fen: list[int]) -> None:
    assert plain_grains([each / 100 for each in fen], 100) == fen


def test_noise_of_binary_fractions_is_plain_and_a_tenth_of_a_fen_is_not() -> None:
    assert plain_grains([0.1 + 0.2, 1.005, 0.0049999999, 8.2 * 3, 1e14, float("nan")], 100) == [
        30,
        None,
        None,
        2460,
        None,
        None,
    ]


def test_equal_cells_are_read_once_and_a_number_is_not_a_text_or_a_truth() -> None:
    asked: list[CellValue] = []

    def reader(value: CellValue) -> Read[str]:
        asked.append(value)
        return read_text(value)

    keys, alike = read_alike(["张三", "张三", "", 1.0, True, 1.0, "1"], reader)
    assert [alike[key].value for key in keys] == ["张三", "张三", None, "1", "TRUE", "1", "1"]
    assert len(asked) == 4
