"""Events under the data and under a model, up to a factor ``gamma``.

``P(S) - gamma Q(S)`` is at most the sum of the positive parts, prompt by prompt, and the other direction
likewise; ``E_gamma`` is the mean over prompts of the larger of the two. Equality when ``S`` is the set of
positive parts of one direction, and that is the larger one everywhere.
"""

from itertools import product

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import hockey_stick
from theory_lab.numbers import Array

EVENTS = tuple(product((0, 1), repeat=4))


def excess(i: Instance) -> Array:
    """``max(P_pi(S) - gamma P_data(S), P_data(S) - gamma P_pi(S))``."""
    event = np.array(i.event).reshape(2, 2)
    data, model = (xp.sum(event * i.prompts[:, None] * xp.stack(rows)) for rows in ([i.data0, i.data1], [i.model0, i.model1]))
    return xp.maximum(model - i.gamma * data, data - i.gamma * model)


def distance(i: Instance) -> Array:
    """``E_gamma = E_x max(sum (data - gamma pi)_+, sum (pi - gamma data)_+)``."""
    pairs = ((i.data0, i.model0), (i.data1, i.model1))
    return xp.dot(
        i.prompts,
        xp.stack([xp.maximum(hockey_stick(p, q, i.gamma), hockey_stick(q, p, i.gamma)) for p, q in pairs]),
    )


CLAIM = Claim(
    statement=(
        r"P_\pi(S) \le \gamma P_{\pi_D}(S) + E_\gamma \quad \text{and} \quad P_{\pi_D}(S) \le \gamma"
        r" P_\pi(S) + E_\gamma"
        r" \quad \text{for every event } S"
    ),
    source=Source("arXiv:2510.15020", "equation (98)", also=("equation (99)",)),
    space=Space(
        prompts=Simplex(2), data0=Simplex(2), data1=Simplex(2), model0=Simplex(2), model1=Simplex(2),
        gamma=Ratio(1, 10), event=Choice(*EVENTS),
    ),
    lhs=excess,
    rhs=distance,
    tight_at={
        "prompts": [1, 0], "data0": [1, 0], "data1": [1, 0], "model0": [0, 1], "model1": [0, 1], "gamma": [1, 1],
        "event": EVENTS.index((1, 0, 0, 0)),
    },
    sharpened=lambda i: xp.ratio(99, 100) * distance(i),
)  # fmt: skip
