"""`grade bulk`: a class's submissions ──► gradebook. What is done already is not done again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from grader.assignment import Assignment
from grader.bulk import PIECE, Batch, Graded
from grader.confine.launch import confinement
from grader.crew import Crew, DaskCrew, LocalCrew
from grader.draft import unscored
from grader.fingerprint import fingerprint
from grader.gradebook import Member, Standing
from grader.intake import Entry, Intake, take_in
from grader.looking import Task, arrive
from grader.printing import counted, some
from grader.reading.members import SUFFIXES
from grader.reading.work import printable
from grader.recorder import Recorder
from grader.render import class_summary
from grader.report import SubmissionInfo
from grader.trouble import Trouble
from grader.worker import Orders, load

if TYPE_CHECKING:
    from rich.console import Console

    from grader.gradebook import Gradebook

COMPLETE, LEFT_OUT = 0, 1
MAX_NOTES = 20
MAX_NAMED = 5


class Refused(Trouble):
    """The batch was not started; the message says why and what to do."""


class Stopped(Trouble):
    """The run was interrupted; the message says what is kept."""

    status = 130

    def __init__(self, remains: str) -> None:
        super().__init__(f"interrupted; {remains}")


@dataclass(frozen=True)
class ClassWish:
    """How to grade a class."""

    gradebook: str = "gradebook.db"
    workers: int | None = None
    dask: str | None = None
    roster: Path | None = None
    layout: str | None = None
    regrade: bool = False
    yes: bool = False
    unconfined: bool = False
    cache: bool = True

    def remains(self) -> str:
        """What is there after a run that did not end."""
        if self.regrade:
            return f"the marks in {self.gradebook} are as they were."
        return f"what was finished is in {self.gradebook}, and the same command again goes on from there."


def run(submissions: Path, assignment: Assignment, wish: ClassWish, console: Console) -> int:
    """Grades the class, shows how it goes and what came of it, and returns the exit status.

    0 when every submission was graded, 1 when some could not be. Raises Refused, Unreadable, GradebookError,
    CrewError.
    """
    confined = confinement()
    if confined == "none" and not wish.unconfined and wish.dask is None:
        raise Refused(
            "Student code cannot be confined on this machine (that takes Linux 6.12 or later and sandlock), so a class "
            "is not graded here. To run it all the same, with your own rights: add --unconfined."
        )
    with ExitStack() as stack:
        intake = stack.enter_context(take_in(submissions, wish.layout, wish.roster, _given_names(assignment)))
        crew = _crew(wish, len(intake.entries), console)
        stack.callback(crew.close, at_once=True)
        # Imported while the workers load what they need: the database library takes its time.
        from grader.gradebook import Gradebook
        from grader.summary import summarize

        book = stack.enter_context(Gradebook.open(wish.gradebook, assignment.name))
        if wish.regrade:
            # Neither what an interrupted regrade left, nor what this one leaves, is ever adopted by a later one.
            book.discard_proposed()
            stack.callback(book.discard_proposed)
        struck = book.enrol(*_members(intake), roster=intake.class_known)
        marks = fingerprint(assignment, confined)
        plan = _Plan.of(intake, book.standings(), marks, wish.regrade)
        _tell(intake, plan, wish, console)
        if struck:
            whom = f"{counted(len(struck), 'student')} whom an earlier roster named"
            console.print(f"Not in this roster, and struck off: {whom}.", style="yellow", markup=False)
        remains = wish.remains()
        try:
            _grade(assignment, book, plan, marks, wish, confined, crew, console)
            if wish.regrade and not _adopt(book, wish.yes, console):
                return LEFT_OUT
            remains = f"all marks are in {wish.gradebook}."
            summary = summarize((member, report) for member, _, report in book.reports())
            class_summary.show(summary, console)
            _tell_kept(intake, plan, book, console)
        except KeyboardInterrupt:
            raise Stopped(remains) from None
        return COMPLETE if summary.ungraded == 0 else LEFT_OUT


def _crew(wish: ClassWish, size: int, console: Console) -> Crew:
    """Who grades a class of that size. Raises CrewError."""
    if wish.dask is not None:
        return DaskCrew(wish.dask, lambda sentence: console.print(sentence, style="yellow", markup=False))
    workers = LocalCrew(wish.workers or os.cpu_count() or 1)
    # A class that was graded before is most often only looked at.
    looking = Path(wish.gradebook).exists() and not wish.regrade
    workers.begin(1 + size // PIECE, arrive if looking else load)
    return workers


def _grade(
    assignment: Assignment,
    book: Gradebook,
    plan: _Plan,
    marks: str,
    wish: ClassWish,
    confined: str,
    crew: Crew,
    console: Console,
) -> None:
    """Grades what is to be graded, and keeps it in the gradebook."""
    from grader.render.progress import ClassProgress, outcome

    known = frozenset() if wish.regrade else book.known_code(marks)
    orders = Orders(assignment.name, wish.cache, wish.unconfined, known)
    recorder = Recorder(book, plan.standings, marks, proposed=wish.regrade)
    batch = Batch(assignment, orders, crew, lambda code: book.same_code(code, marks), confined, recorder.idle)
    finished = chain(_ends(plan.refused, assignment, confined), batch.run(plan.tasks))
    try:
        with ClassProgress(console, plan.size) as progress, recorder:
            for graded in finished:
                progress.advance(outcome(graded.report))
                recorder.add(graded)
    except Exception as error:
        raise crew.explain(error, wish.remains()) from error
    _tell_unchanged(recorder, plan, wish, console)


def _tell_unchanged(recorder: Recorder, plan: _Plan, wish: ClassWish, console: Console) -> None:
    """What ended as in an earlier run, and whose mark moved because the work did."""
    if recorder.unchanged:
        which = "All" if recorder.unchanged == plan.size else str(recorder.unchanged)
        how = "could not be graded, as before" if wish.regrade else "graded before and unchanged"
        console.print(f"{which} {how}.", markup=False)
    if recorder.kept:
        console.print(
            f"{counted(recorder.kept, 'submission')} could not be looked at again, as the workers died, and kept the "
            "mark.",
            style="yellow",
            markup=False,
        )
    if recorder.moved:
        moves = [f"{printable(who, 40)} {_points(old)} → {_points(new)}" for who, (old, new) in recorder.moved.items()]
        words = f"Changed since they were graded, with another mark: {some(moves[:MAX_NAMED], len(moves))}."
        console.print(words, style="yellow", markup=False)


def _points(score: float | None) -> str:
    return "no mark" if score is None else f"{score:g}"


def _ends(refused: Iterable[Entry], assignment: Assignment, confined: str) -> Iterator[Graded]:
    """The ends of submissions of which it is known beforehand that they cannot be graded."""
    for entry in refused:
        name = printable(entry.path.name)
        info = SubmissionInfo(name=name, sha256=None, source=name)
        report = unscored(assignment, info, "ungradable", entry.problem or "", confined)
        yield Graded(entry.student, None, None, report)


@dataclass(frozen=True)
class _Plan:
    """Who is graded in this run, and what is known of them already."""

    tasks: tuple[Task, ...]
    refused: tuple[Entry, ...]
    standings: Mapping[str, Standing]
    other_checks: int

    @property
    def size(self) -> int:
        return len(self.refused) + len(self.tasks)

    @classmethod
    def of(cls, intake: Intake, standings: Mapping[str, Standing], marks: str, regrade: bool) -> _Plan:
        tasks = []
        refused = tuple(entry for entry in intake.entries if entry.problem is not None)
        for entry in intake.entries:
            if entry.problem is not None:
                continue
            standing = standings.get(entry.student)
            done = standing is not None and standing.state == "graded" and not regrade
            tasks.append(Task(entry.student, entry.path, standing.sha256 if standing and done else None))
        handed_in = {entry.student for entry in intake.entries}
        other = sum(1 for name in handed_in if name in standings and standings[name].fingerprint != marks)
        return cls(tuple(tasks), refused, standings, other)


def _given_names(assignment: Assignment) -> list[str]:
    """The files that students hand in, as they were given to them."""
    names = [f"{function.name}.py" for function in assignment.functions] + [f"{assignment.name}.ipynb"]
    given = assignment.home / "assignment" if assignment.home else None
    beside = given.iterdir() if given is not None and given.is_dir() else ()
    return names + sorted({path.name for path in beside if path.suffix in SUFFIXES} - set(names))


def _members(intake: Intake) -> tuple[list[Member], list[Member]]:
    """Who handed in something, and who did not."""
    present = [Member(entry.student, entry.name, entry.ids, entry.submitted, entry.late) for entry in intake.entries]
    absent = [Member(person.student, person.name, person.ids, handed_in=False) for person in intake.absent]
    return present, absent


def _tell(intake: Intake, plan: _Plan, wish: ClassWish, console: Console) -> None:
    """Who is here, what was noticed on the way, and what an earlier run did under other checks."""
    words = f"{counted(len(intake.entries), 'submission')} ({intake.layout})"
    if intake.absent:
        words += f", {counted(len(intake.absent), 'student')} without one"
    console.print(words, markup=False)
    for note in intake.notes[:MAX_NOTES]:
        console.print(f"  {note}", markup=False, style="yellow")
    if len(intake.notes) > MAX_NOTES:
        console.print(f"  and {len(intake.notes) - MAX_NOTES} more such notes", style="yellow")
    if plan.other_checks and not wish.regrade:
        console.print(
            f"{counted(plan.other_checks, 'submission')} graded earlier, with other checks, points or versions, "
            "and kept as they are. To grade them again: --regrade.",
            style="yellow",
            markup=False,
        )


def _tell_kept(intake: Intake, plan: _Plan, book: Gradebook, console: Console) -> None:
    """Who has a mark of an earlier run, and no submission in this one."""
    here = {entry.student for entry in intake.entries}
    kept = [member for member in book.members() if member.student in plan.standings and member.student not in here]
    if kept:
        names = [class_summary.who(member.student, member.name) for member in kept[:MAX_NAMED]]
        console.print(
            f"\n{counted(len(kept), 'student')} of this gradebook handed in nothing that is here now, and kept what an "
            f"earlier run gave: {some(names, len(kept))}.",
            style="yellow",
            markup=False,
        )


def _adopt(book: Gradebook, yes: bool, console: Console) -> bool:
    """Shows who moves by the regrade; replaces the old marks if that is wanted."""
    from rich.prompt import Confirm

    from grader.render.moves import show

    moves = book.proposed_moves()
    show(moves, console)
    if not yes and moves:
        if not console.is_terminal:
            console.print("Nothing was replaced. To replace the marks: --regrade --yes.", style="yellow")
            return False
        if not Confirm.ask("Replace the old marks by the new ones?", console=console, default=False):
            console.print("Nothing was replaced.", style="yellow")
            return False
    book.adopt()
    return True
