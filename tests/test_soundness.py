"""What an author gets wrong is told in one sentence, before anything is graded."""

from __future__ import annotations

import importlib
import pickle
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader import assignments
from grader.assignment import Assignment, Check, GradedFunction, UnknownName
from grader.confine.fault import Question
from grader.confine.host import Wall
from grader.equivalence import NoReference
from grader.examples import Examples
from grader.score import grade
from grader.soundness import BadAssignment, attempted, require_sound
from grader.student import Student
from grader.verdict import Job

CHECK = Check("f.first", "First", "expected", 1, judge=lambda student: None)
SOUND = Assignment("small", "Small", (GradedFunction("f", "f", (CHECK,)),))


def with_checks(*checks: object) -> Assignment:
    return replace(SOUND, functions=(GradedFunction("f", "f", checks),))  # type: ignore[arg-type]


def test_a_sound_assignment_is_taken_as_it_is() -> None:
    assert require_sound("small", SOUND) is SOUND
    assert assignments.load("initialization").points == 100


@pytest.mark.parametrize(
    ("registered", "problem"),
    [
        ({"name": "small"}, "leads to a dict"),
        (replace(SOUND, name="other"), "calls itself 'other'"),
        (replace(SOUND, functions=()), "grades no function"),
        (replace(SOUND, functions=("f",)), "'f', which is not a GradedFunction"),
        (replace(SOUND, functions=(GradedFunction("f(x)", "f", (CHECK,)),)), "'f(x)' is no name"),
        (replace(SOUND, functions=(GradedFunction("f", "f", ()),)), "f has no checks"),
        (replace(SOUND, functions=SOUND.functions * 2), "two of its functions are called 'f'"),
        (replace(SOUND, packages=("numppy",)), "packages name 'numppy', which is not installed here"),
        (with_checks(CHECK, CHECK), "two of its checks have the id 'f.first'"),
        (with_checks("check"), "'check', which is not a Check"),
        (with_checks(replace(CHECK, family="expectd")), "'expectd'; there are expected, property, training"),
        (with_checks(replace(CHECK, points="1")), "is worth '1' points"),
        (with_checks(replace(CHECK, points=-1)), "is worth -1 points"),
        (with_checks(replace(CHECK, points=float("nan"))), "is worth nan points"),
        (with_checks(replace(CHECK, after=("f.second",))), "comes after 'f.second'"),
    ],
)
def test_what_is_not_sound_is_told(registered: object, problem: str) -> None:
    with pytest.raises(BadAssignment) as refused:
        require_sound("small", registered)
    assert problem in str(refused.value)
    assert str(refused.value).startswith("The assignment 'small' cannot be used: ")
    assert refused.value.status == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\ny = (\n", "broken_package.py, line 2: SyntaxError: '(' was never closed."),
        (
            "import nowhere_at_all\n",
            "broken_package.py, line 1: ModuleNotFoundError: No module named 'nowhere_at_all'.",
        ),
        ("\nfrom grader import Check\nCheck(identity=1)\n", "broken_package.py, line 3: TypeError"),
    ],
)
def test_a_package_that_cannot_be_loaded_is_told_with_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    (tmp_path / "broken_package.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "broken_package", raising=False)
    with pytest.raises(BadAssignment) as refused:
        attempted("small", "loading it", lambda: importlib.import_module("broken_package"))
    assert said in str(refused.value)


def graded(tmp_path: Path, check: Check) -> str:
    """What the Report says of one check of a right solution."""
    (tmp_path / "f.py").write_text("def f(x): return x\n")
    assignment = with_checks(check)
    with Wall(assignment.packages) as wall:
        report = grade(tmp_path / "f.py", assignment, wall)
    assert (report.state, report.score) == ("internal_error", None)
    cause = report.functions[0].checks[0].cause
    assert cause is not None
    return cause.message


def test_a_check_that_raises_is_told_with_the_line_that_did(tmp_path: Path) -> None:
    assert "in tests/test_soundness.py, line " in graded(tmp_path, replace(CHECK, judge=lambda student: 1 / 0))


def test_examples_may_be_arrays_and_are_told_apart_by_their_bytes() -> None:
    from hypothesis import strategies as st

    numbers = st.lists(st.floats(-1, 1), min_size=1, max_size=3)
    arrays = Examples(lambda: numbers.map(np.array), count=20, simplest=(np.array([0.0]),))
    assert len(arrays.drawn) > 10
    assert len({array.tobytes() for array in arrays.drawn}) == len(arrays.drawn)
    smallest = arrays.smallest(lambda array: bool(array.sum() >= 0.5))
    assert smallest is not None
    assert smallest.sum() >= 0.5
    mixed = Examples(lambda: st.sampled_from([1, True, 1.0]), count=30)
    assert {type(one) for one in mixed.drawn} == {int, bool, float}
    call = Student("f", lambda questions: [], lambda fault: "").call(np.arange(4.0).reshape(2, 2), np.array([]), "a  b")
    assert call == "f(np.array([[0.0, 1.0], [2.0, 3.0]]), np.array([], dtype='float64'), 'a  b')"


def judge_of(*arguments: object) -> Callable[[object], None]:
    return lambda student: student.answer(*arguments) and None  # type: ignore[attr-defined]


def test_trouble_crosses_from_a_worker_as_it_is() -> None:
    troubles = (
        BadAssignment("cipher", "it grades no function"),
        UnknownName("function", "hee", ["he"]),
        NoReference("encrypt"),
    )
    for trouble in troubles:
        again = pickle.loads(pickle.dumps(trouble))
        assert (type(again), str(again), again.status) == (type(trouble), str(trouble), trouble.status)


def test_a_check_that_is_used_wrongly_is_our_failure_and_never_a_mark(tmp_path: Path) -> None:
    assert "'f.first' returned 5" in graded(tmp_path, replace(CHECK, judge=lambda student: 5))
    assert "cannot cross the wall" in graded(tmp_path, replace(CHECK, judge=judge_of([object()])))


@pytest.mark.parametrize(
    ("check", "problem"),
    [
        (replace(CHECK, questions=lambda: 1 / 0), "the questions of the check 'f.first' fails"),
        (replace(CHECK, questions=lambda: [Question("ab")]), "are a tuple, not 'ab'"),
        (replace(CHECK, judge=lambda student: Job(1)), "has a Job, and there is no workshop"),
    ],
)
def test_questions_and_jobs_that_cannot_be_had_are_told_to_the_author(
    tmp_path: Path, check: Check, problem: str
) -> None:
    (tmp_path / "f.py").write_text("def f(x): return x\n")
    assignment = with_checks(check)
    with Wall(assignment.packages) as wall, pytest.raises(BadAssignment) as refused:
        grade(tmp_path / "f.py", assignment, wall)
    assert problem in str(refused.value)
