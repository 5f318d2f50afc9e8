"""The options that several commands share, each group handed to its command as one record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import wraps
from pathlib import Path
from typing import Any

import click

from xlsummary.book.ledger_map import read_ledger_map
from xlsummary.cli.shell import today
from xlsummary.compare.reconciliation import RECONCILED, Question
from xlsummary.model import Kind, Lang, Measure, TaxBasis, Theme
from xlsummary.pipeline import Options


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFiles:
    """Files that a book is read with."""

    actuals: Path | None
    map_file: Path | None


def reading_options(command: Callable[..., int]) -> Callable[..., int]:
    """Adds the options of a command that reads books, and hands it `OtherFiles` in their place."""

    @wraps(command)
    def with_files(*, actuals: Path | None, map_file: Path | None, **rest: Any) -> int:
        return command(given=OtherFiles(actuals=actuals, map_file=map_file), **rest)

    path = click.Path(path_type=Path)
    rows = "A CSV or workbook whose rows stand instead of the book's own actuals."
    words = "What the book's sheets and headings mean; else NAME-map.txt beside the book, where it is there."
    wrapped: Callable[..., int] = click.option("--map", "map_file", type=path, metavar="FILE", help=words)(with_files)
    return click.option("--actuals", type=path, metavar="FILE", help=rows)(wrapped)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """What is asked of a run besides its files."""

    as_of: date | None
    kind: Kind | None
    template: Path | None
    theme: Theme | None
    draft: bool
    freeze: bool | None

    def options(self, lang: Lang | None, given: OtherFiles, earlier: tuple[Path, ...] = ()) -> Options:
        """As the pipeline takes them."""
        return Options(
            today=today(),
            as_of=self.as_of,
            kind=self.kind,
            lang=lang,
            template=self.template,
            theme=self.theme,
            actuals=given.actuals,
            map_file=given.map_file,
            draft=self.draft,
            freeze=self.freeze,
            earlier=earlier,
        )


_FREEZE = "Keep the plan as it stands: later runs change only days after their as-of day; or give up the one that is kept."


def run_options(command: Callable[..., int]) -> Callable[..., int]:
    """Adds the options that say what a run computes, and hands the command `RunOptions` in their place."""

    @wraps(command)
    def with_run(*, as_of: datetime | None, kind: str | None, theme: str | None, **rest: Any) -> int:
        named = {name: rest.pop(name) for name in ("template", "draft", "freeze")}
        day, looks = as_of.date() if as_of else None, Theme(theme) if theme else None
        asked = RunOptions(as_of=day, kind=Kind(kind) if kind else None, theme=looks, **named)
        return command(asked=asked, **rest)

    kinds, days = click.Choice([kind.value for kind in Kind]), click.DateTime(["%Y-%m-%d"])
    themes = click.Choice([theme.value for theme in Theme])
    options: tuple[Callable[[Callable[..., int]], Callable[..., int]], ...] = (
        click.option("--as-of", type=days, help="The day the report reaches to; it counts as gone."),
        click.option("--kind", type=kinds, help="Kind of summary; else the book's 总结类型."),
        click.option("--template", type=click.Path(path_type=Path), help="Your own Word template."),
        click.option("--theme", type=themes, help="Looks of the shipped template; else the book's 主题."),
        click.option("--draft", is_flag=True, help="With errors write drafts, without the rows that have one."),
        click.option("--freeze/--unfreeze", default=None, help=_FREEZE),
    )
    wrapped: Callable[..., int] = with_run
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


_FORCE = (
    "Replace a workbook of another origin too (it is kept as a backup), and write into a signed book (its signature is void "
    "then) or one whose structure is locked. Each is said."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Where files go, over what, and whether with errors too."""

    folder: Path | None
    force: bool
    in_place: bool


def writing_options(command: Callable[..., int]) -> Callable[..., int]:
    """Adds the options of a command that writes files for books, and hands it `Writing` in their place."""

    @wraps(command)
    def with_writing(*, folder: Path | None, force: bool, in_place: bool = False, **rest: Any) -> int:
        writing = Writing(folder=folder, force=force, in_place=in_place)
        return command(writing=writing, **rest)

    place = click.option(
        "-o", "--output", "folder", type=click.Path(path_type=Path), help="Folder for the files; else beside the book."
    )
    return place(click.option("--force", is_flag=True, help=_FORCE)(with_writing))


def _yuan(context: click.Context, option: click.Parameter, text: str | None) -> Decimal | None:
    """An amount of 0 or more; raises `click.BadParameter` for anything else."""
    try:
        amount = None if text is None else Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if amount is not None and not (amount.is_finite() and amount >= 0):
        raise click.BadParameter(f"{text} is not an amount of 0 or more", context, option)
    return amount


_MAP_OF_LEDGER = "What the ledger's headings mean: a text with a line a column, Column = heading."


def question_options(command: Callable[..., int]) -> Callable[..., int]:
    """Adds the options that say what is reconciled, and hands the command a way to a `Question` in their place."""

    @wraps(command)
    def with_question(*, measure: str | None, ledger_tax: str | None, ledger_map: Path | None, **rest: Any) -> int:
        named = {name: rest.pop(name) for name in ("account", "period", "tolerance")}

        def question() -> Question:
            return Question(
                measure=Measure(measure) if measure else None,
                ledger_tax=TaxBasis(ledger_tax) if ledger_tax else None,
                headings=read_ledger_map(ledger_map) if ledger_map else {},
                **named,
            )

        return command(question=question, **rest)

    path = click.Path(path_type=Path)
    measures, bases = (click.Choice([each.value for each in words]) for words in (RECONCILED, TaxBasis))
    options: tuple[Callable[[Callable[..., int]], Callable[..., int]], ...] = (
        click.option("--measure", type=measures, help="Only sales, or only cash."),
        click.option("--account", metavar="CODE", help="The account to compare with; else 1122, 6001, 1001 and 1002."),
        click.option("--period", metavar="PERIOD", help="The period of the totals, such as 2026Q1; else the report period."),
        click.option("--ledger-tax", type=bases, help="Whether the ledger's sales hold tax; else by the account."),
        click.option("--ledger-map", type=path, metavar="FILE", help=_MAP_OF_LEDGER),
        click.option(
            "--tolerance", metavar="YUAN", callback=_yuan, help="Differences up to this are within tolerance; else the book's."
        ),
    )
    wrapped: Callable[..., int] = with_question
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped
