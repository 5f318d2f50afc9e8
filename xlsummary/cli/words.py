"""The commands about the summary's figures and its Word templates."""

from __future__ import annotations

from pathlib import Path

import click

from xlsummary import assets, template_report
from xlsummary.cli.group import commands
from xlsummary.cli.options import OtherFiles, RunOptions, reading_options, run_options
from xlsummary.cli.shell import CLEAN, ERRORS, Answer, Shell, code_of, each, failed, shell_options
from xlsummary.explaining import explain_document, explain_lines, explained
from xlsummary.model import Kind, Lang
from xlsummary.output import write_all
from xlsummary.places import checked_template, plans_of, template_copy
from xlsummary.problems import XlsummaryError
from xlsummary.summary.kinds import SECTIONS
from xlsummary.word.checking import check_template
from xlsummary.word.names import names_of

_KINDS = click.Choice([kind.value for kind in SECTIONS])


@commands.command()
@click.argument("book", type=click.Path(path_type=Path))
@click.argument("figure", required=False)
@run_options
@reading_options
@shell_options
def explain(shell: Shell, book: Path, figure: str | None, asked: RunOptions, given: OtherFiles) -> int:
    """Tell a FIGURE of the summary of BOOK, its formula and its cells; without a name list them all."""

    def one(path: Path) -> Answer:
        told = explained(path, asked.options(shell.lang, given, plans_of(path, None)), figure)
        return code_of(told.checked.problems), *shell.said(explain_lines, explain_document, told)

    return each(shell, [book], one)


@commands.group()
def template() -> None:
    """The Word templates: what there is, a copy to change, its check, the names it may use."""


@template.command("list")
@shell_options
def list_templates(shell: Shell) -> int:
    """List the templates that come with the program."""
    templates = template_report.shipped_templates()
    shell.speak(template_report.list_lines(templates, shell.lang or Lang.ZH), template_report.list_document(templates))
    return CLEAN


@template.command("copy")
@click.argument("kind", type=_KINDS)
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
@shell_options
def copy_template(shell: Shell, kind: str, path: Path, *, force: bool) -> int:
    """Write the template of a KIND to PATH, to be changed in Word and used with run --template."""
    lang = shell.lang or Lang.ZH
    try:
        content = assets.template(f"{kind}.{lang.value}.docx").read_bytes()
        outputs = write_all([template_copy(path, content, force=force)])
    except XlsummaryError as error:
        return failed(shell, error)
    shell.speak(template_report.wrote_lines(outputs, lang), template_report.copied_document(outputs, lang))
    return CLEAN


@template.command("check")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--kind", type=_KINDS, help="The kind it is for; else the one it fits best.")
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), help="Folder for the copy; else beside it.")
@shell_options
def check_tags(shell: Shell, path: Path, kind: str | None, folder: Path | None) -> int:
    """Check every tag of a template; with faults write a copy with a Word comment at each."""
    lang = shell.lang or Lang.ZH
    try:
        checked = check_template(path, Kind(kind) if kind else None, lang)
        outputs = write_all([checked_template(path, folder, checked.copy)]) if checked.copy else ()
    except XlsummaryError as error:
        return failed(shell, error)
    lines = [*template_report.checked_lines(checked, lang), *template_report.wrote_lines(outputs, lang)]
    shell.speak(lines, template_report.checked_document(checked, outputs, lang))
    return ERRORS if checked.faults else CLEAN


@template.command("vars")
@click.option("--kind", type=_KINDS, default=Kind.TEAM.value, help="The kind of summary.")
@shell_options
def list_names(shell: Shell, kind: str) -> int:
    """List every name a template of a kind may use, and what it gives."""
    lang = shell.lang or Lang.ZH
    names = list(names_of(Kind(kind), lang))
    shell.speak(template_report.vars_lines(names, lang), template_report.vars_document(names, Kind(kind)))
    return CLEAN
