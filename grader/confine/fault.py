"""What comes back over the wall: an Answer, or a Fault in words that a beginner understands."""

from __future__ import annotations

import signal
from dataclasses import dataclass, field
from functools import cached_property

from grader.confine import wire

# Unlike seed 3's and unlike any seed a student would choose; the same on every run. Draws from it train well: who
# forgets the seed loses what needs the seed, and not also by the luck of the draw.
STATE = 987_654_335
CLOCK = 1_500_000_000
# An honest child keeps to these by itself.
MAX_TYPE, MAX_MESSAGE = 100, 500


@dataclass(frozen=True)
class Budget:
    """What one call may use. CPU time is the same under load, wall time is not: it is only the backstop.

    Times are in seconds, the rest in bytes. Of what a call prints, `kept_output` bytes are kept; a call that prints
    more than `max_output` is ended. All calls of one function together may compute for `total_cpu`, wait for
    `total_wall`, and answer `max_answers`.
    """

    call_cpu: float = 2.0
    call_wall: float = 10.0
    total_cpu: float = 10.0
    total_wall: float = 20.0
    memory: int = 1 << 30
    kept_output: int = 64 << 10
    max_output: int = 1 << 20
    max_answers: int = 64 << 20


def key_of(arguments: tuple[object, ...], state: int, clock: int) -> str:
    """Equal for equal questions."""
    return repr((arguments, state, clock))


@dataclass(frozen=True)
class Question:
    """Call the function with `arguments`, the global generators put into `state`, the clock standing at `clock`."""

    arguments: tuple[object, ...]
    state: int = STATE
    clock: int = CLOCK

    key: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.arguments, tuple):
            raise TypeError(f"the arguments of a Question are a tuple, not {self.arguments!r}")
        object.__setattr__(self, "key", key_of(self.arguments, self.state, self.clock))

    @cached_property
    def packed(self) -> tuple[wire.Value, ...]:
        """The arguments as they cross the wall. Raises TypeError for one that cannot."""
        packed = tuple(wire.as_value(item) for item in self.arguments)
        for item, value in zip(self.arguments, packed, strict=True):
            if wire.is_opaque(value):
                raise TypeError(f"{item!r} cannot be an argument of a Question: it cannot cross the wall")
        return packed

    @cached_property
    def unchanged(self) -> bytes:
        """The arguments as they come back from a call that leaves them alone."""
        return wire.pack_values(self.arguments)

    def call(self, function: str) -> wire.Call:
        return wire.Call(function, self.packed, self.state, self.clock)


@dataclass(frozen=True)
class Answer:
    """What a call returned and what it left of its arguments, as it came over the wall, and what it printed.

    `packed` is equal for two values that are the same to the bit. `kept` is whether the `count` arguments came back as
    they were sent.
    """

    packed: bytes
    packed_arguments: bytes
    printed: str
    kept: bool
    count: int

    @cached_property
    def value(self) -> object:
        """The value, rebuilt here from plain data. Raises Garbled for what no honest child sends."""
        return wire.unpack_value(wire.open_value(self.packed))

    @cached_property
    def arguments(self) -> tuple[object, ...]:
        """The arguments as the call left them. Raises Garbled for what no honest child sends."""
        found = wire.open_values(self.packed_arguments)
        if len(found) != self.count:
            raise wire.Garbled("more or fewer arguments than were sent")
        return tuple(wire.unpack_value(item) for item in found)

    @classmethod
    def of_speech(cls, speech: wire.Speech, question: Question) -> Answer:
        """Raises Garbled for a frame that is no answer to `question`."""
        if not isinstance(speech, wire.Returned):
            raise wire.Garbled("no answer")
        kept = speech.arguments == question.unchanged
        return cls(speech.value, speech.arguments, speech.printed, kept, len(question.arguments))


