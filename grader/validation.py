"""The Validation: everything that proving a grader found out, as one document with a version."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import msgspec

from grader.report import Environment, Report

SCHEMA = 1
RIGHT, WRONG = ("reference", "accepted"), ("wrong", "hostile")
Fate = Literal["killed", "equivalent", "survived", "rejected", "unjudged"]


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One solution: the points that it must get and those that it got, by function, and where the two disagree.

    In hostile/, `points` are the most that it may get. `report` is there where something disagrees, in the `concerned`
    functions. `seconds` is what its checks took.
    """

    folder: str
    name: str
    idea: str
    state: str
    points: dict[str, float]
    got: dict[str, float]
    full_marks: bool
    disagreements: list[str]
    concerned: list[str]
    seconds: float
    report: Report | None = None


class MutantFate(msgspec.Struct, frozen=True, kw_only=True):
    """One mutant: the checks that failed it, and what that makes of it.

    `killed`: it lost points. `equivalent`: it is the same function, and got full marks. `survived`: it is not known to
    be, and did.
    `rejected`: it is the same function, and lost points. `unjudged`: it could not be graded.
    """

    key: str
    function: str
    operator: str
    diff: str
    fate: Fate
    killed_by: list[str]
    seconds: float
    message: str | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A Report that was another one when the same submission was graded again; `repeat` counts from 2."""

    name: str
    repeat: int
    sentence: str


class Validation(msgspec.Struct, frozen=True, kw_only=True):
    """What came of `grade validate`. `mutants` is None, and `repeats` 1, where they were not asked for.

    `gaps` are sentences on what the whole lacks, `left_out` on what this machine could not do.
    `unsteady`: how many solutions were held to their points only, and not to their words, when graded again.
    """

    assignment: str
    judged: list[Judged]
    mutants: list[MutantFate] | None
    repeats: int
    order_seed: int
    changes: list[Change]
    unsteady: int
    gaps: list[str]
    left_out: list[str]
    environment: Environment
    seconds: float
    schema: int = SCHEMA

    @property
    def disagreeing(self) -> list[Judged]:
        return [judged for judged in self.judged if judged.disagreements]

    @property
    def wrong_accepted(self) -> int:
        """Wrong solutions and mutants with full marks, hostile ones above what they may get."""
        accepted = sum(judged.full_marks for judged in self.judged if judged.folder == "wrong")
        overpaid = sum(_overpaid(judged) for judged in self.judged if judged.folder == "hostile")
        return accepted + overpaid + self.fates["survived"]

    @property
    def right_rejected(self) -> int:
        """Right solutions without full marks, and mutants that are the same function without them."""
        rejected = sum(not judged.full_marks for judged in self.judged if judged.folder in RIGHT)
        return rejected + self.fates["rejected"]

    @property
    def otherwise(self) -> int:
        """Solutions that got something else than they must, and are counted neither as accepted nor as rejected."""
        return sum(not _is_counted(judged) for judged in self.disagreeing) + self.fates["unjudged"]

    @property
    def fates(self) -> Counter[str]:
        return Counter(mutant.fate for mutant in self.mutants or ())

    @property
    def same(self) -> int:
        """How many mutants are the reference's function again."""
        return self.fates["equivalent"] + self.fates["rejected"]

    @property
    def wrong(self) -> int:
        """How many wrong solutions there are."""
        return sum(judged.folder in WRONG for judged in self.judged) + len(self.mutants or ()) - self.same

    @property
    def right(self) -> int:
        """How many right solutions there are."""
        return sum(judged.folder in RIGHT for judged in self.judged) + self.same

    @property
    def proven(self) -> bool:
        """Whether everything is as it must be."""
        off = self.disagreeing or self.changes or self.gaps or self.wrong_accepted or self.right_rejected
        return not off and not self.fates["unjudged"]


class _Figures(msgspec.Struct, kw_only=True):
    proven: bool
    wrong_accepted: int
    right_rejected: int
    wrong: int
    right: int
    otherwise: int


def encode(validation: Validation) -> bytes:
    """The Validation as JSON, its figures first, indented, one final newline."""
    figures = _Figures(**{name: getattr(validation, name) for name in _Figures.__struct_fields__})
    document = msgspec.to_builtins(figures) | msgspec.to_builtins(validation)
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _is_counted(judged: Judged) -> bool:
    if judged.folder in RIGHT:
        return not judged.full_marks
    return judged.full_marks if judged.folder == "wrong" else judged.folder == "hostile" and _overpaid(judged)


def _overpaid(judged: Judged) -> bool:
    return any(points > judged.points[function] for function, points in judged.got.items())
