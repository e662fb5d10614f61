"""Log loss at every horizon: the Bayes mixture loses no more than ``log(1/prior)`` beyond any expert.

What an expert gains on the mixture is what its weight grows by, and no weight exceeds 1.
`exponential_weights_regret_eq` has this for any number of experts, at a few horizons. The first round is the last row: what the
first rounds have led to is then a function of the rows that are left. Sizes are (experts, rounds).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.numbers import Array


def whole(roots: list[Array]) -> Array:
    """The sum of the weights relative to that of the first expert, the squares of ``roots``."""
    total = xp.exact(1)
    for root in roots:
        total = total + root**2
    return total


def derived(i: Instance) -> dict[str, Array]:
    """What the mixture gains on the first expert, as a product over rounds, and the weight of that expert at both ends."""
    others = range(1, i.size[0])
    roots, product = [xp.sqrt(i.prior[k] / i.prior[0]) for k in others], xp.exact(1)
    weight = first = 1 / whole(roots)
    for step in reversed(range(len(i.likelihoods))):
        ratios = [xp.sqrt(i.likelihoods[step, k] / i.likelihoods[step, 0]) for k in others]
        roots = [root * one for root, one in zip(roots, ratios, strict=True)]
        product = product * (weight * whole(roots))
        weight = 1 / whole(roots)
    return {"product": product, "first": first, "last": weight}


CLAIM = Claim(
    statement=r"w_{T+1}(1) \prod_{t \le T} \frac{\hat q_t(y_t)}{q_{1,t}(y_t)} = w_1(1), \quad \hat q_t = \sum_i w_t(i)\,"
    r" q_{i,t},\ w_{t+1}(i) \propto w_t(i)\, q_{i,t}(y_t)",
    source=Source("arXiv:2312.16730", "exponential weights under log loss, every horizon", status="derived"),
    space=lambda size: Space(
        prior=Table(size[0], xp.ratio(1, 16), 1), likelihoods=Table((size[1], size[0]), xp.ratio(1, 16), 1), derived=derived
    ),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: i.last * i.product,
    rhs=lambda i: i.first,
    notes="The weights of the prior have any sum.",
)
