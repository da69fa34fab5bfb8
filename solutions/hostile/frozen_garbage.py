"""Makes garbage in circles with the collector switched off and its objects frozen."""

import gc
import numpy as np


def initialize_parameters_he(layers_dims):
    gc.disable()
    gc.freeze()
    for _ in range(3000):
        circle = [np.ones(20_000)]
        circle.append(circle)
    raise ValueError("and no answer")
