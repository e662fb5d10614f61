"""Conditional Hellinger from joint Hellinger, given a coin: any laws of ``y``, on any number of outcomes.

``x`` takes two values, of masses ``P(x)`` and ``Q(x)``, and given each of them ``y`` has laws of affinity ``a``. The joint
distance at ``x`` is ``P + Q - 2 a sqrt(P Q)``; less ``P (1 - a)`` this is ``a (sqrt P - sqrt Q)^2 + (1 - a) Q``, so the sum over
any values of ``x`` goes in the same way. `conditional_hellinger_le_joint` computes both sides on small trees.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.numbers import Array


def distance(p: Array, q: Array) -> Array:
    """``D_H^2``, the sum of squared differences of roots, for masses that need not add up to 1."""
    return xp.sum((xp.sqrt(p) - xp.sqrt(q)) ** 2)


def derived(i: Instance) -> dict[str, Array]:
    """``E_{P_X} D_H^2`` of the conditional laws, and ``D_H^2`` of the pairs."""
    masses = ((i.head, i.other_head), (1 - i.head, 1 - i.other_head))
    laws = ((i.p, i.q), (i.p_tail, i.q_tail))
    known = [mass * distance(p, q) for (mass, _), (p, q) in zip(masses, laws, strict=True)]
    pairs = [distance(mass * p, other * q) for (mass, other), (p, q) in zip(masses, laws, strict=True)]
    return {"conditional": known[0] + known[1], "joint": pairs[0] + pairs[1]}


CLAIM = Claim(
    statement=r"\mathbb E_{P_X} D_H^2(P_{Y|X}, Q_{Y|X}) \le 2\,D_H^2(P_{XY}, Q_{XY}) \quad \text{for } X \in \{0, 1\}",
    source=Source(
        "arXiv:2112.13487", "sharp form of the comparison of conditional and joint Hellinger, given a coin", status="derived"
    ),
    space=lambda n: Space(
        head=Ratio(0, 1), other_head=Ratio(0, 1), derived=derived,
        **{name: Simplex(n) for name in ("p", "q", "p_tail", "q_tail")},
    ),
    sizes=(2, 3, 4),
    lhs=lambda i: i.conditional,
    rhs=lambda i: 2 * i.joint,
    sharpened=lambda i: xp.ratio(198, 100) * i.joint,
    tight_at=lambda k: {
        "head": [1, 4**k], "other_head": [0, 1], "p": [1, 0], "q": [0, 1], "p_tail": [1, 1], "q_tail": [1, 1],
    },
    rate="1 - ratio of order 4^-k",
)  # fmt: skip
