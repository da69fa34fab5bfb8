"""Trees: syntax trees walked several times as fast as by `ast.walk`, which asks every field of every node anew."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

# Follows from the rest of the tree: whether a name is read or written.
CONTEXT = "ctx"
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
    pending = [node]
    while pending:
        node = pending.pop()
        yield node
        pending += children(node)


@cache
def _below(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in fields if name != CONTEXT)
