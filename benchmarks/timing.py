"""Times of two functions taken in turn, and the rows in which benchmarks print their ratios.

Main definitions: ``in_turn``, ``processor_seconds``, ``line``.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable


def in_turn(ours: Callable[[], object], peer: Callable[[], object], rounds: int = 7) -> tuple[float, float]:
    """Median wall-clock times of two functions called in turn, both warmed up."""
    ours(), peer()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for function, taken in zip((ours, peer), times, strict=True):
            start = time.perf_counter()
            function()
            taken.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def processor_seconds(function: Callable[[], object]) -> float:
    """The processor time of one call, which a busy machine disturbs less than the wall clock."""
    start = time.process_time()
    function()
    return time.process_time() - start


def line(what: str, value: float, goal: str, remark: str = "") -> None:
    """One row of the table."""
    sys.stdout.write(f"{what:66} {value:10.3g}   goal {goal:12} {remark}\n")
    sys.stdout.flush()
