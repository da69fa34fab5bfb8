"""Trouble that was foreseen: one sentence for the person who can end it, and the exit status that it gives."""

from __future__ import annotations


class Trouble(Exception):
    """What happened, where, and what to do. `status` is the exit status of a command that ends with it."""

    status = 2
