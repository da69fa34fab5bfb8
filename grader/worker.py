"""What runs in a worker process of a batch: examining pieces of a class, and doing the jobs that they wait for.

A worker trusts nothing of a submission and is told nothing about students but a name. Each of its threads keeps one
wall, and so one warden, for as long as it lives.
"""

from __future__ import annotations

import gc
import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from grader import assignments, notes, submission
from grader.assignment import Assignment
from grader.confine.host import Wall
from grader.draft import Draft, assemble, environment, info_of, relocate
from grader.fingerprint import code_digest
from grader.guard import Overspent, bounded
from grader.judge import FunctionDraft, absent, place
from grader.looking import Task
from grader.recollection import Lesson, Recollection
from grader.report import Place, SubmissionInfo
from grader.score import Progress, beyond_bounds, examine_found, opened, persevere, unreadable
from grader.submission import Missing, Submission, SyntaxProblem, Unreadable, Work
from grader.trouble import Trouble
from grader.verdict import Job

MAX_REMEMBERED = 2000


@dataclass(frozen=True)
class Orders:
    """What every worker of a run is told: the assignment's name, and how to work.

    `known`: digests of code whose Report the parent has already; it is not run again.
    """

    assignment: str
    cache: bool = True
    unconfined: bool = False
    known: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Examined:
    """What a worker found. `draft` is None where the same `code` is known already.

    `places` and `note` are what a Report of the same code needs to become this submission's; see `draft.relocate`.
    """

    student: str
    info: SubmissionInfo
    code: str | None = None
    draft: Draft | None = None
    places: tuple[Place, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Examination:
    """What a worker found in a piece, and the lessons for other workers. `worker`: which one it was."""

    examined: list[Examined]
    lessons: list[Lesson]
    worker: str


class Unconfined(Trouble):
    """Student code would run unconfined here, and that was not allowed."""


class _Bench(threading.local):
    """What one thread of a worker keeps."""

    wall: Wall | None = None
    orders: Orders | None = None
    assignment: Assignment | None = None

    def __init__(self) -> None:
        self.name = secrets.token_hex(8)
        self.drafts: OrderedDict[str, Draft] = OrderedDict()
        self.recollection = Recollection()


_bench = _Bench()


def load() -> None:
    """Nothing: a worker that does this has loaded all that it needs to grade."""


def examine_piece(orders: Orders, tasks: Sequence[Task], lessons: Sequence[Lesson] = ()) -> Examination:
    """Examines some submissions, one after the other. `lessons` are what other workers have learned."""
    assignment, wall = _ready(orders)
    _bench.recollection.learn(lessons)
    examined = [_examine(orders, task, assignment, wall) for task in tasks]
    return Examination(examined, _bench.recollection.lessons(), _bench.name)


def do_jobs(orders: Orders, jobs: Sequence[Job], progress: Progress | None = None) -> list[Any]:
    """The results of jobs, done together; an exception stands for what failed."""
    assignment, _ = _ready(orders)
    assert assignment.workshop is not None
    try:
        return assignment.workshop.run(jobs, progress)
    except Exception as error:
        return [error] * len(jobs)


def _ready(orders: Orders) -> tuple[Assignment, Wall]:
    """This thread's assignment and wall, made when first needed. Raises Unconfined."""
    if _bench.orders != orders or _bench.assignment is None or _bench.wall is None:
        if _bench.wall is not None:
            _bench.wall.close()
        assignment = assignments.load(orders.assignment)
        if not orders.cache and assignment.workshop is not None:
            assignment = replace(assignment, workshop=assignment.workshop.forgetful())
        wall = Wall(assignment.packages)
        # What is here by now stays: looking it through for garbage again and again takes time.
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)
        if wall.confinement == "none" and not orders.unconfined:
            wall.close()
            raise Unconfined("student code cannot be confined on this machine")
        close_at_exit(wall)
        _bench.orders, _bench.assignment, _bench.wall = orders, assignment, wall
        _bench.drafts, _bench.recollection = OrderedDict(), Recollection(environment(wall.confinement))
    return _bench.assignment, _bench.wall


