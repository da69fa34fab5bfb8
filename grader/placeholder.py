"""Placeholders: what stands in a released file where the reference has its solution.

In the reference, solution lines stand between two marker lines, each a comment of its own:

    ### BEGIN SOLUTION
    ...
    ### END SOLUTION
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from grader.reading.magics import blank

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
# Anything that looks like a marker must be one: a misspelt marker would hand out the solution.
LIKE_A_MARKER = re.compile(r"\b(BEGIN|END)[ _-]*SOLUTION\b", re.IGNORECASE)
SENTENCE = "{} is not filled in yet: your code goes here."


class Unmarked(Exception):
    """Markers that do not pair up; the message says where."""


def without_solutions(text: str) -> str:
    """`text` with a placeholder, which raises NotImplementedError, for each marked solution.

    The text is Python, or a notebook cell. Raises Unmarked where markers are misspelt or do not pair up, and
    SyntaxError for a text with markers that Python cannot read.
    """
    lines = text.split("\n")
    spans = list(_spans(lines))
    if not spans:
        return text
    tree = ast.parse(blank(text, cell=True))
    for begin, end in reversed(spans):
        marker = lines[begin]
        indentation = marker[: len(marker) - len(marker.lstrip())]
        sentence = SENTENCE.format(_function_at(tree, begin + 1) or "This cell")
        lines[begin : end + 1] = [
            f"{indentation}# YOUR CODE HERE",
            f'{indentation}raise NotImplementedError("{sentence}")',
        ]
    return "\n".join(lines)


def with_solutions(text: str) -> str:
    """`text` with its solutions, without the marker lines. Raises Unmarked as `without_solutions` does."""
    lines = text.split("\n")
    markers = {line for span in _spans(lines) for line in span}
    return "\n".join(line for index, line in enumerate(lines) if index not in markers)


def _spans(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The line indices of each pair of markers."""
    begin: int | None = None
    for index, line in enumerate(lines):
        found = line.strip()
        if found == BEGIN and begin is None:
            begin = index
        elif found == END and begin is not None:
            yield begin, index
            begin = None
        elif LIKE_A_MARKER.search(line):
            raise Unmarked(f"line {index + 1} ({found!r}) is no marker, or one without its partner")
    if begin is not None:
        raise Unmarked(f"line {begin + 1}: no {END!r} follows")


def _function_at(tree: ast.Module, line: int) -> str | None:
    """The name of the innermost function around a line."""
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return max(around, key=lambda node: node.lineno).name if around else None
