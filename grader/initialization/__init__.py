"""The Initialization assignment: three weight initializers for a small ReLU network, and why the choice matters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from grader.assignment import Assignment, Check, GradedFunction, Mutation
from grader.initialization import learning, rules
from grader.initialization.oracle import HE, RANDOM, ZEROS
from grader.initialization.rules import on_every_network as every
from grader.student import Student


def _expected(function: str, short: str, points: float) -> Check:
    return Check(
        id=f"{short}.expected",
        title="Expected output",
        family="expected",
        points=points,
        judge=rules.gives_the_published_numbers,
        questions=rules.expected_questions(function),
    )


def _property(short: str, name: str, title: str, points: float, judge: Callable[[Student], None]) -> Check:
    form = f"{short}.form"
    return Check(
        id=f"{short}.{name}",
        title=title,
        family="property",
        points=points,
        judge=judge,
        questions=rules.network_questions,
        after=() if name == "form" else (form,),
    )


def _training(short: str, title: str, points: float, conclude: learning.Conclude) -> Check:
    return Check(
        id=f"{short}.training",
        title=title,
        family="training",
        points=points,
        judge=learning.judge,
        questions=learning.questions,
        conclude=conclude,
        exhibit=learning.exhibit,
    )


def _drawn(name: str, short: str, expected: float, training: Check) -> GradedFunction:
    checks = (
        _expected(name, short, expected),
        _property(short, "form", "Keys, shapes and floats, on any network", 3, every(rules.has_the_right_form)),
        _property(short, "biases", "Zero biases, on any network", 2, every(rules.has_zero_biases)),
        _property(short, "pure", "Same answer every time, argument kept", 2, rules.is_a_pure_function),
        _property(short, "numbers", "The right numbers, on any network", 3, every(rules.gives_the_right_numbers)),
        training,
    )
    return GradedFunction(name, short, checks)


def _mutation() -> Mutation:
    from grader.initialization import mutators

    return Mutation(mutators.variants, mutators.domain)


assignment = Assignment(
    name="initialization",
    title="Initialization",
    functions=(
        GradedFunction(
            ZEROS,
            "zeros",
            (
                _expected(ZEROS, "zeros", 10),
                _property(
                    "zeros", "form", "Keys, shapes and floats, on any network", 4, every(rules.has_the_right_form)
                ),
                _property("zeros", "numbers", "All zeros, on any network", 3, every(rules.gives_the_right_numbers)),
                _property("zeros", "pure", "Same answer every time, argument kept", 3, rules.is_a_pure_function),
                _training("zeros", "Training learns nothing: cost stays ln 2", 10, learning.stays_where_it_is),
            ),
        ),
        _drawn(
            RANDOM,
            "random",
            10,
            _training("random", "Training reaches 80% / 80%", 10, learning.reaches(0.80, 0.80)),
        ),
        _drawn(
            HE,
            "he",
            15,
            _training("he", "Training reaches 98% / 94%, cost below 0.10", 15, learning.reaches(0.98, 0.94, 0.10)),
        ),
    ),
    workshop=learning.TrainingWorkshop(),
    home=Path(__file__).resolve().parents[2],
    mutation=_mutation,
)
