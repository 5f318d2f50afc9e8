"""From one Excel workbook to a plan and a report; see README.md."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("xlsummary")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"
