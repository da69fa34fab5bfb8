"""Each misconception is told from the numbers of a wrong solution, written as a student would write it."""

# ruff: noqa: E741 (students count their layers with l)

import itertools
import math
import random
import re
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.compare import COMPUTED, compare
from grader.confine.wire import Opaque, as_value, unpack_value
from grader.initialization.misconceptions import MISCONCEPTIONS, diagnose

STATE = 987_654_335
CALLS = {"zeros": [3, 2, 1], "random": [3, 2, 1], "he": [2, 4, 1]}
DEEP = settings(max_examples=40, deadline=None, derandomize=True, database=None)


def right(name, dims):
    """The right answer, by an implementation of its own."""
    source = np.random.RandomState(3)
    parameters = {}
    for layer in range(1, len(dims)):
        shape = dims[layer], dims[layer - 1]
        scale = {"zeros": 0.0, "random": 10.0, "he": math.sqrt(2 / dims[layer - 1])}[name]
        parameters[f"W{layer}"] = np.array(
            [[source.normal() * scale for _ in range(shape[1])] for _ in range(shape[0])]
        )
        parameters[f"b{layer}"] = np.zeros((shape[0], 1))
    return parameters


def told(name, solution, dims=None):
    """What is said of a solution, called as the harness calls it."""
    dims = dims or CALLS[name]
    np.random.seed(STATE)
    random.seed(STATE)
    given_dims = list(dims)
    value = unpack_value(as_value(solution(given_dims)))
    return diagnose(f"initialize_parameters_{name}", dims, value, right(name, dims), state=STATE, argument=given_dims)


def layerwise(weights, biases=lambda d, l: np.zeros((d[l], 1)), seed=3):
    """The solution that nearly everybody writes, with these two lines in its loop."""

    def solution(layers_dims):
        if seed is not None:
            np.random.seed(seed)
        parameters = {}
        for l in range(1, len(layers_dims)):
            parameters["W" + str(l)] = weights(layers_dims, l)
            parameters["b" + str(l)] = biases(layers_dims, l)
        return parameters

    return solution


def randn(factor=lambda d, l: 1.0, **options):
    return layerwise(lambda d, l: np.random.randn(d[l], d[l - 1]) * factor(d, l), **options)


def he(**options):
    return randn(lambda d, l: np.sqrt(2 / d[l - 1]), **options)


def ten(**options):
    return randn(lambda d, l: 10, **options)


# Generators, orders and scales.


