"""The union bound on random 3-DNF formulas with up to ten variables and sixteen clauses.

``V* <= Vhat <= m V*`` at inner prefixes, the climb at most ``2H + 2m(H-1)(H-2) + 4(H-1)``, and the conductance at least
``1/(2(1 + 2 m^2 (H-1)))``. At ``n = 10, m = 16`` the bound on the climb is 2360.
"""

from random import Random

from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.chains.conductance import conductance
from theory_lab.claims import Claim, Source
from theory_lab.counting.formulas import dnf


def formula(variables, clauses, seed):
    """Three literals a clause, drawn with a seed."""
    draw = Random(seed)
    return dnf(
        variables,
        [[draw.choice((-1, 1)) * v for v in draw.sample(range(1, variables + 1), 3)] for _ in range(clauses)],
    )


def quotients(size):
    """The three quotients."""
    variables, clauses, _ = size
    problem = formula(*size)
    tree, inner = problem.tree, problem.tree.inner[1:]
    weights = walks.edge_weights(tree, problem.steps, problem.coarse[1:])
    over = problem.coarse[inner] / problem.values[inner]
    climb = 2 * variables + 2 * clauses * (variables - 1) * (variables - 2) + 4 * (variables - 1)
    return {
        "value": xp.maximum(1 / xp.min(over), xp.max(over) / clauses),
        "climb": xp.max(hitting.root_times(tree, weights)) / climb,
        "cut": 1 / (2 * (1 + 2 * clauses**2 * (variables - 1)) * conductance(tree, weights)),
    }


CLAIM = Claim(
    statement=r"V^* \le \hat V \le m V^*,\quad \max_v \mathbb E_v[\sigma] \le 2H + 2m(H-1)(H-2) + 4(H-1),"
    r"\quad \Phi \ge \frac1{2(1+2m^2(H-1))}"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2510.03149", "union-bound counter for random DNF", status="derived"),
    sizes=((4, 2, 0), (5, 3, 1), (6, 4, 2), (6, 8, 3), (8, 4, 4), (8, 12, 5), (10, 4, 6), (10, 16, 7)),
    kind="value",
    value=quotients,
    rhs=lambda size: 1,
)
