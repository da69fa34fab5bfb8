"""The network of the assignment, trained fast.

LINEAR -> RELU -> ... -> LINEAR -> SIGMOID by plain gradient descent: what the students' `model` does, for
many networks at once and several times as fast. A network's run depends on nothing but its parameters and
the settings: to the last bit it is the same alone, in a batch, and wherever in the batch it stands.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Network = Mapping[str, FloatArray]
Progress = Callable[[int, int], None]
# Points as columns, shape (2, m), and their labels 0.0 or 1.0, shape (m,).
DataSet = tuple[FloatArray, FloatArray]

# Part of what a run is remembered by: raise it with any change that could move a bit of a result.
TRAINER_VERSION = 1

# Networks that descend together; measured fastest, see tests/benchmarks/bench_training.py.
CHUNK = 16
# Data sets by name: a row for each coordinate of the points, and one of their labels.
POINTS = Path(__file__).with_name("points")


@dataclass(frozen=True)
class Circles:
    """Two noisy circles: scikit-learn's `make_circles`, as after `np.random.seed(seed)`."""

    n_samples: int
    noise: float
    seed: int


@dataclass(frozen=True)
class Settings:
    """All that decides a training besides the parameters it starts from; the defaults are the published ones.

    The first of `layers_dims` is 2, as points lie in the plane; the last is 1, the probability of label 1.
    """

    layers_dims: tuple[int, ...] = (2, 10, 5, 1)
    learning_rate: float = 0.01
    iterations: int = 15_000
    report_every: int = 1000
    train_set: Circles = Circles(n_samples=300, noise=0.05, seed=1)
    test_set: Circles = Circles(n_samples=100, noise=0.05, seed=2)


PUBLISHED = Settings()


class Run(msgspec.Struct, frozen=True):
    """What came of training one network.

    `costs` holds, for every `report_every`-th iteration from 0, (iteration, cost before its update);
    `final_cost` is the cost after the last update. None stands for a cost that is not a finite number.
    Accuracies are fractions of 1; labels are a byte each, 0 or 1, in the order of the data set.
    """

    costs: list[tuple[int, float | None]]
    final_cost: float | None
    train_accuracy: float
    test_accuracy: float
    train_labels: bytes
    test_labels: bytes


def make_data_set(circles: Circles) -> DataSet:
    """The points and labels that scikit-learn makes; the published ones are kept beside this file."""
    kept = POINTS / f"circles-{circles.n_samples}-{circles.noise}-{circles.seed}.npy"
    if kept.is_file():
        points = np.load(kept, allow_pickle=False)
        return points[:2], points[2]
    # Takes more than a second to import, which the published points need not wait for.
    from sklearn.datasets import make_circles

    X, Y = make_circles(n_samples=circles.n_samples, noise=circles.noise, random_state=circles.seed)
    return np.ascontiguousarray(X.T), Y.astype(np.float64)


def train(
    networks: Sequence[Network],
    settings: Settings = PUBLISHED,
    progress: Progress | None = None,
) -> list[Run]:
    """Train each network by full-batch gradient descent; its Run stands where the network stood.

    A network maps W1, b1, ... WL, bL to real arrays of shapes (n_l, n_{l-1}) and (n_l, 1); it is computed in
    float64 and left unchanged. `progress(done, total)` hears of the iterations of all networks together.
    Raises ValueError for a network that `settings.layers_dims` does not describe, TypeError for one that is
    not made of real numbers.
    """
    if not networks:
        return []
    done, total = 0, len(networks) * settings.iterations

    def advance(iterations: int) -> None:
        nonlocal done
        done += iterations
        if progress is not None:
            progress(done, total)

    rows = np.array([pack(network, settings) for network in networks])
    chunks = np.array_split(rows, math.ceil(len(rows) / CHUNK))
    sets = make_data_set(settings.train_set), make_data_set(settings.test_set)
    # Numbers that overflow are a result to report, not a reason for a warning.
    with np.errstate(all="ignore"):
        return [run for chunk in chunks for run in _train_chunk(chunk, settings, sets, advance)]


