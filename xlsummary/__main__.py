"""`python -m xlsummary` is the command `xlsummary`."""

from xlsummary.cli import main

main()
