"""The walk of Sinclair and Jerrum: a coarse counter of ratio ``kappa`` suffices.

With a counter in ``[1/kappa, kappa]`` of the truth at inner prefixes and an exact test at leaves: ``Phi >= 1/(4
kappa^2 H)`` and ``mu(leaves) >= 1/(2 kappa H)``. ``kappa`` is the proved ratio of the counter, not the measured
error. (The time that follows is checked apart, and on these problems too.)
"""

from theory_lab import numbers as xp
from theory_lab.chains.conductance import conductance
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.counting.battery import CASES, case
from theory_lab.decoding.walks.backtracking import leaf_mass

NAMES = tuple(dict.fromkeys(name for name, _ in CASES))

CLAIM = Claim(
    statement=r"\max\Bigl(\frac{1/(4\kappa^2H)}{\Phi}, \frac{1/(2\kappa H)}{\mu(\Lambda)}\Bigr) \le 1,"
    r" \quad \kappa = \text{ratio of the counter}",
    source=Source("Sinclair and Jerrum 1989", "explicit walk of a coarse counter", status="derived", also=("arXiv:2510.03149",)),
    space=lambda name: Space(verifier=Choice("coarse"), derived=lambda i: vars(case(name, "coarse"))),
    sizes=NAMES,
    kind="witness",
    witness=lambda name: {"verifier": 0},
    lhs=lambda i: xp.maximum(
        1 / (4 * i.problem.ratio**2 * i.tree.depth * conductance(i.tree, i.weights)),
        1 / (2 * i.problem.ratio * i.tree.depth * leaf_mass(i.tree, i.weights)),
    ),
    rhs=lambda i: 1,
)
