import numpy as np
from numpy.random import RandomState


def initialize_parameters_zeros(layers_dims):
    params = {}
    for k, (n_in, n_out) in enumerate(zip(layers_dims, layers_dims[1:]), start=1):
        params['W' + str(k)] = np.zeros((n_out, n_in))
        params['b' + str(k)] = np.zeros((n_out, 1))
    return params


def initialize_parameters_random(layers_dims):
    # a generator of my own, so that the global one is left alone
    rng = np.random.RandomState(3)
    params = {}
    for k, (n_in, n_out) in enumerate(zip(layers_dims, layers_dims[1:]), start=1):
        params['W' + str(k)] = rng.randn(n_out, n_in) * 10
        params['b' + str(k)] = np.zeros((n_out, 1))
    return params


def initialize_parameters_he(layers_dims):
    rng = RandomState(seed=3)
    params = {}
    for k, (n_in, n_out) in enumerate(zip(layers_dims, layers_dims[1:]), start=1):
        params['W' + str(k)] = rng.standard_normal((n_out, n_in)) * np.sqrt(2 / n_in)
        params['b' + str(k)] = np.zeros((n_out, 1))
    return params
