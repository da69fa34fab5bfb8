"""Spellings: ways to write one thing that no call can tell apart, and the one that is written for them all.

Of plain code only, in which Python's own names mean what they always do. Three things are spelt in many ways: texts
with a counter in them ("W" + str(l), f"W{l}", "W%d" % l, "W{}".format(l)), NumPy's shapes (a tuple, a list, by name,
with the dtype that it would have anyway), and a number before or after what it is added to or multiplied by. What is
computed is the same, in its type and to the last bit; the words of an error may differ, as may nothing else.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from grader.finding.digest import written
from grader.finding.trees import bindings

Pieces = list[str | int]

# Makers of arrays that take a shape, and a dtype that is float64 unless it is given.
SHAPED = frozenset({"zeros", "ones"})
COMMUTING = (ast.Add, ast.Mult)
COUNTER_FIELD = re.compile("%[dis]")
BRACES = str.maketrans({"{": "{{", "}": "}}"})
# Beyond this a number is not what any array can be multiplied by, and which error that is may depend on the order.
MAX_NUMBER = 2**31
# Sums of texts that are nested deeper are left as they are.
MAX_NESTED = 8


class Spellings:
    """The spellings in one statement, of which `parts` are all nodes; `own` numbers the names that belong to it.

    `numpy`: the names by which the module is known. `spelt` gets a text for each node that is looked at: what is
    written, and these, tell two spellings apart.
    """

    def __init__(self, parts: Sequence[ast.AST], own: Mapping[str, str], numpy: AbstractSet[str]) -> None:
        # Texts made in two ways are equal and need not be one and the same: plain code does not ask for that.
        self._counters = {name: int(own[name]) for name in _counters(parts) if name in own}
        self._numpy = numpy
        self.spelt: list[str] = []

    def common(self, node: ast.AST) -> object:
        """What is written for a node: the node itself, or the common spelling of what it says."""
        if type(node) is ast.Call and type(node.func) is ast.Attribute and node.func.attr != "format":
            found = self._shape(node) if node.func.attr in SHAPED else None
        else:
            found = self._text(node) or _number_last(node)
        common, spelt = found or (node, "")
        self.spelt.append(spelt)
        return common

    def _text(self, node: ast.AST) -> tuple[object, str] | None:
        """A text with counters in it, as a format string: a counter is a field with its number."""
        pieces = self._pieces(node) if self._counters else None
        if pieces is None or all(type(piece) is str for piece in pieces):
            return None
        fields = (piece.translate(BRACES) if isinstance(piece, str) else f"{{{piece}}}" for piece in pieces)
        return ("".join(fields),), written([node])

    def _pieces(self, node: ast.AST, room: int = MAX_NESTED) -> Pieces | None:
        match node:
            case ast.Constant(value=str(text)):
                return [text]
            case ast.JoinedStr(values=values):
                return self._all_pieces(values, room)
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                return self._all_pieces([left, right], room)
            case ast.FormattedValue(value=ast.Name(id=name), conversion=-1 | 115, format_spec=None):
                return self._counter(name)
            case ast.Call(func=ast.Name(id="str"), args=[ast.Name(id=name)], keywords=[]):
                return self._counter(name)
            case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str(text)), right=ast.Name(id=name)):
                return self._around(COUNTER_FIELD.split(text), "%", name)
            case ast.Call(
                func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format"),
                args=[ast.Name(id=name)],
                keywords=[],
            ):
                return self._around(text.split("{}"), "{}", name)
        return None

    def _all_pieces(self, nodes: Iterable[ast.AST], room: int) -> Pieces | None:
        found: Pieces = []
        for node in nodes:
            pieces = self._pieces(node, room - 1) if room else None
            if pieces is None:
                return None
            found += pieces
        return found

    def _counter(self, name: str) -> Pieces | None:
        return [self._counters[name]] if name in self._counters else None

    def _around(self, texts: Sequence[str], special: str, name: str) -> Pieces | None:
        """What stands before and after the one field of a format, if nothing else in it is special."""
        if len(texts) != 2 or name not in self._counters or set(special) & set("".join(texts)):
            return None
        return [texts[0], self._counters[name], texts[1]]

    def _shape(self, node: ast.Call) -> tuple[object, str] | None:
        """`np.zeros((a, b))`, of all ways to ask for it."""
        maker, args = node.func, node.args
        if not isinstance(maker, ast.Attribute) or not self._is_numpy(maker.value):
            return None
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        if len(given) < len(node.keywords):
            return None
        shape = args[0] if args else given.pop("shape", None)
        if "dtype" in given and self._is_float64(given["dtype"]):
            del given["dtype"]
        if given or len(args) > 1 or shape is None or isinstance(shape, ast.Starred):
            return None
        spelt = f"{type(shape).__name__} {[keyword.arg for keyword in node.keywords]}"
        if isinstance(shape, ast.List):
            shape = ast.Tuple(shape.elts, ast.Load())
        return ast.Call(maker, [shape], []), spelt

    def _is_float64(self, dtype: ast.AST) -> bool:
        if isinstance(dtype, ast.Attribute):
            return dtype.attr == "float64" and self._is_numpy(dtype.value)
        return isinstance(dtype, ast.Name) and dtype.id == "float"

    def _is_numpy(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Name) and node.id in self._numpy


def _number_last(node: ast.AST) -> tuple[object, str] | None:
    """`x * 2` for `2 * x`: neither evaluates anything but `x`."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, COMMUTING):
        return None
    left, right = node.left, node.right
    if not isinstance(left, ast.Constant) or isinstance(right, ast.Constant):
        return None
    # Neither a bool nor a complex number.
    number = left.value if type(left.value) in (int, float) else None
    if not isinstance(number, int | float) or number >= MAX_NUMBER:
        return None
    return ast.BinOp(right, node.op, left), "number first"


def _counters(parts: Sequence[ast.AST]) -> set[str]:
    """The names that are bound once, by a loop over a range: wherever they are bound they stand for an int."""
    counting = {
        part.target.id
        for part in parts
        if isinstance(part, ast.For | ast.comprehension) and isinstance(part.target, ast.Name) and _is_range(part.iter)
    }
    times = Counter(bindings(parts) if counting else ())
    return {name for name in counting if times[name] == 1}


def _is_range(numbers: ast.AST) -> bool:
    """Whether it is a range whose first number is plainly an int, and no bool."""
    match numbers:
        case ast.Call(func=ast.Name(id="range"), args=[stop], keywords=[]):
            return not isinstance(stop, ast.Starred)
        case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=start), *_], keywords=[]):
            return type(start) is int
    return False
