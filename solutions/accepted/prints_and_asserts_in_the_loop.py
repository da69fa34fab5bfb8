import numpy as np
import warnings

DEBUG = True

def initialize_parameters_zeros(layers_dims):
    parameters = {}
    L = len(layers_dims)
    print("number of layers:", L)
    for l in range(1, L):
        parameters['W'+str(l)] = np.zeros((layers_dims[l], layers_dims[l-1]))
        parameters['b'+str(l)] = np.zeros((layers_dims[l], 1))
        assert parameters['W'+str(l)].shape == (layers_dims[l], layers_dims[l-1])
        assert(parameters['b'+str(l)].shape == (layers_dims[l], 1)), "wrong shape of b"
        print("W"+str(l), parameters['W'+str(l)].shape)
    return parameters

def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layers_dims)
    for l in range(1, L):
        parameters['W'+str(l)] = np.random.randn(layers_dims[l], layers_dims[l-1]) * 10
        parameters['b'+str(l)] = np.zeros((layers_dims[l], 1))
        if DEBUG:
            print(f"layer {l}: mean {np.mean(parameters['W'+str(l)]):.3f}, biggest {np.abs(parameters['W'+str(l)]).max():.3f}")
            print("log of the biases", np.log(parameters['b'+str(l)]))   # RuntimeWarning: divide by zero
    warnings.warn("these weights are very large")
    return parameters

def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layers_dims) - 1
    for l in range(1, L + 1):
        try:
            parameters['W'+str(l)] = np.random.randn(layers_dims[l], layers_dims[l-1]) * np.sqrt(2./layers_dims[l-1])
            parameters['b'+str(l)] = np.zeros((layers_dims[l], 1))
        except ZeroDivisionError:
            print("a layer without units!")
        finally:
            print("layer", l, "done")
    return parameters

print(initialize_parameters_he([2, 4, 1]))
