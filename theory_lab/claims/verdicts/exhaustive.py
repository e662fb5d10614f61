"""The exhaustive stage: which instances come first, and how far it went.

Main definitions: ``cases`` (all instances by total weight), ``is_small`` (of a space that has few), ``Reach``,
``reach_text``, ``covered_text``, ``strength``.

Conventions: enumeration ends with weight ``LIGHT``; where instances that light are few (the lightest one is heavier than half of
that) it goes on, and whoever consumes it stops at a number of instances, but not within the least weight if it can be ended.  A
finite space of at most ``ALL`` instances is gone through whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, islice, takewhile
from math import inf
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.space import Raw, Space

# The weight of a law is its common denominator: all laws on denominators up to a dozen, as people write them by hand.
LIGHT = 12
# As many instances that met the hypotheses suffice where the enumeration goes on: at 0.2 ms a verdict, two seconds for each size.
FLOOR = 10_000
# The least weight of a tree is the number of its nodes: where that many times the floor does not end it, nothing would.
FIRST = 2
# A hypothesis that fewer than one in twenty meet is not waited for: enumeration ends at 20 times the floor.
PATIENCE = 20
# Instances of a finite space that are all decided, at every depth: two numbers up to 60, in a second or so.
ALL = 4_000
# Telling instances that a level asks for at each size, or one in a hundred where that is fewer: a hundred are no accident.
TELLING = 100


@dataclass(frozen=True)
class Reach:
    """At one size: the weight up to which all instances were decided, how many, how many met the hypotheses, whether it ended.

    An enumeration that stopped at a number of instances went on into the next weight, in part; where it did not even end the
    least weight, the weight is 0.  ``telling`` of those that met the hypotheses are telling; None where that was not counted.
    ``covered`` says that boxes settled all real parameters.
    """

    size: Any
    weight: int
    cases: int
    nonvacuous: int
    complete: bool
    telling: int | None = None
    covered: bool | None = None

    @property
    def tells(self) -> bool:
        """Whether enough is telling for a level that speaks of all small instances, or nobody counted."""
        return self.telling is None or self.telling >= self.asked

    @property
    def asked(self) -> int:
        """How many telling instances a level that speaks of all small instances asks for."""
        return max(1, min(TELLING, -(-self.nonvacuous // 100)))

    @property
    def suffices(self) -> bool:
        """Whether this reaches ``exact on small``: 10,000 instances that met the hypotheses, or an enumeration that ended.

        All of some weight are among them: the first of the lightest ones may be all alike.
        """
        return self.nonvacuous >= 1 if self.complete else self.weight > 0 and self.nonvacuous >= FLOOR

    def supports(self, weak: str) -> bool:
        """Whether that level can be given: it suffices, and enough tells unless the claim says why nothing does."""
        return self.suffices and (self.tells or bool(weak))


def cases(claim: Claim, size: Any) -> Iterator[tuple[int, Raw]]:
    """All instances with their total weight, lightest first."""
    space = claim.space_at(size)
    last = min(space.heaviest, LIGHT if 2 * space.lightest <= LIGHT and not is_small(space) else inf)
    for weight in takewhile(lambda w: w <= last, count(space.lightest)):
        for raw in space.small(weight):
            yield weight, raw


@lru_cache(maxsize=256)
def ends_first(space: Space) -> bool:
    """Whether the instances of the least weight are few enough to be decided all."""
    return sum(1 for _ in islice(space.small(space.lightest), FIRST * FLOOR + 1)) <= FIRST * FLOOR


@lru_cache(maxsize=256)
def is_small(space: Space) -> bool:
    """Whether a space has at most ``ALL`` instances, of weights that are not many more."""
    if space.heaviest > 10 * ALL:
        return False
    weights = range(space.lightest, int(space.heaviest) + 1)
    return sum(1 for _ in islice((raw for weight in weights for raw in space.small(weight)), ALL + 1)) <= ALL


def strength(reach: Sequence[Reach]) -> str | None:
    """How many of the instances that met the hypotheses are telling, as ``5310/10000``; None where that was not counted."""
    counts = [part.telling for part in reach if part.telling is not None]
    if not reach or len(counts) < len(reach):
        return None
    return f"{sum(counts)}/{sum(part.nonvacuous for part in reach)}"


def reach_text(claim: Claim, reach: Sequence[Reach]) -> str:
    """``size 2, 3, weight <= 12``, and ``all instances`` of finite spaces that were gone through."""
    ended = [part for part in reach if part.complete and part.weight >= claim.space_at(part.size).heaviest]
    sizes = ", ".join(str(part.size) for part in ended if part.size is not None)
    every = (f"size {sizes}, all instances" if sizes else "all instances") if ended else ""
    return "; ".join(filter(None, (every, _span([part for part in reach if part not in ended]))))


def covered_text(reach: Sequence[Reach]) -> str:
    """``n = 2, 3``: the sizes at which boxes settled all real parameters; '' where none is."""
    sizes = [str(part.size) for part in reach if part.covered and part.size is not None]
    return f"n = {', '.join(sizes)}" if sizes else ""


def _span(reach: Sequence[Reach]) -> str:
    if not reach:
        return ""
    if begun := [part for part in reach if not (part.weight or part.complete)]:
        ended = _span([part for part in reach if part not in begun])
        sizes = ", ".join(str(part.size) for part in begun if part.size is not None)
        return f"{ended}{'; ' if ended else ''}{f'size {sizes}, ' if sizes else ''}the least weight in part"
    sizes = ", ".join(str(r.size) for r in reach if r.size is not None)
    weights = sorted({r.weight for r in reach})
    span = f"weight <= {weights[0]}" if len(weights) == 1 else f"weight <= {weights[0]} to {weights[-1]}"
    span += "" if all(r.complete for r in reach) else " and the next in part"
    return f"size {sizes}, {span}" if sizes else span