def pack(network: Network, settings: Settings = PUBLISHED) -> FloatArray:
    """All parameters in one row: of each layer, unit by unit, its weights and then its bias.

    Raises as `train` does.
    """
    layers = []
    for number, (fan_in, units) in enumerate(pairwise(settings.layers_dims), start=1):
        W, b = f"W{number}", f"b{number}"
        for name, shape in ((W, (units, fan_in)), (b, (units, 1))):
            if name not in network or np.shape(network[name]) != shape:
                raise ValueError(f"a network to train must have {name} as an array of shape {shape}")
        layer = np.hstack([network[W], network[b]])
        # What is too large for a float64 becomes infinite, and is trained as such.
        with np.errstate(over="ignore"):
            layers.append(layer.astype(np.float64, casting="same_kind").ravel())
    return np.concatenate(layers)


def _train_chunk(
    rows: FloatArray, settings: Settings, sets: tuple[DataSet, DataSet], advance: Callable[[int], None]
) -> list[Run]:
    descent = _Descent(rows, settings, *sets[0])
    trained = rows.copy()
    moving = np.arange(len(rows))
    costs: list[list[float]] = [[] for _ in rows]
    for start in range(0, settings.iterations, settings.report_every):
        steps = min(settings.report_every, settings.iterations - start)
        descent.forward()
        for network, cost in zip(moving, descent.costs(), strict=True):
            costs[network].append(cost)
        descent.update()
        stuck = _is_stuck(trained[moving], descent.parameters)
        trained[moving] = descent.parameters
        if stuck.any():
            moving = moving[~stuck]
            descent = _Descent(trained[moving], settings, *sets[0])
        for _ in range(steps - 1 if len(moving) else 0):
            descent.forward()
            descent.update()
        trained[moving] = descent.parameters
        advance(steps * len(rows))
    return _runs(trained, costs, settings, sets)


def _is_stuck(before: FloatArray, after: FloatArray) -> NDArray[np.bool_]:
    """Of each network, whether no further update can change it: the last one did not, or all of it is NaN."""
    unchanged: NDArray[np.bool_] = (before.view(np.int64) == after.view(np.int64)).all(axis=1)
    return unchanged | np.isnan(after).all(axis=1)


def _runs(
    trained: FloatArray, costs: list[list[float]], settings: Settings, sets: tuple[DataSet, DataSet]
) -> list[Run]:
    on_train, on_test = (_Descent(trained, settings, *points) for points in sets)
    on_train.forward()
    on_test.forward()
    reported = range(0, settings.iterations, settings.report_every)
    runs = []
    for curve, final, (train_labels, train_accuracy), (test_labels, test_accuracy) in zip(
        costs, on_train.costs(), on_train.labels(), on_test.labels(), strict=True
    ):
        # A network that got stuck has had its final cost ever since.
        curve += [final] * (len(reported) - len(curve))
        finite = [(i, _finite(cost)) for i, cost in zip(reported, curve, strict=True)]
        runs.append(Run(finite, _finite(final), train_accuracy, test_accuracy, train_labels, test_labels))
    return runs


def _finite(cost: float) -> float | None:
    return cost if math.isfinite(cost) else None


