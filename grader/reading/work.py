"""Work: what was read of a submission, before anything of it is parsed."""

from __future__ import annotations

from dataclasses import dataclass

from grader.trouble import Trouble

MAX_BYTES = 20_000_000
MAX_CODE = 1 << 20
MAX_CELLS = 2_000
# Of nodes below a statement. Python's parser minds some depth, too: which hangs on the stack that it is called on.
MAX_LEVELS = 1_000
MAX_SHOWN = 200


class Unreadable(Trouble):
    """A submission that cannot be read; `message` is one sentence: what, where, what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Unit:
    """One file, or one code cell of a notebook: text that Python can parse, with its line numbers unchanged.

    `file` is the path inside the submission, as shown to people; `cell` counts the notebook's code cells from 1;
    `module` is the name under which a sibling can import the file, None for cells; `problem` is a sentence that
    says why the unit cannot be used: `text` is then empty.
    """

    text: str
    file: str
    cell: int | None = None
    module: str | None = None
    problem: str | None = None


@dataclass(frozen=True)
class Work:
    """A submission as it was read.

    `source` is the file's name, or the folder's with a "/". `sha256` is that of the file's bytes, or for folders and
    archives that of the sorted names and contents of the files read: an archive of a folder has the folder's.
    """

    name: str
    sha256: str
    source: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class SyntaxProblem:
    """What Python said when it parsed a unit; `line` counts within the unit."""

    message: str
    line: int | None


def printable(text: str, limit: int = MAX_SHOWN) -> str:
    """`text` fit for a message: control and direction characters replaced, the middle of a long one left out."""
    if len(text) > limit:
        text = f"{text[: limit // 2]}…{text[-limit // 2 :]}"
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
