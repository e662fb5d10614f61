"""The flat prompt stays uncovered for most samples.

The prompt is drawn with probability ``mu = min(1, B H / (512 e T B^2 log N))``, so rarely that its exponent
does not reach the next unit within ``T`` steps. A run is a failure when at some step the most likely response
is covered; as that response has more than half of the mass, the others have ``Cov_N >= mu / 2`` throughout.
``B = 40``, ``log N = 4``, ``T = 100``. The probability is that of the samples whose letters are all the likeliest one and
that have few enough visits, summed over the number of visits.
"""

from proofs_check.coverage_principle._settings_long_horizons import flat_chance, rare_prompt
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

SCALE, LOG_LEVEL, STEPS = 40, 4, 100


def chance(size):
    """The probability of staying uncovered; ``size`` is the horizon and eight times the effective step."""
    horizon, eighths = size
    rare = rare_prompt(horizon, STEPS, SCALE, LOG_LEVEL, 512 * xp.exp(1))
    return flat_chance(horizon, STEPS, SCALE, LOG_LEVEL, xp.ratio(eighths, 8), rare)


CLAIM = Claim(
    statement=(
        r"\bar\eta \le 8 \implies P\Big[\mathrm{Cov}_N(\pi_{\theta^t}) \ge \tfrac12 \min\Big\{1,"
        r" \frac{H}{512\, e\, T B \log N}\Big\} \text{ for all } t \le T\Big] \ge \tfrac12"
        r" \quad \text{on these instances}"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.7"),
    sizes=tuple((horizon, eighths) for horizon in (10**4, 10**5, 10**6) for eighths in (1, 8, 64)),
    kind="value",
    value=chance,
    rhs=lambda size: xp.ratio(1, 2),
    relation=">=",
    trivial="probability",
    loose="the constant 512 e is generous: flat_prompt_constant has what is needed",
)
