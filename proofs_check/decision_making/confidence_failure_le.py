"""Hoeffding's widths suffice for UCB.

A union over the ``T`` sample sizes of ``A`` arms needs failure ``delta/(T A)`` for each, hence the width
``sqrt(log(2 T A / delta)/(2n))``, half of the ``sqrt(2 log(2 T^2 A / delta)/n)`` of the notes or less. The left
side is the exact chance that some empirical mean of one arm ever leaves its width.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Source, Space
from theory_lab.decisions.play.confidence import deviation_probability


def short_square(i):
    """``log(2 T A / delta) / 2`` for two arms."""
    return xp.log(4 * i.size / i.failure) / 2


CLAIM = Claim(
    statement=r"P\bigl(\exists\, n \le T: |\hat f_n - f| > \sqrt{\log(2TA/\delta)/(2n)}\bigr) \le \delta/A",
    source=Source(
        "arXiv:2312.16730",
        "the event (2.18) with half of the radius (2.19)",
        status="derived",
        also=("Lemma 33, Hoeffding at adaptive stopping times (second-hand)",),
    ),
    space=lambda horizon: Space(mean=Ratio(0, 1), failure=Choice(xp.ratio(1, 10), xp.ratio(1, 2), xp.one)),
    sizes=(4, 12, 20),
    lhs=lambda i: deviation_probability(i.mean, i.size, short_square(i)),
    rhs=lambda i: i.failure / 2,
    trivial="probability",
    loose="a binomial tail of 12 draws is at most .27 of Hoeffding's bound, and the T events of the union happen together",
)
