"""Recollection: what came of plain functions, for functions that do the same. Most students write one of a few.

A function's answers depend on nothing but its normal form only where no other function of its submission can meddle:
so all of them must be plain, or missing. What one worker of a class has learned in this way it tells the others.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.judge import FunctionDraft
from grader.submission import Found, Submission

MAX_KEPT = 2_000
# So many lessons travel with one piece of work: what a worker misses it finds out by itself.
MAX_TOLD = 200
Key = tuple[Hashable, str, str | None, bool]


@dataclass(frozen=True)
class Lesson:
    """What came of one function, and by what it is decided."""

    key: Key
    draft: FunctionDraft


class Recollection:
    """The last functions' drafts, by what decides them. It serves one assignment.

    `surroundings` are what decides a draft besides the code: what the process grades with.
    """

    def __init__(self, surroundings: Hashable = None) -> None:
        self.surroundings = surroundings
        self._kept: OrderedDict[Key, FunctionDraft] = OrderedDict()
        self._new: list[Lesson] = []

    def recall(self, found: Submission) -> dict[str, FunctionDraft]:
        """The drafts of those functions of a submission that need not be asked."""
        known = {}
        for name, key in self._keys(found).items():
            function = found.functions[name]
            if key in self._kept:
                self._kept.move_to_end(key)
                known[name] = self._kept[key].at(function.location)
        return known

    def keep(self, found: Submission, drafts: Mapping[str, FunctionDraft]) -> None:
        """Keeps those that hold for every function of the same normal form."""
        keys = self._keys(found)
        for name, key in keys.items():
            draft = drafts.get(name)
            if key not in self._kept and draft is not None and draft.own_words and not draft.told_place:
                self._new.append(Lesson(key, draft))
                self._keep(self._new[-1])

    def learn(self, lessons: Iterable[Lesson]) -> None:
        """Keeps what others have learned."""
        for lesson in lessons:
            self._keep(lesson)

    def lessons(self) -> list[Lesson]:
        """What was learned here, and not from others, since this was asked last."""
        new, self._new = self._new, []
        return new

    def _keep(self, lesson: Lesson) -> None:
        self._kept[lesson.key] = lesson.draft
        if len(self._kept) > MAX_KEPT:
            self._kept.popitem(last=False)

    def _keys(self, found: Submission) -> dict[str, Key]:
        """A key for each function that is there; none if one of them is not plain."""
        there = [function for function in found.functions.values() if isinstance(function, Found)]
        if any(function.form is None for function in there):
            return {}
        return {
            function.name: (self.surroundings, function.name, function.form, function.unfilled) for function in there
        }


class Exchange:
    """Passes on what each of `width` workers has learned to the others, with the work that they are given."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._latest: deque[Lesson] = deque(maxlen=MAX_TOLD)
        # How many lessons there were so far, and how many of these each worker has heard.
        self._count = 0
        self._heard: dict[str, int] = {}

    def due(self) -> tuple[Sequence[Lesson], int]:
        """The lessons that not every worker has heard, and how many one has heard who hears these."""
        heard = min(self._heard.values()) if len(self._heard) >= self.width else 0
        passed_on = max(0, len(self._latest) - (self._count - heard))
        return list(self._latest)[passed_on:], self._count

    def take(self, worker: str, heard: int, learned: Iterable[Lesson]) -> None:
        """A worker has heard so many lessons, and has learned these."""
        self._heard[worker] = max(heard, self._heard.get(worker, 0))
        for lesson in learned:
            self._latest.append(lesson)
            self._count += 1

    def forget_workers(self) -> None:
        """The workers are replaced by others, who have heard nothing."""
        self._heard.clear()
