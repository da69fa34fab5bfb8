from dataclasses import dataclass, field

import numpy as np


@dataclass
class Layer:
    number: int
    inputs: int
    units: int
    W: np.ndarray = field(init=False)
    b: np.ndarray = field(init=False)

    def __post_init__(self):
        self.W = np.zeros((self.units, self.inputs))
        self.b = np.zeros((self.units, 1))

    def draw(self, deviation):
        self.W = np.random.randn(self.units, self.inputs) * deviation
        return self


class Network:
    def __init__(self, layers_dims):
        sizes = zip(layers_dims, layers_dims[1:])
        self.layers = [Layer(number, *size) for number, size in enumerate(sizes, start=1)]

    @property
    def parameters(self):
        return {name + str(layer.number): getattr(layer, name) for layer in self.layers for name in "Wb"}


def initialize_parameters_zeros(layers_dims):
    return Network(layers_dims).parameters


def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    network = Network(layers_dims)
    for layer in network.layers:
        layer.draw(10)
    return network.parameters


def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    network = Network(layers_dims)
    network.layers = [layer.draw(np.sqrt(2 / layer.inputs)) for layer in network.layers]
    return network.parameters
