"""The kinds of summary there are, each with what makes its sections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from xlsummary.model import Kind
from xlsummary.summary.account_records import DutiesSections
from xlsummary.summary.duties import duties
from xlsummary.summary.overview import overview
from xlsummary.summary.overview_records import OverviewSections
from xlsummary.summary.pen import Pen
from xlsummary.summary.records import TeamSections
from xlsummary.summary.regional import regional
from xlsummary.summary.regional_records import RegionalSections
from xlsummary.summary.subject import Subject
from xlsummary.summary.team import team

Sections = TeamSections | DutiesSections | RegionalSections | OverviewSections
"""What every kind has: head, results, outlook, closing, and sections of its own."""

KINDS: Mapping[Kind, Callable[[Subject, Pen], Sections]] = MappingProxyType(
    {Kind.TEAM: team, Kind.DUTIES: duties, Kind.REGIONAL: regional, Kind.OVERVIEW: overview}
)
"""What writes the sections of a kind."""

SECTIONS: Mapping[Kind, type] = MappingProxyType(
    {Kind.TEAM: TeamSections, Kind.DUTIES: DutiesSections, Kind.REGIONAL: RegionalSections, Kind.OVERVIEW: OverviewSections}
)
"""The record that they are."""
