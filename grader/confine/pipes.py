"""Far side: what a child hears and says: whole frames, and what it prints."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable

import msgspec

from grader.confine import wire


class Prints(io.TextIOBase):
    """Stands in for standard output and error: keeps the first of what is printed, and passes all on to `fd`.

    What is beyond `limit` nobody reads, but it is counted: it goes on in large pieces, so that a flood meets the limit
    of output long before that of computing, on a slow machine too.
    """

    encoding, errors = "utf-8", "backslashreplace"
    PIECE = 32 << 10

    def __init__(self, limit: int, fd: int | None) -> None:
        self.limit, self.fd, self.kept, self.beyond = limit, fd, "", bytearray()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        full = len(self.kept) >= self.limit
        if not full:
            self.kept += text[: self.limit - len(self.kept)]
        if self.fd is not None:
            self.beyond += text.encode(self.encoding, self.errors)
            if not full or len(self.beyond) > self.PIECE:
                self._pass_on()
        return len(text)

    def _pass_on(self) -> None:
        passed, self.beyond = self.beyond, bytearray()
        if passed and self.fd is not None:
            write(self.fd, passed)

    def fileno(self) -> int:
        return io.TextIOBase.fileno(self) if self.fd is None else self.fd

    def take(self) -> str:
        """What was kept since the last time."""
        self._pass_on()
        kept, self.kept = self.kept, ""
        return kept.encode(self.encoding, self.errors).decode(self.encoding)


class Outbox:
    """Sends frames to the warden: each at once, or some at a time where that was asked for.

    What is held back is never more than `HELD_BYTES`, nor older than `HELD_SECONDS` of computing.
    """

    HELD_BYTES, HELD_SECONDS = 32 << 10, 0.05
    _clock = staticmethod(time.process_time)

    def __init__(self, emit: Callable[[bytes], None]) -> None:
        self.emit, self.holding = emit, False
        self.held, self.since = bytearray(), 0.0

    def hold(self, wanted: bool) -> None:
        self.holding, self.since = wanted, self._clock()

    def send(self, speech: msgspec.Struct) -> None:
        self.held += wire.pack(speech)
        if not self.holding or len(self.held) > self.HELD_BYTES or self._clock() - self.since > self.HELD_SECONDS:
            self.flush()

    def flush(self) -> None:
        if self.held:
            self.emit(bytes(self.held))
        self.held.clear()
        self.since = self._clock()


def write(fd: int, data: bytes | bytearray) -> None:
    """Writes all of `data`."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def read_exactly(fd: int, count: int) -> bytes:
    """Reads `count` bytes, or fewer at the end of the stream."""
    chunks = []
    while count and (chunk := os.read(fd, min(count, 1 << 20))):
        chunks.append(chunk)
        count -= len(chunk)
    return b"".join(chunks)


def read_frame(fd: int) -> bytes:
    """The body of the next frame; empty at the end of the stream."""
    head = read_exactly(fd, wire.LENGTH.size)
    if len(head) < wire.LENGTH.size:
        return b""
    return read_exactly(fd, wire.LENGTH.unpack(head)[0])
