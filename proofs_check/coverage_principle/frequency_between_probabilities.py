"""Frequencies and probabilities of an event within a factor 2: the printed lemma, for one event.

Both sides allow ``8 log(2/delta)/n``; they follow from ``probability_tail_le`` and ``frequency_tail_le`` at ``L =
log(2/delta)``. The union over a cover at ``a`` and the change of the level by ``e^(2a)`` are the same as in the proof of
Theorem 4.1. The fields are the mean count ``n p`` and ``x = 8 log(1/delta)``, so that ``delta = e^(-x/8)`` and ``8 log(2/delta)
= 8 log 2 + x``: a rare event is seen ``2 n p + 8 log 2`` times with a chance that light instances show, from some twenty draws
on (at ten it stays below a millionth of ``delta``).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.numbers import Array


def failure(i: Instance) -> Array:
    """The probability that one of the two bounds fails."""
    law, n = xp.stack([1 - i.p, i.p]), i.size
    slack = 8 * xp.log(2) + i.excess
    return xp.expect_over_types(
        law, n, lambda counts: (counts[:, 1] < n * i.p / 2 - slack) | (counts[:, 1] > 2 * n * i.p + slack)
    )


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\Big(\hat p < \tfrac12 p - \tfrac{8 \log(2/\delta)}{n} \text{ or } \hat p > 2 p +"
        r" \tfrac{8 \log(2/\delta)}{n}\Big) \le \delta"
    ),
    source=Source("arXiv:2510.15020", "Lemma H.2", reading="for one event"),
    space=lambda n: Space(mean=Ratio(0, n), excess=Ratio(0, 32), derived=lambda i: {"p": i.mean / n}),
    sizes=(20, 60, 300),
    lhs=failure,
    rhs=lambda i: xp.exp(-i.excess / 8),
    trivial="probability",
    loose=(
        "8 stands for the 1/2 and 9/8 that probability_tail_le and frequency_tail_le need, and the second loses a factor 2 itself"
    ),
)
