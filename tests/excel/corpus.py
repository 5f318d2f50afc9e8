"""The public corpus of real books beside the project, read where it lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
BOOKS = sorted((CORPUS / "excel").glob("*.xl*"))


def corpus_file(*names: str) -> Path:
    """A file of the corpus; skips where there is no corpus, fails where CI needs it."""
    path = CORPUS.joinpath(*names)
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"CI needs {path}")
        pytest.skip("the corpus is not beside the project")
    return path
