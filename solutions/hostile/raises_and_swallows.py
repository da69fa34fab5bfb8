"""Raises BaseExceptions of all kinds, swallows them, and answers nothing in the end."""

import asyncio


class Mine(BaseException):
    pass


def initialize_parameters_he(layers_dims):
    for kind in (KeyboardInterrupt, SystemExit, GeneratorExit, asyncio.CancelledError, MemoryError, Mine) * 100:
        try:
            raise kind
        except BaseException:
            pass
