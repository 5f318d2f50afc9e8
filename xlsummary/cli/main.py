"""The command itself: arguments in, an exit code out, whatever happens."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from itertools import pairwise

import click

from xlsummary import contract
from xlsummary.cli.group import commands
from xlsummary.cli.shell import COULD_NOT_RUN, INTERRUPTED, Shell, failed
from xlsummary.fault_log import logged
from xlsummary.model import Lang, Text
from xlsummary.problems import XlsummaryError


def main(arguments: Sequence[str] | None = None) -> None:
    """The command `xlsummary`: 0 done, 1 errors in a book, 2 could not run, 130 interrupted."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = commands.main(words, prog_name="xlsummary", standalone_mode=False)
    except click.exceptions.Abort:
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = _answered(words, "usage", Text(error.format_message(), error.format_message()))
    except XlsummaryError as error:
        code = failed(Shell(lang=None, as_json=False), error)
    except Exception:
        code = _unforeseen(words)
    sys.exit(code)


def _unforeseen(words: Sequence[str]) -> int:
    """One sentence and the path of a log file; the traceback itself with --debug."""
    if "--debug" in words:
        traceback.print_exc()
    text = logged()
    click.echo(text.zh, err=True)
    click.echo(text.en, err=True)
    return _answered(words, "unforeseen", text)


def _answered(words: Sequence[str], rule: str, message: Text) -> int:
    """The exit code of a command that could not run; with `--format json` also its one document."""
    if "--format=json" in words or ("--format", "json") in pairwise(words):
        hint = Text("用 xlsummary --help 查看用法", "See xlsummary --help")
        error = XlsummaryError(rule, message, hint)
        Shell(lang=None, as_json=True).speak((), contract.error_document(error, Lang.ZH))
    return COULD_NOT_RUN
