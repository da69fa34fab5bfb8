"""Writes what a run brings to an end into the gradebook, some at a time, and counts what is as it was."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self

from grader.bulk import Graded
from grader.gradebook import Result, Standing
from grader.report import timeless

if TYPE_CHECKING:
    from grader.gradebook import Gradebook

TOGETHER = 32
EVERY = 1.0


class Recorder:
    """A context in which Graded are added. What has come is written when it is many, or old, and at the end.

    `standings` are those before the run, `fingerprint` is that of its checks; `proposed` results do not count yet.
    `unchanged` counts what ended as it had before, `kept` the marks that stay because the grader could not look at the
    work again; `moved` are students whose changed work changed their mark: the
    old and the new one.
    """

    def __init__(
        self, book: Gradebook, standings: Mapping[str, Standing], fingerprint: str, proposed: bool = False
    ) -> None:
        self.book, self.standings, self.fingerprint, self.proposed = book, standings, fingerprint, proposed
        self.unchanged = self.kept = 0
        self.moved: dict[str, tuple[float | None, float | None]] = {}
        self._pending: list[Result] = []
        self._latest = time.monotonic()

    def add(self, graded: Graded) -> None:
        """Takes one more."""
        if graded.report is None or self._was_said(graded):
            self.unchanged += 1
        elif self._is_our_loss(graded):
            self.kept += 1
        else:
            self._pending.append(Result(graded.student, graded.sha256, self.fingerprint, graded.code, graded.report))
            before = self.standings.get(graded.student)
            if before is not None and before.score != graded.report.score and not self.proposed:
                self.moved[graded.student] = (before.score, graded.report.score)
        if len(self._pending) >= TOGETHER:
            self._write()
        else:
            self.idle()

    def idle(self) -> None:
        """Writes what is old; to be called now and then while nothing comes."""
        if time.monotonic() - self._latest > EVERY:
            self._write()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._write()

    def _write(self) -> None:
        pending, self._pending, self._latest = self._pending, [], time.monotonic()
        if pending:
            self.book.record(pending, proposed=self.proposed)

    def _is_our_loss(self, graded: Graded) -> bool:
        """Whether a work that has a mark could not even be read now, as when workers die: no reason to take it away."""
        standing = self.standings.get(graded.student)
        failed = graded.report is not None and graded.report.state == "internal_error" and graded.sha256 is None
        return failed and standing is not None and standing.state == "graded"

    def _was_said(self, graded: Graded) -> bool:
        """Whether a submission that cannot be read was so before, for the same reason."""
        standing = self.standings.get(graded.student)
        if standing is None or standing.state != "ungradable" or graded.report is None:
            return False
        before = self.book.report(graded.student)
        return before is not None and timeless(before) == timeless(graded.report)
