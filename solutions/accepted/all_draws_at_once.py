import numpy as np

# All normal numbers in one call, then cut to pieces: the stream is the same.

def initialize_parameters_zeros(layers_dims):
    parameters = {}
    sizes = [layers_dims[l] * layers_dims[l - 1] for l in range(1, len(layers_dims))]
    numbers = np.zeros(sum(sizes))
    ends = np.cumsum(sizes)
    for l, (size, end) in enumerate(zip(sizes, ends), 1):
        parameters["W%i" % l] = numbers[end - size:end].reshape(layers_dims[l], layers_dims[l - 1])
        parameters["b%i" % l] = np.zeros((layers_dims[l], 1))
    return parameters

def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    shapes = list(zip(layers_dims[1:], layers_dims[:-1]))
    numbers = 10 * np.random.randn(sum(a * b for a, b in shapes))
    parameters = {}
    start = 0
    for l, (a, b) in enumerate(shapes, 1):
        parameters["W%i" % l] = numbers[start:start + a * b].reshape((a, b))
        parameters["b%i" % l] = np.zeros((a, 1))
        start += a * b
    return parameters

def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        W = np.empty((layers_dims[l], layers_dims[l - 1]))
        b = np.empty((layers_dims[l], 1))
        for i in range(layers_dims[l]):
            for j in range(layers_dims[l - 1]):
                W[i, j] = np.random.randn() * np.sqrt(2 / layers_dims[l - 1])   # one by one, row after row
            b[i] = 0
        parameters["W%i" % l] = W
        parameters["b%i" % l] = b
    return parameters
