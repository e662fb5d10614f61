"""From online regret to the excess loss of the average.

Convex losses: ``E L(mean of f_t) <= E mean L(f_t)``, and ``f_t`` does not depend on ``z_t``, so the right side is the
expected loss paid. All samples of coins are summed; the learner is any function of the past. Equality for a constant
learner.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.sequences.laws import leaf_law, path_sums
from theory_lab.sequences.trees import Tree


def learners(horizon):
    """A coin, predictions at every prefix of the sample, and a fixed prediction to compare with."""
    return Space(chance=Ratio(0, 1), predictions=Table(2**horizon - 1, 0, 1), fixed=Ratio(0, 1), derived=derived)


def derived(i):
    """Excess loss of the average prediction, and expected regret over the number of rounds, for the square loss."""
    tree = Tree.complete(2, i.size)
    parent, letter = tree.parent[1:], tree.letter[1:]
    law = leaf_law(tree, i.chance * letter + (1 - i.chance) * (1 - letter))
    made = i.predictions[parent]
    average = path_sums(tree, made)[tree.leaves] / i.size
    paid = path_sums(tree, (made - letter) ** 2 - (i.fixed - letter) ** 2)[tree.leaves] / i.size
    loss = i.chance * ((1 - average) ** 2 - (1 - i.fixed) ** 2) + (1 - i.chance) * (average**2 - i.fixed**2)
    return {"excess": xp.dot(law, loss), "regret": xp.dot(law, paid)}


CLAIM = Claim(
    statement=r"\mathbb E L(\bar f) - L(f^*) \le \tfrac1T\,\mathbb E\,\mathrm{Reg}"
    r" \quad (\text{square loss of predictions of a coin; } T = 1, 2, 4)",
    source=Source("arXiv:2312.16730", "online-to-batch conversion", status="second-hand"),
    space=learners,
    sizes=(1, 2, 4),
    lhs=lambda i: i.excess,
    rhs=lambda i: i.regret,
    tight_at={"chance": [1, 1], "predictions": [2, 1], "fixed": [1, 1]},
)
