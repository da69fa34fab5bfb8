"""The Report for GitHub Classroom: the step output `result`, which its reporter adds up, and the notice of points.

Source: the repositories autograding-python-grader and autograding-grading-reporter of GitHub Education.
"""

from __future__ import annotations

import base64
from typing import Any

import msgspec

from grader.render.gradescope import words
from grader.report import CheckResult, FunctionResult, Report


def output(report: Report) -> str:
    """The value of the step output: base64 of the JSON document."""
    return base64.b64encode(msgspec.json.encode(results(report))).decode()


def notice(report: Report) -> str | None:
    """The text that Classroom reads the points from; None where there are none to give."""
    return None if report.score is None else f"Points {report.score:g}/{report.max_score:g}"


def results(report: Report) -> dict[str, Any]:
    """The document as plain data. Without a score nothing counts: the reporter passes over a max_score of 0."""
    if report.score is None:
        said = report.message or "It could not be graded."
        test = {"name": report.submission.name, "status": "error", "score": 0, "message": said, "test_code": ""}
        return {
            "version": 1,
            "status": "error",
            "max_score": 0,
            "tests": [{**test, "filename": "", "line_no": 0, "duration": 0}],
        }
    return {
        "version": 1,
        "status": "pass" if report.full_marks else "fail",
        "max_score": report.max_score,
        "tests": [_test(function, check) for function in report.functions for check in function.checks],
    }


def _test(function: FunctionResult, check: CheckResult) -> dict[str, Any]:
    cause = check.cause
    return {
        "name": f"{function.name}: {check.title}",
        "status": "pass" if check.status == "passed" else "fail",
        "score": check.score,
        "message": words(check),
        "test_code": (cause.input if cause is not None else None) or "",
        "filename": function.location.file or "",
        "line_no": function.location.line or 0,
        "duration": round(check.seconds * 1000),
    }
