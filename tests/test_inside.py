"""`check` in a notebook: the marks of `grade`, from the cells as they were run, shown as HTML and as text."""

import html.parser
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import grader
from grader import assignments
from grader.inside import Marks
from grader.render.html_fragment import fragment, sentence
from grader.report import timeless
from grader.score import grade

NOTEBOOKS = Path(__file__).parent / "notebooks"
INITIALIZATION = assignments.load("initialization")
ZEROS, RANDOM, HE = (function.name for function in INITIALIZATION.functions)
IMPORTS = "import numpy as np\nfrom grader import check"
GOOD_HE = f"""\
def {HE}(layers_dims):
    np.random.seed(3)
    parameters = {{}}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(2 / layers_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters
"""
XAVIER_HE = GOOD_HE.replace("(2 /", "(1 /")
HELPED_HE = GOOD_HE.replace("np.sqrt(2 /", "np.sqrt(GAIN /")
GOOD_ZEROS = f"""\
def {ZEROS}(layers_dims):
    parameters = {{}}
    for l in range(1, len(layers_dims)):
        parameters[f"W{{l}}"] = np.zeros((layers_dims[l], layers_dims[l - 1]))
        parameters[f"b{{l}}"] = np.zeros((layers_dims[l], 1))
    return parameters
"""
STUB_ZEROS = f"""\
def {ZEROS}(layers_dims):
    # YOUR CODE HERE
    raise NotImplementedError("{ZEROS} is not filled in yet: your code goes here.")
"""


def run(folder, *cells):
    """The outputs of each cell, run in a kernel of its own in that folder; errors are outputs, too."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(book, timeout=120, allow_errors=True, resources={"metadata": {"path": str(folder)}}).execute()
    return [cell.outputs for cell in book.cells]


def shown(outputs):
    """The text and the HTML of a cell that shows one thing."""
    (output,) = outputs
    assert output.output_type == "execute_result", output
    return output.data["text/plain"], output.data["text/html"]


def score(outputs):
    """The points in the headline of a check's text."""
    return float(shown(outputs)[0].splitlines()[1].split()[-3])


# In a real kernel.


def test_a_check_shows_what_grade_shows(tmp_path, wall):
    cells = [IMPORTS, XAVIER_HE, f"check({HE})"]
    text, page = shown(run(tmp_path, *cells)[-1])
    nbformat.write(
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells]), tmp_path / "work.ipynb"
    )
    report = grade(tmp_path / "work.ipynb", INITIALIZATION, wall, [HE])
    words = repr(Marks(report)).splitlines()
    assert text.splitlines()[2:] == words[2:]
    (function,) = report.functions
    for check in function.checks:
        assert check.title in page
        assert f"{check.score:g} / {check.max_score:g}" in page
    assert page.count("Xavier&#39;s scale, made for tanh") == 2
    assert "Fix first" in page


def test_cells_count_as_they_were_run_and_helpers_are_found(tmp_path):
    *_, first, _, second, _, third, _, fourth = run(
        tmp_path,
        IMPORTS,
        "GAIN = 1",
        "%%time\n" + HELPED_HE,
        "np.random.randn?\n!true",
        f"def {HE}(:\n    oops",
        f"check({HE})",
        "GAIN = 2",
        f"check({HE})",
        GOOD_HE,
        f"check({HE})",
        f"1 / 0\n{XAVIER_HE}",
        f"check({HE})",
    )
    assert score(first) == 7
    assert score(second) == score(third) == score(fourth) == 40


def test_a_cell_that_is_run_again_counts_again(tmp_path):
    (tmp_path / "helpers.py").write_text("def two():\n    return 2\n")
    *_, good, _, bad, _, again = run(
        tmp_path,
        f"{IMPORTS}\nfrom helpers import two",
        GOOD_HE.replace("(2 /", "(two() /"),
        f"check({HE})",
        XAVIER_HE,
        f"check({HE})",
        GOOD_HE.replace("(2 /", "(two() /"),
        "check()",
    )
    assert score(good) == score(again) == 40
    assert score(bad) == 7


def test_check_without_a_name_grades_all_that_is_defined_so_far(tmp_path):
    _, nothing, _, _, some, helped = run(
        tmp_path, IMPORTS, "check()", STUB_ZEROS, GOOD_HE, "check()", f"check('he', {ZEROS})"
    )
    assert shown(nothing)[0].startswith("Nothing to grade yet: run the cell that defines")
    text, _ = shown(some)
    assert "40 / 70" in text
    assert RANDOM not in text
    assert "It is not filled in yet" in text
    assert "40 / 70" in shown(helped)[0]


def test_what_cannot_be_graded_is_told_in_a_sentence_that_stops_nothing(tmp_path):
    _, other, missing, unknown, made, after = run(
        tmp_path,
        IMPORTS,
        "def helper(): pass\ncheck(helper)",
        "check('he')",
        "check('hee')",
        f"import functools\n{HE} = functools.partial(int)\ncheck({HE})",
        f"del {HE}\nexec('def {ZEROS}(layers_dims): return 1')\ncheck({ZEROS})",
    )
    assert shown(other)[0].startswith("There is no function 'helper'. There is: zeros (initialize_parameters_zeros)")
    assert shown(missing)[0] == f"{HE} is not defined yet: run the cell that defines it, and then check it."
    assert shown(unknown)[0].startswith("There is no function 'hee': did you mean he?")
    assert score(made) == 0
    assert "was not defined in a cell of this notebook" in shown(after)[0]
    assert "<div" in shown(after)[1]


