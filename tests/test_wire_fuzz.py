"""Whatever bytes come over the wall, the near side decodes them in bounded time, or raises Garbled; nothing else."""

from __future__ import annotations

import time

import msgspec
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.confine import wire

quick = settings(max_examples=100, deadline=None, derandomize=True)

plain = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(max_size=5)
dtypes = st.sampled_from(
    [*wire.DTYPES, "f8,f8", "(1000000,1000000)f8", "V0", "V8", "U1000000000", "S", "O", "M8[ns]", "m8", "f0", "b", ""]
) | st.text(max_size=10)
sizes = st.sampled_from([0, 1, 2, 3, -1, 2**31, 2**62, 2**63, 2**64 - 1]) | st.integers(0, 5)
contents = st.binary(max_size=48) | st.integers(0, 200).map(bytes)
arrays = st.builds(wire.Array, dtypes, st.lists(sizes, max_size=4).map(tuple), contents)
numbers = st.builds(wire.Number, dtypes, contents)
leaves = plain | arrays | numbers | st.builds(wire.Blob, contents) | st.builds(wire.Opaque, st.text(), st.text())
values = st.recursive(
    leaves,
    lambda inner: (
        st.builds(wire.Sequence, st.sampled_from(["list", "tuple", "set", ""]), st.lists(inner, max_size=4).map(tuple))
        | st.builds(wire.Mapping, st.lists(st.tuples(inner, inner), max_size=4).map(tuple))
    ),
    max_leaves=20,
)
documents = st.recursive(
    plain | st.binary(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.sampled_from(["is", "token", "index", "value", "arguments", "printed", "x"]), inner)
    ),
    max_leaves=30,
)


def hear(body: bytes) -> object:
    """What the near side makes of one frame, None for what it refuses."""
    try:
        said = wire.speech(body)
        if isinstance(said, wire.Returned):
            values = (wire.open_value(said.value), *wire.open_values(said.arguments))
            return [wire.unpack_value(value) for value in values]
    except wire.Garbled:
        return None
    return said


def frame(value: wire.Value) -> bytes:
    encode = msgspec.msgpack.encode
    return wire.pack(wire.Returned(b"token", 0, encode(value), encode((value,)), ""))[wire.LENGTH.size :]


@quick
@given(values)
def test_any_well_formed_value_is_rebuilt_or_refused(value: wire.Value) -> None:
    rebuilt = hear(frame(value))
    if rebuilt is not None:
        wire.pack_value(rebuilt)


@quick
@given(documents)
def test_any_document_is_refused_or_understood(document: object) -> None:
    hear(msgspec.msgpack.encode(document))


@quick
@given(st.binary(max_size=200), values, st.integers(0, 400), st.binary(min_size=1, max_size=9))
@example(b"", None, 0, b"\xdd\xff\xff\xff\xff")
@example(b"", None, 0, b"\xdf\xff\xff\xff\xff")
@example(b"", None, 0, b"\xc6\xff\xff\xff\xff")
@example(b"", None, 0, b"\xc9\xff\xff\xff\xffx")
def test_any_bytes_are_refused_or_understood(noise: bytes, value: wire.Value, place: int, change: bytes) -> None:
    hear(noise)
    body = frame(value)
    place %= len(body)
    hear(body[:place] + change + body[place + len(change) :])
    hear(body[:place])
    hear(change + body)


def nested(levels: int) -> wire.Value:
    value: wire.Value = None
    for _ in range(levels):
        value = wire.Sequence("list", (value,))
    return value


@pytest.mark.parametrize(
    "value",
    [
        wire.Array("<f8", (2**62,) * 200_000, b"12345678"),
        wire.Array("<f8", (0, 2**63), b""),
        wire.Array("<f8", (0, 2**64 - 1), b""),
        wire.Array("<f8", (1,) * 65, b"12345678"),
        wire.Array("f8," * 200_000, (1,), b"12345678"),
        wire.Array("(" * 5000 + "1" + ")" * 5000 + "f8", (1,), b"12345678"),
        wire.Array("V0", (2**40,), b""),
        wire.Array("U1000000000", (0,), b""),
        nested(33),
        nested(300),
        wire.Sequence("list", (None,) * 1_000_000),
        wire.Mapping(tuple((index, None) for index in range(1_000_000))),
        wire.Mapping(((wire.Array("<f8", (), b"12345678"), 1),)),
        wire.Mapping(((wire.Mapping(()), 1),)),
    ],
    ids=lambda value: f"{type(value).__name__}",
)
def test_a_value_made_to_stall_is_refused_at_once(value: wire.Value) -> None:
    started = time.process_time()
    assert hear(frame(value)) is None
    assert time.process_time() - started < 2


def test_keys_of_one_hash_take_no_quadratic_time() -> None:
    keys = [wire.Number("<c16", np.complex128(complex(-1000003.0 * k, k)).tobytes()) for k in range(1, 9000)]
    started = time.process_time()
    assert hear(frame(wire.Mapping(tuple((key, None) for key in keys)))) is not None
    assert time.process_time() - started < 1


@quick
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text() | st.binary(),
        lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    )
)
def test_plain_data_comes_back_as_it_was(value: object) -> None:
    rebuilt = wire.unpack_value(wire.open_value(wire.pack_value(value)))
    assert repr(rebuilt) == repr(value)


@pytest.mark.parametrize("kind", sorted(wire.DTYPES))
def test_arrays_of_every_dtype_come_back_as_they_were(kind: str) -> None:
    array = np.arange(6).reshape(2, 3).astype(kind)
    rebuilt = wire.unpack_value(wire.open_value(wire.pack_value(array)))
    assert isinstance(rebuilt, np.ndarray)
    assert rebuilt.dtype == array.dtype.newbyteorder("=")
    np.testing.assert_array_equal(rebuilt, array)


def test_the_padding_of_long_doubles_is_no_part_of_an_answer() -> None:
    noise = np.frombuffer(np.random.default_rng(1).bytes(64), np.longdouble)
    one, other = np.empty(4, np.longdouble), noise.copy()
    one[:], other[:] = 1.0, 1.0
    assert wire.pack_value(one) == wire.pack_value(other)
