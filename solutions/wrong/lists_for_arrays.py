import numpy as np


def initialize_parameters_zeros(layer_dims):
    params = {}
    for i, (n_in, n_out) in enumerate(zip(layer_dims[:-1], layer_dims[1:]), start=1):
        params["W%d" % i] = [[0.0] * n_in for _ in range(n_out)]
        params["b%d" % i] = [[0.0]] * n_out
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
    for i, (n_in, n_out) in enumerate(zip(layer_dims[:-1], layer_dims[1:]), start=1):
        params["W%d" % i] = np.random.randn(n_out, n_in) * (2 / n_in) ** 0.5
        params["b%d" % i] = np.zeros((n_out, 1))
    return params
