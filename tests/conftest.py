"""Fixtures that several test files share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.confine.host import Wall

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def wall() -> Iterator[Wall]:
    """A confined wall, as strong as this system allows; each worker of the test run has its own."""
    with Wall() as wall:
        yield wall
