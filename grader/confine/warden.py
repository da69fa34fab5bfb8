"""Far side: the warden, which starts children, watches them, passes on what they say, and ends them.

It never runs student code itself. It runs confined (see `grader.confine`), started once by `host.py`, and serves
one child at a time. What a child says is passed on unread; only the lengths of its frames are looked at.

A forked process has all the memory of the one that forked it. So that no child finds there what another submission
said or was told, the warden itself reads nothing: each child is forked, served and ended by a `Ward` in a process
of its own, which ends with it.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import select
import signal
import sys
import time
from dataclasses import dataclass

from grader.confine import wire

STDIN, STDOUT = 0, 1
TICK = 0.05
UNCONFINED = 77


@dataclass
class Spent:
    """What one function has used, all its calls together."""

    cpu: float = 0.0
    wall: float = 0.0
    answered: int = 0


class Ward:
    """One child as seen from outside: three pipes, a process, and what is left of its budgets."""

    def __init__(self, setup: wire.Setup, message: wire.Open) -> None:
        self.setup, self.token = setup, message.token
        asks_read, self.asks = os.pipe()
        self.answers, answers_write = os.pipe()
        self.output, output_write = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            # A flag set on one end of a pipe holds for everybody who has that end.
            for fd in (self.asks, self.answers, self.output):
                os.close(fd)
            _become_child(setup, message, asks_read, answers_write, output_write)
        for fd in (asks_read, answers_write, output_write):
            os.close(fd)
        for fd in (self.asks, self.answers, self.output):
            os.set_blocking(fd, False)
        self.expected = len(message.units)
        self.unsent = b""
        self.frames = bytearray()
        self.printed = bytearray()
        self.printed_bytes = 0
        self.listening = [self.answers, self.output, STDIN]
        self.alive = True
        self.cpu = 0.0
        # Of each function so far, and of reading the code (""): CPU seconds, wall seconds, bytes of answers.
        self.spent: dict[str, Spent] = {}
        self._begin("")

    def ask(self, message: wire.Ask) -> None:
        self.unsent = wire.pack(message)
        self.expected = len(message.calls)
        self._begin(message.calls[0].function)

    def _begin(self, function: str) -> None:
        self.function = self.spent.setdefault(function, Spent())
        self.batch_cpu, self.batch_wall = self._cpu(), time.monotonic()
        self._mark()

    def _mark(self) -> None:
        """A new call begins: its budgets are counted from here."""
        self.cpu_start, self.wall_start = self._cpu(), time.monotonic()
        self.printed_bytes = 0

    def _cpu(self) -> float:
        """CPU seconds that the child has used, all threads; 0 where the system cannot tell."""
        if sys.platform != "linux":
            return 0.0
        try:
            return time.clock_gettime((~self.pid << 3) | 2)
        except OSError:
            return self.cpu

    def serve(self) -> None:
        """Passes frames on until every expected one has come or the child is gone."""
        while self.expected and self.alive:
            writing = [self.asks] if self.unsent else []
            ready, writable, _ = select.select(self.listening, writing, [], TICK)
            if STDIN in ready:
                # The host speaks only when it has given up on this child, or is gone.
                self.end("closed")
            elif self.output in ready and not self._drain():
                self.end("output")
            elif self.answers in ready:
                self._listen()
            elif writable:
                self._tell()
            self._watch()
        self.cpu = self._cpu() if self.alive else self.cpu
        self.function.cpu += self.cpu - self.batch_cpu
        self.function.wall += time.monotonic() - self.batch_wall

    def _tell(self) -> None:
        try:
            self.unsent = self.unsent[os.write(self.asks, self.unsent) :]
        except OSError:
            self.unsent = b""

    def _drain(self) -> bool:
        """Takes what the child printed; False if that is too much."""
        with contextlib.suppress(BlockingIOError):
            while chunk := os.read(self.output, wire.CHUNK):
                self.printed_bytes += len(chunk)
                self.printed += chunk[: max(0, self.setup.kept_output - len(self.printed))]
                if self.printed_bytes > self.setup.max_output:
                    return False
            # The child closed its end, which would be news for ever.
            self.listening = [self.answers, STDIN]
        return True

    def _listen(self) -> None:
        try:
            chunk = os.read(self.answers, wire.CHUNK)
        except BlockingIOError:
            return
        if not chunk:
            return self._gone()
        self.frames += chunk
        self.function.answered += len(chunk)
        frames = []
        while self.expected and (frame := self._take_frame()) is not None:
            frames.append(frame)
            self.expected -= 1
        if frames:
            self.printed.clear()
            self._mark()
            write(wire.pack(wire.Said(self.token, tuple(frames))))
        if self._length() > wire.MAX_FRAME or (self.frames and not self.expected):
            self.end("answer")
        elif self.function.answered > self.setup.max_answers:
            self.end("answers")
        return None

    def _length(self) -> int:
        """The length that the next frame claims; 0 while that is not known."""
        if len(self.frames) < wire.LENGTH.size:
            return 0
        length: int = wire.LENGTH.unpack_from(self.frames)[0]
        return length

    def _take_frame(self) -> bytes | None:
        """The next whole frame's body, if it has come."""
        start, length = wire.LENGTH.size, self._length()
        if len(self.frames) < start + max(length, 1) or length > wire.MAX_FRAME:
            return None
        frame = bytes(self.frames[start : start + length])
        del self.frames[: start + length]
        return frame

    def _watch(self) -> None:
        """Ends a child that is over a budget or has died."""
        if not self.alive or not self.expected:
            return
        self.cpu, now, setup = self._cpu(), time.monotonic(), self.setup
        call_cpu, total_cpu = self.cpu - self.cpu_start, self.function.cpu + self.cpu - self.batch_cpu
        # Under load computing takes longer, waiting does not: what computes has more time, by the CPU time it used.
        stretch = setup.call_wall / setup.call_cpu
        waited = now - self.wall_start - call_cpu * stretch
        waited_in_all = self.function.wall + now - self.batch_wall - total_cpu * stretch
        if call_cpu > setup.call_cpu:
            self.end("cpu")
        elif waited > setup.call_wall:
            self.end("wall")
        elif total_cpu > setup.total_cpu or waited_in_all > setup.total_wall:
            self.end("slow")
        elif os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            self._last_words()

    def _last_words(self) -> None:
        """A dead child may have answered before it died: those answers count."""
        while self.alive and self.expected:
            self._listen()
            if self.alive and not select.select([self.answers], [], [], 0)[0]:
                self._gone()

    def _gone(self) -> None:
        """The child closed its pipe or died by itself."""
        deadline = time.monotonic() + 0.5
        while time.monotonic() < deadline:
            found = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if found:
                exited = found.si_code == os.CLD_EXITED
                return self.end("exit" if exited else "signal", found.si_status)
            time.sleep(0.005)
        return self.end("answer")

    def end(self, how: str, detail: int = 0) -> None:
        """Kills the child with its whole process group, and says so."""
        if not self.alive:
            return
        self.kill()
        self._drain()
        for fd in (self.asks, self.answers, self.output):
            os.close(fd)
        say(wire.Ended(self.token, how, detail, bytes(self.printed)))

    def kill(self) -> None:
        self.alive = False
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(OSError):
                kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _become_child(setup: wire.Setup, message: wire.Open, asks: int, answers: int, output: int) -> None:
    """In the forked child: leave the warden's pipes, put on the narrower confinement, run. Never returns."""
    status = UNCONFINED
    try:
        os.setsid()
        nothing, end = os.pipe()
        os.close(end)
        os.dup2(nothing, 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.closerange(max(asks, answers, output, nothing) + 1, 256)
        if setup.readable is not None:
            import sandlock

            sandlock.confine(sandlock.Sandbox(fs_readable=list(setup.readable)))
        from grader.confine import child

        status = 0
        child.run(message, setup.kept_output, asks, answers)
    finally:
        os._exit(status)


def say(message: wire.Ended) -> None:
    """Tells the host."""
    write(wire.pack(message))


def write(data: bytes | bytearray) -> None:
    """Writes all of `data` to the host."""
    view = memoryview(data)
    while view:
        view = view[os.write(STDOUT, view) :]


def hear() -> bytes:
    """The next frame from the host. The end of the stream means that the host is gone, and so are we."""
    (length,) = wire.LENGTH.unpack(_hear_exactly(wire.LENGTH.size))
    return _hear_exactly(length)


def _hear_exactly(count: int) -> bytes:
    chunks = []
    while count:
        chunk = os.read(STDIN, min(count, wire.CHUNK))
        if not chunk:
            os._exit(0)
        chunks.append(chunk)
        count -= len(chunk)
    return b"".join(chunks)


def main() -> None:
    """Loads what children will need, then serves the host's commands until it is gone."""
    setup = wire.setup(hear())
    _preload(setup)
    if setup.alone:
        from grader.confine import solo

        return solo.main(setup)
    say(wire.Ended(b"", "ready", os.getpid(), b""))
    while True:
        select.select([STDIN], [], [])
        pid = os.fork()
        if not pid:
            _serve_one(setup)
        _, status = os.waitpid(pid, 0)
        if status:
            os._exit(1)


def _serve_one(setup: wire.Setup) -> None:
    """In a process of its own: serves the next child from its first command to its end. Never returns."""
    status = 1
    ward: Ward | None = None
    try:
        while ward is None or ward.alive:
            message = wire.command(hear())
            match message:
                case wire.Open() if ward is None:
                    ward = Ward(setup, message)
                    ward.serve()
                case wire.Ask() if ward and ward.token == message.token:
                    ward.ask(message)
                    ward.serve()
                case wire.Close():
                    # Of a child that ended in the meantime there is nothing left to close.
                    if ward:
                        ward.end("closed")
                    break
        status = 0
    finally:
        if ward is not None and ward.alive:
            ward.kill()
        os._exit(status)


def _preload(setup: wire.Setup) -> None:
    """Imports here, once, what every child would otherwise import again."""
    import grader.confine.solo  # noqa: F401
    from grader.confine import child

    for name, _ in setup.packages:
        importlib.import_module(name)
    for name in ("numpy.random", "numpy.linalg", "numpy.ma", "collections", "copy", "math", "typing"):
        importlib.import_module(name)
    if setup.readable is not None:
        importlib.import_module("sandlock")
    child.settle()
    # Objects that live as long as the warden are kept out of the children's garbage collections.
    gc.collect()
    gc.freeze()
