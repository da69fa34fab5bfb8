"""Returns a generator that never ends, and another one for whoever asks for its length."""

import itertools


def initialize_parameters_zeros(layers_dims):
    return itertools.count()


def initialize_parameters_random(layers_dims):
    while True:
        yield "W1", 0.0


async def initialize_parameters_he(layers_dims):
    return {}
