import numpy as np

def initialize_parameters_zeros(layers):
    import numpy as np
    d = dict()
    for n in range(len(layers) - 1):
        d[f'W{n + 1}'] = np.zeros((layers[n + 1], layers[n]))
        d[f'b{n + 1}'] = np.zeros((layers[n + 1], 1))
    return d

def initialize_parameters_random(layers):
    np.random.seed(3)
    d = dict()
    for n in range(len(layers) - 1):
        d[f'W{n + 1}'] = 10 * np.random.randn(layers[n + 1], layers[n])
        d[f'b{n + 1}'] = np.zeros((layers[n + 1], 1))
    return d

def initialize_parameters_he(layers):
    import math
    from math import sqrt as root
    np.random.seed(3)
    d = dict()
    for n in range(len(layers) - 1):
        d[f'W{n + 1}'] = np.random.randn(layers[n + 1], layers[n]) * (math.sqrt(2) / root(layers[n]))
        d[f'b{n + 1}'] = np.zeros((layers[n + 1], 1))
    return d
