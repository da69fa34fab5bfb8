"""Large random initialization: weights that break the symmetry, far too big."""

import numpy as np


def initialize_parameters_random(layers_dims):
    """Weights ten times a standard normal draw, and zero biases, for a network of any depth.

    layers_dims -- the number of units in each layer, the input first, such as [2, 10, 5, 1]

    Returns a dictionary of float64 arrays, for each layer l from 1 to L = len(layers_dims) - 1:
        "Wl" -- weights of shape (layers_dims[l], layers_dims[l - 1]): np.random.randn times 10
        "bl" -- biases of shape (layers_dims[l], 1), all zero

    The seed 3 is set before the first draw. Draw the weights with np.random.randn, one call for each layer,
    in the order of the layers, and draw nothing else: then everybody gets the same numbers.
    """
    np.random.seed(3)
    parameters = {}
    L = len(layers_dims) - 1
    for l in range(1, L + 1):
        # YOUR CODE HERE
        raise NotImplementedError("initialize_parameters_random is not filled in yet: your code goes here.")
    return parameters
