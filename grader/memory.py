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


class Memory:
    """Runs on disk, a file each, shared safely by any number of processes.

    It lies in `folder`, or else in `trainings` below the cache folder. Whatever is wrong with the folder or with a
    file means only that a network is trained anew.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = cache_folder() / "trainings" if folder is None else folder

    def recall(self, key: str) -> Run | None:
        """The Run remembered by that key; None if there is none, or none that is whole."""
        with suppress(OSError, msgspec.DecodeError):
            content = (self.folder / key).read_bytes()
            seal, payload = content[:_SEAL_BYTES], content[_SEAL_BYTES:]
            if seal == _seal(key, payload):
                return msgspec.msgpack.decode(payload, type=Run)
        return None

    def remember(self, key: str, run: Run) -> None:
        """Keep the Run, if that is possible; a reader finds the whole file or none."""
        payload = msgspec.msgpack.encode(run)
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
