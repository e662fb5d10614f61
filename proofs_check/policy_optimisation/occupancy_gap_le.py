"""How far the discounted visits of two policies are apart: a geometric series of how far their steps are apart.

``d_P - d_Q = g (d_P (P - Q)) (1 - g Q)^(-1)``, and no later step makes more of what one step changed.  Here on two states, with
the step of each policy as a row for each state.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import total_variation


def visits(start, here, there, g):
    """``(1 - g) start (1 - g P)^(-1)`` for the rows ``here`` and ``there`` of two states."""
    back = g * here[1] / (1 - g * there[1])  # what comes of a visit here at the other state
    first = (1 - g) * (start[0] + start[1] * g * there[0] / (1 - g * there[1])) / (1 - g * here[0] - back * g * there[0])
    return xp.stack([first, 1 - first])


def steps_apart(i):
    """How far the steps are apart in the mean over the visits of the first policy."""
    first = visits(i.start, i.here, i.there, i.g)
    return first[0] * total_variation(i.here, i.here_too) + first[1] * total_variation(i.there, i.there_too)


CLAIM = Claim(
    statement=r"\mathrm{TV}(d_P, d_Q) \le \frac{\gamma}{1 - \gamma}\, E_{s \sim d_P}\, \mathrm{TV}(P_s, Q_s)",
    source=Source("arXiv:1705.10528", "Lemma 3, in terms of the steps of two states", status="second-hand"),
    space=Space(
        start=Simplex(2), here=Simplex(2), there=Simplex(2), here_too=Simplex(2), there_too=Simplex(2),
        g=Ratio(0, xp.ratio(9, 10)),
    ),
    lhs=lambda i: total_variation(visits(i.start, i.here, i.there, i.g), visits(i.start, i.here_too, i.there_too, i.g)),
    rhs=lambda i: i.g / (1 - i.g) * steps_apart(i),
    trivial="probability",
    tight_at={"start": [0, 1], "here": [1, 0], "there": [1, 0], "here_too": [1, 0], "there_too": [0, 1], "g": [1, 2]},
)  # fmt: skip
