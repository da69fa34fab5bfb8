"""What is graded: an Assignment, its graded functions, and their checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Protocol

from grader.confine.fault import Question
from grader.report import Training
from grader.student import Student
from grader.trouble import Trouble, closest
from grader.verdict import Job

Family = Literal["expected", "property", "training"]


class Workshop(Protocol):
    """Does the jobs of an assignment, many at once."""

    def key(self, job: Job) -> bytes:
        """Equal for jobs that have the same result."""

    def run(self, jobs: Sequence[Job], progress: Callable[[int, int], None] | None = None) -> list[Any]:
        """The result of each job; equal jobs are done once. `progress(done, total)` is called from time to time."""

    def forgetful(self) -> Workshop:
        """The same workshop, reading and writing no memory of earlier jobs."""


@dataclass(frozen=True)
class Check:
    """One check of one function, worth `points`.

    `judge(student)` returns None if the function passes, raises Failed or NotRun if it does not, or returns a Job;
    then `conclude(result)` ends it in the same way, and `exhibit(result)` is what the Report shows of it.
    `questions()` are asked ahead in one round trip; asking others is allowed, only slower.
    `after` names the checks of the same function that must have passed, or this one is not run.
    """

    id: str
    title: str
    family: Family
    points: float
    judge: Callable[[Student], Job | None]
    questions: Callable[[], Sequence[Question]] = tuple
    conclude: Callable[[Any], None] | None = None
    exhibit: Callable[[Any], Training] | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class GradedFunction:
    """A function that students write. `short` is what people may type for it."""

    name: str
    short: str
    checks: tuple[Check, ...]
    title: str = ""

    @property
    def points(self) -> float:
        return sum(check.points for check in self.checks)


@dataclass(frozen=True)
class Mutation:
    """What `grade validate --mutants` takes from an assignment, besides a library's operators.

    `variants(function, source)` makes mistakes of the field out of a graded function's source: an operator's name, and
    the source that takes the function's place. `domain(function)` are the questions to which a mutant must answer as
    the reference does, to the bit, to be the same function; more of them, and larger ones, than the checks ask.
    """

    variants: Callable[[str, str], Iterable[tuple[str, str]]]
    domain: Callable[[str], Sequence[Question]]


@dataclass(frozen=True)
class Assignment:
    """An assignment: what is graded, and where its files stand.

    `packages` may be imported by student code besides the standard library. `home` is the folder that holds
    `assignment/` and `solutions/`, for those who have it. `version` changes when checks or points do. `mutation` is
    called only where mutants are made.
    """

    name: str
    title: str
    functions: tuple[GradedFunction, ...]
    version: str = "1"
    packages: tuple[str, ...] = ("numpy",)
    workshop: Workshop | None = None
    home: Path | None = None
    mutation: Callable[[], Mutation] | None = None

    @property
    def points(self) -> float:
        return sum(function.points for function in self.functions)

    @cached_property
    def by_name(self) -> dict[str, GradedFunction]:
        return {function.name: function for function in self.functions}

    def function(self, name: str) -> GradedFunction:
        """The graded function of this name or short name. Raises UnknownName."""
        for function in self.functions:
            if name.lower() in (function.name.lower(), function.short.lower()):
                return function
        raise UnknownName("function", name, [f"{function.short} ({function.name})" for function in self.functions])


class UnknownName(Trouble):
    """Nothing has this name; the message lists what there is."""

    def __init__(self, kind: str, name: str, known: Sequence[str]) -> None:
        listed = ", ".join(known) or "none is installed"
        near = closest(name, [word for one in known for word in one.rstrip(")").split(" (")])
        meant = f": did you mean {near}?" if near else "."
        super().__init__(f"There is no {kind} {name!r}{meant} There is: {listed}.")
