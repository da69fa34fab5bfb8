"""Far side: the warden, which starts children, passes on what they are asked and what they say, and ends them.

It never runs student code itself. It runs confined (see `grader.confine`), started once by `host.py`, and serves
one child at a time.
"""

from __future__ import annotations

import gc
import importlib
import os

from grader.confine import child, gate, wire
from grader.confine.slate import Slate
from grader.confine.ward import LIBC, STDIN, STDOUT, Ward

# More than any gap in the C library's memory holds, and less than it maps apart.
MUCH = 100_000


def hear() -> bytes:
    """The next frame from the host, which holds nothing of a submission. At the end of the stream we are gone too."""
    (length,) = wire.LENGTH.unpack(_hear_exactly(wire.LENGTH.size))
    return _hear_exactly(length)


def _hear_exactly(count: int) -> bytes:
    chunks = []
    while count:
        chunk = os.read(STDIN, count)
        if not chunk:
            os._exit(0)
        chunks.append(chunk)
        count -= len(chunk)
    return b"".join(chunks)


def main() -> None:
    """Loads what children will need, then serves the host's commands until it is gone."""
    setup = wire.setup(hear())
    solo = importlib.import_module("grader.confine.solo") if setup.alone else None
    _preload(setup)
    if solo is not None:
        return solo.main(setup)  # type: ignore[no-any-return]
    os.write(STDOUT, wire.pack(wire.Ended(b"", "ready", os.getpid(), 0)))
    ward: Ward | None = None
    try:
        while True:
            ward = _obey(wire.command(hear()), ward, setup)
    finally:
        if ward is not None and ward.alive:
            ward.kill()
        os._exit(1)


def _obey(message: wire.Command, ward: Ward | None, setup: wire.Setup) -> Ward | None:
    """Serves one command; returns the child that there is then."""
    match message:
        case wire.Open():
            assert ward is None
            ward = Ward(setup, message)
        case wire.Ask():
            if ward and ward.token == message.token:
                ward.serve(message, message.function)
            else:
                # Of a child that ended in the meantime nothing is left to ask; the host will hear so.
                with Slate(message.size) as unheard:
                    unheard.fill(STDIN, message.size)
        case wire.Close():
            if ward:
                ward.end("closed")
    return ward if ward and ward.alive else None


def _preload(setup: wire.Setup) -> None:
    """Imports here, once, what every child would otherwise import again."""
    for name, _ in setup.packages:
        importlib.import_module(name)
    for name in ("numpy.random", "numpy.linalg", "numpy.ma", "collections", "copy", "math", "typing"):
        importlib.import_module(name)
    if setup.readable:
        import sandlock

        # To find modules, Python had to read whole folders; what is in them by name it now knows.
        sandlock.confine(sandlock.Sandbox(fs_readable=setup.readable, fs_writable=[os.devnull]))
    child.settle()
    # Objects that live as long as the warden are kept out of the children's garbage collections.
    gc.collect()
    gc.freeze()
    if LIBC is not None:
        # What was freed is tidied up and put in order here, once, and not in every child, page by page.
        LIBC.malloc_trim(0)
        bytearray(MUCH)
    if setup.readable:
        gate.shut()
