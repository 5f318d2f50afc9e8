"""The figures of a summary by name, and which of them stand for which table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from types import MappingProxyType

from xlsummary.summary.figure import Figure, Passage

_INSIDE_TABLES = ("rows", "shown")


@dataclass(frozen=True, slots=True)
class Index:
    """`told` are the numbers of the text and one or more for each table, in the document's order, names unique.

    `names` gives the name of each of them as it stands in the sections; `tables` the names that stand for the table a figure
    is a cell of; `cells` those cells, names unique among themselves.
    """

    told: tuple[Figure, ...]
    names: Mapping[Figure, str]
    tables: Mapping[Figure, tuple[str, ...]]
    cells: tuple[Figure, ...]

    def name(self, figure: Figure) -> str:
        return self.names.get(figure, figure.name)

    def find(self, name: str) -> Figure | None:
        """The figure of a name, in the text or in a table."""
        return next((each for each in (*self.told, *self.cells) if each.name == name), None)


def index_of(sections: object) -> Index:
    """The index of a tree of records."""
    told = _named_once(figures_of(sections))
    names = {figure: own.name for figure, own in told.items()}
    inside = dict(_cells_of(sections))
    return Index(
        told=tuple(told.values()),
        names=MappingProxyType(names),
        tables=MappingProxyType({cell: tuple(names[each] for each in sources) for cell, sources in inside.items()}),
        cells=tuple(_named_once(each for each in inside if each not in names).values()),
    )


def figures_of(record: object) -> Iterator[Figure]:
    """The figures of a tree of records outside its tables' rows, in the order of their fields."""
    if isinstance(record, Figure):
        yield record
    elif isinstance(record, Passage):
        yield from record.figures
    elif isinstance(record, tuple):
        for each in record:
            yield from figures_of(each)
    elif is_dataclass(record):
        for field in fields(record):
            if field.name not in _INSIDE_TABLES:
                yield from figures_of(getattr(record, field.name))


def _cells_of(record: object) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    """Each figure of a table's rows, with what stands for the table."""
    if isinstance(record, tuple):
        for each in record:
            yield from _cells_of(each)
    elif is_dataclass(record) and not isinstance(record, Figure):
        for field in fields(record):
            value = getattr(record, field.name)
            if field.name in _INSIDE_TABLES:
                sources = tuple(figures_of(getattr(record, "source", ())))
                yield from ((figure, sources) for figure in figures_of(value))
            else:
                yield from _cells_of(value)


def _named_once(figures: Iterable[Figure]) -> dict[Figure, Figure]:
    """One figure a name: the same number told twice is one figure, another of the same name takes a number behind it.

    Ours are named apart; a person's own words, such as a team called 现有, may meet one of them.
    """
    own: dict[Figure, Figure] = {}
    taken: set[str] = set()
    for figure in dict.fromkeys(figures):
        name, again = figure.name, 1
        while name in taken:
            again += 1
            name = f"{figure.name} ({again})"
        taken.add(name)
        own[figure] = replace(figure, name=name)
    return own
