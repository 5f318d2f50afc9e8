"""When a sale counts: what the headings say (订单金额, 发货金额, 开票金额) beside what the settings say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlsummary import catalogue
from xlsummary.book.findings import Findings
from xlsummary.book.headings import Head
from xlsummary.book.vocabulary import recognition_of
from xlsummary.model import Settings
from xlsummary.wording import LABELS


def with_recognition_of_headings(settings: Settings, heads: Sequence[Head], findings: Findings) -> Settings:
    """The basis that the headings of sales agree on, unless one is set; a column that differs from the book's is a warning."""
    columns = [(head, head.columns["sales"]) for head in heads if "sales" in head.columns]
    said = [(head, each, basis) for head, each in columns if (basis := recognition_of(each.heading)) is not None]
    bases = {basis for _, _, basis in said}
    if len(bases) == 1 and "recognition" not in settings.cells:
        settings = replace(settings, recognition=bases.pop())
    for head, each, basis in said:
        if basis is not settings.recognition:
            words = {"said": LABELS[basis], "set": LABELS[settings.recognition]}
            findings.add(catalogue.RECOGNITION_DIFFERS, head.heading_at(each.position), each.heading, **words)
    return settings
