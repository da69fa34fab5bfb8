"""Stubs: is a function still as it was handed out?"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from grader.finding.digest import is_text
from grader.finding.trees import walk

# What the handed-out functions call themselves.
GIVEN_CALLS = frozenset({"", "len", "range", "str", "seed", "print", "NotImplementedError"}) | {"update", "append"}
FILLERS = frozenset({"update", "setdefault", "append", "extend", "insert"})


def is_unfilled(node: ast.stmt) -> bool:
    """Whether a statement that binds a graded function holds nothing of the student's.

    That is: a body of docstring, `pass`, `...` only; a `raise NotImplementedError` that every call meets; or places
    left as `= None`, or loops left as `pass`, and nothing else stored anywhere.
    """
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return isinstance(node.value, ast.Constant) and node.value.value in (None, Ellipsis)
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    parts = list(walk(node))
    if _has_own_call(parts):
        return False
    body = [part for part in node.body if not _is_filler(part)]
    if not body or any(map(_is_placeholder, _always_met(body))):
        return True
    return any(map(_is_gap, parts[1:])) and not any(map(_is_work, parts[1:]))


def _has_own_call(parts: Iterable[ast.AST]) -> bool:
    """Whether something is called that no placeholder calls: that is the student's work, whatever else stands there."""
    called = [part.func for part in parts if isinstance(part, ast.Call)]
    names = {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in called}
    return bool(names - GIVEN_CALLS)


def _is_filler(node: ast.AST) -> bool:
    return isinstance(node, ast.Pass) or is_text(node)


def _always_met(body: list[ast.stmt]) -> Iterable[ast.stmt]:
    """The statements of a body and of its loops, not those under a condition."""
    pending = list(body)
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, ast.For | ast.While | ast.With | ast.Try | ast.TryStar):
            pending.extend(node.body)


def _is_placeholder(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Raise):
        return False
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def _is_gap(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):
        return isinstance(node.value, ast.Constant) and node.value.value in (None, Ellipsis)
    if isinstance(node, ast.While) and isinstance(node.test, ast.Constant):
        return False  # nobody is handed out a loop that never ends
    return isinstance(node, ast.For | ast.While) and all(map(_is_filler, node.body))


def _is_work(node: ast.AST) -> bool:
    """Whether something is stored, or built to be returned."""
    if isinstance(node, ast.Assign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Subscript) for target in targets) and not _is_gap(node)
    if isinstance(node, ast.Call):
        called = node.func
        return (isinstance(called, ast.Attribute) and called.attr in FILLERS) or (
            isinstance(called, ast.Name) and called.id == "dict" and bool(node.args or node.keywords)
        )
    if isinstance(node, ast.Return):
        return isinstance(node.value, ast.Call | ast.IfExp | ast.BinOp)
    return isinstance(node, ast.DictComp) or (isinstance(node, ast.Dict) and bool(node.keys))
