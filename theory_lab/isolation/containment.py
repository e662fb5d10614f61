"""One piece of work, whatever it does.

Main definitions: ``contained``, ``Lost``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from theory_lab.isolation.state import restored
from theory_lab.isolation.stops import is_raised_by_code

T = TypeVar("T")


@dataclass(frozen=True)
class Lost:
    """Work that came to no result: what happened, to be read after a name and a colon, and the seconds until then."""

    reason: str
    seconds: float


def contained(work: Callable[[], T]) -> T | Lost:
    """What the work returns; it can neither end the run nor leave the process in another state. Being stopped passes through."""
    started = time.perf_counter()

    def lost(reason: str) -> Lost:
        return Lost(reason, time.perf_counter() - started)

    try:
        with restored():
            return work()
    except SystemExit as error:
        return lost(f"its code called exit with {error.code!r}")
    except KeyboardInterrupt as error:
        if not is_raised_by_code(error):
            raise
        return lost("its code raised KeyboardInterrupt")
    except BaseException as error:
        said = " ".join(str(error).split())
        return lost(f"its check ended in {type(error).__name__}{said and f': {said}'}")
