"""Does a Report agree with what its Case must get? Each disagreement in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from grader.assignment import Assignment
from grader.judge import INTERNAL
from grader.report import FunctionResult, Report
from grader.verdicts import Case


def disagreements(case: Case, report: Report, assignment: Assignment) -> list[str]:
    """What is not as the case must have it, in sentences; none where all is."""
    if report.state == "internal_error":
        return list(_breakdowns(report))
    if report.state == "ungradable":
        return [] if case.folder == "hostile" else [f"it cannot be graded: {report.message}"]
    short = {function.name: function.short for function in assignment.functions}
    said = [f"{short[function.name]}: {sentence}" for function in report.functions for sentence in _of(case, function)]
    if case.folder == "wrong" and report.full_marks:
        said.insert(0, "a wrong solution gets full marks")
    return said


def concerned(case: Case, report: Report) -> list[str]:
    """The functions of which something is said there."""
    broken = report.state == "internal_error"
    return [
        function.name
        for function in report.functions
        if any(check.status == "internal_error" for check in function.checks)
        or (not broken and any(_of(case, function)))
    ]


def _of(case: Case, function: FunctionResult) -> Iterator[str]:
    due = case.points[function.name]
    if case.folder == "hostile":
        if function.score > due:
            yield f"at most {due:g} points expected, got {function.score:g}"
    elif function.score != due:
        yield f"{due:g} points expected, got {function.score:g}"
    told, names = case.told.get(function.name), misconceptions(function)
    if told is not None and told not in names:
        yield f"{told} should be told, and {', '.join(names) or 'no misconception'} is"
    if told is None and names and case.folder == "wrong" and function.score < function.max_score:
        yield f"its verdict says nothing of what is told: {', '.join(names)}"


def _breakdowns(report: Report) -> Iterator[str]:
    """What failed in the grader or in the assignment, for those who can mend it."""
    checks = [check for function in report.functions for check in function.checks if check.status == "internal_error"]
    for check in checks:
        yield f"the check {check.id} itself fails: {_reason(check.cause.message if check.cause is not None else '')}"
    if not checks:
        yield f"the grader failed: {_reason(report.message or '')}"


def _reason(words: str) -> str:
    """What stands in brackets behind the words that are for students."""
    return words.removeprefix(INTERNAL).strip(" ()")


def misconceptions(function: FunctionResult) -> list[str]:
    """What the function's author was told, each once, in the order of the checks."""
    causes = [check.cause for check in function.checks if check.cause is not None]
    return list(dict.fromkeys(cause.misconception for cause in causes if cause.misconception is not None))
