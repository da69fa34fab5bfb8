"""Files that others open: cells that no spreadsheet runs, numbers that stay numbers, and writing all or nothing."""

from __future__ import annotations

import csv
import io
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from grader.gradebook import GradebookError
from grader.outputs import is_database

Cell = str | float | bool | None
# What a terminal obeys, and what has a line read in another direction: not the marks that names are written with.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(text: str) -> str:
    """Text that a spreadsheet takes for text: one that would begin a formula gets a leading apostrophe.

    Source: OWASP, "CSV Injection".
    """
    return f"'{text}" if text.startswith(RISKY) else text


def number(value: float, decimal: str = ".") -> str:
    """A mark with two decimals at most, as learning systems round them: 97, 97.5, 97.25."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", decimal)


def figure(text: str) -> tuple[float | None, str]:
    """The number in a cell (None if there is none), and its decimal sign."""
    text = text.strip()
    decimal = "," if "," in text else "."
    try:
        return float(text.replace(",", ".")), decimal
    except ValueError:
        return None, "."


def csv_lines(rows: Iterable[Iterable[Cell]]) -> Iterator[bytes]:
    """A CSV file, piece by piece: UTF-8 with the mark that spreadsheets know it by, CRLF, None as blank."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    text.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    for row in rows:
        writer.writerow([_cell(cell) for cell in row])
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()


def _cell(value: Cell) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float | int):
        return number(value)
    return guarded(UNSEEN.sub("\N{REPLACEMENT CHARACTER}", value or ""))


def is_standard(target: Path | None) -> bool:
    """Whether standard output is meant: by saying nothing, or "-"."""
    return target is None or str(target) == "-"


@contextmanager
def written(target: Path | None) -> Iterator[IO[bytes]]:
    """A file to write to that takes its place only when all went well; standard output for None and "-".

    Raises GradebookError if it cannot be written, or is a gradebook; then what stood there before is still there.
    """
    if target is None or is_standard(target):
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        if is_database(target):
            raise GradebookError(f"{target} is a gradebook, which would be lost: name another file to write to.")
        if target.exists() and not target.is_file():
            # A pipe or a device cannot be replaced, only written to.
            with open(target, "wb") as stream:
                yield stream
        else:
            yield from _replaced(target.resolve())
    except OSError as error:
        raise GradebookError(f"{target} cannot be written ({error.strerror or error}): name another place.") from error


def _replaced(target: Path) -> Iterator[IO[bytes]]:
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}-")
    try:
        with open(handle, "wb") as stream:
            yield stream
        Path(draft).chmod(_mode(target))
        Path(draft).replace(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that a new one would get."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
