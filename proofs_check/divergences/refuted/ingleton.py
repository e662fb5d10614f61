"""Ingleton's inequality, which ranks of subspaces meet, is none for entropies.

``C`` and ``D`` are fair coins, ``A`` says that both show heads and ``B`` that both show tails.  Given either coin, one of
``A`` and ``B`` is certain, and so they know nothing of each other; alone they exclude each other.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.information import conditional_information, mutual_information


def given_third(law, left_out):
    """``I(A; B | C)`` where ``D`` is the axis that is left out, and the other way round."""
    return conditional_information(xp.sum(law, axis=left_out))


CLAIM = Claim(
    statement=r"I(A; B) \le I(A; B \mid C) + I(A; B \mid D) + I(C; D)",
    source=Source("Ingleton, Representation of matroids, 1971", "for entropies in place of ranks", status="second-hand"),
    space=Space(joint=Simplex(16), derived=lambda i: {"law": i.joint.reshape(2, 2, 2, 2)}),  # axes A, B, C, D
    lhs=lambda i: mutual_information(xp.sum(xp.sum(i.law, axis=3), axis=2)),
    rhs=lambda i: given_third(i.law, 3) + given_third(i.law, 2) + mutual_information(xp.sum(xp.sum(i.law, axis=0), axis=0)),
    expect="fails",
    falls="tempting form",
)
