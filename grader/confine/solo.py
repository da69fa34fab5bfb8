"""Far side, where processes cannot be forked (Windows): one process that serves one conversation, unwatched.

The host enforces the wall clock by ending the process; nothing else is limited here.
"""

from __future__ import annotations

import os
import sys

from grader.confine import child, wire
from grader.confine.pipes import Outbox, Prints, read_frame, write


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
    write(answers, wire.pack(wire.Ended(b"", "alone", os.getpid(), 0)))
    message = _follow(asks)
    assert isinstance(message, wire.Open)
    texts = wire.texts(read_frame(asks))
    prints = Prints(setup.kept_output, None)
    sys.stdout = sys.stderr = prints

    def emit(frames: bytes) -> None:
        write(answers, wire.pack(wire.Said(texts.token, len(frames))) + frames)

    served = child.Child(texts, Outbox(emit), prints)
    served.parse()
    while _follow(asks):
        served.answer(wire.questions(read_frame(asks)))


def _follow(asks: int) -> wire.Command | None:
    """The next command; None at the end of the stream."""
    body = read_frame(asks)
    return wire.command(body) if body else None
