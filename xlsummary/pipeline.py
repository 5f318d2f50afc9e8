"""The whole way of a book, on one screen: read, check, plan, compare, summarize, and the files' contents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from xlsummary.achieved import accounted
from xlsummary.book.export import Carried, Export, carried
from xlsummary.book.maps import Recognised, map_beside, map_text
from xlsummary.book.read import Row, read_book
from xlsummary.catalogue_fixed import FIXED
from xlsummary.check.rules import faults
from xlsummary.compare.analysis import Analysis, analysis
from xlsummary.compare.attainment import compare
from xlsummary.compare.performance import Comparison
from xlsummary.compare.scores import Scores
from xlsummary.compare.scoring import scores_of
from xlsummary.compare.weekly import weekly
from xlsummary.excel.copies import BOOK, COPY
from xlsummary.excel.grafted import Grafted
from xlsummary.excel.into_book import not_in_place, put_in
from xlsummary.model import Kind, Lang, SalesBook, Theme
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.frozen import Frozen, original
from xlsummary.plan.horizon import Horizon, horizon
from xlsummary.plan.quota import Plan
from xlsummary.problems import Problem, XlsummaryError, errors_of, has_errors, in_order, rows_with_errors
from xlsummary.sheets.earlier import earlier_edits, earlier_files, last_record, remarks_of
from xlsummary.sheets.history import History, amounts_of
from xlsummary.sheets.kept import frozen_now, plan_changes
from xlsummary.sheets.layout import Layout
from xlsummary.sheets.performance import performance_layout
from xlsummary.sheets.planning import planning_layouts
from xlsummary.sheets.problems import problems_layout
from xlsummary.sheets.receivables import receivables_layout
from xlsummary.sheets.record import record_layout, way_to
from xlsummary.sheets.weekly import weekly_layout
from xlsummary.stamp import Stamp, stamp_of
from xlsummary.summary.subject import Subject
from xlsummary.summary.summary import Summary, kind_problems, summarize
from xlsummary.summary.texts import Texts, read_texts
from xlsummary.word.document import write_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a shell asks for; None leaves it to the book. `today` is the only place the clock enters.

    `actuals` is a file whose rows stand instead of the book's own; `map_file` tells what its sheets and headings mean, else
    the map beside the book, where there is one. With `draft` a book with errors gives files too, without
    the rows that have one, unless a change on a planning sheet has an error, which the draft would overwrite. `earlier` are
    outputs of earlier runs, whose planning sheets a person may have changed, as the book's own; relative ones lie beside the
    book. `target` is the file that is to be written. `itself` tells that the sheets go into the book, not into a copy; `force`
    writes into a signed book and one whose structure is locked. `freeze` keeps the plan as it stands, False gives up the one
    that is kept.
    """

    today: date
    as_of: date | None = None
    kind: Kind | None = None
    lang: Lang | None = None
    template: Path | None = None
    theme: Theme | None = None
    actuals: Path | None = None
    map_file: Path | None = None
    draft: bool = False
    earlier: tuple[Path, ...] = ()
    target: Path | None = None
    itself: bool = False
    force: bool = False
    freeze: bool | None = None

    @property
    def place(self) -> str:
        """What our sheets say of the file that they are written for."""
        return BOOK if self.itself else COPY


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A book as read, and all that is wrong in it, in sheet, row and column order.

    `recognised` tells how the sheets of a book that is not our template were read, `map_file` the map that was used,
    `known` what a person has fixed on planning sheets, `ours` the names of the sheets that an earlier run put into it,
    `others` the outputs that were written for another book where this one's may be.
    """

    path: Path
    book: SalesBook
    lang: Lang
    problems: tuple[Problem, ...]
    recognised: tuple[Recognised, ...] = ()
    map_file: Path | None = None
    known: History = field(default_factory=History)
    ours: tuple[str, ...] = ()
    others: tuple[Path, ...] = ()

    @property
    def loses_edits(self) -> bool:
        """True where a change on a planning sheet has an error: a plan written now would lose what was typed."""
        return any(problem.rule in FIXED for problem in errors_of(self.problems))

    @property
    def new_map(self) -> bytes | None:
        """The map to keep beside the book, so that it is read the same way again; None where it has one, or needs none."""
        own = [each for each in self.recognised if not each.outside]
        return map_text(own, self.lang) if own and self.map_file is None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One run. With errors in the book there are no files: `planning` and `document` are None. `beside` are plans off the path.
    `frozen` is the plan that is kept from now on.

    A `draft` has files all the same, without the rows that have an error; `checked.problems` names them. `before` is how the
    book's file stood when it was read, `notices` what is said of putting the sheets into it.
    """

    checked: Checked
    horizon: Horizon
    plans: tuple[Plan, ...]
    comparison: Comparison
    beside: tuple[Plan, ...] = ()
    frozen: Frozen | None = None
    texts: Texts | None = None
    analysis: Analysis | None = None
    scores: Scores | None = None
    summary: Summary | None = None
    layouts: tuple[Layout, ...] = ()
    planning: Grafted | None = None
    document: bytes | None = None
    draft: bool = False
    before: Stamp | None = None
    notices: tuple[Problem, ...] = ()

    @property
    def has_errors(self) -> bool:
        return has_errors(self.checked.problems)

    @property
    def is_sound(self) -> bool:
        """False where numbers would rest on a book with errors; a draft has left the bad rows out."""
        return self.draft or not self.has_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A checked book and the content of its copy with the sheet of problems; the rest as in `Outcome`."""

    checked: Checked
    layouts: tuple[Layout, ...]
    content: Grafted
    before: Stamp | None
    notices: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """A book as far as it is the same for checking and for a run; `faulty` are the rows that have an error."""

    checked: Checked
    horizon: Horizon
    plans: tuple[Plan, ...]
    beside: tuple[Plan, ...]
    comparison: Comparison
    faulty: frozenset[Row]
    frozen: Frozen | None
    texts: Texts


def check(path: Path, options: Options) -> Checked:
    """The book and its problems; raises `XlsummaryError` when it cannot be opened."""
    return _way(path, options).checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A book made from an export, as it reads: its problems, and the sums of both."""

    export: Export
    checked: Checked
    carried: tuple[Carried, ...]

    @property
    def is_sound(self) -> bool:
        """True where neither has an error and every sum is the same."""
        wrong = has_errors((*self.export.problems, *self.checked.problems))
        return not wrong and not any(each.difference for each in self.carried)


