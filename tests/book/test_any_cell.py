"""Whatever stands in the cells of whatever sheet: a book and problems, never a failure."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tests.book.forms import FORMS
from tests.book.written import written
from xlsummary import pipeline
from xlsummary.book.schema import SETTING_LIST, SHEETS, Sheet
from xlsummary.model import Lang
from xlsummary.wording import LABELS

OPTIONS = pipeline.Options(today=date(2026, 4, 1))

TYPED = [cell for form in FORMS for cell in form.cells if not (isinstance(cell, str) and ILLEGAL_CHARACTERS_RE.search(cell))]
WORDS = [
    *TYPED,
    *(label.zh for label in LABELS.values()),
    *(setting.heading.zh for setting in SETTING_LIST),
    "合计",
    "张三/李四",
]

CELLS = st.one_of(
    st.sampled_from(WORDS),
    st.none(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.text("0123456789.,-+()￥$%万亿千百十一二三几多余约xX_ 元年月日至~/:@", max_size=10),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**18), 10**18),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)),  # noqa: DTZ001 - a cell has no time zone
    st.times().map(lambda each: time(each.hour, each.minute, each.second)),
)


@st.composite
def tables(draw: st.DrawFn, spec: Sheet) -> list[list[object]]:
    """The sheet's headings, all or those needed and some, over up to three rows of anything."""
    columns = [column for column in spec.columns if column.required or draw(st.booleans())]
    rows = draw(st.lists(st.tuples(*(CELLS for _ in columns)), min_size=1, max_size=3))
    return [[column.heading.zh for column in columns], *(list(row) for row in rows)]


@pytest.mark.parametrize("spec", SHEETS, ids=lambda spec: spec.key)
def test_no_cell_of_any_sheet_makes_reading_and_checking_fail(spec: Sheet) -> None:
    @given(tables(spec))
    @settings(deadline=None, derandomize=True, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    def reads(table: list[list[object]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            sheets = {"目标": [["期间", "目标值"], [2026, 1200]], "人员": [["姓名"], ["张三"], ["李四"]], spec.title.zh: table}
            checked = pipeline.check(written(Path(folder), sheets), OPTIONS)
        for problem in checked.problems:
            assert problem.message(Lang.ZH)
            assert problem.hint(Lang.EN)

    reads()
