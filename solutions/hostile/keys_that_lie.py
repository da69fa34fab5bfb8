"""Uses keys that are equal to all others, or only look like text."""

import numpy as np


class Key(str):
    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash("W1")


def initialize_parameters_zeros(layers_dims):
    return {Key("W1"): np.zeros((layers_dims[1], layers_dims[0]))}


def initialize_parameters_random(layers_dims):
    return {np.str_(name): np.zeros((1, 1)) for name in ("W1", "b1", "W2", "b2")}


def initialize_parameters_he(layers_dims):
    return {b"W1": 1, "W1 ": 1, "W\u200b1": 1, "\uff371": 1, "W\u0661": 1, ("W", 1): 1, 1.5: 1, None: 1}
