"""How long one submission takes: start to prompt, and as a further submission in the same process.

    python tests/benchmarks/bench_grade.py [RUNS]

The CPU time of a further submission counts this process, the warden and its children. Beside it, in the same run,
stands the CPU time of a fixed piece of work (the students' `model` for 1,000 iterations), so that machines compare.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
GRADE = str(Path(sys.executable).with_name("grade"))


def wall_seconds(command: list[str], cache: str) -> float:
    """One run of a command, start to prompt."""
    started = time.perf_counter()
    subprocess.run(command, env={**os.environ, "GRADER_CACHE": cache}, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def further_submissions(count: int) -> tuple[float, float]:
    """CPU milliseconds and wall milliseconds of a submission, the trainings remembered, after the first."""
    sys.path.insert(0, str(Path(__file__).parent))
    from classroom import make_class

    from grader.assignments import load
    from grader.confine.host import Wall
    from grader.score import grade

    assignment = load("initialization")
    with tempfile.TemporaryDirectory() as folder, Wall(assignment.packages) as wall:
        make_class(Path(folder), 2 * count, seed=99)
        works = sorted(Path(folder).iterdir())
        for path in works:
            grade(path, assignment, wall)
        cpu, started = _cpu(wall.warden.process.pid), time.perf_counter()
        for path in works[:count]:
            grade(path, assignment, wall)
        seconds = time.perf_counter() - started
        return (_cpu(wall.warden.process.pid) - cpu) / count * 1e3, seconds / count * 1e3


def _cpu(warden: int) -> float:
    """CPU seconds of this process, of the warden, and of the warden's ended children."""
    fields = Path(f"/proc/{warden}/stat").read_text().rpartition(")")[2].split()
    ticks = sum(int(fields[place]) for place in (11, 12, 13, 14))
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def fixed_work() -> float:
    """CPU milliseconds of the students' `model` for 1,000 iterations."""
    sys.path.insert(0, str(ROOT / "solutions" / "reference"))
    import network

    X, Y, _, _ = network.load_dataset()
    started = time.process_time()
    network.model(X, Y, num_iterations=1000, print_cost=False)
    return (time.process_time() - started) * 1e3


def main() -> None:
    """Prints a line for each figure: median, least and most."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    reference = [GRADE, "check", str(ROOT / "solutions" / "reference")]
    with tempfile.TemporaryDirectory() as cache:
        wall_seconds(reference, cache)
        figures = {"grade, trainings remembered (s wall)": [wall_seconds(reference, cache) for _ in range(runs)]}
    fresh = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as cache:
            fresh.append(wall_seconds(reference, cache))
    figures["grade, the first time (s wall)"] = fresh
    figures["grade --help (s wall)"] = [wall_seconds([GRADE, "--help"], "") for _ in range(runs)]
    for name, values in figures.items():
        print(f"{name:45} {statistics.median(values):6.2f}   ({min(values):.2f} to {max(values):.2f})")
    cpu, wall = further_submissions(100)
    print(f"{'a further submission (ms CPU)':45} {cpu:6.1f}")
    print(f"{'a further submission (ms wall)':45} {wall:6.1f}")
    print(f"{'fixed work, for comparison (ms CPU)':45} {fixed_work():6.1f}")


if __name__ == "__main__":
    main()
