"""What goes into a gradebook and comes out of it, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from grader.report import Report, State
from grader.trouble import Trouble


class GradebookError(Trouble):
    """One sentence: what is wrong, where, and what to do."""


@dataclass(frozen=True)
class Member:
    """Somebody of the class, with or without a submission.

    `student` is the key, stable from run to run. `ids` are the names that other systems know the student by:
    `canvas_id`, `sis_user_id`, `sis_login_id`, `sid`, `email`, `moodle_identifier`, `gradescope_id`; and `section`.
    `submitted` is the time of submission as the system gave it, None where it is not known or nothing was handed in.
    Who has not `handed_in` is there because a roster says so.
    """

    student: str
    name: str
    ids: Mapping[str, str] = field(default_factory=dict)
    submitted: str | None = None
    late: bool = False
    handed_in: bool = True


@dataclass(frozen=True)
class Result:
    """One graded submission, on its way into the gradebook.

    `fingerprint` is a digest of all that decides a Report besides the submission: checks, points, environment.
    `code` is a digest of the graded code's syntax trees; None if the Report is good for this very submission only.
    """

    student: str
    sha256: str | None
    fingerprint: str
    code: str | None
    report: Report


@dataclass(frozen=True)
class Standing:
    """Where a student stands, without the Report. `recorded` is UTC, ISO 8601; `score` is None: could not be graded."""

    student: str
    sha256: str | None
    fingerprint: str
    state: State
    score: float | None
    max_score: float
    recorded: str


@dataclass(frozen=True)
class Move:
    """A student whose mark a proposed regrade would change, and why: which checks ended otherwise, in words."""

    student: str
    name: str
    old: float | None
    new: float | None
    reasons: list[str]


class Past(NamedTuple):
    """A Report of the history. `status` is "current", "proposed", or "superseded" by a newer one."""

    recorded: str
    status: str
    report: Report
