"""The command line: arguments in, lines or one JSON document out, an exit code."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import wraps
from itertools import pairwise
from pathlib import Path
from typing import Any, ParamSpec

import click

from xlsummary import __version__, console, contract, pipeline, reconcile_console, reconcile_contract
from xlsummary.book.export import read_export
from xlsummary.book.ledger_map import read_ledger_map
from xlsummary.compare.reconciliation import RECONCILED, Question
from xlsummary.model import Kind, Lang, Measure, TaxBasis, Text
from xlsummary.output import Output, write_all
from xlsummary.places import (
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
from xlsummary.problems import Problem, XlsummaryError, has_errors

_Answer = tuple[int, list[str], contract.Json]
"""Exit code, lines and document."""

_Told = ParamSpec("_Told")

_CLEAN, _ERRORS, _COULD_NOT_RUN, _INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """How a command speaks: the language asked for, and lines or JSON."""

    lang: Lang | None
    as_json: bool

    def said(
        self,
        lines: Callable[_Told, Iterable[str]],
        document: Callable[_Told, contract.Json],
        *told: _Told.args,
        **words: _Told.kwargs,
    ) -> tuple[list[str], contract.Json]:
        """The lines or the document of a report, whichever is asked for; the other is empty."""
        return ([], document(*told, **words)) if self.as_json else (list(lines(*told, **words)), {})

    def speak(self, lines: Iterable[str], document: contract.Json) -> None:
        """Prints the document to standard output as UTF-8, or the lines; a reader that has gone away is no fault."""
        try:
            if self.as_json:
                text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
                sys.stdout.buffer.write(text.encode())
            else:
                for line in lines:
                    click.echo(line)
            sys.stdout.flush()
        except BrokenPipeError:
            _silence()
        except OSError as error:
            _silence()
            raise XlsummaryError(
                "output-not-shown",
                Text(f"结果显示不出来：{error.strerror}", f"what was done cannot be shown: {error.strerror}"),
                Text(
                    "文件已按要求写好；换一个输出位置再运行",
                    "The files are written; run again with another place for the output",
                ),
            ) from error


def _silence() -> None:
    """Points standard output nowhere, so that leaving the program does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _shell_options(command: Callable[..., int]) -> Callable[..., int]:
    """Adds the options every command takes, and hands the command a `Shell` in their place."""

    @wraps(command)
    def with_shell(*, lang: str | None, form: str, **rest: Any) -> int:
        return command(Shell(lang=Lang(lang) if lang else None, as_json=form == "json"), **rest)

    languages, forms = click.Choice([lang.value for lang in Lang]), click.Choice(["text", "json"])
    options: tuple[Callable[[Callable[..., int]], Callable[..., int]], ...] = (
        click.option("--lang", type=languages, help="Language of the output; else the book's."),
        click.option("--format", "form", type=forms, default="text", help="Lines, or one JSON document on standard output."),
        click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an unforeseen fault."),
    )
    wrapped: Callable[..., int] = with_shell
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFiles:
    """Files that a book is read with."""

    actuals: Path | None
    map_file: Path | None


def _reading_options(command: Callable[..., int]) -> Callable[..., int]:
    """Adds the options of a command that reads books, and hands it `OtherFiles` in their place."""

    @wraps(command)
    def with_files(*, actuals: Path | None, map_file: Path | None, **rest: Any) -> int:
        return command(given=OtherFiles(actuals=actuals, map_file=map_file), **rest)

    path = click.Path(path_type=Path)
    rows = "A CSV or workbook whose rows stand instead of the book's own actuals."
    words = "What the book's sheets and headings mean; else NAME-map.txt beside the book, where it is there."
    wrapped: Callable[..., int] = click.option("--map", "map_file", type=path, metavar="FILE", help=words)(with_files)
    return click.option("--actuals", type=path, metavar="FILE", help=rows)(wrapped)


