"""The winner of an offset tournament on a sample.

Let ``pi_1`` be nearest to the data in ``E_gamma``, with value ``E``, ``C = {pi_1 / pick >= N}`` and ``L = log(2 (|Pi| -
1)/delta)``: one event for each other model in either direction. With ``u = (9/8) L/n`` a rival's gain against ``pi_1`` is at
most ``2 E + u`` on the sample (``frequency_tail_le``), and so is the winner's score: ``phat(C) <= 2 E + u + 2 gamma
P_pick(C)``, where ``P_pick(C) <= (gamma P(C) + E)/N``. With ``N >= 8 gamma^2`` and ``P(C) <= max(2 phat(C), 8 L/n)``
(``probability_tail_le``) this gives ``P(C) <= max(9 E + 4 u, 8 L/n)``; ``pi_1`` itself loses ``2 E``: in all at most ``11 E + 8
log(2 |Pi|/delta)/n``. The probability is over all samples, by their counts; every winner must do well.
"""

from proofs_check.coverage_principle._settings_offset import failure, nearest, samples
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.numbers import Array, ratio


def bound(i: Instance) -> Array:
    """``2 E + max(9 E + (9/2) L/n, 8 L/n)``."""
    gap, slack = nearest(i), i.log_odds / i.size
    return 2 * gap + xp.maximum(9 * gap + ratio(9, 2) * slack, 8 * slack)


CLAIM = Claim(
    statement=(
        r"N \ge 8 \gamma^2 \implies P\Big[\mathrm{Cov}_{2 N \gamma}(\hat\pi) > 2 E + \max\Big\{9 E + \frac{9 L}{2 n},"
        r" \frac{8 L}{n}\Big\}\Big] \le \delta, \quad E = \min_{\pi \in \Pi} E_\gamma(\pi_D \| \pi),"
        r"\ L = \log\frac{2 (|\Pi| - 1)}{\delta}"
    ),
    source=Source("arXiv:2510.15020", "explicit form of Theorem 6.4", status="derived"),
    space=lambda draws: samples(draws, 12, lambda i: 8 * i.gamma**2 * i.stretch, stretch=Ratio(1, 3)),
    sizes=(60, 100),
    lhs=lambda i: failure(i, bound),
    rhs=lambda i: i.delta,
    trivial="probability",
    loose=(
        "the 8 of the bound at near twins is at most 1.308 (offset_constant); one event for each rival, and twice each frequency"
    ),
)
