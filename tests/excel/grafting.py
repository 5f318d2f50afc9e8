"""A graft with everything the checker holds it to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.excel.checker import faults
from tests.excel.layouts import sheets
from xlsummary.excel.graft import grafted
from xlsummary.excel.grafted import Grafted
from xlsummary.sheets.layout import Layout


def sound(path: Path, layouts: Sequence[Layout] = (), older: Sequence[str] = (), *, force: bool = False) -> Grafted:
    """The graft of the layouts (the three of `layouts`) into the book, which the checker finds nothing wrong with.

    `older` are the names of our sheets in the book. The same again gives the same bytes, and so does a graft into what came
    out.
    """
    chosen = layouts or sheets()
    made = grafted(path, chosen, force=force)
    content = made.content()
    assert faults(path.read_bytes(), content, made.titles.values(), older) == []
    assert grafted(path, chosen, force=force).content() == content
    again = path.with_name(f"again-{path.name}")
    again.write_bytes(content)
    assert grafted(again, chosen, force=force).content() == content
    return made
