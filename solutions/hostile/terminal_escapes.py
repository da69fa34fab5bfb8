"""Puts terminal escapes, markup and reversed text into its messages, keys and prints."""

import numpy as np

WILD = "\x1b[2J\x1b]0;100 / 100\x07\x9b31m\x1bP+q\x1b\\ [bold green]100[/] :tada: \u202e001\u2066\u200b\u2028\x00\x7f\r100/100\ud800"


def initialize_parameters_zeros(layers_dims):
    print(WILD)
    return {WILD: np.zeros(1), "W1": WILD, "b1": [WILD], WILD * 1000: 1}


def initialize_parameters_random(layers_dims):
    print(WILD)
    raise ValueError(WILD)


def initialize_parameters_he(layers_dims):
    layers_dims[:] = [WILD]
    raise type(WILD[:9].replace("\x00", ""), (Exception,), {})(WILD)
