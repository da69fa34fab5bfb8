"""Puts a monster into the list that it was given."""

def initialize_parameters_he(layers_dims):
    layers_dims[:] = ["\x1b[2J" * 1000] * 2000
    return None
