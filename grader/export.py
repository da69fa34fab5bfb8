"""Exports a gradebook: chooses the form, writes the file or the folder whole or not at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import msgspec

from grader.exports import canvas, marks, moodle
from grader.exports.hygiene import is_standard, written
from grader.gradebook import Gradebook, GradebookError, Member
from grader.render import gradescope
from grader.report import Report

Form = Literal["csv", "canvas", "moodle", "gradescope", "jsonl"]
MAX_NAME = 80


@dataclass(frozen=True)
class Wish:
    """What to export. `into`: a downloaded Canvas or Moodle file to fill. `output`: where to (None: standard output).

    `column` is the heading of the assignment's column there; `title` is what the assignment is called in a new file.
    """

    form: Form
    title: str
    into: Path | None = None
    output: Path | None = None
    column: str | None = None


def export(book: Gradebook, wish: Wish) -> list[str]:
    """Writes what was wished for; returns what a person should know of it, a sentence each. Raises GradebookError."""
    if (wish.into or wish.column) and wish.form not in ("canvas", "moodle"):
        raise GradebookError("--into and --column are for files from Canvas or Moodle: add --format canvas or moodle.")
    if wish.form == "gradescope":
        return _folder(book, wish.output)
    if wish.into is not None:
        system = canvas if wish.form == "canvas" else moodle
        filling: tuple[bytes, list[str]] = system.filled(book, wish.title, wish.into, wish.column)
        _write([filling[0]], wish.output)
        return filling[1]
    _write(_pieces(book, wish), wish.output)
    return {"canvas": canvas.doubts, "moodle": moodle.doubts}.get(wish.form, lambda _: [])(book)


def _pieces(book: Gradebook, wish: Wish) -> Iterator[bytes]:
    match wish.form:
        case "canvas":
            return canvas.fresh(book, wish.column or wish.title)
        case "moodle":
            return moodle.fresh(book, wish.title)
        case "jsonl":
            return _lines(book)
        case _:
            return marks.table(book)


def _write(pieces: Iterable[bytes], output: Path | None) -> None:
    with written(output) as stream:
        for piece in pieces:
            stream.write(piece)


def _lines(book: Gradebook) -> Iterator[bytes]:
    """A JSON document a line: the member, and the Report (null: there is none)."""
    for member, standing, report in book.reports():
        recorded = None if standing is None else standing.recorded
        line = {**asdict(member), "recorded": recorded, "report": report}
        yield msgspec.json.encode(line) + b"\n"


def _folder(book: Gradebook, output: Path | None) -> list[str]:
    """A folder for each graded student, with a results.json in it, as Gradescope reads it."""
    if output is None or is_standard(output):
        raise GradebookError("Gradescope's form is one file for each student: name a folder for them with --output.")
    names: dict[str, str] = {}
    for member, _, report in book.reports():
        if report is not None:
            names[member.student] = _folder_name(member)
            _result(output / names[member.student], report)
    renamed = [student for student, name in names.items() if student != name]
    if not renamed:
        return []
    which = "1 folder is" if len(renamed) == 1 else f"{len(renamed)} folders are"
    return [f"{which} named otherwise than the student, whose key cannot be a folder's name everywhere."]


def _result(folder: Path, report: Report) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GradebookError(f"The folder {folder} cannot be made ({error.strerror}): name another.") from error
    with written(folder / "results.json") as stream:
        stream.write(gradescope.document(report))


def _folder_name(member: Member) -> str:
    """The student's key if that can be a folder's name anywhere; else what is left of it, and a digest."""
    plain = re.sub(r"[^\w@.+-]", "_", member.student)[:MAX_NAME].strip(".")
    if plain == member.student and not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", plain):
        return plain
    return f"{plain}-{hashlib.sha256(member.student.encode()).hexdigest()[:8]}"