class _Descent:
    """Gradient descent of some networks at once, in arrays made beforehand.

    `parameters` has a packed row for each network. Every matrix product is a BLAS call per network or per
    unit, never one for the batch: that is why a network's bits don't depend on its neighbours.
    """

    def __init__(self, rows: FloatArray, settings: Settings, X: FloatArray, Y: FloatArray) -> None:
        batch, m = len(rows), X.shape[1]
        hidden = settings.layers_dims[1:-1]
        self.parameters = rows.copy()
        self._gradients = np.empty_like(rows)
        self._step = settings.learning_rate / m
        self._Y = Y
        self._weights = _layers(self.parameters, settings)
        # A last row of ones under each layer's inputs makes its biases one more column of weights.
        self._inputs = [np.vstack([X, np.ones(m)])[None], *(np.ones((batch, n + 1, m)) for n in hidden)]
        self._sums = [np.empty((batch, n, m)) for n in hidden]
        self._outputs = [A[:, :-1] for A in self._inputs[1:]]
        self._probabilities = np.empty((batch, 1, m))
        self._errors = [np.empty((batch, n, m)) for n in (*hidden, 1)]
        self._active = [np.empty((batch, n, m), dtype=np.bool_) for n in hidden]
        # NumPy's maximum is several times as fast against an array as against a number.
        self._zeros = [np.zeros((n, m)) for n in hidden]
        self._weights_back = [W[:, :, :-1].swapaxes(1, 2) for W in self._weights]
        self._slopes = list(map(_slope, self._errors, self._inputs, _layers(self._gradients, settings)))

    def forward(self) -> None:
        """From the parameters, the probability of label 1 at every point."""
        for layer, Z in enumerate(self._sums):
            np.matmul(self._weights[layer], self._inputs[layer], out=Z)
            np.maximum(Z, self._zeros[layer], out=self._outputs[layer])
        P = self._probabilities
        np.matmul(self._weights[-1], self._inputs[-1], out=P)
        np.negative(P, out=P)
        np.exp(P, out=P)
        np.add(P, 1.0, out=P)
        np.divide(1.0, P, out=P)

    def update(self) -> None:
        """After `forward`: one step of each network against its gradient."""
        np.subtract(self._probabilities, self._Y, out=self._errors[-1])
        # The last layer has one unit, so that its product is an outer one, which is cheaper elementwise.
        back: np.ufunc = np.multiply
        for layer in range(len(self._weights) - 1, 0, -1):
            np.matmul(*self._slopes[layer])
            E, active = self._errors[layer - 1], self._active[layer - 1]
            back(self._weights_back[layer], self._errors[layer], out=E)
            np.greater(self._sums[layer - 1], 0.0, out=active)
            np.multiply(E, active, out=E)
            back = np.matmul
        np.matmul(*self._slopes[0])
        # Last of all 1 / m and the learning rate, in one: the sums before are exact where they should cancel.
        np.multiply(self._gradients, self._step, out=self._gradients)
        np.subtract(self.parameters, self._gradients, out=self.parameters)

    def costs(self) -> list[float]:
        """After `forward`: each network's cross-entropy; infinite where one was sure and wrong."""
        P = self._probabilities[:, 0]
        right = np.where(self._Y == 1, P, 1 - P)
        costs: list[float] = np.mean(-np.log(right), axis=1).tolist()
        return costs

    def labels(self) -> list[tuple[bytes, float]]:
        """After `forward`: each network's labels, a byte each, and the fraction of them that is right."""
        labels = (self._probabilities[:, 0] > 0.5).astype(np.uint8)
        return [(row.tobytes(), float(np.mean(row == self._Y))) for row in labels]


def _layers(rows: FloatArray, settings: Settings) -> list[FloatArray]:
    """Views of packed rows: for each layer [W | b], of shape (networks, units, fan-in + 1)."""
    views, start = [], 0
    for fan_in, units in pairwise(settings.layers_dims):
        stop = start + units * (fan_in + 1)
        views.append(rows[:, start:stop].reshape(len(rows), units, fan_in + 1))
        start = stop
    return views


def _slope(D: FloatArray, A: FloatArray, gradient: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """What `matmul` needs to make errors times inputs, D A^T, the `gradient` of a layer's weights.

    A matrix-vector product for each row of the smaller factor: long and thin as they are, that is faster than
    one product of two matrices.
    """
    if D.shape[1] <= A.shape[1]:
        return A[:, None], D[..., None], gradient[..., None]
    return D[:, None], A[..., None], gradient.swapaxes(1, 2)[..., None]
