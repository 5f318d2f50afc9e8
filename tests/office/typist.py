"""Types into a workbook as a person does in LibreOffice; run by the Python that has its `uno`, not by ours.

Reads one JSON document from standard input: `book` and `saved` (URLs), `pipe`, `typed`: by sheet, by heading, the entries below
it, `cells`: by sheet, by address, the entry, and `rows`: by sheet the number of a row to delete. Each entry goes through the
cell's own recognition of what is typed, as at the keyboard.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import uno  # type: ignore[import-not-found]  # comes with LibreOffice, not from an index


def property_of(name: str, value: object) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def desktop(pipe: str) -> Any:
    """LibreOffice, once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(300):
        try:
            context = resolver.resolve(address)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.2)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise TimeoutError(address)


def column_of(sheet: Any, heading: str, row: int) -> int:
    for column in range(40):
        if sheet.getCellByPosition(column, row).String == heading:
            return column
    raise LookupError(heading)


def head_row(sheet: Any, headings: list[str]) -> int:
    for row in range(10):
        if any(sheet.getCellByPosition(column, row).String == headings[0] for column in range(40)):
            return row
    raise LookupError(headings[0])


def main() -> None:
    order = json.load(sys.stdin)
    office = desktop(order["pipe"])
    book = office.loadComponentFromURL(order["book"], "_blank", 0, ())
    for title, columns in order["typed"].items():
        sheet = book.Sheets.getByName(title)
        row = head_row(sheet, list(columns))
        for heading, entries in columns.items():
            column = column_of(sheet, heading, row)
            for down, entry in enumerate(entries, 1):
                if entry:
                    sheet.getCellByPosition(column, row + down).FormulaLocal = entry
    for title, cells in order["cells"].items():
        for address, entry in cells.items():
            book.Sheets.getByName(title).getCellRangeByName(address).FormulaLocal = entry
    for title, row in order["rows"].items():
        book.Sheets.getByName(title).Rows.removeByIndex(row - 1, 1)
    book.storeToURL(order["saved"], (property_of("FilterName", "Calc MS Excel 2007 XML"),))
    book.close(True)
    office.terminate()


if __name__ == "__main__":
    main()
