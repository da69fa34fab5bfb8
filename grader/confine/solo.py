"""Far side, where processes cannot be forked (Windows): one process that serves one conversation, unwatched.

The host enforces the wall clock by ending the process; nothing else is limited here.
"""

from __future__ import annotations

import os
import sys

from grader.confine import child, wire


def main(setup: wire.Setup) -> None:
    """Serves the host's commands until it is gone."""
    asks, answers = os.dup(0), os.dup(1)
    if sys.platform == "win32":
        import msvcrt

        for fd in (asks, answers):
            msvcrt.setmode(fd, os.O_BINARY)
    nothing = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nothing, fd)
    child.write(answers, wire.pack(wire.Ended(b"", "alone", os.getpid(), b"")))
    message = wire.command(child.read_frame(asks))
    assert isinstance(message, wire.Open)
    prints = child.Prints(setup.kept_output, None)
    child.prepare(prints)

    def emit(frames: bytes) -> None:
        while frames:
            (length,) = wire.LENGTH.unpack_from(frames)
            frame, frames = frames[wire.LENGTH.size :][:length], frames[wire.LENGTH.size + length :]
            child.write(answers, wire.pack(wire.Said(message.token, (frame,))))

    served = child.Child(message.token, message.units, child.Outbox(emit), prints)
    served.parse()
    while body := child.read_frame(asks):
        ask = wire.command(body)
        assert isinstance(ask, wire.Ask)
        served.answer(ask)
