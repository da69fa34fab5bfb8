import numpy as np

from .utils.shapes import shapes


def initialize_parameters_zeros(layers_dims):
    return {key: np.zeros(shape) for key, shape in shapes(layers_dims)}
