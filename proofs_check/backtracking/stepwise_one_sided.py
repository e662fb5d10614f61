"""Errors of one sign cost half as much.

If ``V* <= Vhat <= b V*`` at inner prefixes, every factor of ``P/pi*`` but the last lies in ``[1/b, b]``, so ``P/pi* <=
b^(H-1)``; and the exponents of one step lie in an interval of length ``log b``, so ``KL(pi*||P) <= (H - 1)(log b)^2/8``.
"""

from proofs_check.backtracking._settings import inner_shares, models, positive_reward
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decoding.stepwise.samplers import stepwise_law
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.measures.divergences import kl
from theory_lab.sequences.laws import leaf_law, tilted, value


def derived(i):
    """Action-level sampling with scores between ``V*`` and ``b V*`` at inner nodes, exact at the leaves."""
    exact = value(i.tree, i.steps, i.reward)[1 : i.tree.levels[-1].start]
    sampled = stepwise_law(i.tree, i.steps, xp.concatenate([exact * (1 + i.noise * (i.b - 1)), i.reward]))
    target, letters = tilted(leaf_law(i.tree, i.steps), i.reward), i.tree.depth - 1
    ratio = xp.maximum(linf_coverage(sampled, target), linf_coverage(target, sampled))
    return {"letters": letters, "ratio": ratio, "divergence": kl(target, sampled)}


def within_b(size):
    """Models and rewards that are positive, and scores between ``V*`` and ``b V*``."""
    return models(size, derived, reward=positive_reward, b=Ratio(xp.ratio(33, 32), 8), noise=inner_shares)


CLAIMS = {
    "ratio": Claim(
        statement=r"V^* \le \hat V \le bV^* \implies b^{-(H-1)} \le P/\pi^* \le b^{H-1}",
        source=Source("arXiv:2510.03149", "error amplification of action-level sampling, errors of one sign", status="derived"),
        space=within_b,
        sizes=((2, 2), (3, 2), (2, 3)),
        lhs=lambda i: i.ratio,
        rhs=lambda i: i.b**i.letters,
        sharpened=lambda i: xp.ratio(9, 10) * i.b**i.letters,
    ),
    "divergence": Claim(
        statement=r"V^* \le \hat V \le bV^* \implies \mathrm{KL}(\pi^*\|P) \le (H-1)(\log b)^2/8",
        source=Source("arXiv:2510.03149", "divergence of action-level sampling, errors of one sign", status="derived"),
        space=within_b,
        sizes=((2, 2), (3, 2), (2, 3)),
        lhs=lambda i: i.divergence,
        rhs=lambda i: i.letters * xp.log(i.b) ** 2 / 8,
        sharpened=lambda i: xp.ratio(9, 10) * i.letters * xp.log(i.b) ** 2 / 8,
    ),
}
