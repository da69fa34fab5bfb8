"""Unfilled, missing and misnamed functions are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from submitting import HE, NAMES, RANDOM, ZEROS, grade, in_cells, in_file, missing

from grader.submission import Found, Location


@pytest.mark.parametrize(
    "body",
    [
        "pass",
        "...",
        "'''Doc.'''",
        "'''Doc.'''\n    pass",
        "raise NotImplementedError",
        "p = {}\n    for l in range(1, len(d)):\n        # YOUR CODE HERE\n        raise NotImplementedError('x')\n",
        "p = {}\n    L = len(d)\n    for l in range(1, L):\n        p['W' + str(l)] = None\n    return p",
        "p = {}\n    for l in d:\n        pass\n    return p",
    ],
)
def test_unfilled(tmp_path: Path, body: str) -> None:
    found = grade(in_file(tmp_path, f"def {HE}(d):\n    {body}\n"))[1].functions[HE]
    assert isinstance(found, Found)
    assert found.unfilled


@pytest.mark.parametrize(
    "body",
    [
        "return {}",
        "p = {}\n    for l in d:\n        p['W'] = 1\n        p['b'] = None\n    return p",
        "if not d:\n        raise NotImplementedError\n    return 1",
        "rng = None\n    return build(d, rng)",
        "for l in d:\n        pass\n    return {l: 1 for l in d}",
        "p = {}\n    scale = None\n    p.update(W1=1)\n    return p",
    ],
)
def test_filled(tmp_path: Path, body: str) -> None:
    found = grade(in_file(tmp_path, f"def {HE}(d):\n    {body}\n"))[1].functions[HE]
    assert isinstance(found, Found)
    assert not found.unfilled


@pytest.mark.parametrize(
    ("close", "name"),
    [
        ("initialise_parameters_he", HE),
        ("initialize_parameter_he", HE),
        ("Initialize_Parameters_He", HE),
        ("initializeParametersHe", HE),
        ("init_he", HE),
        ("initial_zeros", ZEROS),
        ("initialize_parameters_zero", ZEROS),
        ("initialize_paramters_random", RANDOM),
        ("_initialize_parameters_he", HE),
        ("initialize_parameters_hw", HE),
        ("he_initialization", HE),
        ("init_params_he", HE),
        ("random_init", RANDOM),
    ],
)
def test_a_close_name_is_told(tmp_path: Path, close: str, name: str) -> None:
    path = in_file(tmp_path, f"import math\nclass A:\n    def {close}(d): return 1\ndef predict(x): pass\n")
    lost = missing(path, name)
    assert lost.misconception == "renamed_function"
    assert f"`{close}`" in lost.message
    assert lost.location == Location("homework.py", 3, None)
    for other in set(NAMES) - {name}:
        assert missing(path, other).misconception == "missing_function"


@pytest.mark.parametrize(
    "helper",
    [
        *("_xavier", "init_xavier", "initialize_parameters_xavier", "_init_he", "_initialize_layer_he"),
        *("initialize_parameters", "_initialize_parameters", "initialize_parameters_helper", "he", "zeros"),
        *("initialize_parameters_deep", "init_he_layer", "init_random_seed", "initialize_velocity"),
        "test_initialize_parameters_he",
    ],
)
def test_what_only_looks_a_little_like_it_is_not_suggested(tmp_path: Path, helper: str) -> None:
    path = in_file(tmp_path, f"def {helper}(d): return 1\n")
    assert {missing(path, name).misconception for name in NAMES} == {"missing_function"}


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ("layers_dims", "renamed_function"),
        ("dims, scale=1", "renamed_function"),
        ("*dims", "renamed_function"),
        ("n_in, n_out", "missing_function"),
        ("", "missing_function"),
    ],
)
def test_what_takes_other_arguments_than_its_neighbours_is_not_suggested(
    tmp_path: Path, parameters: str, told: str
) -> None:
    path = in_file(tmp_path, f"def {ZEROS}(dims): return 1\ndef initialize_he({parameters}): return 1\n")
    assert missing(path, HE).misconception == told


@pytest.mark.parametrize(
    "text", ["# def {}(d):\n#     return 1", "'''\ndef {}(d):\n    return 1\n'''", "#     def {}(d): x"]
)
def test_a_commented_out_function_is_told(tmp_path: Path, text: str) -> None:
    lost = missing(in_cells(tmp_path, "x = 1", text.format(HE)))
    assert lost.misconception == "commented_out"
    assert lost.location.cell == 2


def test_a_function_that_is_not_there(tmp_path: Path) -> None:
    lost = missing(in_file(tmp_path, "def model(): pass\n"))
    assert lost.misconception == "missing_function"
    assert lost.message == f"There is no function `{HE}` in homework."
    assert str(lost.location) == "the submission"


def test_locations_read_like_words() -> None:
    assert str(Location("homework.py", 12, None)) == "homework.py, line 12"
    assert str(Location("week1.ipynb", 2, 4)) == "cell 4, line 2 of week1.ipynb"
    assert str(Location("week1.ipynb", None, 4)) == "cell 4 of week1.ipynb"
