"""Numbers that the user's sentences give of a figure, held against the figure itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.catalogue_texts import NUMBER_DIFFERS
from xlsummary.model import Amount, Bound, Cell, Lang, SalesBook, Text
from xlsummary.money import parse_amount
from xlsummary.problems import Problem
from xlsummary.summary.figure import Figure
from xlsummary.summary.index import Index
from xlsummary.summary.subject import Subject

_LINK = r"(?:总额|合计|共计?|累计|总计)?(?:大?约?为|是|达到?|完成了?|实现了?|：|:)?\s*"
_MONEY = r"((?:约|近|超过)?\d[\d,，]*(?:\.\d+)?(?:[多余几])?(?:亿|百万|万|千)?(?:[多余])?元(?:以上|左右|多)?)"
_PERCENT = r"((?:约|近|超过)?\d+(?:\.\d+)?\s*[%％](?:以上|左右)?)"
_COUNT = r"((?:约|近|超过)?\d[\d,，]*(?:[多余])?)\s*(?:家|个|次|位)"
_ELSEWHERE = re.compile(
    r"\d\s*月|月份|季度|[上下]半年|[每本上下]周|去年|上年|前年|明年|来年|同期|同比|环比|人均|平均|其中|每|各|历年|最[高低好差大]"
    r"|\d\s*[号日]"
)
_OF_SOMETHING_ELSE = re.compile(r"目标|任务|指标|计划|差|增|减|降|升|超出|缺口")
_CLAUSE = re.compile(r"[，；,;]")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_YEAR = re.compile(r"(20\d\d)\s*年?")
_DIGITS = re.compile(r"\d[\d,，]*(?:\.(\d+))?")
_MANY = 10_000
_SCALES = (("亿", Decimal(10) ** 8), ("百万", Decimal(10) ** 6), ("万", Decimal(10) ** 4), ("千", Decimal(1000)))


@dataclass(frozen=True, slots=True)
class _Told:
    """How a figure is told in a sentence, and its names, one of which the number must be."""

    words: re.Pattern[str]
    names: tuple[Text, ...]
    is_percent: bool = False


_TOLD = (
    _Told(re.compile(rf"销售(?:额|收入|业绩){_LINK}{_MONEY}"), (Text("销售额", "Sales"),)),
    _Told(re.compile(rf"(?:回款|货款回笼)(?!率)额?{_LINK}{_MONEY}"), (Text("回款", "Collections"),)),
    _Told(re.compile(rf"(?:完成|达成)率{_LINK}{_PERCENT}"), (Text("销售额.完成率", "Sales.attainment"),), is_percent=True),
    _Told(re.compile(rf"(?:回款|回笼)率{_LINK}{_PERCENT}"), (Text("回款率", "Collection rate"),), is_percent=True),
    _Told(re.compile(rf"新(?:开发)?(?:成交)?客户{_LINK}{_COUNT}"), (Text("新客户", "New clients"),)),
    _Told(
        re.compile(rf"拜访(?:客户|量)?(?:记录)?{_LINK}{_COUNT}"),
        (
            Text("拜访.合计", "Visits.total"),
            Text("拜访.有记录", "Visits.recorded"),
            Text("拜访.未记录估计", "Visits.estimated"),
        ),
    ),
)


def differing_numbers(sentence: str, cell: Cell, subject: Subject, index: Index, lang: Lang) -> Iterator[Problem]:
    """A warning for each number of a whole-period figure that is not what the rows give.

    A sentence about some months, people, markets or another year is not judged.
    """
    if _ELSEWHERE.search(sentence) or _names_a_part(sentence, subject.book) or _of_another_year(sentence, subject):
        return
    clauses = [clause for clause in _CLAUSE.split(_THOUSANDS.sub("", sentence)) if not _OF_SOMETHING_ELSE.search(clause)]
    for told in _TOLD:
        found = next(filter(None, map(told.words.search, clauses)), None)
        figures = list(_found(index, told, lang))
        if found and figures:
            typed = _typed(found[1], is_percent=told.is_percent)
            if typed is not None and not any(_agrees(typed, _step(found[1], told), each) for each in figures):
                yield Problem(NUMBER_DIFFERS, cell, found[0], _words(figures[0]))


def _words(figure: Figure) -> dict[str, str | Text]:
    return {"text": figure.text, "other": "; ".join(figure.cells), "figure": figure.name}


def _found(index: Index, told: _Told, lang: Lang) -> Iterator[Figure]:
    for name in told.names:
        figure = index.find(name[lang])
        if figure is not None:
            yield figure


def _names_a_part(sentence: str, book: SalesBook) -> bool:
    reps = (name for rep in book.reps for name in (rep.name, rep.team, rep.channel, rep.market))
    others = (*(client.name for client in book.clients), *(market.name for market in book.markets))
    products = {book.actuals.text("product", entry) for entry in book.actuals.entries()} if len(book.actuals) < _MANY else ()
    return any(name and len(name) > 1 and name in sentence for name in (*reps, *others, *products))


def _of_another_year(sentence: str, subject: Subject) -> bool:
    years = {int(year) for year in _YEAR.findall(sentence)}
    return bool(years - {subject.horizon.report.start.year, subject.horizon.report.last.year})


def _typed(text: str, *, is_percent: bool) -> Amount | None:
    bare = text.replace("%", "").replace("％", "").replace("，", ",").strip() if is_percent else text.replace("，", ",")
    amount = parse_amount(bare)
    if not isinstance(amount, Amount):
        return None
    return Amount(amount.value / 100, amount.bound) if is_percent else amount


def _step(text: str, told: _Told) -> Decimal:
    """The worth of the last digit that is given."""
    digits = _DIGITS.search(text)
    places = len(digits[1] or "") if digits else 0
    scale = Decimal("0.01") if told.is_percent else next((size for word, size in _SCALES if word in text), Decimal(1))
    return scale.scaleb(-places)


def _agrees(typed: Amount, step: Decimal, figure: Figure) -> bool:
    """True for the figure rounded or cut at the last digit given; a bound leaves room on its side."""
    if figure.value is None:
        return True
    value = figure.value
    if typed.bound is Bound.AT_LEAST:
        return typed.value <= value <= typed.value * Decimal("1.2")
    if typed.bound is Bound.AT_MOST:
        return typed.value * Decimal("0.8") <= value <= typed.value
    if typed.bound is Bound.ABOUT or figure.bound is not Bound.EXACT:
        return abs(value - typed.value) <= abs(typed.value) / 10
    return -step / 2 <= abs(value) - abs(typed.value) < step
