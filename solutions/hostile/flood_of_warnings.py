"""Has NumPy warn for ever, which goes to standard error."""

import warnings
import numpy as np


def initialize_parameters_he(layers_dims):
    warnings.simplefilter("always")
    while True:
        np.log(np.zeros(1))
