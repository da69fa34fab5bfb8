"""Trouble that was foreseen: one sentence for the person who can end it, and the exit status that it gives."""

from __future__ import annotations

from collections.abc import Sequence


class Trouble(Exception):
    """What happened, where, and what to do. `status` is the exit status of a command that ends with it."""

    status = 2


def closest(word: str, known: Sequence[str]) -> str | None:
    """Which of the known words is probably meant; None if none is close."""
    # Slow to import, and seldom needed.
    import difflib

    folded = {name.casefold(): name for name in reversed(known)}
    near = difflib.get_close_matches(word.casefold(), folded, 1)
    return folded[near[0]] if near else None
