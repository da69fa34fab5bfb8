"""Versions: a graded function that stands in two files, as in a stub and in the notebook.

Which of them is graded is `finding`'s rule, and hangs on nothing but what the files say: the one that is filled in;
if more are, that of the file named after the function; else the last file by name. (Not the newer one: the times of
files do not survive uploads and archives, and the same submission must get the same marks everywhere.) Here it is
found out whether the rule had to choose between two that are both filled in, and not alike.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from grader.finding.extract import extract
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
    for function in functions:
        if isinstance(function, Found) and not function.unfilled and function.location.file is not None:
            rivals = set(_rivals(function, work, broken))
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


def _rivals(function: Found, work: Work, broken: Mapping[int, SyntaxProblem]) -> Iterator[str]:
    """The other files in which the student has written the function, otherwise than in the one that is graded."""
    here = str(function.location.file)
    files = {unit.file for unit in _changed(function, work, broken)}
    for file in sorted(files)[:MAX_RIVALS]:
        hidden = (files | {here}) - {file}
        units = tuple(_without_text(unit) if unit.file in hidden else unit for unit in work.units)
        other = extract(replace(work, units=units), [function.name], broken).functions[function.name]
        if not isinstance(other, Found) or other.digest != function.digest:
            yield file


def _changed(function: Found, work: Work, broken: Mapping[int, SyntaxProblem]) -> Iterator[Unit]:
    """The units of other files that define the function, and not as a placeholder."""
    defines = re.compile(rf"^[ \t]*(?:async[ \t]+)?def[ \t]+{re.escape(function.name)}\b", re.MULTILINE)
    library = Library(work, broken)
    for index, unit in enumerate(work.units):
        if unit.file == function.location.file or not defines.search(unit.text):
            continue
        tree = library.parse(index, unit)
        if tree is None or any(_is_filled(node, function.name) for node in ast.walk(tree)):
            yield unit


def _is_filled(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name and not is_unfilled(node)


def _without_text(unit: Unit) -> Unit:
    return replace(unit, text="", problem="graded already")
