"""Soundness: is what an author registered an assignment that can be graded? If not, one sentence says what to mend."""

from __future__ import annotations

import math
import sysconfig
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar, get_args

from grader.assignment import Assignment, Check, Family, GradedFunction
from grader.trouble import Trouble

T = TypeVar("T")
OURS = Path(__file__).parent
STANDARD = Path(sysconfig.get_path("stdlib"))


class BadAssignment(Trouble):
    """An assignment that cannot be used as it is written; the message is for its author."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"The assignment {name!r} cannot be used: {problem}.")


def attempted(name: str, what: str, action: Callable[[], T]) -> T:
    """What the author's code returns. Raises BadAssignment, with the place, for whatever it raises."""
    try:
        return action()
    except Trouble:
        raise
    except Exception as error:
        said = error.msg if isinstance(error, SyntaxError) else str(error)
        problem = f"{what} fails, {place_of(error)}{type(error).__name__}: {said.rstrip('.?!')}"
        raise BadAssignment(name, problem) from error


def place_of(error: Exception) -> str:
    """ "in cipher/__init__.py, line 30: ": where the author's code failed, rather than where a library noticed."""
    if isinstance(error, SyntaxError) and error.filename:
        return _line(error.filename, error.lineno)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith("<")]
    others = [frame for frame in frames if not Path(frame.filename).is_relative_to(OURS)]
    best = [frame for frame in others if not _is_library(Path(frame.filename))] or others or frames
    return _line(best[-1].filename, best[-1].lineno) if best else ""


def _is_library(file: Path) -> bool:
    return bool({"site-packages", "dist-packages"} & {*file.parts}) or file.is_relative_to(STANDARD)


def _line(path: str, line: int | None) -> str:
    return f"in {'/'.join(Path(path).parts[-2:])}, line {line}: "


def require_sound(entry: str, loaded: object) -> Assignment:
    """The Assignment that an entry point led to. Raises BadAssignment for the first thing that is wrong with it."""
    if not isinstance(loaded, Assignment):
        raise BadAssignment(entry, f"its entry point leads to a {type(loaded).__name__}, not to an Assignment")
    problem = next(_problems(entry, loaded), None)
    if problem is not None:
        raise BadAssignment(entry, problem)
    return loaded


def _problems(entry: str, assignment: Assignment) -> Iterator[str]:
    if assignment.name != entry:
        yield f"it calls itself {assignment.name!r}; the name of its entry point and its own must be the same"
    if not assignment.functions:
        yield "it grades no function"
    for package in assignment.packages:
        if find_spec(package) is None:
            yield f"its packages name {package!r}, which is not installed here"
    for function in assignment.functions:
        if not isinstance(function, GradedFunction):
            yield f"among its functions is {function!r}, which is not a GradedFunction"
        elif not function.name.isidentifier():
            yield f"{function.name!r} is no name that a function can have"
        else:
            yield from _of_checks(function)
    names = [{function.name.lower(), function.short.lower()} for function in assignment.functions]
    for name in _twice(name for pair in names for name in pair):
        yield f"two of its functions are called {name!r}"
    for name in _twice(check.id for function in assignment.functions for check in function.checks):
        yield f"two of its checks have the id {name!r}"


def _of_checks(function: object) -> Iterator[str]:
    assert isinstance(function, GradedFunction)
    if not function.checks:
        yield f"{function.name} has no checks"
    known: list[str] = []
    for check in function.checks:
        if not isinstance(check, Check):
            yield f"among the checks of {function.name} is {check!r}, which is not a Check"
            return
        if check.family not in get_args(Family):
            yield f"the check {check.id!r} is of the family {check.family!r}; there are {', '.join(get_args(Family))}"
        if type(check.points) not in (int, float) or not 0 < check.points < math.inf:
            yield f"the check {check.id!r} is worth {check.points!r} points; it takes a number above 0"
        for name in check.after:
            if name not in known:
                yield f"the check {check.id!r} comes after {name!r}, which is no check that stands before it"
        known.append(check.id)


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
