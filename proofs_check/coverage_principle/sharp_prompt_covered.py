"""Normalised, sign and Adam steps cover the sharp prompt.

``B = 40``, the prompt made for the effective step 8, start at ``v_1``, no noise. From step 15 to step 25 the
likeliest response has ``log(data/model) < 4``: normalised steps at rate 3/10 with ``lam = B log N / 16``,
signs and Adam (usual constants) at rate 1/20, all projected. Plain steps at ``8/(H B)`` stay at ``v_{+-1}``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training import count_states, updates
from theory_lab.numbers import Array

SCALE, LOG_LEVEL, RULES = 40, 4, ("normalised", "sign", "adam")
BETAS, BALL = (xp.ratio(9, 10), xp.ratio(999, 1000)), updates.ball()


def largest_ratio(size: tuple[int, str]) -> Array:
    """The largest log-ratio of the likeliest response from step 15 to step 25."""
    horizon, rule = size
    features = count_states.sharp_prompt(xp.exact(SCALE), xp.exact(8))
    truth, theta = features[0, 1] / SCALE, features[0, 2] / SCALE
    data, mode = count_states.letter_laws(features, truth), xp.exact(count_states.modal_counts(horizon, 0, 1, (1, 3)))
    gradient = count_states.count_gradient(features)
    memory, ratios = updates.Moments(xp.exact(0), xp.exact(0)), []
    for _ in range(26):
        ratios.append(count_states.log_ratio(data, count_states.letter_laws(features, theta), mode))
        slope = gradient(theta, mode)
        if rule == "adam":
            theta, memory = updates.adam(theta, slope, memory, xp.ratio(1, 20), BETAS)
            theta = BALL(theta)
        elif rule == "sign":
            theta = updates.sign(theta, slope, xp.ratio(1, 20), BALL)
        else:
            theta = updates.normalised(theta, slope, xp.ratio(3, 10), xp.ratio(SCALE * LOG_LEVEL, 16), BALL)
    return xp.max(xp.stack(ratios[15:]))


CLAIM = Claim(
    statement=r"\log \frac{\pi_D}{\pi_{\theta^t}}(0, \dots, 0) < \log N = 4 \text{ on the sharp prompt for } 15 \le t \le 25",
    source=Source("arXiv:2510.15020", "equations (18) and (20) on the instance of Lemma I.6", status="derived"),
    sizes=tuple((10**power, rule) for power in (3, 4, 5) for rule in RULES),
    kind="value",
    value=largest_ratio,
    rhs=lambda size: LOG_LEVEL,
    relation="<",
    loose="a threshold: the log-ratios are below .44, where the level is 4",
)
