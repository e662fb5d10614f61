"""Whether a formula does a batch of instances at once, or each by itself.

Sums, logarithms and comparisons of a batch are as many calls as those of one instance; a linear program is solved for each, and
takes as long alone.  A search that charged both alike would wait minutes for the second.

Main definitions: ``MANY``, ``is_together``, ``is_light``.

Conventions: work is counted in calls of Python functions, never in seconds, so that a search is reproducible from its seed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

# Instances evaluated to tell, and half as many before: of one or two a formula may leave out a case that some instance has.
MANY = 16
# Calls that one instance more may add.  The shipped formulas add at most ninety; a linear program in floats adds nine hundred,
# which take four milliseconds.
_CALLS = 250
# Calls of the verdict on one instance of which hundreds more are worth their time: half a millisecond of those of a sorted list.
_LIGHT = 2_000


def is_together(half: Callable[[], object], whole: Callable[[], object]) -> bool:
    """Whether ``whole``, the work on ``MANY`` instances, is hardly more than that on half of them; so while others profile."""
    if sys.getprofile() is not None:
        return True
    half()  # which fills what is remembered between calls, and imports what a formula needs: tens of thousands of calls
    most, calls = _CALLS * MANY // 2, _calls(whole)
    return calls <= most or calls - _calls(half) <= most


def is_light(work: Callable[[], object]) -> bool:
    """Whether the work on ``MANY`` instances one by one is little enough for hundreds more; so while others profile."""
    if sys.getprofile() is not None:
        return True
    work()
    return _calls(work) <= _LIGHT * MANY


def _calls(work: Callable[[], object]) -> int:
    count = 0

    def note(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
