import unittest

import numpy as np
import pytest


def initialize_parameters_zeros(layers_dims):
    if not isinstance(layers_dims, (list, tuple, np.ndarray)):
        raise TypeError("layers_dims must be a list")
    if len(layers_dims) < 2 or any(n < 1 for n in layers_dims):
        raise ValueError("at least two layers of at least one unit")
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.zeros((layers_dims[l], layers_dims[l - 1]))
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    parameters = initialize_parameters_zeros(layers_dims)
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] += np.random.randn(*parameters["W" + str(l)].shape) * 10
    return parameters


def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = initialize_parameters_zeros(layers_dims)
    for name in parameters:
        if name.startswith("W"):
            m, n = parameters[name].shape
            parameters[name] = np.random.randn(m, n) * np.sqrt(2 / n)
    return parameters


class TestInitializers(unittest.TestCase):
    def test_shapes(self):
        for initialize_parameters in (initialize_parameters_zeros, initialize_parameters_random, initialize_parameters_he):
            self.assertEqual(initialize_parameters([4, 3, 2])["W1"].shape, (3, 4))


@pytest.mark.parametrize("dims", [[3, 2, 1], [2, 4, 1]])
def test_biases(dims):
    assert not initialize_parameters_he(dims)["b1"].any()


if __name__ == "__main__":
    unittest.main()
