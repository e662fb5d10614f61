"""Whatever the constant rate, one of two instances is left uncovered with probability 1/2 at all steps of the training.

``H = 10^5``, ``T = 100``, ``B = 48``, ``log N = 4``: the flat prompt for effective steps up to 8, the sharp prompt beyond. The
lower bound of the proposition is ``c min{H/(T log N), 1}``, with ``c = 1/(1024 e B)`` from its proof, which needs ``B`` above the
square of a logarithm of ``TH``, where ``log2(TH)`` is printed.
"""

from proofs_check.coverage_principle._settings_long_horizons import flat_chance, rare_prompt, sharp_mass
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training.count_states import flat_loss

HORIZON, STEPS, SCALE, LOG_LEVEL = 10**5, 100, 48, 4


def rare():
    """How likely the flat prompt is."""
    return rare_prompt(HORIZON, STEPS, SCALE, LOG_LEVEL, 512 * xp.exp(1))


def uncovered(eighths):
    """The probability of samples that leave the likeliest response uncovered at all steps, and what coverage is then at least."""
    step = xp.ratio(eighths, 8)
    if eighths > 64:
        chance, mass = sharp_mass(HORIZON, STEPS, SCALE, step)
    else:
        chance = flat_chance(HORIZON, STEPS, SCALE, LOG_LEVEL, step, rare())
        mass = rare() * xp.exp(-HORIZON * flat_loss(xp.exact(SCALE // 2)))
    return {"chance": chance, "coverage": mass}


CLAIM = Claim(
    statement=(
        r"\forall \bar\eta\ \exists \text{instance}:\ P\Big[\mathrm{Cov}_N(\pi_{\theta^t}) \ge \tfrac12 \min\Big\{1,"
        r" \frac{H}{512\, e\, T B \log N}\Big\} \text{ for all } t \le T\Big] \ge \tfrac12 \quad \text{on these instances}"
    ),
    source=Source("arXiv:2510.15020", "Proposition 5.1, lower bound", reading="one horizon, 100 steps, a grid of rates"),
    sizes=(1, 2, 4, 8, 16, 32, 64, 65, 72, 128, 512, 8 * 10**6),
    kind="value",
    value=uncovered,
    rhs=lambda eighths: {"chance": xp.ratio(1, 2), "coverage": rare() / 2},
    relation=">=",
    trivial="probability",
)
