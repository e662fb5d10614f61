"""What is stored as the tightest, held against the lightest instances.

Main definitions: ``lightest``, ``is_closer``.

Conventions: a ratio is a float, of the middles of enclosures, which depend on the order in which a machine adds up.  It ranks and
decides nothing: whether one instance comes closer than another is decided by the enclosures of both, computed here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.exhaustive import cases
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import LADDER, Verdict, ascending, judge, sides
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.numbers import Undecided
from theory_lab.numbers.reals.errors import catching
from theory_lab.numbers.reals.precisions import deciding

# Of each size; what is stored as the tightest must come at least as close as these, judged again in a moment.
LIGHTEST = 20


def lightest(claim: Claim, number: int = LIGHTEST, beyond: float | None = None) -> Verdict | None:
    """The one that comes closest to the bound, of the first so many instances of each size; None where none is ranked.

    With ``beyond`` those are left out that surely have no larger ratio.
    """
    first = ((size, [raw for _, raw in islice(cases(claim, size), number)]) for size in claim.sizes or (None,))
    judged = (judge(claim, raw, size) for size, raws in first for raw in _beyond(claim, raws, size, beyond))
    if claim.relation == "==":  # the first that is ranked: no instance where an equation holds comes closer than another
        return next((verdict for verdict in judged if verdict.outcome == Outcome.HOLDS and verdict.ratio is not None), None)
    return Findings.of(judged).closest


def _beyond(claim: Claim, raws: Sequence[Raw], size: Any, ratio: float | None) -> Iterator[Raw]:
    """The instances but those that surely have no larger ratio than that; all where intervals do not evaluate the claim."""
    if ratio is None or claim.catching:
        yield from raws
    elif claim.relation != "==" or ratio < 0:  # where an equation holds the ratio is 0
        space = claim.space_at(size)
        groups: dict[Any, list[Raw]] = {}
        for raw in raws:
            groups.setdefault(space.static_of(raw), []).append(raw)
        for group in groups.values():
            without = _surely_within(claim, group, size, ratio)
            yield from (raw for raw, out in zip(group, without, strict=True) if not out)


def _surely_within(claim: Claim, raws: Sequence[Raw], size: Any, ratio: float) -> np.ndarray:
    """Of which ``left <= ratio * right`` is sure: then ``left / right`` is no more, or has no value, or none that is ranked."""
    space, count = claim.space_at(size), len(raws)
    try:
        with xp.precision(*LADDER[0]), deciding():
            values = sides(claim, space.intervals(space.batch(raws)))
            _, left, right = ascending(claim.relation, values[0], values[-1])
            within = (left <= Fraction(ratio) * right).sure
    except Exception:  # it branches, or has no value at one of them
        return np.zeros(count, dtype=bool)
    return np.broadcast_to(within, (count,))


def is_closer(claim: Claim, one: Verdict, other: Verdict) -> bool:
    """Whether the ratio of one instance is certainly larger than that of another, by what both are here."""
    with xp.precision(*LADDER[-1]), deciding(), catching(claim.catching), contextlib.suppress(Undecided, ArithmeticError):
        return bool(_ratio(claim, one) > _ratio(claim, other))
    return False


def _ratio(claim: Claim, verdict: Verdict) -> xp.Real:
    values = sides(claim, claim.space_at(verdict.size).exact(verdict.raw))
    _, left, right = ascending(claim.relation, xp.value(values[0]), xp.value(values[-1]))
    return left / right
