from __future__ import annotations

import inspect
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

import tests
from tests.book.written import written
from tests.rules import SOUND, TODAY, TRIALS, WRITING_TESTS, Trial
from xlsummary import pipeline
from xlsummary.catalogue import RULES
from xlsummary.catalogue_writing import WRITING
from xlsummary.model import Lang
from xlsummary.problems import Problem

ROOT = Path(tests.__file__).parent

for module in sorted(ROOT.rglob("trials_*.py")):
    import_module(".".join(("tests", *module.relative_to(ROOT).with_suffix("").parts)))


def found(trial: Trial, path: Path) -> list[Problem]:
    other = trial.options.actuals
    options = replace(trial.options, actuals=path.parent / other) if other else trial.options
    return [each for each in pipeline.check(path, options).problems if each.rule.id not in trial.beside]


def test_the_sound_book_has_no_problem(tmp_path: Path) -> None:
    assert pipeline.check(written(tmp_path, SOUND), pipeline.Options(today=TODAY)).problems == ()


def test_every_rule_has_a_book_that_breaks_it_and_one_that_does_not() -> None:
    tried = {each.rule.id for each in TRIALS.values()}
    assert [rule.id for rule in RULES if rule.id not in tried and rule not in WRITING] == []


@pytest.mark.parametrize("rule", [rule.id for rule in WRITING])
def test_every_rule_of_writing_has_a_test_of_a_file_that_breaks_it_and_one_that_does_not(rule: str) -> None:
    for place in WRITING_TESTS[rule]:
        module, _, name = place.rpartition(".")
        assert rule in inspect.getsource(getattr(import_module(f"tests.{module}"), name))


@pytest.mark.parametrize("name", TRIALS)
def test_a_breaking_book_gives_its_rule_once_at_its_cell_and_no_other(name: str, tmp_path: Path) -> None:
    trial = TRIALS[name]
    problems = found(trial, trial.breaks(tmp_path))
    assert [(each.rule.id, str(each.cell or "")) for each in problems] == [(trial.rule.id, trial.at)]
    for lang in Lang:
        words = problems[0].message(lang) + problems[0].hint(lang)
        assert "{" not in words
        assert words.strip()


@pytest.mark.parametrize("name", TRIALS)
def test_a_book_that_just_does_not_break_it_gives_no_problem(name: str, tmp_path: Path) -> None:
    trial = TRIALS[name]
    assert [(each.rule.id, str(each.cell or "")) for each in found(trial, trial.holds(tmp_path))] == []
