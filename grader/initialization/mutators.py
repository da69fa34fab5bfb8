"""Mistakes of the field, made of the reference's own functions: what students of this exercise really get wrong.

Each operator names pieces of the reference's text and what to put in their place. The pieces are looked for in the
text as `ast.unparse` writes it; one that a function does not have gives no mutant.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator, Sequence

from grader.confine.fault import STATE, Question
from grader.initialization import rules
from grader.initialization.mistaken_bodies import BODIES, KEYS
from grader.initialization.mistaken_values import BIASES, DRAWS, HE_SCALES, RANDOM_WEIGHTS, WEIGHTS
from grader.initialization.oracle import HE, PUBLISHED_DIMS, RANDOM, ZEROS
from grader.training import PUBLISHED

OUT, IN = "layers_dims[l]", "layers_dims[l - 1]"
RANDN = f"np.random.randn({OUT}, {IN})"
WEIGHT, BIAS = "parameters[f'W{l}'] = ", "parameters[f'b{l}'] = "
SCALE = f"np.sqrt(2 / {IN})"


def variants(function: str, source: str) -> Iterator[tuple[str, str]]:
    """Every mistake made in the graded function whose text is `source`: the operator's name, and the wrong text."""
    text = ast.unparse(_undocumented(source))
    names = {"out": OUT, "in": IN, "randn": RANDN, "W": _value(text, WEIGHT), "b": _value(text, BIAS)}
    for operator, old, new in _edits(function, names):
        if old in text:
            # A new line stands where the old one stood.
            margin = text[text.rfind("\n", 0, text.index(old)) + 1 : text.index(old)]
            yield operator, text.replace(old, new.replace("\n", "\n" + " " * (len(margin) - len(margin.lstrip()))))


def domain(function: str) -> Sequence[Question]:
    """The networks on which a mutant must do as the reference does, to be the same function.

    Those of the checks, 40 more of up to 12 layers with up to 40 units, and some that are deep, wide, or narrow; each
    from two states of the global generators.
    """
    draw = random.Random(20)
    networks = [
        list(PUBLISHED_DIMS[function]),
        list(PUBLISHED.layers_dims),
        *map(list, rules.NETWORKS.drawn),
        *([draw.randint(1, 40) for _ in range(draw.randint(3, 13))] for _ in range(40)),
        *([1] * 30, [2] * 15, [150, 100, 1], [1, 500, 1], [3, 1, 3, 1, 3, 1], [5, 5, 5, 5, 5]),
    ]
    return [Question((dims,), state) for dims in networks for state in (STATE, rules.OTHER_STATE)]


def _edits(function: str, names: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Operator, piece, and what takes its place."""
    expressions = [(WEIGHT + names["W"], WEIGHT, WEIGHTS), (BIAS + names["b"], BIAS, BIASES)]
    if function != ZEROS:
        expressions += [(names["randn"], "", DRAWS)]
    if function == RANDOM:
        expressions += [(WEIGHT + names["W"], WEIGHT, RANDOM_WEIGHTS)]
    if function == HE:
        expressions += [(SCALE, "", HE_SCALES)]
    for piece, prefix, operators in expressions:
        for operator, values in operators.items():
            yield from ((operator, piece, prefix + _filled(value, names)) for value in values)
    for operator, bodies in BODIES.items():
        yield from ((operator, old, new) for old, new in bodies)
    for operator, returned in KEYS.items():
        yield from ((operator, "return parameters", value) for value in returned)


def _filled(value: str, names: dict[str, str]) -> str:
    for name, text in names.items():
        value = value.replace(f"<{name}>", text)
    return value


def _value(text: str, assignment: str) -> str:
    """The expression that a line of the text assigns, or something that stands nowhere."""
    _, found, rest = text.partition(assignment)
    return rest.partition("\n")[0] if found else "\0"


def _undocumented(source: str) -> ast.Module:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return tree
