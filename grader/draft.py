"""Drafts: a Report in the making, some of whose checks wait for jobs; and how Drafts and Reports are put together."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import msgspec
import numpy as np

from grader.assignment import Assignment
from grader.judge import INTERNAL, FunctionDraft, conclude
from grader.reading.work import printable
from grader.report import Environment, FunctionResult, Place, Report, State, SubmissionInfo
from grader.submission import Work
from grader.verdict import Job


@dataclass(frozen=True)
class Waiting:
    """A check, by the places of its function and itself in the Report, that waits for a Job's result.

    `key` is equal for jobs of equal results.
    """

    function: int
    check: int
    job: Job
    key: bytes


@dataclass(frozen=True)
class Draft:
    """A Report whose waiting checks are not yet ended. Plain data: it can be sent to another process.

    `reusable`: nothing in it but what `relocate` replaces depends on more than the graded functions' code.
    """

    report: Report
    waiting: tuple[Waiting, ...] = ()
    reusable: bool = False


def info_of(work: Work) -> SubmissionInfo:
    """What a Report says of the submission itself."""
    return SubmissionInfo(name=printable(work.name), sha256=work.sha256, source=printable(work.source))


def assemble(
    drafts: Mapping[str, FunctionDraft],
    info: SubmissionInfo,
    assignment: Assignment,
    confinement: str,
    note: str | None,
) -> Draft:
    """The Draft of a submission, made of those of its functions."""
    results: list[FunctionResult] = []
    waiting: list[Waiting] = []
    reusable = True
    for draft in drafts.values():
        waiting += [Waiting(len(results), item.check, item.job, item.key) for item in draft.jobs]
        results.append(draft.result)
        reusable = reusable and not draft.told_place
    report = _whole(assignment, info, results, confinement, note)
    return Draft(report, tuple(waiting), reusable)


def relocate(report: Report, info: SubmissionInfo, places: Sequence[Place], note: str | None) -> Report:
    """The same Report for another submission of the same code, whose functions stand at `places`."""
    functions = [
        msgspec.structs.replace(function, location=place)
        for function, place in zip(report.functions, places, strict=True)
    ]
    return msgspec.structs.replace(report, submission=info, functions=functions, message=note)


def finish(draft: Draft, assignment: Assignment, results: Sequence[Any]) -> Report:
    """The Report, given the result of each waiting check's job, in their order."""
    functions = list(draft.report.functions)
    for waiting, result in zip(draft.waiting, results, strict=True):
        spec = assignment.by_name[functions[waiting.function].name]
        functions[waiting.function] = conclude(spec, functions[waiting.function], waiting.check, result)
    if draft.report.state != "graded":
        return draft.report
    report = draft.report
    return _whole(assignment, report.submission, functions, report.environment.confinement, report.message)


def _whole(
    assignment: Assignment,
    info: SubmissionInfo,
    functions: list[FunctionResult],
    confinement: str,
    note: str | None,
) -> Report:
    failed = any(check.status == "internal_error" for function in functions for check in function.checks)
    return Report(
        assignment=assignment.name,
        submission=info,
        state="internal_error" if failed else "graded",
        message=INTERNAL if failed else note,
        score=None if failed else sum((function.score for function in functions), 0.0),
        max_score=sum((function.max_score for function in functions), 0.0),
        functions=functions,
        environment=environment(confinement),
    )


def unscored(assignment: Assignment, info: SubmissionInfo, state: State, message: str, confinement: str) -> Report:
    """The Report of a submission that could not be graded: no functions and no score."""
    return Report(
        assignment=assignment.name,
        submission=info,
        state=state,
        message=message,
        score=None,
        max_score=float(assignment.points),
        functions=[],
        environment=environment(confinement),
    )


@cache
def environment(confinement: str) -> Environment:
    """What this process grades with."""
    return Environment(
        grader=grader_version(),
        python=platform.python_version(),
        numpy=np.__version__,
        platform=f"{platform.system()} {platform.machine()}",
        confinement=confinement,
    )


@cache
def grader_version() -> str:
    """The installed grader's version."""
    try:
        return version("autograded-initialization")
    except PackageNotFoundError:
        return "unknown"
