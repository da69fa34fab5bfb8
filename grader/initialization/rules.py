"""What must hold of an initializer, for the published call and for every network."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, wraps
from typing import Any, TypeVar

import msgspec

from grader.compare import COMPUTED, PUBLISHED, Difference, Tolerance, compare
from grader.confine import wire
from grader.confine.fault import STATE, Answer, Question
from grader.examples import Examples
from grader.initialization.misconceptions import MISCONCEPTIONS, Misconception, diagnose
from grader.initialization.oracle import PUBLISHED_DIMS, Parameters, published, right
from grader.printing import short
from grader.student import Student, again, same
from grader.training import PUBLISHED as TRAINING
from grader.verdict import Failed

T = TypeVar("T")
OTHER_STATE = STATE - 1
# Nobody computes zeros.
EXACT = Tolerance()
ANY_NUMBERS = Tolerance(absolute=math.inf)
# Deep enough, and its sizes different enough, to tell apart mistakes that give the same smaller networks.
TELLING = (3, 10, 5, 4, 2, 1)
Rule = Callable[[Student, list[int]], None]
Oracle = Callable[[str, Sequence[int]], Parameters]
# Bytes of an answer that is remembered; what is larger is none of the networks that are asked for.
MAX_REMEMBERED = 64 << 10


def _networks() -> Any:
    from hypothesis import strategies as st

    return st.lists(st.integers(min_value=1, max_value=32), min_size=3, max_size=7)


# Networks of 2 to 6 layers: 3 to 7 layer dimensions.
NETWORKS = Examples(_networks, count=15, simplest=([1, 1, 1], [1, 1, 2], [1, 1, 3]))
# And one whose layers' numbers have two digits.
DEEP = [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


def expected_questions(function: str) -> Callable[[], Sequence[Question]]:
    """The published call, and the same again: whoever answers otherwise the second time cannot be reproduced."""

    def questions() -> Sequence[Question]:
        dims = list(PUBLISHED_DIMS[function])
        return [Question((dims,)), again(dims)]

    return questions


@cache
def network_questions() -> Sequence[Question]:
    """Every network, and every other one again with the global generators in another state."""
    first = [Question((dims,)) for dims in (*NETWORKS.drawn, DEEP)]
    return first + [Question((dims,), OTHER_STATE) for dims in NETWORKS.drawn[::2]]


def gives_the_published_numbers(student: Student) -> None:
    """The published call gives the published numbers."""
    dims = list(PUBLISHED_DIMS[student.name])
    _must_be_reproducible(student)
    try:
        _must_equal(student, dims, PUBLISHED, zeros=EXACT, oracle=_as_published)
    except Failed as said:
        raise _explained(said, student, dims) from None


def on_every_network(rule: Rule, every: int = 1) -> Callable[[Student], None]:
    """A check that `rule` holds on every network; if not, it tells of the smallest that Hypothesis finds.

    With `every` of 2 it is tried on every other network.
    """

    def judge(student: Student) -> None:
        def fails(dims: list[int]) -> bool:
            try:
                rule(student, dims)
            except Failed:
                return True
            return False

        smallest = NETWORKS.smallest(fails, every)
        if smallest is None and every == 1 and fails(DEEP):
            smallest = DEEP
        if smallest is not None:
            try:
                rule(student, smallest)
            except Failed as said:
                raise _explained(said, student, smallest) from None

    return judge


def has_the_right_form(student: Student, dims: list[int]) -> None:
    """Exactly the keys W1..WL and b1..bL, each a finite float array of its shape."""
    _must_equal(student, dims, ANY_NUMBERS)


def has_zero_biases(student: Student, dims: list[int]) -> None:
    """Every bias is 0."""
    _must_be_reproducible(student)
    _must_equal(student, dims, ANY_NUMBERS, zeros=EXACT)


def gives_the_right_numbers(student: Student, dims: list[int]) -> None:
    """The numbers are the oracle's."""
    _must_be_reproducible(student)
    _must_equal(student, dims, COMPUTED, zeros=EXACT)


def is_a_pure_function(student: Student) -> None:
    """Arguments are left as they were, and two calls agree whatever the state of the global generators."""
    for dims in (PUBLISHED_DIMS[student.name], TRAINING.layers_dims):
        leaves_its_argument_alone(student, list(dims))
    on_every_network(leaves_its_argument_alone)(student)
    on_every_network(needs_no_state, every=2)(student)


