"""Makers of class downloads, each written after what its LMS does with names; and of the CSV files that go with them.

`*_files(works)` gives file names and bytes, `make_*(folder, works)` puts them on disk; `zipped` and `tarball` (from
`submitting`) pack the former.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from submitting import write

CODE = {"week1.py": b"x = 1\n"}
CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Initialization (77)")
MOODLE_COLUMNS = (
    "Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade", "Grade can be changed",
    "Last modified (submission)", "Last modified (grade)", "Feedback comments",
)  # fmt: skip
Files = dict[str, bytes]


@dataclass(frozen=True)
class Work:
    """What one student hands in. `number` is the LMS's id; `name` is "First Last"."""

    name: str
    number: int = 1
    files: Mapping[str, bytes] = field(default_factory=lambda: CODE)
    late: bool = False
    submitted: str = "2025-03-01 10:00:00.000000000 Z"
    partners: tuple[Work, ...] = ()

    @property
    def sortable(self) -> str:
        first, _, last = self.name.rpartition(" ")
        return f"{last}, {first}" if first else last

    @property
    def login(self) -> str:
        return f"login{self.number}"

    @property
    def email(self) -> str:
        return f"{self.login}@example.edu"

    @property
    def sid(self) -> str:
        return f"{self.number:07d}"


def canvas_files(works: Iterable[Work], first: int = 100) -> Files:
    """As in content_zipper.rb: sortable name in lower case, only word characters, then user and attachment ids."""
    files = {}
    for work in works:
        name = re.sub(r"_(\d+)_", r"\1", work.sortable).lower()
        head = "_".join((name, *(["LATE"] if work.late else []), str(work.number)))
        head = "".join(c for c in head if c == "_" or c.isalnum() or unicodedata.category(c)[0] == "M")
        for file, data in work.files.items():
            first += 1
            files[f"{head}_{first}_{file}"] = data
    return files


def moodle_files(works: Iterable[Work], folders: bool = True) -> Files:
    """As in mod/assign: underscores in names become spaces, and what PARAM_FILE forbids is left out."""
    files = {}
    for work in works:
        name = re.sub(r"[\x00-\x1f\x7f&<>\"`|':\\/]|\.\.", "", work.name.replace("_", " "))
        head = f"{name}_{work.number}_assignsubmission_file_"
        files |= {f"{head}{'/' if folders else ''}{file}": data for file, data in work.files.items()}
    return files


def gradescope_files(works: Sequence[Work]) -> Files:
    metadata = {}
    files = {}
    for work in works:
        folder = f"submission_{work.number}"
        people = [{":name": one.name, ":sid": one.sid, ":email": one.email} for one in (work, *work.partners)]
        results = {"tests": [{"name": "t", "output": "a\nb: c", "score": 1.5}], "extra": {"deep": [[{}]]}}
        metadata[folder] = {":submitters": people, ":created_at": "CREATED", ":score": 1.0, ":results": results}
        files |= {f"{folder}/{file}": data for file, data in work.files.items()}
    text = yaml.safe_dump(metadata, allow_unicode=True, sort_keys=False)
    for work in works:
        # Ruby writes times without quotes.
        text = text.replace("CREATED", work.submitted, 1)
    return {"submission_metadata.yml": text.encode(), **files}


def nbgrader_files(works: Iterable[Work], assignment: str = "ps1") -> Files:
    files = {}
    for work in works:
        folder = f"{work.login}/{assignment}"
        files[f"{folder}/timestamp.txt"] = work.submitted.encode()
        files |= {f"{folder}/{file}": data for file, data in work.files.items()}
    return files


def folders_files(works: Iterable[Work]) -> Files:
    return {f"{work.name}/{file}": data for work in works for file, data in work.files.items()}


def files_files(works: Iterable[Work]) -> Files:
    """One file each, named after the student; the suffix is that of the work's first file."""
    return {work.name + Path(file).suffix: data for work in works for file, data in list(work.files.items())[:1]}


MAKERS: dict[str, Callable[[Sequence[Work]], Files]] = {
    "canvas": canvas_files,
    "moodle": moodle_files,
    "gradescope": gradescope_files,
    "nbgrader": nbgrader_files,
    "folders": folders_files,
    "files": files_files,
}


def make(layout: str, folder: Path, works: Sequence[Work]) -> Path:
    """The works as that layout's download, unpacked in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return write(folder, dict(MAKERS[layout](works)))


def make_canvas(folder: Path, works: Sequence[Work]) -> Path:
    return make("canvas", folder, works)


def make_moodle(folder: Path, works: Sequence[Work]) -> Path:
    return make("moodle", folder, works)


def make_gradescope(folder: Path, works: Sequence[Work]) -> Path:
    return make("gradescope", folder, works)


def make_nbgrader(folder: Path, works: Sequence[Work]) -> Path:
    return make("nbgrader", folder, works)


def make_folders(folder: Path, works: Sequence[Work]) -> Path:
    return make("folders", folder, works)


def make_files(folder: Path, works: Sequence[Work]) -> Path:
    return make("files", folder, works)


def make_csv(path: Path, *rows: Sequence[object], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with open(path, "w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def make_canvas_gradebook(path: Path, works: Iterable[Work]) -> Path:
    """The CSV that Canvas's gradebook exports, points line included."""
    rows = [(w.sortable, w.number, w.sid, w.login, "Section 1", "") for w in works]
    points = ("    Points Possible", "", "", "", "", "100.00")
    return make_csv(path, CANVAS_COLUMNS, points, *rows, ("Student, Test", 999_999, "", "abc", "Section 1", ""))


def make_moodle_worksheet(path: Path, works: Iterable[Work]) -> Path:
    """The worksheet that Moodle exports for offline grading, with its byte order mark."""
    when = "Saturday, 1 March 2025, 10:00 AM"
    rows = [
        (f"Participant {w.number}", w.name, w.email, "Submitted for grading", "", "100.00", "Yes", when, "-", "")
        for w in works
    ]
    return make_csv(path, MOODLE_COLUMNS, *rows, encoding="utf-8-sig")
