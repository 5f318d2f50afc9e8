"""The workbooks that ship in workbook/, and `python -m xlsummary.book.shipped DIR`, which writes them."""

from __future__ import annotations

import sys
from pathlib import Path

from xlsummary.book.examples import NAMES, example
from xlsummary.book.template import SIZES, blank
from xlsummary.model import Lang


def shipped() -> dict[str, bytes]:
    """The content of every shipped workbook by file name."""
    templates = {f"template-{size}.{lang.value}.xlsx": blank(size, lang) for size in SIZES for lang in Lang}
    return templates | {f"{name}.xlsx": example(name) for name in NAMES}


def write(folder: Path) -> None:
    """Writes them into `folder`, replacing those of the same names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in shipped().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
