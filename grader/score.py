"""Grades one submission: its functions' checks, asked over the wall ──► Report.

It goes in two steps, so that the long computations of many submissions can be done together: `examine` asks all
questions and leaves a Draft, in which some checks wait for a Job; `draft.finish` takes the jobs' results and ends them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from grader import notes, submission
from grader.assignment import Assignment
from grader.confine.host import Conversation, Wall
from grader.confine.launch import Broken
from grader.draft import Draft, assemble, finish, info_of, unscored
from grader.guard import MOST_SECONDS, Overspent, bounded
from grader.judge import INTERNAL, examine_function
from grader.reading.work import printable
from grader.recollection import Recollection
from grader.report import Report, SubmissionInfo
from grader.soundness import attempted
from grader.submission import Submission, Unreadable, Work

Progress = Callable[[int, int], None]
T = TypeVar("T")


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
