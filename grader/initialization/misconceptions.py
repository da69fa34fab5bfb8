"""Names a mistake from the student's own numbers, and says what to look at.

Nothing is guessed: a name is given only when the parameters have that very form, or when the mistake,
computed here, reproduces their numbers. What to fix first is named: form, biases, generator, order, scale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from grader.compare import COMPUTED, compare
from grader.initialization.advice import HELP
from grader.initialization.draws import SEED, FloatArray, Origin, close, known_scales, origin, proportional
from grader.initialization.structure import structural_mistake
from grader.initialization.twists import twist


@dataclass(frozen=True)
class Misconception:
    """`name` is stable, in snake case; `help` tells a beginner what to look at, and why it matters."""

    name: str
    help: str


MISCONCEPTIONS: Mapping[str, Misconception] = MappingProxyType(
    {name: Misconception(name, text) for name, text in HELP.items()}
)

_BY_GENERATOR = {
    "uniform": "uniform_instead_of_normal",
    "symmetric": "uniform_instead_of_normal",
    "generator": "new_generator",
    "generator_uniform": "new_generator",
}
_BY_ORDER = {"reseeded": "seed_inside_loop", "mixed up": "draws_out_of_order"}


def diagnose(
    function: str,
    dims: Sequence[int],
    value: object,
    expected: Mapping[str, FloatArray],
    *,
    state: int,
    argument: object = None,
) -> Misconception | None:
    """The misconception that a wrong answer shows, or None where none is evident, or nothing is wrong.

    `function` is the graded function's name, `dims` the layer dimensions of the call, `value` what came
    back (rebuilt on the near side; anything at all), `expected` the right answer. `state` is the seed that
    NumPy's and Python's global generators had before the call; `argument` is the list of dimensions as the
    call left it, None if that is not known. The fewer the units, the less a value tells, for then several
    mistakes give the same numbers: of two networks, ask about the larger.
    """
    if argument is not None and compare(argument, list(dims), COMPUTED) is not None:
        return MISCONCEPTIONS["argument_overwritten"]
    name = structural_mistake(dims, value, expected)
    if name is not None:
        return MISCONCEPTIONS[name]
    parameters: Any = value
    layers = range(1, len(dims))
    weights = [parameters[f"W{layer}"] for layer in layers]
    biases = [parameters[f"b{layer}"] for layer in layers]
    name = _constant_mistake(function, weights, biases)
    if name is not None:
        return MISCONCEPTIONS[name]
    scales = known_scales(function, dims)
    candidates = [scale for variants in scales.values() for scale in variants]
    if any(b.any() for b in biases):
        drawn = origin(weights, biases, candidates, state)
        return MISCONCEPTIONS["random_biases" if drawn else "biases_not_zero"]
    found = origin(weights, None, candidates, state)
    if found is not None:
        return _name_origin(found, scales, state)
    if function == "initialize_parameters_zeros":
        return None
    factors = scales["right"][0]
    draws = [expected[f"W{layer}"] / factor for layer, factor in zip(layers, factors, strict=True)]
    name = twist(weights, draws, factors, dims[:-1])
    return MISCONCEPTIONS[name] if name else None


def _constant_mistake(function: str, weights: Sequence[FloatArray], biases: Sequence[FloatArray]) -> str | None:
    """What the weights show before any draw is looked at."""
    first = weights[0].flat[0]
    constant = all((w == first).all() for w in weights)
    several = any(w.size > 1 for w in weights)
    if function == "initialize_parameters_zeros":
        if any(w.any() for w in weights):
            return "ones_in_zeros" if constant and (several or first == 1) else "random_in_zeros"
        return "biases_not_zero" if any(b.any() for b in biases) else None
    if constant and first == 0:
        return "zeros_in_random"
    return "constant_weights" if constant and several else None


def _name_origin(found: Origin, scales: Mapping[str, Sequence[Sequence[float]]], state: int) -> Misconception | None:
    if found.order == "transposed":
        return MISCONCEPTIONS["transposed_weights"]
    if found.generator != "numpy":
        return MISCONCEPTIONS[_BY_GENERATOR.get(found.generator, "python_random")]
    if found.seed == state:
        return MISCONCEPTIONS["seed_removed"]
    if found.seed != SEED:
        return _with_detail("other_seed", f"Yours are the numbers of seed {found.seed}.")
    if found.order in _BY_ORDER:
        return MISCONCEPTIONS[_BY_ORDER[found.order]]
    return _name_scale(found.factors, scales)


def _name_scale(factors: Sequence[float], scales: Mapping[str, Sequence[Sequence[float]]]) -> Misconception | None:
    names = [name for name, variants in scales.items() if any(close(factors, scale) for scale in variants)]
    if "right" in names:
        return None
    # In a small network two rules can give the same factors: then neither is named.
    if len(names) == 1:
        return MISCONCEPTIONS[names[0]]
    right = scales["right"][0]
    if proportional(factors, right):
        times = factors[0] / right[0]
        return _with_detail("wrong_scale", f"Yours are {times:.6g} times as large as they should be.")
    return MISCONCEPTIONS["wrong_scale"]


def _with_detail(name: str, detail: str) -> Misconception:
    known = MISCONCEPTIONS[name]
    return replace(known, help=f"{known.help} {detail}")
