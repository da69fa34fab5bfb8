"""The three functions differ in one thing only, the factor of each layer; so there is one function that does the work."""
import numpy as np


def initialize_parameters_zeros(layers_dims):
    return initialize(layers_dims, "zeros")


def initialize_parameters_random(layers_dims):
    return initialize(layers_dims, "random")


def initialize_parameters_he(layers_dims):
    return initialize(layers_dims, "he")


def initialize(layers_dims, kind):
    set_seed()
    parameters = {}
    for l, (fan_in, fan_out) in enumerate(zip(layers_dims[:-1], layers_dims[1:]), 1):
        parameters[f"W{l}"] = np.random.randn(fan_out, fan_in) * FACTORS[kind](fan_in)
        parameters[f"b{l}"] = np.zeros((fan_out, 1))
    return parameters


def set_seed(seed=3):
    np.random.seed(seed)


FACTORS = {
    "zeros": lambda fan_in: 0.0,
    "random": lambda fan_in: 10.0,
    "he": lambda fan_in: np.sqrt(2 / fan_in),
}
