"""`python -m xlsummary` and the command `xlsummary`: an interruption ends with 130 even while the program is still loading."""

import sys


def main() -> None:
    """Runs the command line."""
    try:
        from xlsummary import cli  # noqa: PLC0415 (loading takes a moment, and Ctrl-C in it must not print a traceback)

        cli.main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
