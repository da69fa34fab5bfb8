"""Grades one submission: its functions' checks, asked over the wall ──► Report.

It goes in two steps, so that the long computations of many submissions can be done together: `examine` asks all
questions and leaves a Draft, in which some checks wait for a Job; `finish` takes the jobs' results and ends them.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from grader import submission
from grader.assignment import Assignment
from grader.confine.host import Conversation, Wall
from grader.confine.launch import Broken
from grader.judge import INTERNAL, conclude, examine_function
from grader.report import Environment, FunctionResult, Report, State, SubmissionInfo
from grader.submission import Submission, Unreadable, Work
from grader.verdict import Job

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Waiting:
    """A check, by the places of its function and itself in the Report, that waits for a Job's result."""

    function: int
    check: int
    job: Job


@dataclass(frozen=True)
class Draft:
    """A Report whose waiting checks are not yet ended. Plain data: it can be sent to another process."""

    report: Report
    waiting: tuple[Waiting, ...] = ()


def grade(
    path: Path, assignment: Assignment, wall: Wall, only: Sequence[str] = (), progress: Progress | None = None
) -> Report:
    """The Report of the submission at `path`. `only`: names of the functions to grade, all by default."""
    draft = examine(path, assignment, wall, only)
    return finish(draft, assignment, run_jobs(draft, assignment, progress))


def run_jobs(draft: Draft, assignment: Assignment, progress: Progress | None = None) -> list[Any]:
    """The results of a Draft's jobs. If the workshop fails, its exception stands for each: no mark comes of it."""
    jobs = [waiting.job for waiting in draft.waiting]
    if not jobs or assignment.workshop is None:
        return []
    try:
        return assignment.workshop.run(jobs, progress)
    except Exception as error:
        return [error] * len(jobs)


def examine(path: Path, assignment: Assignment, wall: Wall, only: Sequence[str] = ()) -> Draft:
    """Reads the submission at `path` and asks its functions all that the checks want to know."""
    try:
        work = submission.read(path)
    except Unreadable as error:
        info = SubmissionInfo(name=path.name, sha256=None, source=str(path))
        return Draft(unscored(assignment, info, "ungradable", str(error), wall.confinement))
    return examine_work(work, assignment, wall, only)


def examine_work(work: Work, assignment: Assignment, wall: Wall, only: Sequence[str] = ()) -> Draft:
    """The same for a submission that was read already. A wall that breaks is replaced once."""
    info = SubmissionInfo(name=work.name, sha256=work.sha256, source=work.source)
    for function in assignment.functions:
        for check in function.checks:
            # Examples are drawn here, while the warden is still starting, and not when they are needed.
            check.questions()
    for last in (False, True):
        try:
            with opened(work, assignment, wall) as (found, whole, conversation):
                return _examine(found, whole, info, assignment, conversation, only)
        except Broken as error:
            wall.restart()
            if last:
                return Draft(unscored(assignment, info, "internal_error", f"{INTERNAL} ({error})", wall.confinement))
    raise AssertionError("unreachable")


@contextmanager
def opened(work: Work, assignment: Assignment, wall: Wall) -> Iterator[tuple[Submission, Work, Conversation]]:
    """A conversation with a submission's code, and what was found in it.

    The far side parses first: a text that crashes or stalls a parser does so there. A file with a syntax error is
    taken apart, so that the error costs only the functions that it is in.
    """
    conversation = wall.converse([unit.text for unit in work.units])
    try:
        pieces = submission.with_pieces(work, conversation.problems) if conversation.problems else work
        if pieces.units != work.units:
            conversation.close()
            work, conversation = pieces, wall.converse([unit.text for unit in pieces.units])
        names = [function.name for function in assignment.functions]
        yield submission.extract(work, names, conversation.problems), work, conversation
    finally:
        conversation.close()


def _examine(
    found: Submission,
    work: Work,
    info: SubmissionInfo,
    assignment: Assignment,
    conversation: Conversation,
    only: Sequence[str],
) -> Draft:
    results: list[FunctionResult] = []
    waiting: list[Waiting] = []
    for function in assignment.functions:
        if only and function.name not in only:
            continue
        result, jobs = examine_function(function, found.functions[function.name], work, conversation)
        waiting += [Waiting(len(results), check, job) for check, job in jobs]
        results.append(result)
    return Draft(_whole(assignment, info, results, conversation.wall.confinement), tuple(waiting))


def finish(draft: Draft, assignment: Assignment, results: Sequence[Any]) -> Report:
    """The Report, given the result of each waiting check's job, in their order."""
    functions = list(draft.report.functions)
    for waiting, result in zip(draft.waiting, results, strict=True):
        spec = assignment.by_name[functions[waiting.function].name]
        functions[waiting.function] = conclude(spec, functions[waiting.function], waiting.check, result)
    if draft.report.state != "graded":
        return draft.report
    return _whole(assignment, draft.report.submission, functions, draft.report.environment.confinement)


def _whole(assignment: Assignment, info: SubmissionInfo, functions: list[FunctionResult], confinement: str) -> Report:
    failed = any(check.status == "internal_error" for function in functions for check in function.checks)
    return Report(
        assignment=assignment.name,
        submission=info,
        state="internal_error" if failed else "graded",
        message=INTERNAL if failed else None,
        score=None if failed else sum(function.score for function in functions),
        max_score=sum(function.max_score for function in functions),
        functions=functions,
        environment=environment(confinement),
    )


def unscored(assignment: Assignment, info: SubmissionInfo, state: State, message: str, confinement: str) -> Report:
    """The Report of a submission that could not be graded: no functions and no score."""
    return Report(
        assignment=assignment.name,
        submission=info,
        state=state,
        message=message,
        score=None,
        max_score=assignment.points,
        functions=[],
        environment=environment(confinement),
    )


@cache
def environment(confinement: str) -> Environment:
    """What this process grades with."""
    return Environment(
        grader=grader_version(),
        python=platform.python_version(),
        numpy=np.__version__,
        platform=f"{platform.system()} {platform.machine()}",
        confinement=confinement,
    )


@cache
def grader_version() -> str:
    """The installed grader's version."""
    try:
        return version("autograded-initialization")
    except PackageNotFoundError:
        return "unknown"


def with_name(report: Report, name: str) -> Report:
    """The same Report under another submission's name."""
    return msgspec.structs.replace(report, submission=msgspec.structs.replace(report.submission, name=name))
