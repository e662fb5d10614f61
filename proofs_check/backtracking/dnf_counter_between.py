"""The union bound is a coarse counter for DNF formulas.

``Vhat(v) = sum over consistent clauses of 2^-(free literals)`` overcounts a satisfying completion once for every
clause it satisfies, so that ``V* <= Vhat <= m V*``, and the walk climbs back in at most ``2H + 2m(H-1)(H-2) +
4(H-1)`` steps. All formulas of two or three clauses on three variables are cases; random 3-DNF up to ten variables
are checked apart.
"""

from itertools import product

from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.counting.formulas import dnf

CLAUSES = tuple(
    tuple(sign * variable for sign, variable in zip(signs, (1, 2, 3), strict=True) if sign)
    for signs in product((0, 1, -1), repeat=3)
    if any(signs)
)


def derived(i, count):
    """Exact and union-bound values of inner prefixes, the longest climb and its bound."""
    problem = dnf(3, [getattr(i, name) for name in ("first", "second", "third")[:count]])
    tree, inner = problem.tree, problem.tree.inner[1:]
    climb = hitting.root_times(tree, walks.edge_weights(tree, problem.steps, problem.coarse[1:]))
    return {
        "over": problem.coarse[inner] / problem.values[inner],
        "climb": xp.max(climb) / (2 * 3 + 2 * count * 2 + 4 * 2),
    }


def formulas(count):
    """Two or three clauses."""
    names = ("first", "second", "third")[:count]
    return Space(**{name: Choice(*CLAUSES) for name in names}, derived=lambda i: derived(i, count))


CLAIM = Claim(
    statement=r"\max\Bigl(\frac{V^*}{\hat V}, \frac{\hat V}{m V^*},"
    r" \frac{\max_v \mathbb E_v[\sigma]}{2H + 2m(H-1)(H-2) + 4(H-1)}\Bigr) \le 1",
    source=Source("arXiv:2510.03149", "union-bound counter for DNF", status="derived"),
    space=formulas,
    sizes=(2, 3),
    lhs=lambda i: xp.maximum(xp.maximum(1 / xp.min(i.over), xp.max(i.over) / i.size), i.climb),
    rhs=lambda i: 1,
    sharpened=lambda i: xp.ratio(99, 100),
    tight_at={"first": 0, "second": 0},
)
