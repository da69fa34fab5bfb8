"""The typed frames that both sides of the wall speak.

A frame is four bytes of length (little-endian) and one msgpack document of a fixed type. Values cross as plain
data: scalars, text, and the few structs below. Whatever has another type crosses as `Opaque`, which names the
type and carries nothing of the object. Nothing is ever pickled.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any, TypeVar

import msgspec
import numpy as np

T = TypeVar("T")

LENGTH = struct.Struct("<I")
MAX_VALUE = 16 << 20
# A value, what was printed before it, and their wrapping.
MAX_FRAME = MAX_VALUE + (2 << 20)
# What is read at a time: as much as a pipe holds. More would cost a mapping, made and thrown away each time.
CHUNK = 1 << 16
# What the warden itself says is short; what may follow it: frames, as many as one read completes.
MAX_REPORT = 1 << 10
MAX_SAID = MAX_FRAME + CHUNK
MAX_DEPTH = 32
MAX_ITEMS = 20_000
MAX_TEXT = 1 << 20
NUMERIC_KINDS = "biufc"
# These cross as they are.
PLAIN = frozenset({type(None), bool, int, float, str})
# Every dtype that crosses, by its `str`. NumPy also takes texts that are slow to read, or that it evaluates.
DTYPES = {
    dtype.str: dtype
    for kind in (*np.typecodes["AllInteger"], *np.typecodes["AllFloat"], "?")
    for dtype in (np.dtype(kind), np.dtype(kind).newbyteorder())
}
# The dtype of nearly all that crosses; NumPy has one object for it.
FLOAT64 = np.dtype(np.float64)
FLOAT64_NAME = FLOAT64.str
# In an x86 long double, what is beyond these bytes is padding, and holds whatever was in memory before.
LONG_DOUBLE_BYTES = 10 if np.finfo(np.longdouble).nmant == 63 else np.dtype(np.longdouble).itemsize


class Opaque(msgspec.Struct, frozen=True, array_like=True, tag_field="is", tag="opaque"):
    """A value of a type that does not cross the wall: its type's name, and a detail worth telling."""

    type: str
    detail: str = ""


class Array(msgspec.Struct, frozen=True, array_like=True, tag_field="is", tag="array"):
    """An exact `numpy.ndarray` of a numeric dtype, in C order."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes


class Number(msgspec.Struct, frozen=True, array_like=True, tag_field="is", tag="number"):
    """A NumPy scalar of a numeric dtype."""

    dtype: str
    data: bytes


class Sequence(msgspec.Struct, frozen=True, array_like=True, tag_field="is", tag="sequence"):
    """An exact list or tuple."""

    kind: str
    items: tuple[Value, ...]


class Mapping(msgspec.Struct, frozen=True, array_like=True, tag_field="is", tag="mapping"):
    """A dict: its items in their order."""

    items: tuple[tuple[Value, Value], ...]


class Blob(msgspec.Struct, frozen=True, array_like=True, tag_field="is", tag="blob"):
    """An exact bytes object."""

    data: bytes


Value = None | bool | int | float | str | Blob | Opaque | Array | Number | Sequence | Mapping


class Garbled(Exception):
    """What came over the wall is not what the protocol allows."""


class TooLarge(Exception):
    """A value is larger than what may cross."""


class Call(msgspec.Struct, frozen=True, array_like=True):
    """One question: call `function` with `arguments`, the global generators put into `state`, the clock at `clock`."""

    function: str
    arguments: tuple[Value, ...]
    state: int
    clock: int


class Picks(msgspec.Struct, frozen=True, array_like=True):
    """Statements to execute, each given by its unit's index, line and column."""

    statements: tuple[tuple[int, int, int], ...]


class Program(msgspec.Struct, frozen=True, array_like=True):
    """What binds one graded function: its statements, and those of the sibling modules that they import."""

    function: str
    picks: Picks
    modules: tuple[tuple[str, Picks], ...]


class Setup(msgspec.Struct, frozen=True, tag_field="is", tag=True):
    """Host to warden, once: what may be imported (name and folder), and the budgets.

    `readable` is what may be read once all is loaded; where it is nothing, the warden is not confined, and its children
    cannot be narrowed either. `alone`: no child is forked; the warden
    itself serves one conversation (see `solo`).
    """

    alone: bool
    packages: tuple[tuple[str, str], ...]
    readable: tuple[str, ...]
    call_cpu: float
    call_wall: float
    total_cpu: float
    total_wall: float
    kept_output: int
    max_output: int
    max_answers: int


class Texts(msgspec.Struct, frozen=True):
    """Host to child, first of all: the source texts of a submission, and the token that every frame must carry.

    `levels`: so many levels of nodes may be below a statement.
    """

    token: bytes
    units: tuple[str, ...]
    levels: int


