"""What a template may print: the names of a kind's records in both languages, and what stands behind each."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Union, get_args, get_origin, get_type_hints

from xlsummary.model import Kind, Lang, Text
from xlsummary.summary.chart import Chart
from xlsummary.summary.figure import Figure, Missing, Notice
from xlsummary.summary.kinds import SECTIONS
from xlsummary.word.context import WORDS

FIGURE_PARTS = ("name", "value", "text", "formula", "cells", "bound")
_SOURCE = ("name", "value", "formula", "cells")
_BLANK = ("what", "where")

FIGURE, TEXT, YES_NO = Text("数字", "figure"), Text("文字", "text"), Text("是否", "yes or no")
LIST, RECORD, CHART = Text("列表", "list"), Text("一组", "group"), Text("图", "chart")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a name gives: `parts` by both names for a group, `item` for a list; a figure, a text or yes and no else."""

    what: Text
    parts: Mapping[str, Shape] = field(default_factory=lambda: MappingProxyType({}))
    item: Shape | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """One line of `template vars`: how the name is written, `[]` behind a list, and what it gives."""

    path: str
    what: Text


@cache
def shape_of(kind: Kind) -> Shape:
    """The group of everything a template of a kind may use."""
    sections = _shape(SECTIONS[kind])
    lists = {"sources": _SOURCE, "missing": _BLANK}
    more = {name: Shape(LIST, item=_texts(parts)) for name, parts in lists.items()}
    more["notices"] = Shape(LIST, item=_shape(Notice))
    both = {word: shape for name, shape in more.items() for word in (name, WORDS[name])}
    return Shape(RECORD, MappingProxyType({**sections.parts, **both}))


def names_of(kind: Kind, lang: Lang) -> Iterator[Name]:
    """Every name of a kind in one language, groups before their parts."""
    yield from _names(shape_of(kind), "", lang)


def _names(shape: Shape, before: str, lang: Lang) -> Iterator[Name]:
    wanted = [name for name in shape.parts if (name in WORDS) is (lang is Lang.EN)]
    for name in wanted:
        part, path = shape.parts[name], f"{before}{name}"
        yield Name(path, part.what)
        if part.item is not None:
            yield from _names(part.item, f"{path}[].", lang)
        yield from _names(part, f"{path}.", lang)


def _texts(names: tuple[str, ...]) -> Shape:
    return Shape(RECORD, MappingProxyType({word: Shape(TEXT) for name in names for word in (name, WORDS[name])}))


def _shape(hint: Any) -> Shape:
    """The shape of a type; of one that may be None, of what it is else."""
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [_shape(each) for each in get_args(hint) if each is not type(None)]
        return next((each for each in kinds if each.what is FIGURE), kinds[0])
    if get_origin(hint) is tuple:
        return Shape(LIST, item=_shape(get_args(hint)[0]))
    if hint is Figure:
        return Shape(FIGURE)
    if hint is Chart:
        shapes = {"chart": Shape(CHART), "headline": Shape(TEXT)}
        return Shape(RECORD, MappingProxyType({word: each for name, each in shapes.items() for word in (name, WORDS[name])}))
    if is_dataclass(hint) and hint not in (Missing,):
        hints = get_type_hints(hint)
        parts = {word: _shape(hints[each.name]) for each in fields(hint) for word in (each.name, WORDS[each.name])}
        return Shape(RECORD, MappingProxyType(parts))
    return Shape(YES_NO if hint is bool else TEXT)
