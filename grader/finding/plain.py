"""Plain code: code that does what its statements say, and can see nothing else. It has a normal form.

Two functions of one normal form differ in comments, layout, docstrings, spellings and the names of their own
variables, and in nothing that a call of them could show; nor do they leave anything behind that another function
could meet. Only what is plainly so counts: every kind of node, name and attribute is one of those listed here.
"""

from __future__ import annotations

import ast
import builtins
import hashlib
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from grader.finding import kinds
from grader.finding.addresses import Addresses
from grader.finding.digest import is_text, written
from grader.finding.spellings import Spellings
from grader.finding.trees import bindings, walk

MAX_PARTS = 2_000
MODULES = frozenset({"numpy", "math", "random"})
NAMES = frozenset({
    "NotImplementedError", "abs", "all", "any", "bool", "dict", "enumerate", "float", "int", "len", "list", "max",
    "min", "pow", "print", "range", "reversed", "round", "set", "sorted", "str", "sum", "tuple", "zip",
})  # fmt: skip
# Of modules and of values. None changes what another call meets but the state of the global generators, which is set
# before each; none shows memory that nobody filled.
ATTRIBUTES = frozenset({
    # NumPy and math.
    "T", "abs", "absolute", "add", "arange", "array", "asarray", "astype", "copy", "diag", "divide", "dot", "dtype",
    "e", "exp", "expand_dims", "eye", "fill", "flatten", "float32", "float64", "full", "full_like", "identity", "int32",
    "int64", "linspace", "log", "matmul", "max", "mean", "min", "multiply", "ndim", "normal", "ones", "ones_like", "pi",
    "pow", "power", "prod", "rand", "randint", "randn", "random", "random_sample", "ravel", "reshape", "round", "seed",
    "shape", "size", "sqrt", "square", "squeeze", "standard_normal", "std", "subtract", "sum", "tolist", "transpose",
    "true_divide", "uniform", "var", "zeros", "zeros_like",
    # Lists, dicts, texts.
    "append", "extend", "format", "get", "insert", "items", "join", "keys", "lower", "pop", "replace", "setdefault",
    "split", "strip", "update", "upper", "values",
})  # fmt: skip
NODES = frozenset({
    ast.Add, ast.And, ast.Assert, ast.Assign, ast.Attribute, ast.AugAssign, ast.BinOp, ast.BitAnd, ast.BitOr,
    ast.BoolOp, ast.Break, ast.Call, ast.Compare, ast.Constant, ast.Continue, ast.Dict, ast.DictComp, ast.Div, ast.Eq,
    ast.Expr, ast.FloorDiv, ast.For, ast.FormattedValue, ast.GeneratorExp, ast.Gt, ast.GtE, ast.If, ast.IfExp, ast.In,
    ast.Invert, ast.JoinedStr, ast.List, ast.ListComp, ast.Lt, ast.LtE, ast.MatMult, ast.Mod, ast.Mult, ast.Name,
    ast.Not, ast.NotEq, ast.NotIn, ast.Or, ast.Pass, ast.Pow, ast.Raise, ast.Return, ast.Set, ast.SetComp, ast.Slice,
    ast.Starred, ast.Sub, ast.Subscript, ast.Tuple, ast.UAdd, ast.USub, ast.UnaryOp, ast.While,
    ast.arg, ast.arguments, ast.comprehension, ast.keyword,
})  # fmt: skip
# Arguments of NumPy's functions by which memory stays as it was found, or is another's; None: those in a dict.
LEAVING_OUT = frozenset({"where", "out", None})
# A field of a format string that looks into what it is given.
LOOKING_FIELD = re.compile(r"\{[^{}:!]*[.\[]")
BUILTINS = frozenset(dir(builtins))
# What nobody need bind: notebooks and the site module bring a few more.
GIVEN = BUILTINS | {"display", "exit", "quit"}


class _NotPlain(Exception):
    """Something is not plainly plain."""


class Plain(NamedTuple):
    """Plain code as SHA-256 in hexadecimal: what it does (`form`); and that with its own names and texts (`digest`)."""

    form: str
    digest: str


