"""Rows that sum up other rows: `合计`, `乙 小计`, `本月累计`, `Total:`, `Subtotal East`; and rows that part one, `其中：乙`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from xlsummary.book.headings import Head
from xlsummary.book.schema import ValueKind
from xlsummary.book.values import CellValue, is_blank
from xlsummary.spelling import folded, name_key

_LETTERS = frozenset("计計和共其汇匯写寫tTwWmMｔＴ")
"""One of these is in every such word, and in few names of clients."""
_SIGNS = re.compile(r"[合小总共累]计|总和|汇总|其中|大写|共\d|total|ofwhich|thereof|sum:")
_SIMPLE = str.maketrans("計總匯寫", "计总汇写")
_LONGEST = 40
_WORDS = "总合计|合计|小计|总计|共计|累计|汇总|总和"
_TIMES = r"\d{4}年?度?|\d{1,2}月份?|第?[一二三四1-4]季度|[上下]半年|上[中下]?旬|[中下]旬|q[1-4]|h[12]"
_SCOPE = (
    r"(?:(?:[本上当该全此各每]|以上|截[至止])(?:页|表|月|季度?|年度?|日|周|期|组|部|区|店|人|项|类|天|月份|公司|部门|客户)"
    rf"|月|年|季|页|期末|部门|公司|客户|人员|团队|小组|区域|市场|渠道|产品|项目|全部|全体|所有|{_TIMES})*"
)
_FIGURE = (
    r"(?:[¥$]?-?\d[\d,.]*(?:[百千万亿]+)?元?|\d+[笔条单家人项行个张次]"
    "|[零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟元圆角分整正]+)"
)
_WHOLE = re.compile(
    rf"(?:{_SCOPE}(?:{_WORDS})|共(?=\d))(?:金额|数量|数|额|人民币)*:?(?:{_FIGURE}[,;、]?)*"
    r"|(?:grand|sub|over-?all)?-?totals?(?:sum|amount)?:?|sum:"
)
_IN_WORDS = re.compile(r"(?:(?:合计|总计|人民币|金额)+\(?大写|\(?大写\)?(?:金额)?:).*")
_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")
_GAP = r"[\s:_/·|–—-]"
_BEHIND = re.compile(
    rf"(?P<name>.+?)(?P<gap>{_GAP}*)(?:合计|小计|总计|共计|累计|汇总)(?:金额|数量|数|额)?:?"
    rf"|(?P<before>.+?){_GAP}+(?:grand\s*|sub-?\s*)?totals?:?"
)
_BEFORE = re.compile(
    rf"(?:sub-?\s?totals?|小计|合计|总计)\s*(?P<gap>{_GAP})+\s*(?:for\s+|of\s+)?(?P<name>.+)|totals?(?P<colon>\s*:\s*|\s+)(?:for\s+|of\s+)?(?P<of>.+)"
)
_PART = re.compile(rf"(?:其中|其：|of which|thereof)(?P<gap>{_GAP}+|$)(?P<name>.*)|其中(?P<of>[^{_GAP[1:-1]}].*)")


def may_sum(value: CellValue) -> bool:
    """True for a text that could be a total's or a part's word; whether it is depends on its row."""
    return isinstance(value, str) and len(value) < _LONGEST and not _LETTERS.isdisjoint(value) and _may(value)


@lru_cache(maxsize=1 << 16)
def _may(text: str) -> bool:
    if _SIGNS.search(name_key(text).translate(_SIMPLE)) is None:
        return False
    return is_total_word(text) or any(each.fullmatch(_plain(text)) for each in (_BEHIND, _BEFORE, _PART))


@lru_cache(maxsize=1 << 12)
def is_total_word(text: str) -> bool:
    """True for a text that says a total and nothing else, brackets aside: `总计（元）`, `小 计`, `合计：1,500元`."""
    key = name_key(text).translate(_SIMPLE)
    return _IN_WORDS.fullmatch(key) is not None or bool(_WHOLE.fullmatch(_BRACKETS.sub("", key).strip(":*")))


def _plain(text: str) -> str:
    return folded(text).casefold().translate(_SIMPLE)


def name_of_total(text: str) -> str:
    """Whom or what a total is of: 乙 in `乙 小计`, East in `Subtotal East`; '' where the text does not say it."""
    if is_total_word(text):
        return ""
    plain = _BRACKETS.sub("", _plain(text)).strip()
    found = _BEHIND.fullmatch(plain) or _BEFORE.fullmatch(plain)
    return next((name.strip() for key in ("name", "before", "of") if (name := found.groupdict().get(key))), "") if found else ""


class SummingRows:
    """Tells the rows of one table that are no records of their own.

    A name with a total's word is a total's where the name alone stands in the table too, or where a date or number that
    every record needs is blank: 王小计 may be somebody.
    """

    def __init__(self, head: Head, cells: Sequence[Sequence[CellValue]], first: int, keys: Collection[int]) -> None:
        left = head.grid.first_column
        columns = [(each.position - left, each.column) for each in head.columns.values()]
        self._cells, self._first, self._keys = cells, first, tuple(dict.fromkeys(keys))
        self.needed = frozenset(at for at, column in columns if column.required and column.kind is not ValueKind.TEXT)
        self._remarks = frozenset(at for at, column in columns if column.name in ("note", "text"))
        self._known: frozenset[str] | None = None

    def is_total(self, row: Sequence[CellValue]) -> bool:
        """True where one of the row's names is a total's; in a row without its date, any of its texts."""
        lacks = any(isinstance(row[at], str) and (is_blank(row[at]) or may_sum(row[at])) for at in self.needed)
        places = [at for at in range(len(row)) if at not in self._remarks] if lacks else self._keys
        return any(isinstance(text := row[at], str) and may_sum(text) and self._sums(text, lacks=lacks) for at in places)

    def is_part(self, row: Sequence[CellValue]) -> bool:
        """True for a row that is a part of the one above it: `其中：乙`."""
        return any(isinstance(text := row[at], str) and may_sum(text) and self._parts(text) for at in self._keys)

    def _sums(self, text: str, *, lacks: bool) -> bool:
        if is_total_word(text):
            return True
        plain = _BRACKETS.sub("", _plain(text)).strip()
        behind, before = _BEHIND.fullmatch(plain), _BEFORE.fullmatch(plain)
        if behind:
            name = behind["name"] or behind["before"]
            apart = bool(behind["gap"] or behind["before"] or len(name) > 1)
            return self._is_known(name) or (apart and (lacks or (not self.needed and bool(behind["gap"]))))
        if before:
            name = before["name"] or before["of"]
            return bool(before["gap"]) or ":" in (before["colon"] or "") or self._is_known(name)
        return False

    def _parts(self, text: str) -> bool:
        found = _PART.fullmatch(_plain(text))
        return found is not None and (found["of"] is None or self._is_known(found["of"]))

    def _is_known(self, name: str) -> bool:
        """True for a name that stands alone in one of the table's columns of names."""
        if self._known is None:
            names = {row[at] for at in self._keys for row in self._cells[self._first :]}
            self._known = frozenset(name_key(each) for each in names if isinstance(each, str))
        return name_key(name) in self._known
