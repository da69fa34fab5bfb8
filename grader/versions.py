"""Versions: a graded function that stands in two files, as in a stub and in the notebook.

Which of them is graded is `finding`'s rule (see `extract`), and hangs on nothing but what the files say and how they
are called. (Not the newer one: the times of files do not survive uploads and archives, and the same submission must get
the same marks everywhere.) Here it is found out whether the rule had to choose between two that are both filled in, and
not alike.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from grader.finding.extract import find
from grader.finding.library import Library
from grader.finding.results import Found, Missing
from grader.finding.stub import is_unfilled
from grader.printing import joined
from grader.reading.work import SyntaxProblem, Unit, Work

# Each costs a look at the whole submission.
MAX_RIVALS = 3


def note(functions: Iterable[Found | Missing], work: Work, broken: Mapping[int, SyntaxProblem]) -> str | None:
    """What to tell of functions among which the rule had to choose: what was graded, what was not, how to have it so.

    `work` and `broken` are what the functions were extracted from. None where there was nothing to choose.
    """
    names, taken, passed_over = [], set(), set()
    versions = _Versions(work, broken)
    for function in functions:
        if isinstance(function, Found) and not function.unfilled and function.location.file is not None:
            rivals = set(versions.rivals(function))
            if rivals:
                names.append(function.name)
                taken.add(function.location.file)
                passed_over |= rivals
    if not names:
        return None
    others = sorted(passed_over)
    return (
        f"{joined(names)}: written in more than one file, and not alike. "
        f"Graded: {', '.join(sorted(taken))}. Passed over: {', '.join(others)}. "
        f"To grade that instead: grade check {others[0]}. Before handing in, keep the version that you mean."
    )


class _Versions:
    """All that a submission has written of its functions. What was parsed for one serves the others too."""

    def __init__(self, work: Work, broken: Mapping[int, SyntaxProblem]) -> None:
        self.work, self.broken = work, broken
        self._library = Library(work, broken)
        self._filled: dict[int, frozenset[str] | None] = {}
        self._without: dict[frozenset[str], Library] = {}

    def rivals(self, function: Found) -> Iterator[str]:
        """The other files in which the student has written the function, otherwise than in the one that is graded."""
        here = str(function.location.file)
        files = {unit.file for unit in self._changed(function)}
        for file in sorted(files)[:MAX_RIVALS]:
            hidden = frozenset((files | {here}) - {file})
            other = find(self._hiding(hidden), function.name, [function.name])
            if not isinstance(other, Found) or other.digest != function.digest:
                yield file

    def _changed(self, function: Found) -> Iterator[Unit]:
        """The units of other files that define the function, and not as a placeholder."""
        defines = re.compile(rf"^[ \t]*(?:async[ \t]+)?def[ \t]+{re.escape(function.name)}\b", re.MULTILINE)
        for index, unit in enumerate(self.work.units):
            if unit.file != function.location.file and defines.search(unit.text):
                filled = self._written(index, unit)
                if filled is None or function.name in filled:
                    yield unit

    def _written(self, index: int, unit: Unit) -> frozenset[str] | None:
        """The functions that are filled in there; None if the unit cannot be parsed."""
        if index not in self._filled:
            tree = self._library.parse(index, unit)
            self._filled[index] = None if tree is None else frozenset(_filled(tree))
        return self._filled[index]

    def _hiding(self, files: frozenset[str]) -> Library:
        """The submission without these files."""
        if files not in self._without:
            units = tuple(_without_text(unit) if unit.file in files else unit for unit in self.work.units)
            self._without[files] = Library(replace(self.work, units=units), self.broken)
        return self._without[files]


def _filled(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not is_unfilled(node):
            yield node.name


def _without_text(unit: Unit) -> Unit:
    return replace(unit, text="", problem="graded already")
