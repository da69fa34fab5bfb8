"""Which draws are these? Finds the generator, the order and the scale that reproduce a student's numbers.

Each hypothesis is computed and compared: a generator's stream is cut into weights (and biases) in the order
that a mistake would draw them, and holds only if one factor for each layer makes them the student's numbers.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise, product
from math import sqrt

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

SEED = 3
# What people type instead: small numbers, jokes, counting, the year.
OTHER_SEEDS = tuple(seed for seed in (*range(101), 123, 1234, 12345, *range(2015, 2027)) if seed != SEED)
PRECISION = 1e-9
FLOAT32_PRECISION = 1e-6


@dataclass(frozen=True)
class Order:
    """Where in a stream each layer's weights and biases begin; `biases` is empty where none are drawn."""

    name: str
    weights: tuple[int, ...]
    biases: tuple[int, ...] = ()
    transposed: bool = False


@dataclass(frozen=True)
class Origin:
    """Numbers as they came about: `generator` of `seed`, cut in `order`, times a factor for each layer."""

    generator: str
    seed: int
    order: str
    factors: tuple[float, ...]


def origin(
    weights: Sequence[FloatArray],
    biases: Sequence[FloatArray] | None,
    scales: Sequence[Sequence[float]],
    state: int,
) -> Origin | None:
    """The first hypothesis that reproduces the weights, and the biases unless they are None.

    `weights` are of shapes (n_l, n_{l-1}) for l = 1..L, `biases` of (n_l, 1). `scales` are the factors, one
    for each layer, that may be believed of weights so few that any factor would do. `state` is the seed that
    NumPy's and Python's global generators had before the call.
    """
    dims = [weights[0].shape[1], *(w.shape[0] for w in weights)]
    single = any(w.dtype.type is np.float32 for w in weights)
    fitter = _Fitter(tuple(weights), biases, scales, FLOAT32_PRECISION if single else PRECISION)
    count = sum(w.size for w in weights) + sum(dims[1:])
    for generator, seed in _sources(weights[0], scales, state, fitter.precision):
        # A few numbers tell that it is not this stream; only NumPy's is searched for weights drawn later.
        if generator != "numpy" and not fitter.starts(STREAMS[generator](seed, min(weights[0].size, 4))):
            continue
        stream = STREAMS[generator](seed, count)
        orders = list(_orders(dims, biases is not None))
        # First with the factors of known scales: free ones could hide in which order single numbers came.
        for free, order in product((False, True), orders):
            factors = fitter.factors(stream, order, free)
            if factors is not None:
                return Origin(generator, seed, order.name, factors)
    return _seeded_by_layer(fitter) if biases is None else None


def _sources(
    first: FloatArray, scales: Sequence[Sequence[float]], state: int, precision: float
) -> Iterator[tuple[str, int]]:
    """Generators and seeds, the likeliest first."""
    yield "numpy", SEED
    yield "numpy", state
    yield from (("numpy", seed) for seed in _possible_seeds(first, scales, precision))
    for generator in ("uniform", "symmetric", "gauss", "normalvariate", "random", "symmetric_random"):
        yield generator, SEED
        yield generator, state
    yield "generator", SEED
    yield "generator_uniform", SEED


def _possible_seeds(first: FloatArray, scales: Sequence[Sequence[float]], precision: float) -> Sequence[int]:
    """The other seeds whose first draws could be those of the first layer's weights."""
    heads = _heads()
    count = min(first.size, heads.shape[1])
    numbers = first.ravel()[:count].astype(np.float64)
    factors = numbers[0] / heads[:, 0]
    if count == 1:
        believed = np.array([scale[0] for scale in scales])
        near = np.abs(factors[:, None] - believed) <= precision * np.abs(believed)
        return [seed for seed, good in zip(OTHER_SEEDS, near.any(axis=1), strict=True) if good]
    off = np.abs(numbers - factors[:, None] * heads[:, :count])
    near = off <= 10 * precision * np.abs(numbers).max()
    return [seed for seed, good in zip(OTHER_SEEDS, near.all(axis=1), strict=True) if good]


@cache
def _heads() -> FloatArray:
    """The first draws of each of `OTHER_SEEDS`, a row for each."""
    generator = np.random.RandomState()
    rows = []
    for seed in OTHER_SEEDS:
        generator.seed(seed)
        rows.append(generator.standard_normal(4))
    return np.array(rows)


