"""The winner of a population offset tournament.

Let ``pi_1`` be nearest to the data in ``E_gamma`` and ``C = {pi_1 / pick >= N}``. Every score of ``pi_1`` is
at most ``E``, so ``P(C) <= E + 2 gamma P_pick(C)`` and ``P_pick(C) <= P_{pi_1}(C)/N <= (gamma P(C) + E)/N``:
with ``N >= 8 gamma^2`` this gives ``P(C) <= 5E/3``; ``pi_1`` itself loses ``2E``.
"""

from proofs_check.coverage_principle._settings import candidates
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source
from theory_lab.learning.likelihood.selection import chosen, offset_scores
from theory_lab.measures.divergences import hockey_stick
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def picked(i: Instance) -> Array:
    """The worst coverage among the winners, at level ``2 N gamma``."""
    won = chosen(offset_scores(i.law, i.models, i.level, i.gamma))
    return xp.max(won * xp.stack([coverage(i.law, model, 2 * i.level * i.gamma) for model in i.models]))


def nearest(i: Instance) -> Array:
    """``min E_gamma(law || model)``."""
    pairs = [xp.maximum(hockey_stick(i.law, q, i.gamma), hockey_stick(q, i.law, i.gamma)) for q in i.models]
    return xp.min(xp.stack(pairs))


CLAIM = Claim(
    statement=(
        r"N \ge 8 \gamma^2 \implies \mathrm{Cov}_{2 N \gamma}(\hat\pi) \le \tfrac{11}{3} \min_{\pi \in"
        r" \Pi} E_\gamma(\pi_D \| \pi)"
    ),
    source=Source("arXiv:2510.15020", "population form of Theorem 6.4", status="derived"),
    space=lambda size: candidates(
        *size,  # pyright: ignore[reportCallIssue]
        lambda i: {"level": 8 * i.gamma**2 * i.stretch},
        law=Simplex(size[1]),
        gamma=Ratio(1, 4),
        stretch=Ratio(1, 3),
    ),
    sizes=((2, 2), (2, 3), (3, 2), (4, 2)),
    lhs=picked,
    rhs=lambda i: xp.ratio(11, 3) * nearest(i),
    trivial="probability",
    loose="of 11/3 the part 2 pays for the best model's own loss beyond level 2 gamma, which a winner need not share",
)
