"""An archive of a class's work as Items, read by name; only what was chosen is unpacked, and where we say."""

from __future__ import annotations

import calendar
import shutil
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grader.reading.archives import MAX_RATIO, METHODS, SafeTarInfo, tar_kind, zip_kind
from grader.reading.folders import refusal
from grader.reading.work import MAX_BYTES, Unreadable, printable
from grader.taking.items import Item, hidden, listed

MAX_MEMBERS = 500_000
MAX_DEPTH = 50
# A ratio is no sign of a bomb as long as little comes out.
RATIO_MATTERS_FROM = 200_000_000
SPARE = 100_000_000


@dataclass(frozen=True)
class Member:
    """One entry of the archive's list: `kind` is "file", "folder", or what else it is, in words."""

    name: str
    size: int
    kind: str
    modified: float
    offset: int
    handle: zipfile.ZipInfo | tarfile.TarInfo


class InArchive(Item):
    """An Item in an archive; a folder need not have an entry of its own."""

    __slots__ = ("archive", "children", "member")

    def __init__(self, name: str, archive: Archive, member: Member | None = None) -> None:
        self.name, self.archive, self.member = name, archive, member
        self.folder = member is None or member.kind == "folder"
        self.children: dict[str, InArchive] = {}

    def items(self) -> list[Item]:
        return [self.children[name] for name in sorted(self.children) if not hidden(name)]

    def modified(self) -> float:
        own = self.member.modified if self.member else 0.0
        return max([own, *(child.modified() for child in self.children.values())])

    def read(self, limit: int) -> bytes:
        return self.archive.read(self, limit)


