"""The kill matrix: which check catches which wrong solution and which mutant.

A check catches a solution's function when it fails. One that is not run, because of another that failed, catches
nothing. A check is redundant where each function that it catches is caught by another check too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.assignment import Assignment, Check, GradedFunction
from grader.report import Report, Status
from grader.validation import MutantFate
from grader.verdicts import Case


@dataclass(frozen=True)
class Row:
    """One wrong function of one solution: how its checks ended, by their ids. A training left out is missing."""

    function: str
    solution: str
    kind: str
    what: str
    statuses: dict[str, Status]

    @property
    def caught_by(self) -> list[str]:
        return [check for check, status in self.statuses.items() if status == "failed"]

    @property
    def uncaught(self) -> bool:
        """Whether every check passed."""
        return set(self.statuses.values()) == {"passed"}


@dataclass(frozen=True)
class Column:
    """One check: how many rows it catches, and those that nothing else does."""

    check: Check
    catches: int
    alone: tuple[str, ...]

    @property
    def redundant(self) -> bool:
        return not self.alone


@dataclass(frozen=True)
class Part:
    """The matrix of one graded function: a row for each wrong one, a column for each check."""

    function: GradedFunction
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class KillMatrix:
    """All parts, in the assignment's order."""

    assignment: Assignment
    parts: tuple[Part, ...]

    @property
    def redundant(self) -> list[str]:
        """The ids of the checks that catch nothing alone."""
        return [column.check.id for part in self.parts for column in part.columns if column.redundant]


def build(
    assignment: Assignment,
    solutions: Iterable[tuple[Case, Report]],
    mutants: Iterable[tuple[MutantFate, Report]],
) -> KillMatrix:
    """The matrix of wrong solutions, and of mutants that are not the reference again."""
    rows: list[Row] = []
    for case, report in solutions:
        for function in report.functions:
            if case.points[function.name] < function.max_score:
                rows.append(_row(report, function.name, case.name, "wrong", case.idea))
    for mutant, report in mutants:
        if mutant.fate in ("killed", "survived"):
            rows.append(_row(report, mutant.function, mutant.key, "mutant", _words(mutant)))
    parts = (Part(function, *_part(function, rows)) for function in assignment.functions)
    return KillMatrix(assignment, tuple(parts))


def _row(report: Report, name: str, solution: str, kind: str, what: str) -> Row:
    function = next(function for function in report.functions if function.name == name)
    ended = {check.id: check.status for check in function.checks if check.status != "not_run" or check.cause}
    return Row(name, solution, kind, what, ended)


def _words(mutant: MutantFate) -> str:
    changed = [line[1:].strip() for line in mutant.diff.splitlines() if line.startswith("+")]
    return f"{mutant.operator}: {'; '.join(changed) or 'a line is gone'}"


def _part(function: GradedFunction, rows: Sequence[Row]) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    own = [row for row in rows if row.function == function.name]
    columns = tuple(
        Column(
            check,
            sum(check.id in row.caught_by for row in own),
            tuple(row.solution for row in own if row.caught_by == [check.id]),
        )
        for check in function.checks
    )
    return columns, tuple(own)
