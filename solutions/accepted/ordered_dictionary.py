from collections import OrderedDict, namedtuple

import numpy as np

Layer = namedtuple("Layer", "number inputs units")


def layers(dims):
    for number in range(1, len(dims)):
        yield Layer(number, dims[number - 1], dims[number])


def initialize_parameters_zeros(layers_dims):
    parameters = OrderedDict()
    for layer in layers(layers_dims):
        parameters["W" + str(layer.number)] = np.zeros((layer.units, layer.inputs))
        parameters["b" + str(layer.number)] = np.zeros((layer.units, 1))
    return parameters


def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    parameters = OrderedDict()
    for layer in layers(layers_dims):
        parameters["b" + str(layer.number)] = np.zeros((layer.units, 1))
        parameters["W" + str(layer.number)] = np.random.randn(layer.units, layer.inputs) * 10
    return parameters


def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    weights = OrderedDict((f"W{x.number}", np.random.randn(x.units, x.inputs) * np.sqrt(2 / x.inputs)) for x in layers(layers_dims))
    biases = OrderedDict((f"b{x.number}", np.zeros((x.units, 1))) for x in layers(layers_dims))
    return OrderedDict(list(weights.items()) + list(biases.items()))
