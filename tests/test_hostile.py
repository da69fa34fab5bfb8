"""The wall believed: every attack in solutions/hostile/, graded as students' work is.

None gets a point that it did not compute, each ends in a Report, nothing is left behind, and the next submission is
graded as if nothing had been.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from grader import assignments
from grader.assignment import Assignment
from grader.confine.fault import Budget
from grader.confine.host import Wall
from grader.confine.launch import confinement
from grader.render import terminal
from grader.report import Report, encode, timeless
from grader.score import grade

SOLUTIONS = Path(__file__).parents[1] / "solutions"
HOSTILE = SOLUTIONS / "hostile"
VERDICTS: dict[str, dict[str, Any]] = tomllib.loads((HOSTILE / "verdicts.toml").read_text("utf-8"))
# What the attacks take for the files of another; each test puts files of its own in that place.
VICTIM = "/tmp/grader-hostile-victim"
LEFT_BEHIND = "grader-hostile-left-this"
# As the real ones in kind, only shorter, as some attacks use up all they are given.
SHORT = replace(Budget(), call_cpu=0.7, call_wall=2.0, total_cpu=1.4, total_wall=2.0)
PATIENCE = 60.0

# Unconfined, these files would do what they say to the machine of whoever runs the tests.
pytestmark = pytest.mark.skipif(confinement() != "sandlock", reason="nothing is confined on this system")


@pytest.fixture(scope="module")
def hurried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wall]:
    with pytest.MonkeyPatch.context() as patch, Wall(budget=SHORT) as wall:
        patch.setenv("GRADER_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield wall


@pytest.fixture(scope="module")
def initialization() -> Assignment:
    return assignments.load("initialization")


@pytest.fixture(scope="module")
def honest(hurried: Wall, initialization: Assignment) -> bytes:
    """The Report of the reference, before any attack."""
    return encode(timeless(grade(SOLUTIONS / "reference", initialization, hurried)))


def moved(name: str, to: Path, victim: Path) -> Path:
    """A copy of the submission, whose attacks are on `victim`."""
    source, target = HOSTILE / name, to / name
    (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    for path in [target, *target.rglob("*")]:
        if path.suffix in (".py", ".ipynb") and VICTIM.encode() in path.read_bytes():
            path.write_bytes(path.read_bytes().replace(VICTIM.encode(), str(victim).encode()))
    return target


def state_of(folder: Path) -> list[object]:
    """All that an attack could have changed of a folder: names, contents, owners, permissions, times, attributes."""
    found: list[object] = []
    for path in [folder, *sorted(folder.rglob("*"))]:
        seen = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        attributes = os.listxattr(path) if sys.platform == "linux" else []
        found.append((str(path), seen.st_mode, seen.st_uid, seen.st_gid, seen.st_mtime_ns, content, attributes))
    return found


def kernel_objects() -> list[str]:
    """The shared memory, semaphores and queues that kernel_objects.py would leave: they outlive their process."""
    lines = [line for path in Path("/proc/sysvipc").glob("*") for line in path.read_text().splitlines()]
    return [line for line in lines if line.split()[0] == str(0x100)]


def processes() -> dict[int, tuple[int, bytes]]:
    """Each process's parent and command line."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            found[int(folder.name)] = (int(fields[1]), (folder / "cmdline").read_bytes())
        except OSError:
            continue
    return found


def survivors(warden: int) -> list[int]:
    """Processes that the warden started, or that were started like it and have lost their parent, and do not end."""
    deadline = time.monotonic() + 5
    found = [0]
    while found and time.monotonic() < deadline:
        running = processes()
        own = running[warden][1]
        found = [
            pid for pid, (parent, command) in running.items() if parent == warden or (parent <= 1 and command == own)
        ]
    return found


def unseemly(text: str, allowed: str = "\n") -> set[str]:
    """Characters that change what a terminal or a page shows of other characters."""
    return {
        character
        for character in set(text) - set(allowed)
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    }


def shown(report: Report) -> str:
    out = StringIO()
    terminal.show(report, Console(file=out, width=100, highlight=False))
    return out.getvalue()


def test_the_folder_and_the_list_of_verdicts_name_the_same_submissions() -> None:
    there = {path.name for path in HOSTILE.iterdir()} - {"verdicts.toml", "__pycache__"}
    assert there == set(VERDICTS)
    assert len(there) >= 50
    ideas = [verdict["idea"] for verdict in VERDICTS.values()]
    assert len(set(ideas)) == len(ideas)


@pytest.mark.parametrize("name", VERDICTS)
def test_an_attack_earns_nothing_and_leaves_nothing(
    name: str, hurried: Wall, initialization: Assignment, honest: bytes, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "mine").write_text("mine")
    work = moved(name, tmp_path, victim)
    before, started = state_of(tmp_path), time.monotonic()

    report = grade(work, initialization, hurried)

    assert time.monotonic() - started < PATIENCE
    assert report.state in ("graded", "ungradable"), report.message
    points = VERDICTS[name]["points"]
    for function in report.functions:
        assert function.score <= points[initialization.function(function.name).short], function
    assert state_of(tmp_path) == before
    assert kernel_objects() == []
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "/", str(Path.home()), str(Path.cwd()), str(HOSTILE)):
        assert not Path(folder, LEFT_BEHIND).exists()
    assert survivors(hurried.warden.process.pid) == []
    assert not unseemly(encode(report).decode(), "\n\t")
    assert not unseemly(shown(report))
    assert encode(timeless(grade(SOLUTIONS / "reference", initialization, hurried))) == honest


def test_what_the_neighbour_said_is_not_in_memory(
    hurried: Wall, initialization: Assignment, honest: bytes, tmp_path: Path
) -> None:
    """A forked process inherits memory: once, the answers of the submission before were found there, for 15 points."""
    for _ in range(2):
        grade(SOLUTIONS / "reference", initialization, hurried)
        report = grade(HOSTILE / "memory_of_the_grader.py", initialization, hurried)
        assert report.score == 0


@pytest.mark.parametrize(
    "name", ["\x1b]0;100\x07\x1b[2J.ipynb", "\u202egpj.docx", "[bold]100\n.py", "\udcff\udcfe.ipynb"]
)
def test_a_file_name_cannot_speak_to_the_terminal(
    name: str, hurried: Wall, initialization: Assignment, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xff neither a notebook nor a program")
    report = grade(path, initialization, hurried)
    assert report.state == "ungradable"
    assert not unseemly(encode(report).decode())
    assert not unseemly(shown(report))
