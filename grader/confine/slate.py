"""Far side: memory of its own for what must not stay in the warden's."""

from __future__ import annotations

import mmap
import os
from types import TracebackType

from grader.confine import wire


class Slate:
    """Up to `size` bytes, of which the first `used` are written on; the system takes the memory back on `close`.

    Bytes come from a file descriptor and go to one, and never become objects of Python's on the way.
    """

    def __init__(self, size: int) -> None:
        self.used = 0
        self._map = mmap.mmap(-1, max(size, 1), flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        self._view = memoryview(self._map)

    def __enter__(self) -> Slate:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._view.release()
        self._map.close()

    def take(self, fd: int, most: int = wire.CHUNK) -> int:
        """Writes down what can be read from `fd` at once; the count of bytes, 0 at the end of the stream."""
        count = os.readv(fd, [self._view[self.used : self.used + most]])
        self.used += count
        return count

    def fill(self, fd: int, size: int) -> None:
        """Writes down the next `size` bytes. At the end of the stream the process ends: nobody is left to serve."""
        while size:
            count = self.take(fd, size)
            if not count:
                os._exit(0)
            size -= count

    def length_at(self, place: int) -> int:
        """The length that the frame at `place` claims; 0 while that is not known."""
        if self.used - place < wire.LENGTH.size:
            return 0
        length: int = wire.LENGTH.unpack_from(self._view, place)[0]
        return length

    def show(self, fd: int, size: int, head: bytes) -> None:
        """Sends `head`, then the first `size` bytes."""
        left = [memoryview(head), self._view[:size]]
        while left:
            sent = os.writev(fd, left)
            while left and sent >= len(left[0]):
                sent -= len(left.pop(0))
            if left:
                left[0] = left[0][sent:]

    def pour(self, fd: int) -> None:
        """Sends from the beginning what `fd` will take at once, and drops it."""
        self.drop(os.write(fd, self._view[: self.used]))

    def drop(self, count: int) -> None:
        """Moves up what follows the first `count` bytes."""
        self.used -= count
        if self.used:
            self._map.move(0, count, self.used)

    def cut(self, most: int) -> None:
        """Forgets all but the first `most` bytes."""
        self.used = min(self.used, most)
