"""Momentum is not always faster: with nearly exact values it turns too seldom.

Balanced brackets of length 8 with opening brackets overrated by ``kappa``: the first time at which the law of the state is
within .1 of its stationary law, with momentum (holding 1/10) and without (holding 1/2). At ``kappa = 1`` a walk with
momentum only bounces between root and leaves and mixes by holding alone: 339 against 48; at 1.1 it is 62 against 48; from
1.2 on momentum wins. Without a theorem nothing bounds the left side (trivial: infinity). The paper is quoted with a
speed-up where errors are small as words grow; what falls is that there always is one.
"""

from fractions import Fraction
from functools import cache

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.decoding.instances import open_biased
from theory_lab.decoding.walks import momentum
from theory_lab.measures.divergences import total_variation

KAPPAS = tuple(map(Fraction, ("3/2", "6/5", "11/10", "21/20", "101/100", "1")))
LEVEL, HOLDING = Fraction(1, 10), Fraction(1, 10)


def first_time(step, law, limit):
    """The first time within ``LEVEL``, by intervals; ``Undecided`` where they do not tell."""
    time = 0
    while bool(total_variation(law.reshape(law.size), limit.reshape(limit.size)) > LEVEL):
        law, time = step(law), time + 1
    return time


@cache
def times(kappa):
    """With momentum and without."""
    made = open_biased(8, kappa)
    tree, weights = made.tree, xp.intervals(made.weights)
    start = xp.intervals([Fraction(int(v == 0)) for v in range(tree.size)])
    lifted = first_time(
        lambda law: momentum.step(tree, weights, law, HOLDING),
        xp.stack([start, 0 * start]),
        xp.intervals(momentum.stationary(tree, made.weights)),
    )
    plain = first_time(lambda law: walks.step(tree, weights, law), start, xp.intervals(walks.stationary(tree, made.weights)))
    return lifted, plain


CLAIM = Claim(
    statement=r"T_{.1}(\text{momentum}) \le T_{.1}(\text{walk})",
    source=Source(
        "arXiv:2510.03149",
        "Appendix E.1, speed of the walk with momentum",
        status="second-hand",
        reading="for every error of the scores",
    ),
    space=Space(kappa=Choice(*KAPPAS)),
    lhs=lambda i: times(i.kappa)[0],
    rhs=lambda i: times(i.kappa)[1],
    expect="fails",
    falls="tempting form",
)