_FORCE = (
    "Replace a workbook of another origin too (it is kept as a backup), and write into a signed book (its signature is void "
    "then) or one whose structure is locked. Each is said."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Where files go, over what, and whether with errors too."""

    folder: Path | None
    force: bool
    draft: bool
    in_place: bool


def _writing_options(command: Callable[..., int]) -> Callable[..., int]:
    """Adds the options of a command that writes files for books, and hands it `Writing` in their place."""

    @wraps(command)
    def with_writing(*, folder: Path | None, force: bool, draft: bool = False, in_place: bool = False, **rest: Any) -> int:
        writing = Writing(folder=folder, force=force, draft=draft, in_place=in_place)
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="xlsummary")
def commands() -> None:
    """From one Excel workbook of targets and actuals to an exact plan and a Word summary."""


_FROM = "An export of an ERP or CRM system (.xlsx, .xls, .csv): its rows in our actuals, clients and reps."


@commands.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--size", type=click.Choice(["small", "full"]), default="small", help="Five sheets, or all twelve.")
@click.option("--example", metavar="NAME", help="A filled example instead: team, first-1-target, ...")
@click.option("--from", "export", type=click.Path(path_type=Path), metavar="EXPORT", help=_FROM)
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
@_shell_options
def new(shell: Shell, path: Path, size: str, example: str | None, export: Path | None, *, force: bool) -> int:
    """Write a blank workbook, a filled example, or one with the rows of an export, to PATH."""
    words = shell.lang or Lang.ZH
    if example is not None and export is not None:
        raise click.UsageError("--example and --from do not go together")
    try:
        contents = read_export(export) if export else None
        output = export_output(path, contents, size, words, force=force) if contents else None
        outputs = write_all([output or new_output(path, example, size, words, force=force)])
        made = pipeline.made_from(contents, path, pipeline.Options(today=_today(), lang=words)) if contents else None
    except XlsummaryError as error:
        return _failed(shell, error)
    lines = [*(console.export_lines(made.export, words) if made else ()), *console.wrote_lines(outputs, words)]
    lines += console.made_lines(made, words) if made else ()
    shell.speak(lines, contract.new_document(outputs, words, made))
    return _ERRORS if made and not made.is_sound else _CLEAN


@commands.command()
@click.argument("books", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--mark", is_flag=True, help="Write a copy with a sheet of the problems, each a link to its cell.")
@_reading_options
@_writing_options
@_shell_options
def check(shell: Shell, books: tuple[Path, ...], given: OtherFiles, writing: Writing, *, mark: bool) -> int:
    """Read and check each BOOK; nothing is written, but a marked copy with --mark."""
    if not mark and (writing.folder or writing.force):
        raise click.UsageError("-o and --force go with --mark")
    options = pipeline.Options(
        today=_today(), lang=shell.lang, actuals=given.actuals, map_file=given.map_file, force=writing.force
    )
    claimed: dict[Path, Path] = {}

    def only_check(book: Path) -> _Answer:
        checked = pipeline.check(book, replace(options, earlier=plans_of(book, None)))
        return _code(checked.problems), *shell.said(console.check_lines, contract.check_document, checked)

    def marking(book: Path) -> _Answer:
        itself = is_itself(marked_place(book, writing.folder), book)
        marked = pipeline.mark(book, replace(options, earlier=plans_of(book, writing.folder), itself=itself))
        leaving = marked_files(marked, writing.folder, force=writing.force)
        _claim(leaving.files, claimed, book)
        told = marked.checked, write_all(leaving.files), leaving.notices
        return _code(marked.checked.problems), *shell.said(console.check_lines, contract.check_document, *told)

    return _each(shell, books, marking if mark else only_check)


_FREEZE = "Keep the plan as it stands: later runs change only days after their as-of day; or give up the one that is kept."


@commands.command()
@click.argument("books", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day the report reaches to; it counts as gone.")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Kind of summary; else the book's 总结类型.")
@click.option("--template", type=click.Path(path_type=Path), help="Your own Word template.")
@click.option("--draft", is_flag=True, help="With errors write drafts, without the rows that have one.")
@click.option("--in-place", is_flag=True, help="Put the sheets into the book itself and keep NAME.bak.xlsx.")
@click.option("--freeze/--unfreeze", default=None, help=_FREEZE)
@_reading_options
@_writing_options
@_shell_options
def run(
    shell: Shell,
    books: tuple[Path, ...],
    as_of: datetime | None,
    kind: str | None,
    template: Path | None,
    given: OtherFiles,
    writing: Writing,
    *,
    freeze: bool | None,
) -> int:
    """Break the targets of each BOOK down, compare the actuals, write the planning sheet and the Word summary."""
    options = pipeline.Options(
        today=_today(),
        as_of=as_of.date() if as_of else None,
        kind=Kind(kind) if kind else None,
        lang=shell.lang,
        template=template,
        actuals=given.actuals,
        map_file=given.map_file,
        draft=writing.draft,
        force=writing.force,
        freeze=freeze,
    )
    claimed: dict[Path, Path] = {}

    def one(book: Path) -> _Answer:
        place = plan_place(book, writing.folder, in_place=writing.in_place)
        earlier = plans_of(book, writing.folder)
        outcome = pipeline.run(book, replace(options, earlier=earlier, target=place, itself=is_itself(place, book)))
        leaving = run_files(outcome, writing.folder, in_place=writing.in_place, force=writing.force)
        _claim(leaving.files, claimed, book)
        told = outcome, write_all(leaving.files), leaving.notices
        return _code(outcome.checked.problems), *shell.said(console.run_lines, contract.run_document, *told)

    return _each(shell, books, one)


_LEDGER = "Finance's export of the ledger (.xlsx, .xls, .csv)."
_MAP_OF_LEDGER = "What the ledger's headings mean: a text with a line a column, Column = heading."


def _question_options(command: Callable[..., int]) -> Callable[..., int]:
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


@commands.command()
@click.argument("book", type=click.Path(path_type=Path))
@click.option("--ledger", required=True, type=click.Path(path_type=Path), metavar="FILE", help=_LEDGER)
@_question_options
@_reading_options
@_writing_options
@_shell_options
def reconcile(
    shell: Shell, book: Path, ledger: Path, question: Callable[[], Question], given: OtherFiles, writing: Writing
) -> int:
    """Set the actuals of BOOK against finance's ledger, row by row, and write a copy with every difference in its class."""
    options = pipeline.Options(
        today=_today(), lang=shell.lang, actuals=given.actuals, map_file=given.map_file, force=writing.force
    )

    def one(path: Path) -> _Answer:
        itself = is_itself(reconciled_place(path, writing.folder), path)
        outcome = pipeline.reconciled(path, ledger, replace(options, itself=itself), question())
        leaving = reconciled_files(outcome, writing.folder, force=writing.force)
        told = outcome, write_all(leaving.files), leaving.notices
        code = _COULD_NOT_RUN if outcome.found is None else _CLEAN if outcome.found.agrees else _ERRORS
        return code, *shell.said(reconcile_console.reconcile_lines, reconcile_contract.reconcile_document, *told)

    return _each(shell, [book], one)


def _code(problems: Iterable[Problem]) -> int:
    return _ERRORS if has_errors(problems) else _CLEAN


def _claim(files: Iterable[Output], claimed: dict[Path, Path], book: Path) -> None:
    """Refuses a book whose files another book of the same call has written."""
    for output in files:
        place = Path(os.path.realpath(output.path))  # links may lead to each other, which the writing tells
        if place in claimed:
            raise XlsummaryError(
                "same-output",
                Text(
                    f"{book} 和 {claimed[place]} 会写到同一个文件 {output.path}",
                    f"{book} and {claimed[place]} would both write {output.path}",
                ),
                Text("分开运行，各用一个 -o 文件夹", "Run them one by one, each with a folder of its own"),
                path=str(book),
            )
        claimed[place] = book


def _each(shell: Shell, books: Sequence[Path], one: Callable[[Path], _Answer]) -> int:
    """Runs every book; one that cannot be opened does not stop the others. The highest exit code counts."""
    codes, lines, documents = [], [], []
    for book in books:
        try:
            code, own_lines, document = one(book)
        except XlsummaryError as error:
            code, document = _COULD_NOT_RUN, contract.error_document(error, shell.lang or error.lang or Lang.ZH, str(book))
            own_lines = [] if shell.as_json else [str(book)]
            _complain(shell, error)
        codes.append(code)
        lines += own_lines
        documents.append(document)
    shell.speak(lines, contract.books_document(documents))
    return max(codes)


def _failed(shell: Shell, error: XlsummaryError) -> int:
    _complain(shell, error)
    if shell.as_json:
        shell.speak((), contract.error_document(error, shell.lang or error.lang or Lang.ZH))
    return _COULD_NOT_RUN


def _complain(shell: Shell, error: XlsummaryError) -> None:
    """Says why on standard error: in the language asked for, else the book's, else in both."""
    known = shell.lang or error.lang
    for lang in (known,) if known else (Lang.ZH, Lang.EN):
        for line in console.error_lines(error, lang):
            click.echo(line, err=True)


def _today() -> date:
    return datetime.now().astimezone().date()


def main(arguments: Sequence[str] | None = None) -> None:
    """The command `xlsummary`: 0 done, 1 errors in a book, 2 could not run, 130 interrupted."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = commands.main(words, prog_name="xlsummary", standalone_mode=False)
    except click.exceptions.Abort:
        code = _INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = _answered(words, "usage", Text(error.format_message(), error.format_message()))
    except XlsummaryError as error:
        code = _failed(Shell(lang=None, as_json=False), error)
    except Exception:
        code = _unforeseen(words)
    sys.exit(code)


def _unforeseen(words: Sequence[str]) -> int:
    """One sentence and the path of a log file; the traceback itself with --debug."""
    if "--debug" in words:
        traceback.print_exc()
    with tempfile.NamedTemporaryFile("w", prefix="xlsummary-", suffix=".log", delete=False, encoding="utf-8") as log:
        log.write(traceback.format_exc())
    text = Text(
        f"程序出错，停了下来。详情记在 {log.name}，请把它发给开发者",
        f"something went wrong inside the program and it stopped; the details are in {log.name}",
    )
    click.echo(text.zh, err=True)
    click.echo(text.en, err=True)
    return _answered(words, "unforeseen", text)


def _answered(words: Sequence[str], rule: str, message: Text) -> int:
    """The exit code of a command that could not run; with `--format json` also its one document."""
    if "--format=json" in words or ("--format", "json") in pairwise(words):
        hint = Text("用 xlsummary --help 查看用法", "See xlsummary --help")
        error = XlsummaryError(rule, message, hint)
        Shell(lang=None, as_json=True).speak((), contract.error_document(error, Lang.ZH))
    return _COULD_NOT_RUN
