"""The needle with values that are exact in the lower half of the word.

With ``Vhat = V*`` at depths larger than ``H/2`` the additive error is at most ``2^(-H/2)`` everywhere, and the needle can
be found only by asking at one of ``2^(H/2)`` prefixes. A walk that asks for ``q`` scores below that depth is on the good
word with probability at most ``(q + 1)/2^(H/2)``. The law is enclosed by intervals, at every time up to the one shown.
Appendix D is quoted as saying that a small additive error does not suffice for any efficient algorithm; instance and
numbers are ours.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import neighbours, walks
from theory_lab.claims import Claim, Source
from theory_lab.decoding.instances import needle


def quotients(size):
    """The largest ``P(X_t = y_0) 2^(H/2)/(q_t + 1)`` up to a time, from above, and ``2^(H/2)`` times the largest error."""
    depth, c, time = size[0], Fraction(1, size[1]), size[2]
    made = needle(depth, c, visible=depth // 2)
    tree, half = made.tree, depth // 2
    asked_at = 2 * ((tree.depths >= half) & (tree.child_count > 0)).astype(int)
    moves = neighbours.held(neighbours.Moves(*map(xp.intervals, neighbours.weighted(tree, made.weights))))
    law, asked, worst = xp.intervals([Fraction(int(v == 0)) for v in range(tree.size)]), xp.intervals(Fraction(0)), Fraction(0)
    for _ in range(time):
        asked = asked + xp.dot(law, asked_at) * (1 - walks.LAZY)
        law = neighbours.step(tree, *moves, law)
        worst = max(worst, Fraction(xp.value(law[tree.leaves[0]] * 2**half / (asked + 1))[1]))
    return {"found": worst, "error": xp.max(abs(made.guide - made.values[1:])) * 2**half}


CLAIM = Claim(
    statement=r"\max\Bigl(\frac{\mathbb P(X_T = y_0)\,2^{H/2}}{q+1},\ 2^{H/2}\max_v|\hat V - V^*|\Bigr) \le 1"
    r" \text{ with } q \text{ scores asked for below depth } H/2"
    r" \quad \text{on these instances}",
    source=Source(
        "arXiv:2510.03149",
        "Appendix D, additive error",
        status="second-hand",
        reading="the needle; instance and bound are ours",
    ),
    sizes=((8, 1, 128), (8, 10, 256), (10, 1, 256)),
    kind="value",
    value=quotients,
    rhs=lambda size: 1,
)
