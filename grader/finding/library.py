"""Library: the files of a submission, parsed when they are first asked for, and how they import each other."""

from __future__ import annotations

import ast
import re
import sys
import warnings
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath

from grader.finding.results import Location
from grader.finding.scopes import Binding, FileScopes, Position
from grader.finding.trees import below, walk
from grader.finding.uses import Uses, uses
from grader.reading.work import MAX_CODE, MAX_LEVELS, SyntaxProblem, Unit, Work

TOO_DEEP = "the code is nested too deeply to be read"
# Of one import; nobody's own are longer.
MAX_DOTTED, MAX_ALIASES = 200, 1_000
WORD = re.compile(r"\w+")
# Loaded on the far side before any student's file is: a file of the same name cannot stand in for them.
INSTALLED = frozenset({"numpy", "sklearn", "scipy", "matplotlib", "pandas", *sys.builtin_module_names})


class File:
    """One .py file or one notebook: its units in order share their names when they are run from top to bottom."""

    def __init__(self, library: Library, name: str, units: list[tuple[int, Unit]]) -> None:
        self.library = library
        self.name = name
        self.units = units
        self.is_module = any(unit.module is not None for _, unit in units)

    @cached_property
    def scopes(self) -> FileScopes:
        """The names that the file binds. What cannot be parsed of it is added to the library's `broken`."""
        scopes = FileScopes()
        for index, unit in self.units:
            tree = self.library.parse(index, unit)
            if tree is not None:
                scopes.add(index, unit.cell, tree)
        return scopes

    @cached_property
    def words(self) -> dict[str, set[int]]:
        """All words of the file's text, with the units they stand in."""
        words: dict[str, set[int]] = {}
        for index, unit in self.units:
            for word in set(WORD.findall(unit.text)):
                words.setdefault(word, set()).add(index)
        return words


class Library:
    """All files of one submission, by name in order; `broken` holds what Python said of units it cannot parse."""

    def __init__(self, work: Work, broken: Mapping[int, SyntaxProblem]) -> None:
        self.work = work
        self.broken = dict(broken)
        self.left = MAX_CODE
        self._trees: dict[int, ast.Module] = {}
        self._uses: dict[Position, Uses] = {}
        self._plain: dict[Position, bool] = {}
        self._siblings: dict[int, list[tuple[str, File]]] = {}
        by_file: dict[str, list[tuple[int, Unit]]] = {}
        for index, unit in enumerate(work.units):
            if unit.problem is None:
                by_file.setdefault(unit.file, []).append((index, unit))
        self.files = {name: File(self, name, by_file[name]) for name in sorted(by_file)}

    def parse(self, index: int, unit: Unit) -> ast.Module | None:
        """The syntax tree of one unit; None, and a note in `broken`, if there is none."""
        if index in self.broken or index in self._trees:
            return self._trees.get(index)
        # A syntax tree takes up to 600 times the memory of its text.
        self.left -= len(unit.text)
        if self.left < 0:
            self.broken[index] = SyntaxProblem("there is more code than can be graded", None)
            return None
        try:
            with warnings.catch_warnings():
                # A student's invalid escapes are no concern of the grader's terminal.
                warnings.simplefilter("ignore")
                tree = ast.parse(unit.text)
            _require_shallow(tree, unit.text)
            self._trees[index] = tree
        except SyntaxError as error:
            self.broken[index] = SyntaxProblem(error.msg, error.lineno)
        except (RecursionError, MemoryError):
            self.broken[index] = SyntaxProblem(TOO_DEEP, None)
        except ValueError as error:
            self.broken[index] = SyntaxProblem(str(error), None)
        return self._trees.get(index)

    def uses(self, binding: Binding) -> Uses:
        """What a statement looks up by name; raises what `uses.uses` does."""
        if binding.position not in self._uses:
            self._uses[binding.position] = uses(binding.node)
        return self._uses[binding.position]

    def is_plain(self, binding: Binding) -> bool:
        """Whether a statement is a definition, an import, or a constant that no call computes."""
        node = binding.node
        if not isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            return True
        if binding.position not in self._plain:
            self._plain[binding.position] = not any(isinstance(part, ast.Call) for part in walk(node))
        return self._plain[binding.position]

    def broken_definitions(self, name: str, only: File | None = None) -> Iterator[tuple[int, int, SyntaxProblem]]:
        """The units that cannot be parsed and seem to define `name`: index, line of the definition, what is wrong."""
        word = re.escape(name)
        pattern = rf"(?m)^[ \t]*(?:(?:async[ \t]+)?def[ \t]+{word}\b|{word}[ \t]*=(?!=))"
        for file in self.files.values() if only is None else (only,):
            for index in sorted(file.words.get(name, set()) & self.broken.keys()):
                text = self.work.units[index].text
                if match := re.search(pattern, text):
                    yield index, text.count("\n", 0, match.start()) + 1, self.broken[index]

    def file_of(self, binding: Binding) -> File:
        """The file in which a statement stands."""
        return self.files[self.work.units[binding.unit].file]

    def location(self, unit: int, line: int | None) -> Location:
        """A line of a unit, as shown to people."""
        found = self.work.units[unit]
        return Location(found.file, line, found.cell)

    def siblings(self, here: File, node: ast.stmt) -> list[tuple[str, File]]:
        """The files that an import in `here` leads to, each with the module name that it is imported by."""
        if id(node) not in self._siblings:
            self._siblings[id(node)] = list(self._led_to(here, node))
        return self._siblings[id(node)]

    def _led_to(self, here: File, node: ast.stmt) -> Iterator[tuple[str, File]]:
        if isinstance(node, ast.Import):
            for alias in node.names:
                found = self._module(here, alias.name, 0)
                if found is not None and alias.name.partition(".")[0] not in sys.stdlib_module_names:
                    yield alias.name, found
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            found = self._module(here, module, node.level)
            if found is not None and (module not in sys.stdlib_module_names or _gives(found, node)):
                yield module, found
            if node.level == 0:
                for alias in node.names[:MAX_ALIASES]:
                    part = self._module(here, f"{module}.{alias.name}", 0)
                    if part is not None and (found is None or alias.name not in found.scopes.module.names):
                        yield f"{module}.{alias.name}", part

    def _module(self, here: File, dotted: str, level: int) -> File | None:
        """The .py file that `dotted` names, seen from `here`: beside it, at the top, or in any folder."""
        parts = dotted.split(".") if dotted else []
        if not parts or len(dotted) > MAX_DOTTED or (level == 0 and parts[0] in INSTALLED):
            return None
        folder = PurePosixPath(here.name).parent.parts
        folder = folder[: len(folder) - level + 1] if level > 1 else folder
        ends = ["/".join(parts) + ".py", "/".join([*parts, "__init__.py"])]
        roots = [folder] if level else [folder, ()]
        for name in ("/".join([*root, end]) for root in roots for end in ends):
            if name in self.files and name != here.name:
                return self.files[name]
        if level:
            return None
        return next(
            (file for name, file in self.files.items() if file is not here and name.endswith(f"/{ends[0]}")), None
        )


def _gives(file: File, node: ast.ImportFrom) -> bool:
    """Whether a file binds all that is imported from it: else a module of the standard library is meant."""
    return all(alias.name in file.scopes.module.names for alias in node.names)


def _require_shallow(tree: ast.Module, text: str) -> None:
    """Raises RecursionError for statements of more levels than any parser must bear."""
    if len(text) > MAX_LEVELS and any(below(statement)[1] > MAX_LEVELS for statement in tree.body):
        raise RecursionError
