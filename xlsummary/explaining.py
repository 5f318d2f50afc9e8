"""A book's figures and what each was made from: what `explain` tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from xlsummary import __version__
from xlsummary.contract import Json, figure_document, problems_document
from xlsummary.model import Lang, Text
from xlsummary.pipeline import Checked, Options, summarized
from xlsummary.problems import XlsummaryError
from xlsummary.spelling import name_key
from xlsummary.summary.figure import Figure
from xlsummary.summary.index import Index

_ALIKE = 5
_FORMULA = Text("算法", "formula")
_CELLS = Text("单元格", "cells")
_COLON = Text("：", ": ")
_STOPPED = Text("书中有错误，没有算数字；改好后再运行", "the book has errors, so nothing was computed; mend them and run again")


@dataclass(frozen=True, slots=True)
class Explained:
    """A checked book and its figures, all of the summary's or the one asked for; none for a book with errors."""

    checked: Checked
    figures: tuple[Figure, ...]
    is_one: bool
    is_sound: bool


def explained(path: Path, options: Options, name: str | None) -> Explained:
    """The figures of a book; raises `XlsummaryError` for a name that no figure has."""
    outcome = summarized(path, options)
    if outcome.summary is None:
        return Explained(outcome.checked, (), is_one=name is not None, is_sound=False)
    index = outcome.summary.index
    figures = index.told if name is None else (_named(index, name, outcome.checked.lang),)
    return Explained(outcome.checked, figures, is_one=name is not None, is_sound=True)


def _named(index: Index, name: str, lang: Lang) -> Figure:
    by_key = {name_key(each.name): each for each in (*reversed(index.cells), *reversed(index.told))}
    wanted = name.strip().removeprefix("【").removesuffix("】")
    found = by_key.get(name_key(wanted)) or by_key.get(name_key(Text(f"销售额.{wanted}", f"Sales.{wanted}")[lang]))
    if found is None:
        raise _unknown(wanted, [each.name for each in by_key.values()], lang)
    return found


def _unknown(name: str, names: list[str], lang: Lang) -> XlsummaryError:
    near = get_close_matches(name, names, _ALIKE, 0.3) or names[:_ALIKE]
    error = XlsummaryError(
        "figure-unknown",
        Text(f"没有叫“{name}”的数字", f"there is no figure called {name}"),
        Text(
            f"不写名字可列出全部；相近的有：{'、'.join(near)}", f"Leave the name out for the list; some are: {', '.join(near)}"
        ),
    )
    error.lang = lang
    return error


def explain_lines(told: Explained) -> Iterator[str]:
    """One figure with its formula and cells, or every figure with its value."""
    lang = told.checked.lang
    yield str(told.checked.path)
    if not told.is_sound:
        yield _STOPPED[lang]
    for figure in told.figures:
        yield f"{figure.name}  {figure.text}"
        if told.is_one:
            yield f"  {_FORMULA[lang]}{_COLON[lang]}{figure.formula}"
            yield from (f"  {_CELLS[lang]}{_COLON[lang]}{cells}" for cells in figure.cells)


def explain_document(told: Explained) -> Json:
    """The document of `explain` for one book."""
    checked = told.checked
    return {
        "version": __version__,
        "book": str(checked.path),
        "lang": checked.lang.value,
        "problems": problems_document(checked.problems, checked.lang),
        "figures": [figure_document(each) for each in told.figures],
    }
