"""How a batch goes, while it runs: a bar with rate and time left, and counts by outcome."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from grader.report import Report

OUTCOMES = {"full": "green", "partial": "yellow", "zero": "red", "not graded": "magenta", "as before": "dim"}
WIDE, NARROW = 100, 70


def outcome(report: Report | None) -> str:
    """Which of `OUTCOMES` a Report counts as; None is one of an earlier run."""
    if report is None:
        return "as before"
    if report.state != "graded" or report.score is None:
        return "not graded"
    return "full" if report.score == report.max_score else "partial" if report.score else "zero"


class ClassProgress:
    """A context in which `advance` is called for each finished submission. Silent where nobody looks at a terminal."""

    def __init__(self, console: Console, total: int) -> None:
        self.counts = dict.fromkeys(OUTCOMES, 0)
        self._bar = Progress(
            *_columns(console.width),
            TextColumn("{task.fields[counts]}"),
            console=console,
            transient=True,
            # It looks through all that came in this time whenever something comes.
            speed_estimate_period=10.0,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("grading", total=total, rate="", counts="")

    def advance(self, kind: str) -> None:
        """One more submission is done, with this of `OUTCOMES`."""
        if self._bar.disable:
            return
        self.counts[kind] += 1
        speed = self._bar.tasks[0].speed
        counts = ", ".join(f"[{OUTCOMES[name]}]{count} {name}[/]" for name, count in self.counts.items() if count)
        self._bar.update(self._task, advance=1, rate=f"{speed:.0f}/s" if speed else "", counts=counts)

    def __enter__(self) -> ClassProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()


def _columns(width: int) -> tuple[ProgressColumn, ...]:
    """What fits beside the counts by outcome."""
    done = MofNCompleteColumn()
    left = (TimeRemainingColumn(), TextColumn("left", style="progress.remaining"))
    if width < NARROW:
        return (done, *left)
    if width < WIDE:
        return (BarColumn(bar_width=10), done, *left)
    elapsed = (TimeElapsedColumn(), TextColumn("elapsed", style="progress.elapsed"))
    return (BarColumn(bar_width=None), done, TextColumn("{task.fields[rate]}"), *elapsed, *left)
