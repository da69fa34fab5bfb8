"""Grades one submission: its functions' checks, asked over the wall ──► Report.

It goes in two steps, so that the long computations of many submissions can be done together: `examine` asks all
questions and leaves a Draft, in which some checks wait for a Job; `finish` takes the jobs' results and ends them.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np

from grader import notes, submission
from grader.assignment import Assignment
from grader.confine.host import Conversation, Wall
from grader.confine.launch import Broken
from grader.guard import MOST_SECONDS, Overspent, bounded
from grader.judge import INTERNAL, FunctionDraft, conclude, examine_function
from grader.reading.work import printable
from grader.recollection import Recollection
from grader.report import Environment, FunctionResult, Place, Report, State, SubmissionInfo
from grader.soundness import attempted
from grader.submission import Submission, Unreadable, Work
from grader.verdict import Job

Progress = Callable[[int, int], None]
T = TypeVar("T")


@dataclass(frozen=True)
class Waiting:
    """A check, by the places of its function and itself in the Report, that waits for a Job's result.

    `key` is equal for jobs of equal results.
    """

    function: int
    check: int
    job: Job
    key: bytes


@dataclass(frozen=True)
class Draft:
    """A Report whose waiting checks are not yet ended. Plain data: it can be sent to another process.

    `reusable`: nothing in it but what `relocate` replaces depends on more than the graded functions' code.
    """

    report: Report
    waiting: tuple[Waiting, ...] = ()
    reusable: bool = False


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
        with bounded():
            return examine_work(submission.read(path), assignment, wall, only)
    except Unreadable as error:
        return unreadable(path, error, assignment, wall)
    except (Overspent, MemoryError):
        return beyond_bounds(path, assignment, wall)


def info_of(work: Work) -> SubmissionInfo:
    """What a Report says of the submission itself."""
    return SubmissionInfo(name=printable(work.name), sha256=work.sha256, source=printable(work.source))


def unreadable(path: Path, error: Unreadable, assignment: Assignment, wall: Wall) -> Draft:
    """The Draft of a submission that could not be read: its sentence, and no score."""
    name = _called(path)
    info = SubmissionInfo(name=name, sha256=None, source=name)
    # Where it lies on this machine is not the submission's: the same file gets the same words everywhere.
    # A path may be as short as ".": only where it stands by itself is it the path.
    where = rf"(?<!\S){re.escape(printable(str(path)))}(?![\w./])"
    message = re.sub(where, lambda _: name, str(error))
    return Draft(unscored(assignment, info, "ungradable", message, wall.confinement))


def beyond_bounds(path: Path, assignment: Assignment, wall: Wall) -> Draft:
    """The Draft of a submission on which the grader itself spent all that it may."""
    wall.restart()
    words = (
        f"{_called(path)} takes more than {MOST_SECONDS:.0f} seconds of computing to be read, or more memory than "
        "there is for it: hand in only your own functions, in short and simple statements."
    )
    return unreadable(path, Unreadable(words), assignment, wall)


def _called(path: Path) -> str:
    """The name that a path has, or leads to, as "." and ".." do."""
    name = path.name
    if name in ("", ".."):
        with suppress(OSError, RuntimeError):
            name = path.resolve().name
    return printable(name or str(path))


def examine_work(work: Work, assignment: Assignment, wall: Wall, only: Sequence[str] = ()) -> Draft:
    """The same for a submission that was read already."""
    info = info_of(work)
    names = [function.name for function in assignment.functions if not only or function.name in only]

    def attempt() -> Draft:
        with opened(work, assignment, wall) as (found, whole, conversation):
            note = notes.note([found.functions[name] for name in names], whole, conversation.problems)
            return examine_found(found, whole, info, assignment, conversation, note, only)

    return persevere(attempt, assignment, info, wall)


def persevere(attempt: Callable[[], T], assignment: Assignment, info: SubmissionInfo, wall: Wall) -> T | Draft:
    """What `attempt` returns; a wall that breaks is replaced once. Our second failure is an internal error."""
    for function in assignment.functions:
        for check in function.checks:
            # Examples are drawn here, while the warden is still starting, and not when they are needed.
            attempted(assignment.name, f"asking for the questions of the check {check.id!r}", check.questions)
    try:
        try:
            return attempt()
        except Broken:
            wall.restart()
            return attempt()
    except Broken as error:
        wall.restart()
        return Draft(unscored(assignment, info, "internal_error", f"{INTERNAL} ({error})", wall.confinement))


@contextmanager
def opened(
    work: Work, assignment: Assignment, wall: Wall, early: submission.Extract | None = None
) -> Iterator[tuple[Submission, Work, Conversation]]:
    """A conversation with a submission's code, and what was found in it: the `early` extract, if the far side agrees.

    The far side parses first: a text that crashes or stalls a parser does so there. A file with a syntax error is
    taken apart, so that the error costs only the functions that it is in.
    """
    conversation = wall.converse([unit.text for unit in (early.work if early else work).units])
    try:
        if early is not None and conversation.problems == early.problems:
            yield early.submission, early.work, conversation
            return
        if early is not None and early.work is not work:
            conversation.close()
            conversation = wall.converse([unit.text for unit in work.units])
        pieces = submission.with_pieces(work, conversation.problems) if conversation.problems else work
        if pieces.units != work.units:
            conversation.close()
            work, conversation = pieces, wall.converse([unit.text for unit in pieces.units])
        names = [function.name for function in assignment.functions]
        yield submission.extract(work, names, conversation.problems), work, conversation
    finally:
        conversation.close()


def examine_found(
    found: Submission,
    work: Work,
    info: SubmissionInfo,
    assignment: Assignment,
    conversation: Conversation,
    note: str | None,
    only: Sequence[str] = (),
    recollection: Recollection | None = None,
) -> Draft:
    """Asks the functions of an opened submission, of which `note` is to be said, but for what is recollected."""
    known = recollection.recall(found) if recollection else {}
    drafts = {
        function.name: known.get(function.name)
        or examine_function(assignment, function, found.functions[function.name], work, conversation)
        for function in assignment.functions
        if not only or function.name in only
    }
    if recollection:
        recollection.keep(found, drafts)
    return assemble(drafts, info, assignment, conversation.wall.confinement, note)


def assemble(
    drafts: Mapping[str, FunctionDraft],
    info: SubmissionInfo,
    assignment: Assignment,
    confinement: str,
    note: str | None,
) -> Draft:
    """The Draft of a submission, made of those of its functions."""
    results: list[FunctionResult] = []
    waiting: list[Waiting] = []
    reusable = True
    for draft in drafts.values():
        waiting += [Waiting(len(results), item.check, item.job, item.key) for item in draft.jobs]
        results.append(draft.result)
        reusable = reusable and not draft.told_place
    report = _whole(assignment, info, results, confinement, note)
    return Draft(report, tuple(waiting), reusable)


def relocate(report: Report, info: SubmissionInfo, places: Sequence[Place], note: str | None) -> Report:
    """The same Report for another submission of the same code, whose functions stand at `places`."""
    functions = [
        msgspec.structs.replace(function, location=place)
        for function, place in zip(report.functions, places, strict=True)
    ]
    return msgspec.structs.replace(report, submission=info, functions=functions, message=note)


def finish(draft: Draft, assignment: Assignment, results: Sequence[Any]) -> Report:
    """The Report, given the result of each waiting check's job, in their order."""
    functions = list(draft.report.functions)
    for waiting, result in zip(draft.waiting, results, strict=True):
        spec = assignment.by_name[functions[waiting.function].name]
        functions[waiting.function] = conclude(spec, functions[waiting.function], waiting.check, result)
    if draft.report.state != "graded":
        return draft.report
    report = draft.report
    return _whole(assignment, report.submission, functions, report.environment.confinement, report.message)


def _whole(
    assignment: Assignment,
    info: SubmissionInfo,
    functions: list[FunctionResult],
    confinement: str,
    note: str | None,
) -> Report:
    failed = any(check.status == "internal_error" for function in functions for check in function.checks)
    return Report(
        assignment=assignment.name,
        submission=info,
        state="internal_error" if failed else "graded",
        message=INTERNAL if failed else note,
        score=None if failed else sum((function.score for function in functions), 0.0),
        max_score=sum((function.max_score for function in functions), 0.0),
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
        max_score=float(assignment.points),
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
