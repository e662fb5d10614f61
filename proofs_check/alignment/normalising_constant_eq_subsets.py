"""The normalising constant is a maximum over top sets.

``E relu(rhat - l) >= E[(rhat - l) 1_A]`` for every set ``A``, with equality at ``A = {rhat > l}``; solve
for ``l``. All ``2^n - 1`` sets are tried on the left.
"""

from itertools import product

import numpy as np

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decoding.responses.pessimism import normalising_constant


def over_subsets(i):
    """``max over nonempty A of (E[rhat 1_A] - b) / p(A)``."""
    events = np.array([bits for bits in product((0, 1), repeat=i.size) if any(bits)])
    masses, gains = (xp.sum(events * weights, axis=1) for weights in (i.base, i.base * i.reward))
    return xp.max((gains - i.strength) / masses)


CLAIM = Claim(
    statement=r"\lambda = \max_{\emptyset \ne A} \bigl(\mathbb E_p[\hat r 1_A] - b\bigr)/p(A)",
    source=Source("arXiv:2503.21878", "normalising constant of the chi-square policy", status="derived"),
    space=lambda n: responses(n, strength=Ratio(xp.ratio(1, 16), 4)),
    sizes=(2, 3, 5),
    relation="==",
    lhs=over_subsets,
    rhs=lambda i: normalising_constant(i.base, i.reward, i.strength),
)