def _orders(dims: Sequence[int], with_biases: bool) -> Iterator[Order]:
    """The orders in which the layers' numbers may be drawn, the right one first."""
    sizes = [fan_out * fan_in for fan_in, fan_out in pairwise(dims)]
    units = list(dims[1:])
    pairs = [size + n for size, n in zip(sizes, units, strict=True)]
    weights, zeros = _starts(sizes), (0,) * len(sizes)
    after = tuple(start + size for start, size in zip(_starts(pairs), sizes, strict=True))
    before = tuple(start + n for start, n in zip(_starts(pairs), units, strict=True))
    if with_biases:
        yield Order("weight, bias", _starts(pairs), after)
        yield Order("bias, weight", before, _starts(pairs))
        yield Order("weights, biases", weights, tuple(sum(sizes) + start for start in _starts(units)))
        yield Order("biases, weights", tuple(sum(units) + start for start in weights), _starts(units))
        yield Order("reseeded", zeros, tuple(sizes))
        return
    backwards = _starts(sizes[::-1])[::-1]
    yield Order("right", weights)
    yield Order("reseeded", zeros)
    yield Order("transposed", weights, transposed=True)
    yield Order("mixed up", _starts(pairs))
    yield Order("mixed up", before)
    yield Order("mixed up", backwards)
    yield Order("mixed up", tuple(sum(units) + start for start in weights))


def _starts(sizes: Sequence[int]) -> tuple[int, ...]:
    return (0, *accumulate(sizes[:-1]))


def _seeded_by_layer(fitter: "_Fitter") -> Origin | None:
    """Each layer from a seed of its own: its number."""
    streams = [STREAMS["numpy"](layer, w.size) for layer, w in enumerate(fitter.weights, 1)]
    sizes = [w.size for w in fitter.weights]
    stream, order = np.concatenate(streams), Order("reseeded", _starts(sizes))
    factors = fitter.factors(stream, order, False) or fitter.factors(stream, order, True)
    return None if factors is None else Origin("numpy", SEED, "reseeded", factors)


@dataclass(frozen=True)
class _Fitter:
    """The student's numbers, and what to believe of them."""

    weights: tuple[FloatArray, ...]
    biases: Sequence[FloatArray] | None
    scales: Sequence[Sequence[float]]
    precision: float

    def starts(self, head: FloatArray) -> bool:
        """Whether the first layer's first numbers are multiples of these."""
        return self._factor(self.weights[0].ravel()[: head.size], head) is not None

    def factors(self, stream: FloatArray, order: Order, free: bool) -> tuple[float, ...] | None:
        """The factor of each layer's weights, or None if the stream does not explain the numbers."""
        found = []
        for w, start in zip(self.weights, order.weights, strict=True):
            shape = w.shape[::-1] if order.transposed else w.shape
            drawn = stream[start : start + w.size].reshape(shape)
            factor = self._factor(w, drawn.T if order.transposed else drawn)
            if factor is None:
                return None
            found.append(factor)
        believed = self._believed(found, order) if free else self._is_known(found)
        return tuple(found) if believed and self._biases_fit(stream, order, found) else None

    def _biases_fit(self, stream: FloatArray, order: Order, found: Sequence[float]) -> bool:
        if self.biases is None:
            return True
        factors = []
        for b, start in zip(self.biases, order.biases, strict=True):
            factor = self._factor(b, stream[start : start + b.size].reshape(b.shape))
            if factor is None:
                return False
            factors.append(factor)
        if any(b.size > 1 for b in self.biases):
            return True
        plain = [(factor,) * len(found) for factor in (1.0, 10.0, 0.1, 0.01)]
        return any(close(factors, scale, self.precision) for scale in [found, *plain])

    def _factor(self, numbers: FloatArray, drawn: FloatArray) -> float | None:
        largest = int(np.argmax(np.abs(drawn)))
        factor = float(numbers.flat[largest] / drawn.flat[largest])
        off = np.abs(numbers - factor * drawn)
        return factor if factor and (off <= self.precision * np.abs(numbers)).all() else None

    def _is_known(self, factors: Sequence[float]) -> bool:
        return any(close(factors, scale, self.precision) for scale in self.scales)

    def _believed(self, factors: Sequence[float], order: Order) -> bool:
        """Whether it takes more than a free choice of factors to explain the numbers."""
        if any(w.size > 1 for w in self.weights):
            return True
        if order.name != "right" or len(factors) == 1:
            return False
        return any(proportional(factors, scale, self.precision) for scale in self.scales)


