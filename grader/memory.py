"""The memory of past trainings: a Run on disk for each network that was ever trained here."""

import hashlib
import importlib.metadata
import platform
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from grader.cache import cache_folder
from grader.training import (
    PUBLISHED,
    TRAINER_VERSION,
    FloatArray,
    Network,
    Progress,
    Run,
    Settings,
    pack,
    train,
)


class Shelf:
    """Sealed files in a folder, by keys, shared safely by any number of processes.

    Whatever is wrong with the folder or with a file means only that nothing is found.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, key: str) -> bytes:
        """What was put there under that key; nothing if there is nothing, or nothing whole."""
        with suppress(OSError):
            content = (self.folder / key).read_bytes()
            seal, payload = content[:_SEAL_BYTES], content[_SEAL_BYTES:]
            if seal == _seal(key, payload):
                return payload
        return b""

    def put(self, key: str, payload: bytes) -> None:
        """Keep it, if that is possible; a reader finds the whole file or none."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self.folder, prefix=".draft-")
            try:
                with open(handle, "wb") as file:
                    file.write(_seal(key, payload) + payload)
                Path(draft).replace(self.folder / key)
            except BaseException:
                Path(draft).unlink()
                raise


class Memory:
    """Runs on disk, a file each, in `folder`, or else in `trainings` below the cache folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = cache_folder() / "trainings" if folder is None else folder
        self._runs = Shelf(self.folder)

    def recall(self, key: str) -> Run | None:
        """The Run remembered by that key; None if there is none, or none that is whole."""
        with suppress(msgspec.DecodeError):
            return msgspec.msgpack.decode(self._runs.find(key), type=Run)
        return None

    def remember(self, key: str, run: Run) -> None:
        """Keep the Run, if that is possible."""
        self._runs.put(key, msgspec.msgpack.encode(run))


def train_remembered(
    networks: Sequence[Network],
    memory: Memory | None,
    settings: Settings = PUBLISHED,
    progress: Progress | None = None,
) -> list[Run]:
    """As `train`, but equal networks are trained once, and those whose Run `memory` holds not at all.

    With None for a memory nothing is read and nothing written.
    """
    keys = [run_key(pack(network, settings), settings) for network in networks]
    runs: dict[str, Run] = {}
    if memory is not None:
        runs = {key: run for key in dict.fromkeys(keys) if (run := memory.recall(key)) is not None}
    new = {key: network for key, network in zip(keys, networks, strict=True) if key not in runs}
    for key, run in zip(new, train(list(new.values()), settings, progress), strict=True):
        runs[key] = run
        if memory is not None:
            memory.remember(key, run)
    return [runs[key] for key in keys]


def run_key(row: FloatArray, settings: Settings) -> str:
    """64 hexadecimal digits that stand for packed parameters and all else that decides a Run's bits."""
    decisive = msgspec.json.encode((TRAINER_VERSION, settings, *_surroundings()))
    return hashlib.sha256(decisive + row.tobytes()).hexdigest()


@cache
def _surroundings() -> tuple[str, ...]:
    return (
        np.__version__,
        importlib.metadata.version("scikit-learn"),
        platform.system(),
        platform.machine(),
    )


_SEAL_BYTES = hashlib.sha256().digest_size


def _seal(key: str, payload: bytes) -> bytes:
    """Shows that a file is whole, and is the one that was written for this key."""
    return hashlib.sha256(key.encode() + payload).digest()
