"""Files, folders, links and devices."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from submitting import (
    GOOD_HE,
    HE,
    RANDOM,
    ZEROS,
    function,
    grade,
    in_file,
    is_he,
    missing,
    refusal,
    write,
    zipped,
)

from grader.submission import Missing, read


def test_what_is_not_there(tmp_path: Path) -> None:
    assert "was not found" in refusal(tmp_path / "nowhere.py")
    assert "was not found" in refusal(tmp_path / "nowhere" / "a.py")
    assert refusal(in_file(tmp_path, "x = 1") / "a.py")
    assert refusal(Path("a\0b.py"))
    assert refusal(tmp_path / ("x" * 5000 + ".py"))


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.rar", "a", "a.7z", "a.pyc"])
def test_a_file_of_another_kind_is_told_what_is_accepted(tmp_path: Path, name: str) -> None:
    write(tmp_path, {name: "x = 1"})
    assert "hand in a folder, a .py file, an .ipynb notebook, or a .zip" in refusal(tmp_path / name)


def test_folders_with_nothing_to_read(tmp_path: Path) -> None:
    assert "is empty" in refusal(tmp_path)
    write(tmp_path, {"data.csv": "1,2"})
    assert "it holds data.csv" in refusal(tmp_path)
    write(tmp_path, {"deeper/work.zip": ""})
    assert "unpack deeper/work.zip" in refusal(tmp_path)
    write(tmp_path / "sub", {"__init__.py": ""})
    assert "empty files" in refusal(tmp_path / "sub")


def test_too_large(tmp_path: Path) -> None:
    write(tmp_path, {"a.ipynb": b" " * 20_000_001})
    assert "too large" in refusal(tmp_path / "a.ipynb")
    assert "too large" in refusal(tmp_path)
    write(tmp_path / "many", {f"{number}.ipynb": b" " * 4_000_001 for number in range(5)})
    assert "more than 20 MB" in refusal(tmp_path / "many")
    write(tmp_path / "files", {f"{number}.py": "x = 1" for number in range(201)})
    assert "more than 200" in refusal(tmp_path / "files")


def test_what_tools_leave_behind_is_not_read(tmp_path: Path) -> None:
    junk = [
        ".hidden/a.py", ".ipynb_checkpoints/a-checkpoint.ipynb", "a-checkpoint.ipynb", "__MACOSX/a.py", "._a.py",
        "__pycache__/a.py", "venv/pyvenv.cfg", "venv/lib/a.py", "x/site-packages/a.py", "node_modules/a.py",
        "notes.txt",
    ]  # fmt: skip
    files: dict[str, str | bytes] = dict.fromkeys(junk, f"def {HE}(d): return 1")
    write(tmp_path / "in" / "work", {**files, "sub/a.py": GOOD_HE})
    packed = zipped(tmp_path / "work.zip", {f"in/work/{name}": str(text).encode() for name, text in files.items()} | {
        "in/work/sub/a.py": GOOD_HE.encode()
    })  # fmt: skip
    for path in (tmp_path / "in", packed):
        assert [unit.file.removeprefix("in/") for unit in read(path).units] == ["work/sub/a.py"]


def test_one_bad_file_of_many_is_a_problem_and_not_the_end(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": GOOD_HE, f"{ZEROS}.py": b"\xff", "b.ipynb": "{"})
    assert is_he(function(tmp_path))
    assert "not valid UTF-8" in missing(tmp_path, ZEROS).message
    assert "b.ipynb is truncated" in missing(tmp_path, RANDOM).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_pipes_devices_and_sockets_never_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    os.mkfifo(tmp_path / "pipe.py")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind("s.py")
    assert "not a file" in refusal(tmp_path / "pipe.py")
    assert refusal(tmp_path / "s.py")
    assert refusal(tmp_path)
    assert "cannot be graded" in refusal(Path("/dev/null"))
    (tmp_path / "zero.py").symlink_to("/dev/zero")
    assert "not a file" in refusal(tmp_path / "zero.py")
    write(tmp_path, {"a.py": GOOD_HE})
    assert is_he(function(tmp_path))
    listener.close()


def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "prof", {"solution.py": GOOD_HE, "all/solution.py": GOOD_HE})
    work = write(tmp_path / "work", {"a.py": f"def {ZEROS}(d): return 1"})
    (work / "b.py").symlink_to(secret / "solution.py")
    (work / "all").symlink_to(secret / "all")
    (work / "up").symlink_to(tmp_path)
    (work / "loop.py").symlink_to("loop.py")
    (work / "same.py").symlink_to("a.py")
    (work / "gone.py").symlink_to("nowhere.py")
    read_of = read(work)
    assert "return np" not in "".join(unit.text for unit in read_of.units)
    problems = {unit.file: unit.problem for unit in read_of.units if unit.problem}
    assert sorted(problems) == ["all", "b.py", "gone.py", "loop.py", "up"]
    assert "leads out of the folder" in (problems["b.py"] or "")
    assert "leads nowhere" in (problems["gone.py"] or "")
    assert isinstance(grade(work)[1].functions[HE], Missing)


def test_a_link_that_a_person_names_is_followed_and_a_bad_one_is_told(tmp_path: Path) -> None:
    in_file(tmp_path, GOOD_HE)
    (tmp_path / "link.py").symlink_to("homework.py")
    (tmp_path / "gone.py").symlink_to("nowhere.py")
    (tmp_path / "loop.py").symlink_to("loop.py")
    assert is_he(function(tmp_path / "link.py"))
    assert "leads nowhere" in refusal(tmp_path / "gone.py")
    assert "back to itself" in refusal(tmp_path / "loop.py")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read everything: for a while this process is somebody else."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65_534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="this system has no users to be told apart")
def test_what_may_not_be_read() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        readable, refused = in_file(Path(folder), GOOD_HE), write(Path(folder), {"refused.py": GOOD_HE}) / "refused.py"
        refused.chmod(0)
        with as_nobody():
            assert is_he(function(readable))
            assert "permission" in refusal(refused)
            problems = {unit.file: unit.problem for unit in read(Path(folder)).units if unit.problem}
        assert list(problems) == ["refused.py"]


def test_a_refused_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = in_file(tmp_path, GOOD_HE)

    def refuse(*arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert "you lack the permission" in refusal(path)


def test_names_with_control_characters_are_shown_without(tmp_path: Path) -> None:
    write(tmp_path, {"a\x1b[31m\n.py": f"def {HE}(d): return 1"})
    assert str(grade(tmp_path)[1].functions[HE].location) == "a\ufffd[31m\ufffd.py, line 1"
