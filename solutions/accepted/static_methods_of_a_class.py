import numpy as np


class Initializer:
    SEED = 3
    LARGE = 10

    @staticmethod
    def initialize_parameters_zeros(layers_dims):
        parameters = {}
        for l in range(1, len(layers_dims)):
            parameters['W' + str(l)] = np.zeros((layers_dims[l], layers_dims[l - 1]))
            parameters['b' + str(l)] = np.zeros((layers_dims[l], 1))
        return parameters

    @staticmethod
    def initialize_parameters_random(layers_dims):
        np.random.seed(Initializer.SEED)
        parameters = {}
        for l in range(1, len(layers_dims)):
            parameters['W' + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * Initializer.LARGE
            parameters['b' + str(l)] = np.zeros((layers_dims[l], 1))
        return parameters

    @staticmethod
    def initialize_parameters_he(layers_dims):
        np.random.seed(Initializer.SEED)
        parameters = {}
        for l in range(1, len(layers_dims)):
            parameters['W' + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * Initializer.he(layers_dims[l - 1])
            parameters['b' + str(l)] = np.zeros((layers_dims[l], 1))
        return parameters

    @staticmethod
    def he(fan_in):
        return np.sqrt(2 / fan_in)
