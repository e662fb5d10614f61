"""Cut and paste for Hellinger.

``sqrt(P^S P^R)`` depends at every step only on which kernels occur among the two, so for disjoint sets of steps the
two models may exchange them: ``D(P^S, P^R) = D(P, P^(S u R))``, where ``P^S`` uses the kernels of ``Q`` on the steps
in ``S``.
"""

import numpy as np

from proofs_check.decision_making._settings import two_laws_of_words
from theory_lab.claims import Choice, Claim, Source
from theory_lab.measures.divergences import hellinger2
from theory_lab.sequences.laws import leaf_law


def places(n):
    """Where each step is exchanged: 0 nowhere, 1 in ``S``, 2 in ``R``."""
    return Choice(*(tuple(k // 3**step % 3 for step in range(n)) for k in range(3**n)))


def exchanged(i, chosen):
    """The law with the kernels of ``q`` on the steps whose place is among the chosen ones."""
    level = np.zeros(i.tree.size, dtype=int)
    for depth, part in enumerate(i.tree.levels):
        level[part] = depth
    swap = np.array([int(i.places[depth - 1] in chosen) for depth in level[1:]])
    return leaf_law(i.tree, i.p * (1 - swap) + i.q * swap)


CLAIM = Claim(
    statement=r"D_H^2(P^S, P^R) = D_H^2(P, P^{S \cup R}) \text{ for disjoint sets } S, R \text{ of steps}",
    source=Source("arXiv:2112.13487", "step of the chain rule for Hellinger without logarithm", status="derived"),
    space=lambda n: two_laws_of_words(n, places=places(n)),
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: hellinger2(exchanged(i, (1,)), exchanged(i, (2,))),
    rhs=lambda i: hellinger2(exchanged(i, ()), exchanged(i, (1, 2))),
)
