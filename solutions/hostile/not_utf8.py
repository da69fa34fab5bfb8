# coding: utf-8
"""Names one encoding, and is written in another."""

def initialize_parameters_he(layers_dims):
    return {"ÿþ": 1}
