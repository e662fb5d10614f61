"""Soft Best-of-N approaches the tilted policy at rate 1/N.

Drawing N and choosing in proportion to the weights gives
``S(y) = p(y) E[N w(y) / (w(y) + sum of N - 1 weights)]``. Jensen's inequality for ``1/(a + x)`` bounds the
density of the tilt by ``1 + (w(y)/Z - 1)/N``, and again for the logarithm.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.choice.rejection import law_over_samples
from theory_lab.measures.coefficients import l1_coverage
from theory_lab.measures.divergences import kl
from theory_lab.sequences.laws import tilted


def derived(i):
    """The tilted law and the law of the choice among the draws, exact over all samples; the first response weighs most, 1."""
    weight = xp.concatenate([xp.ones((1,), like=i.rest), i.rest])

    def chosen(counts):
        shares = counts * weight
        return shares / xp.sum(shares, axis=1)[:, None]

    return {"tilt": tilted(i.base, weight), "sampled": law_over_samples(i.base, i.draws, chosen)}


def bound(i):
    """``log(1 + (C(tilt) - 1)/N)``."""
    return xp.log(1 + (l1_coverage(i.tilt, i.base) - 1) / i.draws)


CLAIM = Claim(
    statement=r"\mathrm{KL}(t\|S_N) \le \log\bigl(1 + (C(t)-1)/N\bigr) \le (C(t)-1)/N, \quad t \propto p\,w",
    source=Source("arXiv:2505.03156", "soft Best-of-N against the tilted policy, explicit form", status="derived"),
    space=lambda n: Space(
        base=Simplex(n, positive=True),
        rest=Table(n - 1, xp.ratio(1, 64), xp.ratio(1, 2)),
        draws=Count(1, 10 if n == 2 else 5),
        derived=derived,
    ),
    sizes=(2, 3, 4),
    chain=(lambda i: kl(i.tilt, i.sampled), bound, lambda i: (l1_coverage(i.tilt, i.base) - 1) / i.draws),
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
    notes="The weights stand for exp(b r), so that the law of the sampler is rational; they are scaled by the largest.",
)
