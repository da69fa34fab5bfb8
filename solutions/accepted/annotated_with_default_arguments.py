from __future__ import annotations

from typing import Dict, List, Sequence

import numpy as np
import numpy.typing as npt

Parameters = Dict[str, "npt.NDArray[np.float64]"]
DEFAULT_SEED: int = 3


def initialize_parameters_zeros(layers_dims: List[int]) -> Parameters:
    """All zeros."""
    parameters: Parameters = {}
    L: int = len(layers_dims)
    for l in range(1, L):
        parameters[f"W{l}"] = np.zeros((layers_dims[l], layers_dims[l - 1]), dtype=np.float64)
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1), dtype=float)
    return parameters


def initialize_parameters_random(layers_dims: Sequence[int], seed: int = DEFAULT_SEED, scale: float = 10.0) -> Parameters:
    """Large random weights."""
    np.random.seed(seed)
    parameters: Parameters = {}
    L: int = len(layers_dims)
    for l in range(1, L):
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * scale
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_he(layers_dims: list[int] | tuple[int, ...], *, seed: int | None = DEFAULT_SEED) -> Parameters:
    """He et al."""
    np.random.seed(seed)
    parameters: Parameters = {}
    L: int = len(layers_dims)
    for l in range(1, L):
        fan_in: int = layers_dims[l - 1]
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], fan_in) * np.sqrt(2 / fan_in)
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters
