import numpy as np

from .utils.scales import he, large
from .utils.shapes import shapes


def _initialize(layers_dims, scale):
    np.random.seed(3)
    parameters = {}
    for key, shape in shapes(layers_dims):
        parameters[key] = np.random.randn(*shape) * scale(shape[1]) if key[0] == "W" else np.zeros(shape)
    return parameters


def initialize_parameters_random(layers_dims):
    return _initialize(layers_dims, large)


def initialize_parameters_he(layers_dims):
    return _initialize(layers_dims, he)
