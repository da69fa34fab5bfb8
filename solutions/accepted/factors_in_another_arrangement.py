import numpy as np

# The same number, reached another way: rounding may differ in the last bit.

def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        a = np.arange(float(layers_dims[l] * layers_dims[l - 1])).reshape(layers_dims[l], layers_dims[l - 1])
        parameters["W" + str(l)] = a - a
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 2))[:, [0]]
    return parameters

def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) / 0.1
        parameters["b" + str(l)] = np.zeros((1, layers_dims[l])).T
    return parameters

def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        n = layers_dims[l - 1]
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], n) * np.sqrt(2) * np.power(n, -0.5)
        parameters["b" + str(l)] = np.zeros(layers_dims[l])[:, np.newaxis]
    return parameters
