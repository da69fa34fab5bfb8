"""Grading one submission: points by family, fail-closed verdicts, and the same Report every time."""

from __future__ import annotations

import dataclasses
import platform
from pathlib import Path

import jsonschema
import msgspec
import numpy as np
import pytest

from grader import report as reports
from grader.assignment import Assignment, Check, GradedFunction
from grader.assignments import load
from grader.confine.host import Wall
from grader.initialization import oracle
from grader.report import Report, timeless
from grader.score import grade
from grader.student import Student
from grader.verdict import Failed, Job

ROOT = Path(__file__).parents[1]
HEAD = "import numpy as np\n"


@pytest.fixture(scope="module")
def assignment() -> Assignment:
    return load("initialization")


def graded(tmp_path: Path, wall: Wall, assignment: Assignment, source: str, *only: str) -> Report:
    path = tmp_path / "work.py"
    path.write_text(HEAD + source)
    return grade(path, assignment, wall, [assignment.function(name).name for name in only])


def random_with(line: str, seed: str = "np.random.seed(3)") -> str:
    return f"""
def initialize_parameters_random(dims):
    {seed}
    out = {{}}
    for l in range(1, len(dims)):
        out[f"W{{l}}"] = {line}
        out[f"b{{l}}"] = np.zeros((dims[l], 1))
    return out
"""


RIGHT = "np.random.randn(dims[l], dims[l - 1]) * 10"


def test_the_reference_gets_full_marks(wall: Wall, assignment: Assignment) -> None:
    report = grade(ROOT / "solutions" / "reference", assignment, wall)
    assert (report.state, report.score, report.max_score) == ("graded", 100.0, 100.0)
    assert all(check.status == "passed" for function in report.functions for check in function.checks)


def test_the_released_assignment_gets_nothing_and_a_friendly_word(wall: Wall, assignment: Assignment) -> None:
    report = grade(ROOT / "assignment", assignment, wall)
    assert report.score == 0.0
    assert [function.state for function in report.functions] == ["unfilled"] * 3
    causes = {check.cause.misconception for function in report.functions for check in function.checks if check.cause}
    assert causes == {"unfilled_stub"}


def test_the_points_are_those_of_the_design(assignment: Assignment) -> None:
    points = {
        function.short: {
            family: sum(check.points for check in function.checks if check.family == family)
            for family in ("expected", "property", "training")
        }
        for function in assignment.functions
    }
    assert points == {
        "zeros": {"expected": 10, "property": 10, "training": 10},
        "random": {"expected": 10, "property": 10, "training": 10},
        "he": {"expected": 15, "property": 10, "training": 15},
    }


def test_the_oracle_prints_the_published_numbers() -> None:
    published = msgspec.json.decode((ROOT / "tests" / "data" / "published_numbers.json").read_bytes())
    for name in oracle.PUBLISHED_DIMS:
        expected = published["expected_outputs"][name.rpartition("_")[2]]
        assert list(oracle.PUBLISHED_DIMS[name]) == expected["layers_dims"]
        for parameters in (oracle.right(name, expected["layers_dims"]), oracle.published(name)):
            for key in ("W1", "b1", "W2", "b2"):
                np.testing.assert_allclose(parameters[key], expected[key], rtol=0, atol=5.1e-9)
                assert parameters[key].shape == np.shape(expected[key])


def test_a_missing_seed_costs_what_needs_the_seed_and_nothing_else(
    tmp_path: Path, wall: Wall, assignment: Assignment
) -> None:
    report = graded(tmp_path, wall, assignment, random_with(RIGHT, seed="pass"), "random")
    statuses = {check.id: check.status for check in report.functions[0].checks}
    assert statuses["random.expected"] == "failed"
    assert statuses["random.pure"] == "failed"
    assert statuses["random.numbers"] == "failed"
    assert statuses["random.form"] == "passed"
    assert statuses["random.biases"] == "passed"
    assert report.functions[0].checks[0].cause.misconception == "seed_removed"  # type: ignore[union-attr]
    assert report.functions[0].training is not None


