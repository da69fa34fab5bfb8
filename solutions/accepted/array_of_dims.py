import numpy as np


def initialize_parameters_zeros(layers_dims):
    dims = np.array(layers_dims)
    parameters = {}
    for l in np.arange(1, dims.size):
        parameters[f"W{l}"] = np.zeros((dims[l], dims[l - 1]))
        parameters[f"b{l}"] = np.zeros((dims[l], 1))
    return parameters


def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    dims = np.asarray(layers_dims)
    keys, values = [], []
    for l, shape in enumerate(np.stack([dims[1:], dims[:-1]], axis=1), start=1):
        keys += ["W" + str(l), "b" + str(l)]
        values += [np.random.randn(*shape) * 10, np.zeros([shape[0], 1])]
    return dict(zip(keys, values))


def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    dims = np.asarray(layers_dims)
    scales = np.sqrt(np.divide(2, dims[:-1]))
    W = [np.random.randn(m, n) * s for m, n, s in zip(dims[1:], dims[:-1], scales)]
    b = [np.zeros((m, 1)) for m in dims[1:]]
    out = {}
    for l in range(len(W)):
        out["W" + str(l + 1)], out["b" + str(l + 1)] = W[l], b[l]
    return out
