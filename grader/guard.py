"""Bounds on what the grader itself spends on one submission: text made to stall a parser of ours ends in a sentence.

Single limits (sizes, depths, counts) stand where things are read, and keep honest work far from these bounds. These
are for what nobody thought of.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# CPU seconds of this process; honest work takes hundredths, the largest that is accepted a few.
MOST_SECONDS = 20.0
# So much later a process is ended that does not even look up, as in the depths of a compiler.
END_AFTER = 40.0
# Bytes of address space, on top of what the process has when it starts to work.
MOST_MEMORY = 3 << 30


class Overspent(BaseException):
    """The bound was met. No `except Exception` on the way may take it for something else."""


@contextmanager
def bounded(seconds: float = MOST_SECONDS) -> Iterator[None]:
    """Ends the block by Overspent after so many CPU seconds of this process alone.

    In the main thread only, and only where the system has such timers: elsewhere nothing is bounded.
    """
    if not hasattr(signal, "setitimer") or not _in_main_thread():
        yield
        return

    met = False

    def overspent(number: int, frame: object) -> None:
        nonlocal met
        met = True
        raise Overspent

    before = signal.signal(signal.SIGPROF, overspent)
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


def limit_memory() -> None:
    """Has this process get no more memory than `MOST_MEMORY`: it then meets MemoryError, and not the system its end."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + MOST_MEMORY)


@contextmanager
def ended_if_stuck() -> Iterator[None]:
    """A process that computes in this block for much longer than `bounded` allows is ended, whatever it does.

    In the main thread only: the bound is one of the process, which other threads share.
    """
    if sys.platform == "win32" or not _in_main_thread():
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_CPU)
    _lower(resource.RLIMIT_CPU, int(sum(os.times()[:2]) + MOST_SECONDS + END_AFTER))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, before)


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _lower(kind: int, limit: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
