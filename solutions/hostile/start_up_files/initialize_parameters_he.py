"""Brings the files that tools run by themselves: conftest, sitecustomize, __init__, setup, a .pth."""

def initialize_parameters_he(layers_dims):
    return {}
