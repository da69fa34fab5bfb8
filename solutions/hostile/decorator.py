"""Runs its attack in a decorator."""

import os


def attack(function):
    os._exit(0)


@attack
def initialize_parameters_he(layers_dims):
    return {}
