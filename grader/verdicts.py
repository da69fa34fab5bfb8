"""What each solution must get: the folders of `solutions/`, and the verdicts.toml files in two of them ──► Cases.

reference/                        full marks; one submission
accepted/*                        full marks
wrong/*    and verdicts.toml      exactly these points, and the misconception that must be told
hostile/*  and verdicts.toml      at most these points
../assignment/                    what students are given: no points; one submission
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from grader.assignment import Assignment
from grader.reading.members import ignored
from grader.trouble import Trouble

FOLDERS = ("reference", "accepted", "wrong", "hostile", "assignment")
VERDICTS = "verdicts.toml"
# What TOML's kinds are called where a verdict has the wrong one.
KINDS = {
    "float": "a number",
    "int": "a whole number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "object | array": "a table",
}
# What stands beside submissions and is none.
ASIDE = (".md", ".txt", "~", ".bak", ".orig")


class Unusable(Trouble):
    """Solutions that cannot be judged by; the message names the file and the key."""


@dataclass(frozen=True)
class Case:
    """One submission and what it must get, by the graded functions' names.

    `points` are exact, in hostile/ the most that a function may get. `told` are misconceptions. `slow` ones wait
    rather than compute, so they are begun first; `confined` ones keep their verdict only where they are confined;
    `unsteady` ones draw on chance or race against a limit, so that only their points are the same every time.
    """

    folder: str
    name: str
    path: Path
    points: Mapping[str, float]
    told: Mapping[str, str] = field(default_factory=dict)
    idea: str = ""
    slow: bool = False
    confined: bool = False
    unsteady: bool = False

    @property
    def key(self) -> str:
        """Unique among the cases."""
        return f"{self.folder}/{self.name}"

    @property
    def label(self) -> str:
        """What people call it."""
        return self.name if self.folder in ("reference", "assignment") else self.key


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    """One table of a verdicts.toml. Only wrong/ has `told`."""

    idea: str
    points: dict[str, float]
    told: dict[str, str] = {}
    slow: bool = False
    confined: bool = False
    unsteady: bool = False


def read(assignment: Assignment) -> list[Case]:
    """Every case of the assignment, folder by folder, each folder by name. Raises Unusable."""
    home = assignment.home
    if home is None or not (home / "solutions" / "reference").is_dir():
        where = "" if home is None else f" in {home}"
        raise Unusable(f"There is no solutions/reference{where}: {assignment.name} is proven from its source.")
    full = {function.name: function.points for function in assignment.functions}
    cases = [Case("reference", "reference", home / "solutions" / "reference", full)]
    cases += [Case("accepted", path.name, path, full) for path in _submissions(home / "solutions" / "accepted")]
    for folder in ("wrong", "hostile"):
        cases += _judged(home / "solutions" / folder, assignment)
    if (home / "assignment").is_dir():
        cases.append(Case("assignment", "assignment", home / "assignment", dict.fromkeys(full, 0.0)))
    return cases


def _submissions(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    found = (path for path in folder.iterdir() if not ignored(path.name) and path.name != VERDICTS)
    return sorted(path for path in found if not path.name.endswith(ASIDE))


def _judged(folder: Path, assignment: Assignment) -> Iterator[Case]:
    """The cases of a folder with verdicts, of which each has a file, and each file one."""
    paths = {path.name: path for path in _submissions(folder)}
    verdicts = folder / VERDICTS
    entries = _entries(verdicts) if paths or verdicts.exists() else {}
    where = f"solutions/{folder.name}/{VERDICTS}"
    alone, stale = sorted(paths.keys() - entries.keys()), sorted(entries.keys() - paths.keys())
    if stale:
        other = f"; {alone[0]} has none" if alone else ""
        raise Unusable(f"{where} has a verdict for {stale[0]}, and there is no such file{other}.")
    if alone:
        raise Unusable(f"{where} has no verdict for {alone[0]}.")
    for name, path in paths.items():
        entry = _entry(where, name, entries[name], assignment, told=folder.name == "wrong")
        points = {function.name: entry.points[function.short] for function in assignment.functions}
        told = {assignment.function(short).name: misconception for short, misconception in entry.told.items()}
        if sum(points.values()) >= assignment.points:
            raise Unusable(f"{where}, {name}: points are full marks, so it belongs into solutions/accepted.")
        marks = {"slow": entry.slow, "confined": entry.confined, "unsteady": entry.unsteady}
        yield Case(folder.name, name, path, points, told, entry.idea, **marks)


def _entries(verdicts: Path) -> dict[str, object]:
    where = f"solutions/{verdicts.parent.name}/{verdicts.name}"
    try:
        return tomllib.loads(verdicts.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Unusable(f"There is no {where}: it says what each file in that folder must get.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unusable(f"{where} cannot be read: {error}.") from None


def _in_words(error: str) -> str:
    """msgspec's "Expected `float`, got `str` - at `$.points[...]`" as an author would say it."""
    what, _, path = error.partition(" - at ")
    key = path.strip("`$.").partition("[")[0]
    for kind, words in KINDS.items():
        what = what.replace(f"`{kind}`", words)
    return f"{key}: {what[0].lower()}{what[1:]}" if key else f"{what[0].lower()}{what[1:]}".replace("`", "")


def _entry(where: str, name: str, table: object, assignment: Assignment, told: bool) -> _Entry:
    known = _Entry.__struct_fields__
    if isinstance(table, dict) and (strange := sorted(table.keys() - {*known})):
        raise Unusable(f"{where}, {name}: there is no {strange[0]!r}; there is {', '.join(known)}.")
    try:
        entry = msgspec.convert(table, _Entry)
    except msgspec.ValidationError as error:
        raise Unusable(f"{where}, {name}: {_in_words(str(error))}.") from None
    if entry.told and not told:
        raise Unusable(f"{where}, {name}: told is for wrong/ only.")
    if entry.unsteady and told:
        raise Unusable(f"{where}, {name}: unsteady is for hostile/ only.")
    shorts = {function.short: function.points for function in assignment.functions}
    for key, given in (("points", entry.points.keys()), ("told", entry.told.keys())):
        if strange := sorted(given - shorts.keys()):
            raise Unusable(f"{where}, {name}: {key} names {strange[0]!r}; there is {', '.join(shorts)}.")
    for short, most in shorts.items():
        if short not in entry.points:
            raise Unusable(f"{where}, {name}: points says nothing of {short!r}.")
        if not 0 <= entry.points[short] <= most:
            raise Unusable(f"{where}, {name}: points gives {short!r} {entry.points[short]:g}, of 0 to {most:g}.")
        if short in entry.told and entry.points[short] == most:
            raise Unusable(f"{where}, {name}: told names {short!r}, which gets full marks and is told nothing.")
    return entry
