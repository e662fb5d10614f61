"""Inverse gap weighting on a cover of a Lipschitz bandit.

Against a comparator the law on the cover pays at most ``(N - 1)/(4 gamma)`` relative to the nearest point of the
cover, and that point pays at most the distance. Equality with one point of the cover, an estimate that is right
there, and a function of full slope.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.decisions.coefficients.finite_classes import weighted_estimate


def instances(size):
    """A function on a grid of ``size[0]`` points by its steps, a law on a cover of ``size[1]`` of them, and the offset."""
    points, cover = size
    return Space(
        start=Ratio(0, 1), steps=Table(points - 1, -1, 1), shift=Ratio(-1, 1), decisions=Simplex(cover, positive=True),
        offset=Ratio(xp.ratio(1, 8), 64), derived=derived,
    )  # fmt: skip


def derived(i):
    """The function, its values on the cover, the estimate there, and the radius of the cover."""
    points, cover = i.size
    step = xp.ratio(1, points - 1)
    function = xp.concatenate([i.start[None], i.start + step * xp.cumsum(i.steps)])
    centres = np.array([(2 * k + 1) * points // (2 * cover) for k in range(cover)])
    radius = max(min(abs(point - centre) for centre in centres) for point in range(points)) * step
    estimate = weighted_estimate(i.decisions, 2 * i.offset) + i.shift
    return {"function": function, "seen": function[centres], "estimate": estimate, "radius": radius}


def risk(i):
    """``max f - E_p f - gamma E_p (f - fhat)^2``."""
    return xp.max(i.function) - xp.dot(i.decisions, i.seen + i.offset * (i.seen - i.estimate) ** 2)


def bound(i):
    """``eps + (N - 1)/(4 gamma)``."""
    return i.radius + (i.size[1] - 1) / (4 * i.offset)


CLAIM = Claim(
    statement=r"\max f - \mathbb E_p f - \gamma\,\mathbb E_p (f-\hat f)^2 \le \varepsilon + \frac{N_\varepsilon - 1}{4\gamma}"
    r" \text{ for inverse gap weighting on an } \varepsilon\text{-cover}",
    source=Source("arXiv:2112.13487", "Lipschitz bandits, upper bound, explicit", status="derived"),
    space=instances,
    sizes=((3, 1), (5, 2), (13, 3)),
    lhs=risk,
    rhs=bound,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"start": [0, 1], "steps": [1, 1, 1], "shift": [1, 2], "decisions": [1], "offset": [1, 1]},
)
