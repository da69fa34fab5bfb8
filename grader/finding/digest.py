"""Digest: one number for equal code, whatever its comments, docstrings and layout."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable

DOCUMENTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# Follow from the rest of the tree, or from how a string was written.
LEFT_OUT = frozenset({"ctx", "kind", "type_comment", "type_ignores"})


def digest(nodes: Iterable[ast.AST | str]) -> str:
    """SHA-256, in hexadecimal, of syntax trees and texts in this order. Positions and docstrings do not count."""
    found = hashlib.sha256()
    pending: list[object] = list(nodes)
    pending.reverse()
    while pending:
        item = pending.pop()
        if isinstance(item, ast.Constant):
            found.update(b"Constant/" + _plain(item.value))
        elif isinstance(item, ast.AST):
            fields = [(name, value) for name in item._fields if (value := _field(item, name)) not in (None, [])]
            found.update(f"{type(item).__name__}/{len(fields)};".encode())
            pending.extend(part for pair in reversed(fields) for part in reversed(pair))
        elif isinstance(item, list):
            found.update(f"[{len(item)};".encode())
            pending.extend(reversed(item))
        else:
            found.update(_plain(item))
    return found.hexdigest()


def _plain(value: object) -> bytes:
    # Decimal digits of an int cost quadratic time, and Python limits them.
    text = hex(value) if type(value) is int else ascii(value)
    return f"{type(value).__name__}:{len(text)}:{text};".encode()


def _field(node: ast.AST, name: str) -> object:
    """A field of `node`; None for one that does not count."""
    if name in LEFT_OUT:
        return None
    if name == "body" and isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
        return node.body[1:]
    value: object = getattr(node, name, None)
    return value
