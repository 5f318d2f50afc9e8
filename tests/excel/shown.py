"""What readers show of a book with our sheets."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.excel.layouts import DAY, NOTICE, sheets
from xlsummary.excel.graft import grafted
from xlsummary.problems import XlsummaryError

TITLES = ["目标", "实绩", "计划分解", "问题", "_xlsummary"]


def values(content: bytes, name: str = "计划分解") -> list[list[object]]:
    """What python-calamine shows on a sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]


def named(content: bytes) -> list[str]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names


def shows_ours(content: bytes) -> bool:
    """Our sheet, read by a program that has nothing to do with how it was written."""
    rows = values(content)
    assert rows[0][:2] == ["计划分解", NOTICE]
    assert rows[4][:2] == ["合计", 300]
    assert rows[5][0] == DAY
    return named(content)[-3:] == TITLES[2:]


def refused(path: Path, *, force: bool = False) -> XlsummaryError:
    with pytest.raises(XlsummaryError) as error:
        grafted(path, sheets(), force=force)
    assert path.name in error.value.message.zh or str(path) == error.value.path
    assert error.value.hint.zh
    assert error.value.hint.en
    return error.value
