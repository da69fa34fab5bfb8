"""Grading from inside of a notebook: `from grader import check`, and then `check(my_function)` in a cell.

What is graded is the source, as it stands in the cells that were run, and not the function object: it goes over the
wall like every submission. In a script, it is the file that the function stands in.
"""

from __future__ import annotations

import atexit
import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from grader import assignments
from grader.assignment import Assignment, UnknownName
from grader.assignments import AssignmentNeeded
from grader.cells import NoSource, work_of
from grader.confine.launch import Broken
from grader.placeholder import SENTENCE
from grader.reading.work import Unreadable
from grader.report import Report
from grader.trouble import Trouble

if TYPE_CHECKING:
    from grader.confine.host import Wall

WIDTH = 100


class NotAFunction(Trouble):
    """Something else was given to be checked, such as what a function returned."""


@dataclass(frozen=True)
class Marks:
    """What `check` returns, shown by notebooks as HTML and elsewhere as text: a Report, or why there is none."""

    report: Report | None
    sentence: str = ""

    def __repr__(self) -> str:
        if self.report is None:
            return self.sentence
        from rich.console import Console

        from grader.render import terminal

        shown = io.StringIO()
        terminal.show(
            self.report, Console(file=shown, width=WIDTH, highlight=False, color_system=None, force_jupyter=False)
        )
        return shown.getvalue().rstrip("\n")

    def _repr_html_(self) -> str:
        from grader.render import html_fragment

        return html_fragment.sentence(self.sentence) if self.report is None else html_fragment.fragment(self.report)


def check(*functions: Callable[..., Any] | str, assignment: str | None = None) -> Marks:
    """Grades functions, given themselves or by name; without any, all graded ones that are defined so far.

    `assignment` chooses among the installed assignments, where the functions' names leave a doubt. The checks, points
    and words are those of `grade`. Raises nothing: what goes wrong is a sentence in the Marks.
    """
    try:
        space = vars(sys.modules["__main__"])
        names = [_names(function, space) for function in functions]
        chosen = _assignment(assignment, [name for some in names for name in some], space)
        asked = {_meant(some, chosen): function for some, function in zip(names, functions, strict=True)}
        if not asked:
            asked = {name: space[name] for name in chosen.by_name if callable(space.get(name))}
        if not asked:
            return Marks(None, f"Nothing to grade yet: run the cell that defines {_listed(chosen)}.")
        graded = {chosen.function(name).name: function for name, function in asked.items()}
        return Marks(_grade(graded, chosen, space))
    except (NoSource, NotAFunction, UnknownName, AssignmentNeeded, Unreadable) as error:
        return Marks(None, str(error))
    except Broken as error:
        return Marks(None, f"The grader could not start its confined process: {error}")


def load_ipython_extension(shell: Any) -> None:
    """For `%load_ext grader`: a function that is not filled in yet stops the run with one sentence, no traceback."""
    shell.set_custom_exc((NotImplementedError,), _show_placeholder)


def _show_placeholder(shell: Any, kind: type, error: Any, trace: Any, tb_offset: int | None = None) -> None:
    if str(error).endswith(SENTENCE.format("")):
        error._render_traceback_ = lambda: [str(error)]
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def _names(function: Callable[..., Any] | str, space: dict[str, Any]) -> list[str]:
    """The names by which a function goes: its own where that still stands for it, its other ones, its own."""
    if isinstance(function, str):
        return [function]
    if not callable(function):
        from grader.printing import kind_of

        raise NotAFunction(
            f"check takes a function, or its name in quotes, and was given {kind_of(function)}: "
            "write the function's name alone, without brackets after it."
        )
    own = getattr(function, "__name__", type(function).__name__)
    bound = [name for name, value in space.items() if value is function]
    return [own] * (own in bound) + bound + [own]


def _meant(names: Sequence[str], chosen: Assignment) -> str:
    """The one of a function's names by which it is graded."""
    return next((name for name in names if name in chosen.by_name), names[0])


def _assignment(name: str | None, asked: Sequence[str], space: dict[str, Any]) -> Assignment:
    """The assignment that is meant: the named one, the only one, or the only one with such functions."""
    known = assignments.names()
    if name is not None or len(known) < 2:
        return assignments.load(name)
    loaded = [assignments.load(other) for other in known]
    wanted = set(asked) or set(space)
    fitting = [one for one in loaded if wanted & {part for f in one.functions for part in (f.name, f.short)}]
    if len(fitting) != 1:
        raise AssignmentNeeded(known)
    return fitting[0]


def _listed(chosen: Assignment) -> str:
    return " or ".join(function.name for function in chosen.functions)


def _grade(functions: dict[str, Any], chosen: Assignment, space: dict[str, Any]) -> Report:
    from grader.draft import finish
    from grader.score import examine_work, run_jobs

    work = work_of(functions, frozenset(chosen.by_name), space)
    try:
        draft = examine_work(work, chosen, _wall(chosen.packages), tuple(functions))
    except KeyboardInterrupt:
        # A conversation that was broken off must not go on with the next check.
        _wall(chosen.packages).restart()
        raise
    return finish(draft, chosen, run_jobs(draft, chosen))


@cache
def _wall(packages: tuple[str, ...]) -> Wall:
    """This process's wall, for all checks to come."""
    from grader.confine.host import Wall

    wall = Wall(packages)
    atexit.register(wall.close)
    return wall
