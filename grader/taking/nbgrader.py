"""nbgrader's submitted/STUDENT/ASSIGNMENT/, in which timestamp.txt says when it was handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import PurePosixPath

from grader.reading.work import Unreadable
from grader.taking.handed import Handed, Haul
from grader.taking.items import Item, listed, text

TIMESTAMP = "timestamp.txt"
FOLDER = "submitted"
SAMPLE = 50
MAX_STAMP = 100


def fits(base: Item) -> bool:
    """Whether `base` is nbgrader's folder of submissions: folders of folders, by its name or a time stamp in one."""
    students = [item for item in base.items() if item.folder]
    inside = [item.items() for item in islice(students, SAMPLE)]
    if not any(inside) or not all(item.folder for items in inside for item in items):
        return False
    return base.name == FOLDER or any(_stamp(folder) for items in inside for folder in items)


def take(base: Item, assignment_files: Sequence[str]) -> Haul:
    """The submissions of the one assignment in `base`. Raises Unreadable if there are several."""
    haul = Haul()
    works: list[tuple[Item, list[Item]]] = []
    for item in base.items():
        if item.folder:
            works.append((item, [inside for inside in item.items() if inside.folder]))
        else:
            haul.passed.append(item.name)
    assignment = _assignment(works, base, assignment_files)
    others = 0
    for student, assignments in works:
        chosen = next((folder for folder in assignments if folder.name == assignment), None)
        others += len(assignments) - (chosen is not None)
        if chosen is not None or not assignments:
            haul.found.append(_handed(student, chosen or student))
    if others:
        haul.notes.append(f"Took the assignment {assignment}, and passed over {others:,} submissions of others.")
    return haul


def _assignment(works: list[tuple[Item, list[Item]]], base: Item, assignment_files: Sequence[str]) -> str:
    names = Counter(folder.name for _, folders in works for folder in folders)
    if len(names) < 2:
        return next(iter(names), "")
    ours = {
        folder.name
        for _, folders in works
        for folder in folders
        if any(item.name in assignment_files for item in folder.items())
    }
    stems = {PurePosixPath(name).stem.casefold() for name in assignment_files}
    named = {name for name in names if name.casefold() in stems}
    for found in (named, ours):
        if len(found) == 1:
            return found.pop()
    raise Unreadable(
        f"{base.name} holds several assignments ({listed(sorted(names), len(names))}), none of them plainly this one: "
        "make a copy with the folders of only one."
    )


def _stamp(folder: Item) -> Item | None:
    return next((item for item in folder.items() if item.name == TIMESTAMP and not item.folder), None)


def _handed(student: Item, folder: Item) -> Handed:
    key = text(student.name)
    return Handed(key, key, ((folder.name, folder),), submitted=_submitted(folder))


def _submitted(folder: Item) -> str | None:
    stamp = _stamp(folder)
    try:
        said = stamp.read(MAX_STAMP).decode() if stamp else ""
    except (Unreadable, UnicodeDecodeError):
        return None
    return said.strip() or None