def made_from(export: Export, path: Path, options: Options) -> Made:
    """The book that was written from an export, read and checked as any other."""
    checked = check(path, options)
    return Made(export=export, checked=checked, carried=carried(export, checked.book))


def mark(path: Path, options: Options) -> Marked:
    """The book, its problems and its copy with a sheet of them; nothing is written here."""
    before = stamp_of(path)
    checked = check(path, options)
    layout = problems_layout(checked.book, checked.problems, checked.lang, place=options.place, staying=checked.ours)
    with in_lang(checked.lang):
        content, notices = put_in(path, [layout], before, force=options.force)
    return Marked(checked=checked, layouts=(layout,), content=content, before=before, notices=notices)


def run(path: Path, options: Options) -> Outcome:
    """The plan, the comparison and the contents of the files to write; nothing is written here."""
    outcome = _computed(path, options)
    if not outcome.is_sound:
        return outcome
    with in_lang(outcome.checked.lang):
        return _with_files(outcome, options)


def summarized(path: Path, options: Options) -> Outcome:
    """The same without the contents of files: what the summary says; none of a book with errors."""
    outcome = _computed(path, options)
    if not outcome.is_sound:
        return outcome
    with in_lang(outcome.checked.lang):
        return replace(outcome, summary=_summary(outcome))


def _computed(path: Path, options: Options) -> Outcome:
    before = stamp_of(path)
    way = _way(path, options)
    draft = options.draft and has_errors(way.checked.problems) and _can_be_drafted(way.checked)
    if draft:
        way = _without_faults(path, options, way)
        draft = not way.checked.loses_edits
    return Outcome(
        checked=way.checked,
        horizon=way.horizon,
        plans=way.plans,
        beside=way.beside,
        comparison=way.comparison,
        frozen=_frozen(way, options, draft=draft),
        texts=way.texts,
        draft=draft,
        before=before,
    )


@contextmanager
def in_lang(lang: Lang) -> Iterator[None]:
    """Has a fault said in the language of the book."""
    try:
        yield
    except XlsummaryError as error:
        error.lang = lang
        raise


def _with_files(outcome: Outcome, options: Options) -> Outcome:
    checked, plans, days = outcome.checked, outcome.plans, outcome.horizon
    book, lang, problems = checked.book, checked.lang, checked.problems
    summary = _summary(outcome)
    kept_on = outcome.frozen.on if outcome.frozen else None
    every = (*plans, *outcome.beside)
    planning = planning_layouts(
        book, every, days, problems, lang, draft=outcome.draft, comparison=outcome.comparison, frozen_on=kept_on
    )
    page = weekly_layout(book, weekly(book, plans, days), lang, draft=outcome.draft)
    scores = scores_of(book, plans, days, outcome.comparison, outcome.beside)
    signed = performance_layout(book, scores, every, lang, draft=outcome.draft)
    found = analysis(book, plans, outcome.comparison, days)
    owed = receivables_layout(book, found.receivables, days, lang, draft=outcome.draft)
    sheets = (*planning, page, signed, owed, problems_layout(book, problems, lang, only_replaces=not problems))
    way = way_to(checked.path.resolve().parent, options.target.resolve().parent) if options.target else ""
    layouts = (*sheets, record_layout(book, sheets, place=options.place, known=checked.known, frozen=outcome.frozen, way=way))
    grafted, notices = put_in(checked.path, layouts, outcome.before, days.as_of, force=options.force)
    if grafted.is_alone and options.itself:
        raise not_in_place(checked.path)
    errors = errors_of(problems) if outcome.draft else ()
    return replace(
        outcome,
        analysis=found,
        scores=scores,
        summary=summary,
        layouts=layouts,
        planning=grafted,
        document=write_document(summary, options.template, days.as_of, errors),
        notices=notices,
    )


