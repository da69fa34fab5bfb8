"""Blind code: code that cannot see its own text, lines or comments, so that its layout decides nothing that it does.

Only what is plainly blind counts. Code that may look at frames, tracebacks, code objects, or its source by whatever
way is graded by itself, however much it looks like another's.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from grader.finding.trees import walk

BLIND_MODULES = frozenset({
    "__future__", "abc", "cmath", "collections", "copy", "dataclasses", "enum", "fractions", "functools", "itertools",
    "math", "numbers", "numpy", "numpy.linalg", "numpy.random", "random", "string", "typing",
})  # fmt: skip
# Ways to what is not named in the code.
SEEING_NAMES = frozenset({
    "__build_class__", "__import__", "breakpoint", "compile", "delattr", "dir", "eval", "exec", "getattr", "globals",
    "help", "locals", "memoryview", "open", "setattr", "vars",
})  # fmt: skip
# Modules that are in reach as attributes of other modules, and what NumPy itself opens.
SEEING_ATTRIBUTES = frozenset({
    "builtins", "compat", "core", "ctypes", "ctypeslib", "distutils", "dtypes", "exceptions", "f2py", "gc", "inspect",
    "lib", "linecache", "ma", "os", "pickle", "polynomial", "re", "rec", "strings", "sys", "test", "testing",
    "traceback", "types", "version", "warnings",
})  # fmt: skip
# Of frames, code, tracebacks, generators, coroutines.
SEEING_PREFIXES = ("f_", "co_", "tb_", "gi_", "cr_", "ag_")
TELLING = frozenset({ast.Name, ast.Attribute, ast.Constant, ast.MatchClass, ast.Import, ast.ImportFrom})
HARMLESS = frozenset({"__init__", "__name__", "__call__", "__len__", "__getitem__", "__iter__"})


def is_blind(nodes: Iterable[ast.AST]) -> bool:
    """Whether all of this code is plainly blind."""
    return not any(type(part) in TELLING and _may_see(part) for node in nodes for part in walk(node))


def _may_see(node: ast.AST) -> bool:
    match node:
        case ast.Name(id=name):
            return name in SEEING_NAMES or (name.startswith("__") and name not in HARMLESS)
        case ast.Attribute(attr=name):
            return _sees(name)
        case ast.Constant(value=str(text)):
            # Fields of format strings, and names that some function looks up.
            return "._" in text or "__" in text or any(prefix in text for prefix in SEEING_PREFIXES)
        case ast.MatchClass(kwd_attrs=names):
            return any(map(_sees, names))
        case ast.Import(names=aliases):
            return any(alias.name not in BLIND_MODULES for alias in aliases)
        case ast.ImportFrom(module=module, names=aliases):
            return module not in BLIND_MODULES or any(_sees(alias.name) for alias in aliases)
    return False


def _sees(name: str) -> bool:
    if name in HARMLESS:
        return False
    return name.startswith("_") or name.startswith(SEEING_PREFIXES) or name in SEEING_ATTRIBUTES