class Questions(msgspec.Struct, frozen=True):
    """Host to child: answer these calls, numbered from `first`. `together`: answers may come some at a time.

    Answers that come together cost less, but when the child is lost it is not known which call lost it.
    """

    first: int
    programs: tuple[Program, ...]
    calls: tuple[Call, ...]
    together: bool


class Open(msgspec.Struct, frozen=True, tag_field="is", tag=True):
    """Host to warden: start a child, and pass on the `size` bytes that follow, which make it say `expected` frames."""

    token: bytes
    expected: int
    size: int


class Ask(msgspec.Struct, frozen=True, tag_field="is", tag=True):
    """Host to warden: as Open, to the child that there is. What the child uses is charged to `function`."""

    token: bytes
    expected: int
    size: int
    function: str


class Close(msgspec.Struct, frozen=True, tag_field="is", tag=True):
    """Host to warden: end this child."""

    token: bytes


class Parsed(msgspec.Struct, frozen=True, tag_field="is", tag=True):
    """Child: unit `index` was parsed; `message` and `line` say what is wrong with it, if anything is."""

    token: bytes
    index: int
    message: str | None
    line: int | None


class Returned(msgspec.Struct, frozen=True, tag_field="is", tag=True):
    """Child: call `index` returned `value` and left its arguments as `arguments`.

    Each is a document of its own, as `pack_value` and `pack_values` make them. Most are never opened: what has the
    bytes of the right answer is the right answer.
    """

    token: bytes
    index: int
    value: bytes
    arguments: bytes
    printed: str


class Raised(msgspec.Struct, frozen=True, tag_field="is", tag=True):
    """Child: call `index` raised; `unit` and `line` are the deepest place in the student's own text."""

    token: bytes
    index: int
    type: str
    message: str
    unit: int | None
    line: int | None
    printed: str


class Oversized(msgspec.Struct, frozen=True, tag_field="is", tag=True):
    """Child: call `index` returned more than may cross."""

    token: bytes
    index: int
    printed: str


class Said(msgspec.Struct, frozen=True, tag_field="is", tag=True):
    """Warden to host: `size` bytes follow, whole frames of the child, passed on unread."""

    token: bytes
    size: int


class Ended(msgspec.Struct, frozen=True, tag_field="is", tag=True):
    """Warden to host: the child is gone with all that it started.

    `how` is one of `ENDINGS`; `detail` its exit status or signal. `size` bytes follow: what it printed since its
    last frame.
    """

    token: bytes
    how: str
    detail: int
    size: int


ENDINGS = ("closed", "exit", "signal", "cpu", "wall", "slow", "output", "answer", "answers")

Command = Open | Ask | Close
Report = Said | Ended
Speech = Parsed | Returned | Raised | Oversized

_encoder = msgspec.msgpack.Encoder()
_decode_command: Callable[[bytes], Command] = msgspec.msgpack.Decoder(Command).decode
_decode_report: Callable[[bytes], Report] = msgspec.msgpack.Decoder(Report).decode
_decode_speech: Callable[[bytes], Speech] = msgspec.msgpack.Decoder(Speech).decode
_decode_setup = msgspec.msgpack.Decoder(Setup).decode
_decode_value: Callable[[bytes], Value] = msgspec.msgpack.Decoder(Value).decode
_decode_values: Callable[[bytes], tuple[Value, ...]] = msgspec.msgpack.Decoder(tuple[Value, ...]).decode
_decode_texts = msgspec.msgpack.Decoder(Texts).decode
_decode_questions = msgspec.msgpack.Decoder(Questions).decode


def pack(message: msgspec.Struct) -> bytes:
    """The frame of a message, its length first."""
    body = _encoder.encode(message)
    return LENGTH.pack(len(body)) + body


def command(body: bytes) -> Command:
    """What the host told the warden."""
    return _decode_command(body)


def setup(body: bytes) -> Setup:
    """The first frame that a warden reads."""
    return _decode_setup(body)


def texts(body: bytes) -> Texts:
    """The first frame that a child reads."""
    return _decode_texts(body)


def questions(body: bytes) -> Questions:
    """Every further frame that a child reads."""
    return _decode_questions(body)


def apart(frames: bytes) -> list[bytes]:
    """The bodies of whole frames. Raises Garbled if they are not whole."""
    bodies, place = [], 0
    while place < len(frames):
        start = place + LENGTH.size
        if start > len(frames):
            raise Garbled("half a frame")
        place = start + LENGTH.unpack_from(frames, place)[0]
        bodies.append(frames[start:place])
    if place != len(frames):
        raise Garbled("half a frame")
    return bodies


