"""`grade release`: stubs, notebook and kit come from solutions/reference, whole, plain and without an answer."""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from grader import assignments, kit, release
from grader.assignment import Assignment, GradedFunction
from grader.outputs import NoPlace
from grader.placeholder import Unmarked, with_solutions, without_solutions
from grader.score import grade

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "solutions" / "reference"
INITIALIZATION = assignments.load("initialization")
PUBLISHED = json.loads((ROOT / "tests" / "data" / "published_numbers.json").read_text())

DOUBLE = """\
def double(x):
    ### BEGIN SOLUTION
    return x + x
    ### END SOLUTION
"""
NOTEBOOK = """\
---
jupyter:
  kernelspec:
    display_name: Python 3
    language: python
    name: python3
---

# Twice

```python
include: double
```
"""


def another(home, files):
    """Another course's assignment, at home in `home`, with these files in its reference."""
    for name, text in files.items():
        path = home / "solutions" / "reference" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Assignment("twice", "Twice", (GradedFunction("double", "double", ()),), home=home)


def at_home_in(home):
    """The Initialization assignment with its reference, and nothing released yet, in a folder of its own."""
    shutil.copytree(REFERENCE, home / "solutions" / "reference", ignore=shutil.ignore_patterns("__pycache__"))
    return replace(INITIALIZATION, home=home)


def run(assignment, check=False, target=None, force=False):
    """The exit status of a release, and what it said."""
    said = io.StringIO()
    status = release.run(assignment, check, target, Console(file=said, width=200), force)
    return status, said.getvalue()


def refusal(assignment):
    with pytest.raises(release.NotReleasable) as caught:
        release.build(assignment)
    return str(caught.value)


def test_what_students_get_is_what_the_reference_makes():
    status, said = run(INITIALIZATION, check=True)
    assert status == 0, said


def test_the_command_says_so_and_ends_with_0():
    ended = subprocess.run(
        [sys.executable, "-c", "from grader.cli import main; main()", "release", "--check"],
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0
    assert "is up to date" in ended.stdout.replace("\n", "")


def test_the_same_bytes_come_out_whatever_the_process():
    code = (
        "import hashlib; from grader import assignments, kit, release;"
        "built = release.build(assignments.load('initialization'));"
        "print(hashlib.sha256(kit.pack(built, 'initialization')).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_check_names_what_is_stale_missing_and_extra_and_writes_nothing(tmp_path):
    twice = another(tmp_path, {"double.py": DOUBLE, "numbers.csv": "1,2\n", "more/notes.txt": "n\n"})
    assert run(twice)[0] == 0
    folder = tmp_path / "assignment"
    (folder / "double.py").write_text("changed")
    (folder / "numbers.csv").unlink()
    (folder / "old.py").write_text("left over")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "double.pyc").write_bytes(b"")
    status, said = run(twice, check=True)
    assert status == 1
    assert "stale: assignment/double.py" in said
    assert "missing: assignment/numbers.csv" in said
    assert "extra: assignment/old.py" in said
    assert "pycache" not in said
    assert (folder / "double.py").read_text() == "changed"
    assert not (folder / "numbers.csv").exists()


def test_a_release_mends_the_folder_but_removes_nothing(tmp_path):
    twice = another(tmp_path, {"double.py": DOUBLE})
    run(twice)
    stub = (tmp_path / "assignment" / "double.py").read_text()
    (tmp_path / "assignment" / "double.py").write_text("changed")
    (tmp_path / "assignment" / "mine.py").write_text("kept")
    status, said = run(twice)
    assert status == 1
    assert "wrote assignment/double.py" in said
    assert "remove it" in said
    assert (tmp_path / "assignment" / "double.py").read_text() == stub
    assert (tmp_path / "assignment" / "mine.py").read_text() == "kept"


def test_a_release_says_which_folder_it_wrote(tmp_path):
    twice = another(tmp_path, {"double.py": DOUBLE, "numbers.csv": "1,2\n"})
    assert f"Wrote 2 of 2 files into {tmp_path / 'assignment'}." in run(twice)[1]
    assert f"{tmp_path / 'assignment'} is up to date: 2 files." in run(twice)[1]
    (tmp_path / "assignment" / "numbers.csv").write_text("old")
    assert f"Wrote 1 of 2 files into {tmp_path / 'assignment'}." in run(twice)[1]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("double.py", "def double(x):\n    return 2 * x\n", "double is filled in"),
        ("double.py", "def double(x):\n    return (2 *\n", "it cannot be read, and may be somebody's work"),
        ("twice.ipynb", "{", "it cannot be read, and may be somebody's work"),
        (
            "twice.ipynb",
            json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "def double(x):\n    return 2 * x"}]}),
            "double is filled in",
        ),
    ],
)
def test_what_somebody_has_filled_in_is_kept_and_named_unless_forced(tmp_path, name, text, said):
    twice = another(tmp_path, {"double.py": DOUBLE, "twice.md": NOTEBOOK, "notes.txt": "n\n"})
    run(twice)
    folder = tmp_path / "assignment"
    (folder / name).write_text(text)
    (folder / "notes.txt").write_text("old")
    status, told = run(twice, target=tmp_path / "kit.zip")
    assert status == 1
    assert f"kept assignment/{name}: {said}. To write over it: --force" in told
    assert "Wrote 1 of 3 files" in told
    assert (folder / name).read_text() == text
    assert (folder / "notes.txt").read_text() == "n\n"
    assert not (tmp_path / "kit.zip").exists()
    assert run(twice, force=True)[0] == 0
    assert run(twice, check=True)[0] == 0


