"""What the book does not give (待补): each with the sheet and cell where it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from xlsummary.book import schema
from xlsummary.catalogue import PLACEHOLDER
from xlsummary.compare.activity import visit_rate
from xlsummary.compare.performance import Comparison
from xlsummary.model import Cell, Kind, Lang, Measure, Origin, RepStatus, SalesBook, Section, Source, Text
from xlsummary.periods import name_of
from xlsummary.plan.horizon import Horizon
from xlsummary.problems import Problem
from xlsummary.summary.figure import Missing
from xlsummary.summary.outlook import following, standing_plans
from xlsummary.summary.pen import Pen
from xlsummary.summary.subject import Subject

_TITLE_BLOCK = ("company", "department", "author", "title")
_PROBLEM_SECTIONS = (Section.PROBLEMS,)


def missing(subject: Subject, pen: Pen, blanks: Iterable[Missing] = ()) -> tuple[Missing, ...]:
    """Every blank, in the order of the document; `blanks` are sentences left out, whose cells are not told again."""
    book, horizon = subject.book, subject.horizon
    lines = (
        *_title_block(book, pen),
        *_results(book, subject.comparison, pen),
        *_texts(book, pen),
        *(_department(book, subject.horizon, pen) if book.settings.kind is Kind.TEAM else ()),
        *_people(book, pen),
        *_plans(book, horizon, pen),
        *_placeholders(book, subject.problems, pen),
    )
    left_out = dict.fromkeys(blanks)
    told = {(each.sheet, each.ref) for each in left_out}
    return tuple(
        dict.fromkeys([*(each for each in lines if each.ref is None or (each.sheet, each.ref) not in told), *left_out])
    )


def _at(book: SalesBook, key: str, what: Text, pen: Pen) -> Missing:
    """A whole sheet's subject."""
    table = book.tables.get(key)
    return Missing(pen.say(what), table.sheet if table else schema.sheet(key).title[book.lang])


def _in(origin: Origin, field: str, what: Text, pen: Pen) -> Missing:
    cell = origin.cell(field)
    return Missing(pen.say(what), cell.sheet, cell.ref)


def _title_block(book: SalesBook, pen: Pen) -> Iterator[Missing]:
    for setting in schema.SETTING_LIST:
        has_branch = setting.name == "department" and book.settings.branch
        if setting.name in _TITLE_BLOCK and getattr(book.settings, setting.name) is None and not has_branch:
            cell = book.settings.cells.get(setting.name)
            sheet = cell.sheet if cell else schema.SETTINGS.title[book.lang]
            yield Missing(setting.heading[pen.lang], sheet, cell.ref if cell else None)


def _results(book: SalesBook, comparison: Comparison, pen: Pen) -> Iterator[Missing]:
    period = Text(*(name_of(comparison.period, lang, pen.year_start) for lang in Lang))
    sales = comparison.headline(Measure.SALES)
    cash = comparison.headline(Measure.COLLECTIONS)
    if sales is None or not sales.actual_cells:
        yield _at(book, "actuals", Text(f"{period.zh}的销售额", f"Sales of {period.en}"), pen)
    if cash is None or not cash.actual_cells:
        yield _at(book, "actuals", Text(f"{period.zh}的回款", f"Cash of {period.en}"), pen)
    if sales is not None and sales.actual_cells and sales.target is None:
        yield _at(book, "targets", Text(f"{period.zh}的销售目标", f"Sales target of {period.en}"), pen)
    for target in book.targets:
        if target.amount is None:
            name = name_of(target.period, pen.lang, pen.year_start)
            yield _in(target.origin, "amount", Text(f"{name}目标值", f"Target of {name}"), pen)
    if not any(client.first_deal for client in book.clients):
        yield _at(book, "clients", Text("新老客户（首次成交日期）", "New and old clients (first deals)"), pen)


def _texts(book: SalesBook, pen: Pen) -> Iterator[Missing]:
    if not book.notes:
        words = Text(
            "文字材料：引言、体会、成绩、部门建设、结语", "Texts: opening, what was learnt, achievements, department, closing"
        )
        yield _at(book, "notes", words, pen)
    if (
        book.settings.kind is Kind.TEAM
        and not book.markets
        and not any(note.section is Section.MARKET_ANALYSIS for note in book.notes)
    ):
        yield _at(book, "markets", Text("市场分析", "Market analysis"), pen)