def report(body: bytes) -> Report:
    """What the warden told the host. Raises Garbled."""
    try:
        return _decode_report(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Garbled(str(error)) from None


def speech(body: bytes) -> Speech:
    """What a child said, strictly typed; the values in it are not opened yet. Raises Garbled."""
    return _strictly(_decode_speech, body)


def open_value(packed: bytes) -> Value:
    """The value that a child packed, strictly typed and no larger than `pack_value` makes it. Raises Garbled."""
    value = _strictly(_decode_value, packed)
    _require_bounds((value,))
    return value


def open_values(packed: bytes) -> tuple[Value, ...]:
    """The same for several. Raises Garbled."""
    values = _strictly(_decode_values, packed)
    _require_bounds(values)
    return values


def _strictly(decode: Callable[[bytes], T], body: bytes) -> T:
    try:
        return decode(body)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise Garbled(str(error)[:200]) from None


def _require_bounds(values: tuple[Value, ...]) -> None:
    """Level by level, as there may be too many levels for a recursion. Raises Garbled."""
    level: tuple[Any, ...] = values
    left = MAX_ITEMS * len(values)
    for _ in range(MAX_DEPTH + 1):
        left -= len(level)
        if left < 0:
            raise Garbled("too many items")
        nested: list[tuple[Any, ...]] = []
        for value in level:
            kind = type(value)
            if kind is Mapping:
                nested.extend(value.items)
            elif kind is Sequence:
                nested.append(value.items)
        if not nested:
            return
        if sum(map(len, nested)) > left:
            raise Garbled("too many items")
        level = tuple(chain.from_iterable(nested))
    raise Garbled("too many levels")


def as_value(item: object) -> Value:
    """An object as it crosses the wall. Only exact types are opened; no method of another type is called.

    Raises TooLarge for more than 16 MiB, 20,000 items or 32 levels.
    """
    return _Packer().pack(item, 0)


def without_signs_of_zero(value: Value) -> Value:
    """The same, each negative zero in its arrays made a zero."""
    match value:
        case Array(dtype, shape, data) if np.dtype(dtype).kind in "fc":
            # Adding a zero leaves every other bit as it is.
            return Array(dtype, shape, (np.frombuffer(data, dtype) + np.dtype(dtype).type(0)).tobytes())
        case Sequence(kind, items):
            return Sequence(kind, tuple(map(without_signs_of_zero, items)))
        case Mapping(items):
            return Mapping(tuple((key, without_signs_of_zero(item)) for key, item in items))
    return value


def is_opaque(value: Value) -> bool:
    """Whether something in it did not cross."""
    match value:
        case Opaque():
            return True
        case Sequence(_, items):
            return any(map(is_opaque, items))
        case Mapping(pairs):
            return any(is_opaque(item) for pair in pairs for item in pair)
    return False


def pack_value(item: object) -> bytes:
    """An object as one document, equal for two that are the same to the bit. Raises TooLarge."""
    return _encoder.encode(as_value(item))


def pack_values(items: Iterable[object]) -> bytes:
    """Several objects as one document. Raises TooLarge."""
    return _encoder.encode([as_value(item) for item in items])


_DICTS: tuple[type, ...] = (dict,)


class _Packer:
    """Counts what has been packed, so that a small object cannot unfold into a large answer."""

    def __init__(self) -> None:
        self.bytes = 0
        self.items = 0

    def pack(self, value: object, depth: int) -> Value:
        kind = type(value)
        self.items += 1
        if depth > MAX_DEPTH or self.items > MAX_ITEMS:
            raise TooLarge
        if kind is str or kind is bytes:
            return self._text(value)  # type: ignore[arg-type]
        if kind is np.ndarray:
            return self._array(value)  # type: ignore[arg-type]
        if kind is int:
            return value if -(1 << 63) <= value < 1 << 63 else Opaque("int", "more than 64 bits")  # type: ignore[return-value,operator]
        if value is None or kind is float or kind is bool or kind is Opaque:
            return value  # type: ignore[return-value]
        if kind is list or kind is tuple:
            return Sequence(kind.__name__, tuple([self.pack(item, depth + 1) for item in value]))  # type: ignore[attr-defined]
        if kind in _DICTS:
            pairs: Any = dict.items(value)  # type: ignore[arg-type]
            return Mapping(tuple([self._pair(key, item, depth + 1) for key, item in pairs]))
        if issubclass(kind, np.generic) and kind.__module__ == "numpy" and value.dtype.kind in NUMERIC_KINDS:  # type: ignore[attr-defined]
            return Number(value.dtype.str, _bytes(value))  # type: ignore[attr-defined,arg-type]
        return Opaque(type_name(value))

    def _pair(self, key: object, item: Any, depth: int) -> tuple[Value, Value]:
        if type(key) is str and key.isascii() and type(item) is np.ndarray and item.dtype is FLOAT64:
            # Nearly all that is ever returned.
            self.items += 2
            self._spend(len(key) * 4 + item.nbytes)
            return key, Array(FLOAT64_NAME, item.shape, item.tobytes())
        # NumPy's own kind of text finds an entry just as text does.
        return self.pack(str(key) if type(key) is np.str_ else key, depth), self.pack(item, depth)

    def _text(self, value: str | bytes) -> Value:
        self._spend(len(value) * 4)
        if isinstance(value, bytes):
            return Blob(value)
        if value.isascii():
            return value
        try:
            value.encode()
        except UnicodeEncodeError:
            return Opaque("str", "with characters that cannot be printed")
        return value

    def _array(self, value: np.ndarray[Any, Any]) -> Value:
        dtype = value.dtype
        if dtype.kind not in NUMERIC_KINDS:
            return Opaque("numpy.ndarray", f"of dtype {str(dtype)[:50]} and shape {value.shape}")
        self._spend(value.nbytes)
        if dtype is FLOAT64:
            return Array(FLOAT64_NAME, value.shape, value.tobytes())
        return Array(dtype.str, value.shape, _bytes(value))

    def _spend(self, count: int) -> None:
        self.bytes += count
        if self.bytes > MAX_VALUE:
            raise TooLarge


def _bytes(value: np.ndarray[Any, Any]) -> bytes:
    data = value.tobytes()
    if value.dtype.char not in "gG":
        return data
    cells = np.frombuffer(data, np.uint8).reshape(-1, np.dtype(np.longdouble).itemsize).copy()
    if value.dtype.isnative:
        cells[:, LONG_DOUBLE_BYTES:] = 0
    return cells.tobytes()


def allow_dicts(*types: type) -> None:
    """Lets these dict subclasses of the standard library cross as plain dicts."""
    global _DICTS
    _DICTS = (dict, *types)


def type_name(value: object) -> str:
    """The qualified name of an object's type, bounded, without asking the object."""
    kind = type(value)
    name = type.__dict__["__qualname__"].__get__(kind)
    module = kind.__dict__.get("__module__", "")
    full = f"{module}.{name}" if isinstance(module, str) and module not in ("builtins", "") else str(name)
    return full[:100].encode(errors="replace").decode()


def unpack_value(value: Value) -> object:
    """The object that a value stands for, built here from plain data. Raises Garbled."""
    if type(value) in PLAIN:
        return value
    match value:
        case Array():
            return _build(value.dtype, value.shape, value.data)
        case Blob(data):
            return data
        case Number():
            return _build(value.dtype, (), value.data)[()]
        case Sequence(kind, items):
            built = [unpack_value(item) for item in items]
            return tuple(built) if kind == "tuple" else built
        case Mapping(items):
            return _build_dict(items)
    return value


def _build(dtype: str, shape: tuple[int, ...], data: bytes) -> np.ndarray[Any, Any]:
    parsed = DTYPES.get(dtype)
    if parsed is None or len(shape) > MAX_DEPTH or min(shape, default=0) < 0:
        raise Garbled(f"dtype {dtype[:50]!r} or shape {shape[:MAX_DEPTH]!r}")
    if math.prod(shape) * parsed.itemsize != len(data):
        raise Garbled(f"{len(data)} bytes for shape {shape!r}")
    try:
        array = np.frombuffer(data, parsed).reshape(shape)
        return array if parsed.isnative else array.astype(parsed.newbyteorder("="))
    except (ValueError, OverflowError) as error:
        raise Garbled(str(error)) from None


def _build_dict(items: tuple[tuple[Value, Value], ...]) -> dict[object, object]:
    built: dict[object, object] = {}
    for number, (key, item) in enumerate(items):
        built[_build_key(key, number)] = unpack_value(item)
    if len(built) != len(items):
        raise Garbled("the same key twice")
    return built


def _build_key(key: Value, number: int) -> object:
    """A plain key is itself. Of another only the type is kept, as any number of them could be made with one hash."""
    match key:
        case Opaque(type):
            return Opaque(type, f"key number {number + 1}")
        case Sequence("tuple"):
            return Opaque("tuple", f"key number {number + 1}")
        case Array() | Mapping() | Sequence():
            raise Garbled("a key that cannot be hashed")
        case Number() if len(key.data) > 8 or key.dtype[1:2] not in "biuf":
            return Opaque("numpy.generic", f"key number {number + 1}")
    return unpack_value(key)
