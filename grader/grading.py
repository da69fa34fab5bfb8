"""Grades one's own work: finds it, grades it, shows the Report; once, or again on every save."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from grader import report as reports
from grader.assignment import Assignment
from grader.guard import limit_memory
from grader.outputs import SUBMISSIONS, NoPlace, prove_writable, write
from grader.trouble import Trouble

if TYPE_CHECKING:
    from rich.console import Console

    from grader.confine.host import Wall
    from grader.score import Progress

FULL, LESS, UNREADABLE, INTERNAL = 0, 1, 2, 3


class NothingHere(Trouble):
    """There is nothing to grade in this folder; the message says what to do."""


@dataclass(frozen=True)
class Wish:
    """How to grade: which functions (all if empty), where the JSON goes ("-": standard output), what is cached."""

    functions: tuple[str, ...] = ()
    json: str | None = None
    cache: bool = True
    watch: bool = False


def own_work(folder: Path, assignment: Assignment) -> Path:
    """The student's own work: in `folder`, or in `assignment/` below it. Raises NothingHere."""
    stubs = [f"{function.name}.py" for function in assignment.functions]
    if any((folder / stub).is_file() for stub in stubs) or any(folder.glob("[!.]*.ipynb")):
        return folder
    if (folder / "assignment").is_dir():
        return folder / "assignment"
    if any(folder.glob("[!.]*.py")):
        return folder
    raise NothingHere(
        f"There is nothing to grade in {folder}: no {stubs[0]} and no notebook. "
        "Go to the folder of your assignment, or name the work: grade check PATH."
    )


def run(path: Path, assignment: Assignment, wish: Wish, console: Console) -> int:
    """Grades the submission at `path`, shows the Report, and returns the exit status. Raises NoPlace."""
    from grader.confine.host import Wall

    if wish.json is not None and wish.json != "-":
        prove_writable("--json", Path(wish.json))
    if not wish.cache and assignment.workshop is not None:
        assignment = replace(assignment, workshop=assignment.workshop.forgetful())
    limit_memory()
    with Wall(assignment.packages) as wall:
        status = _once(path, assignment, wall, wish, console)
        return _watch(path, assignment, wall, wish, console) if wish.watch else status


def _once(path: Path, assignment: Assignment, wall: Wall, wish: Wish, console: Console) -> int:
    from grader.render import terminal
    from grader.score import grade

    with _progress(console) as progress:
        report = grade(path, assignment, wall, wish.functions, progress)
    # Written before it is shown: whoever reads along may stop reading, as head does.
    trouble = _write(reports.encode(report), wish.json)
    if wish.json != "-":
        terminal.show(report, console)
    if trouble is not None:
        raise trouble
    if report.state == "graded":
        return FULL if report.full_marks else LESS
    return UNREADABLE if report.state == "ungradable" else INTERNAL


def _write(document: bytes, target: str | None) -> NoPlace | None:
    """Writes the report; returns, and does not raise, what kept a file from being written."""
    if target == "-":
        sys.stdout.buffer.write(document)
        sys.stdout.buffer.flush()
    elif target is not None:
        try:
            write("--json", Path(target), document)
        except NoPlace as trouble:
            return trouble
    return None


def _watch(path: Path, assignment: Assignment, wall: Wall, wish: Wish, console: Console) -> int:
    """Grades again whenever a Python file or a notebook is saved, until Ctrl-C."""
    from watchfiles import PythonFilter, watch

    console.print(f"\nWatching {path}: save a file to grade again, Ctrl-C to end.", style="dim", markup=False)
    root = path if path.is_dir() else path.parent
    for changes in watch(root, watch_filter=PythonFilter(extra_extensions=SUBMISSIONS), raise_interrupt=True):
        if path.is_dir() or any(Path(changed) == path.resolve() for _, changed in changes):
            console.print()
            _once(path, assignment, wall, wish, console)
    return FULL


@contextmanager
def _progress(console: Console) -> Iterator[Progress | None]:
    """Shows a bar for work that takes longer than half a second, on a terminal only."""
    if not console.is_terminal or console.is_dumb_terminal:
        yield None
        return
    bar = _LateBar(console)
    try:
        yield bar.advance
    finally:
        bar.stop()


class _LateBar:
    """A progress bar that appears half a second after the first news of progress."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.started: float | None = None
        self.close: Callable[[], None] | None = None
        self.update: Callable[[int, int], None] | None = None

    def advance(self, done: int, total: int) -> None:
        import time

        self.started = self.started or time.monotonic()
        if self.update is None and time.monotonic() - self.started > 0.5:
            self._show()
        if self.update is not None:
            self.update(done, total)

    def _show(self) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("Training"),
            BarColumn(),
            TextColumn("{task.percentage:.0f} %"),
            TimeRemainingColumn(),
        )
        progress = Progress(*columns, console=self.console, transient=True)
        task = progress.add_task("training")
        progress.start()
        self.close = progress.stop
        self.update = lambda done, total: progress.update(task, completed=done, total=total)

    def stop(self) -> None:
        if self.close is not None:
            self.close()
