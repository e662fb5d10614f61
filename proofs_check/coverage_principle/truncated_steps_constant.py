"""The constant of Theorem 6.2 for coverage, at the step of the proof.

The training of ``truncated_steps_cover``, with ``B`` of 1, 2 and 4, at numbers of steps from shortly after the prompt gets
covered. The theorem hides its constant; that of the explicit form is 2048 at ``B^2/T``. At the step ``1/(256 B^2 log N)`` about
50 is needed at ``B = 4`` and 6 at ``B = 1``: the step is so small that the whole cost is the time to cross from -1 to the
truth. The left side is the lower end of an enclosure that is a few per cent wide.
"""

from fractions import Fraction

from proofs_check.coverage_principle._settings_sojourns import Truncated, mean_coverage, truncated_rate
from theory_lab.claims import Choice, Claim, Source, Space

STEPS = {1: (1000, 1500, 2000, 3000), 2: (1500, 2000, 3000), 4: (6000, 7000, 8000, 10_000)}  # by B
TRAININGS = tuple(
    Truncated(share, horizon, level, steps, scale)
    for share, horizon, level in ((Fraction(1), 128, 50), (Fraction(1, 4), 64, 30))
    for scale in (4, 2, 1)
    for steps in STEPS[scale]
)

CLAIM = Claim(
    statement=(
        r"\mathbb{E} \tfrac1T \textstyle\sum_{t \le T} \mathrm{Cov}_N(\pi_{\theta^t}) \le c\, \Big("
        r" \sqrt{\frac{\sigma_*^2}{T \log N}} + \frac{B^2}{T} \Big) \text{ on these instances}"
    ),
    source=Source("arXiv:2510.15020", "Theorem 6.2 for coverage, best constant at the step of the proof", status="derived"),
    space=Space(training=Choice(*TRAININGS)),
    lhs=lambda i, c: mean_coverage(i.training)[0],
    rhs=lambda i, c: c * truncated_rate(i.training),
    trivial="probability",
    unknown="c",
    bracket=(Fraction(0), Fraction(2048)),
)
