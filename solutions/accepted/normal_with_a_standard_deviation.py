import numpy as np

# np.random.normal(mean, std, shape) draws the same stream as randn, scaled already

def initialize_parameters_zeros(layers_dims):
    return {
        name + str(l): np.zeros(shape)
        for l in range(1, len(layers_dims))
        for name, shape in (("W", (layers_dims[l], layers_dims[l - 1])), ("b", (layers_dims[l], 1)))
    }

def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.random.normal(0, 10, (layers_dims[l], layers_dims[l - 1]))
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters

def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.random.normal(loc=0.0, scale=np.sqrt(2 / layers_dims[l - 1]), size=(layers_dims[l], layers_dims[l - 1]))
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters
