"""What `compare` promises: nothing wrong passes, nothing right fails, and the words point at the place."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.compare import COMPUTED, KINDS, PUBLISHED, Tolerance, compare
from grader.confine.wire import Opaque, as_value, unpack_value
from grader.printing import MAX_PRINTED

EXACT = Tolerance()
DRAWS = np.array([[1.78862847, 0.43650985, 0.09649747], [-1.8634927, -0.2773882, -0.35475898]])
DEEP = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def expected_parameters():
    return {
        "W1": DRAWS.copy(),
        "b1": np.zeros((2, 1)),
        "W2": np.array([[0.5, -2.0], [3.0, 0.25]]),
        "b2": np.zeros((2, 1)),
    }


def difference(tolerance=COMPUTED, **changed):
    found = compare({**expected_parameters(), **changed}, expected_parameters(), tolerance)
    assert found is not None
    return found


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.complex_numbers(), st.text(), st.binary())
ARRAYS = hnp.arrays(
    st.one_of(hnp.floating_dtypes(), hnp.integer_dtypes(), hnp.boolean_dtypes(), hnp.unsigned_integer_dtypes()),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
)
VALUES = st.recursive(
    SCALARS | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text() | st.integers() | st.booleans(), inner, max_size=3)
    ),
    max_leaves=6,
)


@DEEP
@given(VALUES)
def test_every_value_is_itself(value):
    assert compare(value, value, EXACT) is None


@DEEP
@given(VALUES, VALUES)
def test_every_difference_is_told_within_bounds(actual, expected):
    found = compare(actual, expected, COMPUTED)
    if found is not None:
        assert found.kind in KINDS
        assert len(found.expected) <= MAX_PRINTED
        assert len(found.actual) <= MAX_PRINTED
        assert "\n" not in found.message


@DEEP
@given(st.data(), st.sampled_from([1e-3, -0.5, 7.0, math.nan, math.inf]))
def test_any_changed_entry_is_found_and_located(data, change):
    right = expected_parameters()
    key = data.draw(st.sampled_from(sorted(right)))
    index = tuple(data.draw(st.integers(0, size - 1)) for size in right[key].shape)
    wrong = right[key].copy()
    wrong[index] += change
    found = difference(**{key: wrong})
    assert found.where == f"{key}[{index[0]}, {index[1]}]"
    assert found.kind == ("numbers" if math.isfinite(change) else "finite")


@DEEP
@given(hnp.mutually_broadcastable_shapes(num_shapes=2, max_dims=3, max_side=5))
def test_shapes_that_only_broadcast_never_pass(shapes):
    one, other = (np.zeros(shape) for shape in shapes.input_shapes)
    found = compare(one, other, COMPUTED)
    assert (found is None) == (one.shape == other.shape)
    if found is not None:
        assert found.kind == "shape"


@DEEP
@given(hnp.arrays(np.float64, (3, 2), elements=st.floats(-1e6, 1e6)))
def test_numpy_itself_agrees_on_finite_numbers(noise):
    right = np.arange(6.0).reshape(3, 2)
    agrees = np.allclose(right + noise * 1e-9, right, rtol=1e-9, atol=1e-12)
    assert (compare(right + noise * 1e-9, right, COMPUTED) is None) == agrees


class Agreeable(np.ndarray):
    def __array_function__(self, func, types, args, kwargs):
        return True

    def __eq__(self, other):
        return True

    __hash__ = None


def traps():
    right = np.ones((5, 5))
    masked = np.ma.masked_array(np.zeros((5, 5)), mask=True)
    yield "a subclass with __array_function__", np.zeros((5, 5)).view(Agreeable), "type"
    yield "a fully masked array", masked, "type"
    yield "masked exactly where it is wrong", np.ma.masked_less(np.eye(5), 0.5), "type"
    yield "a scalar", 1.0, "type"
    yield "a NumPy scalar", np.float64(1), "type"
    yield "a 0-d array", np.array(1.0), "shape"
    yield "a column", np.ones((5, 1)), "shape"
    yield "a dimension more", np.ones((1, 5, 5)), "shape"
    yield "nothing", np.ones((0, 5)), "shape"
    yield "nan", np.full((5, 5), np.nan), "finite"
    yield "None", None, "type"
    yield "objects", np.full((5, 5), None), "dtype"
    yield "a list of lists", right.tolist(), "type"
    yield "a matrix", np.ndarray.__new__(np.matrix, (5, 5)), "type"
    yield "whole numbers", np.ones((5, 5), dtype=int), "dtype"
    yield "truth values", np.ones((5, 5), dtype=bool), "dtype"
    yield "complex numbers", np.ones((5, 5), dtype=complex), "dtype"
    yield "text", np.full((5, 5), "1"), "dtype"
    yield "shapes that cannot broadcast", np.ones((2, 3)), "shape"


@pytest.mark.parametrize(("value", "kind"), [pytest.param(v, k, id=name) for name, v, k in traps()])
def test_no_trap_of_numpy_passes(value, kind):
    found = compare({"W1": value}, {"W1": np.ones((5, 5))}, PUBLISHED)
    assert found is not None
    assert (found.kind, found.where) == (kind, "W1[0, 0]" if kind == "finite" else "W1")


@pytest.mark.parametrize(("value", "kind"), [pytest.param(v, k, id=name) for name, v, k in traps()])
def test_no_trap_of_numpy_passes_after_the_wall(value, kind):
    rebuilt = unpack_value(as_value({"W1": value}))
    assert compare(rebuilt, {"W1": np.ones((5, 5))}, PUBLISHED) is not None


def test_what_does_not_cross_is_named_by_its_type():
    found = difference(W1=Opaque("numpy.ma.MaskedArray"))
    assert found.kind == "type"
    assert found.message == "W1 is a numpy.ma.MaskedArray, expected a NumPy array itself."
    found = compare(Opaque("generator", "x" * 1000), {}, EXACT)
    assert found is not None
    assert found.message.startswith("the result is a generator (xxx")
    assert len(found.actual) <= MAX_PRINTED


def test_objects_that_agree_with_everything_are_not_asked():
    class Equal:
        def __eq__(self, other):
            return True

        __hash__ = object.__hash__

        def __repr__(self):
            raise AssertionError("asked")

    for expected in (1, 1.0, "a", None, [1], {"a": 1}, np.ones(2), True):
        found = compare(Equal(), expected, COMPUTED)
        assert found is not None
        assert found.kind == "type"


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (0.0, -0.0),
        (1, 1.0),
        (np.float64(0.5), 0.5),
        (np.int32(3), 3),
        (np.bool_(True), True),
        (np.float32(0.1), 0.1),
        (np.array([-0.0]), np.array([0.0])),
        (np.array([0.1], dtype=np.float32), np.array([0.1])),
        (np.array([0.5], dtype=np.longdouble), np.array([0.5])),
        (np.array([1], dtype=np.uint8), np.array([1])),
        (np.array([np.inf, np.nan]), np.array([np.inf, np.nan])),
        (np.array([0.1], dtype=">f8"), np.array([0.1])),
        (math.nan, math.nan),
    ],
)
def test_what_is_as_good_passes(actual, expected):
    assert compare(actual, expected, COMPUTED) is None


@pytest.mark.parametrize(
    ("actual", "expected", "kind"),
    [
        (True, 1, "type"),
        (1, True, "type"),
        (True, 1.0, "type"),
        (1.0, 1, "type"),
        ("1", 1, "type"),
        (np.array(1.0), 1.0, "type"),
        (None, 0, "type"),
        ((1, 2), [1, 2], "type"),
        ([1, 2], [1], "shape"),
        (10**400, 1.0, "finite"),
        pytest.param(10**5000, 1, "numbers", id="more digits than Python prints"),
        (math.inf, -math.inf, "finite"),
        (1.0, math.nan, "finite"),
        ({1: 0}, {True: 0}, "keys"),
        ({}, {"W1": 1}, "keys"),
        ("a", "b", "numbers"),
        (np.array([0.1], dtype=np.float16), np.array([0.1]), "numbers"),
        (np.array([2**63], dtype=np.uint64), np.array([-(2**63)]), "numbers"),
        (np.array([1.0]), np.array([1]), "dtype"),
        (np.array([1e308]), np.array([-1e308]), "numbers"),
    ],
)
def test_what_is_not_as_good_fails(actual, expected, kind):
    found = compare(actual, expected, COMPUTED)
    assert found is not None
    assert found.kind == kind


def test_an_expected_value_without_a_rule_is_the_authors_mistake():
    for expected in (object(), np.array([None]), {1, 2}, np.ma.masked_array([1.0])):
        with pytest.raises(TypeError, match="no rule"):
            compare(1, {"a": expected}["a"], COMPUTED)


def test_tolerances_are_those_of_the_published_and_the_computed():
    assert compare(DRAWS + 0.9e-6, DRAWS, PUBLISHED) is None
    assert compare(DRAWS + 1.1e-6, DRAWS, PUBLISHED) is not None
    assert compare(DRAWS * (1 + 0.9e-9), DRAWS, COMPUTED) is None
    assert compare(DRAWS * (1 + 1.1e-9), DRAWS, COMPUTED) is not None
    single = DRAWS.astype(np.float32) * np.float32(10)
    assert compare(single, DRAWS * 10, COMPUTED) is None
    assert compare(single * np.float32(1.000001), DRAWS * 10, COMPUTED) is not None


def test_numbers_that_float32_has_spoilt_name_it_and_the_way_to_float64():
    rough = (DRAWS * (1 + 2e-6)).astype(np.float32)
    found = compare(rough, DRAWS, COMPUTED)
    assert found is not None
    assert found.message.endswith(
        "; float32 keeps only about 7 digits (without a dtype, NumPy computes in float64 and keeps 16)."
    )
    wrong = compare((DRAWS * 2 + 1).astype(np.float32), DRAWS, COMPUTED)
    assert wrong is not None
    assert "float32" not in wrong.message


@pytest.mark.parametrize(
    ("actual", "message"),
    [
        (np.zeros((0, 3)), "W1 has shape (0, 3), expected (2, 3)."),
        (DRAWS.tolist(), "W1 is a list, expected a NumPy array."),
        (tuple(map(tuple, DRAWS.tolist())), "W1 is a tuple, expected a NumPy array."),
        (Opaque("submission.Weights", ""), "W1 is a Weights, expected a NumPy array."),
        (
            Opaque("numpy.ndarray", "of dtype object and shape (2, 3)"),
            "W1 is a NumPy array of dtype object and shape (2, 3), expected a NumPy array of numbers.",
        ),
    ],
)
def test_what_is_no_such_array_is_told_in_one_sentence(actual, message):
    assert difference(W1=actual).message == message


def test_what_is_no_dict_is_told_in_one_sentence():
    for actual, name in (
        (Opaque("submission.My", ""), "a My"),
        (Opaque("collections.UserDict", ""), "a collections.UserDict"),
        (Opaque("numpy.ndarray", "of dtype object and shape ()"), "a NumPy array of dtype object and shape ()"),
    ):
        found = compare(actual, expected_parameters(), COMPUTED)
        assert found is not None
        assert found.message == f"the result is {name}, expected a dict."


def test_keys_are_told():
    assert difference(W3=1).message == "the result has the key 'W3', not asked for."
    small = {key.lower(): value for key, value in expected_parameters().items()}
    found = compare(small, expected_parameters(), COMPUTED)
    assert found is not None
    assert "has the key 'w1' where 'W1' belongs" in found.message
    found = compare({"W1": DRAWS}, expected_parameters(), COMPUTED)
    assert found is not None
    assert found.message == "the result lacks the keys 'b1', 'W2', 'b2'."
    many = {f"key {n}": n for n in range(1000)}
    found = compare(many, {"W1": 1}, COMPUTED)
    assert found is not None
    assert len(found.message) < 400


def test_form_is_told_before_numbers():
    assert difference(W1=DRAWS + 1, b2=[[0.0], [0.0]]).where == "b2"
    assert difference(W1=DRAWS * np.nan, b2=np.zeros(2)).where == "b2"
    assert difference(W1=DRAWS + 1, b1=np.zeros((2, 1)) + np.inf).where == "b1[0, 0]"


def relations():
    right = expected_parameters()
    rng = np.random.RandomState(1)
    yield {"W1": DRAWS * 0.1}, "factor 0.1", "all 6 numbers of W1 are 0.1 times the expected ones"
    yield {"W1": DRAWS * 0.1, "W2": right["W2"] * 0.1}, "factor 0.1", "so it is with 'W2'"
    yield {"W1": -DRAWS}, "negated", "with the sign turned"
    yield {"W1": DRAWS.T}, "transposed", "rows stand where columns belong"
    yield {"W2": right["W2"].T}, "transposed", "transposed"
    yield {"W1": rng.randn(3, 2)}, "transposed shape", "has shape (3, 2), expected (2, 3)"
    yield {"W1": DRAWS + 1.5}, "shifted by 1.5", "all 6 numbers of W1 are 1.5 more than expected"
    yield {"W1": DRAWS[::-1, ::-1]}, "reversed", "reverse order"
    yield {"W1": DRAWS[::-1]}, "same numbers in another order", "in another order"
    yield {"W1": np.zeros((2, 3))}, "all 0", "all 6 numbers of W1 are 0"
    yield {"b1": np.zeros(2)}, "reshaped", "has shape (2,), expected (2, 1)"
    yield {"b1": np.ones((2, 1))}, "only the biases", "only the biases are wrong"
    yield {"b1": rng.randn(2, 1), "b2": rng.randn(2, 1)}, "only the biases", "b1[0, 0]"
    yield {"W1": rng.randn(2, 3)}, None, "all 6 numbers of W1 differ; everything else is right"
    yield {"W1": DRAWS + np.eye(2, 3)}, None, "2 of the 6 numbers of W1 differ"


@pytest.mark.parametrize(("changed", "relation", "words"), list(relations()))
def test_plain_relations_are_told(changed, relation, words):
    found = difference(**changed)
    assert found.relation == relation
    assert words in found.message


def test_a_single_number_is_not_called_a_multiple_unless_the_factor_is_round():
    found = compare(np.array([[0.31]]), np.array([[1.78]]), COMPUTED)
    assert found is not None
    assert found.relation is None
    found = compare(np.array([[0.178]]), np.array([[1.78]]), COMPUTED)
    assert found is not None
    assert found.relation == "factor 0.1"


def test_the_example_of_the_manual_reads_as_promised():
    wrong = DRAWS.copy()
    wrong[0, 2] = 0.965
    message = "W1[0, 2] is 0.965, expected 0.09649747; 1 of the 6 numbers of W1 differs; everything else is right."
    assert difference(W1=wrong).message == message


def test_numbers_that_differ_far_behind_are_printed_with_digits_enough():
    found = compare(np.array([1.0, 1.0 + 1e-8]), np.array([1.0, 1.0]), COMPUTED)
    assert found is not None
    assert (found.actual, found.expected) == ("1.00000001", "1")


def test_paths_lead_through_lists_and_nested_dicts():
    right = [{"a b": [1.0, {"W": DRAWS}]}]
    wrong = [{"a b": [1.0, {"W": DRAWS * np.array([1, 1, 2])}]}]
    found = compare(wrong, right, COMPUTED)
    assert found is not None
    assert found.where == "[0]['a b'][1]['W'][0, 2]"
    found = compare(2.0, 1.0, COMPUTED, where="the cost")
    assert found is not None
    assert found.message == "the cost is 2, expected 1."
