"""How far the walk of sampling by backtracking is from its stationary law, on words of four to six letters.

The statement of `sampling_returns_le` (whole trees of two and three letters); here words branch along one path.
"""

from proofs_check.backtracking._settings_spines import on_spine
from proofs_check.backtracking.sampling_returns_le import bound, distance
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source

CLAIM = Claim(
    statement=r"\chi^2_T = \frac{P^{2T}(o, o)}{\mu(o)} - 1 \le \bigl(1 + 2\kappa + 2\kappa^2(H-2)\bigr)"
    r" (1 - g)^{2T}, \quad \tfrac1g = 2(1 + \kappa(2H-1) + \kappa^2H(H-2)), \quad H = 4, 5, 6",
    source=Source(
        "arXiv:2510.03149",
        "Theorem 4.1, regret, the distance of the walk",
        status="derived",
        reading="words along one path",
    ),
    space=lambda depth: on_spine(
        depth, lambda i: {}, kappa=Choice(xp.ratio(5, 4), xp.ratio(1, 1), xp.ratio(2, 1)), time=Choice(depth, 2 * depth, 1)
    ),
    sizes=(4, 5, 6),
    lhs=distance,
    rhs=bound,
    loose="equal at time 0 (sampling_returns_le); at later times the start has little weight on the slowest mode",
)
