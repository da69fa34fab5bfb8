"""The Report as the results.json of a PrairieLearn external grader.

Source: PrairieLearn, docs/externalGrading.md, "Grading results".
"""

from __future__ import annotations

from typing import Any

import msgspec

from grader.render.gradescope import words
from grader.report import Report


def document(report: Report) -> bytes:
    """The file's content."""
    return msgspec.json.format(msgspec.json.encode(results(report)), indent=2) + b"\n"


def results(report: Report) -> dict[str, Any]:
    """The document as plain data. `score` is between 0 and 1; what could not be graded does not use up an attempt."""
    if report.score is None:
        said = report.message or "It could not be graded."
        return {"gradable": False, "message": said, "format_errors": [said], "tests": []}
    return {
        "gradable": True,
        "score": report.score / report.max_score if report.max_score else 0.0,
        "message": report.message or ("Full marks." if report.full_marks else ""),
        "output": "\n".join(function.printed for function in report.functions if function.printed),
        "tests": [
            {
                "name": f"{function.name}: {check.title}",
                "description": check.family,
                "points": check.score,
                "max_points": check.max_score,
                "message": words(check),
                "output": "",
            }
            for function in report.functions
            for check in function.checks
        ],
    }
