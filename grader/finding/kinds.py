"""Kinds: whether the dtypes that code asks for are plainly those of numbers.

A dtype may be any text, one of dates too, and NumPy knows what day it is: `np.array("now", "M8[s]")`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Sequence

from grader.finding.addresses import CONSTANTS

NUMBERS = re.compile(r"[<>=|]?(?:float|int|uint|bool|complex|[fiubcd])[0-9]{0,3}_?")
TYPES = frozenset({"bool", "complex", "float", "int"})
# How many arguments stand before the dtype: of functions, and of methods that are functions, too.
BEFORE = {
    "astype": 0, "dtype": 0, "array": 1, "asarray": 1, "asfortranarray": 1, "asmatrix": 1, "matrix": 1, "ndarray": 1,
    "zeros": 1, "ones": 1, "empty": 1, "identity": 1, "zeros_like": 1, "ones_like": 1, "empty_like": 1, "full": 2,
    "full_like": 2, "eye": 3, "arange": 3, "linspace": 5,
}  # fmt: skip
BEFORE_IN_METHOD = {"cumsum": 1, "mean": 1, "prod": 1, "std": 1, "sum": 1, "var": 1}
TAKING = frozenset(BEFORE.keys() | BEFORE_IN_METHOD.keys())
# Of such names, and of formats that make any letter of a number.
LETTERS = frozenset("mMc%{")
# By these a ufunc is told of dtypes, too.
SIGNATURES = frozenset({"sig", "signature"})


def are_plain(parts: Sequence[ast.AST], modules: Collection[str]) -> bool:
    """Whether all dtypes in these parts, parents first, are of numbers. `modules` are the names of modules."""
    functions = TAKING - CONSTANTS
    doubtful = False
    called: set[ast.AST] = set()
    for part in parts:
        match part:
            case ast.Call(func=function, args=arguments):
                called.add(function)
                before = _before(function, modules)
                doubtful = doubtful or (before is not None and not _are_numbers(arguments, before))
            case ast.keyword(arg=name, value=value):
                if name in SIGNATURES or (name == "dtype" and not _is_number(value)):
                    return False
            case ast.Attribute(attr=name):
                # Under another name it would not be known.
                if name in functions and part not in called:
                    return False
            case ast.alias(name=name, asname=other):
                if other not in (None, name) and name in TAKING:
                    return False
    return not doubtful or _no_date_has_a_name(parts, modules)


def _before(function: ast.expr, modules: Collection[str]) -> int | None:
    """How many arguments of this call are no dtypes; None where none is."""
    match function:
        case ast.Name(id=name):
            method = False
        case ast.Attribute(attr=name, value=value):
            method = getattr(value, "id", None) not in modules
        case _:
            return None
    return BEFORE_IN_METHOD[name] + (not method) if name in BEFORE_IN_METHOD else BEFORE.get(name)


def _are_numbers(arguments: list[ast.expr], before: int) -> bool:
    starred = any(isinstance(argument, ast.Starred) for argument in arguments)
    return not starred and all(map(_is_number, arguments[before:]))


def _no_date_has_a_name(parts: Sequence[ast.AST], modules: Collection[str]) -> bool:
    """Whether no text can be made of which a dtype of dates could be: both of its names have an "m" in them.

    So that `np.zeros(rows, columns)`, which lacks its brackets, is as plain as it is common.
    """
    silent: set[ast.AST] = set()
    for part in parts:
        match part:
            case ast.Expr(value=ast.Constant() as docstring):
                silent.add(docstring)
            case ast.Attribute(value=ast.Name() as base):
                silent.add(base)
            case ast.Call(func=ast.Name() as called):
                silent.add(called)
        match part:
            case ast.Constant(value=str(text)) if part not in silent and not LETTERS.isdisjoint(text):
                return False
            case ast.Name(id=name) if part not in silent and (name in modules or name in TYPES):
                return False
            case ast.Attribute(attr=name) if name in CONSTANTS - {"e", "pi"}:
                return False
            case ast.ExceptHandler() | ast.Starred():
                return False
    return True


def _is_number(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=None):
            return True
        case ast.Constant(value=str(text)):
            return NUMBERS.fullmatch(text) is not None
        case ast.Name(id=name):
            return name in TYPES
        case ast.Attribute(attr=name):
            return name in CONSTANTS
    return False
