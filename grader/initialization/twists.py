"""What was done to the right draws besides scaling them: names it from the numbers, one mistake for all layers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import sqrt

import numpy as np

from grader.initialization.draws import PRECISION, FloatArray

MOST_DECIMALS = 6
# Of a layer: the draws, the factor that belongs to them, the fan-in ──► the weights of someone who makes the mistake.
Twist = Callable[[FloatArray, float, int], FloatArray]


def twist(
    weights: Sequence[FloatArray], draws: Sequence[FloatArray], factors: Sequence[float], fan_ins: Sequence[int]
) -> str | None:
    """The name of the misconception that makes these weights of the right draws, or None.

    All sequences have an item for each layer; `draws` are standard normal, and of the shapes of the weights.
    """
    layers = list(zip(draws, factors, fan_ins, strict=True))
    for name, twisted in _twists():
        made = (twisted(*layer) for layer in layers)
        if all(np.allclose(w, other, rtol=PRECISION, atol=PRECISION) for w, other in zip(weights, made, strict=True)):
            return name
    return None


def _twists() -> Iterator[tuple[str, Twist]]:
    yield "added_scale", lambda drawn, factor, n: drawn + factor
    yield "absolute_values", lambda drawn, factor, n: np.abs(drawn) * factor
    yield "whole_number_division", lambda drawn, factor, n: drawn * sqrt(2 // n)
    for decimals in range(MOST_DECIMALS + 1):
        yield "rounded_weights", lambda drawn, factor, n, places=decimals: np.round(drawn * factor, places)  # type: ignore[misc]
