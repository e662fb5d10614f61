"""The limit law of the walk is the target on classic counting problems, whatever the verifier.

Given a leaf the stationary law is ``pi*``; the stationary law is kept by a step, its leaf mass is ``W_H/(2 sum_h
W_h)``; and the walk with momentum keeps a law with the same conditional law on leaves.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import CASES, case
from theory_lab.decoding.walks import momentum


def differences(i):
    """The differences of the identities, in absolute sums."""
    tree, weights, law = i.tree, i.weights, walks.stationary(i.tree, i.weights)
    lifted = momentum.stationary(tree, weights)
    at_leaves = lifted[0][tree.leaves]
    mass = xp.sum(law[tree.leaves]) - i.values[0] / (2 * xp.sum(weights))
    return {
        "stationary": xp.sum(abs(walks.step(tree, weights, law) - law)),
        "leaves": xp.sum(abs(law[tree.leaves] / xp.sum(law[tree.leaves]) - i.target)),
        "mass": mass,
        "momentum": xp.sum(abs(momentum.step(tree, weights, lifted) - lifted)),
        "its leaves": xp.sum(abs(at_leaves / xp.sum(at_leaves) - i.target)),
    }


CLAIM = Claim(
    statement=r"\mu P = \mu, \quad \mu(\cdot|\Lambda) = \pi^*, \quad \mu(\Lambda) = Z/(2\textstyle\sum_h W_h)"
    r" \text{ and the same for the walk with momentum}"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "stationary law on self-reducible problems", status="second-hand", also=("Appendix E.1",)),
    sizes=CASES,
    kind="value",
    value=lambda pair: differences(case(*pair)),
    rhs=lambda pair: 0,
    relation="==",
)
