"""A combination lock.

Only one action keeps the process on track at every step, so the chance to end on track is the product of the probabilities of
those actions: ``2^-H`` for a policy that explores uniformly. Exploration without direction needs exponentially many episodes.
The first wheel is the last row.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Table
from theory_lab.decisions.processes import mdps

KERNEL = np.array([[[1, 0], [0, 1]], [[0, 1], [0, 1]]])  # state 0 is on track, action 0 stays there


def derived(i):
    """The occupancies of a policy that turns every wheel right with the given chance."""
    kernels = xp.stack([KERNEL] * (i.size - 1)) if i.size > 1 else xp.zeros((0, 2, 2, 2), like=i.chances)
    policy, product = [], xp.exact(1)
    for chance in i.chances[::-1]:
        policy.append(xp.stack([xp.stack([chance, 1 - chance])] * 2))
        product = product * chance
    return {"visits": mdps.occupancies(kernels, xp.exact([1, 0]), xp.stack(policy)), "product": product}


CLAIM = Claim(
    statement=r"P(\text{all wheels right}) = \prod_h \pi_h(\text{right}), \quad 2^{-H} \text{ for uniform play}",
    source=Source("arXiv:2312.16730", "combination lock", status="second-hand"),
    space=lambda steps: Space(chances=Table(steps, 0, 1), derived=derived),
    sizes=(2, 4, 8),
    relation="==",
    lhs=lambda i: i.visits[-1, 0, 0],
    rhs=lambda i: i.product,
)
