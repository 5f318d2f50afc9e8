"""What records of every section are made of besides figures: the user's own words and a table's cells."""

from __future__ import annotations

from dataclasses import dataclass

from xlsummary.summary.figure import Figure

Shown = Figure | str
"""A table cell: a figure or words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """The user's own text, unchanged; `detail` holds its action, owner, date and evidence in brackets, '' without any."""

    text: str
    detail: str = ""