@dataclass(frozen=True)
class Fault:
    """Why there is no answer. `kind` is stable; `unit` and `line` say where in the student's text, if known."""

    kind: str
    message: str
    help: str | None = None
    unit: int | None = None
    line: int | None = None
    misconception: str | None = None
    printed: str = field(default="", compare=False)

    @classmethod
    def of_speech(cls, speech: wire.Speech) -> Fault | None:
        """The Fault that a frame reports, if it reports one."""
        if isinstance(speech, wire.Oversized):
            message = "It returned more than 16 MiB, or a structure nested too deeply."
            return cls(
                "oversized", message, _TOO_LARGE, misconception=_MISCONCEPTIONS["oversized"], printed=speech.printed
            )
        if isinstance(speech, wire.Raised):
            return _raised(speech)
        return None

    @classmethod
    def of_loss(cls, how: str, detail: int, printed: bytes, budget: Budget) -> Fault:
        """The Fault of a call whose process was ended or ended itself."""
        if how == "cpu" and len(printed) >= budget.kept_output:
            # Which of its limits a flood of prints meets first is a matter of the machine's speed.
            how = "output"
        message, help = _loss(how, detail, budget)
        return cls(how, message, help, misconception=_MISCONCEPTIONS[how], printed=printed.decode(errors="replace"))


def _raised(speech: wire.Raised) -> Fault:
    name = speech.type[:MAX_TYPE].rpartition(".")[2]
    said = f"{name}: {speech.message[:MAX_MESSAGE]}" if speech.message else name
    message = {
        "SystemExit": "It ended the program (`exit` or `sys.exit`) instead of returning.",
        "MemoryError": "It asked for more memory than the 1 GiB that a call may use.",
        "_ArrayMemoryError": "It asked for more memory than the 1 GiB that a call may use.",
    }.get(name, f"It raised {said}")
    misconception = _MISCONCEPTIONS.get(name, "raises_error")
    return Fault(
        "raised", message, _help(name, speech.message), speech.unit, speech.line, misconception, speech.printed
    )


_MISCONCEPTIONS = {
    "NameError": "undefined_name",
    "NotImplementedError": "unfilled_stub",
    "SystemExit": "exits",
    "MemoryError": "too_much_memory",
    "_ArrayMemoryError": "too_much_memory",
    "cpu": "endless_loop",
    "wall": "waits",
    "slow": "too_slow",
    "output": "endless_output",
    "exit": "exits",
    "signal": "crashes",
    "answer": "too_large_a_result",
    "answers": "too_large_a_result",
    "oversized": "too_large_a_result",
    "garbled": "forged_answer",
}
_HELP = {
    "NameError": "A name is used that is defined nowhere: look for a typo, or for a missing import.",
    "AttributeError": "There is nothing of that name behind the dot: look for a typo.",
    "UnboundLocalError": "A variable is used before it is given a value.",
    "NotImplementedError": "The placeholder is still there: replace it by your own lines.",
    "TypeError": "A value of the wrong kind, or too many or too few of them: look at the brackets of that line.",
    "ValueError": "A value has the right kind, but not a size or content that fits: look at what goes into that line.",
    "ZeroDivisionError": "Something is divided by zero: look at what that line divides by.",
    "AssertionError": "A check in your own code does not hold: see which, and whether it should.",
    "IndexError": "An index goes past the end of a list or array: look at where your loop starts and stops.",
    "KeyError": "A key is read that the dictionary does not have: look for a typo, or for a `==` where `=` is meant.",
    "RecursionError": "The function calls itself without an end.",
    "ModuleNotFoundError": "Only NumPy and the standard library can be imported in graded code.",
    "EOFError": "Graded code cannot ask for input.",
    "PermissionError": "Graded code may not read or write files or use the network.",
    "FileNotFoundError": "Graded code may not read files: what it returns must be computed.",
    "BlockingIOError": "Graded code may not start other processes.",
    "SystemExit": "Return the result; leave `exit` out.",
    "_ArrayMemoryError": "Look for an array that is made far too large.",
    "MemoryError": "Look for an array that is made far too large.",
}
_NAME_ERRORS = {
    "'xrange'": "Python 3 calls it `range`.",
    "'np'": "NumPy is not imported under this name: the file needs `import numpy as np` at its top.",
}
_ATTRIBUTE_ERRORS = {
    "has no attribute 'math'": "NumPy has no `math` any more: its own functions, such as np.sqrt, take its place.",
}
_VALUE_ERRORS = {
    "values to unpack": (
        "There are more or fewer items than names for them: the code is written for one size of the argument only."
    ),
}
_TYPE_ERRORS = {
    "bitwise_xor": "A power is written with two stars, `**`: `^` is something else in Python.",
    "for ^": "A power is written with two stars, `**`: `^` is something else in Python.",
    "'classmethod' object is not callable": (
        "The grader calls the function by itself: a class method must become a function outside of its class, or a "
        "static method."
    ),
    "object cannot be interpreted as an integer": (
        "A whole number was wanted. If it is a function that takes several sizes one by one, a tuple of them is one "
        "argument too tightly packed: look at the brackets."
    ),
    "dtype('<U": "Text stands where a number belongs: look for quotes around a number.",
    "as a data type": "A shape is one argument: its sizes need brackets of their own, inside those of the call.",
    "can only concatenate str": "Text and a number cannot be added: turn the number into text first.",
    "object is not callable": (
        "Brackets stand after something that is no function: look for a missing operator, or a name that is used twice."
    ),
    "object is not subscriptable": (
        "An index stands after something that has no items: see what that name holds when the line runs."
    ),
    "required positional argument": (
        "The grader calls the function by itself, with the exercise's arguments and no others: give further ones a "
        "default value; a method with `self` must become a function outside of its class."
    ),
    "positional argument": "The number of arguments does not fit: compare the call with the line that has the `def`.",
}
_FRAGMENTS = {
    "AttributeError": _ATTRIBUTE_ERRORS,
    "NameError": _NAME_ERRORS,
    "TypeError": _TYPE_ERRORS,
    "ValueError": _VALUE_ERRORS,
    "_UFuncNoLoopError": _TYPE_ERRORS,
}
_RUN_IT = "Make the same call yourself, and Python shows the way that led to the error."
_TOO_LARGE = "Look at the shapes: an array is far larger than was asked for, or something is stored again and again."


