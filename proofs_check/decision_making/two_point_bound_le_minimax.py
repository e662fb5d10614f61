"""The two-point lower bound against the exact minimax regret.

In every round the two models err with total probability at least ``exp(-t KL)/2`` (Bretagnolle and Huber).
For a model and its mirror image the minimax regret is the Bayesian regret of the uniform prior, which the
right side computes by dynamic programming. The last form of the bound replaces every ``t`` by ``T``.
"""

from proofs_check.decision_making._settings import uniform
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.decisions.play.minimax import bayes_regret


def derived(i):
    """The pair of models, and the divergence of one pull."""
    high, low = (1 + i.gap) / 2, (1 - i.gap) / 2
    return {
        "means": xp.stack([xp.stack([high, low]), xp.stack([low, high])]),
        "prior": uniform(2),
        "divergence": xp.kl_term(high, low) + xp.kl_term(low, high),
    }


CLAIM = Claim(
    statement=r"\tfrac{\Delta T}{4} e^{-T\,\mathrm{KL}} \le \tfrac\Delta4 \sum_{t<T} e^{-t\,\mathrm{KL}} \le"
    r" \min\max \mathrm{Reg}_T",
    source=Source("arXiv:2312.16730", "two-point lower bound for two arms", status="second-hand"),
    space=lambda horizon: Space(gap=Ratio(0, xp.ratio(9, 10)), derived=derived),
    sizes=(1, 3, 6, 10),
    chain=(
        lambda i: xp.ratio(i.size, 4) * i.gap * xp.exp(-i.size * i.divergence),
        lambda i: i.gap / 4 * sum(xp.exp(-t * i.divergence) for t in range(i.size)),
        lambda i: bayes_regret(i.means, i.prior, i.size),
    ),
    loose="the two-point method loses a factor 2 already at small gaps, where the minimax regret is nearly gap * T / 2",
)
