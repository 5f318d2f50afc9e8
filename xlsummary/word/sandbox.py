"""What a template may do: print, compare and loop, within limits of loops, calls and text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.filters import FILTERS
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_context, pass_eval_context
from jinja2.visitor import NodeTransformer

from xlsummary.model import Lang, Text
from xlsummary.word.context import printed
from xlsummary.word.marks import Marks

LOOPS = 200_000
"""How often all loops and calls of a template may turn, together."""

LETTERS = 16_000_000
"""How many characters a template may write, intermediate texts included."""

_RANGE = 1000
_BITS = 4000
_PLACES = 12
_KEPT_FILTERS = (
    "abs count d default dictsort first float groupby int items last length list map max min "
    "reject rejectattr reverse select selectattr sort unique"
)
_TEXT_FILTERS = "capitalize e escape lower string title trim upper"
_TEXT_METHODS = frozenset(("endswith", "isdigit", "lower", "startswith", "strip", "upper"))
_RECORD_METHODS = frozenset(("get", "items", "keys", "values"))
_TURN, _CHAIN = "each turn", "one after another"
"""Names of filters of ours that no template can write, since they hold blanks."""

_TOO_MANY = Text(f"循环太多，一份模板里各处循环合计最多 {LOOPS} 次", f"too many loops, {LOOPS} turns are allowed in all")
_TOO_LONG = Text(f"写出的文字太长，最多 {LETTERS} 字", f"too long a text, a template may write {LETTERS} characters")
_TOO_LARGE = Text("数太大", "too large a number")
_TOO_WIDE = Text(f"range 最多数到 {_RANGE} 个", f"range counts {_RANGE} at most")
_NO_FORMAT = Text("文字和列表不能用 *、% 或 ** 计算", "texts and lists cannot be calculated with *, % or **")
_NO_RECURSION = Text("不能用 recursive 循环", "a loop cannot be recursive")
_A_GROUP = Text("这里是一组内容，要用 for 逐项打印", "this is a group, print what is in it one by one")


class TemplateLimitError(SecurityError):
    """A template that asks for more than it may; `reason` says what in both languages."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Sandbox(ImmutableSandboxedEnvironment):
    """One document's environment: strict names, few filters, every loop, call and text counted."""

    intercepted_binops = frozenset(("+", "*", "%", "**"))

    def __init__(self, lang: Lang, filters: Mapping[str, Callable[..., Any]], marks: Marks) -> None:
        super().__init__(
            autoescape=True, undefined=StrictUndefined, finalize=lambda value: printed(_single(value), lang, marks)
        )
        self._turns = 0
        self._letters = 0
        self.filters = {name: FILTERS[name] for name in _KEPT_FILTERS.split()}
        self.filters |= {name: _of_text(FILTERS[name]) for name in _TEXT_FILTERS.split()}
        self.filters |= {"round": _rounded, "join": self._joined, "replace": self._replaced}
        self.filters |= {_TURN: self._counted, _CHAIN: self._chained, **filters}
        self.globals = {"range": _range}
        self.concat = self._written  # type: ignore[method-assign]  # jinja joins every finished text with it

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The template with every loop and every `~` led through a filter that counts."""
        tree = super()._parse(source, name, filename)
        for loop in list(tree.find_all(nodes.For)):
            if loop.recursive:
                raise TemplateSyntaxError(_NO_RECURSION.en, loop.lineno)
            loop.iter = _filtered(loop.iter, _TURN, self)
        counted: nodes.Template = _Chains(self).visit(tree)
        return counted

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 (as jinja names them)
        __self._turn()
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Numbers within limits; `+` joins texts and lists, which count."""
        sized = [each for each in (left, right) if hasattr(each, "__len__")]
        if sized and operator != "+":
            raise TemplateLimitError(_NO_FORMAT)
        if sized:
            self._write(sum(map(len, sized)))
        elif _is_large(operator, left, right):
            raise TemplateLimitError(_TOO_LARGE)
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Nothing private, and of methods only a few harmless ones."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        return not callable(value) or isinstance(obj, LoopContext) or (isinstance(obj, dict) and attr in _RECORD_METHODS)

    def _turn(self) -> None:
        self._turns += 1
        if self._turns > LOOPS:
            raise TemplateLimitError(_TOO_MANY)

    def _write(self, letters: int) -> None:
        self._letters += letters
        if self._letters > LETTERS:
            raise TemplateLimitError(_TOO_LONG)

    def _written(self, pieces: Iterable[str]) -> str:
        """The pieces as one text; a limit is told at the place in the template that writes the piece."""
        stream, kept = iter(pieces), []
        for piece in stream:
            try:
                self._write(len(piece))
            except TemplateLimitError as limit:
                if hasattr(stream, "throw"):
                    stream.throw(limit)
                raise
            kept.append(piece)
        return "".join(kept)

    @pass_context
    def _counted(self, _context: Context, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self._turn()
            yield value

    @pass_context
    def _chained(self, _context: Context, values: list[Any]) -> str:
        self._write(sum(len(str(_single(value))) for value in values))
        return markup_join(values)

    @pass_eval_context
    def _joined(self, eval_ctx: EvalContext, values: Iterable[Any], d: str = "", attribute: str | None = None) -> Any:
        parts = [_single(value if attribute is None else self.getitem(value, attribute)) for value in values]
        self._write(sum(len(str(part)) + len(d) for part in parts))
        return FILTERS["join"](eval_ctx, parts, d)

    @pass_eval_context
    def _replaced(self, eval_ctx: EvalContext, text: Any, old: str, new: str) -> Any:
        words = str(_single(text))
        self._write(len(words) + (words.count(old) if old else len(words) + 1) * 6 * len(new))
        return FILTERS["replace"](eval_ctx, text, old, new)


class _Chains(NodeTransformer):
    """Leads `a ~ b` through a filter that counts what it joins."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802 (as jinja names it)
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno, environment=self._sandbox)
        return _filtered(parts, _CHAIN, self._sandbox)


def _filtered(node: nodes.Node, name: str, sandbox: Sandbox) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno, environment=sandbox)


def _single(value: Any) -> Any:
    """What can be printed: a list or a record is not, its parts are."""
    if isinstance(value, list | tuple | dict):
        raise TemplateLimitError(_A_GROUP)
    return value


def _of_text(plain: Callable[..., Any]) -> Callable[..., Any]:
    def filtered(value: Any, *args: Any) -> Any:
        return plain(_single(value), *args)

    return filtered


def _rounded(value: Any, places: int = 0) -> Any:
    return round(value, max(-_PLACES, min(places, _PLACES)))


def _range(*ends: int) -> range:
    counted = range(*ends)
    if len(counted[: _RANGE + 1]) > _RANGE:
        raise TemplateLimitError(_TOO_WIDE)
    return counted


def _is_large(operator: str, left: Any, right: Any) -> bool:
    """True where whole numbers would grow without end."""
    if operator == "**":
        return bool(abs(right) > _BITS or _bits(left) * abs(right) > _BITS)
    return operator == "*" and _bits(left) + _bits(right) > _BITS


def _bits(value: object) -> int:
    return value.bit_length() if isinstance(value, int) else 0
