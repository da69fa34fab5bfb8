"""What tests of gradebooks share: Reports of any marks, awkward names, and a PostgreSQL server of their own."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from grader.gradebook import Gradebook, Member, Result
from grader.report import Cause, CheckResult, Environment, FunctionResult, Place, Report, SubmissionInfo, Training

NAMES = (
    "Doe, Jane", "O'Neil \"Bob\" Jr.", "=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\tTab", "\rReturn", "A\nB",
    "李小龙", "🦊 Fox", "Łukasz Żółć", "n" * 300, "<script>alert(1)</script>", "\x1b[31mRed", "",
)  # fmt: skip
TITLES = {"expected": 10.0, "form": 4.0, "training": 6.0}
ENVIRONMENT = Environment(grader="1", python="3.11", numpy="2", platform="Linux", confinement="sandlock")


def report(*statuses: str, name: str = "work", misconception: str | None = "seed_removed", **changes: object) -> Report:
    """A Report of two functions, `first` and `second`, whose three checks each ended so; "passed" where not given."""
    ends = [*statuses, *["passed"] * 6][:6]
    functions = [_function("first", ends[:3], misconception), _function("second", ends[3:], misconception)]
    made = Report(
        assignment="homework",
        submission=SubmissionInfo(name=name, sha256="ab" * 32, source=f"{name}.py"),
        state="graded",
        message=None,
        score=sum(function.score for function in functions),
        max_score=40.0,
        functions=functions,
        environment=ENVIRONMENT,
    )
    return msgspec.structs.replace(made, **changes)


def _function(name: str, statuses: list[str], misconception: str | None) -> FunctionResult:
    cause = Cause(
        message="W1[0, 0] is <1>, expected 2 & no more.", help="Look at the seed.", misconception=misconception
    )
    checks = [
        CheckResult(
            id=f"{name}.{kind}", title=f"The {kind} check", family="property", status=status,  # type: ignore[arg-type]
            score=points if status == "passed" else 0.0, max_score=points, seconds=0.25,
            cause=None if status == "passed" else cause,
        )
        for (kind, points), status in zip(TITLES.items(), statuses, strict=True)
    ]  # fmt: skip
    return FunctionResult(
        name=name,
        score=sum(check.score for check in checks),
        max_score=20.0,
        state="graded",
        location=Place(file="work.py", line=3),
        checks=checks,
        training=Training(costs=[(0, None), (1000, 0.5)], train_accuracy=0.9, test_accuracy=0.8),
        printed="hello\x1b[0m\n",
    )


FULL = report()
HALF = report("failed", "not_run", "failed")
NOTHING = report(*["failed"] * 6)
UNREADABLE = report(state="ungradable", score=None, functions=[], message="work.py is <no> Python.")
BROKEN = report("internal_error", state="internal_error", score=None, message="The grader itself failed here.")


def result(student: str, graded: Report = FULL, fingerprint: str = "checks-1", code: str | None = None) -> Result:
    return Result(student, graded.submission.sha256, fingerprint, code, graded)


def small_class(book: Gradebook) -> None:
    """Ann has full marks, Bob half, Cid's could not be read, the grader failed on Dan's, Eve handed nothing in."""
    people = {"ann": "Ann Ash", "bob": "Bob Birch", "cid": "Cid Cedar", "dan": "Dan Dogwood", "eve": "Eve Elm"}
    book.enrol(
        Member(
            student,
            name,
            {"canvas_id": str(70 + place), "moodle_identifier": f"Participant {90 + place}"},
            None,
            place == 1,
            handed_in=student != "eve",
        )
        for place, (student, name) in enumerate(people.items())
    )
    marks = {"ann": FULL, "bob": HALF, "cid": UNREADABLE, "dan": BROKEN}
    book.record(result(student, graded) for student, graded in marks.items())


def run_python(code: str, *arguments: str) -> subprocess.Popen[str]:
    """A Python of its own that can import what tests can."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server that runs while the context does. Skips the test where none is installed."""
    bin_ = _postgres_programs()
    if os.geteuid() == 0 and not any(user.pw_name == "postgres" for user in pwd.getpwall()):
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres here")
    as_whom = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    home = Path(tempfile.mkdtemp(prefix="grade-postgres-"))
    password, secret = secrets.token_hex(16), home / "password"
    secret.write_text(password)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    if as_whom:
        shutil.chown(home, "postgres")
        shutil.chown(secret, "postgres")
    data = home / "data"
    initdb = [bin_ / "initdb", "-D", data, "-U", "grader", "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8",
              "--locale=C", "--no-sync", "--no-instructions"]  # fmt: skip
    server = [bin_ / "postgres", "-D", data, "-p", str(port), "-c", "listen_addresses=127.0.0.1",
              "-c", "unix_socket_directories=", "-c", "fsync=off"]  # fmt: skip
    try:
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=home, **as_whom)  # type: ignore[call-overload]
        with open(home / "log", "wb") as log:
            process = subprocess.Popen(server, stdout=log, stderr=log, cwd=home, **as_whom)  # type: ignore[call-overload]
        try:
            _wait_for(port, process, home / "log")
            yield f"postgresql://grader:{password}@127.0.0.1:{port}/postgres"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)
    finally:
        shutil.rmtree(home)


def _postgres_programs() -> Path:
    found = shutil.which("pg_ctl")
    homes = [Path(found).resolve().parent] if found else []
    homes += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for home in homes:
        if (home / "initdb").exists() and (home / "postgres").exists():
            return home
    pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql)")


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 20
    while b"ready to accept connections" not in log.read_bytes():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)
    socket.create_connection(("127.0.0.1", port), 5).close()
