"""Uses: the names that a statement looks up, told by compiling it."""

from __future__ import annotations

import ast
import dis
import warnings
from dataclasses import dataclass
from types import CodeType

from grader.finding.trees import TRIES, below, children, walk

MAX_DEPTH = 400
MAX_PARTS = 14_000
# Set in the code of functions, not in that of class bodies.
OPTIMIZED = 0x1
BINDING_ELSEWHERE = (ast.Global, ast.Import, ast.ImportFrom)
WAYS_OUT = (ast.Return, ast.Break, ast.Continue)
LOOKUPS = frozenset({"LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"})


class TooLong(Exception):
    """A statement that would take the compiler too long."""


@dataclass(frozen=True)
class Uses:
    """The free names of a statement: looked up while it is executed, and later, when its functions are called.

    `attributes` are all names after a dot; `bare` are names that stand without a dot after them; `imports` are all
    import statements in it, those of its functions too.
    """

    at_once: tuple[str, ...]
    later: tuple[str, ...]
    attributes: frozenset[str]
    bare: frozenset[str]
    imports: tuple[ast.Import | ast.ImportFrom, ...]


def uses(node: ast.stmt) -> Uses:
    """What `node` looks up by name, each name once, in the order of its code.

    Raises SyntaxError for what only the compiler finds wrong, RecursionError if the code is nested too deeply, and
    TooLong.
    """
    parts = _parts(node)
    _require_short(node, parts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        code = compile(ast.Module([node], []), "<submission>", "exec", dont_inherit=True)
    dots = [part for part in parts if isinstance(part, ast.Attribute)]
    attributes = frozenset(dot.attr for dot in dots)
    loaded = {part.id for part in parts if isinstance(part, ast.Name) and type(part.ctx) is ast.Load}
    # Without these, a function's code has only attributes among its names that it does not look up.
    told = loaded if not any(isinstance(part, BINDING_ELSEWHERE) for part in parts) else None

    def doubtful(name: str) -> bool:
        # Private names of a class are spelt otherwise in its code.
        return name.startswith("_") or (name in attributes and name in loaded)

    at_once: dict[str, None] = {}
    later: dict[str, None] = {}
    pending = [(code, True)]
    while pending:
        code, immediate = pending.pop()
        into = at_once if immediate else later
        if told is None or not code.co_flags & OPTIMIZED or any(map(doubtful, code.co_names)):
            _look_up(code, into)
        else:
            # Reading instructions takes ten times as long.
            into.update((name, None) for name in code.co_names if name in told)
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                pending.append((constant, immediate and _runs_at_once(constant)))
    dotted = {id(dot.value) for dot in dots}
    return Uses(
        tuple(at_once),
        tuple(name for name in later if name not in at_once),
        attributes,
        frozenset(part.id for part in parts if isinstance(part, ast.Name) and id(part) not in dotted),
        tuple(part for part in parts if isinstance(part, ast.Import | ast.ImportFrom)),
    )


def _runs_at_once(code: CodeType) -> bool:
    """Whether code runs as soon as it is met: class bodies, comprehensions, lists of type parameters."""
    return not code.co_flags & OPTIMIZED or (code.co_name.startswith("<") and code.co_name != "<lambda>")


def _look_up(code: CodeType, names: dict[str, None]) -> None:
    stored = set()
    for instruction in dis.get_instructions(code):
        if instruction.opname == "STORE_NAME":
            stored.add(instruction.argval)
        elif instruction.opname in LOOKUPS and instruction.argval not in stored:
            names[instruction.argval] = None


def _parts(node: ast.AST) -> list[ast.AST]:
    """`node` and all nodes below it. Raises RecursionError beyond a depth that no compiler minds."""
    parts, levels = below(node)
    if levels >= MAX_DEPTH:
        raise RecursionError
    return [node, *parts]


def _require_short(node: ast.stmt, parts: list[ast.AST]) -> None:
    """The compiler takes time quadratic in the size, and compiles a `finally` again for each way out of its `try`.

    Raises TooLong.
    """
    size = len(parts)
    if any(isinstance(part, TRIES) and part.finalbody for part in parts):
        size = 0
        pending: list[tuple[ast.AST, int]] = [(node, 1)]
        while pending and size <= MAX_PARTS:
            part, copies = pending.pop()
            size += copies
            again = set(map(id, part.finalbody)) if isinstance(part, TRIES) else ()
            ways = 2 + sum(isinstance(inner, WAYS_OUT) for inner in walk(part)) if again else 1
            pending.extend((child, copies * ways if id(child) in again else copies) for child in children(part))
    if size > MAX_PARTS:
        raise TooLong
