import numpy as np


class Initializer:
    def __init__(self, seed=3):
        self.seed = seed

    def initialize_parameters_zeros(self, layers_dims):
        """Every weight and bias is 0."""
        parameters = {}
        for l in range(1, len(layers_dims)):
            parameters[f"W{l}"] = np.zeros((layers_dims[l], layers_dims[l - 1]))
            parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
        return parameters

    def initialize_parameters_random(self, layers_dims):
        """Large random weights."""
        np.random.seed(self.seed)
        parameters = {}
        for l in range(1, len(layers_dims)):
            parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * 10
            parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
        return parameters

    def initialize_parameters_he(self, layers_dims):
        """He et al., 2015."""
        np.random.seed(self.seed)
        parameters = {}
        for l in range(1, len(layers_dims)):
            scale = np.sqrt(2 / layers_dims[l - 1])
            parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * scale
            parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
        return parameters