@pytest.mark.parametrize(
    "entropy", ["np.random.seed()", "np.random.seed(int(time.time()))", "np.random.seed(os.getpid())"]
)
def test_what_cannot_be_reproduced_is_told_so_and_not_trained(
    tmp_path: Path, wall: Wall, assignment: Assignment, entropy: str
) -> None:
    report = graded(tmp_path, wall, assignment, "import os, time\n" + random_with(RIGHT, seed=entropy), "random")
    function = report.functions[0]
    causes = {check.id: check.cause.misconception for check in function.checks if check.cause}
    if "getpid" not in entropy:
        assert causes["random.expected"] == "not_reproducible"
        assert causes["random.training"] == "not_reproducible"
        assert function.training is None
    assert function.checks[0].status == "failed"


def test_what_raises_the_second_time_cannot_be_reproduced_either(
    tmp_path: Path, wall: Wall, assignment: Assignment
) -> None:
    late = "    assert time.time() < 1_500_000_100, 'late'\n"
    source = "import time\n" + random_with(RIGHT).replace("    out = {}\n", f"{late}    out = {{}}\n")
    report = graded(tmp_path, wall, assignment, source, "random")
    failed = {check.id: check.cause for check in report.functions[0].checks if check.status != "passed"}
    assert set(failed) == {f"random.{name}" for name in ("expected", "biases", "pure", "numbers", "training")}
    words = {cause.message for cause in failed.values() if cause}
    assert words == {"It raised AssertionError: late (work.py, line 6)."}


@pytest.mark.parametrize("dims", ["[3, 2, 1]", "[2, 10, 5, 1]"])
def test_an_argument_that_is_changed_in_one_published_call_only_is_not_kept(
    tmp_path: Path, wall: Wall, assignment: Assignment, dims: str
) -> None:
    source = random_with(RIGHT).replace("    return out", f"    if dims == {dims}: dims.append(1)\n    return out")
    report = graded(tmp_path, wall, assignment, source, "random")
    failed = {check.id: check.cause for check in report.functions[0].checks if check.status != "passed"}
    assert set(failed) == {"random.pure"}
    assert f"It changed the list that it was given: {dims} before" in failed["random.pure"].message  # type: ignore[union-attr]


def test_zeros_are_zeros_and_nothing_near_them(tmp_path: Path, wall: Wall, assignment: Assignment) -> None:
    near = random_with(RIGHT).replace("np.zeros((dims[l], 1))", "np.full((dims[l], 1), 1e-13)")
    report = graded(tmp_path, wall, assignment, near, "random")
    failed = {check.id for check in report.functions[0].checks if check.status != "passed"}
    assert failed == {"random.expected", "random.biases", "random.numbers"}
    negative = random_with(RIGHT).replace("np.zeros((dims[l], 1))", "-np.zeros((dims[l], 1))")
    assert graded(tmp_path, wall, assignment, negative, "random").score == 30.0


def test_numbers_that_are_none_reach_the_report_and_not_the_terminal(
    tmp_path: Path, wall: Wall, assignment: Assignment, capfd: pytest.CaptureFixture[str]
) -> None:
    source = random_with("np.full((dims[l], dims[l - 1]), np.array([0x7ff0000000000001]).view('f8')[0])")
    assert graded(tmp_path, wall, assignment, source, "random").score == 0.0
    assert capfd.readouterr() == ("", "")


def test_a_zero_has_no_sign(tmp_path: Path, wall: Wall, assignment: Assignment) -> None:
    source = """
def initialize_parameters_zeros(dims):
    out = {}
    for l in range(1, len(dims)):
        out[f"W{l}"] = np.random.randn(dims[l], dims[l - 1]) * 0
        out[f"b{l}"] = np.random.randn(dims[l], 1) * 0
    return out
"""
    assert graded(tmp_path, wall, assignment, source, "zeros").score == 30.0


