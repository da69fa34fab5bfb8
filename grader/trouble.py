"""Trouble that was foreseen: one sentence for the person who can end it, and the exit status that it gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Trouble(Exception):
    """What happened, where, and what to do. `status` is the exit status of a command that ends with it."""

    status = 2

    def __reduce__(self) -> tuple[Any, ...]:
        """Crosses to another process as it is: what built its words does not know how to build them again."""
        return _as_it_was, (type(self), self.args, self.__dict__)


def _as_it_was(kind: type[Trouble], arguments: tuple[object, ...], fields: dict[str, object]) -> Trouble:
    trouble = kind.__new__(kind, *arguments)
    trouble.__dict__.update(fields)
    return trouble


def closest(word: str, known: Sequence[str]) -> str | None:
    """Which of the known words is probably meant; None if none is close."""
    # Slow to import, and seldom needed.
    import difflib

    folded = {name.casefold(): name for name in reversed(known)}
    near = difflib.get_close_matches(word.casefold(), folded, 1)
    return folded[near[0]] if near else None
