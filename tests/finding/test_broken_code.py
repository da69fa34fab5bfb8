"""Broken code costs the functions in it, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from submitting import GOOD_HE, HE, RANDOM, STUB_HE, ZEROS, function, in_cells, in_file, is_he, missing, notebook, write

from grader.submission import Location, Unit, split


def test_a_broken_cell_costs_only_its_functions(tmp_path: Path) -> None:
    path = in_cells(tmp_path, "import numpy as np", f"def {ZEROS}(d)\n    return (", GOOD_HE)
    assert is_he(function(path))
    lost = missing(path, ZEROS)
    assert lost.misconception == "syntax_error"
    assert lost.location == Location("week1.ipynb", 1, 2)
    assert "cell 2, line 1 of week1.ipynb: expected ':'" in lost.message


@pytest.mark.parametrize(
    "bad",
    [
        f"def {ZEROS}(d):\n    return (1,\n",
        f"def {ZEROS}(d):\n    return np.zeros((d, 1)\n\n",
        f"def {ZEROS}(d)\n    return 1\n",
        f"def {ZEROS}(d):\n    for i in d:\n    # YOUR CODE\n\n    return 1\n",
        f"def {ZEROS}(d):\n    '''Not closed\n    return 1\n",
        f"def {ZEROS}(d):\n        x = 1\n    return 1\n",
        f"def {ZEROS}(d):\n\n",
        f"def {ZEROS}(d):\n    print 'hello'\n    x = = 1\n",
        f"def {ZEROS}(d):\n    return 'a\n",
        f"def {ZEROS}(d):\n    return {{1: 2\n",
    ],
)
def test_a_broken_function_does_not_cost_the_others_in_its_file(tmp_path: Path, bad: str) -> None:
    around = f"import numpy as np\n\n\n@staticmethod\ndef {RANDOM}(d):\n    '''Doc.'''\n    return 7\n\n"
    path = in_file(tmp_path, around + bad + GOOD_HE.partition("\n")[2] + "    '''Doc.'''\nprint('x')\n")
    assert is_he(function(path))
    assert function(path, RANDOM)(1) == 7
    lost = missing(path, ZEROS)
    assert lost.misconception in ("syntax_error", "unfilled_stub")
    assert lost.location.file == "homework.py"
    assert 9 <= (lost.location.line or 0) <= 9 + bad.count("\n")


def test_an_emptied_stub_is_told_that_it_is_empty(tmp_path: Path) -> None:
    text = (
        f"def {HE}(d):\n    for l in d:\n        # YOUR CODE STARTS HERE\n        # YOUR CODE ENDS HERE\n    return 1\n"
    )
    lost = missing(in_file(tmp_path, text))
    assert lost.misconception == "unfilled_stub"
    assert lost.help is not None
    assert "empty" in lost.help


def test_a_return_at_column_0_is_told_to_the_function_it_cuts_short(tmp_path: Path) -> None:
    text = f"{GOOD_HE}\ndef {ZEROS}(d):\n    x = 1\n    for i in d:\n        x += 1\nreturn x\n"
    path = in_cells(tmp_path, text)
    assert is_he(function(path))
    lost = missing(path, ZEROS)
    assert lost.misconception == "return_outside_function"
    assert "'return' outside function, in cell 1, line 15 of week1.ipynb" in lost.message
    assert "not indented" in lost.message


def test_comments_at_column_0_in_a_body_are_legal(tmp_path: Path) -> None:
    assert is_he(function(in_file(tmp_path, GOOD_HE.replace("    for", "# a comment\n    for"))))


@pytest.mark.parametrize("line", ["nonlocal x", "break", "x = await y", "global d", "def f(a, a): pass"])
def test_what_only_the_compiler_refuses(tmp_path: Path, line: str) -> None:
    lost = missing(in_file(tmp_path, f"x = 1\ndef {HE}(d):\n    {line}\n    return 1\n"))
    assert lost.misconception == "syntax_error"
    assert "homework.py, line 3" in lost.message


def test_a_helper_in_broken_code_is_named(tmp_path: Path) -> None:
    lost = missing(in_cells(tmp_path, "def scale(n)\n    return n", f"def {HE}(d):\n    return scale(d)"))
    assert "`scale`" in lost.message
    assert "cell 1, line 1 of week1.ipynb" in lost.message


def test_a_broken_redefinition_leaves_the_earlier_one(tmp_path: Path) -> None:
    assert function(in_cells(tmp_path, f"def {HE}(d): return 1", f"def {HE}(d): return ("))(0) == 1


def test_a_stub_elsewhere_does_not_hide_that_the_work_is_broken(tmp_path: Path) -> None:
    write(tmp_path, {f"{HE}.py": f"def {HE}(d): return (", "other.ipynb": notebook(STUB_HE)})
    assert missing(tmp_path).misconception == "syntax_error"


def test_split_knows_strings_brackets_decorators_and_else() -> None:
    text = (
        "# head\nimport a\n'''\ndef x(): pass\n'''\n@d\n@e(\n1)\ndef f():\n    pass\n# c\nif a:\n    b\nelse:\n    c\n"
        "x = [\n1\n]\ny = 1 \\\n+ 2\n"
    )
    pieces = split(Unit(text, "a.py", None, "a"))
    assert [piece.text.strip().split("\n")[0] for piece in pieces] == [
        "# head", "import a", "'''", "@d", "if a:", "x = [", "y = 1 \\",
    ]  # fmt: skip
    assert all((piece.file, piece.module) == ("a.py", "a") for piece in pieces)


def test_a_function_in_a_string_stays_there_though_the_file_is_broken(tmp_path: Path) -> None:
    path = in_file(tmp_path, f"def {HE}(d): return 1\n'''\ndef {HE}(d):\n    return 2\n'''\nx = = 1\n")
    assert function(path)(0) == 1


@given(st.text(alphabet="ab =:()[]\"'\\#\n\t@defclassimport", max_size=200))
def test_splitting_keeps_every_line_at_its_number(text: str) -> None:
    pieces = split(Unit(text, "a.py"))
    lines = [""] * (text.count("\n") + 1)
    for piece in pieces:
        for number, line in enumerate(piece.text.split("\n")):
            if line:
                assert lines[number] == ""
                lines[number] = line
    assert "\n".join(lines) == text
