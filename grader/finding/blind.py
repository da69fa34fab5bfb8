"""Blind code: code that cannot see its own text, lines or comments, so that its layout decides nothing that it does.

Nor where a thing lies in memory, on which its text has a bearing, nor what day it is. Only what is plainly blind
counts. Code that may look at frames, tracebacks, code objects, addresses, or its source by whatever way is graded by
itself, however much it looks like another's.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import types
from collections.abc import Iterable
from functools import cache

import numpy as np

from grader.finding import kinds
from grader.finding.addresses import Addresses
from grader.finding.plain import ATTRIBUTES, LOOKING_FIELD
from grader.finding.trees import walk

BLIND_MODULES = (
    "__future__", "collections", "functools", "itertools", "math", "numpy", "numpy.linalg", "numpy.random", "random",
    "typing",
)  # fmt: skip
# Of these modules and of values, besides those that plain code may use.
BLIND_ATTRIBUTES = ATTRIBUTES | frozenset({
    # NumPy, random and math.
    "allclose", "argmax", "argmin", "array_equal", "asfortranarray", "asmatrix", "bool_", "broadcast_to", "ceil",
    "choice", "clip", "concatenate", "cos", "cumsum", "default_rng", "det", "double", "einsum", "empty", "empty_like",
    "float16", "floor", "gauss", "hstack", "inf", "int8", "integers", "intp", "inv", "isnan", "isscalar", "itemsize",
    "linalg", "longdouble", "matrix", "maximum", "minimum", "mod", "nan", "nbytes", "ndarray", "newaxis", "norm",
    "normalvariate", "outer", "permutation", "pinv", "qr", "repeat", "RandomState", "shuffle", "sign", "sin", "single",
    "sort", "stack", "svd", "tanh", "tile", "uint8", "vdot", "vstack", "where",
    # Lists, dicts, texts.
    "add", "capitalize", "clear", "count", "endswith", "index", "isdigit", "lstrip", "popitem", "remove", "reverse",
    "rstrip", "startswith", "title", "zfill",
    # What is imported for iterating, holding and annotating.
    "Any", "Callable", "Counter", "Dict", "Iterable", "Iterator", "List", "Mapping", "Optional", "OrderedDict",
    "Sequence", "Tuple", "Union", "accumulate", "annotations", "cache", "chain", "cycle", "defaultdict", "deque",
    "islice", "lru_cache", "namedtuple", "pairwise", "partial", "product", "reduce", "starmap", "zip_longest",
})  # fmt: skip
# Ways to what is not named in the code, and to where it lies in memory, which its text decides too.
SEEING_NAMES = frozenset({
    "__build_class__", "__import__", "breakpoint", "compile", "delattr", "dir", "eval", "exec", "getattr", "globals",
    "hash", "help", "id", "locals", "memoryview", "open", "setattr", "vars",
})  # fmt: skip
# Of frames, code, tracebacks, generators, coroutines.
SEEING_PREFIXES = ("f_", "co_", "tb_", "gi_", "cr_", "ag_")
TELLING = frozenset({ast.Name, ast.Attribute, ast.Constant, ast.MatchClass, ast.Import, ast.ImportFrom})
HARMLESS = frozenset({"__init__", "__name__", "__call__", "__len__", "__getitem__", "__iter__"})


def is_blind(nodes: Iterable[ast.AST]) -> bool:
    """Whether all of this code is plainly blind."""
    parts = [part for node in nodes for part in walk(node)]
    if any(type(part) in TELLING and _may_see(part) for part in parts):
        return False
    addresses = Addresses(parts, BLIND_ATTRIBUTES | HARMLESS)
    return not addresses.are_seen() and kinds.are_plain(parts, addresses.modules)


def _may_see(node: ast.AST) -> bool:
    match node:
        case ast.Name(id=name):
            return name in SEEING_NAMES or (name.startswith("__") and name not in HARMLESS)
        case ast.Attribute(attr="format", value=value):
            # Of a text that is made first, nobody knows what its fields look into.
            return not isinstance(value, ast.Constant)
        case ast.Attribute(attr=name):
            return _sees(name)
        case ast.Constant(value=str(text)):
            # Fields of format strings, and names that some function looks up.
            looking = "._" in text or "__" in text or LOOKING_FIELD.search(text) is not None
            return looking or any(prefix in text for prefix in SEEING_PREFIXES)
        case ast.MatchClass(kwd_attrs=names):
            return any(map(_sees, names))
        case ast.Import(names=aliases):
            return any(alias.name not in BLIND_MODULES for alias in aliases)
        case ast.ImportFrom(module=module, names=aliases):
            return module not in BLIND_MODULES or any(alias.name not in BLIND_ATTRIBUTES for alias in aliases)
    return False


def _sees(name: str) -> bool:
    if name in HARMLESS:
        return False
    return name.startswith("_") or name.startswith(SEEING_PREFIXES) or name in _seeing_attributes()


@cache
def _seeing_attributes() -> frozenset[str]:
    """The names of what code can reach without having made it, but for the harmless. Others were made by the student.

    Few works need it: it is looked up in Python itself when one does.
    """
    exceptions = [
        kind for kind in vars(builtins).values() if isinstance(kind, type) and issubclass(kind, BaseException)
    ]
    kinds = [kind for kind in vars(types).values() if isinstance(kind, type)]
    values = [bytes, complex, dict, float, int, list, object, range, set, slice, str, tuple, type]
    arrays = [np.dtype, np.generic, np.ndarray, np.random.Generator, np.random.RandomState, np.ufunc]
    modules = map(importlib.import_module, BLIND_MODULES)
    found = (dir(thing) for thing in (builtins, *modules, *exceptions, *kinds, *values, *arrays))
    return frozenset(name for names in found for name in names) - BLIND_ATTRIBUTES
