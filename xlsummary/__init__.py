"""From one Excel workbook to a plan and a report; see README.md."""

__version__ = "0.1.0"
