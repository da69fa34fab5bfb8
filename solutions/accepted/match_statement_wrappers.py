import numpy as np
from functools import partial


def _initialize(layers_dims, method="he"):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        shape = layers_dims[l], layers_dims[l - 1]
        match method:
            case "zeros":
                W = np.zeros(shape)
            case "random":
                W = np.random.randn(*shape) * 10
            case "he" | "kaiming":
                W = np.random.randn(*shape) * np.sqrt(2 / shape[1])
            case _:
                raise ValueError(f"unknown method {method!r}")
        parameters.update({f"W{l}": W, f"b{l}": np.zeros((shape[0], 1))})
    return parameters


initialize_parameters_zeros = partial(_initialize, method="zeros")
initialize_parameters_random = partial(_initialize, method="random")
initialize_parameters_he = partial(_initialize, method="he")