class Archive:
    """A .zip, .tar or .tar.gz, open; `root` is what it holds, and `notes` say what of it was refused.

    Raises Unreadable if it is damaged, encrypted, or a bomb.
    """

    def __init__(self, path: Path, notes: list[str]) -> None:
        self._shown, self._notes = printable(path.name), notes
        try:
            self._size = path.stat().st_size
            self._open = _opened(path)
        except Exception as error:  # on damaged input, zipfile and tarfile raise a dozen types
            if isinstance(error, OSError) and error.errno is not None:
                raise Unreadable(refusal(self._shown, error)) from None
            raise Unreadable(self._damaged(error)) from None
        try:
            self.root = self._tree(path)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._open.close()

    def read(self, item: InArchive, limit: int) -> bytes:
        """The bytes of a file, at most `limit` of them. Raises Unreadable if it is damaged."""
        try:
            return self._bytes(item, limit)
        except Exception as error:
            raise Unreadable(f"{printable(item.name)} in {self._damaged(error)}") from None

    def unpack(self, wanted: Iterable[tuple[InArchive, Path]]) -> None:
        """Writes files to their paths, in the order in which they lie in the archive; folders must exist.

        A damaged member becomes an empty file, and a note. Raises Unreadable if there is no room, or for a bomb.
        """
        plan = sorted(wanted, key=lambda pair: pair[0].member.offset if pair[0].member else 0)
        self._require_room(plan)
        damaged = []
        for item, path in plan:
            try:
                data = self._bytes(item, MAX_BYTES + 1)
            except Exception:
                damaged.append(item.member.name if item.member else item.name)
                data = b""
            try:
                path.write_bytes(data)
            except OSError as error:
                raise Unreadable(f"{self._shown} cannot be unpacked in {path.parent}: {error.strerror}.") from None
        if damaged:
            self._notes.append(f"Damaged in {self._shown}, and taken as empty: {listed(damaged, len(damaged))}.")

    def _bytes(self, item: InArchive, limit: int) -> bytes:
        handle = item.member.handle if item.member else None
        if isinstance(self._open, zipfile.ZipFile):
            assert isinstance(handle, zipfile.ZipInfo)
            with self._open.open(handle) as file:
                return file.read(limit)
        assert isinstance(handle, tarfile.TarInfo)
        stream = self._open.extractfile(handle)
        return stream.read(limit) if stream else b""

    def _require_room(self, plan: list[tuple[InArchive, Path]]) -> None:
        needed = sum(min(item.member.size, MAX_BYTES + 1) for item, _ in plan if item.member)
        if needed > RATIO_MATTERS_FROM and needed > MAX_RATIO * self._size:
            raise Unreadable(f"{self._shown} is a bomb: it expands more than {MAX_RATIO} times.")
        if plan and needed + SPARE > shutil.disk_usage(plan[0][1].parent).free:
            raise Unreadable(
                f"{self._shown} needs {needed / 1e9:.1f} GB to be unpacked in {plan[0][1].parents[1]}, "
                "and there is not enough room: make room, or name another folder in TMPDIR."
            )

    def _tree(self, path: Path) -> InArchive:
        name = path.name
        while (suffix := PurePosixPath(name).suffix).lower() in (".zip", ".tar", ".gz", ".tgz"):
            name = name[: -len(suffix)]
        root = InArchive(name, self)
        refused = []
        try:
            for member in self._members():
                parts = PurePosixPath(member.name).parts
                if any(map(hidden, parts)) and ".." not in parts:
                    continue
                if not self._place(root, parts, member):
                    refused.append(member.name)
        except Unreadable:
            raise
        except Exception as error:
            raise Unreadable(self._damaged(error)) from None
        if refused:
            self._notes.append(
                f"Refused in {self._shown}, as links, devices, or names that lead out of it: "
                f"{listed(refused, len(refused))}."
            )
        return root

    def _place(self, root: InArchive, parts: tuple[str, ...], member: Member) -> bool:
        """Hangs the member into the tree; False if it may not be there. A later one replaces an earlier one."""
        if member.kind not in ("file", "folder") or ".." in parts or parts[:1] == ("/",) or len(parts) > MAX_DEPTH:
            return False
        folder = root
        for part in parts[:-1]:
            child = folder.children.get(part)
            if child is None or not child.folder:
                child = folder.children[part] = InArchive(part, self)
            folder = child
        if parts and not (member.kind == "folder" and parts[-1] in folder.children):
            folder.children[parts[-1]] = InArchive(parts[-1], self, member)
        return True

    def _members(self) -> Iterator[Member]:
        members = self._zip() if isinstance(self._open, zipfile.ZipFile) else self._tar()
        for number, member in enumerate(members):
            if number >= MAX_MEMBERS:
                raise Unreadable(f"{self._shown} holds more than {MAX_MEMBERS:,} files: split it.")
            yield member

    def _zip(self) -> Iterator[Member]:
        assert isinstance(self._open, zipfile.ZipFile)
        for info in self._open.infolist():
            if info.flag_bits & 1:
                raise Unreadable(f"{self._shown} is protected by a password: pack it without.")
            if info.compress_type not in METHODS:
                raise Unreadable(f"{self._shown} is compressed in an unusual way: pack it as an ordinary zip.")
            name = _zip_name(info).replace("\\", "/")
            yield Member(name, info.file_size, zip_kind(info), _zip_time(info), info.header_offset, info)

    def _tar(self) -> Iterator[Member]:
        assert isinstance(self._open, tarfile.TarFile)
        for info in self._open:
            end = info.offset_data + info.size
            if end > RATIO_MATTERS_FROM and end > MAX_RATIO * self._size:
                raise Unreadable(f"{self._shown} is a bomb: it expands more than {MAX_RATIO} times.")
            yield Member(info.name, info.size, tar_kind(info), float(info.mtime), info.offset, info)

    def _damaged(self, error: Exception) -> str:
        kind = "zip" if self._shown.lower().endswith(".zip") else "tar"
        why = printable(str(error), 80) or type(error).__name__
        return f"{self._shown} is not a {kind} archive, or it is damaged ({why}): download it anew."


def _opened(path: Path) -> zipfile.ZipFile | tarfile.TarFile:
    if path.name.lower().endswith(".zip"):
        return zipfile.ZipFile(path)
    with open(path, "rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    # Not mode "r", which would also try the compressions that need gigabytes to undo.
    return tarfile.open(path, "r:gz" if packed else "r:", tarinfo=SafeTarInfo)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The member's name; macOS writes UTF-8 without saying so, which zipfile takes for code page 437."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _zip_time(info: zipfile.ZipInfo) -> float:
    try:
        return float(calendar.timegm((*info.date_time, 0, 0, 0)))
    except (ValueError, OverflowError):
        return 0.0
