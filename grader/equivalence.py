"""Is a mutant the same function as the reference? Asked over the wall, on a whole domain, and compared bit for bit.

Nothing is decided by reading code. A mutant is equivalent only if each answer in the domain holds the reference's bits,
leaves the arguments as the reference does, and neither raises nor dies. (A zero has no sign, here as in the checks.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import msgspec

from grader import assignments, submission
from grader.assignment import Assignment
from grader.confine import wire
from grader.confine.fault import Answer, Fault, Question
from grader.confine.host import Conversation, Wall
from grader.crew import LocalCrew
from grader.mutants import Mutant
from grader.score import opened
from grader.soundness import BadAssignment, attempted
from grader.submission import Found
from grader.trouble import Trouble
from grader.worker import close_at_exit

PIECE = 20
# Most mutants show at the first few questions that they are none.
FIRST = 3
# NumPy's names of the numbers that are Python's own.
OWN = frozenset({"<f8", "<i8", "|b1"})
# Two numbers that Python takes for equal, such as 1 and 1.0, differ here.
_encode = msgspec.msgpack.Encoder(order="deterministic").encode


class NoReference(Trouble):
    """The reference itself gives no answer somewhere in the domain: nothing can be compared with it."""

    def __init__(self, function: str) -> None:
        super().__init__(
            f"{function} of solutions/reference raises or dies somewhere in its domain: see the Mutation's domain."
        )


def equivalents(assignment: Assignment, mutants: Sequence[Mutant], folder: Path, workers: int) -> set[str]:
    """The keys of those mutants, written below `folder`, that are the same function as the reference.

    Without a domain (`Assignment.mutation`), none is. Raises NoReference.
    """
    if assignment.mutation is None or assignment.home is None:
        return set()
    reference = assignment.home / "solutions" / "reference"
    work = [(mutant.key, mutant.function, folder / mutant.key) for mutant in mutants]
    crew = LocalCrew(workers)
    try:
        executor = crew.executor()
        pieces = [
            executor.submit(_examine, assignment.name, reference, work[start : start + PIECE])
            for start in range(0, len(work), PIECE)
        ]
        return {key for piece in pieces for key in piece.result()}
    finally:
        crew.close(at_once=True)


def _examine(name: str, reference: Path, work: Sequence[tuple[str, str, Path]]) -> list[str]:
    return [key for key, function, path in work if _is_same(name, reference, function, path)]


def _is_same(name: str, reference: Path, function: str, path: Path) -> bool:
    assignment, wall = _bench(name)
    questions, right = _reference(name, reference, function)
    with _asking(path, function, assignment, wall) as conversation:
        if conversation is None:
            return False
        for part in (slice(None, FIRST), slice(FIRST, None)):
            if _answers(conversation, function, questions[part]) != right[part]:
                return False
    return True


@cache
def _bench(name: str) -> tuple[Assignment, Wall]:
    """What this process keeps: the assignment, and a wall of its own."""
    assignment = assignments.load(name)
    wall = Wall(assignment.packages)
    close_at_exit(wall)
    return assignment, wall


@cache
def _reference(name: str, path: Path, function: str) -> tuple[list[Question], list[bytes | None]]:
    """The domain, and the reference's answers. Raises NoReference."""
    assignment, wall = _bench(name)
    assert assignment.mutation is not None
    domain = assignment.mutation().domain
    questions = attempted(name, f"the domain of {function}", lambda: list(domain(function)))
    if not questions:
        raise BadAssignment(name, f"the domain of {function} is empty")
    with _asking(path, function, assignment, wall) as conversation:
        answers = [] if conversation is None else _answers(conversation, function, questions)
    if not answers or None in answers:
        raise NoReference(function)
    return questions, answers


@contextmanager
def _asking(path: Path, function: str, assignment: Assignment, wall: Wall) -> Iterator[Conversation | None]:
    """A conversation with one function of a submission; None where that is not to be found."""
    with opened(submission.read(path), assignment, wall) as (found, _, conversation):
        graded = found.functions[function]
        if isinstance(graded, Found):
            conversation.bring(graded)
            yield conversation
        else:
            yield None


def _answers(conversation: Conversation, function: str, questions: Sequence[Question]) -> list[bytes | None]:
    """Each answer as bytes that are equal for the same values; None for a Fault."""
    return [_bits(said) for said in conversation.ask(function, questions)]


def _bits(said: Answer | Fault) -> bytes | None:
    if isinstance(said, Fault):
        return None
    return _encode((_plain(wire.without_signs_of_zero(wire.open_value(said.packed))), said.packed_arguments))


def _plain(value: wire.Value) -> object:
    """The value; a dict without the order of its keys, one of NumPy's numbers as Python's own of the same bits."""
    if isinstance(value, wire.Number) and value.dtype in OWN:
        return wire.unpack_value(value).item()  # type: ignore[attr-defined]
    if isinstance(value, wire.Mapping):
        return sorted(_encode(item) for item in value.items)
    return value