def leaves_its_argument_alone(student: Student, dims: list[int]) -> None:
    """The list that it is given is the same after the call."""
    _must_be_reproducible(student)
    answer = student.answer(dims)
    if not answer.kept:
        raise Failed(
            f"It changed the list that it was given: {dims} before, {short(answer.arguments[0])} after.",
            help=MISCONCEPTIONS["argument_overwritten"].help,
            misconception="argument_overwritten",
            input=student.call(dims),
            expected=str(dims),
            actual=short(answer.arguments[0]),
        )


def needs_no_state(student: Student, dims: list[int]) -> None:
    """Two calls agree whatever the state of the global generators."""
    if not same(student.answer(dims), student.answer(dims, state=OTHER_STATE)):
        raise Failed(
            "Two calls with the same argument gave two different answers: they depend on random numbers drawn before.",
            help="Set the seed inside the function, before the first draw, so that every call draws the same numbers.",
            misconception="depends_on_state",
            input=student.call(dims),
        )


def _must_be_reproducible(student: Student) -> None:
    dims = list(PUBLISHED_DIMS[student.name])
    if not student.reproducible(dims):
        raise Failed(
            "It gives another answer each time, even when everything starts from the same state.",
            help=MISCONCEPTIONS["not_reproducible"].help,
            misconception="not_reproducible",
            input=student.call(dims),
        )


def _must_equal(
    student: Student,
    dims: list[int],
    tolerance: Tolerance,
    zeros: Tolerance | None = None,
    oracle: Oracle = right,
) -> None:
    """The answer must be the oracle's, within `tolerance`; what is all zeros, within `zeros` where it is given."""
    answer = student.answer(dims)
    if answer.packed == _packed(student.name, tuple(dims)):
        # The right answer to the bit: most are, and comparing is slow.
        return
    difference = _compared(answer.packed, student.name, tuple(dims), tolerance, zeros, oracle)
    if difference is None:
        return
    raise Failed(
        difference.message,
        input=student.call(dims),
        expected=difference.expected,
        actual=difference.actual,
    )


def _remembered(look: Callable[..., T]) -> Callable[..., T]:
    """The same for what was looked at lately: an answer is met by several checks, and given by many for one mistake."""
    kept = lru_cache(1000)(look)

    @wraps(look)
    def looked(*given: Any) -> T:
        large = sum(len(part) for part in given if isinstance(part, bytes)) > MAX_REMEMBERED
        return look(*given) if large else kept(*given)

    return looked


@_remembered
def _compared(
    packed: bytes,
    function: str,
    dims: tuple[int, ...],
    tolerance: Tolerance,
    zeros: Tolerance | None,
    oracle: Oracle,
) -> Difference | None:
    value, expected = wire.unpack_value(wire.open_value(packed)), oracle(function, dims)
    difference = compare(value, expected, tolerance)
    if difference is None and zeros is not None and isinstance(value, dict):
        only = {name: array for name, array in expected.items() if not array.any()}
        difference = compare({name: value[name] for name in only}, only, zeros)
    return difference


def _as_published(function: str, dims: Sequence[int]) -> Parameters:
    return published(function)


@cache
def _packed(function: str, dims: tuple[int, ...]) -> bytes:
    return wire.pack_value(dict(right(function, dims)))


def _explained(said: Failed, student: Student, dims: list[int]) -> Failed:
    """The same failure, with the misconception that the answers show, where its own words name none yet."""
    cause = said.cause
    if cause.misconception is not None and cause.misconception != "depends_on_state":
        return said
    told = _misconception(student, dims)
    if told is None:
        return said
    fields: dict[str, str | None] = msgspec.structs.asdict(cause)
    fields.update(misconception=told.name, help=told.help)
    return Failed(str(fields.pop("message")), **fields)


def _misconception(student: Student, dims: list[int]) -> Misconception | None:
    """What the answer for a large network shows, where mistakes are easily told apart; or else a smaller one's."""
    for asked in (list(TELLING), list(PUBLISHED_DIMS[student.name]), dims):
        answer = student.ask(asked)
        if isinstance(answer, Answer):
            told = _diagnosed(answer.packed, student.name, tuple(asked), answer.packed_arguments)
            if told is not None:
                return told
    first, second = student.ask(dims), student.ask(dims, state=OTHER_STATE)
    if isinstance(first, Answer) and isinstance(second, Answer) and not same(first, second):
        return MISCONCEPTIONS["depends_on_state"]
    return None


@_remembered
def _diagnosed(packed: bytes, function: str, dims: tuple[int, ...], packed_arguments: bytes) -> Misconception | None:
    value, arguments = wire.unpack_value(wire.open_value(packed)), wire.open_values(packed_arguments)
    argument = wire.unpack_value(arguments[0]) if arguments else None
    return diagnose(function, list(dims), value, right(function, dims), state=STATE, argument=argument)
