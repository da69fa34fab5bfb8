"""Notebooks of all formats, whole and damaged."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from submitting import GOOD_HE, HE, function, grade, in_cells, is_he, notebook, refusal, write

from grader.submission import read


def test_sources_may_be_lines(tmp_path: Path) -> None:
    assert is_he(function(in_cells(tmp_path, GOOD_HE.splitlines(keepends=True))))


@pytest.mark.parametrize("minor", [0, 1, 2, 4, 5])
def test_every_minor_version_of_format_4(tmp_path: Path, minor: int) -> None:
    write(tmp_path, {"a.ipynb": notebook(GOOD_HE, nbformat_minor=minor)})
    assert is_he(function(tmp_path / "a.ipynb"))


def test_format_3_is_upgraded(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    cells = [
        {"cell_type": "heading", "level": 1, "source": "Title"},
        {"cell_type": "code", "input": ["%pylab\n", "import numpy as np"], "language": "python", "collapsed": False},
        {"cell_type": "code", "input": GOOD_HE, "outputs": [{"output_type": "pyout"}]},
    ]
    book = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": "x"},
        "worksheets": [{"cells": cells, "metadata": {}}],
    }
    write(tmp_path, {"a.ipynb": json.dumps(book)})
    assert is_he(function(tmp_path / "a.ipynb"))
    assert grade(tmp_path / "a.ipynb")[1].functions[HE].location.cell == 2
    assert capfd.readouterr() == ("", "")


def test_a_notebook_of_endless_cells_is_refused_before_it_is_upgraded(tmp_path: Path) -> None:
    cells = [{"cell_type": "code", "input": ""}] * 100_000
    book = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}
    write(tmp_path, {"a.ipynb": json.dumps(book)})
    start = time.process_time()
    assert refusal(tmp_path / "a.ipynb") == "a.ipynb has more than 2,000 code cells: hand in only your own work."
    assert time.process_time() - start < 5


def test_small_invalidities_of_a_notebook_do_not_matter(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "code"},
        {"source": 3},
        7,
        {"cell_type": "code", "source": None},
        {"cell_type": "raw", "source": "("},
    ]
    cells.append({"cell_type": "code", "source": GOOD_HE, "outputs": "?", "x": float("nan")})
    write(tmp_path, {"a.ipynb": "\ufeff" + json.dumps({"cells": cells})})
    assert is_he(function(tmp_path / "a.ipynb"))
    assert grade(tmp_path / "a.ipynb")[1].functions[HE].location.cell == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (notebook(GOOD_HE)[:-40], "truncated"),
        (notebook(GOOD_HE)[:60], "truncated"),
        ('{"cells": [{"cell_type": code}]}', "line 1 is not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"cells": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
        ("[1, 2]", "is not a notebook"),
        ("{}", "it has no cells"),
        ('{"cells": {}}', "not a list"),
        ("import numpy", "name it .py"),
        ("<!DOCTYPE html><html>", "web page"),
        ("", "is empty"),
        ("  \n", "is empty"),
        (b"\xff\xfe{\x00", "not valid UTF-8"),
        (notebook("x = 1", nbformat=5), "format 5, newer than 4"),
        (notebook(), "no code in it"),
        (notebook("", ""), "no code in it"),
        ('{"nbformat": 3, "worksheets": [4]}', "cannot be upgraded"),
        ('{"nbformat": 2, "worksheets": 4}', "cannot be upgraded"),
        (notebook("x = '\0'"), "null bytes"),
        ('{"cells": [' + "[]," * 600_000 + "{" * 600_000, "too complex"),
        (notebook(*["x"] * 2_001), "more than 2,000 code cells"),
        (notebook("x = 1\n" * 200_000), "more than 1 MiB"),
        ('{"cells": [], "x": ' + "9" * 5_000 + "}", "is not a notebook"),
    ],
)
def test_what_is_not_a_notebook_is_told_in_a_sentence(tmp_path: Path, content: str | bytes, words: str) -> None:
    write(tmp_path, {"a.ipynb": content})
    message = refusal(tmp_path / "a.ipynb")
    assert "a.ipynb" in message
    assert words in message


def test_a_bad_cell_costs_only_itself(tmp_path: Path) -> None:
    path = in_cells(tmp_path, "x = '\0'", "y = '\ud800'", GOOD_HE)
    assert is_he(function(path))
    assert "null bytes" in (read(path).units[0].problem or "")
