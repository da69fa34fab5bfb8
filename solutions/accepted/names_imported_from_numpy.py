from numpy import *
from numpy.random import randn, seed
import numpy.random as rnd


def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = zeros((layers_dims[l], layers_dims[l - 1]))
        parameters["b" + str(l)] = zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_random(layers_dims):
    seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = randn(layers_dims[l], layers_dims[l - 1]) * 10
        parameters["b" + str(l)] = zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_he(layers_dims):
    rnd.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = rnd.randn(layers_dims[l], layers_dims[l - 1]) * sqrt(2 / layers_dims[l - 1])
        parameters["b" + str(l)] = zeros((layers_dims[l], 1))
    return parameters
