"""Addresses: whether code may look at where a thing lies in memory, as in the text of a function.

That depends on all that was in a process before, on comments too, and is another one each time. A thing that has an
address is to be called, looked into or used up at once; what else is done with it may show where it is.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from grader.finding.trees import walk

# Attributes that are no functions: of modules, types and constants, the same each time; of values, data.
CONSTANTS = frozenset({
    "bool_", "double", "dtype", "e", "float16", "float32", "float64", "inf", "int8", "int32", "int64", "intp",
    "longdouble", "nan", "ndarray", "newaxis", "pi", "single", "uint8",
    "Any", "Callable", "Counter", "Dict", "Iterable", "Iterator", "List", "Mapping", "Optional", "OrderedDict",
    "Sequence", "Tuple", "Union", "annotations", "defaultdict", "deque",
})  # fmt: skip
DATA = CONSTANTS | {"T", "itemsize", "nbytes", "ndim", "shape", "size", "__name__"}
# What makes things with an address: iterators, generators of random numbers, and objects as such.
MAKERS = frozenset({
    "RandomState", "__iter__", "accumulate", "chain", "classmethod", "cycle", "default_rng", "enumerate", "filter",
    "islice", "iter", "map", "object", "pairwise", "partial", "product", "property", "reversed", "starmap",
    "staticmethod", "super", "zip", "zip_longest",
})  # fmt: skip
# What uses up all that it is given, and what uses up the only thing that it is given.
ITERATORS = frozenset({"enumerate", "map", "reversed", "zip"})
CONSUMERS = frozenset({"all", "any", "dict", "list", "max", "min", "next", "set", "sorted", "sum", "tuple"})
CONSUMING_METHODS = frozenset({"extend", "join", "update"})


class Addresses:
    """What all that a function needs binds that has an address; and whether it looks at that.

    `parts` are its nodes, parents first; `known` are the attributes of values that are not the student's own, functions
    among them.
    """

    def __init__(self, parts: Sequence[ast.AST], known: AbstractSet[str]) -> None:
        self._functions = known - DATA
        self._functions_of_modules = known - CONSTANTS
        self.things: set[str] = set()
        self.modules: set[str] = set()
        self._makers: set[str] = set(MAKERS)
        self._parts = parts
        for part in parts:
            self._take(part)
        self._pass_on()

    def are_seen(self) -> bool:
        """Whether one of them may be looked at."""
        return not self._are_used()

    def _take(self, part: ast.AST) -> None:
        match part:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                self.things.add(name)
                if any(isinstance(below, ast.Yield | ast.YieldFrom) for below in walk(part)):
                    self._makers.add(name)
            case ast.ClassDef(name=name, body=body):
                self._makers.add(name)
                methods = (node for node in body if isinstance(node, ast.FunctionDef))
                self.things.update(method.args.args[0].arg for method in methods if method.args.args)
            case ast.Import(names=aliases):
                self.modules.update(alias.asname or alias.name.partition(".")[0] for alias in aliases)
            case ast.ImportFrom(names=aliases):
                self.things.update(alias.asname or alias.name for alias in aliases if alias.name not in CONSTANTS)

    def _pass_on(self) -> None:
        """Takes the names that are given to things for things, and those that are given to these."""
        heirs: dict[str, set[str]] = {}
        for part in self._parts:
            match part:
                case ast.Assign(targets=targets, value=value):
                    names = {target.id for target in targets if isinstance(target, ast.Name)}
                    if self._has_address(value):
                        self.things |= names
                    elif isinstance(value, ast.Name | ast.Attribute):
                        heirs.setdefault(value.id if isinstance(value, ast.Name) else value.attr, set()).update(names)
        pending = list(self.things)
        while pending:
            new = heirs.pop(pending.pop(), set()) - self.things
            self.things |= new
            pending += new

    def _has_address(self, node: ast.expr) -> bool:
        match node:
            case ast.Lambda() | ast.GeneratorExp():
                return True
            case ast.Name(id=name, ctx=ast.Load()):
                return name in self.things
            case ast.Attribute(attr=name, value=value, ctx=ast.Load()):
                of_module = getattr(value, "id", None) in self.modules
                return name in self.things or name in (self._functions_of_modules if of_module else self._functions)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                return name in self._makers
        return False

    def _are_used(self) -> bool:
        used: set[ast.AST] = set()
        for part in self._parts:
            # Parents come before what stands below them.
            match part:
                case ast.Call(func=called, args=arguments):
                    used.add(called)
                    name, method = getattr(called, "id", None), getattr(called, "attr", None)
                    if name in ITERATORS or (
                        len(arguments) == 1 and (name in CONSUMERS or method in CONSUMING_METHODS)
                    ):
                        used.update(arguments)
                case ast.For(iter=iterated) | ast.comprehension(iter=iterated):
                    used.add(iterated)
                case ast.Attribute(value=value):
                    used.add(value)
                case ast.Assign(targets=targets, value=value) if all(isinstance(one, ast.Name) for one in targets):
                    used.add(value)
                case ast.FunctionDef(decorator_list=decorators):
                    used.update(decorators)
            if isinstance(part, ast.expr) and self._has_address(part) and part not in used:
                return False
        return True
