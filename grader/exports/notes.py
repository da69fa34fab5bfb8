"""Marks in another system's points, and what a person should know of an exported file, a sentence each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.exports.hygiene import figure
from grader.exports.sheet import Sheet
from grader.gradebook import Standing

NAMED = 5


def most_points(standings: Mapping[str, Standing]) -> float | None:
    """Of how many points a new file's marks are: the most that any of them is of; None where there is none."""
    return max((standing.max_score for standing in standings.values()), default=None)


def scaled(score: float, max_score: float, worth: float | None) -> float:
    """The mark, out of as many points as the other system gives for the assignment; as it is if that is not known."""
    return score * worth / max_score if worth and max_score else score


def scale_notes(standings: Mapping[str, Standing], worths: set[float | None], system: str) -> list[str]:
    """A sentence if marks were scaled."""
    best = {standing.max_score for standing in standings.values()}
    others = {worth for worth in worths if worth}
    if not best or not others or best == others:
        return []
    ours, theirs = (" or ".join(f"{points:g}" for points in sorted(points)) for points in (best, others))
    return [f"The assignment gives {ours} points here and {theirs} in {system}: the marks were scaled."]


def told(what: str, names: Sequence[str]) -> list[str]:
    """A sentence that counts people and names the first of them; none if there is nobody."""
    if not names:
        return []
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return [f"{len(names)} {what}: {'; '.join(repr(name) for name in names[:NAMED])}{more}."]


def replaced(sheet: Sheet, row: int, place: int, mark: str) -> bool:
    """Whether another number stands where a mark is put."""
    old, new = figure(sheet.value(row, place))[0], figure(mark)[0]
    return old is not None and old != new


def replacing(names: Sequence[str]) -> list[str]:
    """A sentence if other marks stood in the file."""
    return told("whose mark in the file was another one, which was replaced", names)


def longer(names: Sequence[str]) -> list[str]:
    """A sentence if there are rows, of these first cells, with more cells than columns."""
    return told("in a row that is longer than the first one, where a mark may stand under a wrong heading", names)


def unknown(system: str, names: Sequence[str]) -> list[str]:
    """A sentence if these people have no id that a new file could name them by."""
    advice = "fill a downloaded file with --into, or grade with a --roster that has ids"
    return told(f"without an id that {system} knows them by, whom it may not match ({advice})", names)
