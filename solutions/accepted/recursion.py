import numpy as np


def initialize_parameters_zeros(layers_dims):
    if len(layers_dims) < 2:
        return {}
    parameters = initialize_parameters_zeros(layers_dims[:-1])
    last = len(layers_dims) - 1
    parameters["W" + str(last)] = np.zeros((layers_dims[-1], layers_dims[-2]))
    parameters["b" + str(last)] = np.zeros((layers_dims[-1], 1))
    return parameters


def initialize_parameters_random(layers_dims):
    def fill(dims, l):
        if len(dims) == 1:
            return {}
        here = {f"W{l}": np.random.randn(dims[1], dims[0]) * 10, f"b{l}": np.zeros((dims[1], 1))}
        return {**here, **fill(dims[1:], l + 1)}

    np.random.seed(3)
    return fill(layers_dims, 1)


def _he(dims, parameters):
    if len(parameters) == 2 * (len(dims) - 1):
        return parameters
    l = len(parameters) // 2 + 1
    parameters[f"W{l}"] = np.random.randn(dims[l], dims[l - 1]) * np.sqrt(2 / dims[l - 1])
    parameters[f"b{l}"] = np.zeros((dims[l], 1))
    return _he(dims, parameters)


def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    return _he(layers_dims, {})