def test_check_and_kit_together_are_refused_in_a_sentence(tmp_path):
    twice = another(tmp_path, {"double.py": DOUBLE})
    with pytest.raises(release.NotReleasable, match="--check writes nothing, and --kit writes a file"):
        run(twice, check=True, target=tmp_path / "kit.zip")
    assert not (tmp_path / "assignment").exists()


def test_a_kit_that_has_no_place_is_refused_before_anything_is_written(tmp_path):
    twice = another(tmp_path, {"double.py": DOUBLE})
    with pytest.raises(NoPlace, match="there is no folder"):
        run(twice, target=tmp_path / "nowhere" / "kit.zip")
    assert not (tmp_path / "assignment").exists()


def test_an_assignment_without_a_notebook_is_released(tmp_path):
    built = release.build(another(tmp_path, {"double.py": DOUBLE, "README.md": "# Twice\n"}))
    assert built == {
        "README.md": b"# Twice\n",
        "double.py": b"def double(x):\n    # YOUR CODE HERE\n"
        b'    raise NotImplementedError("double is not filled in yet: your code goes here.")\n',
    }


def test_an_assignment_that_is_all_notebook_is_released(tmp_path):
    text = NOTEBOOK.replace("include: double\n", DOUBLE)
    twice = another(tmp_path, {"twice.md": text})
    (name, data), *others = release.build(twice).items()
    (cell,) = (cell for cell in json.loads(data)["cells"] if cell["cell_type"] == "code")
    assert (name, others) == ("twice.ipynb", [])
    assert cell["metadata"] == {"grader": {"function": "double"}, "tags": ["graded"]}
    assert "raise NotImplementedError" in "".join(cell["source"])
    assert "return x + x" in release.build(twice, solved=True)["twice.ipynb"].decode()


def test_a_solution_is_replaced_where_it_stands_and_as_often_as_it_stands():
    text = (
        "class A:\n    def f(self):\n        for i in range(3):\n            ### BEGIN SOLUTION\n            g(i)\n"
        "            ### END SOLUTION\n        x = 1\n        ### BEGIN SOLUTION\n        h(x)\n"
        "        ### END SOLUTION\n"
    )
    stub = without_solutions(text)
    assert stub.count("# YOUR CODE HERE") == 2
    assert '            raise NotImplementedError("f is not filled in yet: your code goes here.")\n' in stub
    assert "g(i)" not in stub
    assert "h(x)" not in stub
    assert "        x = 1\n" in stub
    compile(stub, "stub", "exec")
    assert with_solutions(text).splitlines() == [line for line in text.splitlines() if "###" not in line]


@pytest.mark.parametrize(
    "text",
    [
        "### BEGIN SOLUTION\nx = 1\n",
        "x = 1\n### END SOLUTION\n",
        "### BEGIN SOLUTION\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION\n",
        "# BEGIN SOLUTION\nx = 1\n# END SOLUTION\n",
        "### Begin solution\nx = 1\n### End solution\n",
        "x = 1 ### BEGIN SOLUTION\n### END SOLUTION\n",
        "### BEGIN_SOLUTION\nx = 1\n### END_SOLUTION\n",
    ],
)
def test_a_marker_that_is_misspelt_or_alone_is_refused(text):
    with pytest.raises(Unmarked, match=r"line [12]"):
        without_solutions(text)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"double.py": "def double(x):\n    return x + x\n"}, "double in double.py would be handed out filled in"),
        ({"triple.py": "def triple(x):\n    pass\n"}, "No file in solutions/reference defines double"),
        ({"double.py": DOUBLE.replace("END", "STOP")}, "double.py: line 2: no '### END SOLUTION' follows"),
        ({"double.py": DOUBLE, "answers.txt": "### BEGIN SOLUTION"}, "answers.txt: solutions can stand in .py files"),
        ({"double.py": DOUBLE, "done.ipynb": "{}"}, "done.ipynb: notebooks are built from Markdown"),
        ({"double.py": DOUBLE, "twice.md": NOTEBOOK.replace(": double", ": dubble")}, "`include: dubble` needs one"),
        ({"double.py": DOUBLE, "again.py": DOUBLE, "twice.md": NOTEBOOK}, "there are 2"),
        ({"double.py": DOUBLE, "broken.py": "def f(:\n"}, "broken.py: invalid syntax"),
        (
            {"double.py": DOUBLE, "twice.md": NOTEBOOK + "\n```python\ndef double(x):\n    return 2 * x\n```\n"},
            "double in twice.ipynb would be handed out filled in",
        ),
        ({".hidden": ""}, "There is nothing to release"),
    ],
)
def test_what_would_give_an_answer_away_or_nothing_is_refused(tmp_path, files, sentence):
    assert sentence in refusal(another(tmp_path, files))


