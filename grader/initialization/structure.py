"""What is wrong with the form of the parameters: names the mistake from keys, types, dtypes and shapes."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from grader.confine.wire import Opaque

# The calls printed in the course's notebooks and its public tests, and the network that it trains.
COURSE_DIMS = ((3, 2, 1), (2, 4, 1), (3, 1, 2), (2, 10, 5, 1))
_WITHOUT_NUMBER = {"W", "b", "Wl", "bl", "W{l}", "b{l}", "W[l]", "b[l]", "WL", "bL"}

Shape = tuple[int, ...]


def structural_mistake(dims: Sequence[int], value: object, expected: Mapping[str, object]) -> str | None:
    """The name of the misconception that the form of `value` shows; None where the form is right.

    `dims` are the layer dimensions of the call; `expected` has the keys that were asked for.
    """
    if value is None:
        return "returned_none"
    if type(value) is tuple:
        return "returned_tuple"
    if type(value) is not dict:
        return "returned_other"
    if all(entry is None for entry in value.values()) and (value or len(dims) > 2):
        return "unfilled_stub"
    return (
        _other_network(dims, value)
        or _key_mistake(value, expected)
        or _type_mistake(value, expected)
        or _shape_mistake(dims, value)
        or _dtype_mistake(value, expected)
    )


def _other_network(dims: Sequence[int], value: dict[Any, object]) -> str | None:
    """The parameters of one of the course's networks, though another was asked for."""
    if len(dims) > 4 and value.keys() == {"W1", "b1", "W2", "b2"}:
        return "hard_coded"
    shapes = {key: entry.shape for key, entry in value.items() if type(entry) is np.ndarray}
    if len(shapes) < len(value):
        return None
    # A network cut short is not another one.
    fixed = (other for other in COURSE_DIMS if other != tuple(dims[: len(other)]))
    return "hard_coded" if any(shapes == _right_shapes(other) for other in fixed) else None


def _right_shapes(dims: Sequence[int]) -> dict[str, Shape]:
    layers = list(enumerate(pairwise(dims), 1))
    weights: dict[str, Shape] = {f"W{layer}": (fan_out, fan_in) for layer, (fan_in, fan_out) in layers}
    return weights | {f"b{layer}": (fan_out, 1) for layer, (_, fan_out) in layers}


def _key_mistake(value: dict[Any, object], expected: Mapping[str, object]) -> str | None:
    missing, extra = expected.keys() - value.keys(), value.keys() - expected.keys()
    if not missing and not extra:
        return None
    if any(type(key) is not str for key in extra):
        return "wrong_keys"
    if {key.casefold() for key in missing} & {key.casefold() for key in extra}:
        return "lower_case_keys"
    if extra & _WITHOUT_NUMBER:
        return "key_without_number"
    layers = len(expected) // 2
    around = {"W0", "b0", f"W{layers + 1}", f"b{layers + 1}"}
    if extra <= around if not missing else extra & around:
        return "off_by_one_keys"
    if not missing:
        return "extra_keys"
    if not extra:
        if missing == {f"W{layers}", f"b{layers}"}:
            return "missing_last_layer"
        return "missing_biases" if missing == {k for k in expected if k[0] == "b"} else "missing_keys"
    return "wrong_keys"


def _type_mistake(value: dict[Any, object], expected: Mapping[str, object]) -> str | None:
    for key in expected:
        entry = value[key]
        if type(entry) is np.ndarray and entry.ndim:
            continue
        if entry is None:
            return "none_values"
        if isinstance(entry, (list, tuple)):
            return "lists_instead_of_arrays"
        if isinstance(entry, (bool, int, float, complex, np.generic, np.ndarray)):
            return "scalar_biases" if key[0] == "b" else "scalar_weights"
        return _foreign_type(entry)
    return None


def _foreign_type(entry: object) -> str:
    if type(entry) is Opaque and entry.type.startswith("numpy."):
        if entry.type == "numpy.ndarray":
            return "object_array"
        if "Masked" in entry.type:
            return "masked_array"
        if entry.type.rpartition(".")[2] in ("matrix", "recarray", "memmap"):
            return "array_subclass"
    return "unusual_type"


def _shape_mistake(dims: Sequence[int], value: dict[Any, Any]) -> str | None:
    layers = list(enumerate(pairwise(dims), 1))
    weights = [value[f"W{layer}"].shape for layer, _ in layers]
    biases = [value[f"b{layer}"].shape for layer, _ in layers]

    def each(shape: Callable[[int, int], Shape]) -> list[Shape]:
        return [shape(fan_in, fan_out) for _, (fan_in, fan_out) in layers]

    if weights != each(lambda n, m: (m, n)):
        return "transposed_weights" if weights == each(lambda n, m: (n, m)) else "wrong_weight_shapes"
    if biases == each(lambda n, m: (m, 1)):
        return None
    if all(len(shape) == 1 for shape in biases):
        return "one_dimensional_biases"
    if all(len(shape) > 2 for shape in biases):
        return "three_dimensional_biases"
    if biases == each(lambda n, m: (1, m)):
        return "row_biases"
    if biases == weights:
        return "biases_shaped_like_weights"
    return "wrong_bias_shapes"


def _dtype_mistake(value: dict[Any, Any], expected: Mapping[str, object]) -> str | None:
    for key in expected:
        dtype = value[key].dtype
        if dtype.kind in "iu":
            return "integer_dtype"
        if dtype.kind != "f" or dtype.itemsize < 4:
            return "wrong_dtype"
    if not all(np.isfinite(value[key]).all() for key in expected):
        return "nan_values"
    return None
