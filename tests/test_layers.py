"""The order of the rooms, and which room may know which library, read from the imports themselves."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import xlsummary

PACKAGE = Path(xlsummary.__file__).parent

TOP = (
    *("model", "spelling", "money", "periods", "wording", "problems"),
    *(
        "catalogue_checking",
        "catalogue_files",
        "catalogue_structure",
        "catalogue_fixed",
        "catalogue_frozen",
        "catalogue_path",
        "catalogue_period_rows",
        "catalogue_texts",
        "catalogue_typed",
        "catalogue_units",
        "catalogue_values",
        "catalogue_writing",
        "catalogue",
        "fault_log",
        "package",
        "assets",
        "stamp",
        "temporary",
        "replacing",
    ),
)
ROOMS = ("book", "check", "overruled", "achieved", "plan", "compare", "summary", "sheets", "excel", "word")
SHELLS = (
    *(
        "pipeline",
        "reconciling",
        "output",
        "places",
        "contract_numbers",
        "why_contract",
        "analysis_contract",
        "performance_contract",
    ),
    *("contract", "console", "reconcile_contract", "reconcile_console"),
    *("button_install", "button_report", "pressing", "button", "explaining", "template_report", "cli", "__main__"),
)
ORDER = (*TOP, *ROOMS, *SHELLS)
"""A module imports from modules before it; `word` comes after `summary` and knows neither `sheets` nor `excel`."""

APART = {("word", "sheets"), ("word", "excel")}

LIBRARIES = {
    "python_calamine": ("book/",),
    "openpyxl": ("excel/", "book/template", "word/chart"),
    "lxml": ("package.py", "excel/", "word/"),
    "zipfile": ("package.py", "excel/", "word/"),
    "olefile": ("excel/vba.py",),
    "docxtpl": ("word/",),
    "docx": ("word/",),
    "jinja2": ("word/",),
    "click": ("cli/",),
    "chinese_calendar": ("plan/calendar.py",),
    "holidays": ("plan/calendar.py",),
    "cn2an": ("money.py",),
    "xlwings": ("book/live", "excel/live", "button.py"),
}


def _modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem != "__init__")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "xlsummary":
                yield from (f"xlsummary.{each.name}" for each in node.names)


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_from_rooms_before_it(path: Path) -> None:
    room = _room(path)
    assert room in ORDER, f"{room} has no place in the order of rooms"
    for name in _imports(path):
        parts = name.split(".")
        if parts[0] == "xlsummary" and len(parts) > 1 and parts[1] != "__version__":
            assert parts[1] in ORDER, f"{name} is no module of ours"
            assert ORDER.index(parts[1]) <= ORDER.index(room), f"{path.name} imports backwards: {name}"
            assert (room, parts[1]) not in APART, f"{path.name} imports sideways: {name}"


def test_the_words_import_nothing_of_ours() -> None:
    assert not [name for name in _imports(PACKAGE / "model.py") if name.startswith("xlsummary")]


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_is_known_in_its_own_rooms_only(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    for name in _imports(path):
        allowed = LIBRARIES.get(name.split(".")[0])
        assert allowed is None or place.startswith(allowed), f"{place} must not know {name}"


def test_the_rules_would_be_seen_broken() -> None:
    """The reader of imports finds what the two tests above look for, wherever an import stands."""
    names = {name for path in _modules() for name in _imports(path)}
    assert {"python_calamine", "openpyxl", "docxtpl", "click"} <= {name.split(".")[0] for name in names}
