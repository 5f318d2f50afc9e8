"""The command line: a thin shell, without arithmetic or formatting."""

from xlsummary.cli import books, words
from xlsummary.cli.group import commands
from xlsummary.cli.main import main

__all__ = ["books", "commands", "main", "words"]
