"""What a worker process can do without loading a grader: it looks whether submissions are as they were.

A class that was graded before is only looked at. So nothing is imported here that does more than read.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.guard import Overspent, bounded, limit_memory
from grader.reading.read import read
from grader.reading.work import Unreadable


@dataclass(frozen=True)
class Task:
    """One submission to grade. `sha256`: of what was graded before, if it was."""

    student: str
    path: Path
    sha256: str | None = None


def prepare() -> None:
    """First thing in a local worker process: Ctrl-C is the parent's business, and the worker ends with its parent."""
    import multiprocessing

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT,))
    limit_memory()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def arrive() -> None:
    """Nothing: a worker that does this can look."""


def look_at(tasks: Sequence[Task]) -> list[bool]:
    """Of each submission, whether it is what was graded before."""
    return [_is_unchanged(task) for task in tasks]


def _is_unchanged(task: Task) -> bool:
    try:
        with bounded(deadly=True):
            return read(task.path).sha256 == task.sha256
    except (Unreadable, Overspent, MemoryError):
        return False
