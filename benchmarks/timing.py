"""Times of two functions taken in turn, and the rows in which benchmarks print their ratios.

Main definitions: ``in_turn``, ``best_in_turn``, ``processor_seconds``, ``line``.
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


def best_in_turn(ours: Callable[[], object], peer: Callable[[], object], rounds: int = 15) -> tuple[float, float]:
    """The least processor times of two functions called in turn, both warmed up: what other programs disturb least."""
    ours(), peer()
    times = [(processor_seconds(ours), processor_seconds(peer)) for _ in range(rounds)]
    return min(first for first, _ in times), min(second for _, second in times)


def line(what: str, value: float, goal: str, remark: str = "") -> None:
    """One row of the table."""
    sys.stdout.write(f"{what:66} {value:10.3g}   goal {goal:12} {remark}\n")
    sys.stdout.flush()
