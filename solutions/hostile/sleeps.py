"""Sleeps, to hold up the class; the other function is honest, and graded all the same."""

import time
import numpy as np


def initialize_parameters_he(layers_dims):
    time.sleep(1000)


def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.zeros((layers_dims[l], layers_dims[l - 1]))
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters
