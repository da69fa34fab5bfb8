"""A class at once: the same Reports however it is graded, and nothing lost whatever dies."""

from __future__ import annotations

import csv
import json
import multiprocessing
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import msgspec
import pexpect
import pytest

from grader import report as reports
from grader.assignment import Assignment
from grader.assignments import load
from grader.bulk import PIECE, Batch, Graded
from grader.confine.host import Wall
from grader.confine.launch import confinement
from grader.crew import DaskCrew, LocalCrew
from grader.draft import unscored
from grader.gradebook import Gradebook, Result
from grader.looking import Task
from grader.recorder import Recorder
from grader.report import Report, SubmissionInfo, timeless
from grader.score import grade
from grader.worker import Orders

ROOT = Path(__file__).parents[1]
GRADE = str(Path(sys.executable).with_name("grade"))
sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))

import classroom  # noqa: E402

COUNT = 24
# Whoever runs the tests may have said how wide lines are to be.
PLAIN = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "FORCE_COLOR")}
needs_sandlock = pytest.mark.skipif(confinement() == "none", reason="no confinement here, so bulk does not start")


@pytest.fixture(scope="module")
def assignment() -> Assignment:
    return load("initialization")


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small class: right and wrong works, an endless loop, an unreadable file, and files of the same name."""
    folder = tmp_path_factory.mktemp("class")
    classroom.make_class(folder, COUNT, seed=7)
    (folder / "looping").mkdir()
    (folder / "looping" / "work.py").write_text(classroom.work(3, loops=1.0)[1])
    (folder / "broken").mkdir()
    (folder / "broken" / "work.ipynb").write_text('{"cells": [')
    return folder


def tasks(folder: Path) -> list[Task]:
    return [Task(path.name, path) for path in sorted(folder.iterdir())]


def documents(graded: Sequence[Graded]) -> dict[str, bytes]:
    return {one.student: reports.encode(timeless(one.report)) for one in graded if one.report is not None}


def run(assignment: Assignment, folder: Path, workers: int) -> dict[str, bytes]:
    batch = Batch(
        assignment, Orders(assignment.name, unconfined=True), LocalCrew(workers), lambda _: None, confinement()
    )
    return documents(list(batch.run(tasks(folder))))


@pytest.fixture(scope="module")
def alone(assignment: Assignment, classes: Path) -> dict[str, bytes]:
    """Each submission graded by itself, as `grade check` does."""
    with Wall(assignment.packages) as wall:
        return {
            path.name: reports.encode(timeless(grade(path, assignment, wall))) for path in sorted(classes.iterdir())
        }


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_reports_are_byte_for_byte_the_same_alone_and_in_bulk(
    assignment: Assignment, classes: Path, alone: dict[str, bytes], workers: int
) -> None:
    assert run(assignment, classes, workers) == alone


def test_reports_are_the_same_with_the_machine_under_load(
    assignment: Assignment, classes: Path, alone: dict[str, bytes]
) -> None:
    loads = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2 * (os.cpu_count() or 1))]
    try:
        assert run(assignment, classes, 2) == alone
    finally:
        for load_process in loads:
            load_process.kill()
            load_process.wait()


class Cluster:
    """A real dask scheduler and two workers on loopback."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.file.unlink(missing_ok=True)
        self.processes: list[subprocess.Popen[str]] = []
        self.scheduler = self._start("dask_scheduler", "--port", "0")
        deadline = time.monotonic() + 30
        while not self.file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        self.address = json.loads(self.file.read_text())["address"]
        self.workers = [self.worker(), self.worker()]

    def worker(self) -> subprocess.Popen[str]:
        return self._start(
            "dask_worker", "--nthreads", "1", "--no-nanny", "--local-directory", str(self.file.parent / "dask")
        )

    def _start(self, what: str, *words: str) -> subprocess.Popen[str]:
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.{what}",
            "--scheduler-file",
            str(self.file),
            "--no-dashboard",
        ]
        command += ["--host", "127.0.0.1", *words]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "text": True}
        self.processes.append(subprocess.Popen(command, **quiet))  # type: ignore[call-overload]
        return self.processes[-1]

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    cluster = Cluster(tmp_path)
    yield cluster
    cluster.end()


