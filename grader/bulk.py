"""Grades a class: pieces of it go out to workers, Drafts come back, jobs are done together, Reports come out.

Everything that runs student code, or takes long, happens in workers. The parent only hands out bounded pieces and
puts Reports together, so that its memory does not grow with the class.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from typing import Any

from grader.assignment import Assignment
from grader.crew import Crew
from grader.draft import Draft, finish, relocate, unscored
from grader.judge import INTERNAL
from grader.looking import Task, look_at
from grader.recollection import Exchange
from grader.report import Report, SubmissionInfo
from grader.verdict import Job
from grader.worker import Examined, Orders, do_jobs, examine_piece

PIECE = 4
# What was graded before is only looked at, at first.
LOOKED_AT_TOGETHER = 16
# Many jobs cost less each than few, and few that are left over are shared out. The first are few, so that the first
# submissions end soon: most wait for the same.
JOBS_TOGETHER, FEW_JOBS = 16, 8
# So many workers may a submission cost before it is given up. Jobs are the grader's own, and many wait for each.
MAX_DEATHS, MAX_DEATHS_OF_JOBS = 2, 4
# So often may workers die, one after the other, that have been given nothing.
MAX_IDLE_DEATHS = 10
# After so many seconds without news whoever waits for results is told that there are none.
QUIET = 1.0


@dataclass(frozen=True)
class Graded:
    """One finished submission. `report` is None where nothing has changed since it was graded last."""

    student: str
    sha256: str | None
    code: str | None
    report: Report | None


@dataclass
class _Errand:
    """A piece of work that is given to one worker: submissions to look at or to examine, or jobs, by their keys."""

    looks: list[Task] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    jobs: dict[bytes, Job] = field(default_factory=dict)
    deaths: int = 0
    heard: int = 0

    def submit(self, executor: Executor, orders: Orders, exchange: Exchange) -> Future[Any]:
        if self.jobs:
            return executor.submit(do_jobs, orders, list(self.jobs.values()))
        if self.looks:
            return executor.submit(look_at, self.looks)
        lessons, self.heard = exchange.due()
        return executor.submit(examine_piece, orders, self.tasks, lessons)

    def apart(self) -> list[_Errand]:
        """Each submission as an errand of its own that has cost one worker more; jobs too, if they have cost two."""
        if self.jobs:
            shares = [{key: job} for key, job in self.jobs.items()] if self.deaths else [self.jobs]
            return [_Errand(jobs=share, deaths=self.deaths + 1) for share in shares]
        return [_Errand(tasks=[task], deaths=self.deaths + 1) for task in self.looks + self.tasks]


@dataclass
class _Unfinished:
    """A Draft that waits for the jobs with these keys."""

    examined: Examined
    draft: Draft
    keys: list[bytes]


class Batch:
    """One run over a class.

    `recall(code)` gives the Report of code that `orders.known` names. `confinement` is how the parent says that
    student code is confined, in Reports of submissions that killed their workers. `idle()` is called now and then
    while nothing ends.
    """

    # So many submissions may wait for jobs before these are done, though they be few; twelve times as many while others
    # are being done, which may be all that they wait for.
    max_waiting = 24

    def __init__(
        self,
        assignment: Assignment,
        orders: Orders,
        crew: Crew,
        recall: Callable[[str], Report | None],
        confinement: str,
        idle: Callable[[], None] = lambda: None,
    ) -> None:
        self.assignment, self.orders, self.crew, self.recall = assignment, orders, crew, recall
        self.confinement, self.idle = confinement, idle
        self._together = FEW_JOBS
        self._to_look_at: deque[Task] = deque()
        self._to_examine: deque[Task] = deque()
        self._suspects: deque[_Errand] = deque()
        self._flying: dict[Future[Any], _Errand] = {}
        self._wanted: dict[bytes, Job] = {}
        self._results: dict[bytes, Any] = {}
        self._waiting: list[_Unfinished] = []
        self._exchange = Exchange(crew.width)

    def run(self, tasks: Iterable[Task]) -> Iterator[Graded]:
        """Every submission's end, in the order in which they end."""
        for task in tasks:
            (self._to_examine if task.sha256 is None else self._to_look_at).append(task)
        finished = False
        try:
            while self._hand_out():
                done = self._news()
                lost = []
                for future in done:
                    errand = self._flying.pop(future)
                    try:
                        result = future.result()
                    except self.crew.losses:
                        lost.append(errand)
                    else:
                        yield from self._take(errand, result)
                yield from self._mourn(lost)
            finished = True
        finally:
            self.crew.close(at_once=not finished)

    def _news(self) -> set[Future[Any]]:
        """The errands that have come to an end, waited for."""
        silent = 0.0
        while True:
            done, _ = wait(self._flying, QUIET, return_when=FIRST_COMPLETED)
            if done:
                return done
            self.idle()
            silent += QUIET
            if self.crew.patience is not None and silent >= self.crew.patience:
                self.crew.look()
                return done

    def _hand_out(self) -> bool:
        """Gives out work until every worker has some, and some to go on with. False when there is nothing left."""
        while len(self._flying) < 2 * self.crew.width and (errand := self._next()) is not None:
            self._send(errand)
            if errand.deaths:
                break
        return bool(self._flying)

    def _send(self, errand: _Errand) -> None:
        for left in reversed(range(MAX_IDLE_DEATHS)):
            try:
                self._flying[errand.submit(self.crew.executor(), self.orders, self._exchange)] = errand
                return
            except self.crew.losses:
                # A worker died while it had nothing to do.
                if not left:
                    raise
                self._renew()

    def _next(self) -> _Errand | None:
        """The next errand. What has cost a worker is given out alone, so that it can be known for certain."""
        if any(errand.deaths for errand in self._flying.values()):
            return None
        if self._suspects:
            return None if self._flying else self._suspects.popleft()
        if self._to_look_at:
            return _Errand(looks=_some(self._to_look_at, LOOKED_AT_TOGETHER))
        enough = self._enough_wanted()
        if not enough and self._to_examine:
            return _Errand(tasks=_some(self._to_examine, PIECE))
        examining = any(errand.tasks or errand.looks for errand in self._flying.values())
        if self._wanted and (enough or not examining):
            share = self._together if enough else max(FEW_JOBS, math.ceil(len(self._wanted) / self.crew.width))
            self._together = min(2 * self._together, JOBS_TOGETHER)
            return _Errand(jobs={key: self._wanted.pop(key) for key in self._most_wanted(min(share, JOBS_TOGETHER))})
        return None

    def _most_wanted(self, count: int) -> list[bytes]:
        """The keys of those wanted jobs for which the most submissions wait."""
        waiting = Counter(key for unfinished in self._waiting for key in unfinished.keys)
        return sorted(self._wanted, key=lambda key: -waiting[key])[:count]

    def _enough_wanted(self) -> bool:
        """Whether jobs should be done now, though there are submissions to examine."""
        working = any(errand.jobs for errand in self._flying.values())
        if not self._wanted:
            return False
        if len(self._wanted) >= self._together:
            return True
        return len(self._waiting) >= self.max_waiting * (12 if working else 1)

    def _renew(self) -> None:
        self.crew.renew()
        self._exchange.forget_workers()

    def _take(self, errand: _Errand, result: Any) -> Iterator[Graded]:
        """What an errand's result brings to an end."""
        if errand.jobs:
            self._results.update(zip(errand.jobs, result, strict=True))
            ready = [unfinished for unfinished in self._waiting if self._is_ready(unfinished)]
            self._waiting = [unfinished for unfinished in self._waiting if not self._is_ready(unfinished)]
            yield from map(self._finished, ready)
        if errand.looks:
            self._to_examine += [task for task, unchanged in zip(errand.looks, result, strict=True) if not unchanged]
            for task in itertools.compress(errand.looks, result):
                yield Graded(task.student, task.sha256, None, None)
        if errand.tasks:
            self._exchange.take(result.worker, errand.heard, result.lessons)
            for examined in result.examined:
                yield from self._take_examined(examined)

    def _take_examined(self, examined: Examined) -> Iterator[Graded]:
        if examined.draft is None:
            assert examined.code is not None
            known = self.recall(examined.code)
            assert known is not None, "a worker took code for known that is not"
            report = relocate(known, examined.info, examined.places, examined.note)
            yield Graded(examined.student, examined.info.sha256, examined.code, report)
            return
        unfinished = _Unfinished(examined, examined.draft, [item.key for item in examined.draft.waiting])
        for item in examined.draft.waiting:
            if item.key not in self._results and not self._is_being_done(item.key):
                self._wanted[item.key] = item.job
        if self._is_ready(unfinished):
            yield self._finished(unfinished)
        else:
            self._waiting.append(unfinished)

    def _is_being_done(self, key: bytes) -> bool:
        return any(key in errand.jobs for errand in (*self._flying.values(), *self._suspects))

    def _is_ready(self, unfinished: _Unfinished) -> bool:
        return all(key in self._results for key in unfinished.keys)

    def _finished(self, unfinished: _Unfinished) -> Graded:
        examined = unfinished.examined
        report = finish(unfinished.draft, self.assignment, [self._results[key] for key in unfinished.keys])
        return Graded(examined.student, examined.info.sha256, examined.code, report)

    def _mourn(self, lost: Sequence[_Errand]) -> Iterator[Graded]:
        """Errands whose worker died are tried again, each alone; one that kills again is our failure, by name.

        Jobs that kill again are tried one by one: most of a class may wait for one of them.
        """
        if lost:
            self._renew()
        for errand in lost:
            for suspect in errand.apart():
                if suspect.deaths < (MAX_DEATHS_OF_JOBS if suspect.jobs else MAX_DEATHS):
                    self._suspects.append(suspect)
                elif suspect.jobs:
                    died = RuntimeError(f"{MAX_DEATHS_OF_JOBS} workers that did this died")
                    yield from self._take(suspect, [died] * len(suspect.jobs))
                else:
                    yield self._given_up(suspect.tasks[0])

    def _given_up(self, task: Task) -> Graded:
        info = SubmissionInfo(name=task.path.name, sha256=None, source=task.path.name)
        words = f"{INTERNAL} (The worker that graded it died, twice.)"
        return Graded(
            task.student, None, None, unscored(self.assignment, info, "internal_error", words, self.confinement)
        )


def _some(tasks: deque[Task], most: int) -> list[Task]:
    """The first of the tasks, taken away."""
    return [tasks.popleft() for _ in range(min(most, len(tasks)))]
