"""Right solutions in any style get full marks; wrong ones get exactly what they earned, and are told why."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from grader import assignments
from grader.initialization.misconceptions import MISCONCEPTIONS
from grader.initialization.oracle import right
from grader.score import grade

SOLUTIONS = Path(__file__).resolve().parents[1] / "solutions"
INITIALIZATION = assignments.load("initialization")
VERDICTS = tomllib.loads((SOLUTIONS / "wrong" / "verdicts.toml").read_text(encoding="utf-8"))

# What is said of functions that give no answer, or are not there. Two names are left to tests/test_confine.py: "waits"
# takes 10 seconds to be sure of, and "forged_answer" is nobody's mistake.
WITHOUT_AN_ANSWER = {"undefined_name", "raises_error", "endless_loop", "endless_output", "exits", "crashes"} | {
    "too_much_memory",
    "too_large_a_result",
}
NOT_THERE = {"missing_function", "renamed_function", "commented_out", "syntax_error", "return_outside_function"}

CODE_OF_A_SOLUTION = re.compile(
    r"sqrt\s*\(|\b2\.?0?\s*/\s*\w|\*\*|\brandn\s*\(|\bseed\s*\(|\*\s*10\b|\bzeros\s*\(|layers?_dims\s*\["
)
DECIMAL = re.compile(r"-?\d+\.\d+")


def paths(folder):
    """The submissions in one folder of solutions/; hidden files and the verdicts are none."""
    return sorted(path for path in (SOLUTIONS / folder).iterdir() if path.suffix != ".toml" and path.name[0] != ".")


def graded(path, wall):
    report = grade(path, INITIALIZATION, wall)
    assert report.state == "graded", report.message
    return report


def causes(function):
    return [check.cause for check in function.checks if check.cause is not None]


def short(function):
    return INITIALIZATION.by_name[function.name].short


@pytest.mark.parametrize("path", paths("accepted"), ids=lambda path: path.name)
def test_a_right_solution_gets_full_marks(path, wall):
    report = graded(path, wall)
    assert [cause for function in report.functions for cause in causes(function)] == []
    assert report.full_marks


@pytest.mark.parametrize("path", paths("wrong"), ids=lambda path: path.name)
def test_a_wrong_solution_gets_what_it_earned_and_is_told_why(path, wall):
    report = graded(path, wall)
    verdict = VERDICTS[path.name]
    assert {short(function): function.score for function in report.functions} == verdict["points"]
    assert not report.full_marks
    for function in report.functions:
        assert (function.score == function.max_score) == (causes(function) == [])
        told = verdict.get("told", {}).get(short(function))
        if told is not None:
            assert told in {cause.misconception for cause in causes(function)}
        check_words(function)


def check_words(function):
    for check in function.checks:
        assert (check.cause is None) == (check.status == "passed")
    for cause in causes(function):
        assert len(cause.message) > 10
        assert cause.help or not cause.misconception or cause.message.startswith("Not ")
        assert not CODE_OF_A_SOLUTION.search(cause.message.replace(cause.input or "", ""))
        assert not CODE_OF_A_SOLUTION.search(cause.help or "")
        assert len(expected_numbers(function.name, cause)) <= 1


def expected_numbers(name, cause):
    """The numbers of the right answer that the words of a cause give away, besides those that the student has."""
    if cause.input is None or cause.expected is None:
        return set()
    dims = ast.literal_eval(cause.input.removeprefix(name))
    answers = np.concatenate([array.ravel() for array in right(name, dims).values()])
    answers = answers[answers != 0]
    words = " ".join(filter(None, (cause.message, cause.help, cause.expected)))
    given = {float(number) for number in DECIMAL.findall(words)} - {
        float(number) for number in DECIMAL.findall(cause.actual or "")
    }
    return {number for number in given if np.isclose(answers, number, rtol=1e-6, atol=0).any()}


def test_every_wrong_solution_has_a_verdict():
    assert sorted(VERDICTS) == [path.name for path in paths("wrong")]
    for verdict in VERDICTS.values():
        assert set(verdict) <= {"idea", "points", "told"}
        assert verdict["idea"]
        assert set(verdict["points"]) == {function.short for function in INITIALIZATION.functions}
        assert sum(verdict["points"].values()) < INITIALIZATION.points


def test_every_misconception_is_told_of_some_wrong_solution():
    told = {name for verdict in VERDICTS.values() for name in verdict.get("told", {}).values()}
    assert told == MISCONCEPTIONS.keys() | WITHOUT_AN_ANSWER | NOT_THERE


def test_every_check_is_failed_by_some_wrong_solution_that_keeps_other_points():
    for function in INITIALIZATION.functions:
        points = {verdict["points"][function.short] for verdict in VERDICTS.values()}
        assert 0 in points
        assert len(points) > 3
