"""Returns np.matrix, for which * means another thing."""

import numpy as np


def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.asmatrix(np.random.randn(layers_dims[l], layers_dims[l - 1]))
        parameters[f"b{l}"] = np.asmatrix(np.zeros((layers_dims[l], 1)))
    return parameters
