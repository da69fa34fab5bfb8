"""Far side: one child as the warden sees it, from its fork to its end, and what it has spent.

What a child says is passed on unread; only the lengths of its frames are looked at. A forked process has all the memory
of the one that forked it. So that no child finds there what another submission said or was told, all of that lies in a
`Slate`, never in an object of Python's, and the slate is gone before the next child is forked.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import sys
from dataclasses import dataclass
from time import clock_gettime, monotonic, sleep
from typing import Any

from grader.confine import child, domain, wire
from grader.confine.slate import Slate

STDIN, STDOUT = 0, 1
TICK = 0.05
UNCONFINED = 77
PR_SET_PDEATHSIG = 1
# What whoever started the grader has set aside, as bulk's workers do Ctrl-C; it is the warden's, and not a child's.
PYTHONS_OWN = {getattr(signal, name, None) for name in ("SIGPIPE", "SIGXFSZ")}
IGNORED = [number for number in signal.valid_signals() - PYTHONS_OWN if signal.getsignal(number) is signal.SIG_IGN]
LIBC: Any = ctypes.PyDLL(None) if sys.platform == "linux" else None


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
        self.pid = _fork()
        if not self.pid:
            # A flag set on one end of a pipe holds for everybody who has that end.
            for fd in (self.asks, self.answers, self.output):
                os.close(fd)
            _become_child(setup, asks_read, answers_write, output_write)
        for fd in (asks_read, answers_write, output_write):
            os.close(fd)
        for fd in (self.asks, self.answers, self.output):
            os.set_blocking(fd, False)
        self.frames = Slate(wire.MAX_SAID)
        self.printed = Slate(setup.kept_output + wire.CHUNK)
        self.printed_bytes = 0
        self.listening = [self.answers, self.output, STDIN]
        self.alive = True
        self.cpu = 0.0
        # Of each function so far, and of reading the code (""): CPU seconds, wall seconds, bytes of answers.
        self.spent: dict[str, Spent] = {}
        self.serve(message, "")

    def serve(self, message: wire.Open | wire.Ask, function: str) -> None:
        """Passes on what follows the message, then frames, until every expected one has come or the child is gone."""
        self.expected = message.expected
        with Slate(message.size) as unsent:
            unsent.fill(STDIN, message.size)
            self._begin(function)
            while self.expected and self.alive:
                self._attend(unsent)
                self._watch()
        self.cpu = self._cpu() if self.alive else self.cpu
        self.function.cpu += self.cpu - self.batch_cpu
        self.function.wall += monotonic() - self.batch_wall

    def _begin(self, function: str) -> None:
        self.function = self.spent.setdefault(function, Spent())
        self.batch_cpu, self.batch_wall = self._cpu(), monotonic()
        self._mark()

    def _mark(self) -> None:
        """A new call begins: its budgets are counted from here."""
        self.cpu_start, self.wall_start = self._cpu(), monotonic()
        self.printed_bytes = 0

    def _cpu(self) -> float:
        """CPU seconds that the child has used, all threads; 0 where the system cannot tell."""
        if sys.platform != "linux":
            return 0.0
        try:
            return clock_gettime((~self.pid << 3) | 2)
        except OSError:
            return self.cpu

    def _attend(self, unsent: Slate) -> None:
        """Waits a moment for something to do, and does it."""
        writing = [self.asks] if unsent.used else []
        ready, writable, _ = select.select(self.listening, writing, [], TICK)
        if STDIN in ready:
            # The host speaks only when it has given up on this child, or is gone.
            self.end("closed")
        elif self.output in ready and not self._drain():
            self.end("output")
        elif self.answers in ready:
            self._listen()
        elif writable:
            try:
                unsent.pour(self.asks)
            except BrokenPipeError:
                unsent.drop(unsent.used)

    def _drain(self) -> bool:
        """Takes what the child printed; False if that is too much."""
        with contextlib.suppress(BlockingIOError):
            while count := self.printed.take(self.output):
                self.printed_bytes += count
                self.printed.cut(self.setup.kept_output)
                if self.printed_bytes > self.setup.max_output:
                    return False
            # The child closed its end, which would be news for ever.
            self.listening = [self.answers, STDIN]
        return True

    def _listen(self) -> None:
        try:
            count = self.frames.take(self.answers)
        except BlockingIOError:
            return
        if not count:
            return self._gone()
        self.function.answered += count
        whole = self._whole_frames()
        if whole:
            self.printed.cut(0)
            self._mark()
            tell(wire.Said(self.token, whole), self.frames, whole)
            self.frames.drop(whole)
        if self.frames.length_at(0) > wire.MAX_FRAME or (self.frames.used and not self.expected):
            self.end("answer")
        elif self.function.answered > self.setup.max_answers:
            self.end("answers")
        return None

    def _whole_frames(self) -> int:
        """How many of the bytes that have come make up frames that are whole and expected."""
        place = 0
        while self.expected:
            length = self.frames.length_at(place)
            stop = place + wire.LENGTH.size + max(length, 1)
            if length > wire.MAX_FRAME or stop > self.frames.used:
                break
            place = stop
            self.expected -= 1
        return place

    def _watch(self) -> None:
        """Ends a child that is over a budget or has died."""
        if not self.alive or not self.expected:
            return
        self.cpu, now, setup = self._cpu(), monotonic(), self.setup
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
        deadline = monotonic() + 0.5
        while monotonic() < deadline:
            found = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if found:
                exited = found.si_code == os.CLD_EXITED
                return self.end("exit" if exited else "signal", found.si_status)
            sleep(0.005)
        return self.end("answer")

    def end(self, how: str, detail: int = 0) -> None:
        """Kills the child with its whole process group, says so, and forgets all that it said."""
        if not self.alive:
            return
        self.kill()
        self._drain()
        for fd in (self.asks, self.answers, self.output):
            os.close(fd)
        kept = self.printed.used
        tell(wire.Ended(self.token, how, detail, kept), self.printed, kept)
        self.printed.close()
        self.frames.close()

    def kill(self) -> None:
        self.alive = False
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(OSError):
                kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _fork() -> int:
    """As `os.fork`. Raises OSError.

    On Linux without what Python does on a fork for other threads, of which there are none, and for what imported
    modules asked of it (new locks, new seeds): in a child all of that is page after page to be copied.
    """
    if LIBC is None:
        return os.fork()
    pid: int = LIBC.fork()
    if pid < 0:
        raise OSError("no process can be forked")
    return pid


def _become_child(setup: wire.Setup, asks: int, answers: int, output: int) -> None:
    """In the forked child: leave the warden's pipes, put on the narrower confinement, run. Never returns."""
    status = UNCONFINED
    try:
        os.setsid()
        for number in IGNORED:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        if sys.platform == "linux":
            # So that nothing lives on if the grader and the warden are killed at once.
            LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        nothing, end = os.pipe()
        os.close(end)
        os.dup2(nothing, 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.closerange(max(asks, answers, output, nothing) + 1, 256)
        if setup.readable:
            # What the warden cannot read, its children cannot: a second domain only takes away.
            domain.enter()
        status = 0
        child.run(setup.kept_output, asks, answers)
    finally:
        os._exit(status)


def tell(message: wire.Said | wire.Ended, slate: Slate, size: int) -> None:
    """Tells the host, with the first `size` bytes of a slate."""
    slate.show(STDOUT, size, wire.pack(message))
