"""One average acceptance rate understates the tokens of a round.

The length of a round is convex in the rate, so that prompts of different rates write more than one prompt of their mean rate.
"""

from proofs_check.speculative_decoding._settings import round_length
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Instance, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def mean_length(i: Instance) -> Array:
    """The expected number of tokens over the prompts."""
    return xp.dot(i.prompts, xp.stack([round_length(rate, i.drafted) for rate in i.rates]))


CLAIM = Claim(
    statement=r"L(\mathbb E \alpha_x) \le \mathbb E L(\alpha_x), \quad L(\alpha) = 1 + \alpha + \dots + \alpha^\gamma",
    source=Source("arXiv:2211.17192", "Section 3.1, rates that differ between prompts", status="derived"),
    space=Space(prompts=Simplex(2), rates=Table(2, 0, 1), drafted=Count(1, 4)),
    lhs=lambda i: round_length(xp.dot(i.prompts, i.rates), i.drafted),
    rhs=mean_length,
    sharpened=lambda i: xp.ratio(99, 100) * mean_length(i),
    tight_at={"prompts": [1, 1], "rates": [2, 1, 1], "drafted": 2},
)