@pytest.mark.parametrize(
    "show",
    [
        "plt.hist(out['W1'].ravel(), bins=10); plt.title('W1'); plt.show()",
        "n, bins, patches = plt.hist(out['W1'].ravel())",
        "fig, axes = plt.subplots(1, 2); axes[0].imshow(out['W1']); fig.savefig('w.png')",
        "import matplotlib.pyplot as p; p.plot([1])",
        "from IPython.display import display as d, HTML; d(HTML('x'))",
        "display(out)",
        "from tqdm import tqdm, trange; assert [*tqdm(range(3))] == [*trange(3)] == [0, 1, 2]",
        "from tqdm import tqdm; b = tqdm(range(3)); assert [b.set_description(str(l)) and l for l in b] == [0, 1, 2]",
        "from tqdm import tqdm; assert len(list(tqdm(iterable=range(3), desc='x'))) == len(tqdm(range(3))) == 3",
        "from tqdm.notebook import tqdm\n    with tqdm(total=3) as bar: bar.update(1)",
        "import tqdm; assert [*tqdm.trange(1, 3)] == [1, 2]",
        "with plt.style.context('ggplot'): plt.figure()",
        "fig, (left, right) = plt.subplots(1, 2); left.plot([1]); right.plot([1])",
        "fig, ax = plt.subplots(figsize=(3, 3)); ax.set_title('x'); ax.lines[0].set_color('r')",
        "fig, grid = plt.subplots(nrows=2, ncols=3)\n    for ax in grid.flat: ax.axis('off')\n    grid[1, 2].hist([1])",
        "left, right = plt.figure().subplots(1, 2)",
        "line, = plt.plot([1, 2]); line.set_label('x')",
        "low, high = plt.gca().get_xlim(); plt.xlim(low, high * 2); plt.xlim()[1] + 1",
        "bars = plt.bar([1], [2]); bars[0].get_height() * 2 + len(bars)",
    ],
)
def test_pictures_inside_a_function_cost_nothing(tmp_path: Path, wall: Wall, assignment: Assignment, show: str) -> None:
    source = "import matplotlib.pyplot as plt\n" + random_with(RIGHT).replace(
        "    return out", f"    {show}\n    return out"
    )
    assert graded(tmp_path, wall, assignment, source, "random").score == 30.0


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc is told what new memory is to hold")
def test_memory_that_nobody_filled_is_no_zeros_and_the_same_every_time(
    tmp_path: Path, wall: Wall, assignment: Assignment
) -> None:
    source = """
def initialize_parameters_zeros(dims):
    layers = range(1, len(dims))
    weights = {f"W{l}": np.empty((dims[l], dims[l - 1])) for l in layers}
    return weights | {f"b{l}": np.empty((dims[l], 1)) for l in layers}
"""
    reports_ = [graded(tmp_path, wall, assignment, source, "zeros") for _ in range(3)]
    assert reports_[0].score == 0.0
    assert len({reports.encode(timeless(report)) for report in reports_}) == 1


def test_a_warning_of_pythons_own_is_shown_with_the_students_line(
    tmp_path: Path, wall: Wall, assignment: Assignment
) -> None:
    report = graded(tmp_path, wall, assignment, random_with("np.sqrt(-np.ones((dims[l], dims[l - 1])))"), "random")
    assert "work.py, line 7: RuntimeWarning: invalid value encountered in sqrt" in (report.functions[0].printed or "")


def test_a_file_that_python_does_not_run_is_told_though_its_functions_are_graded(
    tmp_path: Path, wall: Wall, assignment: Assignment
) -> None:
    report = graded(tmp_path, wall, assignment, random_with(RIGHT) + 'print "done"\n', "random")
    assert report.score == 30.0
    assert report.message is not None
    assert report.message.startswith("Python does not run work.py as it is (work.py, line 10: Missing parentheses")


