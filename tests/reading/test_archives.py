"""Archives, honest and hostile."""

from __future__ import annotations

import stat
import tarfile
import time
import zipfile
from pathlib import Path

import pytest
from submitting import GOOD_HE, function, is_he, refusal, tarball, write, zipped

from grader.intake import take_in
from grader.submission import read


def entry(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


@pytest.mark.parametrize("name", ["ann.zip", "ann.tar.gz", "ann.tgz", "ann.tar", "ANN.ZIP"])
def test_every_kind_of_archive(tmp_path: Path, name: str) -> None:
    files = {"homework/he.py": GOOD_HE.encode(), "homework/data.csv": b"1"}
    if name.lower().endswith(".zip"):
        path = zipped(tmp_path / name, files)
    else:
        path = tarball(tmp_path / name, files, mode="w" if name.endswith(".tar") else "w:gz")
    assert is_he(function(path))
    assert read(path).name.lower() == "ann"


def test_the_names_of_windows_archives(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"x/he.py": GOOD_HE.encode(), "x/b.py": b"b = 1"})
    path.write_bytes(path.read_bytes().replace(b"x/", b"x\\"))
    assert [unit.file for unit in read(path).units] == ["b.py", "he.py"]


@pytest.mark.parametrize("name", ["../a.py", "/etc/a.py", "x/../../a.py", "C:\\a.py", "\\a.py", "..\\a.py"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    for path in (zipped(tmp_path / "a.zip", {name: b"x"}), tarball(tmp_path / "a.tar.gz", {name: b"x"})):
        assert "is unsafe" in refusal(path)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_a_tar_are_refused(tmp_path: Path, kind: bytes) -> None:
    path = tarball(tmp_path / "a.tar", {"a.py": b"x = 1"}, entry("b.py", kind, "/etc/passwd"), mode="w")
    assert "b.py is a" in refusal(path)


def test_links_in_a_zip_are_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("b.py")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert "b.py is a link" in refusal(tmp_path / "a.zip")


def test_bombs_are_refused_quickly(tmp_path: Path) -> None:
    start = time.process_time()
    assert "too large" in refusal(zipped(tmp_path / "a.zip", {"a.py": b"0" * 30_000_000}))
    assert "is a bomb" in refusal(zipped(tmp_path / "b.zip", {"a.py": b"0" * 10_000_000}))
    assert "too large" in refusal(tarball(tmp_path / "a.tgz", {"a.py": b"0" * 30_000_000}))
    assert "more than 1,000" in refusal(zipped(tmp_path / "c.zip", {f"{number}.txt": b"" for number in range(1_001)}))
    assert "more than 1,000" in refusal(
        tarball(tmp_path / "c.tar", {f"{number}.txt": b"" for number in range(1_001)}, mode="w")
    )
    assert "more than 200" in refusal(zipped(tmp_path / "d.zip", {f"{number}.py": b"" for number in range(201)}))
    assert "unusual way" in refusal(zipped(tmp_path / "e.zip", {"a.py": b"x = 1"}, zipfile.ZIP_LZMA))
    assert time.process_time() - start < 5


def test_names_and_remarks_that_take_longer_to_read_than_the_work_are_refused(tmp_path: Path) -> None:
    start = time.process_time()
    for path in (
        zipped(tmp_path / "a.zip", {"a/" * 30_000 + "he.py": b""}),
        tarball(tmp_path / "a.tar.gz", {"a/" * 30_000 + "he.py": b""}),
    ):
        assert "more than 50 deep" in refusal(path)
    remarks = tarfile.TarInfo("he.py")
    remarks.pax_headers = {f"k{number}": "1" for number in range(100_000)}
    assert "header too large" in refusal(tarball(tmp_path / "b.tar.gz", {}, remarks))
    assert time.process_time() - start < 5


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.py": b"0" * 10_000_000})
    path.write_bytes(path.read_bytes().replace((10_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    assert "damaged" in refusal(path)


def test_damaged_and_protected_archives(tmp_path: Path) -> None:
    good = zipped(tmp_path / "a.zip", {"a.py": GOOD_HE.encode()}).read_bytes()
    write(tmp_path, {"b.zip": good[: len(good) // 2], "c.zip": b"x", "d.tar.gz": b"\x1f\x8bxyz", "e.tar": b"x" * 600})
    for name in ("b.zip", "c.zip", "d.tar.gz", "e.tar"):
        assert "archive, or it is damaged" in refusal(tmp_path / name)
    protected = bytearray(good)
    protected[6] |= 1
    protected[protected.index(b"PK\x01\x02") + 8] |= 1
    write(tmp_path, {"f.zip": bytes(protected)})
    assert "password" in refusal(tmp_path / "f.zip")
    assert "holds no .py or .ipynb" in refusal(zipped(tmp_path / "g.zip", {"a.txt": b"x"}))
    assert "is empty" in refusal(zipped(tmp_path / "h.zip", {}))


def test_a_negative_size_in_a_tar_ends(tmp_path: Path) -> None:
    info = tarfile.TarInfo("a.py")
    info.size = -(1 << 20)
    write(tmp_path, {"a.tar": info.tobuf(tarfile.GNU_FORMAT) + b"\0" * 1024})
    assert refusal(tmp_path / "a.tar")


@pytest.mark.parametrize("name", ["work.zip", "work.tar.gz"])
def test_a_folder_with_nothing_to_read_but_one_archive_is_that_archive(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path / "class" / "ann", {"report.pdf": b"%PDF", ".DS_Store": b""})
    pack = zipped if name.endswith("zip") else tarball
    packed = pack(folder / name, {"he.py": GOOD_HE.encode()})
    assert read(folder) == read(packed)
    (entry,) = take_in(folder.parent).entries
    assert read(entry.path) == read(folder)


def test_of_a_folder_with_code_or_with_several_archives_none_is_opened(tmp_path: Path) -> None:
    folder = write(tmp_path / "ann", {"he.py": GOOD_HE})
    zipped(folder / "old.zip", {"he.py": b"old = 1"})
    assert [unit.file for unit in read(folder).units] == ["he.py"]
    zipped(folder / "older.zip", {"he.py": b"older = 1"})
    (folder / "he.py").unlink()
    assert "only archives: unpack old.zip" in refusal(folder)
