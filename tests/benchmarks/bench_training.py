"""How fast the trainer is beside the students' `model`.

    python tests/benchmarks/bench_training.py [ITERATIONS]

The rounds take turns, so that a busy machine slows both alike; the fastest round of each counts.
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "solutions" / "reference")]

import numpy as np  # noqa: E402
from network import load_dataset, model  # noqa: E402

from grader import training  # noqa: E402

BATCHES = (1, 3, 16, 64)
ROUNDS = 3


def he_network(seed):
    """A He-initialized network; none reaches a fixed point, so that none is cheaper than another."""
    rng = np.random.default_rng(seed)
    dims = training.PUBLISHED.layers_dims
    network = {}
    for layer in range(1, len(dims)):
        scale = np.sqrt(2 / dims[layer - 1])
        network[f"W{layer}"] = rng.standard_normal((dims[layer], dims[layer - 1])) * scale
        network[f"b{layer}"] = np.zeros((dims[layer], 1))
    return network


def seconds(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def main(iterations):
    settings = training.Settings(iterations=iterations)
    networks = [he_network(seed) for seed in range(max(BATCHES))]
    X, Y, _, _ = load_dataset()
    start_of = {"he": lambda layers_dims: networks[0]}
    training.train(networks[:1], training.Settings(iterations=1))  # makes the data set

    students, ours = [], {batch: [] for batch in BATCHES}
    for _ in range(ROUNDS):
        students.append(
            seconds(lambda: model(X, Y, num_iterations=iterations, print_cost=False, initializers=start_of))
        )
        for batch in BATCHES:
            ours[batch].append(seconds(lambda b=batch: training.train(networks[:b], settings)) / batch)

    print(f"{iterations} iterations, chunks of {training.CHUNK}; fastest of {ROUNDS} rounds")
    print(f"{'':20}{'s / network':>12}{'times as fast':>15}")
    print(f"{'students model':20}{min(students):12.3f}{1:15.2f}")
    for batch, times in ours.items():
        print(f"{f'trainer, batch {batch}':20}{min(times):12.3f}{min(students) / min(times):15.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else training.PUBLISHED.iterations)
