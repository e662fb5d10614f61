"""The union bound is a coarse counter for DNF formulas.

``Vhat(v) = sum over consistent clauses of 2^-(free literals)`` overcounts a satisfying completion once for every
clause it satisfies, so that ``V* <= Vhat <= m V*``, and the walk climbs back in at most ``2H + 2m(H-1)(H-2) +
4(H-1)`` steps. Each of the three is a claim. All formulas of two or three clauses on three variables are cases; random 3-DNF
up to ten variables are checked apart.
"""

from functools import cache
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


def over(problem):
    """Union-bound values over exact ones at inner prefixes."""
    inner = problem.tree.inner[1:]
    return problem.coarse[inner] / problem.values[inner]


def climb(problem):
    """The longest climb."""
    return xp.max(hitting.root_times(problem.tree, walks.edge_weights(problem.tree, problem.steps, problem.coarse[1:])))


@cache
def of_formula(number, clauses):
    """A number of the formula of these clauses, whose order it does not depend on."""
    return number(dnf(3, list(clauses)))


def formulas(number):
    """Two or three clauses, and a number of their formula, ``over`` or ``climb``."""

    def space(count):
        names = ("first", "second", "third")[:count]
        fields = {name: Choice(*CLAUSES) for name in names}

        def derived(i):
            return {number.__name__: of_formula(number, tuple(sorted(getattr(i, name) for name in names)))}

        return Space(**fields, derived=derived)

    return space


CLAIMS = {
    "below": Claim(
        statement=r"V^* \le \hat V",
        source=Source("arXiv:2510.03149", "union-bound counter for DNF, from below", status="derived"),
        space=formulas(over),
        sizes=(2, 3),
        lhs=lambda i: 1 / xp.min(i.over),
        rhs=lambda i: 1,
        sharpened=lambda i: xp.ratio(99, 100),
        tight_at={"first": 0, "second": 1},
    ),
    "above": Claim(
        statement=r"\hat V \le m V^*",
        source=Source("arXiv:2510.03149", "union-bound counter for DNF, from above", status="derived"),
        space=formulas(over),
        sizes=(2, 3),
        lhs=lambda i: xp.max(i.over),
        rhs=lambda i: i.size,
        sharpened=lambda i: xp.ratio(99, 100) * i.size,
        tight_at={"first": 0, "second": 0},
    ),
    "climb": Claim(
        statement=r"\max_v \mathbb E_v[\sigma] \le 2H + 2m(H-1)(H-2) + 4(H-1)",
        source=Source("arXiv:2510.03149", "union-bound counter for DNF, the climb to the root", status="derived"),
        space=formulas(climb),
        sizes=(2, 3),
        lhs=lambda i: i.climb,
        rhs=lambda i: 2 * 3 + 2 * i.size * 2 + 4 * 2,
        loose="the bound is that of the coarsest verifier within a factor m, and 18 of 22 steps are the most on three variables",
    ),
}
