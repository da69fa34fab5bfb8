"""What the three initializers share."""
import numpy as np
from settings import SEED

BIG = 10


def build(layers_dims, weights):
    np.random.seed(SEED)
    parameters = {}
    for number, (inputs, units) in enumerate(zip(layers_dims, layers_dims[1:]), 1):
        parameters["W" + str(number)] = weights(units, inputs)
        parameters["b" + str(number)] = np.zeros((units, 1))
    return parameters


def normal(units, inputs, deviation):
    return np.random.randn(units, inputs) * deviation


if __name__ == "__main__":
    print(build([3, 2, 1], lambda units, inputs: normal(units, inputs, BIG)))
