"""Prints a gigabyte."""

def initialize_parameters_he(layers_dims):
    for _ in range(1 << 10):
        print("x" * (1 << 20))