def plain(statements: Iterable[ast.AST | str]) -> Plain | None:
    """What plain statements do, in this order; None where they are not plainly plain.

    They are the imports, constants and functions that one graded function needs; the last defines it.
    """
    form, spelt = hashlib.sha256(), hashlib.sha256()
    bound: set[str] = set()
    owned: set[str] = set()
    numpy: set[str] = set()
    whole: list[ast.AST] = []
    statement: ast.AST | str = ""
    try:
        for statement in statements:
            _require(isinstance(statement, ast.stmt))
            names, parts = _bound_names(statement), list(walk(statement))  # type: ignore[arg-type]
            own = _own_names(parts) if isinstance(statement, ast.FunctionDef) else {}
            # What is bound twice, or is Python's own, may mean one thing here and another there: a function's own
            # names may be those of its comprehensions only, and what they mean around these is bound later.
            _require(names.isdisjoint(bound | owned | GIVEN) and own.keys().isdisjoint(bound | names | GIVEN))
            # Such names are bound where nobody binds them, as `__file__` is.
            _require(not any(name.startswith("__") for name in (*names, *own)))
            if not isinstance(statement, ast.Import | ast.ImportFrom):
                itself = getattr(statement, "name", None)
                _require_plain(parts[1:], own.keys() | bound, itself)
            whole += parts
            bound |= names
            owned |= own.keys()
            numpy |= _names_of_numpy(statement)
            spellings = Spellings(parts, own, numpy)
            form.update(written([statement], own, spellings.common).encode())
            texts = [part for part in parts if is_text(part)]
            spelt.update(f"{' '.join(own)};{written(texts)};{spellings.spelt}".encode())
    except _NotPlain:
        return None
    if not isinstance(statement, ast.FunctionDef):
        return None
    addresses = Addresses(whole, ATTRIBUTES)
    if addresses.are_seen() or not kinds.are_plain(whole, addresses.modules):
        return None
    spelt.update(form.digest())
    return Plain(form.hexdigest(), spelt.hexdigest())


def _require(condition: bool) -> None:
    if not condition:
        raise _NotPlain


def _bound_names(statement: ast.stmt) -> set[str]:
    """The names that a statement of a module binds, if it is of a kind that may be plain."""
    match statement:
        case ast.Import(names=aliases):
            _require(all(alias.name in MODULES for alias in aliases))
            return {alias.asname or alias.name for alias in aliases}
        case ast.ImportFrom(module=module, names=aliases, level=0):
            _require(module in MODULES and all(alias.name in ATTRIBUTES and alias.name != "seed" for alias in aliases))
            return {alias.asname or alias.name for alias in aliases}
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant()):
            return {name}
        case ast.FunctionDef(name=name, decorator_list=[], args=given):
            _require(not (given.defaults or given.kw_defaults or given.vararg or given.kwarg or given.kwonlyargs))
            return {name}
    raise _NotPlain


def _names_of_numpy(statement: ast.AST | str) -> set[str]:
    aliases = statement.names if isinstance(statement, ast.Import) else []
    return {alias.asname or alias.name for alias in aliases if alias.name == "numpy"}


def _own_names(parts: Iterable[ast.AST]) -> dict[str, str]:
    """A number for each name that belongs to a function: its arguments and variables, in their order."""
    return {name: str(number) for number, name in enumerate(dict.fromkeys(bindings(parts)))}


def _require_plain(parts: Sequence[ast.AST], names: AbstractSet[str], itself: str | None) -> None:
    """Of all that stands in a statement that defines `itself`; `names` are those that are bound there."""
    _require(len(parts) <= MAX_PARTS)
    seeding: set[ast.AST] = set()
    for part in parts:
        _require(type(part) in NODES)
        match part:
            case ast.Name(id=name):
                # What nobody binds is an error, and leaves nothing behind.
                hidden = name in GIVEN or name == itself or name.startswith("_")
                _require(name in names or name in NAMES or not hidden)
            case ast.Attribute(attr=name, ctx=context, value=value):
                _require(name in ATTRIBUTES and type(context) is ast.Load)
                # Of a text that is made first, nobody knows what its fields look into.
                _require(name != "format" or type(value) is ast.Constant)
                # Without a number the generator is in a state that nobody knows.
                _require(name != "seed" or part in seeding)
            case ast.Constant(value=str(text)):
                _require("__" not in text and not LOOKING_FIELD.search(text))
            case ast.Call(func=ast.Attribute(attr="seed") as called, args=[ast.Constant(value=number)]):
                _require(type(number) is int)
                seeding.add(called)
            case ast.keyword(arg=name):
                _require(name not in LEAVING_OUT)
            case ast.Call(func=called, keywords=[_, *_]):
                # The arguments of a function of the student's own have names that are its own.
                _require(type(called) is ast.Attribute or (type(called) is ast.Name and called.id in NAMES))
