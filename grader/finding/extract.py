"""Work and what is broken in it ──► Submission."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from grader.finding.explain import explain
from grader.finding.library import File, Library
from grader.finding.needs import MAIN, Needs, Unusable
from grader.finding.results import Found, Missing, Pick, Submission
from grader.finding.scopes import Binding
from grader.finding.stub import is_unfilled
from grader.finding.trees import TRIES
from grader.reading.pieces import with_pieces
from grader.reading.work import SyntaxProblem, Work

MAX_TRIES = 10
# Characters, of all units together and of a line: no parser minds these.
MODEST_SIZE, MODEST_LINE = 100_000, 1_000
# Of what Python says of a syntax error; the far side says no more.
MODEST_MESSAGE = 500
# How students call what they have put aside.
ASIDE = frozenset({
    "archive", "backup", "bak", "copy", "deprecated", "draft", "drafts", "old", "older", "orig", "previous", "scratch",
    "temp", "test", "tests", "tmp", "unused", "wip",
})  # fmt: skip
RANKS = ("module", "class", "function")


def extract(work: Work, names: Sequence[str], broken: Mapping[int, SyntaxProblem]) -> Submission:
    """Each graded function of `work` by its name, with the statements it needs, or why it cannot be had.

    `broken` holds the units that Python could not parse: they are not parsed here. Of several definitions in one
    file, the later counts. Of several files: one whose function is filled in, then the one named after the function,
    then one that is not called a draft or the like, then the one in fewer folders, then the one from whose name the
    other's is made (a.py before a_v1.py), then the later by name. A definition that Python refuses leaves the one
    before it standing.
    """
    return _extract_from(Library(work, broken), names)


@dataclass(frozen=True)
class Extract:
    """What was extracted, of which units, and what is wrong with those that Python could not parse."""

    submission: Submission
    work: Work
    problems: Mapping[int, SyntaxProblem]


def extract_modest(work: Work, names: Sequence[str]) -> Extract | None:
    """The same for a work of modest size, cut into pieces where it has syntax errors; None for any other.

    What is larger, or breaks a parser in another way, is for a disposable process to parse first.
    """
    texts = [unit.text for unit in work.units]
    if sum(map(len, texts)) > MODEST_SIZE or any(
        len(line) > MODEST_LINE for text in texts for line in text.split("\n")
    ):
        return None
    library = _parsed(work)
    if library is not None and library.broken:
        pieces = with_pieces(work, library.broken)
        library = _parsed(pieces) if pieces.units != work.units else library
    if library is None:
        return None
    problems = dict(library.broken)
    return Extract(_extract_from(library, names), library.work, problems)


def _parsed(work: Work) -> Library | None:
    """The library of a work, all parsed; None if something is wrong with it other than an error with its place."""
    library = Library(work, {})
    for index, unit in enumerate(work.units):
        library.parse(index, unit)
    found = library.broken.values()
    return None if any(problem.line is None or len(problem.message) > MODEST_MESSAGE for problem in found) else library


def _extract_from(library: Library, names: Sequence[str]) -> Submission:
    work = library.work
    functions = {name: find(library, name, names) for name in names}
    return Submission(work.name, work.sha256, work.source, functions)


def find(library: Library, name: str, names: Sequence[str]) -> Found | Missing:
    """One function of the graded `names`, as `extract` does."""
    refused: Unusable | None = None
    for candidate in islice(_candidates(library, name), MAX_TRIES):
        if _unfilled(candidate) and (refused or any(library.broken_definitions(name))):
            break  # the student's own work is the one that is broken
        try:
            return _found(library, candidate)
        except Unusable as error:
            refused = refused or error
    if refused is not None:
        return Missing(name, refused.message, refused.help, refused.misconception, refused.location)
    return explain(library, name, names)


def _candidates(library: Library, name: str) -> Iterator[Binding]:
    """What binds `name`, the best first."""
    files = [(file, found) for file in library.files.values() if name in file.words and (found := _in_file(file, name))]
    order = {file.name: index for index, (file, _) in enumerate(files)}

    paths = [PurePosixPath(file.name) for file, _ in files]

    def merit(item: tuple[File, list[Binding]]) -> tuple[bool, bool, bool, int, bool, int]:
        file, found = item
        path = PurePosixPath(file.name)
        return (
            not _unfilled(found[0]),
            path.stem == name,
            ASIDE.isdisjoint(re.split(r"[\W_\d]+", file.name.casefold())),
            -len(path.parts),
            not any(path.stem != other.stem and path.stem.startswith(other.stem) for other in paths),
            order[file.name],
        )

    for _, found in sorted(files, key=merit, reverse=True):
        yield from found


def _in_file(file: File, name: str) -> list[Binding]:
    """What binds `name` in one file: at module level before in classes before in functions, the later first."""
    bound = [binding for binding in reversed(file.scopes.everywhere.get(name, ())) if _may_define(file, binding)]
    ranked = sorted(bound, key=lambda binding: RANKS.index(binding.scope.kind))
    if ranked and ranked[0].scope.kind == "module":
        whole = file.scopes.module.values(name)[0]
        if not isinstance(whole.node, ast.Import | ast.ImportFrom):
            ranked = [whole, *(binding for binding in ranked if binding.node is not whole.node)]
    return ranked


def _may_define(file: File, binding: Binding) -> bool:
    """An import counts if it brings a sibling's function under the graded name; others are found where they stand."""
    if isinstance(binding.node, ast.Import):
        return False
    if not isinstance(binding.node, ast.ImportFrom):
        return True
    renamed = any(alias.asname == binding.name != alias.name for alias in binding.node.names)
    return renamed and binding.node.level == 0 and bool(file.library.siblings(file, binding.node))


def _definition(binding: Binding) -> ast.stmt:
    """The definition itself, where a whole `if` or `try` stands for it."""
    if not isinstance(binding.node, (ast.If, *TRIES)):
        return binding.node
    inside = [
        node for node in ast.walk(binding.node) if isinstance(node, ast.FunctionDef) and node.name == binding.name
    ]
    return inside[-1] if inside else binding.node


def _unfilled(binding: Binding) -> bool:
    # Asked for several times: when candidates are ordered, when they are tried, and of the one that is taken.
    if binding.unfilled is None:
        binding.unfilled = is_unfilled(_definition(binding))
    return binding.unfilled


def _found(library: Library, root: Binding) -> Found:
    needs = Needs(library, root)
    spaces = {space: needs.ordered(space) for space in needs.spaces}
    future = [binding for binding in library.file_of(root).scopes.future if binding.position[0] <= root.position[0]]
    main = [*future[:1], *spaces.pop(MAIN)]
    parts: list[ast.AST | str] = [binding.node for binding in main]
    for module, bindings in spaces.items():
        parts += [module, *(binding.node for binding in bindings)]
    return Found(
        root.name,
        _picks(main),
        tuple((module, _picks(bindings)) for module, bindings in spaces.items()),
        library.location(root.unit, _definition(root).lineno),
        _unfilled(root),
        tuple(parts),
    )


def _picks(bindings: list[Binding]) -> tuple[Pick, ...]:
    return tuple(Pick(*binding.position) for binding in bindings)
