"""Bounds on the grader's own work: whatever a text does to a parser of ours, its student is told so."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from grader import score
from grader.assignments import load
from grader.confine.host import Wall
from grader.guard import Overspent, bounded

posix = pytest.mark.skipif(sys.platform == "win32", reason="timers and limits are POSIX")


@posix
def test_what_computes_for_ever_is_ended_even_where_every_exception_is_caught() -> None:
    def deaf() -> None:
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue

    with pytest.raises(Overspent), bounded(0.1):
        deaf()


@posix
def test_waiting_is_not_computing_and_what_is_done_in_time_is_left_alone() -> None:
    with bounded(0.2):
        time.sleep(0.4)
    spent = time.process_time()
    while time.process_time() - spent < 0.4:
        pass


@posix
def test_what_other_threads_compute_meanwhile_is_not_counted_nor_does_it_end_the_process() -> None:
    program = (
        "import hashlib, threading, time\n"
        "from grader import guard\n"
        "guard.MOST_SECONDS, guard.END_AFTER = 0.2, 2\n"
        "def compute():\n"
        "    while time.thread_time() < 3.2:\n"
        "        hashlib.pbkdf2_hmac('sha256', b'', b'', 100_000)\n"
        "thread = threading.Thread(target=compute)\n"
        "with guard.bounded(0.2, deadly=True):\n"
        "    thread.start()\n"
        "    while thread.is_alive():\n        thread.join(0.1)\n"
        "print('left alone')\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.stdout, ended.returncode) == ("left alone\n", 0)


@posix
def test_whatever_python_makes_of_the_end_it_is_the_end() -> None:
    def compiler() -> None:
        try:
            while True:
                sum(range(1000))
        except Overspent:
            raise SystemError("AST constructor recursion depth mismatch") from None

    with pytest.raises(Overspent), bounded(0.1):
        compiler()
    with pytest.raises(SystemError), bounded(5):
        raise SystemError("its own")


def test_other_threads_are_not_bounded_and_do_not_break() -> None:
    ended: list[bool] = []

    def work() -> None:
        with bounded(0.01):
            sum(range(1_000_000))
        ended.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ended == [True]


# Hypothesis counts garbage collections by a callback, in which exceptions are lost.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@posix
def test_a_text_that_takes_too_long_to_be_read_is_a_sentence_and_the_next_is_graded(
    tmp_path: Path, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score, "bounded", lambda: bounded(0.2))
    assignment = load("initialization")
    slow = tmp_path / "slow.py"
    slow.write_text("".join(f"a{number} = b{number}.c + {number}\n" for number in range(40_000)))
    report = score.grade(slow, assignment, wall)
    assert (report.state, report.score) == ("ungradable", None)
    assert report.message is not None
    assert report.message.startswith("slow.py takes more than 20 seconds of computing to be read, or more memory")
    monkeypatch.undo()
    quick = tmp_path / "quick.py"
    quick.write_text("def initialize_parameters_he(dims):\n    return {}\n")
    assert score.grade(quick, assignment, wall).state == "graded"


@pytest.mark.skipif(sys.platform != "linux", reason="limits of the address space are Linux's here")
def test_a_process_that_works_under_the_bounds_meets_memory_errors_and_its_end() -> None:
    program = (
        "import time\n"
        "from grader import guard\n"
        "guard.limit_memory()\n"
        "try:\n    bytearray(8 << 30)\n"
        "except MemoryError:\n    print('no more', flush=True)\n"
        "guard.MOST_SECONDS, guard.END_AFTER = 0.5, 0.5\n"
        "with guard.bounded(60, deadly=True):\n"
        "    while True: pass\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert ended.stdout == "no more\n"
    assert ended.returncode < 0
