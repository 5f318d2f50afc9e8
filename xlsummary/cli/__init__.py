"""The command line: a thin shell, without arithmetic or formatting."""

from xlsummary.cli import books, button, words
from xlsummary.cli.group import commands
from xlsummary.cli.main import main

__all__ = ["books", "button", "commands", "main", "words"]