def forgets_the_seed_in_python(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        rows = [[random.gauss(0, 1) * 10 for _ in range(layers_dims[l - 1])] for _ in range(layers_dims[l])]
        parameters[f"W{l}"] = np.array(rows)
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def seeds_python(layers_dims):
    random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        W = np.zeros((layers_dims[l], layers_dims[l - 1]))
        for i in range(W.shape[0]):
            for j in range(W.shape[1]):
                W[i][j] = random.uniform(-1, 1)
        parameters[f"W{l}"] = W
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def uses_the_new_generator(layers_dims):
    rng = np.random.default_rng(3)
    return layerwise(lambda d, l: rng.standard_normal((d[l], d[l - 1])) * 10)(layers_dims)


def seeds_in_the_loop(layers_dims):
    def weights(d, l):
        np.random.seed(3)
        return np.random.randn(d[l], d[l - 1]) * 10

    return layerwise(weights)(layers_dims)


def seeds_by_the_layer(layers_dims):
    def weights(d, l):
        np.random.seed(l)
        return np.random.randn(d[l], d[l - 1]) * np.sqrt(2 / d[l - 1])

    return layerwise(weights)(layers_dims)


def draws_biases_first(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["b" + str(l)] = np.random.randn(layers_dims[l], 1) * 0
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * 10
    return parameters


def draws_biases_and_drops_them(layers_dims):
    return ten(biases=lambda d, l: np.random.randn(d[l], 1) * 0)(layers_dims)


def starts_at_the_last_layer(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in reversed(range(1, len(layers_dims))):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * 10
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


def draws_all_weights_then_all_biases(layers_dims):
    parameters = he()(layers_dims)
    for l in range(1, len(layers_dims)):
        parameters[f"b{l}"] = np.random.randn(layers_dims[l], 1)
    return parameters


NUMBERS = [
    ("he", "whole_number_division", randn(lambda d, l: np.sqrt(2 // d[l - 1]))),
    ("he", "added_scale", layerwise(lambda d, l: np.random.randn(d[l], d[l - 1]) + np.sqrt(2 / d[l - 1]))),
    ("random", "added_scale", layerwise(lambda d, l: np.random.randn(d[l], d[l - 1]) + 10)),
    ("he", "absolute_values", layerwise(lambda d, l: abs(np.random.randn(d[l], d[l - 1])) * np.sqrt(2 / d[l - 1]))),
    ("random", "rounded_weights", layerwise(lambda d, l: np.round(np.random.randn(d[l], d[l - 1]) * 10, 2))),
    (
        "he",
        "rounded_weights",
        layerwise(lambda d, l: np.round(np.random.randn(d[l], d[l - 1]) * (2 / d[l - 1]) ** 0.5, 4)),
    ),
    ("random", "seed_removed", ten(seed=None)),
    ("he", "seed_removed", he(seed=None)),
    ("he", "seed_removed", randn(lambda d, l: np.sqrt(1 / d[l - 1]), seed=None)),
    ("random", "other_seed", ten(seed=1)),
    ("he", "other_seed", he(seed=42)),
    ("he", "other_seed", randn(lambda d, l: 0.3, seed=2021)),
    ("random", "seed_inside_loop", seeds_in_the_loop),
    ("he", "seed_inside_loop", seeds_by_the_layer),
    ("random", "uniform_instead_of_normal", layerwise(lambda d, l: np.random.rand(d[l], d[l - 1]) * 10)),
    ("he", "uniform_instead_of_normal", layerwise(lambda d, l: np.random.uniform(-1, 1, (d[l], d[l - 1])))),
    (
        "he",
        "uniform_instead_of_normal",
        layerwise(lambda d, l: (2 * np.random.rand(d[l], d[l - 1]) - 1) * np.sqrt(6 / (d[l] + d[l - 1])), seed=None),
    ),
    ("random", "new_generator", uses_the_new_generator),
    ("random", "python_random", forgets_the_seed_in_python),
    ("random", "python_random", seeds_python),
    ("random", "draws_out_of_order", draws_biases_first),
    ("random", "draws_out_of_order", draws_biases_and_drops_them),
    ("random", "draws_out_of_order", starts_at_the_last_layer),
    ("random", "scale_missing", randn()),
    ("random", "small_random_scale", randn(lambda d, l: 0.01)),
    ("random", "large_random_scale", randn(lambda d, l: 100)),
    ("random", "wrong_scale", randn(lambda d, l: 5)),
    ("random", "wrong_scale", randn(lambda d, l: 1 / d[l])),
    ("random", "he_scale_in_random", he()),
    ("random", "he_scale_in_random", randn(lambda d, l: 10 * np.sqrt(2 / d[l - 1]))),
    ("he", "random_scale_in_he", ten()),
    ("he", "random_scale_in_he", randn(lambda d, l: np.sqrt(2.0 / d[l - 1]) * 10)),
    ("he", "scale_missing", randn()),
    ("he", "small_random_scale", randn(lambda d, l: 0.01)),
    ("he", "xavier_scale", randn(lambda d, l: np.sqrt(1.0 / d[l - 1]))),
    ("he", "glorot_scale", randn(lambda d, l: np.sqrt(2 / (d[l] + d[l - 1])))),
    ("he", "wrong_layer_scale", randn(lambda d, l: np.sqrt(2 / d[l]))),
    ("he", "scale_two_over_root", randn(lambda d, l: 2 / np.sqrt(d[l - 1]))),
    ("he", "scale_without_root", randn(lambda d, l: 2 / d[l - 1])),
    ("he", "root_of_two_only", randn(lambda d, l: np.sqrt(2) / d[l - 1])),
    ("he", "inverted_scale", layerwise(lambda d, l: np.random.randn(d[l], d[l - 1]) / np.sqrt(2 / d[l - 1]))),
    ("he", "wrong_scale", randn(lambda d, l: 1.41 / np.sqrt(d[l - 1]))),
    ("he", "wrong_scale", randn(lambda d, l: -np.sqrt(2 / d[l - 1]))),
    ("random", "random_biases", ten(biases=lambda d, l: np.random.randn(d[l], 1))),
    ("random", "random_biases", ten(biases=lambda d, l: np.random.randn(d[l], 1), seed=None)),
    ("he", "random_biases", he(biases=lambda d, l: np.random.randn(d[l], 1) * np.sqrt(2 / d[l - 1]))),
    ("he", "random_biases", draws_all_weights_then_all_biases),
    ("he", "biases_not_zero", he(biases=lambda d, l: np.ones((d[l], 1)))),
    ("zeros", "biases_not_zero", layerwise(lambda d, l: np.zeros((d[l], d[l - 1])), lambda d, l: np.ones((d[l], 1)))),
    ("he", "zeros_in_random", layerwise(lambda d, l: np.zeros((d[l], d[l - 1])))),
    ("random", "constant_weights", layerwise(lambda d, l: np.ones((d[l], d[l - 1])) * 10)),
    ("zeros", "random_in_zeros", randn(lambda d, l: 0.01)),
    ("zeros", "ones_in_zeros", layerwise(lambda d, l: np.ones((d[l], d[l - 1])))),
    ("he", "transposed_weights", layerwise(lambda d, l: np.random.randn(d[l - 1], d[l]) * np.sqrt(2 / d[l - 1]))),
    ("he", "transposed_weights", layerwise(lambda d, l: np.random.randn(d[l - 1], d[l]).T * np.sqrt(2 / d[l - 1]))),
]


@pytest.mark.parametrize(("name", "misconception", "solution"), NUMBERS)
def test_numbers_show_the_mistake(name, misconception, solution):
    said = told(name, solution)
    assert said is not None
    assert said.name == misconception


@pytest.mark.parametrize("factor", [lambda d, l: np.sqrt(2 / d[0]), lambda d, l: np.sqrt(2 / d[l - 2])])
def test_a_scale_from_any_other_layer_shows_in_a_network_of_many_sizes(factor):
    said = told("he", randn(factor), [3, 10, 5, 4, 2, 1])
    assert said is not None
    assert said.name == "wrong_layer_scale"


# Form.


def returns_nothing(layers_dims):
    ten()(layers_dims)


def returns_a_tuple(layers_dims):
    parameters = ten()(layers_dims)
    return parameters["W1"], parameters["b1"]


def leaves_the_stub(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = None
        parameters["b" + str(l)] = None
    return parameters


def fills_half_of_the_stub(layers_dims):
    return layerwise(lambda d, l: np.zeros((d[l], d[l - 1])), lambda d, l: None)(layers_dims)


def writes_small_letters(layers_dims):
    return {key.lower(): value for key, value in ten()(layers_dims).items()}


def quotes_the_number(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["Wl"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * 10
        parameters["bl"] = np.zeros((layers_dims[l], 1))
    return parameters


def counts_from_zero(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(len(layers_dims) - 1):
        parameters[f"W{l}"] = np.random.randn(layers_dims[l + 1], layers_dims[l]) * 10
        parameters[f"b{l}"] = np.zeros((layers_dims[l + 1], 1))
    return parameters


def stops_a_layer_early(layers_dims):
    L = len(layers_dims) - 1
    return ten()(layers_dims[:L])


def forgets_the_biases(layers_dims):
    return {key: value for key, value in ten()(layers_dims).items() if key.startswith("W")}


def forgets_one_entry(layers_dims):
    parameters = ten()(layers_dims)
    del parameters["W1"]
    return parameters


def adds_the_depth(layers_dims):
    return {**ten()(layers_dims), "L": len(layers_dims)}


def numbers_the_layers_only(layers_dims):
    return {l: np.zeros((layers_dims[l], layers_dims[l - 1])) for l in range(1, len(layers_dims))}


def names_weights_in_full(layers_dims):
    return {key.replace("W", "weights"): value for key, value in ten()(layers_dims).items()}


def builds_one_network_only(layers_dims):
    return ten()([3, 2, 1])


def builds_two_layers_only(layers_dims):
    return ten()(layers_dims[:3])


def overwrites_its_argument(layers_dims):
    layers_dims.insert(0, 1)
    return ten()(layers_dims[1:])


def zero_weights(biases):
    return layerwise(lambda d, l: np.zeros((d[l], d[l - 1])), biases)


FORM = [
    ("returned_none", returns_nothing, None),
    ("returned_tuple", returns_a_tuple, None),
    ("returned_other", lambda d: np.zeros((2, 3)), None),
    ("returned_other", lambda d: (x for x in d), None),
    ("unfilled_stub", leaves_the_stub, None),
    ("unfilled_stub", lambda d: {}, None),
    ("none_values", fills_half_of_the_stub, None),
    ("lower_case_keys", writes_small_letters, None),
    ("key_without_number", quotes_the_number, None),
    ("off_by_one_keys", counts_from_zero, None),
    ("missing_last_layer", stops_a_layer_early, None),
    ("missing_last_layer", stops_a_layer_early, [1, 1]),
    ("missing_last_layer", stops_a_layer_early, [3, 2, 1, 4]),
    ("missing_biases", forgets_the_biases, None),
    ("missing_keys", forgets_one_entry, None),
    ("extra_keys", adds_the_depth, None),
    ("wrong_keys", numbers_the_layers_only, None),
    ("wrong_keys", names_weights_in_full, None),
    ("hard_coded", builds_one_network_only, [2, 4, 1]),
    ("hard_coded", builds_one_network_only, [5, 4, 3, 2]),
    ("hard_coded", builds_two_layers_only, [5, 4, 3, 2, 1]),
    ("argument_overwritten", overwrites_its_argument, None),
    ("lists_instead_of_arrays", zero_weights(lambda d, l: [[0.0]] * d[l]), None),
    ("scalar_biases", zero_weights(lambda d, l: 0), None),
    ("scalar_biases", zero_weights(lambda d, l: np.zeros(())), None),
    ("scalar_weights", layerwise(lambda d, l: np.random.randn() * 10), None),
    ("masked_array", layerwise(lambda d, l: np.ma.zeros((d[l], d[l - 1]))), None),
    ("array_subclass", layerwise(lambda d, l: np.zeros((d[l], d[l - 1])).view(np.matrix)), None),
    ("object_array", layerwise(lambda d, l: np.full((d[l], d[l - 1]), None)), None),
    ("unusual_type", zero_weights(lambda d, l: "0"), None),
    ("transposed_weights", layerwise(lambda d, l: np.random.randn(d[l - 1], d[l]) * 10), None),
    ("wrong_weight_shapes", layerwise(lambda d, l: np.random.randn(d[l], d[l]) * 10), None),
    ("one_dimensional_biases", zero_weights(lambda d, l: np.zeros(d[l])), None),
    ("three_dimensional_biases", zero_weights(lambda d, l: np.zeros((d[l], 1, 1))), None),
    ("row_biases", zero_weights(lambda d, l: np.zeros((1, d[l]))), None),
    ("biases_shaped_like_weights", zero_weights(lambda d, l: np.zeros((d[l], d[l - 1]))), None),
    ("wrong_bias_shapes", zero_weights(lambda d, l: np.zeros((d[l - 1], 1))), None),
    ("integer_dtype", layerwise(lambda d, l: np.random.randint(0, 10, (d[l], d[l - 1]))), None),
    ("integer_dtype", zero_weights(lambda d, l: np.zeros((d[l], 1), dtype=int)), None),
    ("wrong_dtype", zero_weights(lambda d, l: np.zeros((d[l], 1), dtype=bool)), None),
    ("wrong_dtype", zero_weights(lambda d, l: np.zeros((d[l], 1), dtype=np.float16)), None),
    ("nan_values", layerwise(lambda d, l: np.full((d[l], d[l - 1]), np.nan)), None),
]


@pytest.mark.parametrize(("misconception", "solution", "dims"), FORM)
def test_form_shows_the_mistake(misconception, solution, dims):
    said = told("random", solution, dims)
    assert said is not None
    assert said.name == misconception


def test_every_misconception_that_numbers_can_show_is_shown_here():
    shown = {name for _, name, _ in NUMBERS} | {name for name, _, _ in FORM}
    assert shown == MISCONCEPTIONS.keys() - {"depends_on_state", "not_reproducible"}


# Right solutions.


def other_right_ways():
    yield "random", ten()
    yield "he", he()
    yield "he", randn(lambda d, l: (2 / d[l - 1]) ** 0.5)
    yield "he", randn(lambda d, l: math.sqrt(2.0 / d[l - 1]), biases=lambda d, l: np.zeros(shape=[d[l], 1]))
    yield "he", layerwise(lambda d, l: np.random.normal(0, np.sqrt(2 / d[l - 1]), (d[l], d[l - 1])))
    yield "he", layerwise(lambda d, l: np.random.randn(d[l], d[l - 1]).astype(np.float32) * np.sqrt(2 / d[l - 1]))
    yield "random", ten(biases=lambda d, l: np.zeros((d[l], 1), dtype=np.float32) * 10)
    yield "zeros", layerwise(lambda d, l: np.zeros((d[l], d[l - 1])), seed=None)
    yield "zeros", layerwise(lambda d, l: np.random.randn(d[l], d[l - 1]) * 0)


@pytest.mark.parametrize(("name", "solution"), list(other_right_ways()))
@pytest.mark.parametrize("dims", [None, [1, 1], [1, 1, 1], [4, 3, 3, 2]])
def test_nothing_is_said_of_right_solutions(name, solution, dims):
    assert told(name, solution, dims) is None


def test_nothing_is_said_of_numbers_that_no_mistake_explains():
    numbers = np.random.RandomState(98765)
    unknown = layerwise(lambda d, l: numbers.randn(d[l], d[l - 1]))
    assert told("he", unknown) is None
    assert told("he", unknown, [1, 1]) is None
    assert told("random", unknown, [1, 1, 1]) is None
    changed = ten()([3, 2, 1])
    changed["W2"][0, 1] += 1e-3
    assert told("random", lambda d: changed) is None


# What the words promise.


def test_mistakes_that_give_the_same_numbers_are_not_told_apart():
    said = told("he", randn(lambda d, l: np.sqrt(1 / d[l - 1])), [1, 1, 1])
    assert said is not None
    assert said.name == "wrong_scale"
    assert "0.707107 times" in said.help


def test_the_factor_and_the_seed_are_told():
    said = told("random", randn(lambda d, l: 5))
    assert said is not None
    assert "0.5 times" in said.help
    said = told("random", ten(seed=1))
    assert said is not None
    assert "seed 1." in said.help


SMALL = [list(dims) for count in (2, 3, 4) for dims in itertools.product((1, 2, 3), repeat=count)]
# Where these happen to give the same numbers, the second is as true as the first.
SAME = {
    ("seed_inside_loop", "other_seed"),  # one layer only, of seed 1
    ("whole_number_division", "zeros_in_random"),  # only layers that more than two units feed
    ("wrong_scale", "scale_missing"),  # divided by layers of one unit
}


@pytest.mark.parametrize(("name", "misconception", "solution"), NUMBERS)
def test_small_networks_never_show_another_mistake(name, misconception, solution):
    for dims in SMALL:
        said = told(name, solution, dims)
        if said is None:
            unclear = max(dims) == 1 or misconception == "other_seed"
            right_by_luck = compare(solution(list(dims)), right(name, dims), COMPUTED) is None
            assert right_by_luck or unclear, dims
        elif (misconception, said.name) not in SAME:
            assert said.name in (misconception, "wrong_scale"), dims


@DEEP
@given(st.lists(st.integers(2, 32), min_size=3, max_size=6))
def test_the_seed_is_missed_in_networks_of_any_size(dims):
    said = told("he", he(seed=None), dims)
    assert said is not None
    assert said.name == "seed_removed"


@DEEP
@given(st.lists(st.integers(1, 32), min_size=2, max_size=6))
def test_nothing_is_said_of_a_right_solution_of_any_size(dims):
    assert told("he", he(), dims) is None
    assert told("random", ten(), dims) is None


ENTRIES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=3),
    st.just(Opaque("numpy.ndarray", "of dtype object and shape (2, 3)")),
    st.lists(st.floats(), max_size=2),
    st.sampled_from([np.zeros((2, 3)), np.zeros((1, 2)), np.zeros(2), np.array(1j), np.zeros((0, 3)), np.inf]),
)
KEYS = st.sampled_from(["W1", "b1", "W2", "b2", "w1", "W0", "b3", 1, None, True, (1, 2)])


@DEEP
@given(
    ENTRIES | st.dictionaries(KEYS, ENTRIES) | st.fixed_dictionaries(dict.fromkeys(("W1", "b1", "W2", "b2"), ENTRIES))
)
def test_no_value_confuses_it(value):
    for name, dims in CALLS.items():
        said = diagnose(f"initialize_parameters_{name}", dims, value, right(name, dims), state=STATE)
        assert said is None or said.name in MISCONCEPTIONS


def test_an_argument_of_another_type_counts_as_overwritten():
    for argument in (Opaque("range"), [np.ones(2), 2, 1], (3, 2, 1), [3, 2], "321"):
        said = diagnose(
            "initialize_parameters_random",
            [3, 2, 1],
            right("random", [3, 2, 1]),
            right("random", [3, 2, 1]),
            state=STATE,
            argument=argument,
        )
        assert said is MISCONCEPTIONS["argument_overwritten"]


def test_the_global_generators_are_left_alone():
    np.random.seed(1)
    random.seed(1)
    before = np.random.get_state()[1].tolist(), random.getstate()
    diagnose("initialize_parameters_he", [2, 4, 1], seeds_python([2, 4, 1]), right("he", [2, 4, 1]), state=STATE)
    random.seed(1)
    assert (np.random.get_state()[1].tolist(), random.getstate()) == before


def test_help_teaches_without_a_line_of_code():
    for name, known in MISCONCEPTIONS.items():
        assert known.name == name
        assert re.fullmatch(r"[a-z0-9_]+", name)
        assert 1 <= len(re.findall(r"[.?!](?= |$)", known.help)) <= 3
        assert not re.search(r"np\.(?!random\b)|sqrt|layers?_dims|\* ?10|randn\(|\bseed\(|/ ?n\b|0\.5|\[", known.help)


def test_a_diagnosis_is_cheap():
    solution = layerwise(lambda d, l: np.random.RandomState(98765).randn(d[l], d[l - 1]))
    dims = [32, 32, 32, 32, 32]
    value, expected = solution(dims), right("he", dims)
    times = []
    for _ in range(5):
        started = time.process_time()
        diagnose("initialize_parameters_he", dims, value, expected, state=STATE)
        times.append(time.process_time() - started)
    assert min(times) < 0.01
