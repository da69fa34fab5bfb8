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
ALIKE = 0.75
SLIP = 0.95
# How helpers and tests of one's own are called.
ASIDE = ("_", "test_")
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
    graded = []
    for file in library.files.values():
        for found, bound in file.scopes.everywhere.items():
            if found in names:
                graded.append(bound[-1].node)
            elif len(found) <= MAX_NAME and _is_definition(bound[-1]):
                definitions[found] = bound[-1]
    arity = _arity(graded)
    ranked = [
        (score, found)
        for found in islice(definitions, MAX_CANDIDATES)
        if (score := _closeness(found, name, names)) >= CLOSE and _takes(definitions[found].node, arity)
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


def _arity(graded: Sequence[ast.AST]) -> int | None:
    """How many arguments the graded functions take that are there, if they agree: the missing one takes as many."""
    counts = {len(_parameters(node.args)) for node in graded if isinstance(node, ast.FunctionDef)}
    return counts.pop() if len(counts) == 1 else None


def _takes(node: ast.AST, count: int | None) -> bool:
    """Whether a definition can be called with so many arguments, as far as that can be seen."""
    function = node.value if isinstance(node, ast.Assign) else node
    if count is None or not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return True
    given = function.args
    most = len(_parameters(given))
    return most - len(given.defaults) <= count and (count <= most or given.vararg is not None)


def _parameters(given: ast.arguments) -> list[str]:
    names = [argument.arg for argument in (*given.posonlyargs, *given.args)]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


def _closeness(found: str, name: str, names: Sequence[str]) -> float:
    """How much `found` looks like `name`, from 0 to 1; 0 if it looks more like another graded name."""
    scores = {other: _likeness(found, other, names) for other in names}
    return scores[name] if scores[name] == max(scores.values()) else 0.0


def _likeness(found: str, name: str, names: Sequence[str]) -> float:
    """How much `found` looks like `name`, from 0 to 1.

    What only `name` has among the graded names decides: without it, as in `initialize_parameters_xavier`, it takes a
    slip of the finger; with it, as in `init_he`, it is enough if nothing else is in the name.
    """
    ratio = difflib.SequenceMatcher(None, found.casefold(), name.casefold()).ratio()
    words, parts = _words(found), _words(name)
    others = [other for other in names if other != name]
    own = parts.difference(*map(_words, others)) if others else set()
    if found.startswith(ASIDE) or not all(any(_alike(part, word) for word in words) for part in own):
        return ratio if ratio >= SLIP else 0.0
    if own and len(words) > 1 and all(any(_alike(word, part) for part in parts) for word in words):
        return 1.0
    return ratio


def _words(name: str) -> set[str]:
    return set(re.split(r"[\W_]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).casefold())) - {""}


def _alike(one: str, other: str) -> bool:
    """Whether two words are the same, or one is short for the other, or misspelt; words of 3 letters are too short."""
    short, long = sorted((one, other), key=len)
    if one == other or len(short) < 4:
        return one == other
    return long.startswith(short) or difflib.SequenceMatcher(None, one, other).ratio() >= ALIKE


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
    elif library.broken:
        index, problem = min(library.broken.items())
        where = library.location(index, problem.line)
        message += f" But Python cannot read all of it: {where}: {printable(problem.message, 120)}"
        message += "" if message.endswith("?") else "."
    return Missing(name, message, WHERE_TO_WRITE, "missing_function", Location())
