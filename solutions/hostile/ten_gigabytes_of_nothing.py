"""Returns 10 GB that take no memory: broadcast, with strides of 0, overlapping."""

import numpy as np
from numpy.lib.stride_tricks import as_strided


def initialize_parameters_zeros(layers_dims):
    return {"W1": np.broadcast_to(0.0, (10**5, 10**4))}


def initialize_parameters_random(layers_dims):
    return {"W1": as_strided(np.zeros(1), (1 << 30, 1 << 30), (0, 0))}


def initialize_parameters_he(layers_dims):
    return [np.zeros(1_000_000)] * 10_000
