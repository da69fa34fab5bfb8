"""What a gradebook promises: nothing recorded is lost, nothing is half done, and every trouble is one sentence."""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import subprocess
import sys
import time
import tracemalloc
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from gradebooking import (
    BROKEN,
    FULL,
    HALF,
    NAMES,
    NOTHING,
    postgres,
    report,
    result,
    run_python,
    small_class,
)

from grader.gradebook import Gradebook, GradebookError, Member, Result, Standing
from grader.report import encode


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new gradebook may be made, in both kinds of database."""
    if request.param == "sqlite":
        return str(tmp_path / "gradebook.db")
    import psycopg

    url: str = request.getfixturevalue("server")
    name = f"book_{random.randrange(10**12)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return url.rpartition("/")[0] + "/" + name


def opened(target: str | Path, **options: float) -> Gradebook:
    return Gradebook.open(target, "homework", **options)  # type: ignore[arg-type]


def test_what_was_recorded_is_there_again_whole(target: str) -> None:
    with opened(target) as book:
        small_class(book)
    with opened(target) as book:
        standings = book.standings()
        assert [(member.student, standing and standing.score) for member, standing, _ in book.reports()] == [
            ("ann", 40.0), ("bob", 20.0), ("cid", None), ("dan", None), ("eve", None)
        ]  # fmt: skip
        assert [standings[student].state for student in standings] == [
            "graded",
            "graded",
            "ungradable",
            "internal_error",
        ]
        assert encode(book.report("bob") or FULL) == encode(HALF)
        assert book.report("eve") is None
        assert book.members()[1] == Member(
            "bob", "Bob Birch", {"canvas_id": "71", "moodle_identifier": "Participant 91"}, None, True
        )
        assert isinstance(standings["ann"], Standing)
        assert standings["ann"].recorded.endswith("Z")


def test_any_name_is_kept_as_it_is(target: str) -> None:
    with opened(target) as book:
        book.enrol(Member(f"key {name}", name, {"login": name}) for name in NAMES)
        kept = {member.student: member for member in book.members()}
    assert all(kept[f"key {name}"] == Member(f"key {name}", name, {"login": name}) for name in NAMES)


def test_what_no_database_can_hold_is_replaced_not_refused(target: str) -> None:
    with opened(target) as book:
        book.enrol([Member("a", "nul\0", {"login": "half\udc80"})])
        assert book.members() == [Member("a", "nul\N{REPLACEMENT CHARACTER}", {"login": "half?"})]


def test_the_newest_report_counts_and_the_older_stay_in_the_history(target: str) -> None:
    with opened(target) as book:
        for graded in (NOTHING, HALF, FULL):
            book.record([result("ann", graded)])
        assert book.standings()["ann"].score == 40.0
        assert [(past.status, past.report.score) for past in book.history("ann")] == [
            ("superseded", 0.0), ("superseded", 20.0), ("current", 40.0)
        ]  # fmt: skip


def test_of_two_results_in_one_call_the_later_counts(target: str) -> None:
    with opened(target) as book:
        book.record([result("ann", NOTHING), result("bob"), result("ann", FULL)])
        assert {student: standing.score for student, standing in book.standings().items()} == {"ann": 40.0, "bob": 40.0}


def test_a_call_records_all_or_nothing(target: str) -> None:
    def breaks_off() -> Iterator[Result]:
        yield result("ann")
        raise RuntimeError

    with opened(target) as book:
        with pytest.raises(RuntimeError):
            book.record(breaks_off())
        with pytest.raises(GradebookError):
            book.record([result("ann"), Result("bob", None, None, None, FULL)])  # type: ignore[arg-type]
        assert book.standings() == {}
        book.record([result("ann")])
        assert list(book.standings()) == ["ann"]


def test_enrolling_again_brings_members_up_to_date_and_touches_no_marks(target: str) -> None:
    with opened(target) as book:
        small_class(book)
        before, ids = book.standings(), {member.student: member.ids for member in book.members()}
        book.enrol(book.members())
        book.enrol([Member("eve", "Eve Oak", ids["eve"], "2026-01-01T10:00:00", True), Member("fay", "Fay")])
        assert book.standings() == before
        assert [member.name for member in book.members()][-2:] == ["Eve Oak", "Fay"]
        assert book.members()[-2].late


def test_what_a_roster_told_stays_where_the_next_run_has_none(target: str) -> None:
    with opened(target) as book:
        book.enrol([Member("7", "Ash, Ann", {"canvas_id": "7", "email": "ann@x.edu"})], roster=True)
        book.enrol([Member("7", "ashann", {"canvas_id": "7"}, "2026-01-01T10:00:00")])
        (ann,) = book.members()
        assert (ann.name, ann.ids) == ("Ash, Ann", {"canvas_id": "7", "email": "ann@x.edu"})
        assert ann.submitted == "2026-01-01T10:00:00"
        book.enrol([Member("7", "Ash, Anna", {"canvas_id": "7"})], roster=True)
        (ann,) = book.members()
        assert (ann.name, ann.ids) == ("Ash, Anna", {"canvas_id": "7"})


def test_somebody_whom_nobody_enrolled_is_not_lost(target: str) -> None:
    with opened(target) as book:
        book.record([result("zoe")])
        assert book.members() == [Member("zoe", "zoe")]


def test_a_regrade_changes_nothing_until_it_is_adopted_at_once(target: str) -> None:
    with opened(target) as book:
        book.record([result("ann", FULL), result("bob", HALF)])
        book.record([result("ann", NOTHING, "checks-2"), result("bob", NOTHING, "checks-2")], proposed=True)
        book.record([result("ann", HALF, "checks-2")], proposed=True)
        assert [standing.score for standing in book.standings().values()] == [40.0, 20.0]
        assert [standing.score for standing in book.standings(proposed=True).values()] == [20.0, 0.0]
        assert book.adopt() == 2
        assert [standing.score for standing in book.standings().values()] == [20.0, 0.0]
        assert [past.status for past in book.history("ann")] == ["superseded", "current"]
        assert book.proposed_moves() == []


def test_a_discarded_regrade_leaves_no_trace(target: str) -> None:
    with opened(target) as book:
        book.record([result("ann", FULL)])
        book.record([result("ann", NOTHING)], proposed=True)
        assert book.discard_proposed() == 1
        assert book.adopt() == 0
        assert [past.report.score for past in book.history("ann")] == [40.0]


def test_moves_say_who_by_how_much_and_which_checks(target: str) -> None:
    dearer = report("failed")
    checks = [*dearer.functions[0].checks]
    checks[1] = type(checks[1])(id="first.form", title="The form check", family="property", status="passed",
                                score=5.0, max_score=5.0, seconds=0.0)  # fmt: skip
    function = type(dearer.functions[0])(name="first", score=11.0, max_score=21.0, state="graded",
                                         location=dearer.functions[0].location, checks=checks)  # fmt: skip
    moved = report(functions=[function, dearer.functions[1]], score=31.0, max_score=41.0)
    with opened(target) as book:
        book.enrol([Member("ann", "Ann Ash"), Member("bob", "Bob"), Member("cid", "Cid"), Member("dan", "Dan")])
        book.record([result("ann", FULL), result("bob", HALF), result("cid", HALF)])
        book.record([result("ann", moved), result("bob", HALF), result("cid", BROKEN), result("dan")], proposed=True)
        ann, cid, dan = book.proposed_moves()
    assert (ann.student, ann.name, ann.old, ann.new) == ("ann", "Ann Ash", 40.0, 31.0)
    assert ann.reasons == [
        "first, “The expected check”: passed before, now failed: W1[0, 0] is <1>, expected 2 & no more.",
        "first, “The form check”: worth 4 points before, now 5",
    ]
    assert (cid.old, cid.new) == (20.0, None)
    assert cid.reasons[0] == "graded before, now without a mark (The grader itself failed here.)"
    assert (dan.old, dan.new, dan.reasons) == (None, 40.0, ["not graded before"])


def test_a_report_is_reused_for_the_same_code_under_the_same_checks_only(target: str) -> None:
    with opened(target) as book:
        book.record([result("ann", HALF, "checks-1", "code-1"), result("bob", BROKEN, "checks-1", "code-2")])
        book.record([result("cid", FULL, "checks-1", None)])
        assert book.same_code("code-1", "checks-1") == HALF
        assert book.same_code("code-1", "checks-2") is None
        assert book.same_code("code-2", "checks-1") is None, "our failure is no verdict on the code"
        assert book.known_code("checks-1") == {"code-1"}


WRITER = """
import sys
from gradebooking import FULL, result
from grader.gradebook import Gradebook, Member
target, who = sys.argv[1:]
sys.stdin.readline()
with Gradebook.open(target, "homework") as book:
    for number in range(30):
        book.enrol([Member(f"s{number}", f"by {who}"), Member(f"{who}{number}", who)])
        book.record([result(f"s{number}", FULL, who), result(f"{who}{number}", FULL, who)])
