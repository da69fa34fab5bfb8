"""Runs code that claims to stand in a file that the submission does not have."""

def initialize_parameters_zeros(layers_dims):
    exec(compile("1 / 0", "<unit 1000000000>", "exec"))


def initialize_parameters_random(layers_dims):
    exec(compile("1 / 0", "<unit -1>", "exec"))


def initialize_parameters_he(layers_dims):
    exec(compile("1 / 0", "<unit x>", "exec"))
