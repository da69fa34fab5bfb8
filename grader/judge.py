"""Ends the checks of one graded function: runs each check's own judge, and turns what it says into a result."""

from __future__ import annotations

import os
import re
import time
import traceback
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import numpy as np

from grader.assignment import Assignment, Check, GradedFunction
from grader.confine.fault import Fault
from grader.confine.host import Conversation
from grader.confine.launch import Broken
from grader.confine.wire import Garbled
from grader.report import MAX_PRINTED, Cause, CheckResult, FunctionResult, FunctionState, Place, Status
from grader.soundness import BadAssignment, place_of
from grader.student import Student
from grader.submission import Found, Location, Missing, Work
from grader.verdict import Failed, Job, NotRun

INTERNAL = "The grader itself failed here; this is not your fault. Please tell your instructor."
UNFILLED = Cause(
    message="It is not filled in yet: the placeholder is still there.",
    help="Replace the placeholder by your own lines, save, and grade again.",
    misconception="unfilled_stub",
)
FORGED = Cause(
    message="What came back is not an answer: something other than your return value was sent.",
    misconception="forged_answer",
)
UNIT_LINE = re.compile(r"<unit ([0-9]{1,6})>:([0-9]{1,7}):")
MAX_WORDS = 1000
MAX_LOOKED_AT = 10_000
# Control, format, surrogate, private and unassigned characters, separators of lines and paragraphs.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
BROKEN = ("syntax_error", "return_outside_function")


@dataclass(frozen=True)
class Deferred:
    """A check, by its place in its function, that waits for a job; `key` is equal for jobs of equal results."""

    check: int
    job: Job
    key: bytes


@dataclass(frozen=True)
class FunctionDraft:
    """One function's result so far, and the jobs that its checks wait for.

    `told_place`: some message names a line of the submission, so it holds for this very text only. `own_words`: all
    words in it are ours, and none are Python's, which may name the function's variables.
    """

    result: FunctionResult
    jobs: tuple[Deferred, ...] = ()
    told_place: bool = False
    own_words: bool = False

    def at(self, location: Location) -> FunctionDraft:
        """The same for a function that stands there."""
        return replace(self, result=msgspec.structs.replace(self.result, location=place(location)))


def examine_function(
    assignment: Assignment, function: GradedFunction, found: Found | Missing, work: Work, conversation: Conversation
) -> FunctionDraft:
    """Asks all that the function's checks want to know. Raises BadAssignment for a job that nobody can do."""
    if isinstance(found, Missing):
        return absent(function, found)
    conversation.bring(found)
    places: list[str] = []

    def where(fault: Fault) -> str:
        location = found.location
        if fault.unit is not None and fault.line is not None:
            unit = work.units[fault.unit]
            location = Location(unit.file, fault.line, unit.cell)
        places.append(str(location))
        return places[-1]

    student = Student(function.name, lambda questions: conversation.ask(function.name, questions), where)
    checks, jobs = _judge_all(function, student)
    result = _result(function, found.location, "graded", checks)
    if found.unfilled and result.score == 0 and not jobs:
        unfilled = [_with_cause(check, UNFILLED) for check in checks]
        return FunctionDraft(_result(function, found.location, "unfilled", unfilled), own_words=True)
    printed, told = _with_places(student.printed[:MAX_PRINTED], work)
    printed = _clean(printed, keep_lines=True)[:MAX_PRINTED]
    told_place = bool(places) or told
    result = msgspec.structs.replace(result, printed=printed or None)
    deferred = tuple(_deferred(assignment, function, place, job) for place, job in jobs)
    return FunctionDraft(result, deferred, told_place, student.answered)


def _deferred(assignment: Assignment, function: GradedFunction, place: int, job: Job) -> Deferred:
    if assignment.workshop is None:
        check = function.checks[place].id
        raise BadAssignment(assignment.name, f"the check {check!r} has a Job, and there is no workshop to do it")
    return Deferred(place, job, assignment.workshop.key(job))


def _with_places(printed: str, work: Work) -> tuple[str, bool]:
    """What was printed, with the places of Python's own warnings in the student's terms; and whether there are any."""

    def place_named(match: re.Match[str]) -> str:
        unit = work.units[int(match[1])] if int(match[1]) < len(work.units) else None
        return match[0] if unit is None else f"{Location(unit.file, int(match[2]), unit.cell)}:"

    named = UNIT_LINE.sub(place_named, printed)
    # NumPy warns once in a process: whether it does here hangs on the other functions.
    return named, "<unit " in printed or "Warning: " in printed


def _judge_all(function: GradedFunction, student: Student) -> tuple[list[CheckResult], list[tuple[int, Job]]]:
    results: list[CheckResult] = []
    jobs: list[tuple[int, Job]] = []
    for place, check in enumerate(function.checks):
        started = time.perf_counter()
        # The first check's questions find out whether the function works at all; then all others are asked together.
        ahead = function.checks[1:] if place == 1 else ()
        status, cause, job = _attempt(lambda check=check, ahead=ahead: _judge(check, student, results, ahead))  # type: ignore[misc]
        if job is not None:
            jobs.append((place, job))
        results.append(_check_result(check, status, cause, time.perf_counter() - started))
    return results, jobs


