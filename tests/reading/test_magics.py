"""Magics are blanked out, and nothing else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from submitting import GOOD_HE, HE, function, grade, in_cells, in_file, is_he, parsed

from grader.submission import read


@pytest.mark.parametrize(
    "magic",
    [
        "%matplotlib inline",
        "%load_ext autoreload\n%autoreload 2",
        "!pip install numpy \\\n  scipy(",
        "np.random.randn?",
        "?np.zeros",
        "np.zeros??",
        "%timeit?",
        "files = !ls 'it",
        "t = %timeit -o f(",
        "%%time",
        "get_ipython().magic('matplotlib inline')",
        "a[0] = !ls",
    ],
)
def test_magics_are_not_seen(tmp_path: Path, magic: str) -> None:
    text = f"{magic}\ndef {HE}(d):\n    return 7\n"
    lines = magic.count("\n") + 2
    for path in (in_file(tmp_path, text), in_cells(tmp_path, text)):
        assert function(path)(1) == 7
        assert grade(path)[1].functions[HE].location.line == lines


def test_a_magic_in_a_body_leaves_the_body_whole(tmp_path: Path) -> None:
    text = f"def {HE}(d):\n    if d:\n        %time x = 1\n    !ls\n    return 7\n"
    assert function(in_cells(tmp_path, text))(1) == 7


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "\n%%javascript", "%%latex"])
def test_a_cell_of_another_language_is_empty(tmp_path: Path, magic: str) -> None:
    work = read(in_cells(tmp_path, f"{magic}\nif (\n", GOOD_HE))
    assert not work.units[0].text.strip()
    assert not parsed(work)


def test_a_timed_cell_is_python(tmp_path: Path) -> None:
    assert is_he(function(in_cells(tmp_path, "%%time\n" + GOOD_HE)))


@pytest.mark.parametrize(
    "text",
    [
        "x = (14\n    % 8\n    )",
        "x = 14 \\\n  % 8",
        "x = '''\n%matplotlib inline\n!ls\n'''",
        "x = [\n'a?',\n'b = !c'\n]",
        "x = 'a = !b'  # why?",
        "x = 1 != 2\ny = '%s' % 3",
        'x = "it\'s" # (\ny = 5 % 3',
        'x = r"""\\"""\n%a\n"""',
        "print(f'{1}?')",
    ],
)
def test_python_that_looks_like_magic_stays(tmp_path: Path, text: str) -> None:
    assert read(in_cells(tmp_path, text)).units[0].text == text


@pytest.mark.parametrize(
    "line",
    ["a?" + " " * 300_000 + "x", "a " * 250_000 + "= 3\n!ls", "%" * 300_000, "x" * 300_000 + "?", "? " * 150_000],
)
def test_a_line_made_to_stall_a_search_is_read_in_no_time(tmp_path: Path, line: str) -> None:
    path = in_cells(tmp_path, f"{GOOD_HE}\n{line}\n")
    start = time.process_time()
    read(path)
    assert time.process_time() - start < 2
