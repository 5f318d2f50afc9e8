"""The tags of a template, one paragraph after another: which are wrong, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jinja2 import nodes
from jinja2.exceptions import TemplateError

from xlsummary.model import Text
from xlsummary.word.names import FIGURE, FIGURE_PARTS, LIST, RECORD, TEXT, Shape
from xlsummary.word.render import LEFTOVER, TAG, repaired
from xlsummary.word.sandbox import Sandbox

_BLOCK = re.compile(r"\{%-?\s*(?:(?:p|tr|tc|r)\s+)?(\w+)\s*(.*?)-?%\}", re.DOTALL)
_PRINTED = re.compile(r"\{\{-?\s*(?:(?:p|r)\s+)?(.*?)-?\}\}", re.DOTALL)
_BRACES = re.compile(r"\{_\{|\}_\}|\{_%|%_\}")
_ENDS = {"endif": "if", "endfor": "for", "endset": "set", "endmacro": "macro", "endfilter": "filter", "endcall": "call"}
_METHODS = ("get", "items", "keys", "values", "startswith", "endswith", "isdigit", "lower", "upper", "strip")

_UNFINISHED = Text("标签不完整，或用了全角括号", "an unfinished tag, or full-width braces")
_UNKNOWN = Text("没有“{}”这个名字", "there is no name {}")
_NO_FILTER = Text("没有“{}”这个过滤器", "there is no filter {}")
_PRIVATE = Text("不能用“{}”，模板里不能运行程序", "{} is not allowed: a template cannot run code")
_NO_START = Text("前面没有与它相配的 {}", "nothing before it starts it: {}")
_NO_END = Text("后面没有 {}", "{} does not follow")


@dataclass(frozen=True, slots=True)
class BadTag:
    """A wrong tag in the paragraph of that number, from 0."""

    paragraph: int
    tag: str
    reason: Text


@dataclass(slots=True)
class _Open:
    """A tag that something must end; `names` are known until then."""

    word: str
    paragraph: int
    tag: str
    names: dict[str, Shape | None] = field(default_factory=dict)


def bad_tags(paragraphs: Iterable[str], shape: Shape, sandbox: Sandbox) -> Iterator[BadTag]:
    """Every wrong tag of the paragraphs of a template's part."""
    yield from _Reader(shape, sandbox).read(paragraphs)


