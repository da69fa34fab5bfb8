"""A path for each submission: its own where it has one on disk, else in the workspace."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from grader.reading.folders import load
from grader.reading.members import MAX_FILES, VENV_MARK, ignored, wanted
from grader.reading.work import Unreadable, printable
from grader.taking.archive import Archive, InArchive
from grader.taking.handed import Handed
from grader.taking.items import Item, OnDisk, Refused, lone_archive
from grader.taking.workspace import Workspace, alike, shortened

# Reading looks only at the names of files that hold no code, only where there is none, and needs few of them.
MAX_OTHERS = 20
# Leaves room for a file name below what systems allow for a path.
MAX_PATH = 3_500 if sys.platform == "linux" else 700


class Placer:
    """Gives paths to submissions; what is in an archive is there once `finish` was called."""

    def __init__(self, workspace: Workspace, archive: Archive | None, notes: list[str]) -> None:
        self._workspace, self._archive, self._notes = workspace, archive, notes
        self._plan: list[tuple[InArchive, Path]] = []
        self._placed: dict[int, Path] = {}

    def place(self, handed: Handed) -> Path:
        """What can be given to `read`: a file or a folder. Two submitters of one item get one path.

        For a link that was refused, a path at which there is nothing.
        """
        parts = [(name, item) for name, item in handed.parts if not isinstance(item, Refused)]
        if not parts:
            return self._workspace.file(handed.parts[0][1].name)
        if len(parts) == 1 == len(handed.parts):
            item = parts[0][1]
            inside = lone_archive(item.items()) if item.folder else None
            return self._one(inside if isinstance(inside, OnDisk | InArchive) else item)
        inside = lone_archive(item for _, item in parts)
        if inside is not None:
            return self._one(inside)
        folder = self._workspace.folder(handed.student)
        used: set[str] = set()
        code = [(name, item) for name, item in parts if wanted(name)]
        for name, item in code or parts:
            self._put(item, folder / _free(name, used))
        return folder

    def finish(self) -> None:
        """Unpacks what was placed. Raises Unreadable if there is no room, or for a bomb."""
        if self._archive is not None:
            self._archive.unpack(self._plan)

    def _one(self, item: Item) -> Path:
        if isinstance(item, OnDisk):
            return Path(item.path)
        if id(item) not in self._placed:
            path = self._workspace.folder(item.name) if item.folder else self._workspace.file(item.name)
            self._placed[id(item)] = path
            self._put(item, path)
        return self._placed[id(item)]

    def _put(self, item: Item, path: Path) -> None:
        if isinstance(item, InArchive):
            if not item.folder:
                self._plan.append((item, path))
            else:
                self._put_folder(item, path)
        elif isinstance(item, OnDisk):
            try:
                _link(item.path, path)
            except Unreadable as error:
                self._notes.append(error.message)

    def _put_folder(self, top: InArchive, path: Path) -> None:
        """Plans the files below `top` that reading would look at."""
        code: list[tuple[InArchive, Path]] = []
        others: list[Path] = []
        pending = [(top, path)]
        while pending:
            folder, where = pending.pop()
            if folder is not top and VENV_MARK in folder.children:
                continue
            used: set[str] = set()
            for item in folder.items():
                assert isinstance(item, InArchive)
                if ignored(item.name):
                    continue
                target = where / _free(item.name, used)
                if item.folder and len(os.fsencode(target)) < MAX_PATH:
                    target.mkdir()
                    pending.append((item, target))
                elif not item.folder:
                    code += [(item, target)] if wanted(item.name) else []
                    others += [] if wanted(item.name) else [target]
        self._plan.extend(code[: MAX_FILES + 1])
        for target in [] if code else others[:MAX_OTHERS]:
            with suppress(OSError):
                target.touch()


def _free(name: str, used: set[str]) -> str:
    """A file name like `name` that no disk takes for one in `used`, to which it is added."""
    found, number = shortened(name), 1
    while alike(found) in used:
        number += 1
        found = shortened(f"{number}-{name}")
    used.add(alike(found))
    return found


def _link(source: str, target: Path) -> None:
    """Another name for the file, or a copy where there can be no such name. Raises Unreadable."""
    real = Path(os.path.realpath(source))
    try:
        os.link(real, target)
    except OSError:
        target.write_bytes(load(real, printable(real.name)))
