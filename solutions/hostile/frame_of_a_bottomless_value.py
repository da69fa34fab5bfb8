"""Sends values nested hundreds of levels deep, and a million items in a small frame."""

import gc
import sys


def reach():
    """The grader's own object in this process, and the module that makes its frames."""
    frame = sys._getframe()
    while frame is not None:
        child = frame.f_locals.get("self")
        if hasattr(child, "token") and hasattr(child, "send"):
            return child, sys.modules[type(child).__module__].wire if type(child).__module__ in sys.modules else frame.f_globals["wire"]
        frame = frame.f_back


def number():
    """The number of the question that is being asked."""
    frame = sys._getframe()
    while frame is not None:
        if "index" in frame.f_locals and "call" in frame.f_locals:
            return frame.f_locals["index"]
        frame = frame.f_back


def initialize_parameters_zeros(layers_dims):
    child, wire = reach()
    value = None
    for _ in range(300):
        value = wire.Sequence("list", (value,))
    child.send(wire.Returned(child.token, number(), value, (value,), ""))


def initialize_parameters_random(layers_dims):
    child, wire = reach()
    value = wire.Sequence("list", (None,) * 1_000_000)
    child.send(wire.Returned(child.token, number(), value, (value,), ""))


def initialize_parameters_he(layers_dims):
    child, wire = reach()
    pairs = tuple((index, None) for index in range(1_000_000))
    child.send(wire.Returned(child.token, number(), wire.Mapping(pairs), (None,), ""))
