"""The two-point lower bound against the exact minimax regret.

In every round the two models err with total probability at least ``1 - sqrt(1 - exp(-t KL))`` (Bretagnolle and Huber), sharp for
nearby models. The notes have half of ``exp(-t KL)``, which is up to half of that, and then ``T`` in place of every ``t``.
For a model and its mirror image the minimax regret is the Bayesian regret of the uniform prior, which the
right side computes by dynamic programming.
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
    statement=r"\tfrac\Delta2 \sum_{t<T} \Bigl(1 - \sqrt{1 - e^{-t\,\mathrm{KL}}}\Bigr) \le \min\max \mathrm{Reg}_T",
    source=Source(
        "arXiv:2312.16730", "two-point lower bound for two arms, sharpened", status="derived",
        also=("two-point lower bound for two arms (second-hand)",),
    ),
    space=lambda horizon: Space(gap=Ratio(0, xp.ratio(9, 10)), derived=derived),
    sizes=(3, 6, 10),
    lhs=lambda i: i.gap / 2 * sum(1 - xp.sqrt(1 - xp.exp(-t * i.divergence)) for t in range(i.size)),
    rhs=lambda i: bayes_regret(i.means, i.prior, i.size),
    tight_at=lambda k: {"gap": [1, 2**k]},
    rate="1 - ratio of order 2^(-k)",
)  # fmt: skip
