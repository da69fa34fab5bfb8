"""Far side: the clock that student code sees."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from typing import Any


class Clock:
    """Stands in for the computer's clocks, so that an answer that depends on them is the same on every run.

    Every look at it moves it on by a microsecond: time passes, though not by itself.
    """

    def __init__(self) -> None:
        self.now = 0.0

    def install(self) -> None:
        """Puts this clock in the place of the computer's, as far as Python knows of it."""
        for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
            setattr(time, name, self.seconds)
            setattr(time, name + "_ns", self.nanoseconds)
        time.clock_gettime = lambda clk_id: self.seconds()
        time.clock_gettime_ns = lambda clk_id: self.nanoseconds()
        for name in ("localtime", "gmtime", "ctime"):
            setattr(time, name, self._of_now(getattr(time, name)))
        strftime, asctime = time.strftime, time.asctime
        time.strftime = lambda format, time_tuple=None: strftime(format, time_tuple or time.localtime())
        time.asctime = lambda time_tuple=None: asctime(time_tuple or time.localtime())
        datetime.datetime = self._datetime()  # type: ignore[misc]

    def _of_now(self, told: Callable[[float], Any]) -> Callable[[float | None], Any]:
        def tell(seconds: float | None = None) -> Any:
            return told(self.seconds() if seconds is None else seconds)

        return tell

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
