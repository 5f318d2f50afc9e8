"""A summary of a book: its sections, its figures and what is missing, ready to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from types import MappingProxyType

from xlsummary.catalogue import KIND_LATER
from xlsummary.compare.performance import Comparison
from xlsummary.model import Kind, Lang, SalesBook, Text
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import Plan
from xlsummary.problems import Problem, XlsummaryError
from xlsummary.summary.blanks import without_blanks
from xlsummary.summary.figure import Figure, Missing, Notice
from xlsummary.summary.missing import missing
from xlsummary.summary.notices import notices
from xlsummary.summary.pen import Pen
from xlsummary.summary.records import TeamSections
from xlsummary.summary.subject import Subject
from xlsummary.summary.team import team
from xlsummary.wording import LABELS, label

KINDS: Mapping[Kind, Callable[[Subject, Pen], TeamSections]] = MappingProxyType({Kind.TEAM: team})
"""The kinds of summary there are, each with what makes its sections."""

_INSIDE_TABLES = ("rows", "shown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One document's content.

    `figures` are the numbers of the text and one or more for each table, in the document's order, names unique; the numbers
    inside tables are Figures of the sections' rows. `notices` are the book's warnings that are told nowhere else.
    `author` and `title` are for the file's properties.
    """

    kind: Kind
    lang: Lang
    sections: TeamSections
    figures: tuple[Figure, ...]
    missing: tuple[Missing, ...]
    notices: tuple[Notice, ...] = ()
    author: str = ""

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
    book: SalesBook,
    plans: tuple[Plan, ...],
    comparison: Comparison,
    horizon: Horizon,
    problems: tuple[Problem, ...],
    lang: Lang,
) -> Summary:
    """The summary of the book's kind; raises `XlsummaryError` for a kind that this version does not write."""
    settings = book.settings
    if settings.kind not in KINDS:
        raise _no_such_kind(settings.kind)
    pen = Pen(lang=lang, currency=settings.currency, unit=settings.display_unit, year_start=settings.year_start)
    told, blanks = without_blanks(book, lang)
    subject = Subject(book=told, plans=plans, comparison=comparison, horizon=horizon, problems=problems)
    sections = KINDS[settings.kind](subject, pen)
    lacking = missing(subject, pen, blanks)
    warned = sections.outlook.warnings if sections.outlook else ()
    return Summary(
        kind=settings.kind,
        lang=lang,
        sections=sections,
        figures=_named_once(_figures(sections)),
        missing=lacking,
        notices=notices(problems, warned, lacking, pen),
        author=settings.author or "",
    )


def _figures(record: object) -> Iterator[Figure]:
    """The figures of a tree of records outside its tables' rows, in the order of their fields."""
    if isinstance(record, Figure):
        yield record
    elif isinstance(record, tuple):
        for each in record:
            yield from _figures(each)
    elif is_dataclass(record):
        for field in fields(record):
            if field.name not in _INSIDE_TABLES:
                yield from _figures(getattr(record, field.name))


def _named_once(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """One figure a name: the same number told twice is one figure, another of the same name takes a number behind it.

    Ours are named apart; a person's own words, such as a team called 现有, may meet one of them.
    """
    by_name: dict[str, Figure] = {}
    for figure in dict.fromkeys(figures):
        name, again = figure.name, 1
        while name in by_name:
            again += 1
            name = f"{figure.name} ({again})"
        by_name[name] = replace(figure, name=name)
    return tuple(by_name.values())


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
