"""How much a policy gains over another one in a single state: by the largest advantage and how far the policies are apart.

The advantages have mean 0 under the old policy, so that their mean under the new one is a sum of ``(pi' - pi) A``. Equality
where the new policy is an action of the largest advantage, and the old one takes it or one as bad with equal chances.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.measures.divergences import total_variation
from theory_lab.numbers import Array, ratio


def bound(i: Instance) -> Array:
    """``2 TV max |A|`` with ``A = r - E_pi r``."""
    return 2 * total_variation(i.later, i.policy) * xp.max(abs(i.reward - xp.dot(i.policy, i.reward)))


CLAIM = Claim(
    statement=(
        r"|\mathbb E_{\pi'} A| \le 2\,\mathrm{TV}(\pi', \pi)\, \max_a |A(a)|,"
        r" \quad A(a) = r(a) - \mathbb E_\pi r"
    ),
    source=Source(
        "arXiv:1502.05477", "Lemma 2 of Appendix A, with the best coupling of the policies at a state", status="second-hand"
    ),
    space=lambda n: Space(policy=Simplex(n), later=Simplex(n), reward=Table(n, -1, 1)),
    sizes=(2, 3),
    lhs=lambda i: abs(xp.dot(i.later, i.reward) - xp.dot(i.policy, i.reward)),
    rhs=bound,
    tight_at={"policy": [1, 1], "later": [1, 0], "reward": [1, 1, -1]},
    sharpened=lambda i: ratio(99, 100) * bound(i),
)
