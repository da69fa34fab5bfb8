"""The right answers of the Initialization assignment: as published, and computed for any network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Parameters = Mapping[str, FloatArray]

SEED = 3
ZEROS, RANDOM, HE = "initialize_parameters_zeros", "initialize_parameters_random", "initialize_parameters_he"

# The calls and values that the assignment text prints, to eight decimals.
PUBLISHED_DIMS = {ZEROS: (3, 2, 1), RANDOM: (3, 2, 1), HE: (2, 4, 1)}
_PUBLISHED_WEIGHTS: Mapping[str, tuple[list[list[float]], ...]] = {
    RANDOM: (
        [[17.88628473, 4.36509851, 0.96497468], [-18.63492703, -2.77388203, -3.54758979]],
        [[-0.82741481, -6.27000677]],
    ),
    HE: (
        [
            [1.78862847, 0.43650985],
            [0.09649747, -1.8634927],
            [-0.2773882, -0.35475898],
            [-0.08274148, -0.62700068],
        ],
        [[-0.03098412, -0.33744411, -0.92904268, 0.62552248]],
    ),
    ZEROS: ([[0, 0, 0], [0, 0, 0]], [[0, 0]]),
}


def published(function: str) -> Parameters:
    """What the assignment text prints for the call with `PUBLISHED_DIMS[function]`."""
    parameters: dict[str, FloatArray] = {}
    for layer, weights in enumerate(_PUBLISHED_WEIGHTS[function], 1):
        parameters[f"W{layer}"] = np.array(weights, dtype=np.float64)
        parameters[f"b{layer}"] = np.zeros((len(weights), 1))
    return parameters


def right(function: str, dims: Sequence[int]) -> Parameters:
    """The right answer for a network of these layer dimensions: W_l of shape (n_l, n_{l-1}), b_l of (n_l, 1).

    Weights are the normal draws of seed 3, layer by layer, times 10 or times sqrt(2 / fan-in).
    Source: He et al., 2015, "Delving Deep into Rectifiers", eq. 10.
    """
    return _right(function, tuple(dims))


@cache
def _right(function: str, dims: tuple[int, ...]) -> Parameters:
    generator = np.random.RandomState(SEED)
    parameters: dict[str, FloatArray] = {}
    for layer, (fan_in, units) in enumerate(pairwise(dims), 1):
        if function == ZEROS:
            weights = np.zeros((units, fan_in))
        else:
            scale = 10.0 if function == RANDOM else (2.0 / fan_in) ** 0.5
            weights = generator.standard_normal((units, fan_in)) * scale
        parameters[f"W{layer}"] = weights
        parameters[f"b{layer}"] = np.zeros((units, 1))
    return parameters
