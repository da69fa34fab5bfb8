"""The author's guide, taken at its word: a tiny assignment of another field goes through every command."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from courses import ROOT, TINY, grade, register

GUIDE = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.compile(r"`([\w./]+)`:\n\n```\w+\n(.*?)```", re.DOTALL)


class Course:
    """A copy of the tiny assignment, installed for the commands that are run on it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "cipher"
        shutil.copytree(TINY, self.home, ignore=shutil.ignore_patterns("__pycache__"))
        ((name, target),) = tomllib.loads((TINY / "pyproject.toml").read_text())["project"]["entry-points"][
            "grader.assignments"
        ].items()
        self.paths = (register(folder / "site", name, target), self.home)

    def grade(self, *words: object) -> subprocess.CompletedProcess[str]:
        return grade(*words, "--assignment", "cipher", paths=self.paths, cwd=self.home)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def test_the_guide_shows_every_file_of_the_tiny_assignment_as_it_is() -> None:
    shown = dict(SHOWN.findall(GUIDE))
    made_by_hand = {
        path.relative_to(TINY).as_posix(): path.read_text(encoding="utf-8")
        for path in TINY.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.parent.name != "assignment"
    }
    assert shown == made_by_hand


def test_the_model_solution_gets_full_marks_and_the_handed_out_stub_none(course: Course) -> None:
    done = course.grade("check", "solutions/reference")
    assert done.returncode == 0, done.stderr
    assert "10 / 10" in done.stdout
    handed_out = course.grade("check", "assignment")
    assert handed_out.returncode == 1
    assert "not filled in yet" in handed_out.stdout


def test_what_is_released_is_what_lies_there(course: Course) -> None:
    assert course.grade("release", "--check").returncode == 0
    shutil.rmtree(course.home / "assignment")
    assert course.grade("release").returncode == 0
    made = (course.home / "assignment" / "encrypt.py").read_text()
    assert made == (TINY / "assignment" / "encrypt.py").read_text()
    assert "SOLUTION" not in made
    assert "NotImplementedError" in made


def test_the_tiny_assignment_is_proven_with_its_mutants(course: Course) -> None:
    done = course.grade("validate", "--mutants", "--json", "found.json")
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads((course.home / "found.json").read_text())
    assert (found["wrong_accepted"], found["right_rejected"], found["proven"]) == (0, 0, True)
    folders = {judged["folder"] for judged in found["judged"]}
    assert folders >= {"reference", "accepted", "wrong", "assignment"}
    assert len([mutant for mutant in found["mutants"] if mutant["fate"] == "killed"]) > 40


def test_a_class_is_graded_into_a_gradebook(course: Course, tmp_path: Path) -> None:
    handed_in = tmp_path / "handed_in"
    for student, source in {
        "ada": TINY / "solutions" / "reference" / "encrypt.py",
        "ben": TINY / "solutions" / "wrong" / "no_wrapping.py",
        "cid": TINY / "assignment" / "encrypt.py",
    }.items():
        (handed_in / student).mkdir(parents=True)
        shutil.copy(source, handed_in / student / "encrypt.py")
    done = course.grade("bulk", handed_in, "--gradebook", tmp_path / "marks.db", "--unconfined")
    assert done.returncode == 0, done.stdout + done.stderr
    out = tmp_path / "marks.csv"
    exported = grade("gradebook", "export", tmp_path / "marks.db", "--output", out, paths=course.paths)
    assert exported.returncode == 0, exported.stderr
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    scores = {row["student"]: float(row["score"]) for row in rows}
    assert scores == {"ada": 10, "ben": 0, "cid": 0}


def test_with_two_assignments_installed_one_has_to_be_named(course: Course) -> None:
    unnamed = grade("check", course.home / "solutions" / "reference", paths=course.paths, cwd=course.home.parent)
    assert unnamed.returncode == 2
    assert "--assignment NAME" in unnamed.stderr
    assert "cipher, initialization" in unnamed.stderr


def test_the_assignment_in_whose_folder_one_stands_needs_no_name(course: Course) -> None:
    here = course.home / "solutions"
    assert "Cipher" in grade("check", "reference", paths=course.paths, cwd=here).stdout
    assert "Initialization" in grade("check", "reference", paths=course.paths, cwd=ROOT / "solutions").stdout
