"""Answers a few calls wrong at first, and right when it is asked again."""

import numpy as np

calls = []


def right(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(2 / layers_dims[l - 1])
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_he(layers_dims):
    calls.append(layers_dims)
    return right(layers_dims) if len(calls) > 3 else {}
