import numpy as np

def initialize_parameters_zeros(layers_dims):
    rest = list(layers_dims)      # a copy: we take it apart
    parameters = {}
    l = 0
    while len(rest) > 1:
        previous = rest.pop(0)
        l += 1
        parameters["W" + str(l)] = np.zeros((rest[0], previous))
        parameters["b" + str(l)] = np.zeros((rest[0], 1))
    return parameters

def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    parameters = {}
    l = 1
    while True:
        if l >= len(layers_dims):
            break
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * 10
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
        l = l + 1
    return parameters

def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = {}
    dims = layers_dims[:]
    l = 1
    while l < len(dims):
        he = np.sqrt(2.0 / dims[l - 1])
        parameters["W" + str(l)] = np.random.randn(dims[l], dims[l - 1]) * he
        parameters["b" + str(l)] = np.zeros((dims[l], 1)) * he
        l += 1
    else:
        pass
    return parameters
