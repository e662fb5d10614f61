"""How rare the flat prompt has to be.

The proof takes a prompt of probability ``mu = min{1, H/(c T B log N)}`` with ``c = 512 e``. The least ``c`` at which it stays
uncovered with probability 1/2, at three horizons and three effective steps up to 8; ``B = 40``, ``log N = 4``, ``T = 100``. Only
samples whose letters are all the likeliest one are counted, which a smaller constant pays for.
"""

from fractions import Fraction

from proofs_check.coverage_principle._settings_long_horizons import flat_chance, rare_prompt
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space

SCALE, LOG_LEVEL, STEPS = 40, 4, 100


def chance(i, c):
    """The probability of staying uncovered at the constant ``c``."""
    rare = rare_prompt(i.horizon, STEPS, SCALE, LOG_LEVEL, c * xp.exact(1))
    return flat_chance(i.horizon, STEPS, SCALE, LOG_LEVEL, i.step, rare)


CLAIM = Claim(
    statement=(
        r"\bar\eta \le 8 \implies P\Big[\mathrm{Cov}_N(\pi_{\theta^t}) \ge \tfrac12 \min\Big\{1,"
        r" \frac{H}{c\, T B \log N}\Big\} \text{ for all } t \le T\Big] \ge \tfrac12, \quad c = 512\, e \text{ in print}"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.7, best constant", status="derived"),
    space=Space(horizon=Choice(10**4, 10**5, 10**6), step=Choice(Fraction(1, 8), Fraction(1), Fraction(8))),
    lhs=lambda i, c: xp.ratio(1, 2),
    rhs=chance,
    trivial="probability",
    unknown="c",
    bracket=(Fraction(1), Fraction(1392)),
)
