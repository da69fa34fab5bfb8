"""Lifts the recursion limit and runs over the end of the C stack."""

import sys


def initialize_parameters_he(layers_dims):
    sys.setrecursionlimit(2**31 - 1)

    class Deep:
        def __repr__(self):
            return repr(self)

    return repr(Deep())
