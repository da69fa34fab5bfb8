"""Names of people in forms that can be compared: as given, by words in any order, and squashed as Canvas does it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

# Letters whose stroke or ligature Unicode does not take apart.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
MAX_WORDS = 8
Form = Callable[[str], Iterable[str]]


def folded(name: str) -> str:
    """`name` without differences in case, width and spaces."""
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).split())


def unaccented(name: str) -> str:
    """A folded name without accents."""
    apart = unicodedata.normalize("NFKD", folded(name).translate(LETTERS))
    return unicodedata.normalize("NFKC", "".join(c for c in apart if unicodedata.category(c) != "Mn"))


def words(name: str) -> list[str]:
    """The words of a folded name; commas, hyphens, underscores and the like stand between them."""
    return "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in name).split()


def in_any_order(name: str) -> list[str]:
    """One string for all orders of the words; nothing if there is no word in it."""
    found = words(name)
    return [" ".join(sorted(found))] if found else []


def squashed(name: str) -> list[str]:
    """The words without what is between them: "Doe, Jane" is doejane in Canvas's file names."""
    found = words(name)
    return ["".join(found)] if found else []


def rotations(name: str) -> list[str]:
    """The squashed forms of "Jane van Doe" whichever of its words begin the last name."""
    found = words(name)[:MAX_WORDS]
    return ["".join(found[first:] + found[:first]) for first in range(len(found))]


# From the strictest: what the submission's name is made into, and what the roster's.
FORMS: tuple[tuple[Form, Form], ...] = (
    (lambda name: [folded(name)], lambda name: [folded(name)]),
    (lambda name: in_any_order(folded(name)), lambda name: in_any_order(folded(name))),
    (lambda name: squashed(folded(name)), lambda name: rotations(folded(name))),
    (lambda name: in_any_order(unaccented(name)), lambda name: in_any_order(unaccented(name))),
    (lambda name: squashed(unaccented(name)), lambda name: rotations(unaccented(name))),
)


def whole(value: str) -> str:
    """An id without the ".0" that spreadsheets and data frames give to numbers."""
    return value[:-2] if re.fullmatch(r"[0-9]+\.0", value) else value
