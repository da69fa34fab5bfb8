"""The gradebook as a table for a spreadsheet: one row for each member, with the points of every check."""

from __future__ import annotations

from collections.abc import Iterator

from grader.exports.hygiene import Cell, csv_lines
from grader.gradebook import Gradebook, Member, Standing
from grader.report import Report


def table(book: Gradebook) -> Iterator[bytes]:
    """The CSV file, piece by piece. What could not be graded is blank, points included; so is who is absent,
    or waits to be graded.

    Columns: who; when; the mark; each check's points, under its id; what to say of it. Ids and checks stand in the
    order in which the class, by name, first brings them, so the same gradebook gives the same columns.
    """
    ids: dict[str, None] = {}
    checks: dict[str, None] = {}
    for member, _, report in book.reports():
        ids.update(dict.fromkeys(member.ids))
        if report is not None:
            checks.update(dict.fromkeys(check.id for function in report.functions for check in function.checks))
    return csv_lines(_rows(book, list(ids), list(checks)))


def _rows(book: Gradebook, ids: list[str], checks: list[str]) -> Iterator[list[Cell]]:
    when = ["submitted", "late", "graded"]
    yield ["student", "name", *ids, *when, "state", "score", "max_score", *checks, "misconceptions", "message"]
    for member, standing, report in book.reports():
        who: list[Cell] = [member.student, member.name, *(member.ids.get(kind) for kind in ids)]
        yield [*who, *_times(member, standing), *_mark(member, report), *_points(report, checks), *_words(report)]


def _times(member: Member, standing: Standing | None) -> list[Cell]:
    return [member.submitted, member.late, standing.recorded if standing else None]


def _mark(member: Member, report: Report | None) -> list[Cell]:
    if report is None:
        return ["waiting" if member.handed_in else "absent", None, None]
    return [report.state, report.score, report.max_score]


def _points(report: Report | None, checks: list[str]) -> list[Cell]:
    if report is None or report.score is None:
        return [None] * len(checks)
    points = {check.id: check.score for function in report.functions for check in function.checks}
    return [points.get(check) for check in checks]


def _words(report: Report | None) -> list[Cell]:
    if report is None:
        return [None, None]
    named = {
        f"{function.name}: {check.cause.misconception}": None
        for function in report.functions
        for check in function.checks
        if check.status != "passed" and check.cause is not None and check.cause.misconception
    }
    return ["; ".join(named), report.message]