@pytest.mark.parametrize(
    ("line", "help"),
    [
        ("np.random.randn(dims[l], dims[l - 1]) * (2 / 3) ^ 0.5", "A power is written with two stars"),
        ("np.random.randn(dims[l], dims[l - 1]) * '10'", "Text stands where a number belongs"),
        ("np.random.randn(dims[l], dims[l - 1]) * [*map(int, xrange(3))]", "Python 3 calls it `range`"),
        ("np.random.randn(dims[l], dims[l - 1]) * np.math.sqrt(2)", "NumPy has no `math` any more"),
        ("np.load('weights.npy')", "Graded code may not read files"),
        ("(lambda a, b, c, d, e: a)(*dims) + [a for a, b, c, d, e in [dims]][0]", None),
        ("[a for a, b, c, d, e in [dims]][0]", "the code is written for one size of the argument only"),
    ],
)
def test_common_errors_are_answered_with_what_is_meant(
    tmp_path: Path, wall: Wall, assignment: Assignment, line: str, help: str | None
) -> None:
    cause = graded(tmp_path, wall, assignment, random_with(line), "random").functions[0].checks[0].cause
    assert cause is not None
    assert cause.help is not None
    assert help is None or help in cause.help


def test_a_hard_coded_answer_earns_only_the_call_it_was_written_for(
    tmp_path: Path, wall: Wall, assignment: Assignment
) -> None:
    source = """
def initialize_parameters_he(dims):
    np.random.seed(3)
    return {"W1": np.random.randn(4, 2), "b1": np.zeros((4, 1)),
            "W2": np.random.randn(1, 4) * np.sqrt(2 / 4), "b2": np.zeros((1, 1))}
"""
    report = graded(tmp_path, wall, assignment, source, "he")
    assert report.score == 15.0
    assert report.functions[0].checks[1].cause.input == "initialize_parameters_he([1, 1, 1])"  # type: ignore[union-attr]


def test_a_failing_property_shows_what_hypothesis_shrinks_it_to(
    tmp_path: Path, wall: Wall, assignment: Assignment
) -> None:
    from hypothesis import find, settings
    from hypothesis import strategies as st

    # Wrong only where a layer has more than 20 units, and the network more than two layers.
    wrong = "(11 if max(dims) > 20 and len(dims) > 3 else 10)"
    source = random_with(f"np.random.randn(dims[l], dims[l - 1]) * {wrong}")
    report = graded(tmp_path, wall, assignment, source, "random")
    told = next(
        check.cause.input for check in report.functions[0].checks if check.id == "random.numbers" and check.cause
    )
    networks = st.lists(st.integers(1, 32), min_size=3, max_size=7)
    quiet = settings(database=None, derandomize=True)
    smallest = find(networks, lambda dims: max(dims) > 20 and len(dims) > 3, settings=quiet)
    assert told is not None
    shown = [int(number) for number in told.partition("[")[2].rstrip("])").split(",")]
    assert len(shown) == len(smallest)
    assert sorted(shown) == sorted(smallest)


def test_an_empty_dict_earns_nothing(tmp_path: Path, wall: Wall, assignment: Assignment) -> None:
    source = "\n".join(f"def initialize_parameters_{name}(dims): return {{}}" for name in ("zeros", "random", "he"))
    assert graded(tmp_path, wall, assignment, source).score == 0.0


def test_the_report_is_the_same_every_time_and_survives_its_own_json(
    tmp_path: Path, wall: Wall, assignment: Assignment
) -> None:
    source = random_with(RIGHT, seed="print(np.random.rand())")
    first = graded(tmp_path, wall, assignment, source)
    with Wall() as other:
        second = graded(tmp_path, other, assignment, source)
    assert reports.encode(timeless(first)) == reports.encode(timeless(second))
    assert reports.decode(reports.encode(first)) == first


