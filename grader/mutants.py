"""Mutants: the reference, one graded function of it replaced by a slightly wrong one.

A library's operators change arithmetic, comparisons, numbers and the like; the assignment's own make mistakes of its
field (`Assignment.mutation`). Two mutants whose syntax trees are equal are one.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from grader.assignment import Assignment
from grader.finding.digest import digest
from grader.soundness import BadAssignment, attempted
from grader.trouble import Trouble
from grader.verdicts import Unusable


class LibraryMissing(Trouble):
    """The library whose operators make mutants is not installed."""

    def __init__(self) -> None:
        super().__init__("--mutants needs cosmic-ray: pip install 'autograded-initialization[mutants]'.")


@dataclass(frozen=True)
class Graded:
    """A graded function in the reference: the file that it stands in, cut in three."""

    function: str
    file: Path
    before: str
    source: str
    after: str


@dataclass(frozen=True)
class Mutant:
    """`source` takes the place of the graded function in the reference. `key` is unique and stable."""

    key: str
    operator: str
    graded: Graded
    source: str

    @property
    def function(self) -> str:
        return self.graded.function

    def write(self, reference: Path, folder: Path) -> Path:
        """Makes the whole submission in a new folder below `folder`, and returns that."""
        home = folder / self.key
        for path in sorted(reference.rglob("*.py")):
            target = home / path.relative_to(reference)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path == self.graded.file:
                target.write_text(self.graded.before + self.source + self.graded.after, encoding="utf-8")
            else:
                target.write_bytes(path.read_bytes())
        return home

    @property
    def diff(self) -> str:
        """What it changes, as a unified diff without its head. Comments and docstrings are left out."""
        before, after = (ast.unparse(_undocumented(text)).splitlines() for text in (self.graded.source, self.source))
        return "\n".join(list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:])


def make(assignment: Assignment, reference: Path) -> list[Mutant]:
    """Every distinct mutant of the reference's graded functions. Raises LibraryMissing, Unusable."""
    mutants = []
    for function in assignment.functions:
        graded = _find(function.name, reference)
        seen = {_digest(graded.source)}
        number = count(1)
        making: Callable[[], list[tuple[str, str]]] = partial(list, _by_field(assignment, graded))
        by_field = attempted(assignment.name, f"making variants of {function.name}", making)
        field = {operator for operator, _ in by_field}
        for operator, source in (*_by_library(graded.source), *by_field):
            try:
                mark = _digest(source)
            except SyntaxError as error:
                if operator in field:
                    raise BadAssignment(
                        assignment.name, f"its variant {operator!r} of {function.name} is not Python: {error.msg}"
                    ) from None
                continue
            if mark not in seen:
                seen.add(mark)
                mutants.append(Mutant(f"{function.short}-{next(number):03}", operator, graded, source))
    return mutants


def _find(function: str, reference: Path) -> Graded:
    """Where the reference has the function. Raises Unusable if it has it nowhere, or not at the top of a file."""
    for path in sorted(reference.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef) and node.name == function:
                lines = text.splitlines(keepends=True)
                begin = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) - 1
                end = node.end_lineno or node.lineno
                return Graded(function, path, *map("".join, (lines[:begin], lines[begin:end], lines[end:])))
    raise Unusable(f"No .py file in solutions/reference defines {function} at its top level: no mutants can be made.")


def _by_library(source: str) -> Iterator[tuple[str, str]]:
    """What cosmic-ray's operators make of a function; not those that draw numbers of their own."""
    try:
        from cosmic_ray.mutating import mutate_code
        from cosmic_ray.plugins import get_operator, operator_names
    except ImportError:
        raise LibraryMissing from None
    for name in sorted(operator_names()):
        operator = get_operator(name)
        if operator.arguments():
            continue
        for occurrence in count():
            mutated = mutate_code(source, operator(), occurrence)
            if mutated is None:
                break
            yield name.rpartition("/")[2], mutated


def _by_field(assignment: Assignment, graded: Graded) -> Iterator[tuple[str, str]]:
    if assignment.mutation is not None:
        for operator, source in assignment.mutation().variants(graded.function, graded.source):
            yield operator, source.rstrip("\n") + "\n"


def _digest(source: str) -> str:
    return digest(ast.parse(source).body)


def _undocumented(source: str) -> ast.Module:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return tree
