"""What a person reads in the terminal: the lines of each command, in either language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from xlsummary.book.export import Export
from xlsummary.book.maps import Recognised
from xlsummary.compare.catch_up import CatchUp
from xlsummary.compare.performance import Performance
from xlsummary.model import Amount, Bound, Control, Lang, Line, Measure, Settings, Text, Version
from xlsummary.output import Output
from xlsummary.periods import day_name, name_of
from xlsummary.pipeline import Checked, Made, Outcome
from xlsummary.plan.quota import CalendarBasis, NodeLevel, Plan
from xlsummary.problems import Problem, Severity, XlsummaryError, has_errors
from xlsummary.wording import Count, counted, label

_SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("提示", "note"),
}
_BOUNDS = {
    Bound.EXACT: Text("{}", "{}"),
    Bound.AT_LEAST: Text("{}以上", "over {}"),
    Bound.ABOUT: Text("约 {}", "about {}"),
    Bound.AT_MOST: Text("不超过 {}", "up to {}"),
}
_MAP = Text("对照", "map")
_RECOGNISED = Text("认作", "taken")
_READ = Text("读取", "read")
_PLAN = Text("计划", "plan")
_ACTUAL = Text("实绩", "actuals")
_CATCH_UP = Text("追赶", "to catch up")
_FROZEN = Text("定稿", "frozen")
_KEPT = Text(
    "{day} 的计划保留为原计划，截止日以前的日子不再变动",
    "the plan of {day} is kept as the original; days up to the as-of day stay",
)
_FIXED = Text("固定", "fixed")
_FIXED_POINTS = Text("{count} 个配额保持手工改过的数：{cells}", "{count:quota stays|quotas stay} as changed by hand: {cells}")
_MOST_CELLS = 5
_STANDING = Text(
    "{measure}：时间进度 {gone}/{days} 天，累计计划 {plan}，差额 {difference}{rest}",
    "{measure}: {gone} of {days} working days gone, plan to date {plan}, difference {difference}{rest}",
)
_REQUIRED = Text("；此后每天须 {required}", "; {required} a day needed from now on")
_PROJECTED = Text("；照此进度预计 {projection}", "; at this pace {projection}")
_ESTIMATED = Text("（推定）", " (estimated)")
_WROTE = Text("写出", "wrote")
_NOTHING = Text(
    "书中有错误，没有写出任何文件；改好后再运行", "the book has errors, so nothing was written; mend them and run again"
)
_NOTHING_TYPED = Text(
    "计划表上改过的数有错误，重写计划（草稿也一样）会盖掉它们，所以没有写出任何文件；照上面的提示改好那些格，再运行",
    "changes on the planning sheet have errors, and a new plan, even a draft, would overwrite them: nothing was written; mend "
    "those cells as told above and run again",
)
_DRAFT = Text(
    "书中有错误，写出的是草稿，有错误的行没有计入", "the book has errors: these are drafts, without the rows that have one"
)
_CARRIED = Text("核对", "sums")
_CARRIED_SUMS = Text("{} {}：导出 {}，新书 {}，差额 {}", "{} {}: export {}, new book {}, difference {}")
_WITHOUT_ERRORS = Text("（有错误的行没有计入新书）", " (rows with an error do not count in the new book)")
_IN_NEW_BOOK = Text("新书检查：", "the new book, checked:")
_CLEAN = Text("没有发现问题", "no problems found")


def run_lines(outcome: Outcome, outputs: Sequence[Output], notices: Sequence[Problem] = ()) -> Iterator[str]:
    """The report of `run` on one book; `notices` are told with the problems."""
    lang = outcome.checked.lang
    yield from _head(outcome.checked)
    if outcome.is_sound:
        yield from _found_lines(outcome, lang)
    yield from problem_lines((*outcome.checked.problems, *notices), lang)
    if outcome.has_errors:
        refused = _NOTHING_TYPED if outcome.checked.loses_edits else _NOTHING
        yield (_DRAFT if outcome.draft else refused)[lang]
    yield from wrote_lines(outputs, lang)


def _found_lines(outcome: Outcome, lang: Lang) -> Iterator[str]:
    for plan in outcome.plans:
        if plan.period.meets(outcome.horizon.plan):
            yield f"{_PLAN[lang]}  {_plan_line(plan, outcome.checked.book.settings, lang)}"
    for row in outcome.comparison.rows:
        if row == outcome.comparison.headline(row.line.measure):
            yield f"{_ACTUAL[lang]}  {_actual_line(row, outcome, lang)}"
    told: set[Measure] = set()
    for each in outcome.comparison.catch_ups:
        measure = each.plan.line.measure
        if each.node.level is NodeLevel.COMPANY and measure not in told:
            told.add(measure)
            yield f"{_CATCH_UP[lang]}  {_catch_up_line(each, outcome.checked.book.settings, lang)}"
    cells = [str(point.cell) for plan in outcome.plans for point in plan.fixed]
    if cells:
        named = ("、" if lang is Lang.ZH else ", ").join([*cells[:_MOST_CELLS], *(["…"] if len(cells) > _MOST_CELLS else [])])
        yield f"{_FIXED[lang]}  {_FIXED_POINTS[lang].format(count=Count(str(len(cells))), cells=named)}"
    if outcome.frozen:
        yield f"{_FROZEN[lang]}  {_KEPT[lang].format(day=day_name(outcome.frozen.on, lang))}"


def _catch_up_line(catch_up: CatchUp, settings: Settings, lang: Lang) -> str:
    """How the headline of a measure stands by the day that data reach."""
    measure = catch_up.plan.line.measure

    def shown(value: Decimal) -> str:
        return _amount(Amount(value), measure, settings.currency, lang)

    rest = "" if catch_up.required is None else _REQUIRED[lang].format(required=shown(catch_up.required))
    rest += "" if catch_up.projection is None else _PROJECTED[lang].format(projection=shown(catch_up.projection))
    return _STANDING[lang].format(
        measure=label(measure, lang),
        gone=catch_up.days_gone,
        days=catch_up.days_gone + catch_up.days_left,
        plan=shown(catch_up.plan_to_date),
        difference=shown(catch_up.difference),
        rest=rest,
    )


def check_lines(checked: Checked, outputs: Sequence[Output] = (), notices: Sequence[Problem] = ()) -> Iterator[str]:
    """The report of `check` on one book; `notices` are told with the problems."""
    yield from _head(checked)
    yield from problem_lines((*checked.problems, *notices), checked.lang)
    yield from wrote_lines(outputs, checked.lang)


def export_lines(export: Export, lang: Lang) -> Iterator[str]:
    """What `new --from` read as what, and every cell that could not be read."""
    for sheet in export.recognised:
        yield f"{_RECOGNISED[lang]}  {_recognised(sheet, lang)}"
    yield f"{_READ[lang]}  {_rows_read(export.controls.values(), lang)}"
    yield from problem_lines(export.problems, lang)


def made_lines(made: Made, lang: Lang) -> Iterator[str]:
    """The sums of an export beside those of the book made from it, and what is to be done in that book."""
    for each in made.carried:
        unit = Text("", "") if each.counted else Text(" 元", " yuan")
        amounts = [f"{amount.normalize():,f}{unit[lang]}" for amount in (each.exported, each.written, each.difference)]
        why = _WITHOUT_ERRORS[lang] if each.difference and has_errors(made.checked.problems) else ""
        yield f"{_CARRIED[lang]}  {_CARRIED_SUMS[lang].format(each.sheet[lang], each.column[lang], *amounts)}{why}"
    yield f"{_IN_NEW_BOOK[lang]}"
    yield from problem_lines(made.checked.problems, lang)


def problem_lines(problems: Sequence[Problem], lang: Lang) -> Iterator[str]:
    """The count of each severity, then every problem with its place and, below it, what to do."""
    if not problems:
        yield _CLEAN[lang]
        return
    counts = Counter(problem.severity for problem in problems)
    separator = "，" if lang is Lang.ZH else ", "
    yield separator.join(f"{_SEVERITIES[each][lang]} {counts[each]}" for each in Severity)
    for problem in problems:
        place = f" {problem.cell}" if problem.cell else ""
        yield f"  {_SEVERITIES[problem.severity][lang]}{place} [{problem.rule.id}] {problem.message(lang)}"
        yield f"      → {problem.hint(lang)}"


def wrote_lines(outputs: Iterable[Output], lang: Lang) -> Iterator[str]:
    """Each file written."""
    for output in outputs:
        yield f"{_WROTE[lang]}  {output.path}"


def error_lines(error: XlsummaryError, lang: Lang) -> Iterator[str]:
    """Why nothing could be done, and what to do about it."""
    yield f"{_SEVERITIES[Severity.ERROR][lang]}  {error.message[lang]}"
    yield f"      → {error.hint[lang]}"


def _head(checked: Checked) -> Iterator[str]:
    yield str(checked.path)
    if checked.map_file:
        yield f"{_MAP[checked.lang]}  {checked.map_file}"
    for sheet in checked.recognised:
        yield f"{_RECOGNISED[checked.lang]}  {_recognised(sheet, checked.lang)}"
    settings = checked.book.tables.get("settings")
    controls = [control for control in checked.book.controls if settings is None or control.sheet != settings.sheet]
    if controls:
        yield f"{_READ[checked.lang]}  {_rows_read(controls, checked.lang)}"


def _recognised(sheet: Recognised, lang: Lang) -> str:
    """Our sheet and theirs, and the headings that are not our own words."""
    pairs = [
        f"{column.heading[lang]} = {heading}"
        for column in sheet.spec.columns
        if (heading := sheet.headings.get(column.name, column.heading[lang])) not in (column.heading.zh, column.heading.en)
    ]
    told = f"{sheet.spec.title[lang]} = {sheet.name}"
    if not pairs:
        return told
    return f"{told}（{'，'.join(pairs)}）" if lang is Lang.ZH else f"{told} ({', '.join(pairs)})"


def _rows_read(controls: Iterable[Control], lang: Lang) -> str:
    parts = []
    for control in controls:
        if not control.rows_found:
            continue
        used, found = control.rows_used, control.rows_found
        if lang is Lang.ZH:
            parts.append(f"{control.sheet} {used} 行" + (f"（共 {found} 行）" if found != used else ""))
        else:
            rows = "row" if used == 1 else "rows"
            parts.append(f"{control.sheet} {used} {rows}" + (f" of {found}" if found != used else ""))
    return ("，" if lang is Lang.ZH else ", ").join(parts)


def _plan_line(plan: Plan, settings: Settings, lang: Lang) -> str:
    reps = sum(1 for node in plan.nodes if node.level is NodeLevel.REP)
    teams = sum(1 for node in plan.nodes if node.level is NodeLevel.TEAM)
    measure, period = label(plan.line.measure, lang), name_of(plan.period, lang, settings.year_start)
    total = _amount(Amount(plan.quota(0)), plan.line.measure, settings.currency, lang)
    days = plan.working_day_count(plan.period)
    difference, mark = _difference(plan), _ESTIMATED[lang] if plan.basis is CalendarBasis.ESTIMATE else ""
    if lang is Lang.ZH:
        people = (f"、{teams} 个团队" if teams else "") + (f"、{reps} 人" if reps else "")
        spread = f"{len(plan.months)} 个月、{len(plan.slices)} 个周段、{days} 个工作日{mark}{people}"
        return f"{period}{measure} {total}（{_kind_of(plan.line, lang)}）：{spread}，合计差额 {difference}"
    spread = ", ".join(
        counted(number, word)
        for number, word in (
            *((len(plan.months), "month"), (len(plan.slices), "week slice"), (days, "working day")),
            *((number, word) for number, word in ((teams, "team"), (reps, "rep")) if number),
        )
    )
    spread = spread.replace("working days", f"working days{mark}")
    return f"{measure} {period} {total} ({_kind_of(plan.line, lang)}): {spread}; total difference {difference}"


def _kind_of(line: Line, lang: Lang) -> str:
    """Source and tier, and that it is revised."""
    words = [label(line.source, lang), label(line.tier, lang)]
    words += [label(line.version, lang)] if line.version is Version.REVISED else []
    return ("，" if lang is Lang.ZH else ", ").join(words)


def _difference(plan: Plan) -> Decimal:
    """Typed total - the sum of every leaf's days."""
    typed = sum((target.amount.value for target in plan.targets if target.amount), Decimal(0))
    return typed - sum((plan.quota(leaf) for leaf in plan.leaves), Decimal(0))


