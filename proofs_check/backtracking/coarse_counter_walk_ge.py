"""The walk of Sinclair and Jerrum: a coarse counter of ratio ``kappa`` suffices.

With a counter in ``[1/kappa, kappa]`` of the truth at inner prefixes and an exact test at leaves: ``Phi >= 1/(4
kappa^2 H)`` and ``mu(leaves) >= 1/(2 kappa H)``. ``kappa`` is the proved ratio of the counter, not the measured
error. It is the walk of backtracking (arXiv:2510.03149) with the counter as its verifier. (The time that follows is checked
apart, and on these problems too.)
"""

from theory_lab.chains.conductance import conductance
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import CASES, case
from theory_lab.decoding.walks.backtracking import leaf_mass

NAMES = tuple(dict.fromkeys(name for name, _ in CASES))


def quotients(i):
    """Both bounds over what they bound."""
    ratio, depth = i.problem.ratio, i.tree.depth
    return {
        "conductance": 1 / (4 * ratio**2 * depth * conductance(i.tree, i.weights)),
        "leaf mass": 1 / (2 * ratio * depth * leaf_mass(i.tree, i.weights)),
    }


CLAIM = Claim(
    statement=r"\max\Bigl(\frac{1/(4\kappa^2H)}{\Phi}, \frac{1/(2\kappa H)}{\mu(\Lambda)}\Bigr) \le 1,"
    r" \quad \kappa = \text{ratio of the counter}"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("Sinclair and Jerrum 1989", "explicit walk of a coarse counter", status="derived"),
    sizes=NAMES,
    kind="value",
    value=lambda name: quotients(case(name, "coarse")),
    rhs=lambda name: 1,
)
