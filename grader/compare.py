"""Is this value that value? Says where the two part, by how much, and how they relate when that is plain.

The order is: type, keys, dtype kind, shape, finiteness, numbers; of several differences the first in this
order is told. Only exact types are ever looked into, and nothing broadcasts, so that no subclass, mask, 0-d
array or shape of ones passes for what it is not.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.confine.wire import Opaque
from grader.printing import MAX_PRINTED, counted, cut, kind_of, listed, number_pair, share, short
from grader.relation import key_relation, relation, shape_relation, too_few_digits

KINDS = ("type", "keys", "dtype", "shape", "finite", "numbers")

# What a dtype kind is called; two kinds of one name may stand for each other.
_KIND_WORDS = {
    "b": "truth values",
    "i": "whole numbers",
    "u": "whole numbers",
    "f": "floating-point numbers",
    "c": "complex numbers",
}
_SCALARS: dict[type, str] = {bool: "b", int: "i", float: "f", complex: "c"} | {
    kind: np.dtype(kind).kind.replace("u", "i") for kind in np.sctypeDict.values() if np.dtype(kind).kind in _KIND_WORDS
}
_STANDS_FOR = {"b": "b", "i": "i", "f": "fi", "c": "cfi"}

_BIAS = re.compile(r"b\d*")

# Results computed in float32 by a few roundings are right to this, relative.
FLOAT32_PRECISION = 4 * float(np.finfo(np.float32).eps)


@dataclass(frozen=True)
class Tolerance:
    """Two numbers agree within absolute + relative * |expected|."""

    absolute: float = 0.0
    relative: float = 0.0


# Published numbers are printed to 8 decimals.
PUBLISHED = Tolerance(absolute=1e-6)
# The absolute part is for zeros that come out of a cancellation: a few thousand roundings of numbers near 1.
COMPUTED = Tolerance(relative=1e-9, absolute=1e-12)


@dataclass(frozen=True)
class Difference:
    """Where and how a value is not the expected one.

    `kind` is one of `KINDS`; `where` is a path such as "W1[0, 2]", or "" for the value as a whole; `message`
    is one sentence for a beginner; `expected` and `actual` are printed forms of at most 200 characters;
    `relation` names how the numbers relate ("factor 0.1", "transposed", "only the biases"), if that is plain.
    """

    kind: str
    where: str
    message: str
    expected: str
    actual: str
    relation: str | None = None


def compare(actual: object, expected: object, tolerance: Tolerance, where: str = "") -> Difference | None:
    """The first difference in the order of `KINDS`, or None when `actual` is `expected`.

    `expected` is made of dicts, lists, tuples, arrays and scalars of numbers, text, bytes and None; for
    anything else, the author's mistake, it raises TypeError. Floats agree within `tolerance`, float32 also
    within its own precision; integers agree when they are equal. An int may stand for a float, except in an
    array, whose dtype decides what can be done with it. `where` is what messages call the value.
    """
    found = list(_differences(actual, expected, tolerance, where))
    if not found:
        return None
    first = min(found, key=lambda difference: KINDS.index(difference.kind))
    return _in_context(first, found, expected) if isinstance(expected, Mapping) and not where else first


def _differences(actual: object, expected: object, tolerance: Tolerance, where: str) -> Iterator[Difference]:
    kind = type(expected)
    if isinstance(expected, Mapping):
        yield from _of_mappings(actual, expected, tolerance, where)
    elif kind is list or kind is tuple:
        yield from _of_sequences(actual, expected, tolerance, where)  # type: ignore[arg-type]
    elif kind is np.ndarray:
        yield from _of_arrays(actual, expected, tolerance, where)  # type: ignore[arg-type]
    elif kind in _SCALARS:
        yield from _of_scalars(actual, expected, tolerance, where)
    elif expected is None or kind is str or kind is bytes:
        if type(actual) is not kind:
            yield _type_difference(actual, expected, where)
        elif actual != expected:
            yield _value_difference(actual, expected, where)
    else:
        raise TypeError(f"no rule to compare with an expected {kind.__name__}")


def _identical(actual: object, expected: NDArray[Any]) -> bool:
    """Whether nothing needs to be looked at: the same type, dtype, shape and bytes. Most right answers are."""
    return (
        type(actual) is np.ndarray
        and actual.dtype == expected.dtype
        and actual.shape == expected.shape
        and actual.tobytes() == expected.tobytes()
    )


def _of_mappings(
    actual: object, expected: Mapping[Any, object], tolerance: Tolerance, where: str
) -> Iterator[Difference]:
    if type(actual) is not dict:
        yield _type_difference(actual, dict(expected), where)
        return
    # The type belongs to the key: 1, 1.0 and True are one and the same to a dict.
    came = {(type(key), key): value for key, value in actual.items()}
    wanted = {(type(key), key): value for key, value in expected.items()}
    if came.keys() != wanted.keys():
        missing = [key for kind, key in wanted if (kind, key) not in came]
        extra = [key for kind, key in came if (kind, key) not in wanted]
        trouble = key_relation(missing, extra)
        message = f"{_subject(where)} {trouble}{'' if trouble.endswith('...') else '.'}"
        yield Difference("keys", where, message, listed(expected), listed(actual))
    for name, value in wanted.items():
        if name in came:
            plain = not where and isinstance(name[1], str) and name[1].isidentifier()
            path = str(name[1]) if plain else f"{where}[{short(name[1])}]"
            yield from _differences(came[name], value, tolerance, path)


def _of_sequences(
    actual: Any, expected: list[object] | tuple[object, ...], tolerance: Tolerance, where: str
) -> Iterator[Difference]:
    if type(actual) is not type(expected):
        yield _type_difference(actual, expected, where)
        return
    if len(actual) != len(expected):
        message = f"{_subject(where)} has {counted(len(actual), 'item')}, expected {len(expected)}."
        yield Difference("shape", where, message, str(len(expected)), str(len(actual)))
        return
    for index, (one, other) in enumerate(zip(actual, expected, strict=True)):
        yield from _differences(one, other, tolerance, f"{where}[{index}]")


def _of_scalars(actual: Any, expected: Any, tolerance: Tolerance, where: str) -> Iterator[Difference]:
    wanted = _SCALARS[type(expected)]
    if _SCALARS.get(type(actual), "none") not in _STANDS_FOR[wanted]:
        yield _type_difference(actual, expected, where)
    elif wanted in "bi":
        if actual != expected:
            yield _value_difference(actual, expected, where)
    else:
        yield from _of_numbers(_float_array(actual), np.asarray(expected), tolerance, where)


def _float_array(value: Any) -> NDArray[Any]:
    """A 0-d array of a float or complex dtype; an int beyond all floats becomes infinite."""
    if type(value) is not int:
        return np.asarray(value)
    try:
        return np.asarray(float(value))
    except OverflowError:
        return np.asarray(np.inf if value > 0 else -np.inf)


def _of_arrays(actual: object, expected: NDArray[Any], tolerance: Tolerance, where: str) -> Iterator[Difference]:
    if expected.dtype.kind not in _KIND_WORDS:
        raise TypeError(f"no rule to compare with an expected array of dtype {expected.dtype}")
    if _identical(actual, expected):
        return
    if type(actual) is not np.ndarray:
        yield _type_difference(actual, expected, where)
        return
    subject, wanted = _subject(where), _KIND_WORDS[expected.dtype.kind]
    came = _KIND_WORDS.get(actual.dtype.kind, "objects")
    if came != wanted:
        message = f"{subject} holds {came} ({actual.dtype}), expected {wanted} ({expected.dtype})"
        drops = actual.dtype.kind in "iu" and expected.dtype.kind == "f"
        message += ": an array of whole numbers drops every fraction stored in it." if drops else "."
        yield Difference("dtype", where, message, str(expected.dtype), cut(str(actual.dtype), MAX_PRINTED))
    elif actual.shape != expected.shape:
        related = shape_relation(actual, expected)
        message = f"{subject} has shape {actual.shape}, expected {expected.shape}"
        message += f": {related.clause}." if related else "."
        name = related.name if related else None
        yield Difference("shape", where, message, str(expected.shape), str(actual.shape), name)
    else:
        yield from _of_numbers(actual, expected, tolerance, where)


def _of_numbers(actual: NDArray[Any], expected: NDArray[Any], tolerance: Tolerance, where: str) -> Iterator[Difference]:
    """Two arrays of one shape, their dtypes of kinds that may stand for each other."""
    finite = np.isfinite(expected)
    if tolerance.absolute == np.inf and expected.dtype.kind in "fc" and finite.all() and np.isfinite(actual).all():
        return
    same = (actual == expected) | (np.isnan(actual) & np.isnan(expected))
    strange = np.where(finite, ~np.isfinite(actual), ~same)
    wrong = ~same
    if expected.dtype.kind in "fc":
        wrong &= finite & ~_close(actual, expected, tolerance)
    if strange.any():
        yield _strange_numbers(actual, expected, strange, where)
    elif wrong.any():
        yield _wrong_numbers(actual, expected, wrong, where)


def _close(actual: NDArray[Any], expected: NDArray[Any], tolerance: Tolerance) -> NDArray[np.bool_]:
    relative = tolerance.relative
    if {actual.dtype.type, expected.dtype.type} & {np.float32, np.complex64}:
        relative = max(relative, FLOAT32_PRECISION)
    wide = np.result_type(actual, expected, np.float64)
    with np.errstate(all="ignore"):
        off = np.abs(np.subtract(actual, expected, dtype=wide))
        close: NDArray[np.bool_] = off <= tolerance.absolute + relative * np.abs(expected)
    return close


def _strange_numbers(
    actual: NDArray[Any], expected: NDArray[Any], strange: NDArray[np.bool_], where: str
) -> Difference:
    place, came, wanted = _first(strange, actual, expected, where)
    count = int(strange.sum())
    lost = not np.isfinite(actual[strange]).any()
    more = f"; {share(count, actual.size)} of {_subject(where)} are nan or infinite" if lost and count > 1 else ""
    message = f"{_subject(place)} is {came}, expected {wanted}{more}."
    return Difference("finite", place, message, wanted, came)


def _wrong_numbers(actual: NDArray[Any], expected: NDArray[Any], wrong: NDArray[np.bool_], where: str) -> Difference:
    place, came, wanted = _first(wrong, actual, expected, where)
    related = relation(actual, expected)
    message, subject = f"{_subject(place)} is {came}, expected {wanted}", _subject(where)
    if related and actual.size > 1:
        message += f"; all {actual.size} numbers of {subject} are {related.clause}"
    elif related:
        message += f"; it is {related.clause.replace('ones', 'number')}"
    elif actual.size > 1:
        verb = "differs" if wrong.sum() == 1 else "differ"
        message += f"; {share(int(wrong.sum()), actual.size)} of {subject} {verb}"
    message += too_few_digits(actual, expected)
    return Difference("numbers", place, f"{message}.", wanted, came, related.name if related else None)


def _first(marked: NDArray[np.bool_], actual: NDArray[Any], expected: NDArray[Any], where: str) -> tuple[str, str, str]:
    """The path of the first marked place, and what stands there, printed."""
    index = tuple(int(i) for i in np.unravel_index(int(np.argmax(marked)), marked.shape))
    # Adding 0 takes the sign from a zero, which has none to a beginner.
    came, wanted = number_pair(actual[index] + 0 if actual.dtype.kind in "fc" else actual[index], expected[index])
    return where + (f"[{', '.join(map(str, index))}]" if index else ""), came, wanted


def _type_difference(actual: object, expected: object, where: str) -> Difference:
    came, wanted = kind_of(actual), kind_of(expected)
    # A masked array is a NumPy array to those who made it, and one of objects is one indeed.
    exact = " itself" if type(expected) is np.ndarray and "numpy" in came else ""
    if type(actual) is Opaque and actual.type == "numpy.ndarray":
        came = cut(f"a NumPy array {actual.detail}".rstrip(), MAX_PRINTED)
        exact = " of numbers" if type(expected) is np.ndarray else ""
    message = f"{_subject(where)} is {came}, expected {wanted}{exact}."
    return Difference("type", where, message, wanted, came)


def _value_difference(actual: object, expected: object, where: str) -> Difference:
    came, wanted = short(actual), short(expected)
    return Difference("numbers", where, f"{_subject(where)} is {came}, expected {wanted}.", wanted, came)


def _subject(where: str) -> str:
    return f"the result{where}" if where.startswith("[") else where or "the result"


def _in_context(first: Difference, found: list[Difference], expected: Mapping[Any, object]) -> Difference:
    """The first difference, together with what the other entries of the dict have to say about it."""
    wrong = list(dict.fromkeys(difference.where.split("[")[0] for difference in found))
    if not {*wrong} <= expected.keys() or any(difference.kind != "numbers" for difference in found):
        return first
    related, more = first.relation, ""
    if all(_BIAS.fullmatch(name) for name in wrong) and len(wrong) < len(expected):
        related, more = "only the biases", "; only the biases are wrong"
    elif len(wrong) == 1 < len(expected):
        more = "; everything else is right"
    elif related and all(difference.relation == related for difference in found):
        more = f"; so it is with {listed(wrong[1:])}"
    return replace(first, message=f"{first.message[:-1]}{more}.", relation=related)
