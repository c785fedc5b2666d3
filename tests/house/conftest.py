"""A file that everything has happened to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine

from tests.cast import Cast
from tests.house.world import BEGINNING, World, live_through


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """The house's own time, which goes on from its beginning."""
    with time_machine.travel(BEGINNING) as coordinates:
        yield coordinates


@pytest.fixture
def world(clock: time_machine.Coordinates, in_force: Callable[[str], Cast]) -> World:
    """New Futures' cast and a file that everything has happened to, closed again."""
    return live_through(in_force("new-futures"), clock)
