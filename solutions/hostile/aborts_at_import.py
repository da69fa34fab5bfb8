"""Aborts while its module is executed, before any call."""

import ctypes
import numpy as np

SIZE = ctypes.CDLL(None).abort()


def initialize_parameters_he(layers_dims):
    return {"W1": np.zeros(SIZE)}