class _Reader:
    """Reads one part of a template; knows which loops and conditions are open."""

    def __init__(self, shape: Shape, sandbox: Sandbox) -> None:
        self._shape = shape
        self._sandbox = sandbox
        self._open = [_Open("", 0, "")]

    def read(self, paragraphs: Iterable[str]) -> Iterator[BadTag]:
        for number, text in enumerate(paragraphs):
            plain = _BRACES.sub("", text)
            for found in TAG.finditer(plain):
                tag = repaired(found)
                reason = self._reason(tag, number)
                if reason is not None:
                    yield BadTag(number, found[0], reason)
            left = LEFTOVER.search(TAG.sub("", plain))
            if left:
                yield BadTag(number, plain[left.start() :][:30], _UNFINISHED)
        for each in self._open[1:]:
            yield BadTag(each.paragraph, each.tag, _filled(_NO_END, f"{{% end{each.word} %}}"))

    def _reason(self, tag: str, paragraph: int) -> Text | None:
        if tag.startswith("{#"):
            return None
        block = _BLOCK.fullmatch(tag)
        if block is None:
            printed = _PRINTED.fullmatch(tag)
            return self._checked(f"{{{{ {printed[1]} }}}}") if printed else _UNFINISHED
        return self._block(block[1], block[2].strip(), tag, paragraph)

    def _block(self, word: str, rest: str, tag: str, paragraph: int) -> Text | None:
        if word in _ENDS:
            if self._open[-1].word != _ENDS[word]:
                return _filled(_NO_START, f"{{% {_ENDS[word]} … %}}")
            self._open.pop()
            return None
        if word in ("elif", "else"):
            is_inside = self._open[-1].word in ("if", "for")
            return self._checked(f"{{{{ {rest} }}}}" if rest else "") if is_inside else _filled(_NO_START, "{% if … %}")
        opened = _Open(word, paragraph, tag)
        reason = self._opening(word, rest, opened)
        if word != "set" or "=" not in rest:
            self._open.append(opened)
        return reason

    def _opening(self, word: str, rest: str, opened: _Open) -> Text | None:
        if word == "if":
            return self._checked(f"{{{{ {rest} }}}}")
        end = "" if word == "set" and "=" in rest else f"{{% end{word} %}}"
        try:
            tree = self._sandbox.parse(f"{{% {word} {rest} %}}{end}")
        except TemplateError as error:
            return _said(error)
        for loop in tree.find_all(nodes.For):
            self._bind(loop.target, self._item(loop.iter), opened)
            opened.names["loop"] = None
            return self._wrong(loop.iter)
        for block in tree.find_all(nodes.AssignBlock):
            self._bind(block.target, None, self._open[-1])
        for each in tree.find_all(nodes.Assign):
            self._bind(each.target, self._given(each.node), self._open[-1])
            return self._wrong(each.node)
        for macro in tree.find_all(nodes.Macro):
            self._open[-1].names[macro.name] = None
            opened.names |= {name.name: None for name in macro.args}
        return None

    def _bind(self, target: nodes.Node, shape: Shape | None, opened: _Open) -> None:
        if isinstance(target, nodes.Name):
            opened.names[target.name] = shape
        else:
            opened.names |= {name.name: None for name in target.find_all(nodes.Name)}

    def _checked(self, source: str) -> Text | None:
        try:
            return self._wrong(self._sandbox.parse(source))
        except TemplateError as error:
            return _said(error)

    def _wrong(self, node: nodes.Node) -> Text | None:
        """The first name or filter in an expression that is not there."""
        for each in (node, *node.find_all((nodes.Name, nodes.Getattr, nodes.Filter))):
            reason = self._wrong_here(each)
            if reason is not None:
                return reason
        return None

    def _wrong_here(self, node: nodes.Node) -> Text | None:
        if isinstance(node, nodes.Filter) and node.name not in self._sandbox.filters:
            return _filled(_NO_FILTER, node.name)
        if isinstance(node, nodes.Name) and node.ctx == "load" and not self._is_known(node.name):
            return _filled(_UNKNOWN, node.name)
        if not isinstance(node, nodes.Getattr):
            return None
        if node.attr.startswith("_"):
            return _filled(_PRIVATE, node.attr)
        shape = self._given(node.node)
        return None if shape is None or _has(shape, node.attr) else _filled(_UNKNOWN, node.attr)

    def _is_known(self, name: str) -> bool:
        return name in self._shape.parts or name in self._sandbox.globals or any(name in each.names for each in self._open)

    def _given(self, node: nodes.Node) -> Shape | None:
        """What an expression gives, None where that is not known."""
        if isinstance(node, nodes.Name):
            own = next((each.names[node.name] for each in reversed(self._open) if node.name in each.names), None)
            return own or self._shape.parts.get(node.name)
        if isinstance(node, nodes.Getattr):
            shape = self._given(node.node)
            return shape.parts.get(node.attr) if shape else None
        if isinstance(node, nodes.Getitem):
            shape = self._given(node.node)
            return shape.item if shape else None
        return None

    def _item(self, node: nodes.Node) -> Shape | None:
        inner = node.node if isinstance(node, nodes.Filter) and node.node is not None else node
        shape = self._given(inner)
        return shape.item if shape else None


def _has(shape: Shape, name: str) -> bool:
    if shape.what is FIGURE:
        return name in FIGURE_PARTS
    if shape.what in (RECORD, LIST, TEXT):
        return name in shape.parts or name in _METHODS
    return False


def _filled(reason: Text, word: str) -> Text:
    return Text(reason.zh.format(word), reason.en.format(word))


def _said(error: Exception) -> Text:
    return Text(str(error), str(error))
