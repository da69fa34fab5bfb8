"""Pieces: a file that Python cannot parse, cut where its statements begin, so that the others are saved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from grader.reading.lines import Scanner
from grader.reading.work import SyntaxProblem, Unit, Work

# Of one unit, and of all together.
MAX_PIECES = 2_000
# Each piece keeps its line numbers by blank lines before it: all together may not grow without bounds.
MAX_PADDING = 2 << 20
# Words that go on with the statement before, at column 0.
GOES_ON = re.compile(r"(?:else|elif|except|finally)\b|[)\]}#]")
# These lines begin a statement even where a bracket, or a string, seems to be open still.
SURELY = re.compile(
    r"(?:async[ ]+)?def[ ]+\w+[ ]*[(\[]|class[ ]+\w+[ ]*[(:]|import[ ]+\w|from[ ]+[.\w]+[ ]+import\b|@\w"
)


def split(unit: Unit) -> tuple[Unit, ...]:
    """`unit` in pieces, one for each statement at column 0; the unit itself if there is but one.

    Lines keep their numbers and their file, cell and module. The text need not be valid Python: a bracket that is
    never closed ends at the next `def`, `class` or import at column 0, and so does a string if the text ends in it.
    """
    lines = unit.text.split("\n")
    starts, open_string = _starts(lines, strings_end=False)
    if open_string:
        starts, _ = _starts(lines, strings_end=True)
    if not 1 < len(starts) <= MAX_PIECES or sum(starts) > MAX_PADDING:
        return (unit,)
    ends = [*starts[1:], len(lines)]
    return tuple(
        replace(unit, text="\n" * start + "\n".join(lines[start:end])) for start, end in zip(starts, ends, strict=True)
    )


def with_pieces(work: Work, broken: Mapping[int, SyntaxProblem]) -> Work:
    """`work` with each unit whose index is in `broken` replaced by its pieces, as long as they are not too many.

    Later units get other indices.
    """
    units: list[Unit] = []
    most, padding = MAX_PIECES, MAX_PADDING
    for index, unit in enumerate(work.units):
        pieces = split(unit) if index in broken and unit.problem is None else (unit,)
        added = sum(len(piece.text) for piece in pieces) - len(unit.text)
        if len(pieces) > 1:
            most, padding = most - len(pieces), padding - added
        units.extend(pieces if len(pieces) == 1 or (most >= 0 and padding >= 0) else (unit,))
    return replace(work, units=tuple(units))


def _starts(lines: list[str], strings_end: bool) -> tuple[list[int], bool]:
    """The indices of the lines that begin a piece, and whether the text ends inside of a string."""
    scanner = Scanner()
    starts = [0]
    decorated = False
    blank_so_far = True
    for index, line in enumerate(lines):
        surely = SURELY.match(line) is not None
        if surely and not scanner.fresh and (strings_end or not scanner.quote):
            scanner.reset()
        if scanner.fresh and line[:1].strip() and not GOES_ON.match(line):
            if not decorated and not blank_so_far:
                starts.append(index)
            decorated = line.startswith("@")
        blank_so_far = blank_so_far and not line.strip()
        scanner.advance(line)
    return starts, bool(scanner.quote)