def test_the_report_is_valid_by_its_own_json_schema(tmp_path: Path, wall: Wall, assignment: Assignment) -> None:
    report = graded(tmp_path, wall, assignment, random_with("undefined"))
    document = msgspec.json.decode(reports.encode(report))
    jsonschema.validate(document, msgspec.json.schema(Report))
    assert document["schema"] == 1
    assert set(document) == {
        *("schema", "assignment", "submission", "state", "message", "score", "max_score", "functions", "environment"),
    }


def test_a_report_of_another_schema_is_refused_with_a_sentence() -> None:
    with pytest.raises(reports.UnknownSchema, match=r"schema 2.*upgrade the grader"):
        reports.decode(b'{"schema": 2}')


def test_a_submission_that_cannot_be_read_is_ungradable_not_zero(
    tmp_path: Path, wall: Wall, assignment: Assignment
) -> None:
    report = grade(tmp_path / "nowhere.py", assignment, wall)
    assert (report.state, report.score) == ("ungradable", None)
    assert report.message is not None
    assert "nowhere.py" in report.message


def tiny(judge: object, **more: object) -> Assignment:
    check = Check("f.one", "One", "expected", 5, judge, **more)  # type: ignore[arg-type]
    return Assignment("tiny", "Tiny", (GradedFunction("f", "f", (check,)),))


def tiny_report(tmp_path: Path, wall: Wall, assignment: Assignment) -> Report:
    path = tmp_path / "f.py"
    path.write_text("def f(x): return x")
    return grade(path, assignment, wall)


def test_a_check_that_breaks_gives_no_score_at_all(tmp_path: Path, wall: Wall) -> None:
    def judge(student: Student) -> None:
        raise ZeroDivisionError("ours")

    report = tiny_report(tmp_path, wall, tiny(judge))
    assert (report.state, report.score) == ("internal_error", None)
    assert report.functions[0].checks[0].status == "internal_error"


def test_a_workshop_that_breaks_gives_no_score_at_all(tmp_path: Path, wall: Wall) -> None:
    class Broken:
        def key(self, job: Job) -> bytes:
            return b""

        def run(self, jobs: object, progress: object = None) -> list[object]:
            raise OSError("no disk")

    broken = dataclasses.replace(tiny(lambda student: Job(1)), workshop=Broken())  # type: ignore[arg-type]
    report = tiny_report(tmp_path, wall, broken)
    assert (report.state, report.score) == ("internal_error", None)


def test_a_check_is_not_run_after_one_that_it_needs_has_failed(tmp_path: Path, wall: Wall) -> None:
    def no(student: Student) -> None:
        raise Failed("no")

    checks = (
        Check("f.one", "One", "expected", 5, no),
        Check("f.two", "Two", "property", 5, lambda student: None, after=("f.one",)),
    )
    report = tiny_report(tmp_path, wall, Assignment("tiny", "Tiny", (GradedFunction("f", "f", checks),)))
    assert [check.status for check in report.functions[0].checks] == ["failed", "not_run"]
    assert "“One” must pass first" in (report.functions[0].checks[1].cause.message)  # type: ignore[union-attr]


def test_words_of_a_stranger_cannot_reach_the_terminal_as_commands(
    tmp_path: Path, wall: Wall, assignment: Assignment
) -> None:
    evil = "\\x1b[2J\\x1b]0;title\\x07[bold red]\\u202e\\u0000\\r"
    source = f"def initialize_parameters_he(dims):\n    print('{evil}')\n    raise ValueError('{evil}')\n"
    document = reports.encode(graded(tmp_path, wall, assignment, source)).decode()
    told = msgspec.json.decode(document)["functions"][2]
    text = told["checks"][0]["cause"]["message"] + told["printed"]
    assert not any(mark in text for mark in "\x1b\x07\u202e\x00\r")
    assert "[bold red]" in text
