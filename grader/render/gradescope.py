"""The Report as Gradescope's results.json.

Source: Gradescope, "Autograder Specifications", the output of an autograder.
"""

from __future__ import annotations

from typing import Any

import msgspec

from grader.report import CheckResult, FunctionResult, Report


def document(report: Report) -> bytes:
    """The file's content."""
    return msgspec.json.format(msgspec.json.encode(results(report)), indent=2) + b"\n"


def results(report: Report) -> dict[str, Any]:
    """The document as plain data.

    A Report without a score has none here either, in no test: Gradescope then says that the autograder failed, and
    lets it be run again, rather than giving zero.
    """
    checks = [(function, check) for function in report.functions for check in function.checks]
    found: dict[str, Any] = {
        "output": report.message or "",
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "execution_time": round(sum(check.seconds for _, check in checks), 3),
        "tests": [
            _test(number, function, check, report.score is not None)
            for number, (function, check) in enumerate(checks, start=1)
        ],
        "extra_data": {"assignment": report.assignment, "state": report.state, "max_score": report.max_score},
    }
    return found if report.score is None else {"score": report.score, **found}


def _test(number: int, function: FunctionResult, check: CheckResult, scored: bool) -> dict[str, Any]:
    cause = check.cause
    test: dict[str, Any] = {
        "name": f"{function.name}: {check.title}",
        "number": str(number),
        "status": "passed" if check.status == "passed" else "failed",
        "output": words(check),
        "output_format": "text",
        "tags": [check.family, *([cause.misconception] if cause is not None and cause.misconception else [])],
        "visibility": "visible",
        "extra_data": {"id": check.id, "status": check.status},
    }
    return {**test, "score": check.score, "max_score": check.max_score} if scored else test


def words(check: CheckResult) -> str:
    """Why a check did not pass, a line each for the message, the call and the help; empty if it did."""
    if check.status == "passed" or check.cause is None:
        return ""
    cause = check.cause
    call = f"call: {cause.input}" if cause.input and cause.input not in cause.message else None
    return "\n".join(filter(None, (cause.message, call, cause.help)))
