"""Prints as much as a call may, in every call."""

def initialize_parameters_he(layers_dims):
    print("x" * 1_000_000)
    return {}
