"""The training checks: the published network, trained from the student's parameters, must do what it should."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from grader.compare import Tolerance, compare
from grader.confine.fault import Question
from grader.initialization.oracle import PUBLISHED_DIMS, right
from grader.memory import Memory, train_remembered
from grader.report import Training
from grader.student import Student, again
from grader.training import PUBLISHED, Network, Run, pack
from grader.verdict import Failed, Job, NotRun

LN2 = math.log(2)
ADVICE = "The starting weights decide how well a network learns: first mend what the checks above have found."
Conclude = Callable[[Run], None]


def questions() -> Sequence[Question]:
    """The call for the network that is trained, and the same again."""
    dims = list(PUBLISHED.layers_dims)
    return [Question((dims,)), again(dims)]


def judge(student: Student) -> Job:
    """The parameters to train from, if they can be trained and are the same on every run."""
    dims = list(PUBLISHED.layers_dims)
    value = student.answer(dims).value
    if not all(student.reproducible(asked) for asked in (dims, list(PUBLISHED_DIMS[student.name]))):
        raise NotRun(
            "Not trained: the function gives other numbers each time, so no training of it can be repeated.",
            misconception="not_reproducible",
            input=student.call(dims),
        )
    difference = compare(value, right(student.name, dims), Tolerance(absolute=math.inf))
    if difference is not None:
        raise NotRun(f"Not trained: {difference.message}", input=student.call(dims))
    return Job(value)


@dataclass(frozen=True)
class TrainingWorkshop:
    """Trains many students' networks at once; remembers each run on disk unless `remember` is False."""

    remember: bool = True

    def key(self, job: Job) -> bytes:
        """The digest of the parameters."""
        return hashlib.sha256(pack(cast(Network, job.material)).tobytes()).digest()

    def run(self, jobs: Sequence[Job], progress: Callable[[int, int], None] | None = None) -> list[Any]:
        """A `Run` for each job."""
        networks = [cast(Network, job.material) for job in jobs]
        return list(train_remembered(networks, Memory() if self.remember else None, PUBLISHED, progress))

    def forgetful(self) -> TrainingWorkshop:
        """The same, remembering nothing."""
        return replace(self, remember=False)


def stays_where_it_is(run: Run) -> None:
    """From zeros: every gradient of the weights is 0, the cost stays ln 2, and every label is 0."""
    off = [(at, cost) for at, cost in [*run.costs, (PUBLISHED.iterations, run.final_cost)] if not _is_ln2(cost)]
    if off:
        raise Failed(
            f"After {off[0][0]} iterations the cost is {_shown(off[0][1])}; from zeros it stays at {LN2:.10g} (ln 2).",
            help="All weights and biases must start at exactly 0: then all units of a layer stay equal.",
            expected=f"{LN2:.10g}",
            actual=_shown(off[0][1]),
        )
    if any(run.train_labels) or any(run.test_labels):
        raise Failed("Some points are labelled 1; from zeros every point is labelled 0.")
    reaches(0.5, 0.5)(run)


def reaches(train: float, test: float, cost: float = math.inf) -> Conclude:
    """A check that the trained network is right on these fractions of the data, and its final cost is below `cost`."""

    def conclude(run: Run) -> None:
        accuracies = f"{run.train_accuracy:.1%} of the training set and {run.test_accuracy:.1%} of the test set"
        if run.train_accuracy < train or run.test_accuracy < test:
            raise Failed(
                f"After {PUBLISHED.iterations} iterations the network is right on {accuracies}; "
                f"it should reach {train:.0%} and {test:.0%}.",
                help=ADVICE,
                expected=f"{train:.0%} / {test:.0%}",
                actual=f"{run.train_accuracy:.1%} / {run.test_accuracy:.1%}",
            )
        if run.final_cost is None or not run.final_cost < cost:
            raise Failed(
                f"The final cost is {_shown(run.final_cost)}; it should be below {cost:g}.",
                help=ADVICE,
                expected=f"below {cost:g}",
                actual=_shown(run.final_cost),
            )

    return conclude


def exhibit(run: Run) -> Training:
    """What the Report shows of a training."""
    return Training(
        costs=[(at, cost) for at, cost in run.costs],
        train_accuracy=run.train_accuracy,
        test_accuracy=run.test_accuracy,
    )


def _is_ln2(cost: float | None) -> bool:
    return cost is not None and math.isclose(cost, LN2, rel_tol=1e-12)


def _shown(cost: float | None) -> str:
    return "not a finite number" if cost is None else f"{cost:.10g}"
