"""The fingerprint: what decides a Report changes it, and nothing else does."""

from __future__ import annotations

import importlib
import importlib.metadata
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.assignment import Assignment
from grader.assignments import load
from grader.fingerprint import fingerprint


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder from which Python imports: a package with a judge and a file of answers, and a module beside it."""
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "course_of_ours").mkdir()
    (tmp_path / "course_of_ours" / "__init__.py").write_text("def judge(*given): return None\n")
    (tmp_path / "course_of_ours" / "answers.csv").write_text("1\n")
    (tmp_path / "lone_judge.py").write_text("def judge(*given): return None\n")
    (tmp_path / "unrelated.py").write_text("")
    yield tmp_path
    for name in ("course_of_ours", "lone_judge"):
        sys.modules.pop(name, None)


def judged_by(module: str, packages: tuple[str, ...] = ("numpy",)) -> Assignment:
    """The real assignment, its first check judged by that module."""
    assignment = load("initialization")
    first, *others = assignment.functions
    judge: Callable[..., Any] = importlib.import_module(module).judge
    checks = (replace(first.checks[0], judge=judge), *first.checks[1:])
    return replace(assignment, functions=(replace(first, checks=checks), *others), packages=packages)


def test_the_files_of_the_assignments_package_count_whatever_they_are(course: Path) -> None:
    before = fingerprint(judged_by("course_of_ours"), "sandlock")
    (course / "unrelated.py").write_text("x = 1\n")
    assert fingerprint(judged_by("course_of_ours"), "sandlock") == before
    (course / "course_of_ours" / "answers.csv").write_text("2\n")
    assert fingerprint(judged_by("course_of_ours"), "sandlock") != before


def test_of_a_module_in_no_package_it_is_that_file_alone(course: Path) -> None:
    before = fingerprint(judged_by("lone_judge"), "sandlock")
    (course / "unrelated.py").write_text("x = 1\n")
    assert fingerprint(judged_by("lone_judge"), "sandlock") == before
    (course / "lone_judge.py").write_text("def judge(*given): return 1\n")
    assert fingerprint(judged_by("lone_judge"), "sandlock") != before


def test_the_version_of_a_package_that_students_may_use_counts(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    version = importlib.metadata.version
    assignment = judged_by("lone_judge", ("numpy", "yaml_of_ours", "sklearn"))
    seen = []
    for number in ("1", "1", "2"):
        monkeypatch.setattr(
            importlib.metadata, "version", lambda name, to=number: to if name == "yaml_of_ours" else version(name)
        )
        seen.append(fingerprint(assignment, "sandlock"))
    assert seen[0] == seen[1] != seen[2]
