"""The kinds of summary there are, each with what makes its sections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from xlsummary.model import Kind
from xlsummary.summary.pen import Pen
from xlsummary.summary.records import TeamSections
from xlsummary.summary.subject import Subject
from xlsummary.summary.team import team

KINDS: Mapping[Kind, Callable[[Subject, Pen], TeamSections]] = MappingProxyType({Kind.TEAM: team})
"""What writes the sections of a kind."""

SECTIONS: Mapping[Kind, type] = MappingProxyType({Kind.TEAM: TeamSections})
"""The record that they are."""
