"""Zero initialization: every weight and every bias starts at 0."""

import numpy as np


def initialize_parameters_zeros(layers_dims):
    """All parameters zero, for a network of any depth.

    layers_dims -- the number of units in each layer, the input first, such as [2, 10, 5, 1]

    Returns a dictionary of float64 arrays, for each layer l from 1 to L = len(layers_dims) - 1:
        "Wl" -- weights of shape (layers_dims[l], layers_dims[l - 1]), all zero
        "bl" -- biases of shape (layers_dims[l], 1), all zero
    """
    parameters = {}
    L = len(layers_dims) - 1
    for l in range(1, L + 1):
        # YOUR CODE HERE
        raise NotImplementedError("initialize_parameters_zeros is not filled in yet: your code goes here.")
    return parameters
