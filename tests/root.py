"""Tests that only the administrator of a system can make."""

from __future__ import annotations

import os

import pytest

NOBODY = 65534
"""A user without rights."""


def must_be_root() -> None:
    """Skips for another user; fails where CI runs as one."""
    if os.geteuid() == 0:
        return
    if os.environ.get("CI"):
        pytest.fail("CI runs the tests as root")
    pytest.skip("only root can mount a small disk or become another user")
