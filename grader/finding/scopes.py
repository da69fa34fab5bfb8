"""Scopes: which statement of a file binds which name, at module level, in a class, or in a function."""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from grader.finding.trees import TRIES

Position = tuple[int, int, int]
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
LOOPS = (ast.For, ast.While)
QUIET = (
    *DEFINITIONS, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Pass, ast.Raise,
    ast.If, *TRIES, *LOOPS, ast.Break, ast.Continue,
)  # fmt: skip
# What lists, dicts, sets and arrays do to themselves.
FILLING = frozenset({
    "add", "append", "appendleft", "clear", "discard", "extend", "fill", "insert", "pop", "popitem", "remove",
    "reverse", "setdefault", "sort", "update",
})  # fmt: skip


@dataclass(eq=False)
class Block:
    """An `if`, `try` or loop, the outermost in its scope."""

    node: ast.If | ast.Try | ast.TryStar | ast.For | ast.While

    @cached_property
    def is_quiet(self) -> bool:
        """Whether it only binds names and fills what they stand for, so that it can be executed as a whole."""
        pending: list[ast.stmt] = [self.node]
        while pending:
            node = pending.pop()
            if isinstance(node, ast.Expr) and (isinstance(node.value, ast.Constant) or _filled(node)):
                continue
            if not isinstance(node, QUIET) or (isinstance(node, ast.If) and _asks_for_main(node)):
                return False
            if not isinstance(node, DEFINITIONS):
                pending.extend(child for child, _ in _branches(node))
        return True


@dataclass(eq=False)
class Binding:
    """A statement, taken as what gives `name` its value.

    `block` is the `if`, `try` or loop in which it stands in its scope; `fallback`: it is in an `except` clause.
    `unfilled`: it is as it was handed out; None while that is not known.
    """

    name: str
    unit: int
    node: ast.stmt
    scope: Scope
    block: Block | None = None
    fallback: bool = False
    unfilled: bool | None = None

    @property
    def position(self) -> Position:
        return (self.unit, self.node.lineno, self.node.col_offset)


@dataclass(eq=False)
class Scope:
    """The names that are bound at module level ("module"), in one class, or in one function, in source order.

    `changes` are statements like `name += 1`, `name[0] = 1`, `name.x = 1` and `name.append(1)`; `stars` are star
    imports.
    """

    kind: str
    parent: Scope | None = None
    names: dict[str, list[Binding]] = field(default_factory=dict)
    changes: dict[str, list[Binding]] = field(default_factory=dict)
    stars: list[Binding] = field(default_factory=list)

    def values(self, name: str, before: Position | None = None) -> list[Binding]:
        """The statements that together give `name` its value: the last binding, and what changes it after.

        With `before`, the value at that position, unless it is bound only later (as in a notebook whose cells were
        run in another order). Empty if the name is not bound here.
        """
        bound = self.names.get(name)
        if not bound:
            return []
        end = len(bound) if before is None else bisect_left(bound, before, key=_position)
        if end == 0:
            end, before = len(bound), None
        value = _preferred(bound, end)
        if isinstance(value.node, ast.Import | ast.ImportFrom):
            return [value]
        changes = self.changes.get(name, [])
        last = len(changes) if before is None else bisect_left(changes, before, key=_position)
        after = changes[bisect_left(changes, value.position, key=_position) : last]
        # A loop changes a name more than once, and what it does with it is told by its own names.
        return list({item.position: item for item in (value, *map(_looped, after))}.values())


def _looped(binding: Binding) -> Binding:
    """The whole of the loop in which a statement stands, if it does nothing else; or else the statement."""
    block = binding.block
    if block is None or not isinstance(block.node, LOOPS) or not block.is_quiet:
        return binding
    return Binding(binding.name, binding.unit, block.node, binding.scope)


def _position(binding: Binding) -> Position:
    return binding.position


def _preferred(bound: list[Binding], end: int) -> Binding:
    """The last of `bound[:end]`: all of a loop that binds it; where branches compete, all of them, or the body's."""
    last = bound[end - 1]
    if last.block is None:
        return last
    if isinstance(last.block.node, LOOPS) and not isinstance(last.node, DEFINITIONS):
        return _looped(last)
    rivals = [last]
    while len(rivals) < min(end, 100) and bound[end - 1 - len(rivals)].block is last.block:
        rivals.append(bound[end - 1 - len(rivals)])
    if len(rivals) > 1 and last.block.is_quiet:
        return Binding(last.name, last.unit, last.block.node, last.scope)
    return next((rival for rival in rivals if not rival.fallback), last)


def _asks_for_main(node: ast.If) -> bool:
    return any(isinstance(part, ast.Name) and part.id == "__name__" for part in ast.walk(node.test))


