"""Moodle's "Download all submissions": Full Name_NUMBER_assignsubmission_file_/file, or the same without folders.

The number is the participant's, which a grading worksheet calls "Participant NUMBER". Names are preceded by
"Group-" where the activity has groups, and are "Participant" where marking is anonymous.
Source: download_submissions in mod/assign of moodle/moodle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.reading.work import printable
from grader.taking.handed import Handed, Haul
from grader.taking.items import Item, listed, text

MARK = r"_(?P<number>[0-9]+)_assignsubmission_(?P<plugin>[a-z]+)"
FOLDER = re.compile(rf"(?P<name>.*){MARK}_?", re.DOTALL)
FILE = re.compile(rf"(?P<name>.*?){MARK}(?:_(?P<file>.*))?", re.DOTALL)
# In a file's name, where the name of the person and that of the file meet cannot be told if it stands there twice.
TWICE = re.compile(rf"{MARK}.*_[0-9]+_assignsubmission_[a-z]+", re.DOTALL)


def fits(item: Item) -> bool:
    """Whether a Moodle download would hold a file or folder of this name."""
    return _match(item) is not None


def _match(item: Item) -> re.Match[str] | None:
    return (FOLDER if item.folder else FILE).fullmatch(item.name)


def take(items: Iterable[Item]) -> Haul:
    """The submissions in a Moodle download, one for each participant."""
    haul = Haul()
    loose: dict[str, list[tuple[str, Item]]] = {}
    names: dict[str, str] = {}
    typed: list[str] = []
    for item in items:
        match = _match(item)
        if match is None or not (item.folder or match["file"]):
            haul.passed.append(item.name)
        elif not item.folder and TWICE.search(item.name):
            haul.notes.append(
                f"{printable(item.name)} can be read as the work of several participants, and was not taken: "
                "hand it to the grader by itself."
            )
        elif match["plugin"] != "file":
            typed.append(item.name)
        else:
            number = match["number"]
            names.setdefault(number, text(match["name"]))
            if item.folder:
                haul.found.append(_handed(number, names[number], ((item.name, item),)))
            else:
                loose.setdefault(number, []).append((match["file"], item))
    haul.found.extend(_handed(number, names[number], tuple(parts)) for number, parts in loose.items())
    if typed:
        haul.notes.append(f"Passed over what was typed into Moodle instead of handed in: {listed(typed, len(typed))}.")
    return haul


def _handed(number: str, name: str, parts: tuple[tuple[str, Item], ...]) -> Handed:
    words = name.split("-")
    without_group = tuple("-".join(words[first:]).strip() for first in range(1, len(words)))
    ids = {"moodle_identifier": f"Participant {number}"}
    shown = name if name and name != "Participant" else ids["moodle_identifier"]
    return Handed(number, shown, parts, ids, aliases=without_group)
