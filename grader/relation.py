"""How does this relate to that? Names what is plain: a factor, a shift, another order, a misspelt key."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.printing import listed, short

# A relation must hold for every number to this, relative to the number; or, as published numbers are rounded
# to 8 decimals, to a hundredth of this relative to the largest of them.
PRECISION = 1e-6

Numbers = NDArray[Any]


@dataclass(frozen=True)
class Relation:
    """`name` is short ("factor 0.1"); `clause` completes "all 6 numbers of W1 are ..."."""

    name: str
    clause: str


def relation(actual: Numbers, expected: Numbers) -> Relation | None:
    """How `actual` follows from `expected` as a whole: two arrays of one shape, integers or floats.

    None when no plain relation holds for every number, or when there are too few numbers to show it.
    """
    if actual.dtype.kind not in "iuf" or expected.dtype.kind not in "iuf":
        return None
    with np.errstate(all="ignore"):
        a, e = (np.asarray(side).astype(np.float64) for side in (actual, expected))
        if not (a.size and np.isfinite(a).all() and np.isfinite(e).all()):
            return None
        return _constant(a, e) or _factor(a, e) or _rearranged(a, e) or _shift(a, e)


def shape_relation(actual: Numbers, expected: Numbers) -> Relation | None:
    """How an array of another shape follows from the expected one; its clause is a sentence of its own."""
    numeric = actual.dtype.kind in "iuf" and expected.dtype.kind in "iuf" and actual.size == expected.size
    if actual.ndim == 2 and actual.shape == expected.shape[::-1]:
        if numeric and _same(actual.T, expected):
            return Relation("transposed", "the numbers are right, but rows stand where columns belong")
        return Relation("transposed shape", "rows stand where columns belong")
    if numeric and actual.size and _same(actual.ravel(), expected.ravel()):
        return Relation("reshaped", "the numbers are right, but their arrangement is not")
    return None


def key_relation(missing: list[Any], extra: list[Any]) -> str:
    """Completes "the result ..."."""
    folded = {key.casefold(): key for key in extra if type(key) is str}
    for key in missing:
        if type(key) is str and key.casefold() in folded:
            other = folded[key.casefold()]
            return f"has the key {short(other)} where {short(key)} belongs: capital and small letters differ"
    parts = []
    if missing:
        parts.append(f"lacks the key{'s' * (len(missing) > 1)} {listed(missing, 3)}")
    if extra:
        parts.append(f"has the key{'s' * (len(extra) > 1)} {listed(extra, 3)}, not asked for")
    return " and ".join(parts)


def too_few_digits(actual: Numbers, expected: Numbers) -> str:
    """What to add about a dtype of few digits, if that may be why the numbers are off."""
    if actual.dtype.type is np.float16:
        return "; float16 keeps only about 3 digits"
    if actual.dtype.type is np.float32 and np.allclose(actual, expected, rtol=1e-4, atol=1e-6):
        return "; float32 keeps only about 7 digits (without a dtype, NumPy computes in float64 and keeps 16)"
    return ""


def _constant(a: Numbers, e: Numbers) -> Relation | None:
    """One and the same wrong number everywhere, as for biases that start at 1."""
    if a.size < 2 or (a != a.flat[0]).any():
        return None
    value = f"{float(a.flat[0]) + 0:.6g}"  # + 0: a zero has no sign to a beginner
    return Relation(f"all {value}", value)


def _factor(a: Numbers, e: Numbers) -> Relation | None:
    largest = int(np.argmax(np.abs(e)))
    if e.flat[largest] == 0:
        return None
    factor = float(a.flat[largest] / e.flat[largest])
    # A single number is some multiple of any other: only a round factor says something.
    if np.count_nonzero(e) < 2 and not _is_round(factor):
        return None
    if abs(factor - 1) <= 10 * PRECISION or not _same(a, factor * e):
        return None
    if abs(factor + 1) <= PRECISION:
        return Relation("negated", "the expected ones with the sign turned")
    return Relation(f"factor {factor:.6g}", f"{factor:.6g} times the expected ones")


def _is_round(factor: float) -> bool:
    """-1, or a power of ten."""
    if factor <= 0 or not np.isfinite(factor):
        return factor == -1
    power = np.log10(factor)
    return bool(abs(power - round(power)) <= PRECISION and round(power) != 0)


def _rearranged(a: Numbers, e: Numbers) -> Relation | None:
    if a.size < 2:
        return None
    if a.ndim == 2 and a.shape[0] == a.shape[1] and _same(a.T, e):
        return Relation("transposed", "the expected ones, transposed: rows stand where columns belong")
    if _same(a.ravel()[::-1], e.ravel()):
        return Relation("reversed", "the expected ones in reverse order")
    # Rounding moves a number a little, and puts none in another's place.
    if _same(np.sort(a, axis=None), np.sort(e, axis=None)) and not _same(a, e):
        return Relation("same numbers in another order", "the expected ones in another order")
    return None


def _shift(a: Numbers, e: Numbers) -> Relation | None:
    if a.size < 2:
        return None
    shift = float(a.flat[0] - e.flat[0])
    # Against much larger numbers, rounding alone would look like a shift.
    if abs(shift) <= 1e-4 * np.max(np.abs(e)) or not _same(a, e + shift):
        return None
    return Relation(f"shifted by {shift:.6g}", f"{abs(shift):.6g} {'more' if shift > 0 else 'less'} than expected")


def _same(a: Numbers, e: Numbers) -> bool:
    """Equal, to `PRECISION`."""
    size = np.abs(e)
    with np.errstate(all="ignore"):
        return bool((np.abs(a - e) <= np.maximum(PRECISION * size, PRECISION / 100 * size.max(initial=0))).all())
