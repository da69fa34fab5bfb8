"""The cipher assignment: move every letter along the alphabet."""

import random
import string
from pathlib import Path

from grader import Assignment, Check, Examples, Failed, GradedFunction, Question, Student
from grader.assignment import Mutation
from grader.compare import COMPUTED, compare

ALPHABET = string.ascii_lowercase
EXAMPLE = ("attack at dawn, zoe!", 3)


def _calls():
    from hypothesis import strategies as st

    return st.tuples(st.text("abmyzA`{ ", max_size=12), st.integers(-30, 60))


CALLS = Examples(_calls, count=30)


def right(text, shift):
    """The right answer, found in another way than the model solution's."""
    turned = ALPHABET[shift % 26 :] + ALPHABET[: shift % 26]
    return text.translate(str.maketrans(ALPHABET, turned))


def must_be_right(student: Student, text, shift):
    given = student.answer(text, shift).value
    difference = compare(given, right(text, shift), COMPUTED)
    if difference is None:
        return
    unwrapped = "".join(chr(ord(letter) + shift) if letter in ALPHABET else letter for letter in text)
    words = {"misconception": "no_wrapping", "help": "After z comes a again."} if given == unwrapped else {}
    raise Failed(
        difference.message,
        input=student.call(text, shift),
        expected=difference.expected,
        actual=difference.actual,
        **words,
    )


def gives_the_example(student: Student):
    must_be_right(student, *EXAMPLE)


def is_right_everywhere(student: Student):
    def fails(call):
        try:
            must_be_right(student, *call)
        except Failed:
            return True
        return False

    smallest = CALLS.smallest(fails)
    if smallest is not None:
        must_be_right(student, *smallest)


def _mutation():
    def variants(function, source):
        yield "does not wrap", source.replace(" % 26", "")
        yield "moves capitals too", source.replace('"a" <= letter <= "z"', "letter.isalpha()")

    def domain(function):
        draw = random.Random(1)
        texts = ["".join(draw.choices(ALPHABET + "AZ`{ é", k=30)) for _ in range(100)]
        return [Question((text, draw.randint(-100, 100))) for text in texts]

    return Mutation(variants, domain)


assignment = Assignment(
    name="cipher",
    title="Cipher",
    functions=(
        GradedFunction(
            name="encrypt",
            short="encrypt",
            checks=(
                Check(
                    id="encrypt.expected",
                    title="The example",
                    family="expected",
                    points=4,
                    judge=gives_the_example,
                    questions=lambda: [Question(EXAMPLE)],
                ),
                Check(
                    id="encrypt.everywhere",
                    title="Any text and any shift",
                    family="property",
                    points=6,
                    judge=is_right_everywhere,
                    questions=lambda: [Question(call) for call in CALLS.drawn],
                ),
            ),
        ),
    ),
    packages=(),
    home=Path(__file__).resolve().parents[1],
    mutation=_mutation,
)
