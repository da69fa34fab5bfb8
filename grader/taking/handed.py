"""Handed: what one student handed in, as the names of files and folders tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.reading.work import printable
from grader.taking.items import Item, Refused, listed


@dataclass(frozen=True)
class Handed:
    """One student's submission before it has a path.

    `parts` are its files under the names the student gave them, or a single file or folder. Of two submissions of one
    student the one with the greater `moment` counts: a time, in the layout's own measure. `aliases` are other names by
    which the roster may know the student.
    """

    student: str
    name: str
    parts: tuple[tuple[str, Item], ...]
    ids: Mapping[str, str] = field(default_factory=dict)
    submitted: str | None = None
    late: bool = False
    moment: float | None = None
    aliases: tuple[str, ...] = ()

    def when(self) -> tuple[float, str]:
        """What orders the submissions of one student; the name decides where the time does not."""
        moment = self.moment if self.moment is not None else max(item.modified() for _, item in self.parts)
        return moment, self.parts[0][1].name

    def problem(self) -> str | None:
        """Why nothing of it can be read, where that is known without opening it."""
        refused = [item for _, item in self.parts if isinstance(item, Refused)]
        return refused[0].problem if len(refused) == len(self.parts) else None


@dataclass
class Haul:
    """What a layout made of the class's work; `passed` are names of what is nobody's submission."""

    found: list[Handed] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def all_notes(self) -> list[str]:
        """The notes, and one for all that was passed over."""
        if not self.passed:
            return self.notes
        names = listed(self.passed, len(self.passed))
        what = "is nobody's submission" if len(self.passed) == 1 else "are nobody's submissions"
        return [*self.notes, f"Passed over {names}, which {what}."]


def one_each(haul: Haul) -> list[Handed]:
    """The submissions sorted by student, the latest of each; what was not taken is said in the haul's notes."""
    by_student: dict[str, list[Handed]] = {}
    for handed in haul.found:
        by_student.setdefault(handed.student, []).append(handed)
    chosen = []
    for student in sorted(by_student):
        several = by_student[student]
        latest = max(several, key=Handed.when) if len(several) > 1 else several[0]
        chosen.append(latest)
        if len(several) > 1:
            haul.notes.append(
                f"{_who(latest)} has {len(several)} submissions: "
                f"{printable(latest.parts[0][1].name)} is the latest and was taken."
            )
    _say_alike(chosen, haul)
    return chosen


def _say_alike(chosen: list[Handed], haul: Haul) -> None:
    """Students whose keys differ only in case may be one person: nobody but a person can tell."""
    folded: dict[str, list[str]] = {}
    for handed in chosen:
        folded.setdefault(handed.student.casefold(), []).append(handed.student)
    for alike in folded.values():
        if len(alike) > 1:
            haul.notes.append(f"{listed(alike, len(alike))} differ only in case, and were taken as different students.")


def _who(handed: Handed) -> str:
    name = printable(handed.name, 60)
    return name if handed.name == handed.student else f"{name} ({printable(handed.student, 60)})"
