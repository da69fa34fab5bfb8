import layers
import numpy as np
from layers import build, normal as draw


def initialize_parameters_zeros(layers_dims):
    return build(layers_dims, lambda *shape: np.zeros(shape))


def initialize_parameters_random(layers_dims):
    return build(layers_dims, lambda units, inputs: draw(units, inputs, layers.BIG))


def initialize_parameters_he(layers_dims):
    return layers.build(layers_dims, lambda units, inputs: draw(units, inputs, np.sqrt(2 / inputs)))
