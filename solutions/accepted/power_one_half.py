import numpy as np

SEED = 3
BIG = 1e1


def initialize_parameters_zeros(layers_dims):
    parameters = {}
    depth = len(layers_dims) - 1
    for layer in range(1, depth + 1):
        rows, columns = layers_dims[layer], layers_dims[layer - 1]
        parameters[f"W{layer}"] = np.full((rows, columns), 0.0)
        parameters[f"b{layer}"] = np.full((rows, 1), 0.0)
    return parameters


def initialize_parameters_random(layers_dims):
    np.random.seed(SEED)
    parameters = {}
    depth = len(layers_dims) - 1
    for layer in range(1, depth + 1):
        rows, columns = layers_dims[layer], layers_dims[layer - 1]
        W = np.random.randn(rows, columns)
        W *= BIG
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = np.zeros_like(W[:, :1])
    return parameters


def initialize_parameters_he(layers_dims):
    np.random.seed(SEED)
    parameters = {}
    depth = len(layers_dims) - 1
    for layer in range(1, depth + 1):
        rows, columns = layers_dims[layer], layers_dims[layer - 1]
        variance = 2 / columns
        standard_deviation = variance ** 0.5
        parameters[f"W{layer}"] = np.multiply(np.random.randn(rows, columns), standard_deviation)
        parameters[f"b{layer}"] = np.zeros(rows).reshape(-1, 1)
    return parameters
