"""Maximum likelihood covers, by how far frequencies are from probabilities: a theorem for every model and sample.

The deterministic part of Theorem 4.1 for finite classes, as `mle_coverage_tail_le_max` has it over all samples. Assumed are the two
events for one model: the log-ratios ``log q/p``, clipped from below at ``-log 4``, have a mean of at most ``2 L/n`` on the sample
(their exponential moment is at most 1, `clipped_ratio_moment_le_one`), and where ``p/q >= N`` the probability is at most twice the
frequency, or ``8 L/n`` (`probability_tail_le`). What the model loses on the sample where ``p/q >= N``, beyond the clipping, is at
most how much less likely it is, and what it gains: ``(log N - log 4)`` times the frequency.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage, coverage_under
from theory_lab.numbers import Array, ratio


def derived(i: Instance) -> dict[str, Array]:
    """The level, the slack ``L/n``, and the means of the log-ratios on the sample, as they are and clipped."""
    return {
        "level": 4 * i.more,
        "slack": i.share / 32,
        "gap": xp.dot(i.sample, xp.log(i.p / i.q)),
        "gain": xp.dot(i.sample, xp.log(xp.maximum(i.q / i.p, ratio(1, 4)))),
    }


def bound(i: Instance) -> Array:
    """``max(2/(log N - log 4) [(L(p) - L(q))_+/n + 2 L/n], 8 L/n)``."""
    return xp.maximum(2 * (xp.maximum(i.gap, 0) + 2 * i.slack) / xp.log(i.more), 8 * i.slack)


CLAIM = Claim(
    statement=(
        r"\hat{\mathrm E} \max\Big\{\log\frac qp, -\log 4\Big\} \le 2 \ell,\ \mathrm P(C) \le \max\{2\,\hat{\mathrm P}(C), 8 \ell\}"
        r" \implies \mathrm{Cov}_N(q) \le \max\Big\{\frac{2}{\log N - \log 4} \Big[\frac{(L_n(p) - L_n(q))_+}{n} + 2 \ell\Big],"
        r" 8 \ell\Big\}, \quad C = [p/q \ge N],\ \ell = L/n"
    ),
    source=Source("arXiv:2510.15020", "Theorem 4.1 for finite classes, where frequencies are near probabilities", status="derived"),
    space=lambda n: Space(
        p=Simplex(n, positive=True),
        q=Simplex(n, positive=True),
        sample=Simplex(n),
        more=Ratio(ratio(5, 4), 256),
        share=Ratio(0, 8),
        derived=derived,
    ),
    sizes=(2, 3, 4),
    given={
        "the model gains little": lambda i: i.gain <= 2 * i.slack,
        "probabilities are not too large": lambda i: (
            coverage(i.p, i.q, i.level) <= xp.maximum(2 * coverage_under(i.sample, i.p, i.q, i.level), 8 * i.slack)
        ),
    },
    lhs=lambda i: coverage(i.p, i.q, i.level),
    rhs=bound,
    trivial="probability",
)
