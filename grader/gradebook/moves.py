"""Why a mark moves when a submission is graded again: two Reports compared, in words."""

from __future__ import annotations

from grader.report import CheckResult, Report

WORDS = {"passed": "passed", "failed": "failed", "not_run": "was not run", "internal_error": "could not be judged"}


def reasons(old: Report | None, new: Report) -> list[str]:
    """What became different between two Reports of one student; empty if nothing that bears on the mark did."""
    if old is None:
        return ["not graded before"]
    said = []
    if old.submission.sha256 != new.submission.sha256:
        said.append("another submission than before")
    if old.state != new.state:
        said.append(f"{_state(old)} before, now {_state(new)}")
    before, after = _checks(old), _checks(new)
    if new.functions and old.functions:
        for key, (title, check) in after.items():
            said += [f"{title}: {words}" for words in _changes(before[key][1] if key in before else None, check)]
        said += [f"{title}: no longer checked" for key, (title, _) in before.items() if key not in after]
    return said


def _state(report: Report) -> str:
    return "graded" if report.state == "graded" else f"without a mark ({report.message or report.state})"


def _checks(report: Report) -> dict[tuple[str, str], tuple[str, CheckResult]]:
    return {
        (function.name, check.id): (f"{function.name}, “{check.title}”", check)
        for function in report.functions
        for check in function.checks
    }


def _changes(old: CheckResult | None, new: CheckResult) -> list[str]:
    if old is None:
        return [f"new, and {WORDS[new.status]} ({new.score:g} / {new.max_score:g})"]
    said = []
    if old.status != new.status:
        why = f": {new.cause.message}" if new.cause is not None and new.status != "passed" else ""
        said.append(f"{WORDS[old.status]} before, now {WORDS[new.status]}{why}")
    if old.max_score != new.max_score:
        said.append(f"worth {old.max_score:g} points before, now {new.max_score:g}")
    elif old.status == new.status and old.score != new.score:
        said.append(f"{old.score:g} points before, now {new.score:g}")
    return said
