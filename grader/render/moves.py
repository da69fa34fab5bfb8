"""Who moves by a regrade, by how much and why; for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from grader.gradebook import Move


def show(moves: Sequence[Move], console: Console) -> None:
    """Prints the moves, the largest first."""
    if not moves:
        console.print("Nobody's mark changes.")
        return
    table = Table("student", "before", "after", "why", box=None, padding=(0, 2, 0, 0))
    for move in sorted(moves, key=_size, reverse=True):
        rises = (move.new or 0.0) >= (move.old or 0.0)
        new = Text(_mark(move.new), "green" if rises else "red")
        table.add_row(Text(move.name), _mark(move.old), new, Text("\n".join(move.reasons)))
    console.print(table)


def _size(move: Move) -> float:
    return abs((move.new or 0.0) - (move.old or 0.0))


def _mark(score: float | None) -> str:
    return "–" if score is None else f"{score:g}"
