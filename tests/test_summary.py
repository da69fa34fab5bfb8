"""What a teacher is told of a class: figures that are right, whatever its size, and nothing of a student's run."""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import tracemalloc
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import numpy as np
import pytest
from gradebooking import BROKEN, ENVIRONMENT, FULL, HALF, NAMES, NOTHING, UNREADABLE, report, small_class
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from grader.gradebook import Gradebook, Member
from grader.render import class_page, class_summary
from grader.report import Report
from grader.screen import ENDLESS
from grader.summary import Summary, summarize


def of(reports: Sequence[Report | None], names: Sequence[str] = ()) -> Summary:
    return summarize(
        (
            Member(
                f"s{place}", names[place] if place < len(names) else f"Student {place}", handed_in=graded is not None
            ),
            graded,
        )
        for place, graded in enumerate(reports)
    )


def printed(summary: Summary, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None, highlight=False)
    class_summary.show(summary, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_everybody_is_counted_once() -> None:
    summary = of([FULL, FULL, HALF, NOTHING, UNREADABLE, BROKEN, None])
    assert (summary.full, summary.partial, summary.zero, summary.ungraded, summary.absent) == (2, 1, 1, 2, 1)
    assert (summary.graded, summary.members) == (4, 7)
    assert (summary.lowest, summary.median, summary.mean, summary.highest) == (0, 30, 25, 40)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_the_figures_are_those_of_numpy(tenths: list[int]) -> None:
    summary = of([report(score=points / 10) for points in tenths])
    points = [tenth / 10 for tenth in tenths]
    assert summary.median == pytest.approx(statistics.median(points))
    assert summary.mean == pytest.approx(statistics.fmean(points))
    below = [tenth for tenth in tenths if tenth < 400]
    assert summary.histogram[:10] == tuple(np.histogram(below, np.arange(0, 401, 40))[0])
    assert summary.histogram[10] == tenths.count(400) == summary.full


def test_checks_and_misconceptions_begin_with_the_most_frequent() -> None:
    other = report("failed", misconception="he_scale_in_random")
    summary = of([HALF, other, other, FULL, BROKEN, UNREADABLE])
    assert [(check.title, check.missed, check.asked) for check in summary.checks] == [
        ("The expected check", 3, 4), ("The form check", 1, 4), ("The training check", 1, 4)
    ]  # fmt: skip
    assert summary.misconceptions == (("he_scale_in_random", 2), ("seed_removed", 1))


def test_a_misconception_is_counted_once_for_a_student() -> None:
    assert of([NOTHING]).misconceptions == (("seed_removed", 1),)


def test_what_needs_a_persons_eye_is_said_with_names() -> None:
    loose = report(environment=msgspec.structs.replace(ENVIRONMENT, confinement="none"))
    endless, waits = report("failed", misconception="endless_loop"), report("failed", misconception="waits")
    forged = report("failed", misconception="forged_answer")
    summary = of([FULL, BROKEN, UNREADABLE, loose, endless, waits, forged, None])
    assert [(concern.reason, concern.who) for concern in summary.concerns] == [
        ("the grader itself failed", (("s1", "Student 1"),)),
        ("the submission could not be graded", (("s2", "Student 2"),)),
        ("was run without confinement", (("s3", "Student 3"),)),
        ("spoke out of turn, as code does that forges its answers", (("s6", "Student 6"),)),
        ("did not end in time", (("s4", "Student 4"), ("s5", "Student 5"))),
    ]
    assert of([FULL, HALF, None]).concerns == ()


def test_the_words_for_unending_code_are_those_that_the_wall_gives() -> None:
    from grader.confine.fault import _MISCONCEPTIONS
    from grader.summary import FORGED, LATE_ENDS

    assert {_MISCONCEPTIONS["cpu"], _MISCONCEPTIONS["wall"]} == LATE_ENDS
    assert {_MISCONCEPTIONS["garbled"]} == FORGED


def test_memory_does_not_grow_with_the_class() -> None:
    def peak(size: int) -> int:
        tracemalloc.start()
        summarize((Member(f"s{place}", "Name " * 20), [HALF, BROKEN, FULL][place % 3]) for place in range(size))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(5000) < peak(100) + 100_000


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_summary_fits_the_terminal(width: int) -> None:
    summary = of([HALF, BROKEN, UNREADABLE, FULL, None, *[BROKEN] * 30], NAMES)
    lines = printed(summary, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert "\x1b" not in "".join(lines)
    assert any("and 21 more" in line for line in lines) or width == 40


def test_at_40_columns_no_bar_is_broken_and_no_mark_is_lost() -> None:
    lines = printed(of([FULL] * 12_345), 40).splitlines()
    (full,) = (line for line in lines if "100 %" in line)
    assert full.endswith("█ 12345")
    assert len(full) == 40
    console = Console(file=io.StringIO(), width=40, color_system=None)
    class_summary.table([(Member("s1", "Wolfeschlegelsteinhausenbergerdorff", late=True), FULL)], console)
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().splitlines()[1].endswith("… s1             40 / 40 late")


def test_at_20_columns_the_mark_is_there_and_the_key_is_not() -> None:
    console = Console(file=io.StringIO(), width=20, color_system=None)
    class_summary.table([(Member("s1", "Ann"), FULL), (Member("s2", "Bob"), None)], console)
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().splitlines()[1:] == ["Ann          40 / 40", "Bob          waiting"]


def test_misconceptions_are_told_in_words(tmp_path: Path) -> None:
    summary = of([report("failed", misconception="seed_removed"), report("failed", misconception="off-by_one")])
    shown = printed(summary) + class_page.page(summary, "Homework")
    for words in ("seed removed", "off by one"):
        assert shown.count(words) == 2
    assert "seed_removed" not in shown


def test_in_a_pipe_no_name_is_cut() -> None:
    console = Console(file=io.StringIO(), width=ENDLESS, color_system=None)
    class_summary.table([(Member("k" * 90, "n" * 90), FULL), (Member("s2", "Ann"), HALF)], console)
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert f"{'n' * 90} {'k' * 90}" in lines[1]
    assert len(lines[2]) < 80


def test_a_class_of_nobody_and_a_class_without_marks_have_summaries() -> None:
    assert "nobody yet" in printed(of([]))
    assert "1 without a submission" in printed(of([None]))
    assert "1 not graded yet" in printed(summarize([(Member("ann", "Ann"), None)]))
    assert "2 could not be graded" in printed(of([BROKEN, UNREADABLE]))
    assert "<h1>Homework</h1>" in class_page.page(of([]), "Homework")
    assert "<svg" not in class_page.page(of([None]), "Homework")


def test_one_in_ten_thousand_is_still_a_bar() -> None:
    lines = printed(of([NOTHING, *[FULL] * 9999])).splitlines()
    assert next(line for line in lines if "0-9 %" in line).split() == ["0-9", "%", "█", "1"]


@pytest.mark.parametrize("width", [30, 80, 160])
def test_the_class_as_a_table_fits_the_terminal_and_shows_no_control_character(width: int) -> None:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    graded = [FULL, HALF, NOTHING, BROKEN, None]
    rows = ((Member(f"key{place}", name, late=place == 1), graded[place % 5]) for place, name in enumerate(NAMES))
    class_summary.table(rows, console)
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert len(lines) == len(NAMES) + 1
    assert max(map(cell_len, lines)) <= width
    assert not any(character < " " for line in lines for character in line)


class Page(HTMLParser):
    """What a browser would find: tags, attributes that could load or run something, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.outside: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.outside += [
            value or ""
            for name, value in attrs
            if name.startswith("on") or (name in ("src", "href", "xlink:href") and not (value or "").startswith("#"))
        ]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    summary = of([BROKEN] * len(NAMES) + [HALF, FULL], NAMES)
    page = class_page.page(summary, "<b>Home & work</b>")
    found = Page(page)
    assert not found.tags & {"script", "link", "iframe", "img", "b-", "object"}
    assert found.outside == []
    assert "@import" not in page
    assert "url(http" not in page
    assert "<script>alert(1)</script>" in found.text, "shown as text"
    assert "<b>Home & work</b>" in found.text
    assert "svg" in found.tags


def test_the_page_is_the_same_for_the_same_class() -> None:
    assert class_page.page(of([HALF, FULL]), "Homework") == class_page.page(of([HALF, FULL]), "Homework")


def test_the_picture_says_in_words_what_it_shows() -> None:
    page = class_page.page(of([HALF, FULL, FULL]), "Homework")
    assert 'aria-label="Students by mark: 0-9 %: 0' in page
    assert "50-59 %: 1" in page
    assert "100 %: 2" in page
    assert "currentColor" in page, "the text of the picture is as light or dark as the page's"


def test_the_commands_show_and_write(tmp_path: Path) -> None:
    with Gradebook.open(tmp_path / "gradebook.db", "homework") as book:
        small_class(book)

    def grade(*words: str) -> str:
        command = [sys.executable, "-c", "from grader.cli import main; main()", "gradebook", *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return done.stdout

    shown = grade("show", "gradebook.db")
    assert "Bob Birch" in shown
    assert "1 full marks, 1 partial, 2 could not be graded, 1 without a submission" in shown
    assert "W1[0, 0] is <1>, expected 2 & no more." in grade("show", "gradebook.db", "birch")
    assert "no submission" in grade("show", "gradebook.db", "eve")
    assert grade("report", "gradebook.db", "--output", "class.html") == ""
    assert "homework" in (tmp_path / "class.html").read_text()