"""


def test_several_processes_may_make_and_write_one_gradebook_at_once(target: str) -> None:
    writers = [run_python(WRITER, target, who) for who in ("a", "b", "c")]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    assert [writer.communicate(timeout=60)[1] for writer in writers] == ["", "", ""]
    with opened(target) as book:
        assert len(book.standings()) == len(book.members()) == 120
        assert {len(book.history(f"s{number}")) for number in range(30)} == {3}


def test_a_reader_sees_one_moment_and_does_not_stop_writers(target: str) -> None:
    with opened(target) as book, opened(target) as other:
        small_class(book)
        entries = book.reports()
        next(entries)
        other.record([result("bob", FULL), result("eve", FULL), result("fay", FULL)])
        assert [graded and graded.score for _, _, graded in entries] == [20.0, None, None, None]


@pytest.mark.parametrize("round_", range(2))
def test_kill_minus_nine_loses_nothing_that_was_committed(tmp_path: Path, round_: int) -> None:
    code = """
import sys
from gradebooking import FULL, result
from grader.gradebook import Gradebook
with Gradebook.open(sys.argv[1], "homework") as book:
    number = 0
    while True:
        book.record([result(f"s{number}"), result(f"t{number}")])
        print(number, flush=True)
        number += 1
"""
    path = tmp_path / "gradebook.db"
    writer = run_python(code, str(path))
    assert writer.stdout is not None
    said = [writer.stdout.readline() for _ in range(20 + 7 * round_)]
    writer.kill()
    said += writer.communicate()[0].splitlines()
    with opened(path) as book:
        there = book.standings()
        assert {f"{letter}{int(line)}" for line in said for letter in "st"} <= set(there)
        assert len(there) % 2 == 0, "the last transaction is there whole or not at all"
        book.record([result("after")])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_kill_minus_nine_while_a_regrade_is_adopted_leaves_the_old_or_the_new_marks(tmp_path: Path) -> None:
    code = """
