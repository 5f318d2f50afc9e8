"""The commands that make, check and run workbooks, and that against a ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from xlsummary import console, contract, pipeline, reconcile_console, reconcile_contract
from xlsummary.book.export import read_export
from xlsummary.cli.group import commands
from xlsummary.cli.options import (
    OtherFiles,
    RunOptions,
    Writing,
    question_options,
    reading_options,
    run_options,
    writing_options,
)
from xlsummary.cli.shell import CLEAN, COULD_NOT_RUN, ERRORS, Answer, Shell, claim, code_of, each, failed, shell_options, today
from xlsummary.compare.reconciliation import Question
from xlsummary.model import Lang
from xlsummary.output import write_all
from xlsummary.places import (
    NewBook,
    export_output,
    is_itself,
    marked_files,
    marked_place,
    new_output,
    plan_place,
    plans_of,
    reconciled_files,
    reconciled_place,
    run_files,
)
from xlsummary.problems import XlsummaryError
from xlsummary.reconciling import reconciled

_FROM = "An export of an ERP or CRM system (.xlsx, .xls, .csv): its rows in our actuals, clients and reps."


@commands.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--size", type=click.Choice(["small", "full"]), default="small", help="Five sheets, or all twelve.")
@click.option("--example", metavar="NAME", help="A filled example instead: team, first-1-target, ...")
@click.option("--from", "export", type=click.Path(path_type=Path), metavar="EXPORT", help=_FROM)
@click.option(
    "--button", is_flag=True, help="With a button on its first sheet (Excel for Windows or macOS); PATH ends in .xlsm."
)
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
@shell_options
def new(shell: Shell, path: Path, size: str, example: str | None, export: Path | None, *, button: bool, force: bool) -> int:
    """Write a blank workbook, a filled example, or one with the rows of an export, to PATH."""
    words = shell.lang or Lang.ZH
    if example is not None and export is not None:
        raise click.UsageError("--example and --from do not go together")
    try:
        contents = read_export(export) if export else None
        book = NewBook(path=path, size=size, lang=words, force=force, button=button)
        outputs = write_all([export_output(book, contents) if contents else new_output(book, example)])
        made = pipeline.made_from(contents, path, pipeline.Options(today=today(), lang=words)) if contents else None
    except XlsummaryError as error:
        return failed(shell, error)
    lines = [*(console.export_lines(made.export, words) if made else ()), *console.wrote_lines(outputs, words)]
    lines += console.made_lines(made, words) if made else ()
    shell.speak(lines, contract.new_document(outputs, words, made))
    return ERRORS if made and not made.is_sound else CLEAN


@commands.command()
@click.argument("books", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--mark", is_flag=True, help="Write a copy with a sheet of the problems, each a link to its cell.")
@reading_options
@writing_options
@shell_options
def check(shell: Shell, books: tuple[Path, ...], given: OtherFiles, writing: Writing, *, mark: bool) -> int:
    """Read and check each BOOK; nothing is written, but a marked copy with --mark."""
    if not mark and (writing.folder or writing.force):
        raise click.UsageError("-o and --force go with --mark")
    options = pipeline.Options(
        today=today(), lang=shell.lang, actuals=given.actuals, map_file=given.map_file, force=writing.force
    )
    claimed: dict[Path, Path] = {}

    def only_check(book: Path) -> Answer:
        checked = pipeline.check(book, replace(options, earlier=plans_of(book, None)))
        return code_of(checked.problems), *shell.said(console.check_lines, contract.check_document, checked)

    def marking(book: Path) -> Answer:
        itself = is_itself(marked_place(book, writing.folder), book)
        marked = pipeline.mark(book, replace(options, earlier=plans_of(book, writing.folder), itself=itself))
        leaving = marked_files(marked, writing.folder, force=writing.force)
        claim(leaving.files, claimed, book)
        told = marked.checked, write_all(leaving.files), leaving.notices
        return code_of(marked.checked.problems), *shell.said(console.check_lines, contract.check_document, *told)

    return each(shell, books, marking if mark else only_check)


_OPENED = ("plan", "summary")
"""The roles of the files that `--open` shows."""


@commands.command()
@click.argument("books", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--in-place", is_flag=True, help="Put the sheets into the book itself and keep NAME.bak.xlsx.")
@run_options
@reading_options
@writing_options
@click.option("--open", "opens", is_flag=True, help="Open what was written, each file with its own program.")
@shell_options
def run(
    shell: Shell,
    books: tuple[Path, ...],
    asked: RunOptions,
    given: OtherFiles,
    writing: Writing,
    *,
    opens: bool,
) -> int:
    """Break the targets of each BOOK down, compare the actuals, write the planning sheet and the Word summary."""
    options = replace(asked.options(shell.lang, given), force=writing.force)
    claimed: dict[Path, Path] = {}

    def one(book: Path) -> Answer:
        place = plan_place(book, writing.folder, in_place=writing.in_place)
        earlier = plans_of(book, writing.folder)
        outcome = pipeline.run(book, replace(options, earlier=earlier, target=place, itself=is_itself(place, book)))
        leaving = run_files(outcome, writing.folder, in_place=writing.in_place, force=writing.force)
        claim(leaving.files, claimed, book)
        told = outcome, write_all(leaving.files), leaving.notices
        for output in leaving.files if opens else ():
            if output.role in _OPENED:
                click.launch(str(output.path))
        return code_of(outcome.checked.problems), *shell.said(console.run_lines, contract.run_document, *told)

    return each(shell, books, one)


_LEDGER = "Finance's export of the ledger (.xlsx, .xls, .csv)."


@commands.command()
@click.argument("book", type=click.Path(path_type=Path))
@click.option("--ledger", required=True, type=click.Path(path_type=Path), metavar="FILE", help=_LEDGER)
@question_options
@reading_options
@writing_options
@shell_options
def reconcile(
    shell: Shell, book: Path, ledger: Path, question: Callable[[], Question], given: OtherFiles, writing: Writing
) -> int:
    """Set the actuals of BOOK against finance's ledger, row by row, and write a copy with every difference in its class."""
    options = pipeline.Options(
        today=today(), lang=shell.lang, actuals=given.actuals, map_file=given.map_file, force=writing.force
    )

    def one(path: Path) -> Answer:
        itself = is_itself(reconciled_place(path, writing.folder), path)
        outcome = reconciled(path, ledger, replace(options, itself=itself), question())
        leaving = reconciled_files(outcome, writing.folder, force=writing.force)
        told = outcome, write_all(leaving.files), leaving.notices
        code = COULD_NOT_RUN if outcome.found is None else CLEAN if outcome.found.agrees else ERRORS
        return code, *shell.said(reconcile_console.reconcile_lines, reconcile_contract.reconcile_document, *told)

    return each(shell, [book], one)
