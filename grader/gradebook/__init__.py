"""The gradebook: a class, its marks and whole Reports, in one SQLite file or one PostgreSQL database.

What is listed here is the API; the database library is imported when a gradebook is first opened, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.gradebook.entries import GradebookError, Member, Move, Past, Result, Standing

if TYPE_CHECKING:
    from grader.gradebook.book import Gradebook

__all__ = ["Gradebook", "GradebookError", "Member", "Move", "Past", "Result", "Standing"]


def __getattr__(name: str) -> object:
    if name == "Gradebook":
        from grader.gradebook.book import Gradebook

        return Gradebook
    raise AttributeError(f"module 'grader.gradebook' has no attribute {name!r}")
