"""Who does the work of a batch: local processes, or a dask cluster, behind one `concurrent.futures.Executor`."""

from __future__ import annotations

import logging
import multiprocessing
import signal
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from typing import Any, Protocol

from grader.looking import arrive, prepare
from grader.trouble import Trouble

# Python's helper frees the semaphores of a parent that was killed, and is told here not to complain of that.
QUIET = "ignore::UserWarning:multiprocessing.resource_tracker"


class CrewError(Trouble):
    """The workers cannot be had; the message says why and what to do."""


class ClusterGone(CrewError):
    """The cluster went while it worked; the message says what is kept."""

    status = 3


class Crew(Protocol):
    """Workers. `width`: how many work at once; `losses`: what a future raises when its worker died.

    `patience`: after so many seconds without a result one should `look`; None where losses tell themselves.
    """

    width: int
    losses: tuple[type[BaseException], ...]
    patience: float | None

    def executor(self) -> Executor:
        """The executor to submit to."""

    def renew(self) -> None:
        """Makes the executor usable again after a loss."""

    def look(self) -> None:
        """Says it if there is nobody left to work. Raises what `explain` knows if nobody can come, either."""

    def close(self, at_once: bool) -> None:
        """Ends the workers; `at_once`: even in the middle of their work."""

    def explain(self, error: Exception, remains: str) -> Exception:
        """What to raise for an error that ended a run: a CrewError where the workers are to blame.

        `remains` says what is kept of the run.
        """


class _Pool(ProcessPoolExecutor):
    """Starts its processes with Ctrl-C held back, until they can leave it to the parent."""

    def submit(self, *args: Any, **named: Any) -> Future[Any]:
        if not hasattr(signal, "pthread_sigmask"):
            return super().submit(*args, **named)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
        try:
            return super().submit(*args, **named)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class LocalCrew:
    """Processes of this machine, each with a warden of its own."""

    losses: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError)
    patience: float | None = None

    def __init__(self, width: int) -> None:
        self.width = width
        self._pool: _Pool | None = None

    def executor(self) -> Executor:
        if self._pool is None:
            if QUIET not in sys.warnoptions:
                sys.warnoptions.append(QUIET)
            # Not fork: the parent has threads, and a database open.
            context = multiprocessing.get_context("spawn")
            self._pool = _Pool(self.width, mp_context=context, initializer=prepare)
        return self._pool

    def begin(self, count: int, first: Callable[[], None] = arrive) -> None:
        """Starts up to `count` workers ahead of their work; `first` has each load what it will need."""
        for _ in range(min(count, self.width)):
            self.executor().submit(first)

    def renew(self) -> None:
        self.close(at_once=True)

    def look(self) -> None:
        """Nothing to see: a pool tells of every loss."""

    def close(self, at_once: bool) -> None:
        if self._pool is None:
            return
        self._pool.shutdown(wait=not at_once, cancel_futures=at_once)
        if at_once:
            for child in multiprocessing.active_children():
                child.kill()
        self._pool = None

    def explain(self, error: Exception, remains: str) -> Exception:
        return error


class DaskCrew:
    """The workers of a dask.distributed cluster, which must have this grader installed. Raises CrewError.

    `say` is given a sentence that a person should read now.
    """

    patience: float | None = 2.0

    def __init__(self, address: str, say: Callable[[str], None]) -> None:
        try:
            import distributed
            from distributed.comm.addressing import get_address_host_port
        except ImportError:
            raise CrewError("--dask needs dask.distributed: pip install 'autograded-initialization[dask]'.") from None
        # What it would log of a lost scheduler is said by `explain`, in one sentence.
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        # A cancelled future is no loss of a worker: only a scheduler that is gone, or was emptied, cancels.
        self.losses: tuple[type[BaseException], ...] = (distributed.KilledWorker,)
        self._address, self._say, self._alone, self._gone = address, say, False, False
        try:
            # A client that fails at this complains a second time, and late.
            get_address_host_port(address)
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

    def look(self) -> None:
        if self._client.status != "running":
            raise CancelledError
        alone = not self._client.nthreads()
        if alone and not self._alone:
            self._say(
                f"The last worker of the dask cluster at {self._address} is gone: this run waits for another, which "
                f"`dask worker {self._address}` starts; Ctrl-C ends it."
            )
        self._alone = alone

    def close(self, at_once: bool) -> None:
        self._gone = self._gone or self._client.status != "running"
        self._client.close()

    def explain(self, error: Exception, remains: str) -> Exception:
        of_dask = isinstance(error, CancelledError) or type(error).__module__.partition(".")[0] == "distributed"
        if isinstance(error, Trouble) or not (of_dask or self._gone):
            return error
        return ClusterGone(f"The dask cluster at {self._address} is gone, or has dropped this work; {remains}")
