"""Sheets with a stray cell far away, a million blank rows, or a wrong record of their range."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.book.rawly import HEAD, number, rewritten, row, sale, text, with_rows
from tests.book.written import told
from xlsummary.book.read import read_book
from xlsummary.problems import XlsummaryError

PLAIN = HEAD + sale(2, number("C2", "100"))

_READ = """
import json, re, sys, time
from pathlib import Path
from xlsummary.book.read import read_book
from tests.book.written import told
started = time.process_time()
read = read_book(Path(sys.argv[1]))
spent = time.process_time() - started
peak = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(json.dumps([len(read.book.actuals), told(read), spent, peak]))
"""


def read_apart(path: Path) -> tuple[int, list[list[str]]]:
    """Rows and problems of a book read in a process of its own, in 5 seconds of its time and 500 MB."""
    if not Path("/proc/self/status").exists():
        pytest.skip("only Linux tells the most memory a process has held")
    answer = subprocess.run([sys.executable, "-c", _READ, path], check=True, capture_output=True, timeout=120)  # noqa: S603 (our own words)
    rows, problems, spent, peak = json.loads(answer.stdout)
    assert spent < 5
    assert peak < 500
    return rows, problems


@pytest.mark.parametrize("dimension", ["", '<dimension ref="A1"/>', '<dimension ref="A1:XFD1048576"/>'])
@pytest.mark.parametrize("corner", ["XFD1048576", "ZZ900000", "R1048576"])
def test_a_stray_cell_far_away_is_told_and_costs_nothing(corner: str, dimension: str, tmp_path: Path) -> None:
    number_of_row = int(corner.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    path = with_rows(tmp_path, PLAIN + row(number_of_row, number(corner, "7")), before=dimension)
    assert read_apart(path) == (1, [["far-cells", f"'实绩'!{corner}"]])


def test_a_stray_cell_below_a_table_is_a_row_of_it(tmp_path: Path) -> None:
    path = with_rows(tmp_path, PLAIN + row(1_048_576, number("C1048576", "7")))
    assert read_apart(path) == (1, [["missing-value", "'实绩'!A1048576"]])


def test_a_million_blank_rows_with_a_style_are_blank(tmp_path: Path) -> None:
    blank = "".join(
        f'<row r="{place}" s="0"><c r="A{place}" s="0"/><c r="C{place}" s="0"/></row>' for place in range(3, 1_048_577)
    )
    assert read_apart(with_rows(tmp_path, PLAIN + blank)) == (1, [])


@pytest.mark.parametrize("dimension", ["A1", "A1:A1", "A1:B2", "A1:XFD1048576", "Z99:AA100"])
def test_the_record_of_a_range_is_not_believed(dimension: str, tmp_path: Path) -> None:
    rows = "".join(sale(place, number(f"C{place}", "1")) for place in range(2, 29))
    reading = read_book(with_rows(tmp_path, HEAD + rows, before=f'<dimension ref="{dimension}"/>'))
    assert told(reading) == []
    assert len(reading.book.actuals) == 27


def test_a_far_cell_that_is_blank_stretches_nothing(tmp_path: Path) -> None:
    assert told(read_book(with_rows(tmp_path, PLAIN + row(1_048_576, '<c r="XFD1048576" s="0"/>')))) == []


def test_a_range_too_large_to_be_held_is_refused_and_its_corner_named(tmp_path: Path) -> None:
    path = with_rows(tmp_path, row(1, text("A1", "日期"), text("XFD1", "销售额")) + row(1_000_000, number("A1000000", "7")))
    with pytest.raises(XlsummaryError) as caught:
        read_book(path)
    assert caught.value.rule == "too-large-inside"
    assert "XFD1000000" in caught.value.message.en
    assert "XFD1000000" in caught.value.message.zh


BEYOND = ["AAAA3", "XFE3", "zzz3", "C1048577", "C2000000", "C4294967295", "ZZZZZ99999999999"]


@pytest.mark.parametrize("ref", BEYOND)
@pytest.mark.parametrize("written_as", ['r="{}"', "\n\tr = '{}'"])
def test_a_cell_beyond_the_last_of_any_sheet_is_refused_and_named(ref: str, written_as: str, tmp_path: Path) -> None:
    path = with_rows(tmp_path, PLAIN + row(3, f"<c {written_as.format(ref)}><v>7</v></c>"))
    with pytest.raises(XlsummaryError) as caught:
        read_book(path)
    assert caught.value.rule == "damaged-book"
    assert ref in caught.value.message.en
    assert ref in caught.value.message.zh


def test_a_cell_beyond_the_last_is_found_wherever_the_blocks_of_its_sheet_are_cut(tmp_path: Path) -> None:
    for shift in range(30):
        far = " " * ((1 << 20) - len(PLAIN) - 300 + shift * 12) + row(3, number("AAAA3", "7"))
        with pytest.raises(XlsummaryError) as caught:
            read_book(with_rows(tmp_path, PLAIN + far))
        assert "AAAA3" in caught.value.message.en


def test_a_cell_beyond_the_last_is_found_in_another_encoding(tmp_path: Path) -> None:
    path = with_rows(tmp_path, PLAIN + row(3, number("C4294967295", "7")))
    rewritten(path, lambda xml: ('<?xml version="1.0" encoding="UTF-16"?>' + xml.decode()).encode("utf-16"))
    with pytest.raises(XlsummaryError) as caught:
        read_book(path)
    assert "C4294967295" in caught.value.message.en


def test_words_that_look_like_a_far_cell_are_words(tmp_path: Path) -> None:
    path = with_rows(tmp_path, PLAIN + row(3, text("A3", "2026-03-05"), text("B3", 'x r="AAAA3"'), number("C3", "7")))
    assert read_book(path).book.actuals.fen("sales", 1) == 700


def test_a_wide_sheet_is_read_whole_whatever_its_record_says(tmp_path: Path) -> None:
    letters = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "AA", "AB"]
    head = row(1, text("A1", "日期"), text("B1", "人员"), text("AB1", "销售额"))
    rows = "".join(
        row(place, text(f"A{place}", "2026-03-01"), *(number(f"{each}{place}", "1") for each in letters[2:]))
        for place in range(2, 400)
    )
    for said in ("", '<dimension ref="A1"/>', '<dimension ref="A1:AB399"/>', '<dimension ref="A1:XFD1048576"/>'):
        reading = read_book(with_rows(tmp_path, head + rows, before=said))
        assert sum(reading.book.actuals.fen("sales", entry) or 0 for entry in range(398)) == 39_800


def test_a_sheet_whose_cells_are_called_oddly_is_measured_in_little_time(tmp_path: Path) -> None:
    odd = "".join(f'<row r="{place}"><c s="0" r="Q{place}"><v>1</v></c></row>' for place in range(2, 60_000))
    assert read_apart(with_rows(tmp_path, PLAIN + odd))[0] >= 1
