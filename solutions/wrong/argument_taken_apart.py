import numpy as np


def initialize_parameters_zeros(layer_dims):
    params = {}
    i = 1
    previous = layer_dims.pop(0)
    while layer_dims:
        n = layer_dims.pop(0)
        params["W%d" % i] = np.zeros((n, previous))
        params["b%d" % i] = np.zeros((n, 1))
        previous = n
        i += 1
    return params


def initialize_parameters_random(layer_dims):
    np.random.seed(3)
    params = {}
    for i, (n_in, n_out) in enumerate(zip(layer_dims[:-1], layer_dims[1:]), start=1):
        params["W%d" % i] = 10 * np.random.randn(n_out, n_in)
        params["b%d" % i] = np.zeros((n_out, 1))
    return params


def initialize_parameters_he(layer_dims):
    np.random.seed(3)
    params = {}
    layer_dims.append(0)
    i = 1
    while layer_dims[i] != 0:
        params["W%d" % i] = np.random.randn(layer_dims[i], layer_dims[i - 1]) * (2 / layer_dims[i - 1]) ** 0.5
        params["b%d" % i] = np.zeros((layer_dims[i], 1))
        i += 1
    return params
