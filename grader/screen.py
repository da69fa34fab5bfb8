"""Where words are shown: a terminal of any width and any alphabet, or a pipe."""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, TextIO, cast

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->", "×": "x", "─": "-"}

NARROWEST, USUAL = 20, 80
# In a pipe lines are as long as their sentences, which no program wants wrapped.
ENDLESS = 10_000


def console() -> Console:
    """A console on standard output. What is no terminal has no width, unless COLUMNS says otherwise."""
    from rich.console import Console

    made = Console(highlight=False)
    if not made.is_terminal:
        made.file = cast("IO[str]", _Trimmed(sys.stdout))
    if not made.is_terminal and os.environ.get("COLUMNS", "0") == "0":
        made.width = ENDLESS
    elif made.width < NARROWEST:
        # Words would be left out; and no columns at all is what terminals report that do not know.
        made.width = NARROWEST if made.width else USUAL
    return made


class _Trimmed:
    """A stream that is given no blanks at the end of a line: in a pipe nobody sees them, and programs compare."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with _readers_may_leave(self._stream):
            self._stream.write(re.sub(r" +(?=\n)", "", text))
        return len(text)

    def flush(self) -> None:
        with _readers_may_leave(self._stream):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def _readers_may_leave(stream: TextIO) -> Iterator[None]:
    """What nobody reads any more, as behind `head`, is lost; the work, and the answer in the exit status, are not."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def wraps(console: Console) -> bool:
    """Whether what is longer than a line is wrapped, or cut."""
    return console.width < ENDLESS


def page(console: Console) -> int:
    """The width of what fills a line: a rule, or words with a figure at the right edge."""
    return console.width if wraps(console) else USUAL


def rule(console: Console) -> Text:
    """A line across the page."""
    from rich.text import Text

    return Text(("-" if console.options.ascii_only else "─") * page(console), "dim")


def take_any_character() -> None:
    """Has standard output and error print something for every character, also where they know ASCII only."""
    codecs.register_error("grade", _plain)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="grade")


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(PLAIN.get(character, "?") for character in error.object[error.start : error.end]), error.end