@dataclass(eq=False)
class FileScopes:
    """All scopes of one file or notebook, and what is told about its statements by the way.

    `everywhere` holds the bindings of each name in all scopes. `strays` maps a function that a `return` outside of
    any function follows to that `return`: the body seems to end before it.
    """

    module: Scope = field(default_factory=lambda: Scope("module"))
    everywhere: dict[str, list[Binding]] = field(default_factory=dict)
    strays: dict[ast.stmt, ast.Return] = field(default_factory=dict)
    future: list[Binding] = field(default_factory=list)
    _latest: dict[tuple[int | None, Scope], ast.stmt] = field(default_factory=dict)

    def add(self, unit: int, cell: int | None, tree: ast.Module) -> None:
        """Takes in the statements of one unit, which stands in `cell`."""
        stack: list[Binding] = [Binding("", unit, node, self.module) for node in reversed(tree.body)]
        while stack:
            statement = stack.pop()
            self._record(statement)
            self._note_stray(statement, cell)
            node, scope, block = statement.node, statement.scope, statement.block
            if isinstance(node, DEFINITIONS):
                scope, block = Scope("class" if isinstance(node, ast.ClassDef) else "function", scope), None
            elif isinstance(node, (ast.If, *TRIES, *LOOPS)):
                block = block or Block(node)
            stack.extend(
                Binding("", unit, child, scope, block, block is not None and (statement.fallback or handled))
                for child, handled in reversed(list(_branches(node)))
            )

    def _note_stray(self, statement: Binding, cell: int | None) -> None:
        node, scope = statement.node, statement.scope
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            self._latest[cell, scope] = node
        elif isinstance(node, ast.Return) and scope.kind != "function" and (cell, scope) in self._latest:
            self.strays.setdefault(self._latest[cell, scope], node)

    def _record(self, statement: Binding) -> None:
        scope = statement.scope
        if isinstance(statement.node, ast.ImportFrom):
            if statement.node.module == "__future__":
                self.future.append(statement)
            if any(alias.name == "*" for alias in statement.node.names):
                scope.stars.append(statement)
        for name, change in _bound_names(statement.node):
            binding = Binding(name, statement.unit, statement.node, scope, statement.block, statement.fallback)
            if change:
                scope.changes.setdefault(name, []).append(binding)
            else:
                scope.names.setdefault(name, []).append(binding)
                self.everywhere.setdefault(name, []).append(binding)


def _branches(node: ast.stmt) -> Iterator[tuple[ast.stmt, bool]]:
    """The statements directly inside of `node`, in source order; True for those in an `except` clause.

    What stands behind `if False:` was taken out by its author.
    """
    for child in getattr(node, "body", ()) if not _is_never(node) else ():
        yield child, False
    for handler in getattr(node, "handlers", ()):
        for child in handler.body:
            yield child, True
    for case in getattr(node, "cases", ()):
        for child in case.body:
            yield child, False
    for child in (*getattr(node, "orelse", ()), *getattr(node, "finalbody", ())):
        yield child, False


def _is_never(node: ast.stmt) -> bool:
    return isinstance(node, ast.If | ast.While) and isinstance(node.test, ast.Constant) and not node.test.value


def _bound_names(node: ast.stmt) -> Iterator[tuple[str, bool]]:
    """The names that a statement binds; True with those whose value it only changes."""
    if isinstance(node, DEFINITIONS):
        yield node.name, False
    elif isinstance(node, ast.Import):
        yield from ((alias.asname or alias.name.partition(".")[0], False) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from ((alias.asname or alias.name, False) for alias in node.names if alias.name != "*")
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _targets(target)
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        yield from _targets(node.target)
    elif isinstance(node, ast.AugAssign):
        yield from ((name, True) for name, _ in _targets(node.target))
    elif isinstance(node, ast.Expr) and (filled := _filled(node)):
        yield filled, True
    elif type(node).__name__ == "TypeAlias":  # Python 3.12
        yield from _targets(getattr(node, "name"))  # noqa: B009


def _filled(node: ast.Expr) -> str | None:
    """The name whose list, dict or the like a statement `name.append(...)` fills."""
    called = node.value.func if isinstance(node.value, ast.Call) else None
    if not isinstance(called, ast.Attribute) or called.attr not in FILLING:
        return None
    holder = called.value
    while isinstance(holder, ast.Attribute | ast.Subscript):
        holder = holder.value
    return holder.id if isinstance(holder, ast.Name) else None


def _targets(target: ast.expr) -> Iterator[tuple[str, bool]]:
    pending = [target]
    while pending:
        part = pending.pop()
        if isinstance(part, ast.Name):
            yield part.id, False
        elif isinstance(part, ast.Tuple | ast.List):
            pending.extend(part.elts)
        elif isinstance(part, ast.Starred):
            pending.append(part.value)
        elif isinstance(part, ast.Subscript | ast.Attribute) and isinstance(part.value, ast.Name):
            yield part.value.id, True
