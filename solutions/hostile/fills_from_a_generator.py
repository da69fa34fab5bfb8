"""Fills its array from a generator that never ends."""

import itertools
import numpy as np


def initialize_parameters_he(layers_dims):
    return {"W1": np.fromiter(itertools.repeat(0.0), float)}
