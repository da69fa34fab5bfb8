"""The notebook: valid, one with the stubs, its reference right in every number, and graded in whatever form it is."""

import json
import math
import os
import re
import shutil
from dataclasses import replace
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from rich.console import Console

from grader import assignments, release
from grader.grading import own_work
from grader.render import terminal
from grader.report import timeless
from grader.score import grade

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "tests" / "notebooks"
STUDENTS = ROOT / "assignment"
INITIALIZATION = assignments.load("initialization")
NAMES = [function.name for function in INITIALIZATION.functions]
SHORT = {function.name: function.short for function in INITIALIZATION.functions}
PUBLISHED = json.loads((ROOT / "tests" / "data" / "published_numbers.json").read_text())
PLACEHOLDER = re.compile(r"( +)# YOUR CODE HERE\n +raise NotImplementedError\(.*\)")
ANSWERS = {
    "zeros": ["w = np.zeros((layers_dims[l], layers_dims[l - 1]))"],
    "random": ["w = 10 * np.random.randn(layers_dims[l], layers_dims[l - 1])"],
    "he": ["n = layers_dims[l - 1]", "w = np.random.randn(layers_dims[l], n) * (2 / n) ** 0.5"],
}
STORE = ["parameters['W' + str(l)] = w", "parameters['b' + str(l)] = np.zeros((layers_dims[l], 1))"]


def read(path=STUDENTS / "initialization.ipynb"):
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)


def answered(text, short):
    """A stub, or a graded cell, as a student would fill it in."""
    return PLACEHOLDER.sub(lambda place: "\n".join(place[1] + line for line in ANSWERS[short] + STORE), text)


def graded_cells(book):
    return {cell.metadata.grader.function: cell for cell in book.cells if "graded" in cell.metadata.get("tags", ())}


def fill_notebook(path, *names):
    book = read(path)
    for name, cell in graded_cells(book).items():
        if name in (names or NAMES):
            cell.source = answered(cell.source, SHORT[name])
    nbformat.write(book, path)


def fill_stub(path, name, text=None):
    stub = path / f"{name}.py"
    stub.write_text(answered(stub.read_text(), SHORT[name]) if text is None else text)


@pytest.fixture
def folder(tmp_path):
    """A student's copy of the assignment."""
    return Path(shutil.copytree(STUDENTS, tmp_path / "work", ignore=shutil.ignore_patterns("__pycache__")))


def executed(book, folder):
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    return book


def printed(cell):
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


# What is handed out.


def test_the_notebook_is_valid_and_of_format_4_5():
    book = read()
    nbformat.validate(book)
    assert (book.nbformat, book.nbformat_minor) == (4, 5)


def test_no_cell_was_run():
    assert all(not cell.outputs and cell.execution_count is None for cell in read().cells if cell.cell_type == "code")


def test_each_graded_function_has_a_tagged_cell_that_is_its_stub():
    cells = graded_cells(read())
    assert list(cells) == NAMES
    for name, cell in cells.items():
        assert cell.id == f"graded-{name}"
        assert (STUDENTS / f"{name}.py").read_text().endswith(f"\n\n\n{cell.source}\n")


def test_cells_keep_their_names_when_their_words_change(tmp_path):
    home = tmp_path / "solutions" / "reference"
    shutil.copytree(ROOT / "solutions" / "reference", home, ignore=shutil.ignore_patterns("__pycache__"))
    source = (home / "initialization.md").read_text()
    changed = source.replace("Gradient descent walks downhill", "It walks").replace("np.log(2)", "0.6931")
    (home / "initialization.md").write_text(changed)
    assert changed != source
    data = release.build(replace(INITIALIZATION, home=tmp_path))["initialization.ipynb"]
    assert [cell["id"] for cell in json.loads(data)["cells"]] == [cell.id for cell in read().cells]


def test_formulas_are_written_in_latex_that_is_closed():
    for cell in read().cells:
        if cell.cell_type == "markdown":
            prose = re.sub(r"```.*?```|`[^`]*`", "", cell.source, flags=re.DOTALL)
            assert prose.count("$$") % 2 == 0
            assert prose.replace("$$", "").count("$") % 2 == 0
            assert prose.count("{") == prose.count("}")


# The reference, run from top to bottom.


