"""An autograded assignment framework. What is listed here is its public API; each name is imported when first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.assignment import Assignment, Check, GradedFunction
    from grader.compare import COMPUTED, PUBLISHED, Difference, Tolerance, compare
    from grader.confine.fault import Answer, Fault, Question
    from grader.examples import Examples
    from grader.inside import check, load_ipython_extension
    from grader.report import Report
    from grader.student import Student
    from grader.verdict import Failed, Job, NotRun

__all__ = [
    "COMPUTED",
    "PUBLISHED",
    "Answer",
    "Assignment",
    "Check",
    "Difference",
    "Examples",
    "Failed",
    "Fault",
    "GradedFunction",
    "Job",
    "NotRun",
    "Question",
    "Report",
    "Student",
    "Tolerance",
    "check",
    "compare",
    "load_ipython_extension",
]

_HOMES = {
    "assignment": ("Assignment", "Check", "GradedFunction"),
    "compare": ("COMPUTED", "PUBLISHED", "Difference", "Tolerance", "compare"),
    "confine.fault": ("Answer", "Fault", "Question"),
    "examples": ("Examples",),
    "inside": ("check", "load_ipython_extension"),
    "report": ("Report",),
    "student": ("Student",),
    "verdict": ("Failed", "Job", "NotRun"),
}


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"grader.{module}"), name)
    raise AttributeError(f"module 'grader' has no attribute {name!r}")
