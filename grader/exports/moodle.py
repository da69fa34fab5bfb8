"""Moodle: marks and feedback in an offline grading worksheet that was downloaded from it, or in a new one.

Source: Moodle's own assignfeedback_offline (locallib.php, importgradeslib.php).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import chain
from pathlib import Path

from grader.exports import people
from grader.exports.hygiene import Cell, csv_lines, figure, number
from grader.exports.notes import longer, most_points, replaced, replacing, scale_notes, scaled, told, unknown
from grader.exports.sheet import Sheet
from grader.gradebook import Gradebook, Member
from grader.render.class_summary import who
from grader.report import FunctionResult, Report

HEAD = [
    "Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade", "Grade can be changed",
    "Last modified (submission)", "Last modified (grade)", "Feedback comments",
]  # fmt: skip
WANTED = "Moodle's grading worksheet (Download grading worksheet, in English: Identifier, Grade, ...)"
OURS = re.compile(r'<div class="autograded">.*?</div>', re.DOTALL)


def fresh(book: Gradebook, title: str) -> Iterator[bytes]:
    """A worksheet with everybody of the class, piece by piece; blank where there is no mark."""
    best = most_points(book.standings())
    rows = (_fresh_row(member, report, title, best) for member, _, report in book.reports())
    return csv_lines(chain([HEAD], rows))


def _fresh_row(member: Member, report: Report | None, title: str, best: float | None) -> list[Cell]:
    number_ = people.known(member, "moodle")
    identifier = f"Participant {number_}" if number_.isdigit() else number_ or member.student
    who: list[Cell] = [identifier, member.name, people.known(member, "email")]
    if report is None:
        return [*who, "No submission", None, best, "Yes", member.submitted, None, None]
    score = None if report.score is None else scaled(report.score, report.max_score, best)
    words = feedback(report, title) if report.state != "internal_error" else None
    return [*who, "Submitted for grading", score, best, "Yes", member.submitted, None, words]


def doubts(book: Gradebook) -> list[str]:
    """What a person should know of a new worksheet."""
    return unknown("Moodle", [member.name for member in book.members() if not people.known(member, "moodle")])


def filled(book: Gradebook, title: str, path: Path, column: str | None) -> tuple[bytes, list[str]]:
    """The worksheet at `path` with grades and feedback filled in, and what a person should know of it.

    Rows whose grade cannot be changed stay as they are; so do the grades of those without a mark here. Feedback that
    somebody wrote is kept, and ours is put below it, once. Raises GradebookError.
    """
    sheet = Sheet.read(path, lambda head: _lacks(head, column), WANTED)
    grade, comments = sheet.column(column or "Grade"), sheet.column("Feedback comments")
    assert grade is not None, "what _lacks saw"
    rows = [row for row in range(1, len(sheet.rows)) if any(sheet.rows[row])]
    found = people.matched(book.members(), [_clues(sheet, row) for row in rows])
    at = {member.student: row for row, member in zip(rows, found, strict=True) if member is not None}
    locked, scales, missing, others, worths = [], [], [], list[str](), set()
    for member, standing, report in book.reports():
        if standing is None or report is None:
            continue
        row = at.get(member.student)
        if row is None:
            missing.append(who(member.student, member.name))
        elif sheet.value(row, sheet.column("Grade can be changed")).strip().casefold() == "no":
            locked.append(member.name)
        else:
            worth, decimal = figure(limit := sheet.value(row, sheet.column("Maximum Grade")))
            if worth is None and limit.strip():
                scales.append(member.name)
            elif standing.score is not None:
                worths.add(worth)
                mark = number(scaled(standing.score, standing.max_score, worth), decimal)
                others += [member.name] * replaced(sheet, row, grade, mark)
                sheet.put(row, grade, mark)
            if comments is not None and report.state != "internal_error":
                _comment(sheet, row, comments, feedback(report, title))
    strangers = [_clues(sheet, row).name for row, member in zip(rows, found, strict=True) if member is None]
    notes = scale_notes(book.standings(), worths, "Moodle") + longer(sheet.longer())
    notes += replacing(others)
    notes += told("whose grade Moodle says cannot be changed, left as they are", locked)
    notes += told("graded in Moodle on a scale of words, which got no grade", scales)
    notes += told("in the file, but not found in the gradebook", strangers)
    return sheet.content(), notes + told("in the gradebook, but not found in the file", missing)


def feedback(report: Report, title: str) -> str:
    """The Report in words, as HTML: Moodle takes feedback for that."""
    score = "no mark" if report.score is None else f"{number(report.score)} / {number(report.max_score)}"
    parts = [f"<p><b>{escape(title)}: {score}</b></p>"]
    if report.message:
        parts.append(f"<p>{escape(report.message)}</p>")
    return f'<div class="autograded">{"".join([*parts, *map(_function, report.functions)])}</div>'


def _function(function: FunctionResult) -> str:
    head = f"<p>{escape(function.name)}: {number(function.score)} / {number(function.max_score)}</p>"
    told_: set[str] = set()
    items = []
    for check in function.checks:
        if check.status != "passed" and check.cause is not None and check.cause.message not in told_:
            told_.add(check.cause.message)
            words = " ".join(filter(None, (check.cause.message, check.cause.help)))
            items.append(f"<li>{escape(check.title)}: {escape(words)}</li>")
    return head + (f"<ul>{''.join(items)}</ul>" if items else "")


def _comment(sheet: Sheet, row: int, column: int, words: str) -> None:
    before = sheet.value(row, column)
    after = OURS.sub(lambda _: words, before, count=1) if OURS.search(before) else before + words
    if after != before:
        sheet.put(row, column, after)


def _lacks(head: Sequence[str], column: str | None) -> list[str]:
    """The headings that are not there, of those that it cannot do without."""
    here = {cell.strip().casefold() for cell in head}
    return [name for name in ("Identifier", column or "Grade") if name.casefold() not in here]


def _clues(sheet: Sheet, row: int) -> people.Clues:
    def cell(*names: str) -> str:
        return sheet.value(row, sheet.column(*names))

    ids = {"moodle": cell("Identifier"), "email": cell("Email address"), "sis": cell("ID number")}
    return people.Clues({**ids, "login": cell("Username")}, cell("Full name"))
