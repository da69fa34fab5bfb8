"""Canvas: the marks in a gradebook file that was downloaded from it, or in a new one of the same form.

Source: Canvas's own gradebook_exporter.rb and gradebook_importer.rb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from grader.exports import people
from grader.exports.hygiene import Cell, csv_lines, figure, number
from grader.exports.notes import longer, most_points, replaced, replacing, scale_notes, scaled, told, unknown
from grader.exports.sheet import Sheet
from grader.gradebook import Gradebook, GradebookError, Member, Standing
from grader.render.class_summary import who
from grader.taking.names import whole

HEAD = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
POINTS = "    Points Possible"
COMPUTED = re.compile(r"\b(?:Current|Final) (?:Score|Points|Grade)\b|\bOverride (?:Score|Grade|Status)\b")
NUMBERED = re.compile(r"\s*\(\d+\)\s*$")
# Canvas's words for a student who is excused, or to whom the assignment is not given: not ours to change.
SET_BY_HAND = ("EX", "N/A")
TEST_STUDENT = "Student, Test"


def fresh(book: Gradebook, title: str) -> Iterator[bytes]:
    """A gradebook file with one assignment, piece by piece; blank where there is no mark."""
    standings = book.standings()
    points = most_points(standings)

    def rows() -> Iterator[list[Cell]]:
        yield [*HEAD, title]
        yield [POINTS, *[None] * (len(HEAD) - 1), points]
        for member in book.members():
            ids = [people.known(member, kind) for kind in ("canvas", "sis", "login")]
            given = standings.get(member.student)
            mark = scaled(given.score, given.max_score, points) if given and given.score is not None else None
            yield [member.name, *ids, member.ids.get("section"), mark]

    return csv_lines(rows())


def doubts(book: Gradebook) -> list[str]:
    """What a person should know of a new file."""
    nameless = [m.name for m in book.members() if not any(people.known(m, kind) for kind in ("canvas", "sis", "login"))]
    return unknown("Canvas", nameless)


def filled(book: Gradebook, title: str, path: Path, column: str | None) -> tuple[bytes, list[str]]:
    """The downloaded file at `path` with its marks filled in, and what a person should know of it.

    The assignment's column is the one headed `column`, or else `title`, with or without Canvas's number; it is added if
    there is none. A row without a mark here stays as it is. Raises GradebookError.
    """
    sheet = Sheet.read(path, _lacks, "a gradebook that was downloaded from Canvas (Grades, Export)")
    standings, notes = book.standings(), list[str]()
    possible = next((row for row, cells in enumerate(sheet.rows) if cells and "Points Possible" in cells[0]), None)
    place = _column(sheet, title, column, possible)
    worth, decimal = figure(sheet.value(possible, place) if possible is not None else "")
    if place is None:
        worth = most_points(standings) or 0.0
        place = _add_column(sheet, column or title, worth, possible)
        notes.append(f"There was no column for {column or title!r}: it was added, and Canvas will ask what to do.")
    rows = [row for row in range(1, len(sheet.rows)) if row != possible and _is_student(sheet.rows[row])]
    found = people.matched(book.members(), [_clues(sheet, row) for row in rows])
    kept, others = [], list[str]()
    for row, member in zip(rows, found, strict=True):
        standing = standings.get(member.student) if member is not None else None
        if standing is None or standing.score is None:
            continue
        if sheet.value(row, place).strip().upper() in SET_BY_HAND:
            kept.append(sheet.value(row, 0))
        else:
            mark = number(scaled(standing.score, standing.max_score, worth), decimal)
            others += [sheet.value(row, 0)] * replaced(sheet, row, place, mark)
            sheet.put(row, place, mark)
    notes += scale_notes(standings, {worth}, "Canvas") + replacing(others)
    notes += told("excused in Canvas, or not given this assignment, and left as they are", kept)
    notes += longer(sheet.longer())
    return sheet.content(), notes + _unmatched(sheet, rows, found, book, standings)


def _unmatched(
    sheet: Sheet, rows: list[int], found: list[Member | None], book: Gradebook, standings: Mapping[str, Standing]
) -> list[str]:
    strangers = [sheet.value(row, 0) for row, member in zip(rows, found, strict=True) if member is None]
    notes = told("in the file, but not found in the gradebook", [who for who in strangers if who != TEST_STUDENT])
    here = {member.student for member in found if member is not None}
    missing = [who(m.student, m.name) for m in book.members() if m.student in standings and m.student not in here]
    return notes + told("in the gradebook, but not found in the file", missing)


def _add_column(sheet: Sheet, title: str, points: float, possible: int | None) -> int:
    """The place of a new column, behind all others, and behind what stands there without a heading."""
    place = max(map(len, sheet.rows))
    for row, cells in enumerate(sheet.rows):
        if len(cells) == len(sheet.rows[0]):
            sheet.put(row, place, "")
    sheet.put(0, place, title)
    if possible is not None:
        sheet.put(possible, place, number(points))
    return place


def _lacks(head: Sequence[str]) -> list[str]:
    """The headings of Canvas's own columns that are not there."""
    named = bool(head) and ("Student" in head[0] or list(head[:2]) == ["LastName", "FirstName"])
    return [*([] if named else ["Student"]), *(name for name in ("ID", "Section") if name not in head)]


def _is_student(cells: Sequence[str]) -> bool:
    return any(cell.strip() and not re.match(r"\s*(?:Muted|Manual Posting)", cell, re.IGNORECASE) for cell in cells)


def _clues(sheet: Sheet, row: int) -> people.Clues:
    def cell(name: str) -> str:
        return sheet.value(row, sheet.column(name))

    name = cell("Student") if sheet.column("LastName") is None else f"{cell('LastName')}, {cell('FirstName')}"
    login = cell("SIS Login ID")
    # Spreadsheets give numbers decimals, with their country's sign.
    ids = {"canvas": whole(cell("ID").strip().replace(",", ".")), "sis": cell("SIS User ID"), "login": login}
    return people.Clues({**ids, "email": login if "@" in login else ""}, name)


def _column(sheet: Sheet, title: str, column: str | None, possible: int | None) -> int | None:
    """The place of the assignment's column; None if it must be added.

    Raises GradebookError if several could be it, or if nobody named a column and there is one that it may be.
    """
    wanted = column or title
    open_ = [
        (place, head.strip())
        for place, head in enumerate(sheet.rows[0])
        if place > sheet.rows[0].index("Section") and not COMPUTED.search(head)
        if possible is None or "read only" not in sheet.value(possible, place)
    ]
    exact = [place for place, head in open_ if head == wanted]
    named = [place for place, head in open_ if NUMBERED.sub("", head).casefold() == wanted.casefold()]
    found: list[int] = exact or named
    if len(found) > 1:
        heads = ", ".join(repr(sheet.rows[0][place]) for place in found)
        raise GradebookError(f"Several columns could be meant ({heads}): name one with --column.")
    like = [] if found or column else [head for _, head in open_ if title.casefold() in head.casefold()]
    if like:
        heads = ", ".join(map(repr, like))
        raise GradebookError(
            f"No column is headed {title!r}, but {heads} may be meant: name it, or a new one, with --column."
        )
    return found[0] if found else None
