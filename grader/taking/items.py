"""Items: the files and folders of a class's work, by name and never by content."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from grader.reading.folders import load, refusal
from grader.reading.members import ARCHIVES, wanted
from grader.reading.work import Unreadable, printable

HIDDEN = frozenset({"__macosx", "thumbs.db", "desktop.ini", "icon\r"})
MAX_LISTED = 20


class Item:
    """A file or folder; `items` are the visible ones in it, sorted by name."""

    __slots__ = ("folder", "name")
    name: str
    folder: bool

    def items(self) -> list[Item]:
        """What the folder holds: nothing if it cannot be read, or is a file."""
        raise NotImplementedError

    def modified(self) -> float:
        """When it was last changed, in seconds since the epoch; 0 where that is not known."""
        raise NotImplementedError

    def read(self, limit: int) -> bytes:
        """The bytes of a file, at most `limit`. Raises Unreadable."""
        raise NotImplementedError


class Refused(Item):
    """A link where a submission should be. It is never followed: it may lead to what is somebody else's."""

    __slots__ = ("problem",)

    def __init__(self, path: str, name: str, shown: str) -> None:
        self.name = name
        self.folder = Path(path).is_dir() or not (Path(path).exists() or Path(name).suffix)
        self.problem = f"{shown} is a link, and was not followed: put what it leads to itself there."

    def items(self) -> list[Item]:
        return []

    def modified(self) -> float:
        return 0.0

    def read(self, limit: int) -> bytes:
        raise Unreadable(self.problem)


class OnDisk(Item):
    """An Item on disk. Links are refused, and said in `notes`."""

    __slots__ = ("_items", "notes", "path", "root")

    def __init__(self, path: str, name: str, folder: bool, root: str, notes: list[str]) -> None:
        self.path, self.name, self.folder, self.root, self.notes = path, name, folder, root, notes
        self._items: list[Item] | None = None

    def items(self) -> list[Item]:
        if self._items is None:
            try:
                self._items = self._list() if self.folder else []
            except OSError:
                # Whoever reads the submission will meet the same error, and says it there.
                self._items = []
        return self._items

    def _list(self) -> list[Item]:
        found: list[Item] = []
        with os.scandir(self.path) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if hidden(entry.name):
                    continue
                if entry.is_symlink():
                    refused = Refused(entry.path, entry.name, printable(os.path.relpath(entry.path, self.root)))
                    self.notes.append(refused.problem)
                    if refused.folder or accepted(refused.name):
                        found.append(refused)
                    continue
                found.append(OnDisk(entry.path, entry.name, entry.is_dir(), self.root, self.notes))
        return found

    def modified(self) -> float:
        try:
            return Path(self.path).stat().st_mtime
        except OSError:
            return 0.0

    def read(self, limit: int) -> bytes:
        return load(Path(self.path), printable(self.name), limit=limit)


def on_disk(path: Path, notes: list[str]) -> OnDisk:
    """The folder at `path`, whose refused links will be said in `notes`. Raises Unreadable if it cannot be listed."""
    try:
        with os.scandir(path):
            pass
    except OSError as error:
        raise Unreadable(refusal(printable(str(path)), error)) from None
    except ValueError:
        raise Unreadable(f"{printable(str(path))} is not a path.") from None
    real = os.path.realpath(path)
    return OnDisk(real, Path(real).name, True, real, notes)


def hidden(name: str) -> bool:
    """Whether a file or folder is an operating system's own, and nobody's work."""
    return name.startswith(".") or name.lower() in HIDDEN


def is_archive(name: str) -> bool:
    return name.lower().endswith(ARCHIVES)


def accepted(name: str) -> bool:
    """Whether a file of this name can be a submission."""
    return wanted(name) or is_archive(name)


def lone_archive(items: Iterable[Item]) -> Item | None:
    """The one archive among `items` if the code can only be in it, as when a student hands in code.zip and a PDF."""
    archives = []
    for item in items:
        if item.folder or wanted(item.name):
            return None
        if is_archive(item.name):
            archives.append(item)
    return archives[0] if len(archives) == 1 else None


def text(name: str) -> str:
    """A file name as text that can be stored: composed (NFC), undecodable bytes escaped."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))


def listed(names: Iterable[str], count: int) -> str:
    """`count` names for a sentence: "a, b and c"; of many the first and how many more there are."""
    shown = [printable(name, 60) for name in islice(names, MAX_LISTED if count > MAX_LISTED else count)]
    if count > MAX_LISTED:
        return f"{', '.join(shown)} and {count - MAX_LISTED:,} more"
    return shown[0] if count == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
