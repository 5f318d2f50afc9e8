"""The command line: a thin shell, without arithmetic or formatting."""

from xlsummary.cli.books import commands
from xlsummary.cli.main import main

__all__ = ["commands", "main"]
