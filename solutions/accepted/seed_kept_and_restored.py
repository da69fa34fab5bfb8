import random
from contextlib import contextmanager

import numpy as np


@contextmanager
def fixed_seed(seed):
    """Draw from a known state, and put the old state back afterwards."""
    random.seed(seed)
    state = np.random.get_state()
    np.random.seed(seed)
    try:
        yield
    finally:
        np.random.set_state(state)


def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters.setdefault(f"W{l}", np.zeros((layers_dims[l], layers_dims[l - 1])))
        parameters.setdefault(f"b{l}", np.zeros((layers_dims[l], 1)))
    return parameters


def initialize_parameters_random(layers_dims):
    parameters = {}
    with fixed_seed(3):
        for l in range(1, len(layers_dims)):
            parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * 10
            parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_he(layers_dims):
    parameters = {}
    with fixed_seed(3):
        for l in range(1, len(layers_dims)):
            parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(2 / layers_dims[l - 1])
    for l in range(1, len(layers_dims)):
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters
