"""Maximum likelihood covers, by how far frequencies are from probabilities: a theorem for every model and sample.

The deterministic part of Theorem 4.1 for finite classes, as `mle_coverage_tail_le_max` has it over all samples. Assumed are
the two events for one model: the log-ratios ``log q/p``, clipped from below at ``-log 4``, have a mean of at most ``2 L/n``
on the sample (their exponential moment is at most 1, `clipped_ratio_moment_le_one`), and where ``p/q >= N`` the probability
is at most twice the frequency, or ``8 L/n`` (`probability_tail_le`). What the model loses on the sample where ``p/q >= N``,
beyond the clipping, is at most how much less likely it is, and what it gains: ``(log N - log 4)`` times the frequency.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.measures.profiles import coverage, coverage_under
from theory_lab.numbers import Array, ratio
from theory_lab.sequences.laws import tilted


def derived(i: Instance) -> dict[str, Array]:
    """The model, the level, the slack ``L/n``, and the means of the log-ratios on the sample, as they are and clipped."""
    model = i.guess if i.plain else tilted(i.p, ratio(1, 64) + ratio(63, 64) * i.odds)  # light ones are far from the data law
    return {
        "model": model,
        "more": 6 * i.sixth,
        "level": 24 * i.sixth,
        "slack": i.share / 16,
        "gap": xp.dot(i.sample, xp.log(i.p / model)),
        "gain": xp.dot(i.sample, xp.log(xp.maximum(model / i.p, ratio(1, 4)))),
    }


def bound(i: Instance) -> Array:
    """``max(2/(log N - log 4) [(L(p) - L(q))_+/n + 2 L/n], 8 L/n)``."""
    return xp.maximum(2 * (xp.maximum(i.gap, 0) + 2 * i.slack) / xp.log(i.more), 8 * i.slack)


CLAIM = Claim(
    statement=(
        r"\hat{\mathrm E} \max\Big\{\log\frac qp, -\log 4\Big\} \le 2 \ell,\ \mathrm P(C) \le \max\{2\,\hat{\mathrm P}(C),"
        r" 8 \ell\} \implies \mathrm{Cov}_N(q) \le"
        r" \max\Big\{\frac{2}{\log N - \log 4} \Big[\frac{(L_n(p) - L_n(q))_+}{n} + 2 \ell\Big],"
        r" 8 \ell\Big\}, \quad C = [p/q \ge N],\ \ell = L/n"
    ),
    source=Source(
        "arXiv:2510.15020", "Theorem 4.1 for finite classes, where frequencies are near probabilities", status="derived"
    ),
    space=lambda n: Space(
        p=Simplex(n, positive=True),
        plain=Choice(False, True),
        guess=Simplex(n, positive=True),
        odds=Table(n, 0, 1),
        sample=Simplex(n),
        sixth=Ratio(ratio(5, 24), 40),
        share=Ratio(0, 4),
        derived=derived,
    ),
    sizes=(2, 3, 4),
    given={
        "the model gains little": lambda i: i.gain <= 2 * i.slack,
        "probabilities are not too large": lambda i: (
            coverage(i.p, i.model, i.level) <= xp.maximum(2 * coverage_under(i.sample, i.p, i.model, i.level), 8 * i.slack)
        ),
    },
    lhs=lambda i: coverage(i.p, i.model, i.level),
    rhs=bound,
    trivial="probability",
)
