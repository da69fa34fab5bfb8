"""Graded again, in another order and under load: is every Report the same, but for its times?"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

import msgspec

from grader.report import Report, timeless
from grader.validation import Change

# Ends with whoever started it, even where that one is killed.
SPIN = "import os\nparent = os.getppid()\nwhile os.getppid() == parent:\n    sum(range(100_000))"


@contextmanager
def load(processes: int | None = None) -> Iterator[None]:
    """Keeps this many processes busy, one for each core by default."""
    busy = [subprocess.Popen([sys.executable, "-c", SPIN]) for _ in range(processes or os.cpu_count() or 1)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


def changes(
    first: Mapping[str, Report], again: Mapping[str, Report], repeat: int, unsteady: Collection[str] = ()
) -> list[Change]:
    """What differs between two gradings of the same submissions: a sentence for each that does.

    Of the `unsteady` ones only the points are compared.
    """
    found = []
    for name, report in first.items():
        compared = _points if name in unsteady else timeless
        one, other = compared(report), compared(again[name])
        if one != other:
            found.append(Change(name=name, repeat=repeat, sentence=difference(one, other)))
    return found


def _points(report: Report) -> Report:
    """The Report without its words."""
    functions = [
        msgspec.structs.replace(function, checks=[], training=None, printed=None) for function in report.functions
    ]
    return msgspec.structs.replace(report, functions=functions, message=None)


def difference(one: Report, other: Report) -> str:
    """Where two Reports part first, from the top of the document to its end, and what stands there."""
    path, before, after = _parting(msgspec.to_builtins(one), msgspec.to_builtins(other), "")
    return f"{path or 'the report'}: {before!r}, then {after!r}"


def _parting(one: object, other: object, path: str) -> tuple[str, object, object]:
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        pairs = [(f"{path}.{key}".lstrip("."), one[key], other[key]) for key in one]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = [(f"{path}[{index}]", *pair) for index, pair in enumerate(zip(one, other, strict=True))]
    else:
        return path, one, other
    return next((_parting(before, after, at) for at, before, after in pairs if before != after), (path, one, other))