def _amount(amount: Amount, measure: Measure, currency: str, lang: Lang) -> str:
    """A number of the measure with its unit and its bound."""
    text = f"{amount.value:,}"
    if measure.is_money:
        text = f"{amount.value:,.2f}".removesuffix(".00")
        text = f"{text} 元" if (lang, currency) == (Lang.ZH, "CNY") else f"{currency} {text}"
    elif lang is Lang.ZH:
        text += {Measure.NEW_CLIENTS: " 家", Measure.VISITS: " 次"}.get(measure, "")
    return _BOUNDS[amount.bound][lang].format(text)


def _actual_line(row: Performance, outcome: Outcome, lang: Lang) -> str:
    comparison = outcome.comparison
    measure = label(row.line.measure, lang)
    settings = outcome.checked.book.settings
    value = _amount(row.actual, row.line.measure, settings.currency, lang)
    period, until = name_of(comparison.period, lang, settings.year_start), day_name(comparison.through, lang)
    rate = row.attainment
    if lang is Lang.ZH:
        reached = f"，完成率 {rate:.2%}" if rate is not None else "，未设目标"
        return f"{period}{measure}（截至{until}） {value}{reached}"
    reached = f", attainment {rate:.2%}" if rate is not None else ", no target set"
    return f"{measure} {period} (to {until}) {value}{reached}"
