"""Who does the work of a batch: local processes, or a dask cluster, behind one `concurrent.futures.Executor`."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import BrokenExecutor, CancelledError, Executor, ProcessPoolExecutor
from typing import Any, Protocol

from grader.trouble import Trouble
from grader.worker import prepare


class CrewError(Trouble):
    """The workers cannot be had; the message says why and what to do."""


class Crew(Protocol):
    """Workers. `width`: how many work at once; `losses`: what a future raises when its worker died."""

    width: int
    losses: tuple[type[BaseException], ...]

    def executor(self) -> Executor:
        """The executor to submit to."""

    def renew(self) -> None:
        """Makes the executor usable again after a loss."""

    def close(self, at_once: bool) -> None:
        """Ends the workers; `at_once`: even in the middle of their work."""

    def explain(self, error: Exception) -> Exception:
        """What to raise for an error that ended a run: a CrewError where the workers are to blame."""


class LocalCrew:
    """Processes of this machine, each with a warden of its own."""

    losses: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError)

    def __init__(self, width: int) -> None:
        self.width = width
        self._pool: ProcessPoolExecutor | None = None

    def executor(self) -> Executor:
        if self._pool is None:
            # Not fork: the parent has threads, and a database open.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.width, mp_context=context, initializer=prepare)
        return self._pool

    def renew(self) -> None:
        self.close(at_once=True)

    def close(self, at_once: bool) -> None:
        if self._pool is None:
            return
        self._pool.shutdown(wait=not at_once, cancel_futures=at_once)
        if at_once:
            for child in multiprocessing.active_children():
                child.kill()
        self._pool = None

    def explain(self, error: Exception) -> Exception:
        return error


class DaskCrew:
    """The workers of a dask.distributed cluster, which must have this grader installed. Raises CrewError."""

    def __init__(self, address: str) -> None:
        try:
            import distributed
            from distributed.client import FutureCancelledError
        except ImportError:
            raise CrewError("--dask needs dask.distributed: pip install 'autograded-initialization[dask]'.") from None
        self.losses: tuple[type[BaseException], ...] = (distributed.KilledWorker, CancelledError, FutureCancelledError)
        try:
            cluster: Any = distributed.Client
            self._client = cluster(address, timeout="10s", set_as_default=False)
        except (OSError, ValueError) as error:
            raise CrewError(f"There is no dask scheduler at {address}: {error or type(error).__name__}.") from None
        threads = self._client.nthreads()
        if not threads:
            self._client.close()
            raise CrewError(f"The dask scheduler at {address} has no workers: start some with `dask worker {address}`.")
        self.width = sum(threads.values())

    def executor(self) -> Executor:
        executor: Executor = self._client.get_executor(pure=False, retries=0)
        return executor

    def renew(self) -> None:
        """Nothing to do: the cluster replaces its own workers."""

    def close(self, at_once: bool) -> None:
        self._client.close()

    def explain(self, error: Exception) -> Exception:
        if type(error).__module__.partition(".")[0] != "distributed":
            return error
        return CrewError(
            f"The dask cluster is gone ({type(error).__name__}). What was finished is kept: start the cluster again, "
            "and the same command goes on from there."
        )
