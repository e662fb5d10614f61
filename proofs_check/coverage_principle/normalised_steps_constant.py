"""The constant of Theorem 5.1 at the printed steps.

The training of ``normalised_steps_cover``, with ``B`` of 1 and 4, batches of 32 and 512 words, and at numbers of steps from
shortly after the prompt gets covered. The theorem hides its constant, and says "for suitable steps"; the explicit form has 485
at ``B/K`` and thousands elsewhere. At the printed rate and damping about 30 is needed at ``B = 4`` and 13 at ``B = 1``: the
cost is the time that the steps take to cross from -1 to the truth. The left side is the lower end of an enclosure that is a few
per cent wide.
"""

from fractions import Fraction

from proofs_check.coverage_principle._settings_sojourns import Normalised, mean_coverage, normalised_rate
from theory_lab.claims import Choice, Claim, Source, Space

RARE = Fraction(1, 100)
BATCHES = ((32, 6), (512, 25))  # with the visits that are told apart, all but a billionth
STEPS = {1: (80_000, 100_000, 2**20), 4: (300_000, 400_000, 2**20)}  # by B
TRAININGS = tuple(
    Normalised(RARE, 128, 100, *batch, steps, scale) for scale in (4, 1) for batch in BATCHES for steps in STEPS[scale]
)

CLAIM = Claim(
    statement=(
        r"\mathbb{E} \tfrac1T \textstyle\sum_{t \le T} \mathrm{Cov}_N(\pi_{\theta^t}) \le c\, \Big("
        r" \sqrt{\frac{\sigma_*^2}{T \log N}} + \frac{B^2}{T} + \frac{B}{K \log N} \Big) \text{ on these instances}"
    ),
    source=Source("arXiv:2510.15020", "Theorem 5.1, best constant at the printed steps", status="derived"),
    space=Space(training=Choice(*TRAININGS)),
    lhs=lambda i, c: mean_coverage(i.training)[0],
    rhs=lambda i, c: c * normalised_rate(i.training),
    trivial="probability",
    unknown="c",
    bracket=(Fraction(0), Fraction(485)),
)
