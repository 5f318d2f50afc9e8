from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from xlsummary.excel.grafted import Grafted, Span
from xlsummary.problems import XlsummaryError
from xlsummary.stamp import stamp_of


def made(path: Path, *pieces: bytes | Span) -> Grafted:
    return Grafted(source=path, before=stamp_of(path), titles={}, replaced=frozenset(), renamed=frozenset(), pieces=pieces)


def test_pieces_are_written_in_their_order_however_large(tmp_path: Path) -> None:
    path = tmp_path / "a"
    content = os.urandom(3 << 20)
    path.write_bytes(content)
    book = made(path, b"<", Span(2 << 20, 1 << 20), b"|", Span(5, (2 << 20) + 7), Span(0, 0), b">")
    assert book.content() == b"<" + content[2 << 20 :] + b"|" + content[5 : (2 << 20) + 12] + b">"
    stream = io.BytesIO()
    book.write(stream)
    assert stream.getvalue() == book.content()


def test_a_file_that_was_changed_replaced_or_taken_away_is_not_mixed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123")
    book = made(path, Span(0, 4))
    os.utime(path, ns=(0, 0))
    with pytest.raises(XlsummaryError) as error:
        book.content()
    assert error.value.rule == "book-changed"
    path.write_bytes(b"01234")
    with pytest.raises(XlsummaryError):
        book.content()
    path.unlink()
    with pytest.raises(XlsummaryError):
        book.content()


def test_a_file_shorter_than_said_is_not_filled_up(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123")
    with pytest.raises(XlsummaryError) as error:
        made(path, Span(2, 9)).content()
    assert error.value.rule == "book-changed"
