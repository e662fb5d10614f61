"""A policy is its own reward: differences of ``beta log(pi*/ref)`` are differences of the reward.

For all pairs of responses at once: by how much the two differ has the same largest and smallest value, minus the logarithm of the
normaliser.
"""

from proofs_check.policy_optimisation._settings import preferences, tilted
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array


def shifts(i: Instance) -> Array:
    """``log(pi*/ref) - log(weight)`` of every response."""
    return xp.log(tilted(i) / i.ref) - xp.log(i.weight)


CLAIM = Claim(
    statement=(
        r"\beta \log \frac{\pi^*(y)}{\pi_{\mathrm{ref}}(y)} - \beta \log \frac{\pi^*(y')}{\pi_{\mathrm{ref}}(y')} ="
        r" r(y) - r(y')"
    ),
    source=Source("arXiv:2305.18290", "equation (5)", status="second-hand"),
    space=preferences,
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: xp.max(shifts(i)),
    rhs=lambda i: xp.min(shifts(i)),
)
