"""Reads from address 0."""

import ctypes


def initialize_parameters_he(layers_dims):
    return ctypes.string_at(0)
