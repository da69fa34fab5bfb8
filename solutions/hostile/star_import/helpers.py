"""Has a sibling module replace what the honest function uses, by `from helpers import *`."""

import builtins
import numpy


class Fake:
    seed = randn = lambda *args: True


class np:
    random = Fake
    zeros = sqrt = lambda *args: True


numpy.random.randn = builtins.range = lambda *args: [1]
