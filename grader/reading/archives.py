"""Archives, read in memory and never unpacked to disk: .zip, .tar and .tar.gz."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from grader.reading.members import MAX_FILES, VENV_MARK, Member, ignored, nothing_to_read, wanted
from grader.reading.work import MAX_BYTES, Unreadable, printable

MAX_MEMBERS = 1_000
MAX_DEPTH = 50
MAX_HEADER = 64 << 10
MAX_FIELDS = 200
MAX_RATIO = 500
RATIO_MATTERS_FROM = 1 << 20
# LZMA members may ask for gigabytes of dictionary before the first byte is out.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True)
class _Entry:
    """One entry of an archive's list: `kind` is "file", "folder", or what else it is, in words."""

    name: str
    size: int
    kind: str
    handle: object


def members(data: bytes, where: str, kind: str) -> list[Member]:
    """The .py and .ipynb files in an archive of `kind` "zip" or "tar", sorted by name.

    A single top-level folder that holds everything is left out of the names.
    Raises Unreadable, in which the archive is called `where`, if it is damaged, unsafe, too large, or holds none.
    """
    try:
        found = _zip(data, where) if kind == "zip" else _tar(data, where)
    except Unreadable:
        raise
    except Exception as error:  # on damaged input, zipfile and tarfile raise a dozen types
        raise Unreadable(
            f"{where} is not a {kind} archive, or it is damaged ({printable(str(error), 80) or type(error).__name__}): "
            "pack it anew."
        ) from None
    prefix = _common_folder(found)
    return sorted((Member(member.name[len(prefix) :], member.data) for member in found), key=lambda member: member.name)


def _zip(data: bytes, where: str) -> list[Member]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        entries = [_Entry(info.filename, info.file_size, zip_kind(info), info) for info in infos[: MAX_MEMBERS + 1]]
        found = []
        for entry in _chosen(entries, where):
            info = entry.handle
            assert isinstance(info, zipfile.ZipInfo)
            if info.flag_bits & 1:
                raise Unreadable(f"{where} is protected by a password: pack it without.")
            if info.compress_type not in METHODS:
                raise Unreadable(f"{where} is compressed in an unusual way: pack it as an ordinary zip.")
            if info.file_size > RATIO_MATTERS_FROM and info.file_size > MAX_RATIO * info.compress_size:
                raise Unreadable(f"{where} is a bomb: {printable(entry.name)} expands more than {MAX_RATIO} times.")
            with archive.open(info) as file:
                found.append(Member(_clean(entry.name), file.read(MAX_BYTES + 1)))
        return found


def zip_kind(info: zipfile.ZipInfo) -> str:
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "a link"
    if info.is_dir() or stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) or stat.S_IFMT(mode) == 0 else "a device or a pipe"


class SafeTarInfo(tarfile.TarInfo):
    """Guards Pythons without the fixes of CVE-2025-8194 and CVE-2024-6232, and refuses what no student's tar has.

    There a negative size makes reading go on for ever, and a header of digits takes quadratic time. Fields of a header
    for all files are copied for each file; maps of sparse files are read without a bound.
    """

    def _proc_pax(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.size > MAX_HEADER:
            raise tarfile.ReadError("header too large")
        found = super()._proc_pax(archive)  # type: ignore[misc]
        if len(archive.pax_headers) > MAX_FIELDS or len(found.pax_headers) > MAX_FIELDS:
            raise tarfile.ReadError("too many fields in a header")
        return found  # type: ignore[no-any-return]

    def _sparse(self, *details: object) -> tarfile.TarInfo:
        raise tarfile.ReadError("a sparse file")

    _proc_sparse = _proc_gnusparse_00 = _proc_gnusparse_01 = _proc_gnusparse_10 = _sparse

    def _block(self, count: int) -> int:
        if count < 0:
            raise tarfile.ReadError("negative size")
        return super()._block(count)  # type: ignore[misc,no-any-return]


def _tar(data: bytes, where: str) -> list[Member]:
    if data[:2] == b"\x1f\x8b":
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            data = packed.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise Unreadable(_too_large(where))
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:", tarinfo=SafeTarInfo) as archive:
        entries = [_Entry(info.name, info.size, tar_kind(info), info) for info in islice(archive, MAX_MEMBERS + 1)]
        found = []
        for entry in _chosen(entries, where):
            assert isinstance(entry.handle, tarfile.TarInfo)
            file = archive.extractfile(entry.handle)
            found.append(Member(_clean(entry.name), file.read(MAX_BYTES + 1) if file else b""))
        return found


def tar_kind(info: tarfile.TarInfo) -> str:
    if info.issym() or info.islnk():
        return "a link"
    if info.isdir():
        return "folder"
    return "file" if info.isreg() and not info.issparse() else "a device or a pipe"


def _chosen(entries: list[_Entry], where: str) -> Iterable[_Entry]:
    """The entries to read: a later one replaces an earlier one of its name. Raises Unreadable for unsafe ones."""
    if len(entries) > MAX_MEMBERS:
        raise Unreadable(f"{where} holds more than {MAX_MEMBERS:,} files: pack only your own work.")
    if sum(max(entry.size, 0) for entry in entries) > MAX_BYTES:
        raise Unreadable(_too_large(where))
    if any(entry.name.count("/") + entry.name.count("\\") > MAX_DEPTH for entry in entries):
        raise Unreadable(f"{where} holds folders in folders, more than {MAX_DEPTH} deep: pack only your own work.")
    names = {id(entry): _clean(entry.name) for entry in entries}
    venvs = {str(PurePosixPath(name).parent) for name in names.values() if PurePosixPath(name).name == VENV_MARK}
    chosen: dict[str, _Entry] = {}
    for entry in entries:
        path = PurePosixPath(names[id(entry)])
        if entry.name.startswith(("/", "\\")) or ".." in path.parts or entry.name[1:2] == ":":
            raise Unreadable(f"{where} is unsafe: {printable(entry.name)} would be unpacked outside of its folder.")
        if any(map(ignored, path.parts)) or any(str(parent) in venvs for parent in path.parents):
            continue
        if entry.kind not in ("file", "folder"):
            raise Unreadable(f"{where} is unsafe: {printable(entry.name)} is {entry.kind}. Pack the files themselves.")
        if entry.kind == "file" and wanted(path.name):
            chosen[str(path)] = entry
    if not chosen:
        raise Unreadable(nothing_to_read(where, [printable(name) for name in names.values()]))
    if len(chosen) > MAX_FILES:
        raise Unreadable(f"{where} holds more than {MAX_FILES} .py and .ipynb files: pack only your own work.")
    return chosen.values()


def _clean(name: str) -> str:
    """An entry's name with "/" between the parts, as some Windows programs do not write it."""
    return str(PurePosixPath(name.replace("\\", "/")))


def _common_folder(found: list[Member]) -> str:
    first = found[0].name.partition("/")
    prefix = first[0] + first[1]
    return prefix if first[1] and all(member.name.startswith(prefix) for member in found) else ""


def _too_large(where: str) -> str:
    return f"{where} is too large: it expands to more than {MAX_BYTES // 1_000_000} MB. Leave out data and pictures."
