"""Two worlds and deterministic comparators: ``eps sqrt(C)/2``.

The proxy is constant, and the response of mass ``1/C`` is better by ``eps sqrt C`` in one world and worse in the other. The
comparator of the first world returns it, that of the second avoids it; a rule that gives it mass ``x`` has regret ``eps sqrt(C)
(1 - x)`` in one world and ``eps sqrt(C) x`` in the other. The proposition is quoted with the constant 1/4, half of this one;
its hypotheses are not known here. Both sides are squared.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.measures.coefficients import l1_coverage


def derived(i):
    """The square of the reward shift, from the error, and the coverage of the two comparators."""
    mass = 1 / i.level
    base = xp.stack([mass, 1 - mass])
    first, second = (xp.stack([x, 1 - x]) for x in (1, 0))
    return {"square": i.error**2 / mass, "coverage": xp.maximum(l1_coverage(first, base), l1_coverage(second, base))}


def worst(i):
    """The square of the larger regret, ``C eps^2 max(x, 1 - x)^2``."""
    return i.square * xp.maximum(i.law, 1 - i.law) ** 2


CLAIM = Claim(
    statement=r"\tfrac14\,C\varepsilon^2 \le \max_{\pm}\bigl(J(\pi_\pm) - J(\pi)\bigr)^2, \quad C \ge 2",
    source=Source(
        "arXiv:2503.21878", "Proposition 2.1", status="second-hand",
        reading="explicit instance; the constant 1/2 instead of 1/4 before squaring",
    ),
    space=Space(law=Ratio(0, 1), error=Ratio(0, 1), level=Ratio(2, 20), derived=derived),
    lhs=lambda i: i.coverage * i.error**2 / 4,
    rhs=worst,
    sharpened=lambda i: xp.ratio(99, 100) * worst(i),
    tight_at={"law": [1, 2], "error": [1, 3], "level": [3, 1]},
    notes="The law is the mass x of the response; the coverage is that of the worse comparator, which is C.",
)  # fmt: skip
