import itertools
import numpy as np


def pairs(dims):
    a, b = itertools.tee(dims)
    next(b, None)
    yield from zip(itertools.count(1), a, b)


def initialize_parameters_zeros(layers_dims):
    def items():
        for l, n_in, n_out in pairs(layers_dims):
            yield f"W{l}", np.zeros((n_out, n_in))
            yield f"b{l}", np.zeros((n_out, 1))
    return dict(items())


def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    parameters, l = {}, 0
    while (l := l + 1) < len(layers_dims):
        parameters |= {f"W{l}": np.random.randn(layers_dims[l], layers_dims[l - 1]) * 10, f"b{l}": np.zeros((layers_dims[l], 1))}
    return parameters


def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    return {
        key: value
        for l, n_in, n_out in pairs(layers_dims)
        for key, value in (
            (f"W{l}", np.random.randn(n_out, n_in) * np.sqrt(2 / n_in)),
            (f"b{l}", np.zeros((n_out, 1))),
        )
    }
