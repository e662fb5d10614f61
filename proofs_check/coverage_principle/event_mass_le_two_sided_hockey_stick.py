"""Events under the data and under a model, up to a factor ``gamma``.

``P(S) - gamma Q(S)`` is at most the sum of the positive parts, prompt by prompt, and the other direction
likewise; ``E_gamma`` is the mean over prompts of the larger of the two. Equality when ``S`` is the set of
positive parts of one direction, and that is the larger one everywhere. What holds for sets holds for functions between 0 and 1.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.measures.divergences import hockey_stick
from theory_lab.numbers import Array


def excess(i: Instance) -> Array:
    """``max(P_pi(S) - gamma P_data(S), P_data(S) - gamma P_pi(S))``, where ``S`` has a number in [0, 1] at each pair."""
    laws = ((i.data0, i.data1), (i.model0, i.model1))
    data, model = (xp.dot(i.prompts, xp.stack([xp.dot(i.event[x], rows[x]) for x in range(2)])) for rows in laws)
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
    space=lambda n: Space(
        prompts=Simplex(2), data0=Simplex(n), data1=Simplex(n), model0=Simplex(n), model1=Simplex(n),
        gamma=Ratio(1, 10), event=Table((2, n), 0, 1),
    ),
    sizes=(2, 3),
    lhs=excess,
    rhs=distance,
    tight_at={
        "prompts": [1, 0], "data0": [1, 0], "data1": [1, 0], "model0": [0, 1], "model1": [0, 1], "gamma": [1, 1],
        "event": [1, 1, 0, 0, 0],
    },
    sharpened=lambda i: xp.ratio(99, 100) * distance(i),
)  # fmt: skip
