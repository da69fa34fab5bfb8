"""Gaps: what a proof lacks that no single solution shows, each in a sentence with what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader import release
from grader.assignment import Assignment
from grader.verdicts import Case


def gaps(assignment: Assignment, cases: Sequence[Case], mutants: bool) -> Iterator[str]:
    """What is missing among the cases of a proof, and whether students are given what the reference makes."""
    if not mutants and not any(case.folder in ("wrong", "hostile") for case in cases):
        yield (
            "Nothing shows that wrong work is refused: put a wrong solution into solutions/wrong, or make wrong ones "
            "with --mutants."
        )
    yield from _of_release(assignment)


def _of_release(assignment: Assignment) -> Iterator[str]:
    assert assignment.home is not None, "cases were read from there"
    folder = assignment.home / "assignment"
    if not folder.is_dir():
        yield "There is no assignment/, so nothing shows what students are given: make it with grade release."
        return
    try:
        drift = release.drift(release.build(assignment), folder)
    except release.NotReleasable as error:
        yield f"What students get cannot be made from solutions/reference: {error}"
        return
    if drift:
        more = f" and {len(drift) - 1} more" if len(drift) > 1 else ""
        yield (
            f"assignment/ is not what solutions/reference makes ({drift[0].name} is {drift[0].kind}{more}): "
            "run grade release."
        )