def _judge(check: Check, student: Student, before: list[CheckResult], ahead: Sequence[Check]) -> Job | None:
    student.prefetch([question for asking in ahead or (check,) for question in asking.questions()])
    for earlier in before:
        if earlier.id in check.after and earlier.status != "passed":
            raise NotRun(f"Not looked at: “{earlier.title}” must pass first.")
    job = check.judge(student)
    if job is not None and not isinstance(job, Job):
        raise TypeError(f"the judge of {check.id!r} returned {job!r}: it returns nothing, or a Job")
    return job


def conclude(function: GradedFunction, result: FunctionResult, index: int, outcome: Any) -> FunctionResult:
    """The function's result, its check at `index` ended by its job's outcome."""
    check = function.checks[index]
    started = time.perf_counter()
    if isinstance(outcome, Exception):
        ended, training = _internal(outcome), None
    else:
        ended = _attempt(lambda: check.conclude(outcome) if check.conclude else None)[:2]
        training = check.exhibit(outcome) if check.exhibit else None
    checks = list(result.checks)
    checks[index] = _check_result(check, *ended, checks[index].seconds + time.perf_counter() - started)
    score = sum(ended.score for ended in checks)
    return msgspec.structs.replace(result, checks=checks, score=score, training=training or result.training)


def _attempt(judge: Callable[[], Job | None]) -> tuple[Status, Cause | None, Job | None]:
    """Runs a check's code. What it does not say by Failed or NotRun is our failure, and never a mark."""
    try:
        # Numbers that overflow are a student's, and told as such.
        with np.errstate(all="ignore"):
            job = judge()
    except NotRun as said:
        return "not_run", said.cause, None
    except Failed as said:
        return "failed", said.cause, None
    except Broken:
        # The wall is replaced, and the submission asked again.
        raise
    except Garbled:
        # The value of an answer is looked into only when it is needed.
        return "failed", FORGED, None
    except Exception as error:
        return *_internal(error), None
    return "passed" if job is None else "not_run", None, job


def _internal(error: Exception) -> tuple[Status, Cause | None]:
    if os.environ.get("GRADE_TRACEBACK"):
        traceback.print_exception(error)
    return "internal_error", Cause(message=f"{INTERNAL} ({place_of(error)}{type(error).__name__}: {error})")


def _check_result(check: Check, status: Status, cause: Cause | None, seconds: float) -> CheckResult:
    return CheckResult(
        id=check.id,
        title=check.title,
        family=check.family,
        status=status,
        score=float(check.points) if status == "passed" else 0.0,
        max_score=float(check.points),
        seconds=round(seconds, 4),
        cause=None if cause is None else _clean_cause(cause),
    )


def _with_cause(check: CheckResult, cause: Cause) -> CheckResult:
    return msgspec.structs.replace(check, status="failed", cause=cause)


def absent(function: GradedFunction, missing: Missing) -> FunctionDraft:
    """What is to be said of a function that cannot be had."""
    cause = Cause(message=missing.message, help=missing.help, misconception=missing.misconception)
    state: FunctionState = "broken" if missing.misconception in BROKEN else "missing"
    checks = [_check_result(check, "not_run", cause, 0.0) for check in function.checks]
    return FunctionDraft(_result(function, missing.location, state, checks), told_place=True)


def _result(
    function: GradedFunction, location: Location, state: FunctionState, checks: list[CheckResult]
) -> FunctionResult:
    return FunctionResult(
        name=function.name,
        score=sum((check.score for check in checks), 0.0),
        max_score=float(function.points),
        state=state,
        location=place(location),
        checks=checks,
    )


def place(location: Location) -> Place:
    """A location as the Report gives it."""
    return Place(file=location.file and _clean(location.file), line=location.line, cell=location.cell)


def _clean_cause(cause: Cause) -> Cause:
    fields: dict[str, str | None] = msgspec.structs.asdict(cause)
    return msgspec.structs.replace(cause, **{name: text and _clean(text) for name, text in fields.items()})


_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def _clean(text: str, keep_lines: bool = False) -> str:
    """Text of a stranger, fit to be shown: no control or format characters, no memory addresses, not too long."""
    text = _ADDRESS.sub("", text[:MAX_LOOKED_AT])
    shown = [
        character
        if unicodedata.category(character) not in UNSEEN or (keep_lines and character in "\n\t")
        else " "
        if character in "\n\r\t\u2028\u2029"
        else "\N{REPLACEMENT CHARACTER}"
        for character in text
    ]
    whole = "".join(shown)
    return whole if keep_lines or len(whole) <= MAX_WORDS else whole[: MAX_WORDS - 1] + "…"
