"""A walk to a point at which facts hold, where random ones miss it: then they exclude nothing, and no proof is looked for.

Main definitions: ``reached``.

Conventions: nothing here is trusted; where no point is found there may be some.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.polynomials import Quotient
from theory_lab.proofs.search.places.points import Points, fractions

COUNT, BEST, ROUNDS = 400, 20, 12  # points of a round, those from which the next one starts, and rounds
STEP, SMALLER = 0.3, 0.7  # the length of steps, as a share of ranges, and by how much it falls each round
NEARLY = 2e-3  # by which opposite facts may fail, relative to the size of their summands
MARGIN, MORE = 1e-7, 1e-2  # by which facts have to hold, and where there are opposite ones


def reached(field: Field, facts: Sequence[tuple[Quotient, bool]]) -> bool:
    """Whether all facts ``f >= 0``, or ``f > 0`` where told, are clearly positive at some point.

    Opposite ones, such as that a law has sum 1, have to be nearly 0.
    """
    equal = [any((f + g).n == 0 for g, _ in facts) for f, _ in facts]
    if any(strict and one for (_, strict), one in zip(facts, equal, strict=True)):
        return False
    least = np.array([[-NEARLY if one else MORE if any(equal) else MARGIN] for one in equal])
    rng, at = np.random.default_rng(0), np.array(fractions(len(field.cell), COUNT, 0))
    for k in range(ROUNDS):
        points = Points(field, COUNT, places=at)
        margins = np.array([points.margins(fact) for fact, _ in facts])
        if np.any(np.all(margins > least, axis=0)):
            return True
        missed = np.minimum(np.nan_to_num(margins, nan=-1.0) - least, MARGIN).sum(axis=0)
        best = np.repeat(np.argsort(-missed)[:BEST], COUNT // BEST)
        moves = STEP * SMALLER**k * rng.standard_normal(at.shape) * (rng.random(at.shape) < 0.4)
        at = np.clip(at[:, best] + moves, 1e-6, 1 - 1e-6)
    return False
