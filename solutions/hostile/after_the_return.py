"""Leaves exit handlers, finalizers, weak references and garbage that run after the return."""

import atexit
import gc
import os
import weakref
import numpy as np


class Last:
    def __init__(self, parameters):
        self.parameters = parameters

    def __del__(self):
        self.parameters["W1"] = np.ones((1, 1))
        for fd in range(3, 64):
            try:
                os.write(fd, b"\x01\0\0\0\xc3")
            except OSError:
                pass


def report():
    open("/tmp/grader-hostile-victim/result.json", "w").write("100")
    os._exit(0)


def initialize_parameters_he(layers_dims):
    parameters = {"W1": np.zeros((layers_dims[1], layers_dims[0]))}
    atexit.register(report)
    weakref.finalize(parameters["W1"], report)
    gc.callbacks.append(lambda phase, info: report())
    os.register_at_fork(before=report, after_in_child=report, after_in_parent=report)
    parameters["last"] = [Last(parameters)]
    return parameters
