"""Finds the shipped workbooks and Word templates in a wheel, a checkout and an editable install."""

from __future__ import annotations

from pathlib import Path

from xlsummary.model import Text
from xlsummary.problems import XlsummaryError

_HERE = Path(__file__).resolve().parent


def workbook(name: str) -> Path:
    """The path of a shipped workbook, such as `example-team.zh.xlsx`."""
    return _find("workbook", name)


def template(name: str) -> Path:
    """The path of a shipped Word template, such as `team.zh.docx`."""
    return _find("templates", name)


def names(folder: str) -> tuple[str, ...]:
    """The shipped files of a folder (`workbook` or `templates`), sorted."""
    return tuple(sorted(path.name for path in _folder(folder).glob("*.*")))


def _folder(folder: str) -> Path:
    """In a wheel the files lie under `_assets`; in a checkout or an editable install beside the package."""
    packed = _HERE / "_assets" / folder
    return packed if packed.is_dir() else _HERE.parent / folder


def _find(folder: str, name: str) -> Path:
    path = _folder(folder) / name
    if not path.is_file():
        raise XlsummaryError(
            "asset-missing",
            Text(f"安装包里没有 {folder}/{name}", f"{folder}/{name} is not part of this installation"),
            Text("请重新安装 xlsummary", "Install xlsummary again"),
            path=str(path),
        )
    return path
