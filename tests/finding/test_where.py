"""Where graded functions may stand, and which of several counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from submitting import GOOD_HE, HE, NAMES, STUB_HE, function, grade, in_cells, in_file, is_he, load, notebook, write

from grader.submission import Found, Location, Pick


def test_a_file_with_one_function(tmp_path: Path) -> None:
    assert is_he(function(in_file(tmp_path, GOOD_HE)))


def test_a_folder_with_one_file_per_function(tmp_path: Path) -> None:
    write(tmp_path, {f"{name}.py": f"import numpy as np\ndef {name}(d):\n    return np.zeros(d)\n" for name in NAMES})
    work, submission = grade(tmp_path)
    for name in NAMES:
        found = submission.functions[name]
        assert isinstance(found, Found)
        assert found.location == Location(f"{name}.py", 2, None)
        assert load(found, work)(2).tolist() == [0, 0]


def test_a_notebook_with_one_cell_each_imports_in_another(tmp_path: Path) -> None:
    path = in_cells(tmp_path, "%matplotlib inline\nimport numpy as np", "", "x = 1", GOOD_HE.partition("\n")[2])
    assert is_he(function(path))
    assert grade(path)[1].functions[HE].location == Location("week1.ipynb", 2, 4)


def test_calls_prints_plots_and_trainings_are_never_picked(tmp_path: Path) -> None:
    path = in_cells(
        tmp_path,
        "print('loading')\ninput()\nexit()\nopen('/nowhere/x', 'w')",
        GOOD_HE + f"\nparameters = {HE}([2, 4, 1])\nprint(parameters)\nplt.show()\nmodel(1, 2)\n",
        "for i in range(10**12): pass",
        "while True: pass",
    )
    found = grade(path)[1].functions[HE]
    assert isinstance(found, Found)
    assert len(found.picks) == 2


def test_the_last_pick_binds_the_name(tmp_path: Path) -> None:
    path = in_file(tmp_path, f"def {HE}(d):\n    return TABLE\nTABLE = len\n")
    work, submission = grade(path)
    found = submission.functions[HE]
    assert isinstance(found, Found)
    assert found.picks[-1] == Pick(0, 1, 0)
    assert load(found, work)(0) is len


@pytest.mark.parametrize(
    "text",
    [
        "if __name__ == '__main__':\n    def {}(d): return 7\n    print(1)",
        "try:\n    def {}(d): return 7\nexcept Exception:\n    pass",
        "with open('x') as f:\n    def {}(d): return 7",
        "for i in range(3):\n    def {}(d): return 7",
        "class A:\n    @staticmethod\n    def {}(d): return 7",
        "def main():\n    seven = 7\n    def {}(d): return seven\n    main()",
        "def main():\n    import math\n    def {}(d): return math.floor(7.5)",
        "{} = lambda d: 7",
        "he = lambda d: 7\n{} = he",
        "class A:\n    def he(d): return 7\n{} = A.he",
        "import functools\n@functools.lru_cache\ndef {}(d): return 7",
        "def wrap(f): return lambda d: 7\ndef {0}(d): return 8\n{0} = wrap({0})",
        "match 1:\n    case 1:\n        def {}(d): return 7",
    ],
)
def test_a_function_is_found_wherever_it_stands(tmp_path: Path, text: str) -> None:
    assert function(in_file(tmp_path, text.format(HE)))(1) == 7


@pytest.mark.parametrize("never", ["if False:", "if 0:", "while False:"])
def test_what_was_switched_off_is_not_there(tmp_path: Path, never: str) -> None:
    off = GOOD_HE.replace("sqrt(2 ", "sqrt(1 ").replace("\n", "\n    ")
    write(tmp_path, {"work.py": f"{GOOD_HE}\n{never}\n    {off}\n"})
    assert is_he(function(tmp_path / "work.py"))


@pytest.mark.parametrize(
    ("kept", "other"),
    [
        ("Initialization.ipynb", "old/Initialization.ipynb"),
        ("Initialization.ipynb", "draft.ipynb"),
        ("Initialization.ipynb", "Initialization_v1.ipynb"),
        ("lab.py", "lab_copy.py"),
        ("a.py", "test_z.py"),
        ("a.py", "zz/a.py"),
        ("b.py", "a.py"),
    ],
)
def test_of_two_files_the_one_that_is_no_draft_and_lies_nearer_counts(tmp_path: Path, kept: str, other: str) -> None:
    wrong = GOOD_HE.replace("sqrt(2 ", "sqrt(1 ")
    texts = {kept: GOOD_HE, other: wrong}
    write(tmp_path, {name: notebook(text) if name.endswith(".ipynb") else text for name, text in texts.items()})
    assert is_he(function(tmp_path))


def test_of_two_definitions_the_later_counts(tmp_path: Path) -> None:
    first, second = f"def {HE}(d): return 1", f"def {HE}(d): return 2"
    assert function(in_cells(tmp_path, first, second))(0) == 2
    assert function(in_file(tmp_path, f"{first}\n{second}"))(0) == 2


def test_a_definition_at_the_top_counts_before_a_method(tmp_path: Path) -> None:
    assert function(in_file(tmp_path, f"def {HE}(d): return 1\nclass A:\n    def {HE}(d): return 2"))(0) == 1


def test_a_filled_function_counts_before_a_stub_in_another_file(tmp_path: Path) -> None:
    write(tmp_path, {f"{HE}.py": STUB_HE, "week1.ipynb": notebook(GOOD_HE)})
    found = grade(tmp_path)[1].functions[HE]
    assert isinstance(found, Found)
    assert (found.location.file, found.unfilled) == ("week1.ipynb", False)


def test_the_file_of_the_functions_name_counts_before_others(tmp_path: Path) -> None:
    write(tmp_path, {f"{HE}.py": f"def {HE}(d): return 1", "z.py": f"def {HE}(d): return 2"})
    assert function(tmp_path)(0) == 1


def test_among_other_files_the_later_name_counts(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": f"def {HE}(d): return 1", "b.py": f"def {HE}(d): return 2"})
    assert function(tmp_path)(0) == 2


def test_names_in_any_script(tmp_path: Path) -> None:
    write(tmp_path, {"作业一/bài_tập.py": f"größe = 5\ndef {HE}(d): return größe\n"})
    work, submission = grade(tmp_path / "作业一")
    assert (work.name, str(submission.functions[HE].location)) == ("作业一", "bài_tập.py, line 2")
    assert function(tmp_path / "作业一")(0) == 5
