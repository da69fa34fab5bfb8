"""Explaining: why is a graded function not there? What is close to it?"""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Sequence
from itertools import islice
from pathlib import PurePosixPath

from grader.finding.library import Library
from grader.finding.results import Location, Missing
from grader.finding.scopes import Binding
from grader.reading.work import SyntaxProblem, printable

MAX_CANDIDATES = 1_000
MAX_NAME = 80
CLOSE = 0.7
WHERE_TO_WRITE = "Write it with exactly this name; upper and lower case count."
LOOK_THERE = "Python cannot read this code. Look at that line, and at the end of the line before it."
STILL_EMPTY = "The place for your code is still empty: write your lines there, indented like the comments."


def explain(library: Library, name: str, names: Sequence[str]) -> Missing:
    """Why there is no function `name`, which is one of the graded `names`."""
    return (
        _broken(library, name)
        or _commented_out(library, name)
        or _unreadable(library, name)
        or _renamed(library, name, names)
        or _mentioned(library, name)
        or _nowhere(library, name)
    )


def _broken(library: Library, name: str) -> Missing | None:
    for index, line, problem in library.broken_definitions(name):
        return _syntax_error(library, name, index, line, problem)
    return None


def _syntax_error(library: Library, name: str, index: int, line: int | None, problem: SyntaxProblem) -> Missing:
    where = library.location(index, problem.line or line)
    said = printable(problem.message, 120)
    message = f"`{name}` cannot be read: {where}: {said}{'' if said.endswith('?') else '.'}"
    text = library.work.units[index].text
    if "expected an indented block" in problem.message and "YOUR CODE" in text:
        return Missing(name, message, STILL_EMPTY, "unfilled_stub", where)
    return Missing(name, message, LOOK_THERE, "syntax_error", where)


def _commented_out(library: Library, name: str) -> Missing | None:
    pattern = re.compile(rf"^[ \t]*(#[# \t]*)?(?:async[ \t]+)?def[ \t]+{re.escape(name)}\b", re.MULTILINE)
    for index, unit in enumerate(library.work.units):
        match = pattern.search(unit.text)
        if match and index not in library.broken:
            where = library.location(index, unit.text.count("\n", 0, match.start()) + 1)
            how = "commented out" if match.group(1) else "inside of a string (between triple quotes)"
            message = f"`{name}` is {how}, in {where}: Python does not see it."
            return Missing(name, message, "Make it code again.", "commented_out", where)
    return None


def _unreadable(library: Library, name: str) -> Missing | None:
    for unit in library.work.units:
        if unit.problem is not None and PurePosixPath(unit.file).stem == name:
            return Missing(name, f"`{name}` cannot be read: {unit.problem}", None, None, Location(unit.file))
    return None


def _renamed(library: Library, name: str, names: Sequence[str]) -> Missing | None:
    definitions: dict[str, Binding] = {}
    for file in library.files.values():
        for found, bound in file.scopes.everywhere.items():
            if found not in names and len(found) <= MAX_NAME and _is_definition(bound[-1]):
                definitions[found] = bound[-1]
    ranked = [
        (score, found)
        for found in islice(definitions, MAX_CANDIDATES)
        if (score := _closeness(found, name, names)) >= CLOSE
    ]
    if not ranked:
        return None
    close = max(ranked)[1]
    where = library.location(definitions[close].unit, definitions[close].node.lineno)
    message = f"There is no function `{name}`, but {where} defines `{close}`. Is that meant?"
    return Missing(name, message, f"Rename it to exactly `{name}`.", "renamed_function", where)


def _is_definition(binding: Binding) -> bool:
    node = binding.node
    if isinstance(node, ast.Assign):
        return isinstance(node.value, ast.Lambda | ast.Name | ast.Attribute)
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def _closeness(found: str, name: str, names: Sequence[str]) -> float:
    """How much `found` looks like `name`, from 0 to 1; 0 if it looks more like another graded name.

    A word that only `name` has among the graded names decides, as in `init_he` or `initial_zeros`.
    """
    scores = {other: difflib.SequenceMatcher(None, found.casefold(), other.casefold()).ratio() for other in names}
    words = re.split(r"[\W_]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", found).casefold())
    for other in names:
        rest = {word for different in names if different != other for word in different.casefold().split("_")}
        own = set(other.casefold().split("_")) - rest
        if own and own <= set(words) and words[0][:4] == other.casefold()[:4]:
            scores[other] = 1.0
    return scores[name] if scores[name] == max(scores.values()) else 0.0


def _mentioned(library: Library, name: str) -> Missing | None:
    """The name stands in code that cannot be parsed, though not plainly as a definition."""
    for index, problem in sorted(library.broken.items()):
        text = library.work.units[index].text
        if match := re.search(rf"\b{re.escape(name)}\b", text):
            return _syntax_error(library, name, index, text.count("\n", 0, match.start()) + 1, problem)
    return None


def _nowhere(library: Library, name: str) -> Missing:
    message = f"There is no function `{name}` in {printable(library.work.name)}."
    problems = [unit.problem for unit in library.work.units if unit.problem is not None]
    if problems:
        message += f" But not all could be read: {problems[0]}"
    return Missing(name, message, WHERE_TO_WRITE, "missing_function", Location())