def test_the_reference_notebook_runs_and_prints_the_published_numbers(tmp_path):
    built = release.build(INITIALIZATION, solved=True)
    for name, data in built.items():
        (tmp_path / name).write_bytes(data)
    book = executed(read(tmp_path / "initialization.ipynb"), tmp_path)

    _its_first_calls_print_what_the_text_promises(book)
    for short, cell in _trainings(book).items():
        _is_as_published(short, printed(cell))
    pictures = [
        output for cell in book.cells for output in cell.get("outputs", ()) if "image/png" in output.get("data", ())
    ]
    assert len(pictures) == 12
    *parts, whole = [cell for cell in book.cells if cell.source.startswith("check(")]
    for cell, points in zip([*parts, whole], (30, 30, 40, 100), strict=True):
        (output,) = cell.outputs
        assert f"{points} / {points}" in output.data["text/html"]
        assert "Full marks." in output.data["text/plain"]


def _its_first_calls_print_what_the_text_promises(book):
    promised = [cell.source for cell in book.cells if "**What you should see**" in cell.source]
    calls = [cell for cell in book.cells if cell.source.startswith("parameters = initialize_parameters_")]
    assert len(promised) == len(calls) == 3
    for text, cell in zip(promised, calls, strict=True):
        assert f"```text\n{printed(cell)}```" in text
        short = re.search("parameters_([a-z]+)", cell.source)[1]
        arrays = re.findall(r"(\w+) = (\[\[.*?\]\])", printed(cell), re.DOTALL)
        for name, shown in arrays:
            rows = [[float(number) for number in re.findall(r"-?\d+\.\d*", row)] for row in shown.splitlines()]
            np.testing.assert_allclose(rows, PUBLISHED["expected_outputs"][short][name], rtol=0, atol=6e-9)


def _trainings(book):
    found = {}
    for cell in book.cells:
        if match := re.match(r'learned\["(\w+)"\] = model\(', cell.source):
            found[match[1]] = cell
    assert list(found) == ["zeros", "random", "he"]
    return found


def _is_as_published(short, text):
    published = PUBLISHED["training"][short]
    costs = [float(number) for number in re.findall(r"Cost after iteration \d+: (\S+)", text)]
    wanted = [float(cost) for _, cost in published.get("costs", [[0, math.log(2)]] * 15)]
    # How far the random costs are determined at all is found out in test_network.py.
    np.testing.assert_allclose(costs, wanted, rtol=0, atol=0.03 if short == "random" else 1e-9)
    accuracies = [float(number) for number in re.findall(r"Accuracy: (\S+)", text)]
    np.testing.assert_allclose(accuracies, [published["train_accuracy"], published["test_accuracy"]], atol=1e-9)


# The student's, run from top to bottom.


def test_the_students_notebook_stops_at_the_first_unfilled_function_with_one_sentence(folder):
    book = read(folder / "initialization.ipynb")
    with pytest.raises(CellExecutionError):
        executed(book, folder)
    (stopped,) = (cell for cell in book.cells for output in cell.get("outputs", ()) if output.output_type == "error")
    assert stopped.source.startswith("parameters = initialize_parameters_zeros([3, 2, 1])")
    (output,) = stopped.outputs
    assert output.traceback == ["initialize_parameters_zeros is not filled in yet: your code goes here."]


# Grading it.


def test_the_empty_notebook_has_0_points(wall):
    report = grade(STUDENTS / "initialization.ipynb", INITIALIZATION, wall)
    assert report.score == 0
    assert {function.state for function in report.functions} == {"unfilled"}


def test_the_filled_in_notebook_has_100_points(folder, wall):
    fill_notebook(folder / "initialization.ipynb")
    report = grade(folder / "initialization.ipynb", INITIALIZATION, wall)
    assert report.score == 100
    assert [function.location.file for function in report.functions] == ["initialization.ipynb"] * 3


def test_jupyterlab_vs_code_and_colab_save_the_same_marks(wall):
    shapes = sorted(NOTEBOOKS.glob("*.ipynb"))
    assert [path.stem for path in shapes] == ["colab", "jupyterlab", "vscode"]
    reports = [timeless(grade(path, INITIALIZATION, wall)) for path in shapes]
    assert [report.score for report in reports] == [100] * 3
    checks = [[function.checks for function in report.functions] for report in reports]
    assert checks[0] == checks[1] == checks[2]


