"""Who is who: the rows of another system's file, matched with the members of the class."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.gradebook import Member

# Each kind of id, and what a member's ids call it, as they come from layouts and rosters.
KINDS = {
    "canvas": ("canvas_id",),
    "sis": ("sis_user_id", "sid"),
    "login": ("sis_login_id",),
    "email": ("email",),
    "moodle": ("moodle_identifier",),
}


@dataclass(frozen=True)
class Clues:
    """What a row says of a person: ids by kind, and a name."""

    ids: Mapping[str, str]
    name: str


def known(member: Member, kind: str) -> str:
    """The member's id of a kind; empty if it is not known."""
    return next((member.ids[name] for name in KINDS[kind] if member.ids.get(name)), "")


def matched(members: Iterable[Member], rows: Sequence[Clues]) -> list[Member | None]:
    """The member whom each row means, None where it is not certain.

    An id of the same kind decides; then the key of the gradebook; then the name, if only one member and one row bear
    it, and no id speaks against it. No member is given to two rows.
    """
    directory = _Directory(members)
    found = [directory.by_id(clues) for clues in rows]
    taken = {member.student for member in found if member is not None}
    for row, clues in enumerate(rows):
        if found[row] is None:
            member = directory.by_name(clues)
            found[row] = None if member is None or member.student in taken else member
    count: dict[str, int] = defaultdict(int)
    for member in found:
        if member is not None:
            count[member.student] += 1
    return [None if member is None or count[member.student] > 1 else member for member in found]


class _Directory:
    def __init__(self, members: Iterable[Member]) -> None:
        self.ids: dict[tuple[str, str], list[Member]] = defaultdict(list)
        self.names: dict[str, list[Member]] = defaultdict(list)
        for member in members:
            for kind in KINDS:
                if value := _exact(kind, known(member, kind)):
                    self.ids[kind, value].append(member)
            self.ids["key", member.student.casefold()].append(member)
            for name in _forms(member.name):
                self.names[name].append(member)

    def by_id(self, clues: Clues) -> Member | None:
        places = [(kind, _exact(kind, value)) for kind, value in clues.ids.items()]
        places += [("key", value.strip().casefold()) for value in clues.ids.values()]
        for place in places:
            found = self.ids.get(place, []) if place[1] else []
            if len(found) == 1:
                return found[0]
        return None

    def by_name(self, clues: Clues) -> Member | None:
        found = {member.student: member for name in _forms(clues.name) for member in self.names.get(name, [])}
        if len(found) != 1:
            return None
        member = next(iter(found.values()))
        return None if any(_differ(kind, value, member) for kind, value in clues.ids.items()) else member


def _differ(kind: str, value: str, member: Member) -> bool:
    ours, theirs = _exact(kind, known(member, kind)), _exact(kind, value)
    return bool(ours and theirs and ours != theirs)


def _exact(kind: str, value: str) -> str:
    value = value.strip().casefold()
    # Moodle writes “Participant 17”, in the language of the site.
    return re.sub(r"^\D*(?=\d+$)", "", value) if kind == "moodle" else value


def _forms(name: str) -> set[str]:
    """A name's letters and digits, as it stands and with “Last, First” turned round."""
    last, _, first = name.partition(",")
    return {_letters(name), _letters(f"{first} {last}")} - {""}


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))
