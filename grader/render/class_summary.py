"""A class for a terminal: its Summary, and its marks as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.gradebook import Member
from grader.printing import some
from grader.reading.work import printable
from grader.report import Report
from grader.screen import page, rule, wraps
from grader.summary import FULL_BIN, Summary

MOST = 5
SHOWN = 10
BAR = 30
MARKS = len("no submission")
# Columns of a terminal in which there is no room for a student's key as well.
NARROW = 40


def show(summary: Summary, console: Console) -> None:
    """Prints the Summary."""
    console.print(rule(console))
    title = Text((summary.assignment or "The class").capitalize(), "bold")
    title.append(f"  {_count(summary.members, 'student')}", "dim")
    console.print(title)
    console.print(_ends(summary))
    if summary.graded:
        console.print(Text(spread(summary), "dim"))
        _histogram(summary, console)
    missed = [
        (f"{check.function}, “{check.title}”", f"{check.missed} of {check.asked}") for check in summary.checks[:MOST]
    ]
    _listed("Checks most missed", missed, console)
    met = [(in_words(name), _count(count, "student")) for name, count in summary.misconceptions[:MOST]]
    _listed("Misconceptions most met", met, console)
    _concerns(summary, console)


def spread(summary: Summary) -> str:
    """The middle and the ends of the marks, in one line."""
    low, mid, mean, high = (
        f"{points:.4g}"
        for points in (summary.lowest, summary.median, summary.mean, summary.highest)
        if points is not None
    )
    return f"median {mid}, mean {mean}, from {low} to {high} of {summary.max_score:g} points"


def labels(summary: Summary) -> list[str]:
    """What each bar of the histogram stands for, in percent of the best possible."""
    return [f"{10 * low}-{10 * low + 9} %" for low in range(FULL_BIN)] + ["100 %"]


def in_words(misconception: str) -> str:
    """A misconception's name, as a person would write it."""
    return re.sub(r"[_-]+", " ", misconception).strip()


def ends(summary: Summary) -> list[tuple[int, str, str]]:
    """How many came to which end, in words, and their colour; none to which nobody came."""
    every = (
        (summary.full, "full marks", "green"),
        (summary.partial, "partial", "yellow"),
        (summary.zero, "zero", "red"),
        (summary.ungraded, "could not be graded", "bold magenta"),
        (summary.waiting, "not graded yet", "dim"),
        (summary.absent, "without a submission", "dim"),
    )
    return [end for end in every if end[0]]


def _ends(summary: Summary) -> Text:
    parts = [Text(f"{count} {words}", style) for count, words, style in ends(summary)]
    return Text(", ").join(parts) if parts else Text("nobody yet", "dim")


def _histogram(summary: Summary, console: Console) -> None:
    most = max(summary.histogram)
    block = "#" if console.options.ascii_only else "█"
    room = max(1, min(BAR, console.width - len(f"{'':>8}   {most}")))
    console.print()
    for label, count in zip(labels(summary), summary.histogram, strict=True):
        line = Text(f"{label:>8}  ")
        # Whoever is there is seen: even one in ten thousand is a bar.
        line.append(block * (round(room * count / most) or (1 if count else 0)), "cyan")
        line.append(f" {count}" if count else "", "default")
        console.print(line)


def _listed(title: str, rows: list[tuple[str, str]], console: Console) -> None:
    if not rows:
        return
    console.print(Text(f"\n{title}", "bold"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for left, right in rows:
        grid.add_row(Text(f"  {right}"), Text(left))
    console.print(grid)


def _concerns(summary: Summary, console: Console) -> None:
    if not summary.concerns:
        return
    console.print(Text("\nNeeds a person's eye", "bold"))
    for concern in summary.concerns:
        line = Text("  ")
        line.append(f"{concern.count}: {concern.reason}", "magenta")
        line.append(f" ({some([who(*person) for person in concern.who[:SHOWN]], concern.count)})")
        console.print(line)


def who(student: str, name: str) -> str:
    """A student's name, and the key if that is another, fit to be shown."""
    shown = printable(name, 60)
    return shown if name == student else f"{shown}, {printable(student, 40)}"


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"


def table(class_: Iterable[tuple[Member, Report | None]], console: Console) -> None:
    """Prints a line for each member: name, key and mark.

    Lines are printed as they come, and cut to the terminal's width; in a pipe nothing is cut.
    """
    width, whole = page(console), not wraps(console)
    for place, (member, report) in enumerate(class_):
        if place == 0:
            console.print(Text(_line("name", "student", "mark", width, whole), "bold"), no_wrap=True, crop=True)
        names = printable(member.name, 200), printable(member.student, 200)
        line = Text(_line(*names, mark(member, report), width, whole), _style(report))
        if member.late:
            line.append(" late", "dim")
        console.print(line, no_wrap=True, crop=True)


def _line(name: str, student: str, mark: str, width: int, whole: bool) -> str:
    if width < NARROW:
        return f"{_fitted(name, max(4, width - MARKS - 1), whole)} {mark:>{MARKS}}"
    room = max(20, width - MARKS - len("   late"))
    first = room * 3 // 5
    return f"{_fitted(name, first, whole)} {_fitted(student, room - first, whole)} {mark:>{MARKS}}"


def _fitted(text: str, width: int, whole: bool) -> str:
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return text if whole else set_cell_size(text, width - 1) + "…"


def mark(member: Member, report: Report | None) -> str:
    """The mark, or why there is none."""
    if report is None:
        return "waiting" if member.handed_in else "no submission"
    if report.score is None:
        return "not graded"
    return f"{report.score:g} / {report.max_score:g}"


def _style(report: Report | None) -> str:
    if report is None:
        return "dim"
    if report.score is None:
        return "magenta"
    return "green" if report.full_marks else "default" if report.score else "red"
