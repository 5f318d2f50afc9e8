from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from xlsummary.sheets.columns import joined, letters_of
from xlsummary.sheets.measuring import lines_of, text_width


def test_letters_are_those_of_excel() -> None:
    assert [letters_of(place) for place in (1, 26, 27, 702, 703, 16384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(letters_of(place) == get_column_letter(place) for place in range(1, 2000))


@settings(deadline=None, derandomize=True)
@given(st.sets(st.integers(1, 60)))
def test_ranges_hold_every_place_once_and_never_touch(places: set[int]) -> None:
    ranges = joined(places)
    assert [place for first, last in ranges for place in range(first, last + 1)] == sorted(places)
    assert all(right[0] - left[1] > 1 for left, right in pairwise(ranges))


def test_a_chinese_character_is_two_wide_and_a_long_text_takes_more_lines() -> None:
    assert text_width("2月第1周 (2/1-2/1)") == 18
    assert [lines_of("字" * count, 20) for count in (1, 9, 10, 30)] == [1, 1, 2, 4]


def test_words_are_not_cut_and_marks_that_close_stay_with_their_character() -> None:
    assert lines_of("Write one number, such as 15000000", 37) == 1
    assert lines_of("Write one number, such as 15000000 or 15,000,000", 37) == 2
    assert lines_of("x" * 58, 31) == 2
    assert lines_of("", 10) == 1
    assert lines_of("字" * 9, 19) == 1
    assert lines_of("字" * 9 + "。", 19) == 2
