"""Submission: what was found for each graded function."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from grader.finding.blind import is_blind
from grader.finding.digest import digest
from grader.finding.plain import Plain, plain


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
    first pick. `unfilled` says that the function is as it was handed out. `code` is all of it: the trees of the picks,
    and of each module after its name.
    """

    name: str
    picks: tuple[Pick, ...]
    modules: tuple[tuple[str, tuple[Pick, ...]], ...]
    location: Location
    unfilled: bool
    code: tuple[ast.AST | str, ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def digest(self) -> str:
        """Equal for equal code, whatever its comments and layout."""
        return self.plain.digest if self.plain else digest(self.code)

    @cached_property
    def blind(self) -> bool:
        """Whether the code cannot see its comments and layout, so that it does the same whatever they are."""
        return self.plain is not None or is_blind(part for part in self.code if isinstance(part, ast.AST))

    @property
    def form(self) -> str | None:
        """Equal for code that does the same whatever its own names are, too; None for what is not plainly so."""
        return self.plain.form if self.plain else None

    @cached_property
    def plain(self) -> Plain | None:
        """What the code does, if that is plain."""
        return plain(self.code)


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
