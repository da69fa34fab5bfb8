"""Near side: asks a submission's functions questions over the wall, and gets an Answer or a Fault for each.

`Wall` owns one warden process and replaces it if it breaks. `Conversation` is one submission's: it opens a child,
asks, and opens a fresh child where the last one was lost. Nothing here can be made to wait for ever, and nothing
that the far side says is taken for more than an answer.
"""

from __future__ import annotations

import contextlib
import secrets
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import TracebackType

from grader.confine import wire
from grader.confine.fault import Answer, Budget, Fault, Question
from grader.confine.launch import Broken, End, Warden
from grader.reading.work import MAX_LEVELS
from grader.submission import Found, Pick, SyntaxProblem

DEFAULT_BUDGET = Budget()
# So many questions are asked together.
MANY = 5
# The exit status of a child that could not put on its confinement; no student code has run in it.
UNCONFINED = 77
# Nobody's own work kills a parser more often. Each loss costs up to the CPU time of a child.
MAX_PARSERS_LOST = 3


@dataclass(frozen=True)
class Lost:
    """How a child ended before it had answered: `how` is one of `wire.ENDINGS` or "garbled"."""

    how: str
    detail: int
    printed: bytes


class Wall:
    """The near side of one warden process, which serves one conversation after the other.

    `packages` are the names that student code may import besides the standard library. `confined=False` runs
    without sandlock even where there is one, `alone=True` as where no process can be forked. Raises Broken
    where no warden can be started.
    """

    def __init__(
        self,
        packages: Sequence[str] = ("numpy",),
        budget: Budget = DEFAULT_BUDGET,
        confined: bool = True,
        alone: bool = False,
    ) -> None:
        self.budget = budget
        self._begin = partial(Warden, tuple(packages), budget, confined, alone)
        self.warden = self._begin()

    @property
    def confinement(self) -> str:
        """ "sandlock" or "none"."""
        return self.warden.confinement

    def converse(self, units: Sequence[str]) -> Conversation:
        """Opens a conversation with the code in `units`, which has been parsed on the far side when this returns."""
        return Conversation(self, units)

    def restart(self) -> None:
        """Replaces a warden that broke."""
        self.warden.kill()
        self.warden = self._begin()

    def close(self) -> None:
        self.warden.kill()

    def __enter__(self) -> Wall:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Conversation:
    """Questions and answers with one submission's code.

    `problems` maps the index of each unit that the far side could not parse to what it said of it.
    """

    def __init__(self, wall: Wall, units: Sequence[str]) -> None:
        self.wall = wall
        self.units = list(units)
        self.problems: dict[int, SyntaxProblem] = {}
        self.lost: dict[str, Fault] = {}
        self.programs: dict[str, wire.Program] = {}
        self.loaded: set[str] = set()
        self.retried: set[str] = set()
        self.token = b""
        self.frames: deque[bytes] = deque()
        self.first = 0
        self.parsers_lost = 0
        self._open()

    def bring(self, found: Found) -> None:
        """Makes a graded function known; it is loaded when it is first asked."""
        modules = tuple((name, _picks(picks)) for name, picks in found.modules)
        self.programs[found.name] = wire.Program(found.name, _picks(found.picks), modules)

    def ask(self, function: str, questions: Sequence[Question]) -> list[Answer | Fault]:
        """The answers to `questions`, in their order.

        A function that once lost its child (a broken budget, a crash) is not asked again: its Fault is the answer
        to all further questions. A call that met its wall-clock limit is asked again, alone, before it is blamed; once.
        """
        answers: list[Answer | Fault] = []
        if function not in self.lost and len(questions) >= MANY:
            lost = self._ask_child(function, questions, answers, together=True)
            if lost is None:
                return answers
            # Asked again one by one, to know which call it was: always from the first, so that the end is the same.
            answers = []
            if lost.how == "wall":
                self.retried.add(function)
        while len(answers) < len(questions):
            if function in self.lost:
                answers += [self.lost[function]] * (len(questions) - len(answers))
                break
            lost = self._ask_child(function, questions[len(answers) :], answers)
            if lost is None:
                continue
            if lost.how == "wall" and function not in self.retried:
                self.retried.add(function)
                lost = self._ask_child(function, questions[len(answers) : len(answers) + 1], answers)
            if lost is not None:
                self.lost[function] = Fault.of_loss(lost.how, lost.detail, lost.printed, self.wall.budget)
        return answers

    def close(self) -> None:
        """Ends the child; the far side keeps nothing of it."""
        if self.token:
            with contextlib.suppress(Broken):
                self.wall.warden.close(self.token)
                while not isinstance(self.wall.warden.hear(), End):
                    pass
        self.token = b""
        self.frames.clear()

    def __enter__(self) -> Conversation:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> None:
        """Starts a child and has it parse every unit; a unit that kills the parser is named and left out."""
        parsed = 0
        while not self.token:
            self.token = secrets.token_bytes(16)
            texts = ["" if index in self.problems else text for index, text in enumerate(self.units)]
            self.wall.warden.open(wire.Texts(self.token, tuple(texts), MAX_LEVELS))
            for parsed in range(len(texts)):
                speech = self._hear(parsed)
                if isinstance(speech, Lost):
                    self._blame_parser(parsed, speech)
                    break
                if not isinstance(speech, wire.Parsed):
                    raise Broken("a child answered before it had parsed")
                if speech.message is not None:
                    self.problems[parsed] = SyntaxProblem(speech.message, speech.line)

    def _blame_parser(self, unit: int, lost: Lost) -> None:
        if lost.how == "exit" and lost.detail == UNCONFINED:
            raise Broken("a child process could not be confined")
        if unit in self.problems:
            raise Broken(f"a child process ended while it read an empty text ({lost.how})")
        problem = SyntaxProblem("Python cannot read this code: it is nested too deeply or far too long", None)
        self.problems[unit] = problem
        self.parsers_lost += 1
        if self.parsers_lost >= MAX_PARSERS_LOST or lost.how == "slow":
            rest = range(unit + 1, len(self.units))
            self.problems.update({index: problem for index in rest if index not in self.problems})

    def _ask_child(
        self, function: str, questions: Sequence[Question], answers: list[Answer | Fault], together: bool = False
    ) -> Lost | None:
        """Asks what can be asked of one child; what comes is added to `answers`. Returns how the child was lost."""
        if not self.token:
            self.loaded.clear()
            self._open()
        programs = () if function in self.loaded else (self.programs[function],)
        calls = tuple(question.call(function) for question in questions)
        self.wall.warden.ask(self.token, function, wire.Questions(self.first, programs, calls, together))
        self.loaded.add(function)
        for question in questions:
            heard = self._hear(self.first)
            if isinstance(heard, Lost):
                return heard
            try:
                fault = Fault.of_speech(heard)
                answers.append(self._placed(fault) if fault else Answer.of_speech(heard, question))
            except wire.Garbled:
                return self._drop(Lost("garbled", 0, b""))
            self.first += 1
        return None

    def _placed(self, fault: Fault) -> Fault:
        """The Fault, without the place that it names if there is no such line."""
        unit, line = fault.unit, fault.line
        if unit is None or line is None:
            return fault
        lines = self.units[unit].count("\n") + 1 if 0 <= unit < len(self.units) else 0
        return fault if 1 <= line <= lines else replace(fault, unit=None, line=None)

    def _hear(self, index: int) -> wire.Speech | Lost:
        """What the child says to question (or unit) `index`."""
        while not self.frames:
            report = self.wall.warden.hear()
            if report.token != self.token:
                raise Broken("a frame came with another child's token")
            if isinstance(report, End):
                self.token = b""
                return Lost(report.how, report.detail, report.printed)
            self.frames.extend(report.bodies)
        try:
            speech = wire.speech(self.frames.popleft())
        except wire.Garbled:
            return self._drop(Lost("garbled", 0, b""))
        if speech.token != self.token or speech.index != index:
            return self._drop(Lost("garbled", 0, b""))
        return speech

    def _drop(self, lost: Lost) -> Lost:
        self.close()
        return lost


def _picks(picks: Sequence[Pick]) -> wire.Picks:
    return wire.Picks(tuple((pick.unit, pick.line, pick.column) for pick in picks))
