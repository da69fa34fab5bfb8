"""Trees: syntax trees walked several times as fast as by `ast.walk`, which asks every field of every node anew."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache

# Follows from the rest of the tree: whether a name is read or written.
CONTEXT = "ctx"
KEPT = "_below"
TRIES = (ast.Try, ast.TryStar)


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes directly below `node`, in source order, without the contexts of names."""
    found: list[ast.AST] = []
    for name in _below(node._fields):
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            found.append(value)
        elif type(value) is list:
            found += [item for item in value if isinstance(item, ast.AST)]
    return found


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """`node` and all nodes below it, each after the one it stands in, without the contexts of names."""
    yield node
    yield from below(node)[0]


def below(node: ast.AST) -> tuple[tuple[ast.AST, ...], int]:
    """All nodes below `node`, level by level, and how many levels there are.

    Many ask this of the same statements: what was found is kept with the node.
    """
    found: tuple[tuple[ast.AST, ...], int] | None = node.__dict__.get(KEPT)
    if found is None:
        parts: list[ast.AST] = []
        levels, level = 0, children(node)
        while level:
            parts += level
            levels += 1
            level = [child for parent in level for child in children(parent)]
        found = node.__dict__[KEPT] = tuple(parts), levels
    return found


def bindings(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The names of arguments and variables that these nodes bind or delete, each as often as they do."""
    for node in nodes:
        if type(node) is ast.arg:
            yield node.arg
        elif type(node) is ast.Name and type(node.ctx) is not ast.Load:
            yield node.id


@cache
def _below(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in fields if name != CONTEXT)