import sys
from gradebooking import FULL, result
from grader.gradebook import Gradebook
with Gradebook.open(sys.argv[1], "homework") as book:
    number = 0
    while True:
        book.record([result(f"s{student}", FULL, str(number)) for student in range(100)], proposed=True)
        print(number, flush=True)
        book.adopt()
        number += 1
"""
    path = tmp_path / "gradebook.db"
    for _ in range(2):
        writer = run_python(code, str(path))
        assert writer.stdout is not None
        for _ in range(3):
            writer.stdout.readline()
        writer.kill()
        writer.communicate()
        with opened(path) as book:
            marks = [standing.fingerprint for standing in book.standings().values()]
        assert (len(marks), len(set(marks))) == (100, 1)


def test_a_locked_gradebook_is_waited_for_and_then_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.db"
    with opened(path, patience=0.3) as book, opened(path, patience=30.0) as patient:
        book.record([result("ann")])
        locker = run_python(
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('BEGIN EXCLUSIVE'); print(flush=True);"
            "sys.stdin.readline(); c.rollback()", str(path)
        )  # fmt: skip
        assert locker.stdout is not None
        locker.stdout.readline()
        with pytest.raises(
            GradebookError, match=r"^Another program has kept .*gradebook\.db locked for 0\.3 seconds: wait"
        ):
            book.record([result("bob")])
        assert list(book.standings()) == ["ann"], "reading goes on"
        locker.communicate("\n")
        patient.record([result("cid")])
        assert list(book.standings()) == ["ann", "cid"]


def test_a_locked_postgresql_gradebook_is_said_in_a_sentence(server: str) -> None:
    import psycopg

    from grader.gradebook.database import POSTGRES_LOCK

    with opened(server, patience=0.3) as book, psycopg.connect(server) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [POSTGRES_LOCK])
        with pytest.raises(
            GradebookError, match=r"^Another program has kept .* locked for 0\.3 seconds: wait"
        ) as caught:
            book.record([result("bob")])
        assert ":***@" in str(caught.value), "a password is shown to nobody"


def test_a_postgresql_server_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(GradebookError, match=r"cannot be reached .*: check the URL") as caught:
        Gradebook.open("postgresql://me:secret@127.0.0.1:9/x", "homework", patience=2)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_full_disk_is_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.db"
    with opened(path) as book:
        book.record([result("ann")])
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        # A limit on file sizes is to SQLite what a full disk is: writes fail half-way.
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
        try:
            with pytest.raises(GradebookError, match=r"^The disk under .*gradebook\.db is full, or fails"):
                book.record(_bulky(500))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert list(book.standings()) == ["ann"]
        book.record([result("bob")])
    with opened(path) as book:
        assert list(book.standings()) == ["ann", "bob"]


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk takes root")
def test_a_full_disk_that_is_one(tmp_path: Path) -> None:
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", tmp_path], capture_output=True)
    if mount.returncode != 0:
        pytest.skip("this root may not mount")
    try:
        with opened(tmp_path / "gradebook.db") as book:
            book.record([result("ann")])
            with pytest.raises(GradebookError, match=r"^The disk under .* is full"):
                book.record(_bulky(500))
            assert list(book.standings()) == ["ann"]
            book.record([result("bob")])
            assert list(book.standings()) == ["ann", "bob"]
    finally:
        subprocess.run(["umount", tmp_path], check=True)


def _bulky(count: int) -> list[Result]:
    noise = random.Random(3)
    return [result(f"s{i}", report(message=noise.randbytes(2000).hex())) for i in range(count)]


def test_a_gradebook_that_may_only_be_read_is_read_and_says_why_it_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.db"
    with opened(path) as book:
        small_class(book)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    # Root may write anywhere; nobody may not, but must be able to get here.
    root = os.geteuid() == 0
    ways = {folder: folder.stat().st_mode for folder in tmp_path.parents[:3] if root}
    for folder, mode in ways.items():
        folder.chmod(mode | 0o011)
    if root:
        os.seteuid(65534)
    try:
        with opened(path) as book:
            assert book.standings()["ann"].score == 40.0
            with pytest.raises(
                GradebookError, match=r"gradebook\.db may only be read: make it and its folder writable"
            ):
                book.record([result("bob")])
        with pytest.raises(GradebookError, match=r"cannot be opened: see that you may read and write"):
            opened(tmp_path / "new.db")
    finally:
        if root:
            os.seteuid(0)
        tmp_path.chmod(0o755)
        for folder, mode in ways.items():
            folder.chmod(mode)


def _other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title)")


def _version(number: int) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        opened(path).close()
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(f"UPDATE grade_book SET version = {number}")

    return make


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (_version(1), r"was made by an older grader \(its version is 1, this grader's 2\): grade the class again"),
        (_version(3), r"was made by a newer grader \(its version is 3, this grader's 2\): upgrade the grader"),
        (_other_database, r"is a database, but not a gradebook: name another file\.$"),
        (lambda path: path.write_text("student,mark\n" * 100), r"is not a gradebook: name another file\.$"),
        (lambda path: Gradebook.open(path, "poetry").close(), r"of the assignment 'poetry', not of 'homework': name"),
        (lambda path: path.mkdir(), r"is a folder, not a gradebook: name the file"),
    ],
    ids=["too old", "too new", "other database", "no database", "other assignment", "folder"],
)
def test_what_is_no_gradebook_of_this_assignment_is_said_and_left_alone(
    tmp_path: Path, make: Callable[[Path], object], sentence: str
) -> None:
    path = tmp_path / "there.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(GradebookError, match=sentence) as caught:
        opened(path)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_gradebook_that_is_not_there_is_made_only_on_demand(tmp_path: Path) -> None:
    with pytest.raises(GradebookError, match=r"^There is no folder .*: make it, or name another place"):
        opened(tmp_path / "no" / "gradebook.db")
    with pytest.raises(GradebookError, match=r"^There is no gradebook .*: name another, or make one with grade bulk"):
        Gradebook.open(tmp_path / "gradebook.db", None, create=False)
    (tmp_path / "empty.db").touch()
    with pytest.raises(GradebookError, match=r"is empty, not yet a gradebook"):
        Gradebook.open(tmp_path / "empty.db", None, create=False)
    with pytest.raises(GradebookError, match=r"^A gradebook is a file, or a PostgreSQL database"):
        opened("mysql://me@here/marks")
    assert [path.name for path in tmp_path.iterdir()] == ["empty.db"]


def test_odd_paths_are_paths(tmp_path: Path) -> None:
    for name in ("a b?c#d%20.db", "näme.db"):
        with opened(tmp_path / name) as book:
            book.record([result("ann")])
        assert (tmp_path / name).is_file()
    with opened(f"sqlite:///{tmp_path}/url.db") as book:
        assert book.assignment == "homework"


def test_ten_thousand_stand_ready_in_well_under_a_second(tmp_path: Path) -> None:
    with opened(tmp_path / "gradebook.db") as book:
        book.record(result(f"s{number}", HALF if number % 2 else FULL) for number in range(10_000))
        started = time.perf_counter()
        assert len(book.standings()) == 10_000
        assert time.perf_counter() - started < 1
        tracemalloc.start()
        held = [len(graded.functions) for _, _, graded in islice(book.reports(), 3000) if graded is not None]
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert len(held) == 3000
    # Three thousand decoded Reports would take 30 MB or more; the class's names and numbers take some six.
    assert peak < 20e6


def test_a_damaged_report_names_its_student(tmp_path: Path) -> None:
    with opened(tmp_path / "gradebook.db") as book:
        book.record([result("ann")])
        with closing(sqlite3.connect(tmp_path / "gradebook.db")) as connection, connection:
            connection.execute("UPDATE grade_results SET report = x'00'")
        with pytest.raises(GradebookError, match=r"^The report of 'ann' in .* is damaged: grade it again\.$"):
            book.report("ann")


def test_a_plain_grade_does_without_the_database_library() -> None:
    code = (
        "import sys, grader.cli, grader.grading, grader.score, grader.render.terminal, grader.confine.host\n"
        "assert not {'sqlalchemy', 'jinja2', 'matplotlib'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_the_command_says_trouble_in_one_line_and_ends_with_two(tmp_path: Path) -> None:
    opened(tmp_path / "gradebook.db").close()
    for words in (["show", "no.db"], ["show", "gradebook.db", "ann"], ["export", "gradebook.db", "--format", "odd"]):
        command = [sys.executable, "-c", "from grader.cli import main; main()", "gradebook", *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
        assert done.stderr.startswith("grade: ")


def test_show_finds_a_student_by_key_id_or_part_of_a_name(tmp_path: Path) -> None:
    from grader.gradebook_cli import find

    with opened(tmp_path / "gradebook.db") as book:
        small_class(book)
        book.enrol([Member("an", "Anna Ash")])
        assert find(book, "an").name == "Anna Ash", "a key first"
        assert find(book, "ANN").name == "Ann Ash"
        assert find(book, "72").name == "Cid Cedar"
        assert find(book, "birch").name == "Bob Birch"
        with pytest.raises(GradebookError, match=r"^'ash' may be any of 2 \(Ann Ash, ann; Anna Ash, an\): give more"):
            find(book, "ash")
        with pytest.raises(GradebookError, match=r"^Nobody in .* is called 'zoe'"):
            find(book, "zoe")


def test_an_absent_student_who_hands_in_after_all_has_one_row_and_not_two(target: str) -> None:
    with opened(target) as book:
        book.enrol(
            [Member("login2003", "小明, 王", {"canvas_id": "7"}), Member("login2004", "Bob", {"canvas_id": "8"})]
        )
        book.enrol([Member("王 小明", "王 小明", {"canvas_id": "7"})])
        assert [member.student for member in book.members()] == ["login2004", "王 小明"]


def test_who_has_a_mark_is_never_struck_off(target: str) -> None:
    with opened(target) as book:
        book.enrol([Member("ann", "Ann", {"email": "ann@example.org"})])
        book.record([result("ann", FULL)])
        book.enrol([Member("ann2", "Ann", {"email": "ann@example.org"})])
        assert {member.student for member in book.members()} == {"ann", "ann2"}


def test_a_graded_student_who_is_absent_later_has_one_row_and_not_two(target: str) -> None:
    with Gradebook.open(target, "homework") as book:
        book.enrol([Member("ann", "Ann", {"sid": "1"}), Member("kim", "Kim Lee", {"sid": "2"})])
        book.record([result("ann"), result("kim")])
        book.enrol(
            [], [Member("1", "Ash, Ann", {"sid": "1"}), Member("3", "Kim Lee", {"sid": "3"}), Member("4", "Bob")]
        )
        assert [(member.student, member.name) for member in book.members()] == [
            ("ann", "Ann"),
            ("4", "Bob"),
            ("3", "Kim Lee"),
            ("kim", "Kim Lee"),
        ]
        book.enrol([], [Member("1", "Ash, Ann", {"sid": "1"})])
        assert len(book.members()) == 4


def test_a_device_is_no_gradebook_and_no_full_disk() -> None:
    for create in (True, False):
        with pytest.raises(GradebookError, match=r"^/dev/null is a device or a pipe, not a gradebook: name a file"):
            Gradebook.open("/dev/null", "homework", create=create)


def test_a_student_is_found_however_the_accents_are_written(target: str) -> None:
    from grader.gradebook_cli import find

    with opened(target) as book:
        book.enrol([Member("jn", unicodedata.normalize("NFD", "José Núñez")), Member("an", "Ann")])
        for form in ("NFC", "NFD"):
            assert find(book, unicodedata.normalize(form, "josé n")).student == "jn"


def test_who_handed_in_and_waits_is_told_from_who_did_not(target: str) -> None:
    with opened(target) as book:
        book.enrol([Member("ann", "Ann")], [Member("bob", "Bob", handed_in=False)])
        assert {member.student: member.handed_in for member in book.members()} == {"ann": True, "bob": False}
        book.enrol([Member("bob", "Bob")])
        assert all(member.handed_in for member in book.members())


def test_whom_only_an_earlier_roster_named_is_struck_off_by_a_new_one(target: str) -> None:
    with opened(target) as book:
        wrong = [Member("zoe", "Zoe", handed_in=False), Member("bob", "Bob", handed_in=False)]
        assert book.enrol([Member("ann", "Ann")], wrong, roster=True) == []
        book.record([result("ann")])
        assert book.enrol([Member("ann", "Ann")]) == []
        assert len(book.members()) == 3
        assert book.enrol([Member("ann", "Ann")], [Member("bob", "Bob", handed_in=False)], roster=True) == ["Zoe"]
        assert [member.student for member in book.members()] == ["ann", "bob"]
        assert book.enrol([Member("bob", "Bob")], [], roster=True) == []
        assert [member.student for member in book.members()] == ["ann", "bob"]