def proportional(factors: Sequence[float], scale: Sequence[float], precision: float = FLOAT32_PRECISION) -> bool:
    """Whether one number turns the one list of factors into the other."""
    return close([f * scale[0] for f in factors], [s * factors[0] for s in scale], precision)


def close(factors: Sequence[float], scale: Sequence[float], precision: float = FLOAT32_PRECISION) -> bool:
    """Whether two lists of factors, one for each layer, agree."""
    return all(abs(f - s) <= precision * abs(s) for f, s in zip(factors, scale, strict=True))


def known_scales(function: str, dims: Sequence[int]) -> dict[str, list[tuple[float, ...]]]:
    """For each name of a scale, the factors that a function of that name would put on each layer's draws.

    "right" is one of the names; the others are misconceptions. Source: He et al., 2015, eq. 10; Glorot and
    Bengio, 2010, eq. 12.
    """
    layers = list(pairwise(dims))

    def each(rule: Callable[[int, int], float]) -> tuple[float, ...]:
        return tuple(rule(fan_in, fan_out) for fan_in, fan_out in layers)

    he = each(lambda n, m: sqrt(2 / n))
    plain = {"scale_missing": [each(lambda n, m: 1.0)], "small_random_scale": [each(lambda n, m: 0.01)]}
    if function != "initialize_parameters_he":
        tenfold = tuple(10 * factor for factor in he)
        large = {"large_random_scale": [each(lambda n, m: 100.0)], "he_scale_in_random": [he, tenfold]}
        return {"right": [each(lambda n, m: 10.0)]} | plain | large
    scales = plain | {
        "right": [he],
        "xavier_scale": [each(lambda n, m: sqrt(1 / n))],
        "wrong_layer_scale": [each(lambda n, m: sqrt(2 / m))],
        "scale_two_over_root": [each(lambda n, m: 2 / sqrt(n))],
        "scale_without_root": [each(lambda n, m: 2 / n)],
        "root_of_two_only": [each(lambda n, m: sqrt(2) / n)],
        "glorot_scale": [each(lambda n, m: sqrt(2 / (n + m)))],
        "inverted_scale": [each(lambda n, m: sqrt(n / 2))],
        "random_scale_in_he": [each(lambda n, m: 10.0), tuple(10 * factor for factor in he)],
    }
    # Rarer ones count where no other explains the same factors.
    others = [scale for variants in scales.values() for scale in variants]
    first, before_last = each(lambda n, m: sqrt(2 / dims[0])), tuple(sqrt(2 / n) for n in (dims[-1], *dims[:-2]))
    scales["wrong_layer_scale"] += [
        scale for scale in (first, before_last) if not any(close(scale, other) for other in others)
    ]
    return scales


def _numpy(seed: int, count: int) -> FloatArray:
    return np.random.RandomState(seed).standard_normal(count)


def _uniform(seed: int, count: int) -> FloatArray:
    return np.random.RandomState(seed).random_sample(count)


def _python(method: str) -> Callable[[int, int], FloatArray]:
    def draw(seed: int, count: int) -> FloatArray:
        source = random.Random(seed)
        arguments = () if method == "random" else (0, 1)
        return np.array([getattr(source, method)(*arguments) for _ in range(count)])

    return draw


STREAMS: dict[str, Callable[[int, int], FloatArray]] = {
    "numpy": _numpy,
    "uniform": _uniform,
    "symmetric": lambda seed, count: 2 * _uniform(seed, count) - 1,
    "gauss": _python("gauss"),
    "normalvariate": _python("normalvariate"),
    "random": _python("random"),
    "symmetric_random": lambda seed, count: 2 * _python("random")(seed, count) - 1,
    "generator": lambda seed, count: np.random.default_rng(seed).standard_normal(count),
    "generator_uniform": lambda seed, count: np.random.default_rng(seed).random(count),
}
