"""Grades many submissions by the path of a class, those that wait beside those that compute ──► their Reports."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grader.assignment import Assignment
from grader.bulk import PIECE, Batch, Graded
from grader.confine.launch import confinement
from grader.crew import LocalCrew
from grader.draft import Draft
from grader.looking import Task
from grader.report import Report
from grader.worker import Examined, Orders, examine_piece

MAX_WAITING = 6


@dataclass(frozen=True)
class Item:
    """A submission to grade, by a key of its own.

    `slow` ones wait rather than compute. Of `hasty` ones the jobs are not done once a check has failed.
    """

    key: str
    path: Path
    slow: bool = False
    hasty: bool = False


def grade_all(
    assignment: Assignment,
    items: Sequence[Item],
    workers: int,
    cache: bool = True,
    progress: Callable[[Report], None] | None = None,
) -> dict[str, Report]:
    """The Report of each item, by its key; `progress` hears of each as it is done."""
    # Whoever calls has decided what may run unconfined here.
    orders = Orders(assignment.name, cache, unconfined=True)
    crew = Shifts(workers, frozenset(item.key for item in items if item.slow))
    batch = _Batch(assignment, orders, crew, lambda _: None, confinement())
    batch.hasty = frozenset(item.key for item in items if item.hasty)
    reports: dict[str, Report] = {}
    for graded in batch.run(Task(item.key, item.path) for item in _slow_ones_first(items)):
        assert graded.report is not None, "a submission that was never graded before has changed"
        reports[graded.student] = graded.report
        if progress is not None:
            progress(graded.report)
    return reports


class _Batch(Batch):
    """A Batch that leaves out the jobs of what has failed already, where the verdict is all that is wanted."""

    hasty: frozenset[str] = frozenset()
    # Nobody looks at single Reports here, and jobs are the quicker the more of them are done together.
    max_waiting = sys.maxsize

    def _take_examined(self, examined: Examined) -> Iterator[Graded]:
        if examined.student in self.hasty and examined.draft is not None and _has_failed(examined.draft):
            examined = replace(examined, draft=replace(examined.draft, waiting=()))
        yield from super()._take_examined(examined)


def _has_failed(draft: Draft) -> bool:
    return any(check.status == "failed" for function in draft.report.functions for check in function.checks)


def _slow_ones_first(items: Sequence[Item]) -> Iterator[Item]:
    """The slow items, each at the head of a piece of work that is otherwise quick; then the rest."""
    quick = [item for item in items if not item.slow]
    for item in items:
        if item.slow:
            yield item
            yield from quick[: PIECE - 1]
            del quick[: PIECE - 1]
    yield from quick


class Shifts:
    """A LocalCrew that computes, of `width` processes, and one that waits: what is slow goes to the second."""

    def __init__(self, width: int, slow: frozenset[str]) -> None:
        waiting = min(len(slow), MAX_WAITING)
        self.width = width + waiting
        self._crews = (LocalCrew(width), LocalCrew(waiting or 1))
        self._slow = slow
        self.losses, self.patience = self._crews[0].losses, self._crews[0].patience

    def executor(self) -> Executor:
        return _Router(self._crews, self._slow)

    def renew(self) -> None:
        self.close(at_once=True)

    def look(self) -> None:
        """Nothing to see: pools tell of every loss."""

    def explain(self, error: Exception, remains: str) -> Exception:
        return error

    def close(self, at_once: bool) -> None:
        for crew in self._crews:
            crew.close(at_once)


class _Router(Executor):
    """Submits each piece of work to the crew that it is for."""

    def __init__(self, crews: tuple[LocalCrew, LocalCrew], slow: frozenset[str]) -> None:
        self._crews, self._slow = crews, slow

    def submit(self, do: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        waits = do is examine_piece and any(task.student in self._slow for task in arguments[1])
        return self._crews[waits].executor().submit(do, *arguments, **named)