def close_at_exit(wall: Wall) -> None:
    """Has a worker that is done wait for its warden: nothing is left running, and what it used is accounted for."""
    from multiprocessing.util import Finalize

    Finalize(None, wall.close, exitpriority=1)


def _examine(orders: Orders, task: Task, assignment: Assignment, wall: Wall) -> Examined:
    try:
        with bounded(deadly=True):
            return _examine_within(orders, task, assignment, wall)
    except Unreadable as error:
        draft = unreadable(task.path, error, assignment, wall)
    except (Overspent, MemoryError):
        draft = beyond_bounds(task.path, assignment, wall)
    return Examined(task.student, draft.report.submission, draft=draft)


def _examine_within(orders: Orders, task: Task, assignment: Assignment, wall: Wall) -> Examined:
    work = submission.read(task.path)
    info = info_of(work)

    def attempt() -> Examined:
        return _examine_work(orders, task, work, assignment, wall)

    done = persevere(attempt, assignment, info, wall)
    return Examined(task.student, info, draft=done) if isinstance(done, Draft) else done


def _examine_work(orders: Orders, task: Task, work: Work, assignment: Assignment, wall: Wall) -> Examined:
    names = [function.name for function in assignment.functions]
    early = submission.extract_modest(work, names)
    known = _described(task, work, early.submission, early.work, early.problems) if early is not None else None
    if early is not None and known is not None and (told := _told(orders, known, early.submission, assignment, wall)):
        return told
    with opened(work, assignment, wall, early) as (found, whole, conversation):
        if known is None or early is None or found is not early.submission:
            known = _described(task, work, found, whole, conversation.problems)
            if told := _told(orders, known, found, assignment, wall):
                return told
        draft = examine_found(
            found, whole, known.info, assignment, conversation, known.note, recollection=_bench.recollection
        )
        if known.code is not None and draft.reusable:
            _remember(known.code, draft)
        return _with(known, draft)


def _described(
    task: Task, work: Work, found: Submission, whole: Work, problems: Mapping[int, SyntaxProblem]
) -> Examined:
    """What can be said of a submission before it is asked anything."""
    functions = list(found.functions.values())
    places = tuple(place(function.location) for function in functions)
    note = notes.note(functions, whole, problems)
    return Examined(task.student, info_of(work), code_digest(found), None, places, note)


def _told(
    orders: Orders, described: Examined, found: Submission, assignment: Assignment, wall: Wall
) -> Examined | None:
    """What is to be said of a submission of which nothing need be asked; None if something must."""
    code, info, note = described.code, described.info, described.note
    if code is not None and code in orders.known:
        return described
    draft = _bench.drafts.get(code) if code is not None else None
    if draft is not None:
        return _with(described, replace(draft, report=relocate(draft.report, info, described.places, note)))
    drafts = _recalled(found, assignment)
    if drafts is None:
        return None
    return _with(described, assemble(drafts, info, assignment, wall.confinement, note))


def _recalled(found: Submission, assignment: Assignment) -> dict[str, FunctionDraft] | None:
    """The drafts of all functions, if none of them need be asked."""
    known = _bench.recollection.recall(found)
    for function in assignment.functions:
        there = found.functions[function.name]
        if isinstance(there, Missing):
            known[function.name] = absent(function, there)
    if len(known) < len(found.functions):
        return None
    return {function.name: known[function.name] for function in assignment.functions}


def _with(described: Examined, draft: Draft) -> Examined:
    return replace(described, code=described.code if draft.reusable else None, draft=draft)


def _remember(code: str, draft: Draft) -> None:
    _bench.drafts[code] = draft
    if len(_bench.drafts) > MAX_REMEMBERED:
        _bench.drafts.popitem(last=False)
