"""Assignments: how one is found, by the name under which its package registered it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from grader.assignment import Assignment, UnknownName
from grader.soundness import BadAssignment, attempted, require_sound
from grader.trouble import Trouble

GROUP = "grader.assignments"


class AssignmentNeeded(Trouble):
    """There is no assignment, or more than one and none was named."""

    def __init__(self, known: Sequence[str]) -> None:
        if known:
            super().__init__(
                f"There is more than one assignment: add --assignment NAME, one of {', '.join(known)}, or stand "
                "in its folder."
            )
        else:
            super().__init__("No assignment is installed: install the package that brings it.")


def names() -> list[str]:
    """The registered assignments' names, sorted."""
    return sorted(_registered())


def load(name: str | None = None) -> Assignment:
    """The assignment registered under `name`; without a name, the only one, or the one in whose home we stand.

    Raises UnknownName where there is no such assignment, AssignmentNeeded where a name is needed, BadAssignment where
    it cannot be used.
    """
    registered = _registered()
    if name is None and len(registered) == 1:
        name = next(iter(registered))
    if name is None:
        return _at_home(registered)
    if name not in registered:
        raise UnknownName("assignment", name, sorted(registered))
    return require_sound(name, attempted(name, "loading it", registered[name].load))


def _at_home(registered: Mapping[str, EntryPoint]) -> Assignment:
    """Of several assignments the one in whose home this process stands, the innermost. Raises AssignmentNeeded."""
    here, found = Path.cwd(), []
    for name in registered:
        try:
            assignment = load(name)
        except BadAssignment:
            continue
        if assignment.home is not None and here.is_relative_to(assignment.home):
            found.append((len(assignment.home.parts), name, assignment))
    if not found:
        raise AssignmentNeeded(sorted(registered))
    return max(found, key=lambda one: one[:2])[-1]


def _registered() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}
