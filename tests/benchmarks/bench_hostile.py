"""Hostile submissions among honest ones: is every honest Report what it is alone, does no hostile one earn too much?

python tests/benchmarks/bench_hostile.py [HONEST] [HOSTILE] [--workers N] [--seed N]

Ends with 1 if any Report differs, or any hostile submission got more than its verdict allows.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from classroom import make_class

from grader import report as reports
from grader.assignments import load
from grader.bulk import Batch
from grader.confine.host import Wall
from grader.confine.launch import confinement
from grader.crew import LocalCrew
from grader.looking import Task
from grader.report import timeless
from grader.score import grade
from grader.worker import Orders

SOLUTIONS = Path(__file__).parents[2] / "solutions" / "hostile"


def _bytes(report: reports.Report) -> bytes:
    return reports.encode(timeless(report))


def main() -> int:
    """Prints what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("honest", type=int, nargs="?", default=900)
    parser.add_argument("hostile", type=int, nargs="?", default=100)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=3)
    chosen = parser.parse_args()
    assignment = load("initialization")
    verdicts = tomllib.loads((SOLUTIONS / "verdicts.toml").read_text())
    allowed = {}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        honest = make_class(home, chosen.honest, chosen.seed)
        for number, name in enumerate(sorted(verdicts)[: chosen.hostile]):
            # One after every few honest ones, in the order in which workers take them.
            target = home / f"student{number * chosen.honest // chosen.hostile:05d}x" / name
            target.parent.mkdir(exist_ok=True)
            copy = shutil.copytree if (SOLUTIONS / name).is_dir() else shutil.copy
            copy(SOLUTIONS / name, target)
            allowed[target.parent.name] = sum(verdicts[name].get("points", {}).values())
        started = time.perf_counter()
        batch = Batch(assignment, Orders(assignment.name), LocalCrew(chosen.workers), lambda _: None, confinement())
        tasks = [Task(path.name, path) for path in sorted(home.iterdir())]
        together = {one.student: one.report for one in batch.run(tasks)}
        seconds = time.perf_counter() - started
        with Wall(assignment.packages) as wall:
            differ = [
                name
                for name in honest
                if reports.encode(timeless(together[name]))
                != reports.encode(timeless(grade(home / name, assignment, wall)))
            ]
    earned = [name for name, most in allowed.items() if (together[name].score or 0) > most]
    broken = [name for name, one in together.items() if one.state == "internal_error"]
    print(f"{len(honest)} honest and {len(allowed)} hostile submissions in {seconds:.0f} s")
    print(f"honest Reports that differ from the same alone: {len(differ)} {differ[:5]}")
    print(f"hostile ones above what they computed: {len(earned)} {earned[:5]}")
    print(f"internal errors: {len(broken)} {broken[:5]}")
    return 1 if differ or earned or broken else 0


if __name__ == "__main__":
    sys.exit(main())
