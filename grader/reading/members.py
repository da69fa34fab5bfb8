"""Members: the files of a folder or archive that are worth reading, by name and bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SUFFIXES = (".py", ".ipynb")
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")
ACCEPTED = "a folder, a .py file, an .ipynb notebook, or a .zip, .tar or .tar.gz of these"
MAX_FILES = 200
IGNORED = frozenset({"__MACOSX", "__pycache__", "site-packages", "node_modules"})
VENV_MARK = "pyvenv.cfg"


@dataclass(frozen=True)
class Member:
    """One file: its path inside the submission with "/" between the parts, and its bytes or what is wrong."""

    name: str
    data: bytes = b""
    problem: str | None = None


def wanted(name: str) -> bool:
    """Whether a file of this name may hold graded code."""
    return name.lower().endswith(SUFFIXES)


def ignored(part: str) -> bool:
    """Whether a file or folder of this name is passed over: hidden, made by a tool, or an older copy."""
    return part.startswith(".") or part in IGNORED or part.rpartition(".")[0].endswith("-checkpoint")


def nothing_to_read(where: str, seen: Iterable[str]) -> str:
    """The sentence for a folder or archive without a file to read; `seen` are the names of what it holds."""
    others = sorted(seen)
    if not others:
        return f"{where} is empty: put your .py or .ipynb files there."
    archives = [name for name in others if name.lower().endswith(ARCHIVES)]
    if archives:
        what = "an archive" if len(archives) == 1 else "archives"
        return f"{where} holds no .py or .ipynb file, only {what}: unpack {archives[0]}, or hand it in by itself."
    return f"{where} holds no .py or .ipynb file; it holds {others[0]}{' and others' if len(others) > 1 else ''}."
