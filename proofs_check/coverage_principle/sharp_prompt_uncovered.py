"""The sharp prompt is never covered.

``H = 16``, ``T = 30``, ``B = 4 log(8 T H)``, start at ``v_1``. While all letters drawn are the most likely
one, the projected steps stay so close to the two points that the likeliest response keeps a log-ratio of at
least ``H B / 8``; it has nearly all the mass of the data.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training import count_states, updates
from theory_lab.numbers import Array

HORIZON, STEPS = 16, 30
BALL = updates.ball()
MODE = count_states.modal_counts(HORIZON, 0, 1, (1, 3))


def uncovered_mass(step: int) -> Array:
    """The mass of the likeliest response if its log-ratio stays above ``H B / 8`` for all steps, else 0."""
    scale = 4 * xp.log(xp.exact(8 * STEPS * HORIZON))
    features = count_states.sharp_prompt(scale, xp.exact(step))
    truth, theta = features[0, 1] / scale, features[0, 2] / scale
    data, mode = count_states.letter_laws(features, truth), xp.exact(MODE)
    gradient, kept = count_states.count_gradient(features), xp.exact(1)
    for _ in range(STEPS):
        ratio = count_states.log_ratio(data, count_states.letter_laws(features, theta), mode)
        kept = xp.minimum(kept, xp.at_least(ratio, HORIZON * scale / 8))
        theta = updates.plain(theta, gradient(theta, mode), step / (HORIZON * scale), BALL)
    return kept * data[0, 1] ** HORIZON


CLAIM = Claim(
    statement=(
        r"\bar\eta \ge 8 \implies \mathrm{Cov}_N(\pi_{\theta^t}) \ge 1 - \frac{1}{2T} \text{ for all } t"
        r" \le T,\ \log N \le HB/8"
        r" \quad \text{on these instances}"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.6", reading="on samples whose letters are all the likeliest one"),
    sizes=(8, 9, 16, 64, 10**6),
    kind="value",
    value=lambda step: (1 - xp.ratio(1, 2 * STEPS), uncovered_mass(step)),
    trivial="probability",
)
