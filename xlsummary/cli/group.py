"""The group that every command belongs to."""

from __future__ import annotations

import click

from xlsummary import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="xlsummary")
def commands() -> None:
    """From one Excel workbook of targets and actuals to an exact plan and a Word summary."""
