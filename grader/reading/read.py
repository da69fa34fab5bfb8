"""A path ──► Work."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from grader.reading import folders
from grader.reading.magics import blank, written_file
from grader.reading.members import ACCEPTED, ARCHIVES, Member
from grader.reading.notebooks import code_cells, too_many_cells
from grader.reading.texts import TOO_MUCH, decode
from grader.reading.work import MAX_BYTES, MAX_CELLS, MAX_CODE, Unit, Unreadable, Work, printable


def read(path: Path) -> Work:
    """The submission at `path`: a folder, a .py file, a notebook, or an archive of these.

    A folder that holds nothing to read but one archive is read as that archive. What spoils one file of many is that
    unit's `problem`. Raises Unreadable if nothing can be graded.
    """
    where = printable(str(path))
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise Unreadable(_not_there(path, where, error)) from None
    shown = printable(path.name or where)
    kind = "folder" if stat.S_ISDIR(mode) else _kind(path.name, where)
    if kind == "folder" and (packed := folders.lone_archive(path)) is not None:
        return read(packed)
    if kind == "folder":
        members = folders.walk(path, where)
        name = path.resolve().name
    else:
        data = folders.load(path, shown, follow=True)
        name = path.name[: -len(_suffix(path.name))]
        if not data:
            raise Unreadable(f"{shown} is empty (0 bytes): save your work again and hand in that file.")
        members = [Member(path.name, data)] if kind in ("py", "ipynb") else _unpacked(data, shown, kind)
    units = tuple(unit for member in members for unit in _units(member))
    _require_one(units, where)
    digest = hashlib.sha256(data).hexdigest() if kind in ("py", "ipynb") else _digest(members)
    source = f"{printable(name)}/" if kind == "folder" else shown
    return Work(printable(name) or "submission", digest, source, _bounded(units))


def _not_there(path: Path, where: str, error: OSError | ValueError) -> str:
    is_link = os.path.islink(path)  # noqa: PTH114 (Path.is_symlink raises where this is False)
    if isinstance(error, FileNotFoundError):
        if is_link:
            return f"{where} is a link that leads nowhere: hand in the file itself."
        return f"{where} was not found: there is no file or folder of that name."
    if is_link and not isinstance(error, PermissionError):
        return f"{where} is a link that leads back to itself: hand in the file itself."
    if isinstance(error, OSError):
        return folders.refusal(where, error)
    return f"{where} is not a path."


def _suffix(name: str) -> str:
    lower = name.lower()
    return next((suffix for suffix in (".py", ".ipynb", *ARCHIVES) if lower.endswith(suffix)), "")


def _kind(name: str, where: str) -> str:
    """What kind of file this is by its name. Raises Unreadable if it is not one that is accepted."""
    suffix = _suffix(name)
    if not suffix:
        raise Unreadable(f"{where} cannot be graded: hand in {ACCEPTED}.")
    return {".py": "py", ".ipynb": "ipynb", ".zip": "zip"}.get(suffix, "tar")


def _unpacked(data: bytes, shown: str, kind: str) -> list[Member]:
    # zipfile and tarfile are slow to import, and most submissions are not archives.
    from grader.reading import archives

    return archives.members(data, shown, kind)


def _units(member: Member) -> Iterable[Unit]:
    """The units of one file; one unit with a `problem` if it cannot be read."""
    path = PurePosixPath(member.name)
    file = printable(member.name)
    if member.problem is None and path.name == "__init__.py" and not member.data.strip():
        return
    try:
        if member.problem is not None:
            raise Unreadable(member.problem)
        if not member.data.strip():
            raise Unreadable(f"{file} is empty: save your work again.")
        if path.suffix.lower() == ".ipynb":
            yield from _cells(member.data, file)
        else:
            stem = path.parent.name if path.name == "__init__.py" else path.stem
            yield Unit(blank(_python(member.data, file), cell=False), file, module=stem or None)
    except Unreadable as error:
        yield Unit("", file, problem=error.message)


def _python(data: bytes, file: str) -> str:
    if data.lstrip().startswith(b"{") and b'"nbformat"' in data:
        raise Unreadable(f"{file} is a notebook with the wrong name: name it .ipynb.")
    return decode(data, file)


def _cells(data: bytes, file: str) -> Iterable[Unit]:
    sources = code_cells(data, file)
    if len(sources) > MAX_CELLS:
        raise Unreadable(too_many_cells(file))
    for number, source in enumerate(sources, 1):
        if len(source) > MAX_CODE:
            yield Unit("", file, number, problem=f"Cell {number} of {file} {TOO_MUCH}")
        elif "\0" in source:
            yield Unit("", file, number, problem=f"Cell {number} of {file} holds null bytes: type that cell anew.")
        elif (written := written_file(source)) is not None:
            yield _written(source, f"{file}/{printable(written)}", number)
        elif source.strip():
            yield Unit(blank(source, cell=True), file, number)


def _written(source: str, file: str, number: int) -> Unit:
    """The file that a cell writes, which other cells import."""
    lines = source.split("\n")
    magic = next(index for index, line in enumerate(lines) if line.strip())
    text = "\n".join([""] * (magic + 1) + lines[magic + 1 :])
    return Unit(blank(text, cell=False), file, number, module=PurePosixPath(file).stem)


def _require_one(units: tuple[Unit, ...], where: str) -> None:
    """Raises Unreadable if there is no unit without a problem."""
    if any(unit.problem is None for unit in units):
        return
    if not units:
        raise Unreadable(f"{where} holds nothing but empty files: put your .py or .ipynb files there.")
    others = f" ({len(units) - 1} more cannot be read either.)" if len(units) > 1 else ""
    raise Unreadable(f"{units[0].problem}{others}")


def _bounded(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The units as far as they can be sent over the wall together; those beyond have a problem."""
    kept: list[Unit] = []
    size = 0
    for unit in units:
        size += len(unit.text)
        problem = f"{unit.file} is left out: there is more code than can be graded. Hand in only your own work."
        kept.append(unit if size <= MAX_BYTES // 4 else replace(unit, text="", problem=problem))
    return tuple(kept)


def _digest(members: list[Member]) -> str:
    """SHA-256 over names and contents, each preceded by its length."""
    digest = hashlib.sha256()
    for member in members:
        for part in (member.name.encode("utf-8", "surrogateescape"), member.data):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
