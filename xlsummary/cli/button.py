"""The commands that put the button where Excel and Explorer look for it."""

from __future__ import annotations

import click

from xlsummary.button_install import Standing, home_here, install, remove, status
from xlsummary.button_report import button_document, button_lines
from xlsummary.cli.group import commands
from xlsummary.cli.shell import CLEAN, Shell, failed, shell_options
from xlsummary.model import Lang
from xlsummary.problems import XlsummaryError


@commands.group()
def button() -> None:
    """The button in Excel, and the item in Explorer's menu Send to."""


@button.command("install")
@click.option("--send-to", is_flag=True, help="Also an item in Explorer's menu Send to, for WPS (Windows only).")
@shell_options
def install_button(shell: Shell, *, send_to: bool) -> int:
    """Put the add-in where Excel starts it, with this Python's path. Only files are copied."""
    lang = shell.lang or Lang.ZH
    try:
        found = install(home_here(), lang, send_to=send_to)
    except XlsummaryError as error:
        return failed(shell, error)
    return _told(shell, found, installed=True)


@button.command("remove")
@shell_options
def remove_button(shell: Shell) -> int:
    """Take away what `install` put there, whichever version did."""
    try:
        found = remove(home_here(), shell.lang or Lang.ZH)
    except XlsummaryError as error:
        return failed(shell, error)
    return _told(shell, found)


@button.command("status")
@shell_options
def button_status(shell: Shell) -> int:
    """Say which of the files are there."""
    try:
        found = status(home_here(), shell.lang or Lang.ZH)
    except XlsummaryError as error:
        return failed(shell, error)
    return _told(shell, found)


def _told(shell: Shell, found: tuple[Standing, ...], *, installed: bool = False) -> int:
    lang = shell.lang or Lang.ZH
    shell.speak(*shell.said(button_lines, button_document, found, lang, installed=installed))
    return CLEAN
