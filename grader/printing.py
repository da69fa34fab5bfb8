"""Short printed forms of values, for messages: bounded, on one line, asking nothing of unknown types."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import numpy as np

from grader.confine.wire import Opaque

MAX_PRINTED = 200
_MAX_TEXT = 60
_MAX_ITEMS = 6


def short(value: object) -> str:
    """The value in at most `MAX_PRINTED` characters; one of an unknown type is named by its type."""
    return cut(_plain(value), MAX_PRINTED)


def cut(text: str, limit: int) -> str:
    """The text, its end replaced by "..." where it is longer than the limit."""
    return text if len(text) <= limit else text[: limit - 3] + "..."


def number(value: Any, digits: int = 8) -> str:
    """A Python or NumPy number, with this many significant digits."""
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, (int, np.integer)):
        # Python refuses to print integers of more than 4300 digits.
        return str(int(value)) if abs(int(value)) < 10**30 else "an integer of more than 30 digits"
    if isinstance(value, (complex, np.complexfloating)):
        return f"{complex(value):.{digits}g}"
    return f"{float(value):.{digits}g}"


def number_pair(one: Any, other: Any) -> tuple[str, str]:
    """Two different numbers, with as many digits as it takes to see that they differ."""
    for digits in (8, 12, 17):
        pair = number(one, digits), number(other, digits)
        if pair[0] != pair[1]:
            break
    return pair


def listed(items: Iterable[object], most: int = _MAX_ITEMS) -> str:
    """'W1', 'b1', 'W2' and so on; the rest is left out."""
    printed = [cut(_plain(item), _MAX_TEXT) for item in islice(items, most + 1)]
    return cut(", ".join(printed[:most]) + (", ..." if len(printed) > most else ""), MAX_PRINTED)


def joined(words: Sequence[str]) -> str:
    """ "zeros", "zeros and he", "zeros, random and he"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def some(shown: Sequence[str], count: int) -> str:
    """ "Ann; Bob; and 3 more": the first of `count` names."""
    return "; ".join([*shown, f"and {count - len(shown)} more"] if count > len(shown) else shown)


def counted(count: int, noun: str) -> str:
    """ "1 item", "2 items"."""
    return f"{count} {noun}{'s' * (count != 1)}"


def share(part: int, whole: int) -> str:
    """ "3 of the 6 numbers", "all 6 numbers"."""
    return f"all {whole} numbers" if part == whole else f"{part} of the {whole} numbers"


def kind_of(value: object) -> str:
    """What a value is, with its article: "a list", "a NumPy array", "None"."""
    if value is None:
        return "None"
    if type(value) is np.ndarray:
        return "a NumPy array" if value.ndim else "a 0-dimensional NumPy array"
    if type(value) is Opaque:
        name, detail = (
            # The module in which student code stands is ours, and means nothing to its author.
            cut(value.type.removeprefix("submission."), _MAX_TEXT),
            f" ({cut(value.detail, _MAX_TEXT)})" if value.detail else "",
        )
    else:
        name, detail = _name(type(value)), ""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}{detail}"


def written(value: object) -> str:
    """The value as a person would type it; an array with its numbers on one line."""
    if type(value) is np.ndarray:
        dtype = "" if value.dtype.char in "dlq?" and value.size else f", dtype={value.dtype.name!r}"
        return f"np.array({value.tolist()!r}{dtype})"
    return repr(value)


def _name(kind: type) -> str:
    return cut(f"numpy.{kind.__name__}" if kind.__module__ == "numpy" else kind.__name__, _MAX_TEXT)


def _plain(value: Any) -> str:
    kind: Any = type(value)
    if kind is str or kind is bytes:
        return repr(value[:MAX_PRINTED])
    if value is None or kind in (bool, int, float, complex) or isinstance(value, np.generic):
        return _scalar(value)
    if kind is np.ndarray:
        return _array(value)
    if kind is dict:
        return f"a dict with {'the keys ' + listed(value) if value else 'no keys'}"
    if (kind is list or kind is tuple) and len(value) <= 2 * _MAX_ITEMS and all(type(item) is int for item in value):
        return (
            cut(str(value), _MAX_TEXT) if all(abs(item) < 10**9 for item in value) else f"{kind_of(value)} of integers"
        )
    if kind is list or kind is tuple:
        return f"{kind_of(value)} of {counted(len(value), 'item')}"
    return kind_of(value)


def _scalar(value: Any) -> str:
    return "None" if value is None else number(value) if isinstance(value, _NUMBERS) else kind_of(value)


def _array(value: np.ndarray[Any, Any]) -> str:
    title = f"an array of shape {value.shape} and dtype {value.dtype}"
    if value.size > _MAX_ITEMS or value.dtype.kind not in "biufc":
        return title
    return f"{title}: {', '.join(number(item) for item in value.flat)}"


_NUMBERS = (bool, int, float, complex, np.number, np.bool_)
