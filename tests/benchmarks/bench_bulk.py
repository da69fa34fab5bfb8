"""How long a class takes: distinct right and wrong submissions, confined, fully trained, nothing remembered.

python tests/benchmarks/bench_bulk.py [COUNT] [--loops FRACTION] [--workers N] [--seed N]
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from classroom import make_class

GRADE = str(Path(sys.executable).with_name("grade"))


def run(submissions: Path, book: Path, cache: Path, workers: int) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds of all processes, and the parent's peak memory in MB."""
    command = [GRADE, "bulk", str(submissions), "--gradebook", str(book), "--workers", str(workers)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    environment = {**os.environ, "GRADER_CACHE": str(cache)}
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(running, peak))
    watcher.start()
    running.wait()
    seconds = time.perf_counter() - started
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, cpu, peak[0]


def _watch(running: subprocess.Popen[bytes], peak: list[float]) -> None:
    status = Path(f"/proc/{running.pid}/status")
    while running.poll() is None:
        try:
            found = re.search(r"VmHWM:\s+(\d+)", status.read_text())
        except OSError:
            return
        peak[0] = max(peak[0], int(found[1]) / 1024 if found else 0.0)
        time.sleep(0.2)


def yardstick() -> float:
    """CPU seconds of ten million additions in plain Python: what the same machine does at another time, or another."""
    before, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number * number
    return time.process_time() - before


def main() -> None:
    """Prints the first run and the same again, and before and after what this machine is worth just now."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--loops", type=float, default=0.0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        kinds = make_class(home / "class", chosen.count, chosen.seed, chosen.loops)
        right = sum(kind == "right" for kind in kinds.values())
        print(f"{chosen.count} submissions, {right} right, {chosen.loops:.0%} loop; yardstick {yardstick():.2f} s")
        for name in ("first run", "the same again"):
            seconds, cpu, peak = run(home / "class", home / "book.db", home / "cache", chosen.workers)
            print(
                f"{name:15} {seconds:7.1f} s wall, {chosen.count / seconds:6.1f} a second, "
                f"{cpu / chosen.count * 1e3:6.1f} ms CPU each, parent's peak {peak:.0f} MB"
            )
        print(f"yardstick {yardstick():.2f} s")


if __name__ == "__main__":
    main()
