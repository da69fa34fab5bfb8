"""Moodle's "Download all submissions": Full Name_NUMBER_assignsubmission_file_/file, or the same without folders.

The number is the participant's, which a grading worksheet calls "Participant NUMBER". Names are preceded by
"Group-" where the activity has groups, and are "Participant" where marking is anonymous.
Source: download_submissions in mod/assign of moodle/moodle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.taking.handed import Handed, Haul
from grader.taking.items import Item, listed, text

NAME = re.compile(r"(?P<name>.*?)_(?P<number>[0-9]+)_assignsubmission_(?P<plugin>[a-z]+)(?:_(?P<file>.*))?", re.DOTALL)


def fits(item: Item) -> bool:
    """Whether a Moodle download would hold a file or folder of this name."""
    return NAME.fullmatch(item.name) is not None


def take(items: Iterable[Item]) -> Haul:
    """The submissions in a Moodle download, one for each participant."""
    haul = Haul()
    loose: dict[str, list[tuple[str, Item]]] = {}
    names: dict[str, str] = {}
    typed: list[str] = []
    for item in items:
        match = NAME.fullmatch(item.name)
        if match is None or not (item.folder or match["file"]):
            haul.passed.append(item.name)
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
