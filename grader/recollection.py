"""Recollection: what came of plain functions, for functions that do the same. Most students write one of a few.

A function's answers depend on nothing but its normal form only where no other function of its submission can meddle:
so all of them must be plain, or missing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

from grader.judge import FunctionDraft
from grader.submission import Found, Submission

MAX_KEPT = 2_000
Key = tuple[str, str | None, bool]


class Recollection:
    """The last functions' drafts, by what decides them. It serves one assignment, and lives in one process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, FunctionDraft] = OrderedDict()

    def recall(self, found: Submission) -> dict[str, FunctionDraft]:
        """The drafts of those functions of a submission that need not be asked."""
        known = {}
        for name, key in _keys(found).items():
            function = found.functions[name]
            if key in self._kept:
                self._kept.move_to_end(key)
                known[name] = self._kept[key].at(function.location)
        return known

    def keep(self, found: Submission, drafts: Mapping[str, FunctionDraft]) -> None:
        """Keeps those that hold for every function of the same normal form."""
        for name, key in _keys(found).items():
            if name in drafts and drafts[name].own_words and not drafts[name].told_place:
                self._kept[key] = drafts[name]
        while len(self._kept) > MAX_KEPT:
            self._kept.popitem(last=False)


def _keys(found: Submission) -> dict[str, Key]:
    """A key for each function that is there; none if one of them is not plain."""
    there = [function for function in found.functions.values() if isinstance(function, Found)]
    if any(function.form is None for function in there):
        return {}
    return {function.name: (function.name, function.form, function.unfilled) for function in there}
