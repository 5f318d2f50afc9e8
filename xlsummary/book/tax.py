"""With or without tax: what the headings say beside what the settings say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlsummary import catalogue
from xlsummary.book.findings import Findings
from xlsummary.book.headings import Head
from xlsummary.model import Settings
from xlsummary.wording import LABELS


def with_tax_of_headings(settings: Settings, heads: Sequence[Head], findings: Findings) -> Settings:
    """The tax basis that the headings agree on, unless one is set; a column that differs from the book's is a warning."""
    said = {each.tax for head in heads for each in head.columns.values() if each.tax is not None}
    if len(said) == 1 and "tax_basis" not in settings.cells:
        settings = replace(settings, tax_basis=said.pop())
    for head in heads:
        for each in head.columns.values():
            if each.tax is not None and each.tax is not settings.tax_basis:
                cell = head.heading_at(each.position)
                words = {"said": LABELS[each.tax], "set": LABELS[settings.tax_basis]}
                findings.add(catalogue.TAX_DIFFERS, cell, each.heading, **words)
    return settings
