"""A summary of a book: its sections, its figures and what is missing, ready to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsummary.catalogue import KIND_LATER
from xlsummary.compare.performance import Comparison
from xlsummary.model import Kind, Lang, SalesBook, Text, Theme
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import Plan
from xlsummary.problems import Problem, XlsummaryError
from xlsummary.summary.figure import Figure, Missing, Notice
from xlsummary.summary.index import Index, index_of
from xlsummary.summary.kinds import KINDS, Sections
from xlsummary.summary.missing import missing
from xlsummary.summary.notices import notices
from xlsummary.summary.subject import Subject
from xlsummary.summary.texts import Texts, pen_of
from xlsummary.wording import LABELS, label


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One document's content.

    `index` has its figures by name. `notices` are the book's warnings that are told nowhere else.
    `author` and `title` are for the file's properties.
    """

    kind: Kind
    lang: Lang
    sections: Sections
    index: Index
    missing: tuple[Missing, ...]
    notices: tuple[Notice, ...] = ()
    author: str = ""
    theme: Theme = Theme.BUSINESS

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers of the text and one or more for each table; those inside tables are Figures of the sections' rows."""
        return self.index.told

    @property
    def title(self) -> str:
        return self.sections.head.headline


def kind_problems(book: SalesBook) -> Iterator[Problem]:
    """An error at the setting 总结类型 where it asks for a kind that this version does not write."""
    cell = book.settings.cells.get("kind")
    if book.settings.kind not in KINDS and cell is not None:
        name = LABELS[book.settings.kind]
        words: dict[str, str | Text] = {"kind": name, "choices": _choices()}
        yield Problem(KIND_LATER, cell, name[book.lang], words)


def summarize(
    texts: Texts,
    plans: tuple[Plan, ...],
    comparison: Comparison,
    horizon: Horizon,
    problems: tuple[Problem, ...],
    lang: Lang,
) -> Summary:
    """The summary of the book's kind; raises `XlsummaryError` for a kind that this version does not write.

    `texts` are those of the book, read against the same plans and comparison.
    """
    settings = texts.book.settings
    if settings.kind not in KINDS:
        raise _no_such_kind(settings.kind)
    pen = pen_of(texts.book, lang)
    subject = Subject(book=texts.book, plans=plans, comparison=comparison, horizon=horizon, problems=problems)
    sections = KINDS[settings.kind](subject, pen)
    lacking = missing(subject, pen, texts.blanks)
    warned = sections.outlook.warnings if sections.outlook else ()
    return Summary(
        kind=settings.kind,
        lang=lang,
        sections=sections,
        index=index_of(sections),
        missing=lacking,
        notices=notices(problems, warned, lacking, pen),
        author=settings.author or "",
        theme=settings.theme,
    )


def _choices() -> Text:
    return Text("、".join(label(each, Lang.ZH) for each in KINDS), ", ".join(label(each, Lang.EN) for each in KINDS))


def _no_such_kind(kind: Kind) -> XlsummaryError:
    there = _choices()
    return XlsummaryError(
        "kind-not-available",
        Text(f"这一版还不能写“{label(kind, Lang.ZH)}”", f"this version cannot write the kind {label(kind, Lang.EN)}"),
        Text(
            f"现有总结类型：{there.zh}；请改“设置”中的“总结类型”，或用 --kind",
            f"Kinds there are: {there.en}; change Kind on Settings or use --kind",
        ),
    )
