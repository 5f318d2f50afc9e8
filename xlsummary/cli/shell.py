"""How every command speaks: its language, lines or one JSON document, what went wrong, and the exit code."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click

from xlsummary import console, contract
from xlsummary.model import Lang, Text
from xlsummary.output import Output
from xlsummary.problems import Problem, XlsummaryError, has_errors

Answer = tuple[int, list[str], contract.Json]
"""Exit code, lines and document."""

_Told = ParamSpec("_Told")

CLEAN, ERRORS, COULD_NOT_RUN, INTERRUPTED = 0, 1, 2, 130


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


def shell_options(command: Callable[..., int]) -> Callable[..., int]:
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


def code_of(problems: Iterable[Problem]) -> int:
    return ERRORS if has_errors(problems) else CLEAN


def claim(files: Iterable[Output], claimed: dict[Path, Path], book: Path) -> None:
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


def each(shell: Shell, books: Sequence[Path], one: Callable[[Path], Answer]) -> int:
    """Runs every book; one that cannot be opened does not stop the others. The highest exit code counts."""
    codes, lines, documents = [], [], []
    for book in books:
        try:
            code, own_lines, document = one(book)
        except XlsummaryError as error:
            code, document = COULD_NOT_RUN, contract.error_document(error, shell.lang or error.lang or Lang.ZH, str(book))
            own_lines = [] if shell.as_json else [str(book)]
            _complain(shell, error)
        codes.append(code)
        lines += own_lines
        documents.append(document)
    shell.speak(lines, contract.books_document(documents))
    return max(codes)


def failed(shell: Shell, error: XlsummaryError) -> int:
    _complain(shell, error)
    if shell.as_json:
        shell.speak((), contract.error_document(error, shell.lang or error.lang or Lang.ZH))
    return COULD_NOT_RUN


def _complain(shell: Shell, error: XlsummaryError) -> None:
    """Says why on standard error: in the language asked for, else the book's, else in both."""
    known = shell.lang or error.lang
    for lang in (known,) if known else (Lang.ZH, Lang.EN):
        for line in console.error_lines(error, lang):
            click.echo(line, err=True)


def today() -> date:
    return datetime.now().astimezone().date()