def _help(name: str, message: str) -> str:
    """What to look at after an error of that type."""
    known = _FRAGMENTS.get(name, {})
    fitting = [help for fragment, help in known.items() if fragment in message]
    if fitting:
        return fitting[0]
    return _HELP.get(name, _RUN_IT)


def _loss(how: str, detail: int, budget: Budget) -> tuple[str, str | None]:
    endless = "Look for a loop that never ends."
    match how:
        case "cpu":
            return f"It did not return within {budget.call_cpu:g} seconds of computing time.", endless
        case "wall":
            return (
                f"It did not return within {budget.call_wall:g} seconds.",
                "Look for a `sleep`, an `input` or a wait.",
            )
        case "slow":
            return (
                f"All its calls together took too long: more than {budget.total_cpu:g} seconds of computing, "
                f"or {budget.total_wall:g} seconds of waiting.",
                "A call should take a small part of a second: look for a loop that does far too much, or a `sleep`.",
            )
        case "output":
            return (
                f"It printed more than the {budget.max_output >> 20} MiB that a call may print.",
                "Look for a `print` in a loop that never ends, or does far too much.",
            )
        case "exit":
            return (
                f"It ended its process (exit status {detail}) instead of returning.",
                "Return the result instead.",
            )
        case "signal":
            return (
                f"Its process crashed ({_signal_name(detail)}).",
                "Look for endless recursion, for `os.abort` or `os.kill`, or for code that works on memory directly.",
            )
        case "answers":
            return f"All its answers together were more than {budget.max_answers >> 20} MiB.", _TOO_LARGE
        case "answer":
            return "It returned more than 16 MiB, or broke the connection to the grader.", _TOO_LARGE
    return (
        "What came back is not an answer: something other than your return value was sent.",
        "Leave the grader's own files and connections alone, and return the result.",
    )


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
