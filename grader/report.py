"""The Report: everything that grading one submission found out, as one document with a version."""

from __future__ import annotations

from typing import Literal

import msgspec

from grader.trouble import Trouble

SCHEMA = 1
MAX_PRINTED = 2000

Status = Literal["passed", "failed", "not_run", "internal_error"]
State = Literal["graded", "ungradable", "internal_error"]
FunctionState = Literal["graded", "unfilled", "missing", "broken"]


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """Why a check did not pass, in words for a beginner.

    `message`: what is wrong, where, by how much; `help`: what to look at; `misconception`: a stable snake-case name;
    `input`, `expected`, `actual`: the smallest failing call and short printed forms of the two values.
    """

    message: str
    help: str | None = None
    misconception: str | None = None
    input: str | None = None
    expected: str | None = None
    actual: str | None = None


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """One check's end. Points come only from `passed`."""

    id: str
    title: str
    family: str
    status: Status
    score: float
    max_score: float
    seconds: float
    cause: Cause | None = None


class Training(msgspec.Struct, frozen=True, kw_only=True):
    """A training run: [iteration, cost] pairs (null: not a finite number) and accuracies between 0 and 1."""

    costs: list[tuple[int, float | None]]
    train_accuracy: float
    test_accuracy: float


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a function stands in the submission; `line` counts within the cell, if there is one."""

    file: str | None = None
    line: int | None = None
    cell: int | None = None


class FunctionResult(msgspec.Struct, frozen=True, kw_only=True):
    """One graded function: its checks, and the beginning of what its first call printed."""

    name: str
    score: float
    max_score: float
    state: FunctionState
    location: Place
    checks: list[CheckResult]
    training: Training | None = None
    printed: str | None = None


class SubmissionInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What was graded: a name for people, the bytes' SHA-256, and where it came from."""

    name: str
    sha256: str | None
    source: str


class Environment(msgspec.Struct, frozen=True, kw_only=True):
    """With what it was graded. `confinement` is "sandlock" or "none"."""

    grader: str
    python: str
    numpy: str
    platform: str
    confinement: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one submission. `score` is None unless `state` is "graded".

    `message` says why there is no score; of a graded submission, what its author should know besides the checks.
    """

    assignment: str
    submission: SubmissionInfo
    state: State
    message: str | None
    score: float | None
    max_score: float
    functions: list[FunctionResult]
    environment: Environment
    schema: int = SCHEMA

    @property
    def full_marks(self) -> bool:
        return self.state == "graded" and self.score == self.max_score


class UnknownSchema(Trouble):
    """A Report document of another version; the message says which."""


def encode(report: Report) -> bytes:
    """The Report as JSON, indented, one final newline."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


def decode(document: bytes) -> Report:
    """The Report that a JSON document holds. Raises UnknownSchema, or msgspec.DecodeError for what is no Report."""
    version = msgspec.json.decode(document, type=_Version).schema
    if version != SCHEMA:
        advice = "upgrade the grader to read it" if version > SCHEMA else "grade the submission again"
        raise UnknownSchema(f"This report has schema {version}, and this grader reads schema {SCHEMA}: {advice}.")
    return msgspec.json.decode(document, type=Report)


class _Version(msgspec.Struct):
    schema: int


def timeless(report: Report) -> Report:
    """The Report without its times: what must be the same on every run."""
    functions = [
        msgspec.structs.replace(
            function, checks=[msgspec.structs.replace(check, seconds=0.0) for check in function.checks]
        )
        for function in report.functions
    ]
    return msgspec.structs.replace(report, functions=functions)
