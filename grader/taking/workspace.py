"""The temporary folder of an intake: made when it is first needed, gone when the intake is closed."""

from __future__ import annotations

import os
import shutil
import tempfile
import unicodedata
import weakref
from pathlib import Path

MAX_NAME = 255
MAX_SUFFIX = 20


class Workspace:
    """Gives out folders; `close` removes them all, and so does the end of the program or of the last reference."""

    def __init__(self) -> None:
        self._root: Path | None = None
        self._drawers: list[set[str]] = []
        self._finalizer: weakref.finalize[[Path, int], Workspace] | None = None

    def folder(self, name: str) -> Path:
        """A new, empty folder of that name, shortened if no file system would take it."""
        path = self.file(name)
        path.mkdir()
        return path

    def file(self, name: str) -> Path:
        """A path with that file name, at which there is nothing yet; its folder exists."""
        if self._root is None:
            self._root = Path(tempfile.mkdtemp(prefix="grade-intake-"))
            self._finalizer = weakref.finalize(self, _remove, self._root, os.getpid())
        name = shortened(name)
        number = next((number for number, used in enumerate(self._drawers) if alike(name) not in used), None)
        if number is None:
            number = len(self._drawers)
            self._drawers.append(set())
            (self._root / str(number)).mkdir()
        self._drawers[number].add(alike(name))
        return self._root / str(number) / name

    def close(self) -> None:
        """Removes everything; may be called again, and the workspace then used anew."""
        if self._finalizer is not None:
            self._finalizer()
        self._root = self._finalizer = None
        self._drawers = []


def _remove(root: Path, owner: int) -> None:
    # A worker that was forked has this finalizer too, and must leave the folder to its parent.
    if os.getpid() == owner:
        shutil.rmtree(root, ignore_errors=True)


def alike(name: str) -> str:
    """The same for names that some disk takes for one: those that differ in case, or in how an accent is written."""
    return unicodedata.normalize("NFC", name).casefold()


def shortened(name: str) -> str:
    """`name` as a file system takes it: at most 255 bytes with the suffix kept, no separators, nothing reserved."""
    name = name.replace("/", "_").replace("\0", "_")
    if name in ("", ".", ".."):
        return "_"
    data = os.fsencode(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    if len(data) <= MAX_NAME:
        return data.decode()
    stem, dot, suffix = data.decode().rpartition(".")
    tail = (dot + suffix).encode() if stem and len(suffix.encode()) <= MAX_SUFFIX else b""
    return data[: MAX_NAME - len(tail)].decode("utf-8", "ignore") + tail.decode()