@pytest.mark.parametrize("shape", ["colab", "jupyterlab", "vscode"])
def test_the_same_mistake_gets_the_same_marks_in_every_shape(shape, tmp_path, wall):
    text = (NOTEBOOKS / f"{shape}.ipynb").read_text()
    (tmp_path / "work.ipynb").write_text(text.replace("math.sqrt(2 /", "math.sqrt(1 /"))
    report = grade(tmp_path / "work.ipynb", INITIALIZATION, wall)
    assert report.score == 67
    assert report.functions[2].checks[0].cause.misconception == "xavier_scale"


# Both forms count.


def marks(folder, wall):
    """The marks of the three functions, the files they were found in, and what the report says besides."""
    report = grade(own_work(folder, INITIALIZATION), INITIALIZATION, wall)
    places = [function.location.file.rpartition(".")[2] for function in report.functions]
    return [function.score for function in report.functions], places, report.message


def test_stubs_alone_count(folder, wall):
    for name in NAMES:
        fill_stub(folder, name)
    assert marks(folder, wall) == ([30, 30, 40], ["py"] * 3, None)


def test_the_notebook_alone_counts(folder, wall):
    fill_notebook(folder / "initialization.ipynb")
    assert marks(folder, wall) == ([30, 30, 40], ["ipynb"] * 3, None)


def test_one_function_here_and_the_others_there_count_all(folder, wall):
    fill_notebook(folder / "initialization.ipynb", *NAMES[:2])
    fill_stub(folder, NAMES[2])
    assert marks(folder, wall) == ([30, 30, 40], ["ipynb", "ipynb", "py"], None)


def test_the_same_code_in_both_places_leaves_nothing_to_say(folder, wall):
    fill_notebook(folder / "initialization.ipynb")
    for name in NAMES:
        fill_stub(folder, name)
    assert marks(folder, wall) == ([30, 30, 40], ["py"] * 3, None)


def test_where_both_differ_the_stub_counts_and_the_report_says_so_and_how_to_choose(folder, wall):
    fill_notebook(folder / "initialization.ipynb")
    fill_stub(folder, NAMES[0], f"def {NAMES[0]}(layers_dims):\n    return {{}}\n")
    scores, places, message = marks(folder, wall)
    assert scores[0] < 30
    assert places == ["py", "ipynb", "ipynb"]
    assert message.startswith(f"{NAMES[0]}: written in more than one file, and not alike.")
    assert f"Graded: {NAMES[0]}.py. Passed over: initialization.ipynb." in message
    assert "grade check initialization.ipynb" in message


def test_several_functions_that_differ_are_listed_as_in_a_sentence(folder, wall):
    fill_notebook(folder / "initialization.ipynb")
    for name in NAMES:
        fill_stub(folder, name, f"def {name}(layers_dims):\n    return {{}}\n")
    zeros, random, he = NAMES
    assert f"{zeros}, {random} and {he}: written in more than one file" in marks(folder, wall)[2]


def test_the_hand_out_counts_the_cells_that_say_your_code_here():
    number = sum("# YOUR CODE HERE" in cell.source for cell in read().cells if cell.cell_type == "code")
    words = ("no", "one", "two", "three", "four", "five")
    assert f"There are {words[number]} such cells" in (STUDENTS / "README.md").read_text()


def test_when_the_files_were_saved_does_not_matter(folder, wall):
    fill_notebook(folder / "initialization.ipynb")
    fill_stub(folder, NAMES[2], f"def {NAMES[2]}(layers_dims):\n    return None\n")
    before = marks(folder, wall)
    os.utime(folder / f"{NAMES[2]}.py", (0, 0))
    assert marks(folder, wall) == before


def test_a_stub_that_was_spoilt_is_named_when_the_notebook_is_taken(folder, wall):
    fill_notebook(folder / "initialization.ipynb")
    fill_stub(folder, NAMES[1], f"def {NAMES[1]}(layers_dims):\n    return (\n")
    scores, places, message = marks(folder, wall)
    assert (scores, places) == ([30, 30, 40], ["ipynb"] * 3)
    assert f"Passed over: {NAMES[1]}.py." in message


def test_the_choice_is_announced_in_the_terminal(folder, wall, capsys):
    fill_notebook(folder / "initialization.ipynb")
    fill_stub(folder, NAMES[0], f"def {NAMES[0]}(layers_dims):\n    return {{}}\n")
    terminal.show(grade(folder, INITIALIZATION, wall), Console(width=300))
    assert "Passed over: initialization.ipynb." in capsys.readouterr().out
