"""Returns as much as a call may return, in every call."""

import numpy as np


def initialize_parameters_he(layers_dims):
    return {"W1": np.zeros(2_000_000)}
