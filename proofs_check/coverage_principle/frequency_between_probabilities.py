"""Frequencies and probabilities of an event within a factor 2: the printed lemma, for one event.

Both sides allow ``8 log(2/delta)/n``; they follow from ``probability_tail_le`` and ``frequency_tail_le`` at ``L = log(2/delta)``.
The union over a cover at ``a`` and the change of the level by ``e^(2a)`` are the same as in the proof of Theorem 4.1.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.numbers import Array, ratio


def failure(i: Instance) -> Array:
    """The probability that one of the two bounds fails."""
    law, n = xp.stack([1 - i.p, i.p]), i.size
    slack = 8 * xp.log(2 / i.delta)
    return xp.expect_over_types(
        law, n, lambda counts: (counts[:, 1] < n * i.p / 2 - slack) | (counts[:, 1] > 2 * n * i.p + slack)
    )


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\Big(\hat p < \tfrac12 p - \tfrac{8 \log(2/\delta)}{n} \text{ or } \hat p > 2 p +"
        r" \tfrac{8 \log(2/\delta)}{n}\Big) \le \delta"
    ),
    source=Source("arXiv:2510.15020", "Lemma H.2", reading="for one event"),
    space=lambda n: Space(p=Ratio(0, 1), delta=Ratio(ratio(1, 50), 1)),
    sizes=(10, 60, 300),
    lhs=failure,
    rhs=lambda i: i.delta,
    trivial="probability",
    weak="the event has probability 0 or a negligible one; its halves frequency_tail_le and probability_tail_le have strength",
    loose="8 in place of 1/2 and 9/8: no sample of 300 draws fails with a probability near delta",
)
