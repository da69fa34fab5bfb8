"""Uses keys that are huge numbers, not numbers, minus nothing, or a megabyte long."""

def initialize_parameters_zeros(layers_dims):
    return {10**4000: 1, -(2**63): 2, 2**63: 3, True: 4, 0.0: 5}


def initialize_parameters_random(layers_dims):
    return {float("nan"): 1, float("nan"): 2, float("inf"): 3, -0.0: 4, 5e-324: 5}


def initialize_parameters_he(layers_dims):
    return {"W" * 1_000_000: 1, "W1\n" * 100_000: 2}
