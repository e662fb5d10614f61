"""Normalised gradients with larger steps: Theorem 5.1 with the constant 1/8.

The training of ``normalised_steps_cover`` at 32 times the printed step, ``1/(4 B)``, with the damping ``log N/(16 eta)`` as
before: the time to cross from -1 to the truth, and with it the sum of the coverages, falls by a factor of 800. At the printed
steps the same trainings need constants up to 30 (``normalised_steps_constant``): "for suitable steps" says more than any
constant. Sizes are ``B``, ``K``, the visits that are told apart, and ``T``.
"""

from fractions import Fraction

from proofs_check.coverage_principle._settings_sojourns import Normalised, mean_coverage, normalised_rate
from theory_lab.claims import Claim, Source
from theory_lab.numbers import Array


def sides(size: tuple[int, int, int, int]) -> tuple[Fraction, Array]:
    """The mean coverage from above, and an eighth of the rate."""
    scale, batch, visits, steps = size
    training = Normalised(Fraction(1, 100), 128, 100, batch, visits, steps, scale, 32)
    return mean_coverage(training)[1], normalised_rate(training) / 8


CLAIM = Claim(
    statement=(
        r"\mathbb{E} \tfrac1T \textstyle\sum_{t \le T} \mathrm{Cov}_N(\pi_{\theta^t}) < \tfrac18 \Big("
        r" \sqrt{\frac{\sigma_*^2}{T \log N}} + \frac{B^2}{T} + \frac{B}{K \log N} \Big)"
        r" \text{ on these instances, } \eta = \tfrac{1}{4 B}"
    ),
    source=Source(
        "arXiv:2510.15020", "Theorem 5.1 at larger steps than the proof's", status="derived", reading="words of one coin"
    ),
    kind="value",
    relation="<",
    sizes=tuple((scale, *batch, steps) for scale in (1, 4) for batch in ((32, 6), (512, 25)) for steps in (2**14, 2**17, 2**20)),
    value=sides,
    trivial="probability",
)
