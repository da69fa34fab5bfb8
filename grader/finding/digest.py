"""Digest: one number for equal code, whatever its comments and layout."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from functools import cache

# Follow from the rest of the tree, or from how a string was written.
LEFT_OUT = frozenset({"ctx", "kind", "type_comment", "type_ignores"})


def digest(nodes: Iterable[ast.AST | str]) -> str:
    """SHA-256, in hexadecimal, of syntax trees and texts in this order. Positions do not count.

    Docstrings do: a function can read its own.
    """
    found: list[str] = []
    pending: list[object] = list(nodes)
    pending.reverse()
    while pending:
        item = pending.pop()
        if isinstance(item, ast.Constant):
            found.append(f"Constant/{_plain(item.value)}")
        elif isinstance(item, ast.AST):
            fields, values = [], []
            for name in _counted(item._fields):
                value = getattr(item, name, None)
                if value is not None and value != []:
                    fields.append(name)
                    values.append(value)
            found.append(f"{type(item).__name__}/{' '.join(fields)};")
            pending += reversed(values)
        elif isinstance(item, list):
            found.append(f"[{len(item)};")
            pending.extend(item[::-1])
        else:
            found.append(_plain(item))
    return hashlib.sha256("".join(found).encode()).hexdigest()


@cache
def _counted(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in fields if name not in LEFT_OUT)


def _plain(value: object) -> str:
    # Decimal digits of an int cost quadratic time, and Python limits them.
    text = hex(value) if type(value) is int else ascii(value)
    return f"{type(value).__name__}:{len(text)}:{text};"
