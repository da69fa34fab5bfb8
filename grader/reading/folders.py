"""Files and folders on disk, read without ever blocking, following a link, or reading more than is allowed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from grader.reading.members import ARCHIVES, MAX_FILES, VENV_MARK, Member, ignored, nothing_to_read, wanted
from grader.reading.work import MAX_BYTES, Unreadable, printable

MAX_ENTRIES = 100_000
# Opening a pipe without O_NONBLOCK waits for a writer for ever.
FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_BINARY", "O_CLOEXEC", "O_NOCTTY"))
NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


def refusal(name: str, error: OSError) -> str:
    """The sentence for a file or folder that the system would not give."""
    if isinstance(error, PermissionError):
        return f"{name} cannot be read: you lack the permission. Change it with: chmod u+r"
    if isinstance(error, FileNotFoundError):
        return f"{name} was not found."
    return f"{name} cannot be read: {error.strerror or type(error).__name__}."


def load(path: Path, name: str, follow: bool = False, limit: int = MAX_BYTES) -> bytes:
    """The bytes of the regular file at `path`. Raises Unreadable, in which the file is called `name`."""
    try:
        descriptor = os.open(path, FLAGS | (0 if follow else NO_FOLLOW))
    except OSError as error:
        raise Unreadable(refusal(name, error)) from None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unreadable(f"{name} is not a file but a pipe, a device or a socket: hand in a file.")
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise Unreadable(refusal(name, error)) from None
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise Unreadable(
            f"{name} is too large: more than {MAX_BYTES // 1_000_000} MB. Clear its outputs, or shorten it."
        )
    return data


@dataclass
class _Walk:
    """What a walk through a folder has met so far."""

    root: Path
    members: list[Member] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    entries: int = 0
    size: int = 0


def walk(root: Path, where: str) -> list[Member]:
    """The .py and .ipynb files below `root`, sorted by name; links are not followed.

    Raises Unreadable, in which the folder is called `where`, if there is none, or too much.
    """
    seen = _Walk(root)
    pending = [""]
    while pending:
        pending.extend(_visit(seen, pending.pop(), where))
    if not seen.members:
        raise Unreadable(nothing_to_read(where, seen.others))
    return sorted(seen.members, key=lambda member: member.name)


def lone_archive(folder: Path) -> Path | None:
    """The one archive in a folder where the code can only be in it, as when a student hands in code.zip and a PDF."""
    try:
        with os.scandir(folder) as found:
            entries = [entry for entry in islice(found, MAX_ENTRIES) if not ignored(entry.name)]
    except OSError:
        return None
    archives = [entry.name for entry in entries if entry.name.lower().endswith(ARCHIVES)]
    if len(archives) != 1 or any(wanted(entry.name) or not entry.is_file(follow_symlinks=False) for entry in entries):
        return None
    return folder / archives[0]


def _visit(seen: _Walk, folder: str, where: str) -> Iterator[str]:
    """Takes in the files of one folder; gives its sub-folders."""
    try:
        with os.scandir(seen.root / folder) as found:
            entries = list(islice(found, MAX_ENTRIES + 1 - seen.entries))
    except OSError as error:
        if not folder:
            raise Unreadable(refusal(where, error)) from None
        seen.members.append(Member(folder, problem=refusal(printable(folder), error)))
        return
    seen.entries += len(entries)
    if seen.entries > MAX_ENTRIES:
        raise Unreadable(f"{where} holds more than {MAX_ENTRIES:,} files: hand in only the folder with your work.")
    if folder and any(entry.name == VENV_MARK for entry in entries):
        return
    for entry in entries:
        name = f"{folder}/{entry.name}" if folder else entry.name
        if ignored(entry.name):
            continue
        if entry.is_symlink():
            seen.members.extend(_link(seen.root, entry, name))
        elif entry.is_dir(follow_symlinks=False):
            yield name
        elif wanted(name):
            _take(seen, name, where)
        else:
            seen.others.append(printable(name))


def _take(seen: _Walk, name: str, where: str) -> None:
    if len(seen.members) >= MAX_FILES:
        raise Unreadable(f"{where} holds more than {MAX_FILES} .py and .ipynb files: hand in only your own work.")
    try:
        data = load(seen.root / name, printable(name))
    except Unreadable as error:
        seen.members.append(Member(name, problem=error.message))
        return
    seen.size += len(data)
    if seen.size > MAX_BYTES:
        raise Unreadable(
            f"{where} holds more than {MAX_BYTES // 1_000_000} MB of code and notebooks: clear the outputs."
        )
    seen.members.append(Member(name, data))


def _link(root: Path, entry: os.DirEntry[str], name: str) -> Iterator[Member]:
    """A link is never followed: it may lead to what the student must not read. Says so where it matters."""
    target = os.path.realpath(entry.path)
    if not Path(target).exists():
        if wanted(name):
            yield Member(name, problem=f"{printable(name)} is a link that leads nowhere: put the file itself there.")
    elif not Path(target).is_relative_to(os.path.realpath(root)) and (
        wanted(name) or name.lower().endswith(ARCHIVES) or Path(target).is_dir()
    ):
        problem = (
            f"{printable(name)} is a link that leads out of the folder, and is not followed: put the file itself there."
        )
        yield Member(name, problem=problem)
