"""Bounds on what the grader itself spends on one submission: text made to stall a parser of ours ends in a sentence.

Single limits (sizes, depths, counts) stand where things are read, and keep honest work far from these bounds. These
are for what nobody thought of.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

# CPU seconds of the main thread; honest work takes hundredths, the largest that is accepted a few. Other threads are
# sandlock's, which serve what student code asks of the system: that is the student's time, and the wall bounds it.
MOST_SECONDS = 20.0
# So much later a process is ended that does not even look up, as in the depths of a compiler.
END_AFTER = 40.0
# Bytes of address space, on top of what the process has when it starts to work.
MOST_MEMORY = 3 << 30


class Overspent(BaseException):
    """The bound was met. No `except Exception` on the way may take it for something else."""


@contextmanager
def bounded(seconds: float = MOST_SECONDS, deadly: bool = False) -> Iterator[None]:
    """Ends the block by Overspent after so many CPU seconds of the main thread.

    If `deadly`, a process that computes on for much longer without looking up is ended, whatever it does. In the main
    thread only, and only where the system has such timers: elsewhere nothing is bounded.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    met, start = False, time.thread_time()

    def look_up(number: int, frame: object) -> None:
        nonlocal met
        left = seconds - (time.thread_time() - start)
        if left > 0:
            # The time was that of other threads.
            signal.setitimer(signal.ITIMER_PROF, max(left, 0.01), 1.0)
            return postpone()
        met = True
        raise Overspent

    before = signal.signal(signal.SIGPROF, look_up)
    with _end() if deadly else nullcontext(lambda: None) as postpone:
        # Again and again, as the first may come where exceptions are lost, in a destructor.
        signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
        try:
            yield
        except Exception as error:
            # In the midst of a compiler, Python makes another error of it.
            if met:
                raise Overspent from error
            raise
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0.0)
            signal.signal(signal.SIGPROF, before)


@contextmanager
def _end() -> Iterator[Callable[[], None]]:
    """The system ends this process if it computes on for long; what is given puts that off, from the time it is called.

    The bound is one of the whole process, which other threads share.
    """
    import resource

    def postpone() -> None:
        _lower(resource.RLIMIT_CPU, int(time.process_time() + MOST_SECONDS + END_AFTER))

    before = resource.getrlimit(resource.RLIMIT_CPU)
    postpone()
    try:
        yield postpone
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, before)


def limit_memory() -> None:
    """Has this process get no more memory than `MOST_MEMORY`: it then meets MemoryError, and not the system its end."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + MOST_MEMORY)


def _lower(kind: int, limit: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
