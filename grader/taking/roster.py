"""A roster CSV ──► people: also a Canvas gradebook, a Moodle grading worksheet, or a spreadsheet's idea of a CSV."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from grader.reading.folders import load
from grader.reading.work import Unreadable, printable
from grader.taking.names import whole

MAX_ROSTER = 20_000_000
# Titles and blank lines may stand above the names of the columns.
HEADER_WITHIN = 10
DELIMITERS = ",;\t|"
COLUMNS = {
    "name": "name|full name|fullname|student|student name|display name|vollständiger name|nom complet|nombre completo",
    "last": "last name|lastname|surname|family name|nachname|apellidos|apellido s|nom|cognome|sobrenome",
    "first": "first name|firstname|given name|given names|vorname|prénom|nombre|nome",
    "canvas_id": "canvas id|canvas user id",
    "sis_user_id": "sis user id|sis id",
    "sis_login_id": "sis login id|login|login id|username|user name|user|user id|netid|net id|anmeldename",
    "sid": "sid|student id|studentid|id number|student number|student no|matriculation number|matrikelnummer|idnumber",
    "email": "email|e mail|mail|email address|e mail address|e mail adresse|adresse de courriel|correo electrónico",
    "section": "section|sections|group|groups",
    "moodle_identifier": "identifier|participant|identificador|identifiant|id teilnehmer|teilnehmer id",
    "gradescope_id": "submission id",
    "submitted": "last modified submission",
}
ALIASES = {alias: column for column, aliases in COLUMNS.items() for alias in aliases.split("|")}
IDENTIFYING = ("canvas_id", "moodle_identifier", "sis_user_id", "sis_login_id", "sid", "email")
EXTRA = ("section",)


@dataclass(frozen=True)
class Person:
    """One line of the roster: `names` are all forms in which it gives the name."""

    name: str
    names: tuple[str, ...]
    ids: Mapping[str, str]
    submitted: str | None = None


@dataclass(frozen=True)
class Roster:
    """Who is in the class; `only_ids` if it names nobody, and its one column of ids may be any system's."""

    people: tuple[Person, ...]
    notes: tuple[str, ...]
    only_ids: bool


def read_roster(path: Path) -> Roster:
    """The people on the roster at `path`. Raises Unreadable if it is no CSV, or has no column of names or ids."""
    shown = printable(path.name)
    if not path.is_file():
        what = "is not a file" if path.exists() else "was not found"
        raise Unreadable(f"The roster {printable(str(path))} {what}: name a CSV file.")
    notes: list[str] = []
    rows = _rows(_decoded(load(path, shown, follow=True, limit=MAX_ROSTER), shown, notes), shown)
    at, columns = _header(rows)
    if not columns:
        raise Unreadable(
            f"{shown} has no column of names or ids: its first line must name the columns, for example Name,ID,Email."
        )
    people: list[Person] = []
    seen: dict[tuple[str, str], Person] = {}
    repeated = 0
    for row in rows[at + 1 :]:
        person = _person(columns, row)
        if person is None:
            continue
        mark = next(((field, person.ids[field].casefold()) for field in IDENTIFYING if field in person.ids), None)
        if mark is not None and mark in seen:
            repeated += 1
            continue
        if mark is not None:
            seen[mark] = person
        people.append(person)
    if repeated:
        notes.append(f"{shown} lists {repeated} of its students more than once; the first line of each was taken.")
    if not people:
        raise Unreadable(f"{shown} lists no students.")
    return Roster(tuple(people), tuple(notes), not {"name", "last", "first"} & set(columns))


def _decoded(data: bytes, shown: str, notes: list[str]) -> str:
    if data.startswith(b"PK\x03\x04"):
        raise Unreadable(f"{shown} is a spreadsheet, not a CSV file: save it as CSV (UTF-8).")
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise Unreadable(f"{shown} is damaged UTF-16: save it as CSV (UTF-8).") from None
    notes.append(f"{shown} is not UTF-8, and was read as Latin-1: look at the accents, or save it as UTF-8.")
    return data.decode("latin-1")


def _rows(content: str, shown: str) -> list[list[str]]:
    """The lines that are not blank, cut at the delimiter that finds the most columns we know."""
    hint = re.match(r"sep=(.)\r?\n", content)
    if hint:
        content = content[hint.end() :]

    def known(delimiter: str) -> tuple[int, int]:
        try:
            top = list(islice(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter), HEADER_WITHIN))
        except csv.Error:
            return 0, 0
        return max((len(_columns(row)) for row in top), default=0), -DELIMITERS.index(delimiter)

    delimiter = hint[1] if hint and hint[1] in DELIMITERS else max(DELIMITERS, key=known)
    try:
        rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable(f"{shown} is not a CSV file ({error}): save it as CSV (UTF-8).") from None
    if _breaks_off(content, delimiter):
        raise Unreadable(
            f"{shown} has a quote that is never closed, and all that follows it is one name: close it, or save it anew."
        )
    return [row for row in rows if any(cell.strip() for cell in row)]


def _breaks_off(content: str, delimiter: str) -> bool:
    """Whether the text ends inside of quotes."""
    try:
        # Only a strict reader sees it, which has other words for what stands behind a quote.
        for _ in csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _header(rows: list[list[str]]) -> tuple[int, dict[str, int]]:
    for at, row in enumerate(rows[:HEADER_WITHIN]):
        columns = _columns(row)
        if columns.keys() & {"name", "last", *IDENTIFYING}:
            return at, columns
    return 0, {}


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Which column is which: by names in any order and case; the first of a name counts."""
    titles = [_title(cell) for cell in row]
    columns: dict[str, int] = {}
    for index, title in enumerate(titles):
        column = ALIASES.get(title)
        if title == "id":
            column = "canvas_id" if _is_canvas(titles) else "sid"
        if column is not None:
            columns.setdefault(column, index)
    return columns


def _is_canvas(titles: Sequence[str]) -> bool:
    found = set(titles)
    return bool(found & {"sis user id", "sis login id"}) or {"student", "section"} <= found


def _title(cell: str) -> str:
    folded = unicodedata.normalize("NFKC", cell).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def _person(columns: Mapping[str, int], row: Sequence[str]) -> Person | None:
    """The person on this line; None if there is none, as on Canvas's line of points."""
    values = {column: _value(row[index]) for column, index in columns.items() if index < len(row)}
    first, last = values.get("first", ""), values.get("last", "")
    both = [f"{first} {last}".strip(), f"{last} {first}".strip()] if first or last else []
    names = tuple(dict.fromkeys(name for name in (values.get("name", ""), *both) if name))
    ids = {field: whole(values[field]) for field in (*IDENTIFYING, *EXTRA) if values.get(field)}
    identified = any(field in ids for field in IDENTIFYING)
    if not identified and (not names or names[0].lower().startswith(("points possible", "manual posting"))):
        return None
    if names and names[0] == "Student, Test" and "sis_user_id" not in ids:
        # Canvas's own invention, for teachers who look at their course as a student would.
        return None
    name = names[0] if names else next(ids[field] for field in IDENTIFYING if field in ids)
    return Person(name, names, ids, values.get("submitted") or None)


def _value(cell: str) -> str:
    """What a cell means: without the guards that spreadsheets and exports put around it."""
    value = cell.strip()
    if len(value) > 3 and value.startswith('="') and value.endswith('"'):
        return value[2:-1].strip()
    if value[:1] == "'" and value[1:2] in tuple("=+-@"):
        return value[1:]
    return value
