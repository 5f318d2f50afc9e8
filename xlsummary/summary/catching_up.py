"""While the period runs: what a working day has to bring from now on, where this pace leads, and the hardest months."""

from __future__ import annotations

from dataclasses import dataclass

from xlsummary.compare.catch_up import CatchUp, Flag
from xlsummary.model import Amount, Bound, Measure, Text
from xlsummary.plan.quota import NodeLevel
from xlsummary.summary.bounds import joined, target_bound, turned
from xlsummary.summary.calendars import estimate_mark
from xlsummary.summary.figure import Figure
from xlsummary.summary.pen import Pen, Source
from xlsummary.summary.records import CatchingUp
from xlsummary.summary.standing import goal_cells
from xlsummary.summary.subject import Subject
from xlsummary.wording import LABELS

_REQUIRED = Text("（目标－实绩）÷余下的工作日", "(target - actual) / working days left")
_PROJECTION = Text("实绩＋余下各日目标×进度完成率", "actual + quotas of the days left x pace")
_BEST = Text("已过完的月份中实绩最多的一个月", "the most that a month that is over has brought")
_TO = Text("{}到{}", "{} to {}")
_SHORTEST_RUN = 3


def catching_up(subject: Subject, measure: Measure, pen: Pen) -> CatchingUp | None:
    """Of the headline's target for the whole report period; None where that is over, or where there is none."""
    row = subject.comparison.headline(measure)
    if row is None:
        return None
    found = [each for each in subject.comparison.catch_ups if each.plan.line == row.line]
    company = next((each for each in found if not each.place), None)
    if company is None or company.plan.period != subject.comparison.period or not company.days_left:
        return None
    writer = _Writer(company, subject, pen, (*row.actual_cells, *goal_cells(subject, row.line)))
    hard, record = (writer.months(company, flag) for flag in (Flag.OVER_PLAN, Flag.OVER_BEST))
    teams = [each for each in found if each.node.level is NodeLevel.TEAM and writer.months(each, Flag.OVER_PLAN)]
    is_behind = company.difference < 0
    return CatchingUp(
        required=writer.required if company.required else None,
        projection=writer.projection,
        estimate=estimate_mark(company.plan.basis, pen),
        hard_months=pen.joined(hard),
        hard_teams=pen.names(each.node.name for each in teams),
        record_months=pen.joined(record) if is_behind else "",
        best=writer.best if is_behind and record else None,
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """The company's catch-up and how its figures are named."""

    company: CatchUp
    subject: Subject
    pen: Pen
    cells: tuple[str, ...]

    @property
    def required(self) -> Figure | None:
        """What is missing of the target is the less, the more has come."""
        actual, goal = self.company.actual.bound, self._goal_bound
        value = self.company.required
        return (
            None
            if value is None
            else self._figure(".每天须完成", ".needed a day", _REQUIRED, Amount(value, goal.joined(turned(actual))))
        )

    @property
    def projection(self) -> Figure | None:
        value = self.company.projection
        bounds = joined([self.company.actual.bound, self._goal_bound])
        return None if value is None else self._figure(".预计", ".projection", _PROJECTION, Amount(value, bounds))

    @property
    def best(self) -> Figure | None:
        value = self.company.best_month
        bound = self.company.actual.bound
        return None if value is None else self._figure(".最好的月份", ".best month", _BEST, Amount(value, bound))

    @property
    def _goal_bound(self) -> Bound:
        return target_bound(self.subject.plans, self.company.plan.line, self.subject.comparison.period)

    def months(self, catch_up: CatchUp, flag: Flag) -> list[str]:
        """The names of the months with a flag, three and more that follow each other as `3月到12月`."""
        flagged = [month.month for month in catch_up.months if flag in month.flags]
        names = self.pen.month_names(flagged)
        runs: list[list[int]] = []
        for place, month in enumerate(flagged):
            if runs and flagged[runs[-1][-1]].end == month.start:
                runs[-1].append(place)
            else:
                runs.append([place])
        return [name for run in runs for name in self._run([names[place] for place in run])]

    def _run(self, names: list[str]) -> list[str]:
        if len(names) < _SHORTEST_RUN:
            return names
        return [self.pen.say(_TO).format(names[0], names[-1])]

    def _figure(self, zh: str, en: str, formula: Text, amount: Amount) -> Figure:
        measure = self.company.plan.line.measure
        name = Text(f"{LABELS[measure].zh}{zh}", f"{LABELS[measure].en}{en}")
        return self.pen.amount(Source(name=name, formula=formula, cells=self.cells), amount, is_money=measure.is_money)
