"""Conductance and gap of the lazy walk: ``Phi^2 <= gap <= 2 Phi``.

Right: the indicator of the best cut as a test function. Left: Cheeger's argument; for a lazy chain the factor 1/2 is not
needed. The walk is that of backtracking (arXiv:2510.03149). The gap is located by counting eigenvalues of ``I - P``: none but 0
lies below ``Phi^2``, and some other one does not lie above ``2 Phi``. On a tree the walk alternates between even and odd depths,
so the eigenvalues are symmetric about 1/2: as many lie above ``2 Phi`` as below ``1 - 2 Phi``.
"""

from proofs_check.backtracking._settings import TREES_TO_CUT, walks_on
from theory_lab import numbers as xp
from theory_lab.chains.conductance import conductance
from theory_lab.chains.spectrum import eigenvalues_below
from theory_lab.claims import Claim, Source


def misplaced(i):
    """Eigenvalues below ``Phi^2`` other than 0, plus 1 if there is no second one up to ``2 Phi``."""
    cut = xp.value(conductance(i.tree, i.weights)).fraction
    early, above = (eigenvalues_below(i.tree, i.weights, level) for level in (cut**2, 1 - 2 * cut))
    return (early - 1) + (0 if i.tree.size - above > 1 else 1)


CLAIM = Claim(
    statement=r"\Phi^2 \le \mathrm{gap} \le 2\Phi",
    source=Source("Sinclair and Jerrum 1989", "Cheeger's inequality, lazy walks", status="derived"),
    space=lambda name: walks_on(TREES_TO_CUT[name]),
    sizes=tuple(TREES_TO_CUT),
    relation="==",
    lhs=misplaced,
    rhs=lambda i: 0,
)
