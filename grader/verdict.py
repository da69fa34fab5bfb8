"""What a check says: it returns (passed), raises Failed or NotRun, or hands over a Job to wait for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grader.report import Cause


class Failed(Exception):
    """The student's function does not pass; `cause` says why."""

    def __init__(self, message: str, **details: str | None) -> None:
        super().__init__(message)
        self.cause = Cause(message=message, **details)


class NotRun(Failed):
    """The check cannot be judged because of something before it; `cause` says what."""


@dataclass(frozen=True)
class Job:
    """A long computation on our side that a check waits for; `material` is what the workshop needs."""

    material: Any