def _department(book: SalesBook, horizon: Horizon, pen: Pen) -> Iterator[Missing]:
    if not book.activities:
        yield _at(book, "activities", Text("拜访等活动的次数", "Visits and other activity"), pen)
    elif visit_rate(book, horizon) is None:
        yield _at(book, "activities", Text("人均每天拜访（需拜访次数和在岗人员）", "Visits a rep and day"), pen)
    if not any(note.section in _PROBLEM_SECTIONS for note in book.notes) and not any(planned.problem for planned in book.plans):
        yield _at(book, "notes", Text("存在的问题及改进措施", "Problems and remedies"), pen)
    for note in book.notes:
        if note.section in _PROBLEM_SECTIONS:
            name = _short(note.text)
            for field, text, _ in _remedy(note.action, note.owner, note.due):
                yield _in(note.origin, field, Text(f"问题“{name}”的{text.zh}", f"{text.en} of the problem “{name}”"), pen)


def _remedy(action: str, owner: str, due: date | None) -> Iterator[tuple[str, Text, object]]:
    """The blank ones of action, owner and date."""
    fields = (
        ("action", Text("措施", "Action"), action),
        ("owner", Text("负责人", "Owner"), owner),
        ("due", Text("期限", "Date"), due),
    )
    yield from (field for field in fields if not field[2])


def _people(book: SalesBook, pen: Pen) -> Iterator[Missing]:
    if not any(rep.origin is not None for rep in book.reps):
        yield _at(book, "reps", Text("销售人员名单", "List of reps"), pen)
    for rep in book.reps:
        if rep.origin is not None and rep.status is RepStatus.TO_HIRE and rep.joined is None:
            yield _in(rep.origin, "joined", Text(f"{rep.name}的入职日期", f"Joining date of {rep.name}"), pen)


def _plans(book: SalesBook, horizon: Horizon, pen: Pen) -> Iterator[Missing]:
    period = following(horizon)
    name = name_of(period, pen.lang, pen.year_start)
    sales = [
        target
        for target in book.targets
        if target.line.measure is Measure.SALES and target.period.meets(period) and target.amount is not None
    ]
    if not sales:
        yield _at(book, "targets", Text(f"{name}的销售目标", f"Sales target of {name}"), pen)
    elif all(target.line.source is Source.OWN for target in sales):
        yield _at(book, "targets", Text(f"公司下达的{name}销售目标", f"Sales target of {name} assigned by the company"), pen)
    if not book.plans:
        yield _at(book, "plans", Text(f"{name}的工作事项", f"Actions planned for {name}"), pen)
    for planned in standing_plans(book):
        for field, text, _ in _remedy(planned.action, planned.owner, planned.due):
            name = _short(planned.title or planned.action)
            words = Text(f"事项“{name}”的{text.zh}", f"{text.en} of “{name}”")
            yield _in(planned.origin, field, words, pen)


def _placeholders(book: SalesBook, problems: Iterable[Problem], pen: Pen) -> Iterator[Missing]:
    """Cells that hold a placeholder such as `xx`, each by its heading."""
    for problem in problems:
        if problem.rule is PLACEHOLDER and problem.cell is not None:
            cell: Cell = problem.cell
            yield Missing(_heading(book, cell, pen), cell.sheet, cell.ref)


def _heading(book: SalesBook, cell: Cell, pen: Pen) -> str:
    """The usual heading of a cell's column, or the setting it stands for; the sheet's name where it has neither."""
    settings = (setting for setting in schema.SETTING_LIST if book.settings.cells.get(setting.name) == cell)
    letters = (cell.ref or "").rstrip("0123456789")
    columns = (
        schema.sheet(key).column(field)
        for key, table in book.tables.items()
        if table.sheet == cell.sheet
        for field, own in table.letters.items()
        if own == letters
    )
    headings = chain((setting.heading for setting in settings), (column.heading for column in columns))
    return next((heading[pen.lang] for heading in headings), cell.sheet)


def _short(text: str, most: int = 14) -> str:
    """The beginning of a text, enough to know it again."""
    first = text.replace("\n", " ")
    return first if len(first) <= most else f"{first[:most]}…"
