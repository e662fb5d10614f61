"""A policy is its own reward: differences of ``beta log(pi*/ref)`` are differences of the reward.

For all pairs of responses at once; the normalising constant cancels.
"""

from proofs_check.policy_optimisation._settings import preferences, tilted
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.numbers import Array


def gaps(values: Array) -> Array:
    """Differences to the first entry, as one number."""
    return xp.sum(xp.stack([(values[k] - values[0]) * xp.ratio(1, 10**k) for k in range(1, len(values))]))


CLAIM = Claim(
    statement=(
        r"\beta \log \frac{\pi^*(y)}{\pi_{\mathrm{ref}}(y)} - \beta \log \frac{\pi^*(y')}{\pi_{\mathrm{ref}}(y')} ="
        r" r(y) - r(y')"
    ),
    source=Source("arXiv:2305.18290", "equation (5)", status="second-hand"),
    space=preferences,
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: gaps(xp.log(tilted(i) / i.ref)),
    rhs=lambda i: gaps(xp.log(i.weight)),
)
