"""The grader graded: every solution of an assignment, and mutants of its reference, through the path of students' work.

`grade validate` asks of each what it must get (`verdicts.py`), and tells what is otherwise.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader import matrix, mutants, stability, verdicts
from grader.agreement import concerned, disagreements
from grader.assignment import Assignment
from grader.confine.launch import confinement
from grader.draft import environment
from grader.gaps import gaps
from grader.mutants import Mutant
from grader.outputs import prove_all_writable, write
from grader.report import FunctionResult, Report
from grader.shifts import Item, grade_all
from grader.trouble import Trouble
from grader.validation import Change, Fate, Judged, MutantFate, Validation, encode
from grader.verdicts import Case

if TYPE_CHECKING:
    from rich.console import Console

PROVEN, NOT_PROVEN = 0, 1
Grade = Callable[[Sequence[Item]], dict[str, Report]]


class BadMatrix(Trouble):
    """The matrix can be written as .html or .csv only."""


@dataclass(frozen=True)
class ProofWish:
    """What to prove, and where to write it. `repeat`: how often everything is graded in all."""

    mutants: bool = False
    matrix: Path | None = None
    repeat: int = 1
    json: Path | None = None
    junit: Path | None = None
    workers: int | None = None
    unconfined: bool = False
    cache: bool = True


def run(assignment: Assignment, wish: ProofWish, console: Console) -> int:
    """Proves the assignment's checks, shows and writes what was found, and returns the exit status.

    0 where everything is as it must be, else 1. Raises Unusable, BadMatrix, LibraryMissing, NoReference, NoPlace.
    """
    from grader.render import kill_matrix, validation_junit
    from grader.render import validation as shown

    if wish.matrix is not None and wish.matrix.suffix.lower() not in (".html", ".csv"):
        raise BadMatrix(f"--matrix writes .html or .csv, by the file's name; {wish.matrix.name} is neither.")
    prove_all_writable({"--json": wish.json, "--junit": wish.junit, "--matrix": wish.matrix})
    found, table = prove(assignment, wish, console)
    try:
        if wish.json is not None:
            write("--json", wish.json, encode(found))
        if wish.junit is not None:
            write("--junit", wish.junit, validation_junit.document(found))
        if wish.matrix is not None:
            write("--matrix", wish.matrix, kill_matrix.document(table, wish.matrix.suffix.lower()))
    finally:
        shown.show(found, console, wish.matrix is not None)
    if wish.matrix is not None:
        words = ", ".join(table.redundant) or "none"
        console.print(f"Kill matrix: {wish.matrix}. Checks whose every catch another makes too: {words}.", markup=False)
    return PROVEN if found.proven else NOT_PROVEN


def prove(assignment: Assignment, wish: ProofWish, console: Console) -> tuple[Validation, matrix.KillMatrix]:
    """The Validation, and the kill matrix of it. Raises Unusable, LibraryMissing, NoReference."""
    started = time.monotonic()
    all_cases = verdicts.read(assignment)
    cases, left_out = _runnable(all_cases, wish)
    workers = wish.workers or os.cpu_count() or 1
    order_seed = random.SystemRandom().randrange(10_000)
    with tempfile.TemporaryDirectory(prefix="grade-validate-") as scratch:
        made = mutants.make(assignment, cases[0].path) if wish.mutants else []
        items = [Item(case.key, case.path, case.slow) for case in cases]
        for mutant in made:
            path = mutant.write(cases[0].path, Path(scratch))
            items.append(Item(mutant.key, path, hasty=wish.matrix is None))
        grade = _grader(assignment, wish, workers, console)
        reports = grade(items)
        again = _Again(wish.repeat, order_seed, {case.key for case in cases if case.unsteady})
        changed = _repeat(again, items, reports, grade, console)
        sound = reports[cases[0].key].full_marks
        fates = _fates(assignment, made, reports, Path(scratch), workers) if wish.mutants and sound else None
        if wish.mutants and not sound:
            left_out.append("Its mutants were not judged: the reference itself must get full marks first.")
    found = Validation(
        assignment=assignment.name,
        judged=[_judged(case, reports[case.key], assignment) for case in cases],
        mutants=fates,
        repeats=wish.repeat,
        order_seed=order_seed,
        changes=changed,
        unsteady=len(again.unsteady),
        gaps=list(gaps(assignment, all_cases, wish.mutants)),
        left_out=left_out,
        environment=environment(confinement()),
        seconds=round(time.monotonic() - started, 1),
    )
    wrong = [(case, reports[case.key]) for case in cases if case.folder == "wrong"]
    table = matrix.build(assignment, wrong, [(fate, reports[fate.key]) for fate in fates or ()])
    return found, table


def _runnable(cases: list[Case], wish: ProofWish) -> tuple[list[Case], list[str]]:
    """The cases that may run here, and what is left out, in sentences."""
    if confinement() != "none" or wish.unconfined:
        return cases, []
    kept = [case for case in cases if case.folder != "hostile" and not case.confined]
    if len(kept) == len(cases):
        return kept, []
    return kept, [
        f"{len(cases) - len(kept)} solutions (hostile/, and what needs its limits) were left out: student code cannot "
        "be confined on this machine (that takes Linux 6.12 or later and sandlock). To run them all the same, with "
        "your own rights: add --unconfined."
    ]


def _grader(assignment: Assignment, wish: ProofWish, workers: int, console: Console) -> Grade:
    from grader.render.progress import ClassProgress, outcome

    def grade(items: Sequence[Item]) -> dict[str, Report]:
        with ClassProgress(console, len(items)) as progress:

            def tell(report: Report) -> None:
                progress.advance(outcome(report))

            return grade_all(assignment, items, workers, wish.cache, tell)

    return grade


@dataclass(frozen=True)
class _Again:
    """How everything is graded again: `times` in all, in orders drawn from a seed; what is `unsteady` by its points."""

    times: int
    order_seed: int
    unsteady: set[str]


def _repeat(
    again: _Again, items: Sequence[Item], first: Mapping[str, Report], grade: Grade, console: Console
) -> list[Change]:
    """Grades everything again, each time in another order, while others compute too."""
    changed: list[Change] = []
    order = random.Random(again.order_seed)
    for repeat in range(2, again.times + 1):
        words = f"Again, under load and in random order (seed {again.order_seed}): {repeat} of {again.times}."
        console.print(words, style="dim")
        shuffled = order.sample(items, len(items))
        with stability.load():
            changed += stability.changes(first, grade(shuffled), repeat, again.unsteady)
    return changed


def _judged(case: Case, report: Report, assignment: Assignment) -> Judged:
    said = disagreements(case, report, assignment)
    return Judged(
        folder=case.folder,
        name=case.name,
        idea=case.idea,
        state=report.state,
        points=dict(case.points),
        got={function.name: function.score for function in report.functions},
        full_marks=report.full_marks,
        disagreements=said,
        concerned=concerned(case, report) if said else [],
        seconds=round(sum(check.seconds for function in report.functions for check in function.checks), 3),
        report=report if said else None,
    )


def _fates(
    assignment: Assignment, made: Sequence[Mutant], reports: Mapping[str, Report], folder: Path, workers: int
) -> list[MutantFate]:
    """What became of each mutant."""
    from grader.equivalence import equivalents

    same = equivalents(assignment, made, folder, workers)
    return [_fate(mutant, reports[mutant.key], mutant.key in same) for mutant in made]


def _fate(mutant: Mutant, report: Report, same: bool) -> MutantFate:
    result = next((function for function in report.functions if function.name == mutant.function), None)
    fate: Fate = "unjudged"
    if report.state == "graded" and result is not None:
        full = result.score == result.max_score
        fate = ("equivalent" if full else "rejected") if same else ("survived" if full else "killed")
    return MutantFate(
        key=mutant.key,
        function=mutant.function,
        operator=mutant.operator,
        diff=mutant.diff,
        fate=fate,
        killed_by=_killers(result),
        seconds=round(sum(check.seconds for check in result.checks), 3) if result is not None else 0.0,
        message=report.message,
    )


def _killers(result: FunctionResult | None) -> list[str]:
    """The checks that failed; of a function that could not be asked at all, the first that was not run."""
    checks = result.checks if result is not None else []
    failed = [check.id for check in checks if check.status == "failed"]
    return failed or [check.id for check in checks if check.status != "passed"][:1]
