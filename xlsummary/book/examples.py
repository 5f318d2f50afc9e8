"""The filled workbooks by name: what `new --example` offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from xlsummary.book.examples_duties import duties
from xlsummary.book.examples_first import one_target, with_names, with_notes, with_totals
from xlsummary.book.examples_overview import overview
from xlsummary.book.examples_regional import regional
from xlsummary.book.examples_team import team
from xlsummary.book.template import Rows, filled
from xlsummary.model import Lang, Text
from xlsummary.problems import XlsummaryError

_BOOKS: Mapping[str, tuple[str, Callable[[], Rows]]] = MappingProxyType(
    {
        "example-team.zh": ("full", team),
        "example-duties.zh": ("full", duties),
        "example-regional.zh": ("full", regional),
        "example-overview.zh": ("full", overview),
        "first-1-target.zh": ("small", one_target),
        "first-2-names.zh": ("small", with_names),
        "first-3-totals.zh": ("small", with_totals),
        "first-4-notes.zh": ("small", with_notes),
    }
)
"""Size and contents by file name without `.xlsx`."""

NAMES: tuple[str, ...] = tuple(_BOOKS)


def example(name: str) -> bytes:
    """A filled workbook by its file name without `.xlsx`, such as `example-team.zh`.

    Raises `XlsummaryError` when there is none of that name.
    """
    if name not in _BOOKS:
        known = Text("、".join(_BOOKS), ", ".join(_BOOKS))
        raise XlsummaryError(
            "example-unknown",
            Text(f"没有这个示例：{name}", f"there is no example {name}"),
            Text(f"可选：{known.zh}", f"Choose one of: {known.en}"),
        )
    size, rows = _BOOKS[name]
    return filled(rows(), Lang(name.rpartition(".")[2]), size)
