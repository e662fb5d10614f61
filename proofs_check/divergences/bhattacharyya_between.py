"""Bhattacharyya's distance lies between Hellinger's and half of Kullback and Leibler's divergence.

``1 - x <= -log x`` for the affinity ``x``, and Jensen's inequality for the mean of ``sqrt(q/p)`` under ``p``. Jensen's step is an
equation where ``p`` is ``q`` given an event, and all three agree to first order where that event is nearly certain.
"""

from proofs_check.divergences._settings import covered
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.measures.divergences import hellinger2, kl
from theory_lab.numbers import Array


def distance(i: Instance) -> Array:
    """Minus the logarithm of the affinity."""
    return -xp.log(xp.sum(xp.sqrt(i.p * i.q)))


CLAIM = Claim(
    statement=r"H^2(p, q) \le -\log \sum \sqrt{pq} \le \tfrac12 \mathrm{KL}(p \| q)",
    source=Source(
        "T. Kailath, The Divergence and Bhattacharyya Distance Measures in Signal Selection", "affinity", status="second-hand"
    ),
    space=covered,
    sizes=(2, 3, 4),
    chain=(lambda i: hellinger2(i.p, i.q), distance, lambda i: kl(i.p, i.q) / 2),
    tight_at=lambda k: {"p": [1, 0], "q": [2**k, 1]},
    rate="1 - ratio of order 2^(-k)",
)
