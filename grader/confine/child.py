"""Far side: what a disposable child does. This is the only file that runs student code.

A child parses the source texts it was given, says what is wrong with each, then answers calls until it is killed.
It trusts nothing: by the time student code runs, everything here
is the student's to bend, and all that can be bent is the student's own answers.
"""

from __future__ import annotations
import __future__

import ast
import builtins
import gc
import importlib.abc
import importlib.util
import io
import math
import random
import re
import sys
import types
import warnings
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator

import numpy as np

from grader.confine import scenery, wire
from grader.confine.clock import Clock
from grader.confine.pipes import Outbox, Prints, read_frame, write

MAX_MESSAGE = 500
UNIT = re.compile(r"<unit ([0-9]{1,9})>")
SHARED = (np, np.random, math, random)


class Siblings(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the other files of a submission from their picked statements."""

    def __init__(self, execute: Callable[[wire.Picks, dict[str, object]], None]) -> None:
        self.execute = execute
        self.modules: dict[str, wire.Picks] = {}

    def serve(self, program: wire.Program) -> None:
        """From now on, imports find this program's modules, executed anew."""
        for name in self.modules:
            sys.modules.pop(name, None)
        self.modules = dict(program.modules)

    def find_spec(self, name: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if name not in self.modules:
            return None
        is_package = any(other.startswith(name + ".") for other in self.modules)
        return importlib.util.spec_from_loader(name, self, is_package=is_package)

    def exec_module(self, module: types.ModuleType) -> None:
        self.execute(self.modules[module.__name__], module.__dict__)


class Child:
    """One submission's process: its source texts, and the functions loaded from them."""

    def __init__(self, texts: wire.Texts, outbox: Outbox, prints: Prints) -> None:
        self.token = texts.token
        self.prints = prints
        self.units = texts.units
        self.levels = texts.levels
        self.outbox = outbox
        self.send = outbox.send
        self.trees: list[ast.Module | None] = []
        self.statements: dict[int, dict[tuple[int, int], ast.stmt]] = {}
        self.programs: dict[str, wire.Program] = {}
        self.functions: dict[str, object] = {}
        self.lost: dict[str, str] = {}
        self.served: str | None = None
        self.attributes_set: set[str] = set()
        self.siblings = Siblings(self._execute)
        sys.meta_path.insert(0, self.siblings)

    def parse(self) -> None:
        """Parses each unit and says how that went."""
        for index, text in enumerate(self.units):
            message, line = None, None
            tree = None
            try:
                parsed = ast.parse(text, f"<unit {index}>")
                if len(text) > self.levels and _levels(parsed) > self.levels:
                    raise RecursionError
                tree = parsed
            except SyntaxError as error:
                message, line = error.msg[:MAX_MESSAGE], error.lineno
            except RecursionError:
                message = "the code is nested too deeply to be read"
            except (ValueError, MemoryError, OverflowError) as error:
                message = f"the code cannot be read ({str(error)[:100] or type(error).__name__})"
            self.trees.append(tree)
            self.send(wire.Parsed(self.token, index, message, line))

    def answer(self, ask: wire.Questions) -> None:
        """Makes the calls in their order; every call gets one frame."""
        self.programs.update({program.function: program for program in ask.programs})
        self.outbox.hold(ask.together)
        for index, call in enumerate(ask.calls, ask.first):
            try:
                if call.function != self.served:
                    self._mend_shared()
                    # What stands in circles would be missing to the next.
                    gc.collect()
                    self.siblings.serve(self.programs[call.function])
                    self.served = call.function
                if call.function not in self.functions:
                    self._reset(call)
                    self.functions[call.function] = self._load(self.programs[call.function])
                self.send(self._call(index, call))
            except wire.TooLarge:
                self.send(wire.Oversized(self.token, index, self.prints.take()))
            except BaseException as error:
                self.send(self._raised(index, error))
        self.outbox.flush()

    def _call(self, index: int, call: wire.Call) -> wire.Returned:
        arguments = [wire.unpack_value(argument) for argument in call.arguments]
        self._reset(call)
        value = self.functions[call.function](*arguments)  # type: ignore[operator]
        packed, left = wire.pack_value(value), wire.pack_values(arguments)
        return wire.Returned(self.token, index, packed, left, self.prints.take())

    def _mend_shared(self) -> None:
        """What one function stores in a library by mistake must not cost the next one."""
        for name in self.attributes_set:
            for module, attributes in _unharmed.items():
                if name in attributes:
                    setattr(module, name, attributes[name])

    def _reset(self, call: wire.Call) -> None:
        # Whoever changes what is done with warnings has those forgotten that were given already.
        warnings.simplefilter("ignore", SyntaxWarning)
        _clock.now = float(call.clock)
        _seed_numpy(call.state)
        _seed_python(call.state)

    def _load(self, program: wire.Program) -> object:
        space: dict[str, object] = {"__name__": "submission", "__file__": "submission.py", "__builtins__": builtins}
        self._execute(program.picks, space)
        return space[program.function]

    def _execute(self, picks: wire.Picks, space: dict[str, object]) -> None:
        flags = 0
        for unit, line, column in picks.statements:
            node = self._statement(unit, line, column)
            # What is stored in a module, as in `np.random.seed = 3`.
            attributes = (part for part in ast.walk(node) if isinstance(part, ast.Attribute))
            self.attributes_set.update(part.attr for part in attributes if not isinstance(part.ctx, ast.Load))
            if isinstance(node, ast.ImportFrom) and node.module == "__future__":
                flags |= _future_flags(node)
            for part in _apart(node):
                try:
                    exec(compile(ast.Module([part], []), f"<unit {unit}>", "exec", flags, dont_inherit=True), space)
                except ImportError:
                    # A name that is needed after all will be missed by the call itself, which says so.
                    if not isinstance(part, ast.Import | ast.ImportFrom | ast.Try | ast.TryStar):
                        raise
                    self.lost.update(_imported_names(part))

    def _statement(self, unit: int, line: int, column: int) -> ast.stmt:
        if unit not in self.statements:
            tree = self.trees[unit]
            self.statements[unit] = {(node.lineno, node.col_offset): node for node in _statements(tree)} if tree else {}
        return self.statements[unit][line, column]

    def _raised(self, index: int, error: BaseException) -> wire.Raised:
        unit, line = None, None
        for frame, number in _frames(error):
            if found := UNIT.fullmatch(frame):
                unit, line = int(found[1]), number
        try:
            message = str(error)[:MAX_MESSAGE].encode(errors="replace").decode()
        except BaseException as second:
            message = f"(its message could not be read: {wire.type_name(second)})"
        kind = wire.type_name(error)
        if type(error) is NameError and type(error.name) is str and error.name in self.lost:
            # To the student the name is defined: it is the import that failed here.
            kind, message = "ModuleNotFoundError", f"No module named {self.lost[error.name]!r} here"
        return wire.Raised(self.token, index, kind, message, unit, line, self.prints.take())


def _levels(tree: ast.Module) -> int:
    """How many levels of nodes, contexts of names aside, are below the statements of a module."""
    levels, level = -1, list[ast.AST](tree.body)
    while level:
        levels += 1
        level = [
            child for node in level for child in ast.iter_child_nodes(node) if not isinstance(child, ast.expr_context)
        ]
    return levels


def _statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """All statements, at whatever depth. Expressions, which are most of a tree, are not walked."""
    pending: list[ast.stmt] = list(tree.body)
    while pending:
        node = pending.pop()
        yield node
        for name in ("body", "orelse", "finalbody"):
            pending.extend(getattr(node, name, ()))
        for name in ("handlers", "cases"):
            for part in getattr(node, name, ()):
                pending.extend(part.body)


def _imported_names(node: ast.stmt) -> Iterator[tuple[str, str]]:
    """The names that the imports in a statement would bind, each with the module that it comes from."""
    for part in ast.walk(node):
        if isinstance(part, ast.Import | ast.ImportFrom):
            for alias in part.names:
                module = alias.name if isinstance(part, ast.Import) else part.module or alias.name
                yield alias.asname or alias.name.partition(".")[0], module


def _apart(node: ast.stmt) -> list[ast.stmt]:
    """The statement, an `import a, b` taken apart: what cannot be imported must not cost the rest."""
    if not isinstance(node, ast.Import) or len(node.names) < 2:
        return [node]
    return [ast.copy_location(ast.Import([alias]), node) for alias in node.names]


def _future_flags(node: ast.ImportFrom) -> int:
    features = [getattr(__future__, alias.name, None) for alias in node.names]
    return sum({feature.compiler_flag for feature in features if feature is not None})


def _frames(error: BaseException) -> Iterator[tuple[str, int]]:
    trace = error.__traceback__
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


_ours: list[types.ModuleType] = []
_clock = Clock()
_unharmed = {module: dict(vars(module)) for module in SHARED}
_seed_numpy, _seed_python = np.random.seed, random.seed


def settle() -> None:
    """Does once, when all is imported, what is the same for every child: a forked one pays for each page it touches.

    Afterwards nothing of ours is in reach by name, and nothing more of ours can be imported.
    """
    wire.allow_dicts(OrderedDict, defaultdict)
    for finder in sys.meta_path:
        getattr(finder, "sources", {}).clear()
    for name in [name for name in sys.modules if name.partition(".")[0] in ("grader", "sandlock", "__main__")]:
        # Kept, though out of reach by name: taking a module to pieces takes a while.
        _ours.append(sys.modules.pop(name))
    sys.argv = [""]
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), "utf-8")
    # Python itself defines these only where `site` is loaded.
    builtins.exit = builtins.quit = sys.exit  # type: ignore[assignment]
    warnings.simplefilter("ignore", SyntaxWarning)
    scenery.set_up()
    _clock.install()


def run(kept_output: int, asks: int, answers: int) -> None:
    """The whole life of a forked child: parse, then answer what comes in on `asks` by frames on `answers`."""
    texts = wire.texts(read_frame(asks))
    prints = Prints(kept_output, 1)
    sys.stdout = sys.stderr = prints

    outbox = Outbox(lambda data: write(answers, data))
    child = Child(texts, outbox, prints)
    child.parse()
    while body := read_frame(asks):
        child.answer(wire.questions(body))
