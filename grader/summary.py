"""What a teacher wants to know of a class: how the marks are spread, what went wrong most, and what needs a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grader.gradebook import Member
from grader.report import Report

FULL_BIN = 10
MAX_NAMED = 20
# What somebody should look at, and the misconceptions that say so.
LATE_ENDS = {"endless_loop", "waits"}
FORGED = {"forged_answer"}


@dataclass(frozen=True)
class CheckTally:
    """How many of the class a check was put to, and how many did not pass it."""

    function: str
    title: str
    missed: int
    asked: int


@dataclass(frozen=True)
class Concern:
    """Something that a person should look at: how many, and the first of them, by key and name."""

    reason: str
    count: int
    who: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Summary:
    """A class in figures.

    `graded` = `full` + `partial` + `zero`; with `ungraded`, `waiting` and `absent` they make up `members`. `histogram`
    counts marks in tenths of the best possible: ten bins, and full marks by themselves. `median`, `mean`, `lowest` and
    `highest` are points out of `max_score`; None if nobody was graded. `checks` and `misconceptions` (name and number
    of students) begin with the most frequent.
    """

    assignment: str | None
    max_score: float
    full: int
    partial: int
    zero: int
    ungraded: int
    waiting: int
    absent: int
    histogram: tuple[int, ...]
    lowest: float | None
    median: float | None
    mean: float | None
    highest: float | None
    checks: tuple[CheckTally, ...]
    misconceptions: tuple[tuple[str, int], ...]
    concerns: tuple[Concern, ...]

    @property
    def graded(self) -> int:
        return self.full + self.partial + self.zero

    @property
    def members(self) -> int:
        return self.graded + self.ungraded + self.waiting + self.absent


def summarize(class_: Iterable[tuple[Member, Report | None]]) -> Summary:
    """The Summary of members and their Reports (None: absent, or waiting), which are looked at once and not kept."""
    tally = _Tally()
    for member, report in class_:
        tally.add(member, report)
    return tally.summary()


class _Tally:
    """Counts as Reports come. It grows with the assignment (checks, different marks), not with the class."""

    def __init__(self) -> None:
        self.assignment: str | None = None
        self.max_score = 0.0
        self.ends: Counter[str] = Counter()
        self.shares: Counter[float] = Counter()
        self.asked: Counter[tuple[str, str]] = Counter()
        self.missed: Counter[tuple[str, str]] = Counter()
        self.misconceptions: Counter[str] = Counter()
        self.concerned: Counter[str] = Counter()
        self.who: dict[str, list[tuple[str, str]]] = {}

    def add(self, member: Member, report: Report | None) -> None:
        if report is None:
            self.ends["waiting" if member.handed_in else "absent"] += 1
            return
        self.assignment, self.max_score = report.assignment, max(self.max_score, report.max_score)
        if report.score is None:
            self.ends["ungraded"] += 1
        else:
            # Points may have changed between Reports: marks are counted as shares of what could be had.
            share = round(report.score / report.max_score, 6) if report.max_score else 0.0
            self.shares[share] += 1
            self.ends["full" if report.full_marks else "partial" if report.score else "zero"] += 1
            self._checks(report)
        for reason in _concerns(report):
            self.concerned[reason] += 1
            if len(named := self.who.setdefault(reason, [])) < MAX_NAMED:
                named.append((member.student, member.name))

    def _checks(self, report: Report) -> None:
        for function in report.functions:
            for check in function.checks:
                self.asked[function.name, check.title] += 1
                self.missed[function.name, check.title] += check.status != "passed"
        self.misconceptions.update(_misconceptions(report))

    def summary(self) -> Summary:
        points = {share: share * self.max_score for share in self.shares}
        graded = self.shares.total()
        checks = [CheckTally(*key, self.missed[key], asked) for key, asked in self.asked.items() if self.missed[key]]
        return Summary(
            assignment=self.assignment,
            max_score=self.max_score,
            **{end: self.ends[end] for end in ("full", "partial", "zero", "ungraded", "waiting", "absent")},
            histogram=_histogram(self.shares),
            lowest=min(points.values(), default=None),
            median=_median(self.shares) * self.max_score if graded else None,
            mean=sum(points[share] * count for share, count in self.shares.items()) / graded if graded else None,
            highest=max(points.values(), default=None),
            checks=tuple(sorted(checks, key=lambda check: (-check.missed, check.function, check.title))),
            misconceptions=tuple(sorted(self.misconceptions.items(), key=lambda item: (-item[1], item[0]))),
            concerns=tuple(
                Concern(reason, self.concerned[reason], tuple(self.who[reason]))
                for reason in _REASONS
                if self.who.get(reason)
            ),
        )


_REASONS = (
    "the grader itself failed",
    "the submission could not be graded",
    "was run without confinement",
    "spoke out of turn, as code does that forges its answers",
    "did not end in time",
    "holds a second version, or a file that Python does not run",
)


def _concerns(report: Report) -> list[str]:
    met = _misconceptions(report)
    holds = (
        report.state == "internal_error",
        report.state == "ungradable",
        report.environment.confinement == "none" and report.state != "ungradable",
        bool(met & FORGED),
        bool(met & LATE_ENDS),
        report.state == "graded" and report.message is not None,
    )
    return [reason for reason, here in zip(_REASONS, holds, strict=True) if here]


def _misconceptions(report: Report) -> set[str]:
    return {
        check.cause.misconception
        for function in report.functions
        for check in function.checks
        if check.status != "passed" and check.cause is not None and check.cause.misconception
    }


def _histogram(shares: Mapping[float, int]) -> tuple[int, ...]:
    bins = [0] * (FULL_BIN + 1)
    for share, count in shares.items():
        # Rounded first: 0.3 * 10 is a little less than 3.
        bins[min(FULL_BIN, int(round(share * FULL_BIN, 6)))] += count
    return tuple(bins)


def _median(shares: Counter[float]) -> float:
    total, seen = shares.total(), 0
    middle = ((total - 1) // 2, total // 2)
    found: list[float] = []
    for share in sorted(shares):
        seen += shares[share]
        found += [share for place in middle[len(found) :] if place < seen]
    return sum(found) / 2
