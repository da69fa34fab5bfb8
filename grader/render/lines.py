"""How long lines are: as wide as a terminal; in a pipe as long as their sentences, which no program wants wrapped."""

from __future__ import annotations

import os

from rich.console import Console
from rich.text import Text

PAGE = 80
ENDLESS = 10_000


def console() -> Console:
    """Standard output. Whoever sets COLUMNS wants lines of that width, in a pipe too."""
    made = Console(highlight=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = ENDLESS
    return made


def wraps(console: Console) -> bool:
    """Whether what is longer than a line is wrapped, or cut."""
    return console.width < ENDLESS


def page(console: Console) -> int:
    """The width of what fills a line: a rule, or words with a figure at the right edge."""
    return console.width if wraps(console) else PAGE


def rule(console: Console) -> Text:
    """A line across the page."""
    return Text(("-" if console.options.ascii_only else "─") * page(console), "dim")
