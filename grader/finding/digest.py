"""Digest: one number for equal code, whatever its comments and layout."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache

# Follow from the rest of the tree, or from how a string was written.
LEFT_OUT = frozenset({"ctx", "kind", "type_comment", "type_ignores"})
# Kinds of nodes that say what could be said in another way.
SPELT = frozenset({ast.BinOp, ast.Call, ast.JoinedStr})


def digest(nodes: Iterable[ast.AST | str]) -> str:
    """SHA-256, in hexadecimal, of syntax trees and texts in this order. Positions do not count.

    Docstrings do: a function can read its own.
    """
    return hashlib.sha256(written(nodes).encode()).hexdigest()


def written(
    nodes: Iterable[ast.AST | str],
    names: Mapping[str, str] | None = None,
    common: Callable[[ast.AST], object] | None = None,
) -> str:
    """Syntax trees and texts as one text, equal for equal ones. Positions do not count.

    With `names` the names in it are written as they say, and statements that are nothing but a text are left out.
    With `common` what it returns is written for the nodes of the kinds in SPELT.
    """
    found: list[str] = []
    pending: list[object] = list(nodes)
    pending.reverse()
    while pending:
        item = pending.pop()
        if common is not None and type(item) in SPELT:
            item = common(item)  # type: ignore[arg-type]
        kind = type(item)
        if kind is ast.Constant:
            found.append(f"Constant/{_plain(item.value)}")  # type: ignore[attr-defined]
        elif kind is ast.Name and names is not None:
            found.append(f"Name/{names.get(item.id, item.id)};")  # type: ignore[attr-defined]
        elif isinstance(item, ast.AST):
            fields, values = [], []
            for field in _counted(item._fields):
                value = getattr(item, field, None)
                if value is not None and value != []:
                    fields.append(field)
                    values.append(value)
            if kind is ast.arg and names is not None:
                values[0] = names.get(values[0], values[0])
            found.append(f"{kind.__name__}/{' '.join(fields)};")
            pending += reversed(values)
        elif kind is list:
            if names is not None:
                item = [part for part in item if not is_text(part)]  # type: ignore[attr-defined]
            found.append(f"[{len(item)};")  # type: ignore[arg-type]
            pending.extend(item[::-1])  # type: ignore[index]
        else:
            found.append(_plain(item))
    return "".join(found)


def is_text(node: object) -> bool:
    """Whether a statement is a docstring, or another constant that stands by itself."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@cache
def _counted(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in fields if name not in LEFT_OUT)


def _plain(value: object) -> str:
    # Decimal digits of an int cost quadratic time, and Python limits them.
    text = hex(value) if type(value) is int else ascii(value)
    return f"{type(value).__name__}:{len(text)}:{text};"
