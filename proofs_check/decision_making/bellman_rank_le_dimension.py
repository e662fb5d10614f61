"""Bellman rank is at most the dimension of the features.

With kernels, rewards and value functions linear in ``phi``, the expected residual is ``<E^pi phi, w>``, an inner product in ``d``
dimensions. Tabular processes have ``d = SA`` (one feature for each pair), latent blocks ``d`` = blocks times actions. Ranks are
exact, over all deterministic policies and 20 value functions.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.decisions.processes import mdps
from theory_lab.decisions.processes.bellman_ranks import exact_rank, linear_process, residual_matrix

FUNCTIONS = 20


def processes(size):
    """Linear processes of ``size`` = (states, actions, steps, dimension), and value functions linear in the features."""
    states, actions, steps, dimension = size
    return Space(
        features=Table((states, actions, dimension), 0, 1), measures=Table((steps - 1, dimension, states), 0, 1),
        weights=Table((steps, dimension), 0, 1), functions=Table((steps, FUNCTIONS, dimension), -1, 1),
        initial=Simplex(states), derived=derived,
    )  # fmt: skip


def derived(i):
    """The residuals of the last step but one, for all policies and functions."""
    states, actions, steps, dimension = i.size
    features = mdps.stochastic(i.features)
    kernels, rewards = linear_process(features, mdps.stochastic(i.measures), i.weights)
    flat = features.reshape(states * actions, dimension)
    q = xp.stack([xp.dot(w, flat.T).reshape(FUNCTIONS, states, actions) for w in i.functions])
    policies = mdps.deterministic_policies(steps, states, actions)
    return {"residuals": residual_matrix(kernels, rewards, i.initial, policies, q, max(steps - 2, 0))}


def scattered(count, step, low=0):
    """Whole numbers over 16 without a pattern: squares modulo 17, of a stride."""
    return [16, *((step * k * k * k + 3 * k) % 17 + low for k in range(count))]


def instance(size):
    """Features are indicators of cells where the dimension is a multiple of the actions, else without pattern."""
    states, actions, steps, dimension = size
    blocks = dimension // actions
    cells = [int(j == (s % blocks) * actions + a) for s in range(states) for a in range(actions) for j in range(dimension)]
    return {
        "features": [1, *cells] if dimension % actions == 0 else scattered(len(cells), 3),
        "measures": scattered((steps - 1) * dimension * states, 7),
        "weights": scattered(steps * dimension, 5),
        "functions": scattered(steps * FUNCTIONS * dimension, 11, low=-8),
        "initial": list(range(1, states + 1)),
    }


def rank(i):
    """The exact rank of the residuals."""
    return exact_rank(i.residuals.fractions())


CLAIM = Claim(
    statement=r"\mathrm{rank}\bigl(\mathbb E^{\pi}[Q_h - r_h - \max_a Q_{h+1}]\bigr)_{\pi, Q} \le d"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2312.16730", "Definition 8, (7.22)-(7.24): tabular, linear and block processes", status="second-hand"),
    space=processes,
    sizes=((2, 2, 2, 4), (3, 2, 2, 3), (4, 2, 2, 4), (2, 2, 3, 3)),
    kind="witness",
    witness=instance,
    lhs=rank,
    rhs=lambda i: i.size[3],
    notes="Sizes are states, actions, steps, dimension: tabular, linear, two blocks, and linear with three steps.",
)
