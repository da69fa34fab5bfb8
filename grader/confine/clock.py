"""Far side: the clock that student code sees."""

from __future__ import annotations

import datetime
import time


class Clock:
    """Stands in for the computer's clocks, so that an answer that depends on them is the same on every run.

    Every look at it moves it on by a microsecond: time passes, though not by itself.
    """

    def __init__(self) -> None:
        self.now = 0.0

    def install(self) -> None:
        """Puts this clock in the place of the computer's."""
        for name in ("time", "monotonic", "perf_counter", "process_time"):
            setattr(time, name, self.seconds)
            setattr(time, name + "_ns", self.nanoseconds)
        datetime.datetime = self._datetime()  # type: ignore[misc]

    def seconds(self) -> float:
        self.now += 1e-6
        return self.now

    def nanoseconds(self) -> int:
        return int(self.seconds() * 1e9)

    def _datetime(clock) -> type[datetime.datetime]:  # noqa: N805
        class Datetime(datetime.datetime):
            @classmethod
            def now(cls, tz: datetime.tzinfo | None = None) -> Datetime:
                return cls.fromtimestamp(clock.seconds(), tz)

            @classmethod
            def utcnow(cls) -> Datetime:
                return cls.fromtimestamp(clock.seconds(), datetime.UTC).replace(tzinfo=None)

            @classmethod
            def today(cls) -> Datetime:
                return cls.now()

        return Datetime