def dask_crew(address: str) -> DaskCrew:
    deadline = time.monotonic() + 30
    while True:
        try:
            crew = DaskCrew(address, print)
            if crew.width >= 2:
                return crew
            crew.close(at_once=True)
        except Exception:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.3)


def test_reports_are_the_same_on_a_dask_cluster_one_worker_of_which_is_killed(
    assignment: Assignment,
    classes: Path,
    alone: dict[str, bytes],
    cluster: Cluster,
) -> None:
    crew = dask_crew(cluster.address)
    batch = Batch(assignment, Orders(assignment.name, unconfined=True), crew, lambda _: None, confinement())
    graded = []
    for one in batch.run(tasks(classes)):
        graded.append(one)
        if len(graded) == 3:
            cluster.workers[-1].kill()
    assert documents(graded) == alone


def test_a_killed_worker_costs_nobody_a_mark(assignment: Assignment, classes: Path, alone: dict[str, bytes]) -> None:
    batch = Batch(assignment, Orders(assignment.name, unconfined=True), LocalCrew(2), lambda _: None, confinement())
    graded = []
    for one in batch.run(tasks(classes)):
        graded.append(one)
        if len(graded) == 5:
            os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
    assert documents(graded) == alone


def test_workers_that_die_of_a_training_time_and_again_cost_nobody_a_mark(
    assignment: Assignment, classes: Path, alone: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []
    news = Batch._news

    def spied(batch: Batch) -> set[Future[Any]]:
        """At first with what else is being done, then all jobs by themselves, then one of them."""
        jobs = [len(errand.jobs) for errand in batch._flying.values() if errand.jobs]
        if jobs and len(killed) < 3:
            killed.append(min(jobs))
            for worker in multiprocessing.active_children():
                os.kill(worker.pid or 0, signal.SIGKILL)
        return news(batch)

    monkeypatch.setattr(Batch, "_news", spied)
    orders = Orders(assignment.name, cache=False, unconfined=True)
    batch = Batch(assignment, orders, LocalCrew(2), lambda _: None, confinement())
    assert documents(list(batch.run(tasks(classes)))) == alone
    assert killed[0] == killed[1] > killed[2] == 1


@needs_sandlock
def test_a_killed_warden_costs_nobody_a_mark(assignment: Assignment, classes: Path, alone: dict[str, bytes]) -> None:
    batch = Batch(assignment, Orders(assignment.name), LocalCrew(2), lambda _: None, confinement())
    graded, killed = [], 0
    for one in batch.run(tasks(classes)):
        graded.append(one)
        # So far apart that the slowest submission does not meet both: whose warden dies twice is not graded.
        if len(graded) in (3, 22):
            for worker in multiprocessing.active_children():
                for children in Path(f"/proc/{worker.pid}/task").glob("*/children"):
                    for warden in children.read_text().split():
                        os.kill(int(warden), signal.SIGKILL)
                        killed += 1
    assert killed >= 2
    assert documents(graded) == alone


def test_who_kills_a_worker_twice_is_named_and_has_no_mark(
    assignment: Assignment, classes: Path, tmp_path: Path
) -> None:
    batch = Batch(assignment, Orders(assignment.name, unconfined=True), LocalCrew(1), lambda _: None, confinement())
    # A path that ends its reader: nothing a submission can hold does that.
    poison = Task("poison", Deadly(tmp_path / "poison"))
    graded = {one.student: one.report for one in batch.run([poison, *tasks(classes)[:3]])}
    assert len(graded) == 4
    assert graded["poison"] is not None
    assert (graded["poison"].state, graded["poison"].score) == ("internal_error", None)
    assert all(report.state == "graded" for name, report in graded.items() if report and name.startswith("student"))


class Deadly(type(Path())):  # type: ignore[misc]
    """A path that kills the worker that reads it."""

    def __fspath__(self) -> str:
        if multiprocessing.parent_process() is not None:
            os.kill(os.getpid(), signal.SIGKILL)
        return str(self)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class that is not done when the first of its marks are in the gradebook."""
    folder = tmp_path_factory.mktemp("large")
    classroom.make_class(folder, 90, seed=9)
    return folder


def on_dask(submissions: Path, book: Path, cluster: Cluster) -> subprocess.Popen[str]:
    """`grade bulk` on the cluster, begun: its workers are there, and two submissions are in the gradebook."""
    dask_crew(cluster.address).close(at_once=True)
    command = [GRADE, "bulk", str(submissions), "--gradebook", str(book), "--dask", cluster.address, "--no-cache"]
    running = subprocess.Popen(command, env=PLAIN, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and recorded(book) < 2:
        time.sleep(0.02)
    return running


@needs_sandlock
def test_when_the_last_dask_worker_is_gone_it_is_said_once_and_another_goes_on(
    large: Path, tmp_path: Path, cluster: Cluster
) -> None:
    running = on_dask(large, tmp_path / "book.db", cluster)
    for worker in cluster.workers:
        worker.kill()
    assert running.stdout is not None
    said = ""
    while "Ctrl-C" not in said:
        line = running.stdout.readline()
        assert line, f"it ended: {said}"
        said += line
    assert f"The last worker of the dask cluster at {cluster.address} is gone" in said
    # Long enough to say it again.
    time.sleep(2 * (DaskCrew.patience or 0))
    cluster.worker()
    rest, wrong = running.communicate(timeout=240)
    assert (running.returncode, wrong) == (0, "")
    assert "last worker" not in rest
    assert all(report is not None and report.state == "graded" for report in stored(tmp_path / "book.db").values())


@needs_sandlock
def test_when_the_dask_scheduler_is_gone_the_run_ends_in_a_sentence_and_the_next_one_goes_on(
    large: Path, tmp_path: Path, cluster: Cluster
) -> None:
    book = tmp_path / "book.db"
    running = on_dask(large, book, cluster)
    cluster.scheduler.kill()
    _, wrong = running.communicate(timeout=60)
    assert running.returncode == 3
    assert wrong.count("\n") == 1
    assert f"The dask cluster at {cluster.address} is gone" in wrong
    assert "goes on from there" in wrong
    kept = stored(book)
    assert None in kept.values(), "the class was done before the scheduler was gone"
    assert all(report is None or report.state == "graded" for report in kept.values())
    cluster.end()
    again = Cluster(tmp_path)
    try:
        rest, _ = on_dask(large, book, again).communicate(timeout=240)
    finally:
        again.end()
    assert "last worker" not in rest
    assert all(report is not None and report.state == "graded" for report in stored(book).values())


def bulk(submissions: Path, book: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [GRADE, "bulk", str(submissions), "--gradebook", str(book), "--workers", "2", *words]
    return subprocess.run(command, env=PLAIN, capture_output=True, text=True, timeout=240, check=False)


def marks(book: Path) -> dict[str, float | None]:
    with Gradebook.open(book, "initialization", create=False) as opened:
        return {student: standing.score for student, standing in opened.standings().items()}


def stored(book: Path) -> dict[str, Report | None]:
    with Gradebook.open(book, "initialization", create=False) as opened:
        return {member.student: report for member, _, report in opened.reports()}


@needs_sandlock
def test_the_command_fills_a_gradebook_and_does_nothing_twice(
    classes: Path, tmp_path: Path, alone: dict[str, bytes]
) -> None:
    book = tmp_path / "book.db"
    first = bulk(classes, book)
    assert first.returncode == 1, first.stderr
    assert {name: reports.encode(timeless(report)) for name, report in stored(book).items() if report} == alone
    before = marks(book)
    started = time.monotonic()
    assert bulk(classes, book).returncode == 1
    assert time.monotonic() - started < 15
    assert marks(book) == before
    with Gradebook.open(book, "initialization") as opened:
        assert all(len(opened.history(student)) == 1 for student in before)


@needs_sandlock
def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path, assignment: Assignment) -> None:
    folder, book = tmp_path / "class", tmp_path / "book.db"
    kinds = classroom.make_class(folder, 90, seed=5)
    command = [GRADE, "bulk", str(folder), "--gradebook", str(book), "--workers", "1"]
    said = tmp_path / "said"
    with open(said, "w") as stderr:
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr, start_new_session=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (book.exists() and recorded(book) >= 4):
        time.sleep(0.1)
    running.kill()
    running.wait()
    kept = recorded(book)
    assert 4 <= kept < len(kinds)
    deadline = time.monotonic() + 10
    while living(running.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not living(running.pid), "workers and wardens end with their parent"
    assert said.read_text() == ""
    bulk(folder, book)
    kept_reports = {name: reports.encode(timeless(report)) for name, report in stored(book).items() if report}
    assert kept_reports == run(assignment, folder, 2)


def living(session: int) -> list[str]:
    """The processes of a session that have not ended."""
    command = ["pgrep", "--session", str(session), "--runstates", "R,S,D,T"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()


def recorded(book: Path) -> int:
    try:
        with sqlite3.connect(f"file:{book}?mode=ro", uri=True) as database:
            return int(database.execute("select count(*) from grade_results").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@needs_sandlock
def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(tmp_path: Path) -> None:
    book, folder = tmp_path / "book.db", tmp_path / "class"
    classroom.make_class(folder, 600, seed=9)
    command = [GRADE, "bulk", str(folder), "--gradebook", str(book), "--workers", "2"]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and recorded(book) < 2:
        time.sleep(0.1)
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=20)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert recorded(book) >= 2
    assert "the same command again goes on" in said


@needs_sandlock
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_ended_politely_it_leaves_no_copy_of_the_classs_work(tmp_path: Path, number: signal.Signals) -> None:
    folder, scratch = tmp_path / "class", tmp_path / "scratch"
    classroom.make_class(folder, 60, seed=9)
    scratch.mkdir()
    packed = shutil.make_archive(str(tmp_path / "class"), "zip", folder)
    running = subprocess.Popen(
        [GRADE, "bulk", packed, "--gradebook", str(tmp_path / "book.db"), "--workers", "2"],
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not any(scratch.glob("grade-intake-*")):
        time.sleep(0.05)
    time.sleep(0.5)
    running.send_signal(number)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "the same command again goes on" in said or said == "grade: interrupted\n"
    assert list(scratch.glob("grade-intake-*")) == []


@needs_sandlock
@pytest.mark.parametrize("after", [0.2, 0.5, 0.8])
def test_ctrl_c_while_workers_start_is_one_line(tmp_path: Path, after: float) -> None:
    book, folder = tmp_path / "book.db", tmp_path / "class"
    classroom.make_class(folder, 30, seed=9)
    running = subprocess.Popen(
        [GRADE, "bulk", str(folder), "--gradebook", str(book), "--workers", "4"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    time.sleep(after)
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=20)
    assert running.returncode == 130
    assert re.fullmatch(r"grade: interrupted[^\n]*\n", said)


@needs_sandlock
def test_a_roster_that_knows_nobody_strikes_nobody_off(tmp_path: Path) -> None:
    folder, book = tmp_path / "class", tmp_path / "book.db"
    shutil.copytree(ROOT / "assignment", folder / "ann")
    (tmp_path / "mine.csv").write_text("Name,Student ID\nann,1\nbob,2\n")
    (tmp_path / "other.csv").write_text("Name,Student ID\nyuri,3\n")
    bulk(folder, book, "--roster", str(tmp_path / "mine.csv"))
    said = bulk(folder, book, "--roster", str(tmp_path / "other.csv")).stdout
    assert "The only submission is not of a student on the roster" in said
    assert "struck off" not in said
    assert {"ann", "2"} <= stored(book).keys()
    said = bulk(folder, book, "--roster", str(tmp_path / "mine.csv")).stdout
    assert "struck off: 1 student" in said


@needs_sandlock
def test_a_signal_that_a_submission_sends_itself_counts_alone_as_in_a_class(tmp_path: Path) -> None:
    folder, book = tmp_path / "class", tmp_path / "book.db"
    reference = (ROOT / "solutions" / "reference" / "initialize_parameters_he.py").read_text()
    for student, name in (("ann", "SIGINT"), ("bob", "SIGHUP")):
        folder.joinpath(student).mkdir(parents=True)
        meddling = f"np.random.seed(3)\n    import os, signal; os.kill(os.getpid(), signal.{name})\n"
        (folder / student / "he.py").write_text(reference.replace("np.random.seed(3)\n", meddling))
        assert meddling in (folder / student / "he.py").read_text()
    bulk(folder, book)
    assert marks(book) == {"ann": 0.0, "bob": 0.0}
    command = f"trap '' INT HUP; exec {GRADE} check {folder / 'ann'}"
    alone = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=100, check=False)
    assert "It raised KeyboardInterrupt" in alone.stdout


@needs_sandlock
def test_a_mark_that_moves_because_the_work_did_is_told(tmp_path: Path) -> None:
    folder, book = tmp_path / "class", tmp_path / "book.db"
    shutil.copytree(ROOT / "assignment", folder / "ann")
    shutil.copytree(ROOT / "assignment", folder / "bob")
    bulk(folder, book)
    shutil.copy(ROOT / "solutions" / "reference" / "initialize_parameters_he.py", folder / "ann")
    said = bulk(folder, book).stdout
    assert "1 graded before and unchanged." in said
    assert "Changed since they were graded, with another mark: ann 0 → 40." in said


def test_a_mark_is_not_taken_away_because_workers_died(tmp_path: Path, assignment: Assignment, wall: Wall) -> None:
    report = grade(ROOT / "assignment", assignment, wall)
    info = SubmissionInfo(name="ann", sha256=None, source="ann")
    lost = unscored(assignment, info, "internal_error", "The worker died, twice.", "none")
    with Gradebook.open(tmp_path / "book.db", "initialization") as book:
        book.record([Result("ann", "1" * 64, "checks", None, report)])
        with Recorder(book, book.standings(), "checks") as recorder:
            recorder.add(Graded("ann", None, None, lost))
            recorder.add(Graded("bob", None, None, lost))
        assert (recorder.kept, recorder.unchanged) == (1, 0)
        assert {name: standing.state for name, standing in book.standings().items()} == {
            "ann": "graded",
            "bob": "internal_error",
        }


def test_what_has_come_is_written_though_nothing_more_comes(
    assignment: Assignment, classes: Path, tmp_path: Path
) -> None:
    with Gradebook.open(tmp_path / "book.db", "initialization") as book:
        recorder = Recorder(book, {}, "checks")
        seen: list[int] = []

        def idle() -> None:
            recorder.idle()
            seen.append(len(book.standings()))

        orders = Orders(assignment.name, unconfined=True)
        batch = Batch(assignment, orders, LocalCrew(1), lambda _: None, confinement(), idle)
        sleepy = tmp_path / "sleepy.py"
        sleepy.write_text(
            "import time\ndef initialize_parameters_he(d, woken=[]):\n    woken or time.sleep(6)\n    woken.append(1)\n"
        )
        [broken] = [task.path for task in tasks(classes) if task.student == "broken"]
        piece = [Task(f"quick{n}", broken) for n in range(PIECE)]
        with recorder:
            for graded in batch.run([*piece, Task("sleepy", sleepy)]):
                recorder.add(graded)
        assert max(seen, default=0) >= PIECE
        assert len(book.standings()) == PIECE + 1


@needs_sandlock
def test_a_changed_submission_is_graded_again_and_the_old_report_is_kept(tmp_path: Path) -> None:
    folder, book = tmp_path / "class", tmp_path / "book.db"
    shutil.copytree(ROOT / "assignment", folder / "ann")
    bulk(folder, book)
    assert marks(book) == {"ann": 0.0}
    shutil.copy(ROOT / "solutions" / "reference" / "initialize_parameters_he.py", folder / "ann")
    bulk(folder, book)
    assert marks(book) == {"ann": 40.0}
    with Gradebook.open(book, "initialization") as opened:
        assert len(opened.history("ann")) == 2


@needs_sandlock
def test_the_same_code_in_another_layout_is_not_run_again_but_told_in_its_own_places(tmp_path: Path) -> None:
    folder, book = tmp_path / "class", tmp_path / "book.db"
    source = (ROOT / "solutions" / "reference" / "initialize_parameters_he.py").read_text()
    for student, text in (("ann", source), ("bob", "# mine\n\n\n" + source)):
        (folder / student).mkdir(parents=True)
        for name in ("zeros", "random"):
            shutil.copy(ROOT / "solutions" / "reference" / f"initialize_parameters_{name}.py", folder / student)
        (folder / student / "initialize_parameters_he.py").write_text(text)
    shutil.move(folder / "bob", tmp_path / "bob")
    bulk(folder, book)
    shutil.move(tmp_path / "bob", folder / "bob")
    bulk(folder, book)
    kept = stored(book)
    assert kept["ann"] is not None
    assert kept["bob"] is not None
    lines = [kept[name].functions[2].location.line for name in ("ann", "bob")]  # type: ignore[union-attr]
    assert lines[1] == (lines[0] or 0) + 3
    assert [check.seconds for check in kept["ann"].functions[0].checks] == [
        check.seconds for check in kept["bob"].functions[0].checks
    ]


@needs_sandlock
@pytest.mark.parametrize("line", ["sys._getframe().f_lineno", "sys._getframe().f_code.co_firstlineno"])
def test_code_that_looks_at_its_own_layout_is_run_in_every_layout(tmp_path: Path, line: str) -> None:
    source = (ROOT / "solutions" / "reference" / "initialize_parameters_he.py").read_text()
    source = "import sys\n" + source.replace("np.random.seed(3)", f"np.random.seed({line} % 2 + 3)")
    folder, book = tmp_path / "class", tmp_path / "book.db"
    for student, text in (("ann", source), ("bob", f"# one more\n{source}"), ("cid", f"# two\n# more\n{source}")):
        (folder / student).mkdir(parents=True)
        (folder / student / "initialize_parameters_he.py").write_text(text)
    bulk(folder, book, "--workers", "1")
    with Wall() as wall:
        alone = {path.name: grade(path, load("initialization"), wall).score for path in folder.iterdir()}
    assert marks(book) == alone
    assert marks(book)["ann"] == marks(book)["cid"] != marks(book)["bob"]


@needs_sandlock
def test_two_runs_on_one_gradebook_at_once_both_end_well(
    classes: Path, tmp_path: Path, alone: dict[str, bytes]
) -> None:
    book = tmp_path / "book.db"
    command = [GRADE, "bulk", str(classes), "--gradebook", str(book), "--workers", "1"]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for running in both:
        _, said = running.communicate(timeout=240)
        assert running.returncode == 1, said
    assert {name: reports.encode(timeless(report)) for name, report in stored(book).items() if report} == alone


@needs_sandlock
def test_a_regrade_shows_who_moves_and_replaces_nothing_unasked(tmp_path: Path) -> None:
    folder, book = tmp_path / "class", tmp_path / "book.db"
    shutil.copytree(ROOT / "assignment", folder / "ann")
    bulk(folder, book)
    shutil.copy(ROOT / "solutions" / "reference" / "initialize_parameters_he.py", folder / "ann")
    asked = bulk(folder, book, "--regrade")
    assert asked.returncode == 1
    assert "--regrade --yes" in asked.stdout
    assert marks(book) == {"ann": 0.0}
    done = bulk(folder, book, "--regrade", "--yes")
    assert "40" in done.stdout
    assert marks(book) == {"ann": 40.0}


HOSTILE = (
    "always_equal.py",
    "answers_for_the_others.py",
    "fork_bomb.py",
    "frames_with_the_right_token.py",
    "interrupts_the_user.py",
    "kills_everyone.py",
    "leaves_a_demon.py",
    "many_files.zip",
    "os_exit_zero.py",
    "patched_numpy.py",
    "poisoned_modules.py",
    "writes_files.py",
)


@needs_sandlock
def test_hostile_works_among_honest_ones_change_nobody_elses_mark(
    assignment: Assignment, tmp_path: Path, wall: Wall
) -> None:
    folder = tmp_path / "class"
    kinds = classroom.make_class(folder, 27, seed=11)
    allowed = tomllib.loads((ROOT / "solutions" / "hostile" / "verdicts.toml").read_text())
    hostile = {}
    for number, name in enumerate(HOSTILE):
        # Between the honest ones, as workers take them.
        target = folder / f"student{2 * number:05d}x"
        target.mkdir()
        shutil.copy(ROOT / "solutions" / "hostile" / name, target)
        hostile[target.name] = sum(allowed[name]["points"].values())
    graded = run(assignment, folder, 2)
    for student in kinds:
        assert graded[student] == reports.encode(timeless(grade(folder / student, assignment, wall)))
    for student, kind in kinds.items():
        assert (reports.decode(graded[student]).score == 100) == (kind == "right")
    for student, most in hostile.items():
        assert (reports.decode(graded[student]).score or 0) <= most


def test_a_class_is_not_graded_unconfined_unless_told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.console import Console

    from grader import classwork

    monkeypatch.setattr(classwork, "confinement", lambda: "none")
    with pytest.raises(classwork.Refused, match="--unconfined"):
        classwork.run(
            tmp_path, load("initialization"), classwork.ClassWish(str(tmp_path / "g.db")), Console(quiet=True)
        )
    assert not (tmp_path / "g.db").exists()


@needs_sandlock
def test_what_an_interrupted_regrade_left_is_not_adopted_by_a_later_one(tmp_path: Path) -> None:
    first, second, book = tmp_path / "first", tmp_path / "second", tmp_path / "book.db"
    shutil.copytree(ROOT / "assignment", first / "ann")
    shutil.copytree(ROOT / "assignment", second / "bob")
    bulk(first, book)
    with Gradebook.open(book, "initialization") as opened:
        better = opened.report("ann")
        assert better is not None
        left = Result("ann", "0" * 64, "other checks", None, msgspec.structs.replace(better, score=99.0))
        opened.record([left], proposed=True)
    bulk(second, book, "--regrade", "--yes")
    assert marks(book) == {"ann": 0.0, "bob": 0.0}


@needs_sandlock
def test_a_students_folder_that_is_a_link_is_a_row_without_a_mark(tmp_path: Path) -> None:
    folder, book = tmp_path / "class", tmp_path / "book.db"
    shutil.copytree(ROOT / "assignment", folder / "ann")
    (folder / "bob").symlink_to(ROOT / "solutions" / "reference")
    assert bulk(folder, book).returncode == 1
    assert marks(book) == {"ann": 0.0, "bob": None}
    report = stored(book)["bob"]
    assert report is not None
    assert (report.state, report.score) == ("ungradable", None)
    assert report.message == "bob is a link, and was not followed: put what it leads to itself there."
    assert bulk(folder, book).returncode == 1
    with Gradebook.open(book, "initialization") as opened:
        assert len(opened.history("bob")) == 1


@needs_sandlock
def test_who_handed_in_nothing_that_is_still_there_keeps_the_mark_and_is_named(tmp_path: Path) -> None:
    folder, book = tmp_path / "class", tmp_path / "book.db"
    (tmp_path / "class.csv").write_text("Name,Student ID\nann,1\nbob,2\n")
    for student in ("ann", "bob"):
        shutil.copytree(ROOT / "assignment", folder / student)
    first = bulk(folder, book, "--roster", str(tmp_path / "class.csv"))
    assert "earlier run" not in first.stdout
    shutil.rmtree(folder / "ann")
    later = bulk(folder, book, "--roster", str(tmp_path / "class.csv"))
    assert later.returncode == 0
    assert later.stdout.splitlines()[-1].endswith("kept what an earlier run gave: ann.")
    assert marks(book) == {"ann": 0.0, "bob": 0.0}
    assert list(stored(book)) == ["ann", "bob"]


@needs_sandlock
def test_a_second_run_says_in_a_pipe_that_nothing_was_graded_again(tmp_path: Path) -> None:
    folder, book = tmp_path / "class", tmp_path / "book.db"
    for student in ("ann", "bob"):
        shutil.copytree(ROOT / "assignment", folder / student)
    (folder / "cid").mkdir()
    assert "unchanged" not in bulk(folder, book).stdout
    assert "All graded before and unchanged.\n" in bulk(folder, book).stdout
    shutil.copy(ROOT / "solutions" / "reference" / "initialize_parameters_he.py", folder / "ann")
    assert "2 graded before and unchanged.\n" in bulk(folder, book).stdout


@needs_sandlock
@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_bar_fits_the_terminal_and_says_what_its_times_are(tmp_path: Path, width: int) -> None:
    shutil.copytree(ROOT / "assignment", tmp_path / "class" / "ann")
    command = f"{GRADE} bulk {tmp_path / 'class'} --gradebook {tmp_path / 'book.db'}"
    shown = pexpect.run(command, env={**PLAIN, "TERM": "xterm", "NO_COLOR": "1"}, dimensions=(24, width)).decode()
    drawn = re.findall(r"[^\r\n]*1/1[^\r\n]*", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "\n", shown))
    assert drawn, shown
    assert all(len(line) <= width and "…" not in line for line in drawn)
    assert all(re.search(r"\d left 1 zero", line) for line in drawn)
    assert all(("elapsed" in line) == (width == 120) for line in drawn)


ODD = (
    "Doe, Jane",
    "José",
    "李小龙",
    "Ann  Lee",
    "🦊 Fox",
    "=cmd|' calc'!A0",
    "+1",
    "@SUM(A1)",
    'O\'Neil "Bob"',
    "A\nB",
    "n" * 250,
)


@needs_sandlock
def test_a_class_of_odd_names_is_graded_and_read_by_others_in_every_form(tmp_path: Path) -> None:
    folder, book = tmp_path / "class", tmp_path / "book.db"
    for name in ODD:
        shutil.copytree(ROOT / "assignment", folder / name)
    names = [*ODD, "m" * 300]
    with open(tmp_path / "class.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [["Name", "SIS User ID"], *([name, f"s{place}"] for place, name in enumerate(names))]
        )
    done = bulk(folder, book, "--roster", str(tmp_path / "class.csv"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{len(ODD)} submissions (folders), 1 student without one\n─")

    def exported(form: str) -> Path:
        command = [GRADE, "gradebook", "export", str(book), "--format", form, "--output", str(tmp_path / form)]
        subprocess.run(command, env=PLAIN, capture_output=True, timeout=60, check=True)
        return tmp_path / form

    for form, column in (("csv", "name"), ("canvas", "Student"), ("moodle", "Full name")):
        with open(exported(form), newline="", encoding="utf-8-sig") as file:
            rows = [row for row in csv.DictReader(file) if "Points Possible" not in row[column]]
        assert sorted(row[column].removeprefix("'") for row in rows) == sorted(names), form
        assert not any(cell.startswith(("=", "+", "-", "@", "\n")) for row in rows for cell in row.values() if cell)
    lines = exported("jsonl").read_text(encoding="utf-8").split("\n")
    assert {line["name"]: line["ids"]["sis_user_id"] for line in map(json.loads, filter(None, lines))} == {
        name: f"s{place}" for place, name in enumerate(names)
    }
    results = [json.loads(path.read_text(encoding="utf-8")) for path in exported("gradescope").glob("*/results.json")]
    assert [result["score"] for result in results] == [0] * len(ODD)
