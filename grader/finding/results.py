"""Submission: what was found for each graded function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Pick:
    """One statement: its unit's index, and its `lineno` and `col_offset` in `ast.parse(unit.text)`."""

    unit: int
    line: int
    column: int


@dataclass(frozen=True)
class Location:
    """Where something stands, as shown to people; `line` counts within the cell, if there is one."""

    file: str | None = None
    line: int | None = None
    cell: int | None = None

    def __str__(self) -> str:
        if self.file is None:
            return "the submission"
        if self.cell is None:
            return self.file if self.line is None else f"{self.file}, line {self.line}"
        line = "" if self.line is None else f", line {self.line}"
        return f"cell {self.cell}{line} of {self.file}"


@dataclass(frozen=True)
class Found:
    """A graded function, as statements to execute in this order; the last of `picks` binds `name`.

    A statement may be picked twice. `modules` are the sibling files that the picks import: each by the name of the
    import, with its own statements; parent packages are among them. If a `from __future__` import holds, it is the
    first pick. `unfilled` says that the function is as it was handed out. `digest` is equal for equal code,
    whatever its comments and layout; `blind` code cannot see these, so that it does the same whatever they are.
    """

    name: str
    picks: tuple[Pick, ...]
    modules: tuple[tuple[str, tuple[Pick, ...]], ...]
    location: Location
    unfilled: bool
    digest: str
    blind: bool


@dataclass(frozen=True)
class Missing:
    """A graded function that cannot be had: why, what to do, and the mistake's stable name if it has one."""

    name: str
    message: str
    help: str | None
    misconception: str | None
    location: Location


@dataclass(frozen=True)
class Submission:
    """A submission, ready to be asked: one `Found` or `Missing` for each graded function."""

    name: str
    sha256: str
    source: str
    functions: Mapping[str, Found | Missing]