def test_a_function_is_graded_by_its_graded_name_whatever_it_was_given_under(tmp_path):
    other = GOOD_HE.replace(HE, "my_he")
    cells = [
        *(IMPORTS, GOOD_HE, f"init = {HE}", "check(init)"),
        *(XAVIER_HE, "check(init)"),
        *(f"del {HE}", "check(init)"),
        *(other, f"{HE} = my_he", f"check({HE})", "check(my_he)"),
    ]
    outputs = run(tmp_path, *cells)
    for index, cell in enumerate(cells):
        if cell.startswith("check"):
            assert score(outputs[index]) == 40, index
            assert HE in shown(outputs[index])[0]


def test_what_is_not_a_function_is_told_so(tmp_path):
    *_, returned, other = run(tmp_path, IMPORTS, GOOD_HE, f"check({HE}([2, 4, 1]))", "check(print)")
    assert "was given a dict: write the function's name alone, without brackets" in shown(returned)[0]
    assert "There is no function 'print'" in shown(other)[0]


def test_a_function_that_comes_from_a_file_is_graded_from_that_file(tmp_path):
    (tmp_path / f"{HE}.py").write_text(f"import numpy as np\n\n\n{GOOD_HE}")
    imported, wrong = run(
        tmp_path,
        f"from grader import check\nfrom {HE} import {HE}\ncheck({HE})",
        f"import numpy as np\n{XAVIER_HE}\ncheck({HE})",
    )
    assert score(imported) == 40
    assert score(wrong) == 7


def test_the_extension_makes_one_sentence_of_a_placeholder_and_leaves_other_errors_alone(tmp_path):
    _, _, unfilled, other = run(
        tmp_path, "%load_ext grader", STUB_ZEROS, f"{ZEROS}([2, 1])", "raise NotImplementedError('later')"
    )
    assert unfilled[0].traceback == [f"{ZEROS} is not filled in yet: your code goes here."]
    assert len(other[0].traceback) > 1


def test_what_a_student_does_to_numpy_in_the_notebook_changes_nothing(tmp_path):
    *_, checked = run(
        tmp_path, IMPORTS, XAVIER_HE, "np.allclose = np.array_equal = lambda *a, **k: True", f"check({HE})"
    )
    assert score(checked) == 7


# Elsewhere.


def test_in_a_script_a_check_prints_as_text(tmp_path):
    script = tmp_path / "work.py"
    script.write_text(f"{IMPORTS}\n\n\n{GOOD_HE}\n\nif __name__ == '__main__':\n    print(check({HE}))\n")
    ended = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, cwd=tmp_path)
    assert ended.stderr == ""
    assert "Initialization  work.py" in ended.stdout
    assert "40 / 40" in ended.stdout
    assert "Full marks." in ended.stdout


def test_a_check_leaves_no_process_behind(tmp_path):
    script = tmp_path / "work.py"
    script.write_text(
        f"{IMPORTS}\nfrom grader.inside import _wall\n\n{GOOD_HE}\ncheck({HE})\n"
        "print(_wall(('numpy',)).warden.process.pid)\n"
    )
    ended = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert not Path(f"/proc/{ended.stdout.strip()}").exists()


def test_importing_the_grader_stays_light():
    code = "import sys, grader; print(sorted({'numpy', 'rich', 'jinja2', 'IPython'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    assert callable(grader.check)


# As HTML.


class Tags(html.parser.HTMLParser):
    """Collects the tags and the words of a page, and sees that all is closed."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.words = [], set(), []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.add(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def parsed(page):
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    return tags


HOSTILE = f"""\
def {HE}(layers_dims):
    print("</pre><script>alert(1)</script>")
    return {{"<img src=x onerror=alert(1)>": 1}}
"""


def test_nothing_of_a_students_becomes_markup(tmp_path, wall):
    (tmp_path / "<b>work.py").write_text(HOSTILE)
    tags = parsed(fragment(grade(tmp_path / "<b>work.py", INITIALIZATION, wall)))
    assert tags.seen <= {"div", "b", "span", "code", "p", "details", "summary", "pre"}
    words = "".join(tags.words)
    assert "</pre><script>alert(1)</script>" in words
    assert "<img src=x onerror=alert(1)>" in words
    assert "<b>work" in words
    assert parsed(sentence("a < b & <script>")).words == ["a < b & <script>"]


def test_the_page_says_what_the_terminal_says(wall):
    report = timeless(grade(NOTEBOOKS / "colab.ipynb", INITIALIZATION, wall))
    words = " ".join("".join(parsed(fragment(report)).words).split())
    for line in repr(Marks(report)).splitlines():
        for part in line.strip(" ✓─").split("  "):
            assert part.strip() in words


@pytest.mark.parametrize("name", ["nothing.py", "empty.py"])
def test_a_submission_that_cannot_be_graded_is_a_page_too(name, tmp_path, wall):
    (tmp_path / "empty.py").write_text("")
    report = grade(tmp_path / name, INITIALIZATION, wall)
    assert report.message in "".join(parsed(fragment(report)).words)
    assert "no score" in fragment(report)
