"""Under the blocks: warnings that concern the plan, and the control totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xlsummary.book import schema
from xlsummary.catalogue import PLAN_PERIOD_EMPTY, RULES
from xlsummary.model import Control, Lang, Measure, SalesBook, Text
from xlsummary.problems import Problem, Severity
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style, Value
from xlsummary.sheets.measuring import LINE_HEIGHT, lines_of
from xlsummary.sheets.words import LEFT_OUT, line_label
from xlsummary.wording import NO_UNIT, label

_SHEETS = ("targets", "reps", "calendar", "season")
_SETTINGS = ("path", "phasing", "allocation", "rounding_unit", "quantity_precision", "plan_period", "country", "week_start")
_LONGEST, _MOST_ERRORS = 20, 200

_WARNINGS = Text("需留意", "Please note")
_ERRORS = Text("有错误，没有计入", "Wrong, and left out")
_MORE = Text("另有 {count} 条，见“检查”的输出", "{count} more; `check` lists them all")
_CONTROLS = Text("控制数（读到 = 采用 + 未用）", "Control totals (found = used + left out)")
_CONTROL_HEADS = (
    Text("工作表", "Sheet"),
    Text("读到行", "Found"),
    Text("采用行", "Used"),
    Text("未用行", "Left out"),
    Text("列合计", "Sum"),
    Text("列名；未用原因", "Column; why left out"),
)
_EVERY_ROW = Text("，全部行相加，含互相包含的", ", all rows, those in others too")
_OUTERMOST = Text("{line}：只加最外层（{level}）的行", "{line}: the outermost rows alone ({level})")
_OF_UNIT = Text("数量（{unit}）", "Quantity ({unit})")
_MONEY = "#,##0.00_ "
_COUNT = "#,##0_ "


def plan_warnings(book: SalesBook, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The warnings about targets, people, calendar, season, the settings of the breakdown, or no cell at all."""
    return tuple(problem for problem in problems if problem.severity is Severity.WARNING and _concerns(book, problem))


def _concerns(book: SalesBook, problem: Problem) -> bool:
    cell = problem.cell
    if cell is None or problem.rule is PLAN_PERIOD_EMPTY:
        return True
    sheets = {book.tables[key].sheet for key in _SHEETS if key in book.tables}
    return cell.sheet in sheets or cell in [book.settings.cells.get(name) for name in _SETTINGS]


def warning_rows(warnings: Sequence[Problem], width: float, lang: Lang) -> Iterator[LayoutRow]:
    """A heading and one wrapped line a warning, to stand in columns B and on, `width` characters in all."""
    if not warnings:
        return
    yield _line(_WARNINGS[lang], Style.LABEL)
    yield from _problem_rows(warnings, _LONGEST, width, lang)


def error_rows(errors: Sequence[Problem], width: float, lang: Lang) -> Iterator[LayoutRow]:
    """For a draft: what is wrong in the book, so that its row was left out."""
    yield _line(_ERRORS[lang], Style.LABEL)
    yield from _problem_rows(errors, _MOST_ERRORS, width, lang)


def _problem_rows(problems: Sequence[Problem], most: int, width: float, lang: Lang) -> Iterator[LayoutRow]:
    stop = Text("。", ". ")[lang]
    for problem in problems[:most]:
        place = f"{problem.cell}  " if problem.cell else ""
        text = f"{place}{problem.message(lang)}{stop}{problem.hint(lang)}{stop.strip()}"
        yield _line(text, Style.WARNING, LINE_HEIGHT * lines_of(text, width))
    if len(problems) > most:
        yield _line(_MORE[lang].format(count=len(problems) - most), Style.WARNING)


def control_rows(controls: Sequence[Control], width: float, lang: Lang) -> Iterator[LayoutRow]:
    """For each sheet with rows: rows found, used, left out and why; below it each amount column's sum. Texts from G on."""
    filled = [control for control in controls if control.rows_found]
    if not filled:
        return
    yield _line(_CONTROLS[lang], Style.LABEL)
    yield LayoutRow((LayoutCell(), *(LayoutCell(head[lang], style=Style.TABLE_HEAD) for head in _CONTROL_HEADS)))
    for control in filled:
        yield from _control(control, width, lang)


def _control(control: Control, width: float, lang: Lang) -> Iterator[LayoutRow]:
    """One line a sum; the first also has the counts, which need a line where there is no sum."""
    separator = Text("；", "; ")[lang]
    reasons = separator.join(f"{left_out_name(each.reason, lang)} {each.rows}" for each in control.left_out)
    left_out = control.rows_found - control.rows_used
    counts: tuple[Value, ...] = (control.sheet, control.rows_found, control.rows_used, left_out)
    for heading, amount, number_format in [*_sums(control, lang)] or [("", None, _COUNT)]:
        text = separator.join(part for part in (heading, reasons) if part)
        numbers = (LayoutCell(count, style=Style.NUMBER, format=_COUNT) for count in counts)
        last = (LayoutCell(amount, style=Style.NUMBER, format=number_format), LayoutCell(text, style=Style.TEXT))
        yield LayoutRow((LayoutCell(), *numbers, *last), height=LINE_HEIGHT * lines_of(text, width))
        counts, reasons = (None,) * len(counts), ""


def _sums(control: Control, lang: Lang) -> Iterator[tuple[str, Value, str]]:
    """What each sum is called, the sum and its number format; below those of whole columns those of the outermost targets."""
    nested = {each.line.measure.value for each in control.outermost}
    for name, amount in control.sums.items():
        heading, number_format = _summed(control, name, lang)
        yield heading + (_EVERY_ROW[lang] if name in nested else ""), amount, number_format
    for unit, amount in control.by_unit.items():
        yield _OF_UNIT[lang].format(unit=unit or NO_UNIT[lang]), amount, _COUNT
    for each in control.outermost:
        words = {"line": line_label(each.line, lang), "level": label(each.level, lang)}
        yield _OUTERMOST[lang].format(**words), each.amount, _MONEY if each.line.measure.is_money else _COUNT


def sum_width(control: Control) -> int:
    """Characters of the control's longest sum."""
    return max((len(f"{amount:,.2f}") for amount in (*control.sums.values(), *control.by_unit.values())), default=0)


def left_out_name(reason: str, lang: Lang) -> str:
    """Why rows were left out, in words; a rule's title where the reason is a rule."""
    titles = {rule.id: rule.title for rule in RULES}
    words = LEFT_OUT.get(reason) or titles.get(reason)
    return words[lang] if words else reason


def _summed(control: Control, name: str, lang: Lang) -> tuple[str, str]:
    """What a sum is called and its number format; `name` is a measure, or a field of the sheet."""
    measure = next((each for each in Measure if each.value == name), None)
    if measure is not None:
        return label(measure, lang), _MONEY if measure.is_money else _COUNT
    column = next((each for each in _columns(control.sheet) if each.name == name), None)
    if column is None:
        return name, _MONEY
    return column.heading[lang], _COUNT if column.kind is schema.ValueKind.NUMBER else _MONEY


def _columns(title: str) -> Iterator[schema.Column]:
    """The columns of the sheet of that title first, then all others, since a user may call a sheet as he likes."""
    named = [sheet for sheet in schema.SHEETS if title in (sheet.title.zh, sheet.title.en, *sheet.synonyms)]
    for sheet in (*named, *schema.SHEETS):
        yield from sheet.columns


def _line(text: str, style: Style, height: float | None = None) -> LayoutRow:
    return LayoutRow((LayoutCell(), LayoutCell(text, style=style)), height=height)