def _summary(outcome: Outcome) -> Summary:
    checked = outcome.checked
    texts = outcome.texts or Texts(checked.book, (), ())
    return summarize(texts, outcome.plans, outcome.comparison, outcome.horizon, checked.problems, checked.lang)


def _way(path: Path, options: Options, leaving_out: frozenset[Row] = frozenset()) -> _Way:
    map_file = options.map_file or map_beside(path)
    reading = read_book(path, actuals=options.actuals, map_file=map_file, leaving_out=leaving_out)
    book = accounted(_as_asked(reading.book, options))
    days = horizon(book, options.today, options.as_of)
    files = earlier_files(path, [path.parent / each for each in options.earlier], book)
    edits, record = earlier_edits(files, book, options.target), last_record(files)
    typed = remarks_of(files, options.target, edits.problems)
    frozen = record.frozen if record and options.freeze is not False else None
    breakdown = break_down(book, edits.points, options.as_of or book.settings.as_of or options.today, frozen, days.as_of)
    originals = [original(each, book) for each in frozen.plans] if frozen else breakdown.plans
    comparison, compared = compare(book, breakdown.plans, days, breakdown.beside, originals)
    comparison = replace(comparison, original_on=frozen.on if frozen else None)
    changed = () if frozen or options.freeze else plan_changes(book, record, breakdown.plans, edits.points)
    subject = Subject(book=book, plans=breakdown.plans, comparison=comparison, horizon=days, problems=())
    texts = read_texts(subject, options.lang or book.lang)
    told = [*kind_problems(book), *texts.problems]
    found = [*faults(book), *days.problems, *edits.problems, *typed, *breakdown.problems, *changed, *compared, *told]
    checked = Checked(
        path=path,
        book=book,
        lang=options.lang or book.lang,
        problems=in_order([*reading.problems, *found], book),
        recognised=reading.recognised,
        map_file=map_file,
        known=replace(edits.known, fixed=amounts_of(point for plan in breakdown.plans for point in plan.fixed)),
        ours=tuple(files[0].found.sheets),
        others=tuple(file.path for file in files if file.is_other),
    )
    faulty = reading.faulty | rows_with_errors(found)
    return _Way(
        checked=checked,
        horizon=days,
        plans=breakdown.plans,
        beside=breakdown.beside,
        comparison=comparison,
        faulty=faulty,
        frozen=frozen,
        texts=texts,
    )


def _frozen(way: _Way, options: Options, *, draft: bool) -> Frozen | None:
    """The plan that is kept from now on; a draft keeps none of its own."""
    book, as_of = way.checked.book, way.horizon.as_of
    return way.frozen if draft else frozen_now(book, way.frozen, way.plans, as_of, wanted=options.freeze is True)


def _without_faults(path: Path, options: Options, first: _Way) -> _Way:
    """The way again without the rows that have an error, until none is left; the problems are those of the whole book."""
    way, left_out = first, frozenset[Row]()
    told = dict.fromkeys((problem.rule, problem.cell) for problem in first.checked.problems)
    problems = [*first.checked.problems]
    while not way.faulty <= left_out:
        left_out |= way.faulty
        way = _way(path, options, left_out)
        problems += (each for each in errors_of(way.checked.problems) if (each.rule, each.cell) not in told)
        told |= dict.fromkeys((problem.rule, problem.cell) for problem in problems)
    return replace(way, checked=replace(way.checked, problems=in_order(problems, way.checked.book)))


def _can_be_drafted(checked: Checked) -> bool:
    """False for a book with nothing in it, or of a kind that cannot be written, and where a draft would lose what was typed."""
    book = checked.book
    has_rows = bool(book.targets or len(book.actuals) or book.notes)
    return has_rows and not checked.loses_edits and not any(kind_problems(book))


def _as_asked(book: SalesBook, options: Options) -> SalesBook:
    """The book with the settings that the shell asks for instead of its own."""
    settings = book.settings
    asked = replace(settings, kind=options.kind or settings.kind, theme=options.theme or settings.theme)
    return book if asked == settings else replace(book, settings=asked)