def test_a_grader_that_was_installed_without_its_source_says_so(tmp_path):
    for home in (None, tmp_path):
        assert "released from its source" in refusal(replace(INITIALIZATION, home=home))


def test_the_points_that_students_read_are_the_points_that_count():
    texts = [(ROOT / "assignment" / "README.md").read_text(), (REFERENCE / "initialization.md").read_text()]
    families = ("expected", "property", "training")
    for function in INITIALIZATION.functions:
        sums = [sum(check.points for check in function.checks if check.family == family) for family in families]
        cells = " | ".join(f"{points:g}" for points in [*sums, function.points])
        assert f"| `{function.name}` | {cells} |" in texts[0]
        assert re.search(rf"\| `{function.name}` \|[^|]*\| {function.points:g} \|", texts[1])


# The kit, looked at as it is handed out.


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """The kit of the Initialization assignment, and the folder that it unpacks into."""
    folder = tmp_path_factory.mktemp("kit")
    status, said = run(at_home_in(folder / "home"), target=folder / "kit.zip")
    assert status == 0, said
    with zipfile.ZipFile(folder / "kit.zip") as archive:
        archive.extractall(folder)
    return folder / "kit.zip", folder / "initialization"


def texts(folder):
    """All that can be read in the kit, notebooks as their cells."""
    for path in sorted(folder.iterdir()):
        text = path.read_text()
        yield path.name, text
        if path.suffix == ".ipynb":
            for cell in json.loads(text)["cells"]:
                assert not cell.get("outputs")
                yield f"{path.name} {cell['id']}", "".join(cell["source"])


def solution_lines():
    for path in REFERENCE.iterdir():
        if path.suffix in (".py", ".md"):
            for solution in re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", path.read_text(), re.DOTALL):
                yield from (line.strip() for line in solution.splitlines() if line.strip())


def numbers_in(value):
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from numbers_in(part)
    elif isinstance(value, float | int):
        yield float(value)


def test_the_kit_holds_what_a_student_needs_and_nothing_else(packed):
    with zipfile.ZipFile(packed[0]) as archive:
        assert archive.namelist() == [
            "initialization/README.md",
            "initialization/initialization.ipynb",
            "initialization/initialize_parameters_he.py",
            "initialization/initialize_parameters_random.py",
            "initialization/initialize_parameters_zeros.py",
            "initialization/network.py",
        ]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_kit_is_the_same_bytes_whenever_it_is_packed(packed, tmp_path):
    run(at_home_in(tmp_path / "home"), target=tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == packed[0].read_bytes()


def test_no_line_of_a_solution_is_in_the_kit(packed):
    solutions = list(solution_lines())
    assert len(solutions) >= 9
    squeezed = {"".join(line.split()) for line in solutions}
    for name, text in texts(packed[1]):
        assert "SOLUTION" not in text, name
        for line in text.splitlines():
            assert not any(solution in "".join(line.split()) for solution in squeezed), f"{name}: {line}"


def test_no_number_is_in_the_kit_but_the_published_ones(packed):
    """Every number of the kit with four digits or more is a published one, to as many digits as it shows."""
    published = [abs(number) for number in numbers_in(PUBLISHED)] + [PUBLISHED["network"]["num_iterations"], 0.6931]
    for name, text in texts(packed[1]):
        for number in re.findall(r"(?<![\w.])\d+\.\d+(?!\w)", text):
            digits = number.replace(".", "").lstrip("0")
            decimals = len(number.partition(".")[2])
            known = any(round(value, decimals) == float(number) for value in published)
            assert len(digits) < 4 or known, f"{name}: {number}"


def test_the_kit_grades_as_not_filled_in_at_all(packed, wall):
    report = grade(packed[1], INITIALIZATION, wall)
    assert (report.state, report.score, report.message) == ("graded", 0, None)
    assert {function.state for function in report.functions} == {"unfilled"}


def test_a_kit_of_other_files_is_other_bytes():
    assert kit.pack({"a": b"1"}, "kit") != kit.pack({"a": b"2"}, "kit")
