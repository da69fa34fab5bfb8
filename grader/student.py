"""One student's function as a check sees it: something to ask, that remembers its answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.confine import wire
from grader.confine.fault import CLOCK, STATE, Answer, Fault, Question, key_of
from grader.printing import written
from grader.verdict import Failed

OTHER_CLOCK = CLOCK + 86_461
Ask = Callable[[Sequence[Question]], list[Answer | Fault]]


class Student:
    """A graded function of one submission, on the far side of the wall.

    `ask` makes calls of it; `where` turns the place of a Fault into words, such as "he.py, line 12".
    """

    def __init__(self, name: str, ask: Ask, where: Callable[[Fault], str]) -> None:
        self.name = name
        self.where = where
        self._ask = ask
        self._known: dict[str, Answer | Fault] = {}
        self._reproducible: dict[str, bool] = {}

    def prefetch(self, questions: Sequence[Question]) -> None:
        """Asks all that is not known yet in one round trip."""
        wanted = {question.key: question for question in questions}
        new = [name for name in wanted if name not in self._known]
        if new:
            self._known.update(zip(new, self._ask([wanted[name] for name in new]), strict=True))

    def ask(self, *arguments: object, state: int = STATE, clock: int = CLOCK) -> Answer | Fault:
        """What the function answers to this call, the global generators put into `state` beforehand."""
        key = key_of(arguments, state, clock)
        if key not in self._known:
            self.prefetch([Question(arguments, state, clock)])
        return self._known[key]

    def answer(self, *arguments: object, state: int = STATE, clock: int = CLOCK) -> Answer:
        """The Answer to this call. Raises Failed for a Fault, with the call and its place in the words."""
        said = self.ask(*arguments, state=state, clock=clock)
        if isinstance(said, Answer):
            return said
        message = f"{said.message.rstrip('.')} ({self.where(said)})."
        raise Failed(message, help=said.help, misconception=said.misconception, input=self.call(*arguments))

    def call(self, *arguments: object) -> str:
        """A call as a person would write it."""
        return f"{self.name}({', '.join(map(written, arguments))})"

    def reproducible(self, *arguments: object) -> bool:
        """Whether the same call, from the same state of the global generators, gives the same answer again.

        The clock stands at another time, so that an answer made from the time of day differs. Raises Failed, as
        `answer` does, where there is none the second time.
        """
        call = repr(arguments)
        if call not in self._reproducible:
            first = self.ask(*arguments)
            alike = isinstance(first, Fault) or same(first, self.answer(*arguments, clock=OTHER_CLOCK))
            self._reproducible[call] = alike
        return self._reproducible[call]

    @property
    def answered(self) -> bool:
        """Whether every call so far returned."""
        return all(isinstance(said, Answer) for said in self._known.values())

    @property
    def printed(self) -> str:
        """What the first call printed."""
        return next((answer.printed for answer in self._known.values()), "")


def again(*arguments: object) -> Question:
    """The call that `reproducible` makes besides the plain one."""
    return Question(arguments, STATE, OTHER_CLOCK)


def same(first: Answer, second: Answer) -> bool:
    """Whether two answers hold the same value to the bit, NaN included; but a zero has no sign."""
    return first.packed == second.packed or _unsigned(first) == _unsigned(second)


def _unsigned(answer: Answer) -> wire.Value:
    return wire.without_signs_of_zero(wire.open_value(answer.packed))
