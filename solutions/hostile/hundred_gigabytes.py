"""Asks for 100 GB at once."""

import numpy as np


def initialize_parameters_he(layers_dims):
    return {"W1": np.ones((100 << 27, 1))}
