"""The lower bound for gradient descent does not hold from every start.

The statement does not say that the start is chosen against the learner. On the flat prompt with ``eta = 8/(H
B)`` the start ``theta = 0`` is covered after one step, because the first gradient has its full size; from the
start of ``flat_prompt_updates_eq`` it takes a number of steps linear in ``H``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Source, Space
from theory_lab.learning.training.count_states import flat_loss, flat_pull
from theory_lab.numbers import Array

SCALE, LOG_LEVEL = 40, 4


def log_ratio(i: Instance) -> Array:
    """``log(data/model)`` of the response that repeats the letter 1 after one step, projected onto ``|theta| <= 1``."""
    x = SCALE * i.start
    after = xp.minimum(x + 8 * SCALE * flat_pull(x), SCALE)
    return i.horizon * (flat_loss(after) - flat_loss(xp.exact(xp.ratio(SCALE, 2))))


CLAIM = Claim(
    statement=(
        r"\log N \le \log \frac{\pi_D}{\pi_{\theta^2}}(+, \dots, +) \quad \text{for every start }"
        r" \theta^1 \in [0, \tfrac18]"
    ),
    source=Source(
        "arXiv:2510.15020", "Proposition 5.1, lower bound, from every start", status="derived",
        quote="for every constant eta there is an instance", reading="the statement does not say from which start",
    ),
    space=Space(start=Ratio(0, xp.ratio(1, 8)), horizon=Choice(10**4, 10**5, 10**6, 10**7)),
    lhs=lambda i: LOG_LEVEL,
    rhs=log_ratio,
    expect="fails",
    falls="tempting form",
)  # fmt: skip
