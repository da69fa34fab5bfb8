"""Intake: who handed in what, in a folder or archive as an LMS hands it out.

Names decide, contents do not: no submission is opened here, and one that cannot be read is an Entry all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from grader.reading.work import Unreadable, printable
from grader.taking.archive import Archive
from grader.taking.handed import Handed, one_each
from grader.taking.items import is_archive, on_disk
from grader.taking.layouts import CHOICES, LAYOUTS, sort_out
from grader.taking.matching import match
from grader.taking.placing import Placer
from grader.taking.roster import Person, Roster, read_roster
from grader.taking.workspace import Workspace

__all__ = ["LAYOUTS", "Absent", "Entry", "Intake", "take_in"]


@dataclass(frozen=True)
class Entry:
    """One student's submission, not read yet.

    `student` is unique, and the same in every download of one LMS: its id for the student where it has one, otherwise
    the name of the folder or file. `path` can be given to `submission.read`. `ids` are what the layout and the roster
    tell: canvas_id, moodle_identifier ("Participant 123456"), gradescope_id (of the submission), sid, email,
    sis_user_id, sis_login_id, section. `submitted` is the time in the LMS's own words. `problem` says why it cannot be
    graded, where that is certain already: there is nothing at `path` then.
    """

    student: str
    name: str
    path: Path
    ids: Mapping[str, str]
    submitted: str | None
    late: bool = False
    problem: str | None = None


@dataclass(frozen=True)
class Absent:
    """A student on the roster who handed in nothing; `student` is as it would be in an Entry, where that is known."""

    student: str
    name: str
    ids: Mapping[str, str]


@dataclass(frozen=True)
class Intake:
    """A class's work. `notes` are sentences: what was taken of several, passed over, refused, or left in doubt.

    `class_known`: whether a roster says who is in the class; one that knows none of the submissions does not.

    Entries may lie in a temporary folder, which `close`, or the end of a `with`, removes.
    """

    layout: str
    entries: tuple[Entry, ...]
    absent: tuple[Absent, ...]
    notes: tuple[str, ...]
    class_known: bool = False
    _workspace: Workspace = field(default_factory=Workspace, repr=False, compare=False)

    def close(self) -> None:
        """Removes the temporary folder; may be called again."""
        self._workspace.close()

    def __enter__(self) -> Intake:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def take_in(
    path: Path, layout: str | None = None, roster: Path | None = None, assignment_files: Sequence[str] = ()
) -> Intake:
    """The submissions of a class in the folder, .zip, .tar or .tar.gz at `path`.

    `layout` is one of LAYOUTS, or None to recognise it; `roster` is a CSV file; `assignment_files` are the names of
    the files that students are given, which help to tell one submission from a class, and a file from its versions.
    Raises Unreadable, whose `message` is one sentence or two.
    """
    layout = layout and layout.lower()
    if layout is not None and layout not in LAYOUTS:
        raise Unreadable(f"There is no layout {printable(layout, 40)}. {CHOICES}")
    people = read_roster(roster) if roster is not None else None
    workspace = Workspace()
    try:
        return _taken(path, layout, people, assignment_files, workspace)
    except OSError as error:
        workspace.close()
        raise Unreadable(f"{printable(str(path))} cannot be taken in: {error.strerror or error}.") from None
    except BaseException:
        # Ctrl-C in the middle of unpacking, too, must leave nothing behind.
        workspace.close()
        raise


def _taken(
    path: Path, layout: str | None, roster: Roster | None, assignment_files: Sequence[str], workspace: Workspace
) -> Intake:
    notes: list[str] = []
    archive = _archive(path, notes)
    try:
        root = archive.root if archive is not None else on_disk(path, notes)
        layout, haul = sort_out(root, layout, assignment_files, packed=archive is not None)
        chosen = one_each(haul)
        placer = Placer(workspace, archive, notes)
        paths = [placer.place(handed) for handed in chosen]
        placer.finish()
    finally:
        if archive is not None:
            archive.close()
    said = [*(roster.notes if roster else ()), *haul.all_notes(), *dict.fromkeys(notes)]
    if roster is None:
        entries = tuple(map(_entry, chosen, paths))
        return Intake(layout, entries, (), tuple(said), _workspace=workspace)
    matching = match(chosen, roster, layout)
    matched = set(matching.people.values())
    entries = tuple(
        _entry(handed, where, roster.people[matching.people[index]] if index in matching.people else None)
        for index, (handed, where) in enumerate(zip(chosen, paths, strict=True))
    )
    missing = [person for index, person in enumerate(roster.people) if index not in matched]
    absent = _absent(missing, entries, layout, matching.fields)
    known = bool(matched) or not entries
    return Intake(layout, entries, absent, (*said, *matching.notes), known, workspace)


def _archive(path: Path, notes: list[str]) -> Archive | None:
    """The archive at `path`; None for a folder. Raises Unreadable for any other file."""
    if not path.is_file():
        return None
    if not is_archive(path.name):
        raise Unreadable(f"{printable(path.name)} is one file: give the folder, .zip, .tar or .tar.gz of the class.")
    return Archive(path, notes)


def _entry(handed: Handed, path: Path, person: Person | None = None) -> Entry:
    name = person.name if person and person.names else handed.name
    ids = {**(person.ids if person else {}), **handed.ids}
    submitted = handed.submitted or (person.submitted if person else None)
    return Entry(handed.student, name, path, ids, submitted, handed.late, handed.problem())


def _absent(
    people: Iterable[Person], entries: Iterable[Entry], layout: str, matched: Counter[str]
) -> tuple[Absent, ...]:
    """The people as Absent, sorted, each with the key that its Entry would have, or failing that a unique one."""
    own = {"canvas": ["canvas_id"], "moodle": ["moodle_identifier"], "gradescope": ["sid", "email"]}
    fields = own.get(layout) or [name for name, count in matched.most_common() if count]
    fields = [*fields, "sis_login_id", "sid", "sis_user_id", "email", "canvas_id"]
    used = {entry.student for entry in entries}
    absent = []
    for person in people:
        key = wanted = _key(person, fields)
        number = 1
        while key in used:
            number += 1
            key = f"{wanted} ({number})"
        used.add(key)
        absent.append(Absent(key, person.name, dict(person.ids)))
    return tuple(sorted(absent, key=lambda one: one.student))


def _key(person: Person, fields: Iterable[str]) -> str:
    for name in fields:
        if name == "mailbox" and "email" in person.ids:
            return person.ids["email"].partition("@")[0]
        if name in person.ids:
            value = person.ids[name]
            return value.split()[-1] if name == "moodle_identifier" else value
    return person.name
