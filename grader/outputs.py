"""Files that a command was asked to write: refused before the work is done, not after it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from grader.reading.members import ARCHIVES, SUFFIXES
from grader.trouble import Trouble

SUBMISSIONS = (*SUFFIXES, *ARCHIVES)
# How SQLite's files begin. Source: its "Database File Format".
SQLITE = b"SQLite format 3\0"


class NoPlace(Trouble):
    """A file cannot be written where it should go; the message says what to name instead."""


def prove_writable(option: str, path: Path | None, submissions: bool = False) -> None:
    """Raises NoPlace if nothing can be written to the `path` that an option names.

    Unless `submissions` may be written, neither may what looks like one: it would be lost.
    """
    if path is None:
        return
    if path.name.lower().endswith(SUBMISSIONS) and not submissions:
        raise NoPlace(f"{option} {path} would write over a submission: name another file, as report.json.")
    if path.is_dir():
        raise NoPlace(f"{option} {path} is a folder: name a file in it.")
    if is_database(path):
        raise NoPlace(f"{option} {path} would write over a gradebook: name another file.")
    if not path.exists() and not path.parent.is_dir():
        raise NoPlace(f"{option} {path} cannot be written: there is no folder {path.parent}. Make it, or name another.")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise NoPlace(f"{option} {path} cannot be written: you lack the permission. Name another file.")


def is_database(path: Path) -> bool:
    """Whether a gradebook, or another SQLite file, is there."""
    if not path.is_file() or not os.access(path, os.R_OK):
        return False
    with open(path, "rb") as stream:
        return stream.read(len(SQLITE)) == SQLITE


def prove_all_writable(paths: Mapping[str, Path | None]) -> None:
    """The same for several options, of which no two may name one file."""
    seen: dict[Path, str] = {}
    for option, path in paths.items():
        prove_writable(option, path)
        if path is not None and (other := seen.setdefault(path.resolve(), option)) != option:
            raise NoPlace(f"{option} {path} would write over what {other} writes: name another file.")


def write(option: str, path: Path, document: bytes) -> None:
    """Writes a file. Raises NoPlace."""
    try:
        path.write_bytes(document)
    except OSError as error:
        raise NoPlace(f"{option} {path} cannot be written ({error.strerror}): name another file.") from None
