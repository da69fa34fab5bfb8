"""Examples drawn by Hypothesis once per process, and the smallest failing one when a property does not hold."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from grader.cache import cache_folder


class Examples:
    """The examples on which properties are tried: the same in every process with the same Hypothesis.

    `strategy` makes the Hypothesis strategy; it is called, and Hypothesis imported, only when examples are needed.
    `count` examples are drawn, derandomized. `simplest` are the strategy's first values in the order in which
    Hypothesis shrinks, without a gap: if one of them fails, nothing simpler can, and no search is needed. Examples are
    made of what can be pickled, as arguments are.
    """

    def __init__(self, strategy: Callable[[], Any], count: int, simplest: Sequence[Any] = ()) -> None:
        self._strategy, self._count, self.simplest = strategy, count, tuple(simplest)

    @cached_property
    def drawn(self) -> tuple[Any, ...]:
        """The simplest examples, then those drawn; none twice."""
        # What is the same is told by its bytes: arrays have no answer to `==`, and 1 is not True.
        found = {pickle.dumps(example): example for example in self.simplest}

        def collect(example: Any) -> bool:
            found.setdefault(pickle.dumps(example), example)
            return False

        self._find(collect, shrink=False)
        return tuple(found.values())

    def smallest(self, fails: Callable[[Any], bool], every: int = 1) -> Any | None:
        """The simplest example for which `fails`, as Hypothesis shrinks it; None if none fails.

        Tried on each `every`-th of the drawn examples, from the first.
        What `fails` raises goes through: trouble in here is never taken for a failing example.
        """
        failing = next((example for example in self.drawn[::every] if fails(example)), None)
        if failing is None or any(failing is one for one in self.simplest):
            return failing
        # The search draws the same examples again, so it meets the failing one.
        found = self._find(fails, shrink=True)
        return failing if found is None else found

    def _find(self, condition: Callable[[Any], bool], shrink: bool) -> Any | None:
        from hypothesis import HealthCheck, Phase, find, settings
        from hypothesis.configuration import set_hypothesis_home_dir
        from hypothesis.errors import NoSuchExample

        # Or else Hypothesis leaves a folder where the student works.
        set_hypothesis_home_dir(cache_folder() / "hypothesis")

        chosen = settings(
            max_examples=self._count,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink] if shrink else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        try:
            return find(self._strategy(), condition, settings=chosen)
        except NoSuchExample:
            return None
